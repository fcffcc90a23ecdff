"""Sentences and paragraphs of a stored text, by its marks alone: the parse is not kept in a case."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
SPOKEN = frozenset({"headline", "body", "caption", "teaser", "pullquote"})
"""Roles of segments whose sentences assert something."""
_SHORT = (
    "mr mrs ms dr prof st no nos gen col lt sgt capt maj brig adm gov sen rep hon jan feb mar apr jun jul aug sep sept "
    "oct nov dec vs etc approx fig art ch para ca u.s u.k u.n e.g i.e a.m p.m"
)
_ABBREVIATED = frozenset(_SHORT.split())
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[^\W_a-z])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text: offsets, the number of its paragraph, the role of its segment."""

    start: int
    end: int
    paragraph: int
    role: str


def find_sentences(text: str, segments: Sequence[Row]) -> list[Sentence]:
    """Return the sentences of the segments that assert something, in text order."""
    found: list[Sentence] = []
    paragraph = 0
    for segment in sorted(segments, key=lambda row: int(row["start"])):
        if segment["role"] not in SPOKEN:
            continue
        paragraph += 1
        start = segment["start"]
        for mark in _END.finditer(text, segment["start"], segment["end"]):
            if mark[0].isspace():
                found += _cut(text, start, mark.start(), paragraph, segment["role"])
                paragraph += 1
            elif _is_abbreviation(text, mark.start(), start):
                continue
            else:
                found += _cut(text, start, mark.end(), paragraph, segment["role"])
            start = mark.end()
        found += _cut(text, start, segment["end"], paragraph, segment["role"])
    return found


def _cut(text: str, start: int, end: int, paragraph: int, role: str) -> list[Sentence]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return [Sentence(start, end, paragraph, role)] if end > start else []


def _is_abbreviation(text: str, at: int, begin: int) -> bool:
    """Tell a stop that ends a short form or an initial, not a sentence: “Sept. 20”, “J. Keel”, “No. 3”."""
    if text[at] != ".":
        return False
    word = text[max(begin, at - 12) : at].split()[-1:] or [""]
    bare = word[0].lstrip("\"“‘'«([")
    return bare.lower() in _ABBREVIATED or (len(bare) == 1 and bare.isupper())


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """Return the sentence that holds an offset, None where it stands in no sentence."""
    at = bisect_right([item.start for item in sentences], offset) - 1
    return sentences[at] if at >= 0 and offset < sentences[at].end else None
