"""One paragraph made ready for reading who says what in it: words, sentences, quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from trucewatch.annotate import Passage
from trucewatch.extract.attributions.quotes import Quotation
from trucewatch.extract.attributions.tokens import Tokens

MARKS = "“”„‟«»\"‘’‚'‹›`"
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
SHORT_QUOTATION = 3
"""Words; a cue within a longer quotation is part of what is quoted."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FULL_STOP = re.compile(r"[.!?…][\s)\]“”„«»\"‘’'›]*(?:\[[\w ]{1,12}\]\s*)*$")
_ABBREVIATION = re.compile(
    r"\b(?:[ap]\.m|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Cmdr|Brig|Sgt|Adm|Gov|Sen|Rep|Prof|St|Mt|No|Fr|Rev|Hon)\.\s*$"
)
"""A full stop that ends no sentence, whatever follows."""
_LONGEST_SENTENCE = 400
"""Tokens; a longer one is no sentence but a table or a list, and would make the work grow with its square."""
_LOOSE = " \t\n\u00a0,;:–—-…"
_WIDE_LINE = 110
"""Code points; a paragraph with a longer line is not hard-wrapped, so its line breaks end sentences."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with its lower-cased words, its quotations and its sentences as token ranges.

    ``starts`` and ``ends`` are offsets of the tokens, ``marks`` those at which the quotations begin.
    ``quoted[i]`` is the index of the quotation that token ``i`` stands in, or -1. A sentence never ends within a
    quotation.
    """

    passage: Passage
    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[int, ...]

    @property
    def doc(self) -> Doc:
        """The parse of the paragraph."""
        return self.passage.doc

    def sentence_at(self, token: int) -> tuple[int, int]:
        """Return the token range of the sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, (token, len(self.words))) - 1]

    def token_at(self, offset: int) -> int:
        """Return the index of the token at, or else the first one behind, an offset of the paragraph."""
        at = bisect_right(self.starts, offset) - 1
        if at >= 0 and offset < self.ends[at]:
            return at
        return at + 1

    def end_of(self, token: int) -> int:
        """Return the offset just behind a token."""
        return self.ends[token]

    def quotation_ending_before(self, token: int) -> Quotation | None:
        """Return the quotation that ends just before a token, commas and spaces between them left aside."""
        offset = self.starts[token] if token < len(self.starts) else len(self.text)
        at = bisect_right(self.marks, offset) - 1
        while at >= 0 and self.quotations[at].end > offset:
            at -= 1
        if at < 0 or self.text[self.quotations[at].end : offset].strip(_LOOSE):
            return None
        return self.quotations[at]

    def quotation_from(self, token: int) -> Quotation | None:
        """Return the quotation that opens at a token or just behind the punctuation before it."""
        if token >= len(self.starts):
            return None
        start = self.starts[token]
        for quotation in self.quotations[max(0, bisect_right(self.marks, start) - 1) :]:
            if quotation.start >= start:
                return quotation if not self.text[start : quotation.start].strip(_LOOSE) else None
            if quotation.inner_start >= start:
                return quotation
        return None

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the quotations that overlap or touch a stretch of the paragraph."""
        first = max(0, bisect_right(self.marks, start) - 1)
        return self.quotations[first : bisect_right(self.marks, end)]


def make_scene(passage: Passage, tokens: Tokens, quotations: tuple[Quotation, ...]) -> Scene:
    """Return the scene of a passage."""
    starts = tokens.starts
    quoted = [-1] * len(starts)
    for index, quotation in enumerate(quotations):
        for at in range(bisect_right(starts, quotation.start - 1), bisect_right(starts, quotation.end - 1)):
            quoted[at] = index
    return Scene(
        passage, tokens.text, tokens.words, tokens.tags, quotations, tuple(quoted), tuple(_sentences(tokens, quoted)),
        starts, tokens.ends, tuple(quotation.start for quotation in quotations),
    )  # fmt: skip


def _sentences(tokens: Tokens, quoted: list[int]) -> list[tuple[int, int]]:
    starts, ends, raw = tokens.starts, tokens.ends, tokens.raw
    breaks = {at for at in tokens.breaks if at and _divides(tokens.text, starts[at], at, quoted)}
    if "\n" in raw and max(map(len, raw.split("\n"))) > _WIDE_LINE:
        breaks |= {at for at in range(1, len(starts)) if "\n" in raw[ends[at - 1] : starts[at]]}
    bounds = [0, *sorted(breaks), len(starts)]
    for low, high in pairwise(list(bounds)):
        bounds += range(low + _LONGEST_SENTENCE, high, _LONGEST_SENTENCE)
    return list(pairwise(sorted(bounds))) if starts else []


def _divides(text: str, offset: int, start: int, quoted: list[int]) -> bool:
    """Tell whether the parser's sentence start is one: not within a quotation, not amid a running sentence."""
    if quoted[start] >= 0 and quoted[start] == quoted[start - 1]:
        return False
    if not _FULL_STOP.search(text, max(0, offset - 40), offset):
        return False
    if _ABBREVIATION.search(text, max(0, offset - 12), offset):
        return False
    return not text[offset : offset + 1].islower()
