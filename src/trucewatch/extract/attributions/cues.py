"""Read each cue of a paragraph: who says what by which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from trucewatch.extract.attributions.complements import complement, noun_clause
from trucewatch.extract.attributions.hosts import host, parenthetical, quotation_before
from trucewatch.extract.attributions.lexicon import Noun, Verb, lexicon
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.sources import SourceWords, noun_phrase, object_phrase, source_of
from trucewatch.extract.attributions.spans import Content, quoted_content, to_content

_CONDITIONS = frozenset({"if", "whether", "unless"})
_SHORT_QUOTATION = 3
"""Words; within a longer quotation a cue is part of what is quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """One "who said what" found in a paragraph; ``cue`` are offsets of the paragraph."""

    scene: Scene
    content: Content
    source: SourceWords | None
    cue: tuple[int, int] | None
    stance: str
    rule: str
    hedges: tuple[str, ...] = ()


def find_cued(scene: Scene) -> list[Said]:
    """Return what the cues of a paragraph attribute, in the order of the cues."""
    words = lexicon()
    found: list[Said] = []
    for at, word in enumerate(scene.words):
        if word not in words.cues or _within_speech(scene, at):
            continue
        token = scene.doc[at]
        if word in words.verbs and _is_verb(token):
            found.extend(_read_verb(scene, token, words.verbs[word]))
        elif word == "according":
            found.extend(_read_according(scene, at, words.according))
        elif word in words.aims and scene.words[at + 1 : at + 3] in (
            ("aim", "of"),
            ("goal", "of"),
            ("purpose", "of"),
            ("aim", "to"),
        ):
            found.extend(_read_aim(scene, token, words.aims[word]))
        elif word in words.nouns and token.tag_[:1] == "N":
            found.extend(_read_noun(scene, token, words.nouns[word]))
        if word in words.versions:
            found.extend(_read_version(scene, token, words.versions[word]))
    return found


def _within_speech(scene: Scene, at: int) -> bool:
    return scene.quoted[at] >= 0 and scene.quotations[scene.quoted[at]].words > _SHORT_QUOTATION


def _is_verb(token: Token) -> bool:
    return token.tag_[:1] == "V" or token.lower_ in ("said", "says", "told")


def _read_verb(scene: Scene, verb: Token, entry: Verb) -> Iterator[Said]:
    if not _really_said(verb):
        return
    agent = _agent(verb)
    if _is_passive(verb):
        if agent is not None or "accuse" in entry.takes:
            yield from _read_passive(scene, verb, entry, agent)
        return
    source = source_of(scene, verb)
    if source is None:
        return
    yield from _read_active(scene, verb, entry, source)


def _headline(scene: Scene, verb: Token) -> Content | None:
    """Return what stands behind "says" in a headline, which the parse often gets wrong."""
    low, high = scene.sentence_at(verb.i)
    if verb.lower_ not in ("says", "say", "warns", "claims") or scene.text[-1:] in ".!?,;:" or high - low > 25:
        return None
    return to_content(scene, verb.i + 1, high, "clause") if high - verb.i > 3 else None


def _agent(verb: Token) -> Token | None:
    """Return the "by" that names who did what a passive verb tells."""
    return next((child for child in verb.rights if child.lower_ == "by" and child.dep_ in ("agent", "prep")), None)


def _read_active(scene: Scene, verb: Token, entry: Verb, source: SourceWords) -> Iterator[Said]:
    start = min(source.start, _cue_start(verb))
    after = complement(scene, verb, entry) or _headline(scene, verb)
    before = None
    if "quote" in entry.takes:
        before = quotation_before(scene, start, after is not None)
    what = _what(scene, verb, source)
    if what is not None:
        yield _said(scene, what, source, verb, entry)
        return
    if before is not None:
        after = after if after is not None and after.taken == "quote" else _resumed(scene, verb)
        if after is None or not _is_fragment(scene, before):
            yield _said(scene, before, source, verb, entry)
    if after is not None:
        yield _said(scene, after, source, verb, entry)
    elif before is None and "after" in entry.takes and _may_follow(verb):
        begin, end = _chunk(scene, verb, source)
        around = parenthetical(scene, begin, end)
        if around is not None:
            yield _said(scene, around, source, verb, entry)


