"""Mentions of an annotated corpus as columns for linking: trigger, arguments, places, times, numbers, words, document.

What stands around a mention is read from spaCy's full pipeline here (with its lemmatiser, which the product's own
reading leaves out): subjects and agents count as doers, objects as bearers. Names of actors and places are bare words.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc, Token

from trucewatch.annotate.parse import DEFAULT_MODEL
from trucewatch.evaluate.document_stories import read_stories
from trucewatch.evaluate.event_corpora import Corpus, Mention
from trucewatch.linking import columns as at
from trucewatch.linking.columns import Columns, code, empty_columns, mix
from trucewatch.linking.stems import LIGHT, happenings, instruments, sense_of, silent, stem, stems

_DOERS = frozenset({"nsubj", "agent", "poss", "csubj", "nsubj:pass"})
_BEARERS = frozenset({"dobj", "nsubjpass", "obj", "attr", "dative", "oprd"})
_NAMED = frozenset({"NNP", "NNPS"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_NO_VERBS = frozenset({"aux", "auxpass", "amod", "prep"})
_QUALIFYING = frozenset({"compound", "npadvmod", "nmod", "poss"})
_PERSONS = ("ers", "ors", "ee", "ees", "ist", "ists", "man", "men")
"""Endings of nouns of persons, among those whose stem is that of an act."""


@dataclass(frozen=True, slots=True)
class Read:
    """Mentions as read: their columns, the lemma of each one's head word, and the story of its document (a number)."""

    columns: Columns
    heads: tuple[str, ...]
    stories: tuple[int, ...]


def read_mentions(corpus: Corpus) -> Read:
    """Return the mentions of a corpus as columns, in their order. Words common to its documents count less."""
    parsed = _parse(corpus.mentions)
    made = empty_columns(len(corpus.mentions))
    background = _background(corpus)
    stories = read_stories(corpus.words)
    heads = []
    for index, mention in enumerate(corpus.mentions):
        doc = parsed[mention.document, mention.number]
        head = _head(doc, mention.tokens)
        heads.append(head.lemma_.lower())
        made.key[index] = code(f"{mention.document} {mention.number} {mention.tokens}")
        made.document[index] = code(mention.document)
        made.story[index] = stories[mention.document].fingerprint
        _fill(made, index, mention, head, background)
    made.key[:] = mix(made.key, made.document)
    return Read(made, tuple(heads), tuple(stories[mention.document].number for mention in corpus.mentions))


def find_mentions(corpus: Corpus) -> tuple[Mention, ...]:
    """Return the mentions that we find ourselves in the sentences of a corpus: full verbs, and nouns of happenings."""
    parsed = _parse(corpus.mentions)
    sentences = {(mention.document, mention.number): mention for mention in corpus.mentions}
    return tuple(
        dataclasses.replace(mention, tokens=(token.i,), chain="")
        for key, mention in sentences.items()
        for token in parsed[key]
        if _is_happening(token)
    )


def _is_happening(token: Token) -> bool:
    """Return whether a word tells of a happening: a full verb, or a noun of one that is no person and qualifies none.

    Verbs before a noun ("armed men") and those that serve as prepositions ("according to") tell of none. Of capitalised
    words only those of a headline count, where all words stand so.
    """
    if token.tag_.startswith("V"):
        return token.dep_ not in _NO_VERBS and token.lemma_ not in ("be", "have")
    if token.tag_ in _NAMED and (token.dep_ in ("nsubj", "compound") or not _is_headline(token.doc)):
        return False
    if token.tag_ not in ("NN", "NNS", *_NAMED) or token.dep_ in _QUALIFYING:
        return False
    word = token.lower_
    if word in happenings() or token.lemma_.lower() in happenings():
        return True
    return sense_of(stem(word)) > LIGHT and not word.endswith(_PERSONS) and token.lemma_.lower() not in instruments()


def _is_headline(doc: Doc) -> bool:
    return 2 * sum(word.text[:1].isupper() for word in doc) > len(doc)


def _parse(mentions: Iterable[Mention]) -> dict[tuple[str, int], Doc]:
    tools = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    sentences = {(mention.document, mention.number): mention.sentence for mention in mentions}
    docs = (Doc(tools.vocab, words=[word or "_" for word in words]) for words in sentences.values())
    return dict(zip(sentences, tools.pipe(docs, batch_size=64), strict=True))


def _background(corpus: Corpus) -> dict[str, float]:
    """Return how much each stem of the corpus tells: the logarithm of documents by those that have it."""
    counts = Counter(one for words in corpus.words.values() for one in {stem(word) for word in words})
    return {one: float(np.log(len(corpus.words) / count)) for one, count in counts.items()}


