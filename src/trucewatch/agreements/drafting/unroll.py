"""Lay an accord out sentence by sentence for the parser, and lead every value found back to its words.

"The mission shall: (a) protect …; (b) watch …" is read as "The mission shall protect …", "The mission shall watch …".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from trucewatch.agreements.drafting.lengths import NUMBERS
from trucewatch.agreements.drafting.model import Cited, Proposal
from trucewatch.agreements.drafting.points import Layout, Point

T = TypeVar("T")


_TOLD_TWICE = re.compile(
    r"\b(?:(?:"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r"|hundred|thousand|and)[\s-]+)+\((?=\d[\d,]*\))|(?<=\d)\)",
    re.IGNORECASE,
)
"""What a number told twice can do without: "three (3) days" is read as "3 days"."""
_CALLED = re.compile(
    r"(?:,\s*(?:also\s+|both\s+|each\s+)*|\s*\()(?:hereinafter|hereafter|henceforth)\b[\s,:]*(?:(?:jointly|together|collectively|each|being)[\s,]+)*"
    r"(?:referred to as|called|known as|named)?\s*(?:an?\s+|the\s+)?[“\"‘']?(?:the\s+)?"
    r"(?P<alias>[\w -]{2,40}?)[”\"’']?(?:\)|,|(?=[.;]))",
    re.IGNORECASE,
)
"""A definition in the midst of a sentence: ", hereinafter called the Parties," """


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the accord: where it begins in the laid out text and in the accord; ``stretch`` tells what is one."""

    start: int
    source: int
    length: int
    stretch: int


@dataclass(frozen=True, slots=True)
class Unrolled:
    """The text as laid out, where head, points and close stand in it, and the pieces it was made of.

    ``called`` are names that the accord gives, with the offset behind what it gives them to.
    """

    text: str
    source: str
    points: tuple[Point, ...]
    head: tuple[int, int]
    close: tuple[int, int]
    pieces: tuple[Piece, ...]
    called: tuple[tuple[int, str], ...] = ()

    def home(self, start: int, end: int, last: bool = False) -> tuple[int, int]:
        """Return a span's offsets in the accord; of one over several pieces, the part in the first or the last."""
        first, final = self._piece(start), self._piece(max(start, end - 1))
        if self.pieces[first].stretch != self.pieces[final].stretch:
            begin = next(
                n for n in range(final, -1, -1) if n == 0 or self.pieces[n - 1].stretch != self.pieces[n].stretch
            )
            ahead = next(n for n in range(first, final + 1) if self.pieces[n + 1].stretch != self.pieces[first].stretch)
            first, final = (begin, final) if last else (first, ahead)
        one, other = self.pieces[first], self.pieces[final]
        low = one.source + max(0, start - one.start)
        return low, max(low, other.source + min(end - other.start, other.length))

    def of_row(self, found: Proposal, row: tuple[int, int] | None) -> Proposal:
        """Return a proposal made of the row of a table with the whole row for its words."""
        return replace(found, start=row[0], end=row[1], quote=self.source[slice(*row)]) if row else found

    def _piece(self, at: int) -> int:
        return bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1

    def homed(self, value: T) -> T:
        """Return a proposal, or a part of one, with every span in it led back to the accord."""
        if isinstance(value, Cited):
            start, end = self.home(value.start, value.end)
            return replace(value, start=start, end=end, quote=self.source[start:end])
        if isinstance(value, tuple):
            return tuple(self.homed(item) for item in value)  # type: ignore[return-value]
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed: dict[str, Any] = {field.name: self.homed(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Proposal):
            start, end = self.home(value.start, value.end, last=True)
            changed |= {"start": start, "end": end, "quote": self.source[start:end]}
        return replace(value, **changed)


def unroll(source: str, layout: Layout) -> Unrolled:
    """Return an accord with each point as a paragraph of its own, completed by what introduces it."""
    pieces = _Pieces(source)
    head = pieces.add(0, layout.head_end, "\n\n")
    points = []
    for point in layout.points:
        begins = [pieces.add(start, end, " shall " if point.row else " ")[0] for start, end in point.lead]
        start, end = pieces.add(point.start, point.end, " " if point.tail else "\n\n", inner=bool(begins))
        for low, high in point.tail:
            end = pieces.add(low, high, "\n\n")[1]
        points.append(Point(point.label, min([*begins, start]), end, row=point.row))
    close = pieces.add(layout.close_start, len(source), "")
    return Unrolled(
        "".join(pieces.parts), source, tuple(points), head, close, tuple(pieces.found), tuple(pieces.called)
    )


class _Pieces:
    """Gathers pieces of a text one behind the other, and where each came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.found: list[Piece] = []
        self.called: list[tuple[int, str]] = []
        self.size = self.stretches = 0

    def add(self, start: int, end: int, joint: str, inner: bool = False) -> tuple[int, int]:
        """Add a stretch and what joins it to the next; return its offsets. ``inner`` ones begin with a small letter."""
        begin, self.stretches = self.size, self.stretches + 1
        skipped = self._skipped(start, end)
        lows, highs = [start, *(high for _, high in skipped)], [*(low for low, _ in skipped), end]
        for low, high in zip(lows, highs, strict=True):
            self._call(low)
            words = self.source[low:high]
            if inner and low == start and words[:1].isascii() and words[1:2].islower():
                words = words[0].lower() + words[1:]
            self.found.append(Piece(self.size, low, len(words), self.stretches))
            self.parts.append(words)
            self.size += len(words)
        self.parts.append(joint)
        self.size += len(joint)
        return begin, self.size - len(joint)

    def _skipped(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what the parser is spared: numbers told twice and definitions in the midst of a sentence."""
        cuts = [match.span() for match in _TOLD_TWICE.finditer(self.source, start, end)]
        paired = [
            span for left, right in pairwise(cuts) if self.source[left[1] - 1] == "(" and self.source[right[0]] == ")"
            for span in (left, right)
        ]  # fmt: skip
        named = [match.span() for match in _CALLED.finditer(self.source, start, end)]
        return sorted(named + [span for span in paired if not any(low <= span[0] < high for low, high in named)])

    def _call(self, low: int) -> None:
        """Remember the name that the definition skipped before an offset gives to what stands before it."""
        match = next((m for m in _CALLED.finditer(self.source, max(0, low - 120), low + 1) if m.end() == low), None)
        if match:
            self.called.append((self.size, match["alias"].lower()))