def _may_follow(verb: Token) -> bool:
    """Tell whether a verb may stand behind or amid its content: finite, and without an object of its own."""
    if verb.tag_ == "VBG":
        return False
    addressed = verb.lower_[:3] in ("tol", "tel") or verb.lower_[:6] in ("inform", "assure", "warned")
    return not any(
        child.dep_ in ("dobj", "xcomp", "oprd", "attr", "acomp")
        and child.lower_ not in lexicon().moments
        and not (addressed and child.dep_ == "dobj")
        for child in verb.rights
    )


def _chunk(scene: Scene, verb: Token, source: SourceWords) -> tuple[int, int]:
    """Return the tokens of source, cue and an "as" before them."""
    start, end = min(source.start, _cue_start(verb)), max(source.end, verb.i + 1)
    if start and scene.words[start - 1] == "as":
        start -= 1
    return start, end


def _is_fragment(scene: Scene, content: Content) -> bool:
    """Tell whether a quotation is only the lead-in ("That being said,") to the one that goes on behind its cue."""
    return content.direct and len(scene.text[content.start : content.end].split()) <= _SHORT_QUOTATION


def _resumed(scene: Scene, verb: Token) -> Content | None:
    """Return the quotation that goes on behind "said X,"."""
    high = scene.sentence_at(verb.i)[1]
    for at in range(verb.i + 1, min(high, verb.i + 25)):
        if scene.quoted[at] >= 0:
            quotation = scene.quotations[scene.quoted[at]]
            comma = scene.doc[at - 1].text in (",", ":", "—", "–")
            return quoted_content(quotation, "quote") if comma and quotation.words > 2 else None
        if scene.doc[at].tag_ == ".":
            return None
    return None


def _what(scene: Scene, verb: Token, source: SourceWords) -> Content | None:
    """Return what follows "what X says is"; a bare name behind "what X calls" is no content."""
    if source.start == 0 or scene.words[source.start - 1] != "what" or verb.i + 1 >= len(scene.words):
        return None
    low, high = verb.i + 1, scene.sentence_at(verb.i)[1]
    if scene.words[low] in ("is", "was", "are", "were", "amounted"):
        low += 1
    elif not (scene.quoted[low] >= 0 or scene.words[low] in ("a", "an")) or _is_name(scene, low):
        return None
    end = next(
        (at for at in range(low + 1, high) if scene.doc[at].tag_ in (",", ".", ":") and scene.quoted[at] < 0), high
    )
    return to_content(scene, low, end, "what")


def _is_name(scene: Scene, at: int) -> bool:
    if scene.quoted[at] < 0:
        return False
    quotation = scene.quotations[scene.quoted[at]]
    inner = scene.text[quotation.inner_start : quotation.inner_end]
    return quotation.words < 3 or inner.istitle()


def _said(scene: Scene, content: Content, source: SourceWords | None, verb: Token, entry: Verb) -> Said:
    rule, stance = entry.rule_for(content.taken if content.taken != "what" else "clause")
    start = scene.starts[_cue_start(verb)]
    return Said(scene, content, source, (start, scene.end_of(verb.i)), stance, rule)


def _cue_start(verb: Token) -> int:
    """Return the first token of the verb group: "went on to claim", "was quoted as saying"."""
    start = verb.i
    head = verb.head
    if verb.dep_ == "pcomp" and head.head.lower_ in ("quoted", "cited"):
        start = head.head.i
        verb = head.head
    elif verb.dep_ == "xcomp" and head.i < verb.i and head.lower_ in lexicon().launches:
        start = head.i
        verb = head
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass") and child.i >= start - 4 and child.tag_ != "TO":
            start = min(start, child.i)
    return start


