"""Cut a text into units: paragraphs and free-standing lines, hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trucewatch.documents.model import Block, Reading
from trucewatch.documents.segments.unit import CLOSERS, TERMINALS, Unit, make_unit
from trucewatch.documents.segments.words import words_of

NARROWEST, WIDEST = 40, 132
"""Columns between which a text can be hard-wrapped."""
_BULLET = re.compile(r"(?:[•·▪◦‣●*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\)|\[\d{1,3}\]|>+)\s")
_CONTINUING = frozenset(",;:.)]}”’»%")
_LOWER_LINE = re.compile(
    r"by\s[A-Z]|(?:updated|published|posted|last|photo|source|via|share|image|min|read|views?|comments?)\b"
)
"""Lines of their own that a site writes in lower case."""
_NEARLY = 0.7
"""Share of the width from which an open line goes on in the next, though its first word would have fitted."""
_LINK_LENGTH = 40
"""Code points of a link's words within a sentence."""
_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its characters without surrounding space, and how far it is indented."""

    start: int
    end: int
    indent: int
    after_blank: bool
    block: int


def find_units(reading: Reading) -> list[Unit]:
    """Return the units of a reading in text order; together they hold every character that is no white space."""
    text, blocks = reading.text, list(_covering(reading))
    lines = list(_lines(text, blocks))
    units: list[Unit] = []
    for bounds, first in _join(text, lines, wrap_width(text, lines)):
        block = blocks[first.block]
        units.append(make_unit(text, bounds, block.hint, block.inside, first.after_blank))
    return units


def _covering(reading: Reading) -> Iterator[Block]:
    """Yield the blocks of a reading, and plain ones for the text between them."""
    at = 0
    for block in reading.blocks:
        if block.start > at:
            yield Block(at, block.start, "text")
        if block.end > block.start:
            yield block
        at = max(at, block.end)
    if at < len(reading.text):
        yield Block(at, len(reading.text), "text")


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines that are not blank, over all blocks."""
    breaks = 2
    for number, block in enumerate(blocks):
        at = block.start
        for piece in text[block.start : block.end].splitlines(keepends=True):
            bare = piece.strip()
            if bare:
                indent = len(piece) - len(piece.lstrip())
                yield Line(at + indent, at + indent + len(bare), indent, breaks > 1, number)
                breaks = 0
            breaks += piece[-1] in _BREAKS
            at += len(piece)


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Return the column at which the text was hard-wrapped, or None where lines are paragraphs.

    Lines were wrapped where they break because the next word no longer fitted: nearly all breaks between
    adjacent lines of at least half the width are such, and most of them fall within a sentence.
    """
    lengths = sorted(line.end - line.start for line in lines if line.end - line.start > NARROWEST // 2)
    if len(lengths) < 3:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not NARROWEST <= width <= WIDEST:
        return None
    breaks = forced = within = lower = 0
    for line, following in pairwise(lines):
        if following.after_blank or following.block != line.block or line.end - line.start < width // 2:
            continue
        breaks += 1
        if _forced(text, line, following, width):
            forced += 1
            within += not _closed(text, line)
            lower += text[following.start].islower() or text[line.start : line.end].isupper()
    if breaks < 3:
        return width if breaks == 2 == within and lower else None
    return width if forced >= 0.75 * breaks and within >= 0.5 * forced else None


def _forced(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of the next line would not have fitted on this one."""
    space = text.find(" ", following.start, min(following.end, following.start + WIDEST))
    word = (space if space > 0 else following.end) - following.start
    return line.end - line.start + 1 + word > 0.9 * width


def _join(text: str, lines: Sequence[Line], width: int | None) -> Iterator[tuple[tuple[int, int], Line]]:
    """Yield the bounds of each unit with the line that it begins with."""
    if not lines:
        return
    first = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        if following.after_blank or following.block != line.block:
            joined = False
        elif width is not None:
            joined = _wrapped(text, line, following, width)
        else:
            long = index > first or line.end - line.start > _LINK_LENGTH
            joined = _broken(text, line, following, long) or (long and _bridges(text, lines, index))
        if not joined:
            yield (lines[first].start, line.end), lines[first]
            first = index + 1
    yield (lines[first].start, lines[-1].end), lines[first]


def _wrapped(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the next line of a hard-wrapped text goes on with the paragraph of this one."""
    closed = _closed(text, line)
    if following.indent > line.indent + 1 and closed:
        return False
    begins = text[following.start]
    if _BULLET.match(text, following.start, following.end) and (closed or begins not in "–—-"):
        return False
    long = line.end - line.start > _NEARLY * width and not closed and text[line.end - 1] != ":"
    return long or begins.islower() or _forced(text, line, following, width) or _left_open(text, line)


def _broken(text: str, line: Line, following: Line, long: bool) -> bool:
    """Return whether a sentence is broken over two lines; ``long`` tells that it has run on for some words."""
    begins = text[following.start]
    if _left_open(text, line) or begins in _CONTINUING:
        return True
    lower = begins.islower() and not _LOWER_LINE.match(text, following.start)
    return lower and long and not _closed(text, line) and text[line.end - 1] != ":"


def _bridges(text: str, lines: Sequence[Line], index: int) -> bool:
    """Return whether the next line is a link's words, broken out of a sentence that goes on in the line behind it."""
    if index + 2 >= len(lines):
        return False
    line, link, behind = lines[index : index + 3]
    if behind.after_blank or behind.block != line.block or link.end - link.start > _LINK_LENGTH:
        return False
    return not _closed(text, line) and text[line.end - 1] != ":" and _broken(text, link, behind, True)


def _left_open(text: str, line: Line) -> bool:
    """Return whether a line ends with a word that none ends with, such as "of" or "the"."""
    return text[max(line.start, line.end - 12) : line.end].rpartition(" ")[2].casefold() in words_of("open-ends")


def _closed(text: str, line: Line) -> bool:
    return text[max(line.start, line.end - 8) : line.end].rstrip(CLOSERS)[-1:] in TERMINALS
