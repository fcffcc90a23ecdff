"""One paragraph made ready for reading who says what in it: words, sentences, quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from trucewatch.annotate import Passage
from trucewatch.extract.attributions.quotes import Quotation

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
_LOOSE = " \t\n\u00a0,;:–—-…"
_WIDE_LINE = 110
"""Code points; a paragraph with a longer line is not hard-wrapped, so its line breaks end sentences."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with its lower-cased words, its quotations and its sentences as token ranges.

    ``quoted[i]`` is the index of the quotation that token ``i`` stands in, or -1. A sentence never ends within a
    quotation.
    """

    passage: Passage
    text: str
    words: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

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
        if at >= 0 and offset < self.starts[at] + len(self.doc[at]):
            return at
        return at + 1

    def end_of(self, token: int) -> int:
        """Return the offset just behind a token."""
        return self.starts[token] + len(self.doc[token])

    def quotation_ending_before(self, token: int) -> Quotation | None:
        """Return the quotation that ends just before a token, commas and spaces between them left aside."""
        offset = self.starts[token] if token < len(self.starts) else len(self.text)
        for quotation in reversed(self.quotations):
            if quotation.end <= offset:
                return quotation if not self.text[quotation.end : offset].strip(_LOOSE) else None
        return None

    def quotation_from(self, token: int) -> Quotation | None:
        """Return the quotation that opens at a token or just behind the punctuation before it."""
        if token >= len(self.starts):
            return None
        for quotation in self.quotations:
            if quotation.start >= self.starts[token]:
                return quotation if not self.text[self.starts[token] : quotation.start].strip(_LOOSE) else None
            if quotation.inner_start >= self.starts[token]:
                return quotation
        return None


def make_scene(passage: Passage, raw: str, quotations: tuple[Quotation, ...], words: tuple[str, ...]) -> Scene:
    """Return the scene of a passage whose words in the document, line breaks included, are ``raw``."""
    doc = passage.doc
    starts = tuple(token.idx for token in doc)
    quoted = [-1] * len(starts)
    for index, quotation in enumerate(quotations):
        for at in range(bisect_right(starts, quotation.start - 1), bisect_right(starts, quotation.end - 1)):
            quoted[at] = index
    sentences = tuple(_sentences(doc, raw, quoted))
    return Scene(passage, doc.text, words, quotations, tuple(quoted), sentences, starts)


def _sentences(doc: Doc, raw: str, quoted: list[int]) -> list[tuple[int, int]]:
    breaks = {sentence.start for sentence in doc.sents if sentence.start and _divides(doc, sentence.start, quoted)}
    if "\n" in raw and max(map(len, raw.split("\n"))) > _WIDE_LINE:
        breaks |= {token.i for token in doc if token.i and "\n" in raw[_end(doc[token.i - 1]) : token.idx]}
    bounds = [0, *sorted(breaks), len(doc)]
    return list(pairwise(bounds)) if len(doc) else []


def _end(token: Token) -> int:
    return token.idx + len(token)


def _divides(doc: Doc, start: int, quoted: list[int]) -> bool:
    """Tell whether the parser's sentence start is one: not within a quotation, not amid a running sentence."""
    if quoted[start] >= 0 and quoted[start] == quoted[start - 1]:
        return False
    if not _FULL_STOP.search(doc.text, max(0, doc[start].idx - 40), doc[start].idx):
        return False
    if _ABBREVIATION.search(doc.text, max(0, doc[start].idx - 12), doc[start].idx):
        return False
    return not doc[start].text[:1].islower()