def _really_said(verb: Token) -> bool:
    """Tell whether a verb reports that something was said: not negated, wished, asked or made a condition."""
    for child in verb.children:
        if child.dep_ == "neg" or child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in _CONDITIONS):
            return False
        if child.tag_ == "TO" and not _launched(verb):
            return False
        if child.lower_ in ("n't", "never") and child.i < verb.i:
            return False
    return not (verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in verb.lefts) and verb.dep_ != "conj")


def _launched(verb: Token) -> bool:
    head = verb.head
    if verb.dep_ not in ("xcomp", "advcl", "acl"):
        return False
    return head.lower_ in lexicon().launches or (_is_passive(head) and head.lower_ in ("reported", "said", "quoted"))


def _is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return not any(child.dep_ == "aux" for child in verb.children) and any(
        child.dep_ == "agent" for child in verb.children
    )


def _read_passive(scene: Scene, verb: Token, entry: Verb, agent: Token | None) -> Iterator[Said]:
    source = object_phrase(scene, agent) if agent is not None else None
    if agent is not None and source is None:
        return
    content = None
    if source is not None and verb.i and scene.words[verb.i - 1] == "as" and "after" in entry.takes:
        content = host(scene, verb.i - 1, max(source.end, _phrase_end(scene, verb.i)))
    if content is None and entry.takes & {"as", "accuse", "clause"}:
        content = complement(scene, verb, entry)
    if content is None and "object" in entry.takes and source is not None:
        subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        if subject is not None and subject.tag_[:1] in "N":
            content = to_content(scene, subject.left_edge.i, subject.right_edge.i + 1, "object")
    if content is not None:
        yield _said(scene, content, source, verb, entry)


def _read_according(scene: Scene, at: int, entry: Noun) -> Iterator[Said]:
    if scene.words[at + 1 : at + 2] != ("to",):
        return
    source = object_phrase(scene, scene.doc[at + 1])
    if source is None or scene.words[source.head] in lexicon().bases:
        return
    end = max(source.end, _phrase_end(scene, at + 1))
    content = quotation_before(scene, at, False) or host(scene, at, end)
    if content is not None:
        yield Said(scene, content, source, (scene.starts[at], scene.end_of(at + 1)), entry.stance, entry.rule)


def _phrase_end(scene: Scene, start: int) -> int:
    """Return the end of an adjunct: its comma, or the end of the sentence."""
    high = scene.sentence_at(start)[1]
    return next((at for at in range(start, high) if scene.doc[at].tag_ in (",", ".", ":")), high)


def _read_version(scene: Scene, noun: Token, entry: Noun) -> Iterator[Said]:
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.tag_[:1] == "N"), None)
    if owner is None or owner.left_edge.i == 0 or noun.i + 1 >= len(scene.words):
        return
    start = owner.left_edge.i - 1
    if scene.words[start] != "in" or scene.doc[noun.i + 1].text != ",":
        return
    source = noun_phrase(scene, owner)
    content = host(scene, start, noun.i + 1)
    if content is not None:
        yield Said(scene, content, source, (scene.starts[start], scene.end_of(noun.i)), entry.stance, entry.rule)


def _read_aim(scene: Scene, word: Token, entry: Noun) -> Iterator[Said]:
    high = scene.sentence_at(word.i)[1]
    verb = next((head for head in word.ancestors if head.tag_[:1] == "V" and head.i < word.i), None)
    source = source_of(scene, verb) if verb is not None else None
    start = word.i + 3
    if source is None or start >= high:
        return
    end = next((at for at in range(start, high) if scene.doc[at].tag_ in (",", ".", ":")), high)
    content = to_content(scene, start, end, "aim")
    if content is not None:
        yield Said(scene, content, source, (scene.starts[word.i], scene.end_of(word.i + 2)), entry.stance, entry.rule)


def _read_noun(scene: Scene, noun: Token, entry: Noun) -> Iterator[Said]:
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
        and _really_said(noun.head)
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
