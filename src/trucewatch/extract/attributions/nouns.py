"""Read cues that are no verbs: "according to X", "in X's version", "the claim by X that", "the stated aim of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from trucewatch.extract.attributions.clauses import noun_clause
from trucewatch.extract.attributions.hosts import adjunct_end, host, quotation_before
from trucewatch.extract.attributions.lexicon import Noun, lexicon
from trucewatch.extract.attributions.moods import really_said
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.sources import SourceWords, noun_phrase, object_phrase, source_of
from trucewatch.extract.attributions.spans import Content, has_finite, to_content


def read_according(scene: Scene, at: int, entry: Noun) -> Iterator[Said]:
    if scene.words[at + 1 : at + 2] != ("to",):
        return
    source = object_phrase(scene, scene.doc[at + 1])
    if source is None or scene.words[source.head] in lexicon().bases:
        return
    end = _behind_apposition(scene, max(source.end, adjunct_end(scene, at + 1)))
    content = quotation_before(scene, at, False) or host(scene, at, end)
    if content is not None:
        yield Said(scene, content, source, (scene.starts[at], scene.end_of(at + 1)), entry.stance, entry.rule)


def _behind_apposition(scene: Scene, comma: int) -> int:
    """Return the comma before the clause, where an apposition or a series stands between it and the source."""
    high = scene.sentence_at(min(comma, len(scene.words) - 1))[1]
    if comma >= high or scene.words[comma] != ",":
        return comma
    after = next((at for at in range(comma + 1, high) if scene.words[at] == "," and scene.quoted[at] < 0), None)
    if after is None or has_finite(scene, comma + 1, after) or not has_finite(scene, after + 1, high):
        return comma
    parts = (scene.doc[at] for at in range(comma + 1, after))
    if any(part.dep_ in ("nsubj", "nsubjpass") and part.head.i > after for part in parts):
        return comma
    return after


def read_version(scene: Scene, noun: Token, entry: Noun) -> Iterator[Said]:
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.tag_[:1] == "N"), None)
    if owner is None or owner.left_edge.i == 0 or noun.i + 1 >= len(scene.words):
        return
    start = owner.left_edge.i - 1
    if scene.words[start] != "in" or scene.words[noun.i + 1] != ",":
        return
    source = noun_phrase(scene, owner)
    content = host(scene, start, noun.i + 1)
    if content is not None:
        yield Said(scene, content, source, (scene.starts[start], scene.end_of(noun.i)), entry.stance, entry.rule)


def read_aim(scene: Scene, word: Token, entry: Noun) -> Iterator[Said]:
    high = scene.sentence_at(word.i)[1]
    verb = next((head for head in word.ancestors if head.tag_[:1] == "V" and head.i < word.i), None)
    source = source_of(scene, verb) if verb is not None else None
    start = word.i + 3
    if source is None or start >= high:
        return
    end = next((at for at in range(start, high) if scene.tags[at] in (",", ".", ":")), high)
    content = to_content(scene, start, end, "aim")
    if content is not None:
        yield Said(scene, content, source, (scene.starts[word.i], scene.end_of(word.i + 2)), entry.stance, entry.rule)


def read_noun(scene: Scene, noun: Token, entry: Noun) -> Iterator[Said]:
    source = _noun_source(scene, noun)
    if source is None:
        return
    content = noun_clause(scene, noun)
    if content is None:
        content = _noun_object(scene, noun)
    if content is not None:
        yield Said(scene, content, source, (scene.starts[noun.i], scene.end_of(noun.i)), entry.stance, entry.rule)


def _noun_source(scene: Scene, noun: Token) -> SourceWords | None:
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            return noun_phrase(scene, child)
    for child in noun.subtree:
        if (
            child.i > noun.i
            and child.lower_ in ("by", "from")
            and child.dep_ in ("prep", "agent")
            and child.i - noun.i < 12
        ):
            return object_phrase(scene, child)
    if (
        noun.dep_ == "dobj"
        and noun.head.lower_ in lexicon().issues
        and noun.head.tag_[:1] == "V"
        and really_said(noun.head)
    ):
        return source_of(scene, noun.head)
    return None


def _noun_object(scene: Scene, noun: Token) -> Content | None:
    """Return what "the announcement of Z by X" or "X's denial of Z" is about."""
    if noun.lower_ not in (
        "announcement",
        "admission",
        "denial",
        "confirmation",
        "allegations",
        "accusations",
        "claims",
    ):
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            end = child.right_edge.i + 1
            by = next(
                (at for at in range(child.i, end) if scene.words[at] == "by" and scene.doc[at].head.i <= child.i + 6),
                end,
            )
            return to_content(scene, child.i + 1, by, "object")
    return None