def _head(doc: Doc, tokens: Sequence[int]) -> Token:
    """Return the word of a mention on which its other words hang."""
    inside = [doc[token] for token in tokens]
    return next((word for word in inside if word.head not in inside or word.head is word), inside[-1])


def _fill(made: Columns, index: int, mention: Mention, head: Token, background: dict[str, float]) -> None:
    words = [stem(head.lemma_), *(stem(mention.sentence[token]) for token in mention.tokens if token != head.i)]
    for slot, one in enumerate(_distinct(words, at.TRIGGERS)):
        made.triggers[index, slot] = code(one)
        made.senses[index, slot] = sense_of(one) or (sense_of(stem(head.text)) if slot == 0 else 0)
    clause = _clause(head)
    _fill_names(made.doers, made.doer_roots, index, _arguments(head, clause, _DOERS))
    _fill_names(made.bearers, made.bearer_roots, index, _arguments(head, clause, _BEARERS))
    _fill_places(made, index, mention, head)
    _fill_time(made, index, mention, head)
    numbers = [token.text for token in head.doc if token.text[:1].isdigit()][: at.FIGURES]
    for slot, number in enumerate(numbers):
        made.units[index, slot] = code("number")
        made.lows[index, slot] = made.highs[index, slot] = float(code(number))
    telling = sorted(
        {one for one in stems(" ".join(mention.sentence)) if one not in words},
        key=lambda one: (-background.get(one, 0.0), one),
    )
    made.words[index, : len(telling[: at.WORDS])] = [code(one) for one in telling[: at.WORDS]]


def _distinct(words: Iterable[str], most: int) -> list[str]:
    return [one for one in dict.fromkeys(words) if one][:most]


def _clause(head: Token) -> Token:
    """Return the word that bears the arguments of a noun that its verb carries out ("made an offer")."""
    light = head.tag_.startswith("N") and head.dep_ in ("dobj", "nsubjpass") and head.head.tag_.startswith("V")
    return head.head if light else head


def _arguments(head: Token, clause: Token, roles: frozenset[str]) -> list[str]:
    """Return the stems of a mention's arguments in some roles: names first, then heads of phrases."""
    found: list[Token] = []
    for word in dict.fromkeys((head, clause)):
        for child in word.children:
            if child.dep_ in roles and child is not head:
                found += [child, *_below(child)] if child.dep_ != "agent" else list(_below(child))
            elif roles is _BEARERS and child.dep_ == "prep" and child.lower_ == "of" and word.tag_.startswith("N"):
                found += _below(child)
            elif roles is _DOERS and child.dep_ in ("compound", "amod") and child.tag_ in _NAMED and word is head:
                found.append(child)
    if roles is _DOERS and not found and head.dep_ in ("xcomp", "conj", "advcl", "acl", "relcl"):
        found = [child for child in head.head.children if child.dep_ in roles]
    named = [word for word in found if word.tag_ in _NAMED]
    nouns = [word for word in found if word.tag_ in _NOUNS and word not in named]
    return _distinct((one for one in (stem(word.text) for word in (*named, *nouns)) if one not in silent()), at.ACTORS)


def _below(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ in ("compound", "pobj", "nmod", "appos", "poss", "amod", "nummod"):
            yield child
            yield from _below(child)


def _fill_names(ids: Any, roots: Any, index: int, names: Sequence[str]) -> None:
    for slot, name in enumerate(names):
        ids[index, slot] = roots[index, slot] = code(name)


def _nearest(spans: Iterable[tuple[int, ...]], head: Token) -> list[tuple[int, ...]]:
    return sorted(spans, key=lambda span: (min(abs(token - head.i) for token in span), span))


def _fill_places(made: Columns, index: int, mention: Mention, head: Token) -> None:
    """Fill in places by the last telling word of their names; different words are different places."""
    last_words = [stem(mention.sentence[span[-1]]) for span in _nearest(mention.places, head)]
    named = _distinct((word for word in last_words if word not in silent()), at.PLACES)
    for slot, name in enumerate(named):
        made.places[index, slot] = code(name)
        angle = code(name) / (1 << 32) * 2 * np.pi
        made.points[index, slot] = np.cos(angle), np.sin(angle), 0.0
        made.radii[index, slot] = 1.0


def _fill_time(made: Columns, index: int, mention: Mention, head: Token) -> None:
    """Fill in a day that stands for the words of the nearest time; equal words are equal days."""
    for span in _nearest(mention.times, head)[:1]:
        named = sorted({stem(mention.sentence[token]) for token in span} - silent())
        if named:
            made.first[index] = made.last[index] = code(" ".join(named)) >> 8 << 3
            made.basis[index] = at.DAY
