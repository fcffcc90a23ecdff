"""Find quotations in the paragraphs of a document, whatever their marks, and recover from unclosed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"[“”„‟«»\"‘’‚'‹›]")
_WORD = re.compile(r"\w[\w’'-]*")
_MOST_APOSTROPHES = 24
_SINGLE = "‘’'‚‹›"
_LIGHT = "\"'"
_OPENERS = "“„‟«‘‚‹"
_BEFORE_OPENING = " \u00a0\t\n([{—–-/“„«\"‘'…"
_CUT = re.compile(
    r",\s+(?=(?:said|says|according to|added|told)\b|[\w.’' -]{2,60}?\b(?:said|says|added|told)\b[^,“”]{0,60}[.,])"
)
_ELISION = re.compile(r"['‘’](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation within one paragraph: ``[start, end)`` with its marks, ``[inner_start, inner_end)`` without.

    Offsets count from the paragraph's start. ``closed`` is false where the closing mark is missing;
    ``runs_on`` is true where the next paragraph opens again to continue it, ``continues`` where this one does so.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool
    closed: bool
    words: int
    runs_on: bool = False
    continues: bool = False


def find_quotations(paragraphs: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """Return the outermost quotations of each paragraph, in order; inner quotations are part of their outer one.

    A quotation never reaches over the end of its paragraph. Where a paragraph leaves one open and the next one
    opens again, as newspapers print a quotation of several paragraphs, both are marked as one that runs on.
    """
    found = [tuple(_scan(text)) for text in paragraphs]
    for at in range(len(found) - 1):
        here, after = found[at], found[at + 1]
        if here and after and _left_open(paragraphs[at], here[-1]) and not paragraphs[at + 1][: after[0].start].strip():
            found[at] = (*here[:-1], replace(here[-1], runs_on=True))
            found[at + 1] = (replace(after[0], continues=True), *after[1:])
    return found


def _left_open(text: str, last: Quotation) -> bool:
    return not last.closed and not last.single and last.end == len(text.rstrip())


def _scan(text: str) -> Iterator[Quotation]:
    marks = [match.start() for match in _MARK.finditer(text) if not _is_apostrophe(text, match.start())]
    at = 0
    while at < len(marks):
        start = marks[at]
        if not _opens(text, start):
            at += 1
            continue
        close = _closing(text, marks, at)
        if close is None and text[start] in _SINGLE:
            at += 1
            continue
        if close is None:
            at = _next_opening(text, marks, at + 1)
            limit = marks[at] if at < len(marks) else len(text)
            yield _recovered(text, start, limit)
            continue
        yield _quotation(text, start, marks[close] + 1, text[start] in _SINGLE, True)
        at = close + 1


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell an apostrophe (or a sign for feet, inches, minutes) from a quotation mark."""
    mark = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "’'" and before.isalnum() and after.isalnum():
        return True
    if mark in "’'‘" and _ELISION.match(text, at):
        return True
    return mark in _LIGHT and before.isdigit() and text.count(mark, 0, at) % 2 == 0


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _OPENERS:
        return bool(after)
    if mark in _LIGHT or mark == "’":
        return (not before or before in _BEFORE_OPENING) and bool(after.strip()) and (mark != "’" or not before.strip())
    return mark == "”" and (not before or before == " ") and after.isalnum()


def _closes(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "”»›":
        return True
    if mark in "’'\"":
        return bool(before.strip()) and not after.isalnum()
    return mark == "“" and bool(before.strip()) and not after.isalnum()


def _closing(text: str, marks: Sequence[int], at: int) -> int | None:
    """Return the index in ``marks`` of the mark that closes the one at ``at``, or None."""
    if text[marks[at]] in _SINGLE:
        return _closing_single(text, marks, at)
    depth = 0
    for index in range(at + 1, len(marks)):
        mark = text[marks[index]]
        if mark in _SINGLE:
            continue
        if _closes(text, marks[index]):
            if depth == 0:
                return index
            depth -= 1
        elif _opens(text, marks[index]):
            if not _closes_twice(text, marks, index):
                return None
            depth += 1
    return None


def _closes_twice(text: str, marks: Sequence[int], at: int) -> bool:
    """Tell whether two closing marks follow before the next opening one: then ``at`` opens an inner quotation."""
    closed = 0
    for index in range(at + 1, len(marks)):
        if text[marks[index]] in _SINGLE:
            continue
        if not _closes(text, marks[index]):
            return False
        closed += 1
        if closed == 2:
            return True
    return False


def _closing_single(text: str, marks: Sequence[int], at: int) -> int | None:
    """Return what closes a single quotation; ``officials’ `` in the midst of one is taken for a possessive."""
    first: int | None = None
    for index in range(at + 1, min(len(marks), at + _MOST_APOSTROPHES)):
        place = marks[index]
        if text[place] in '‘‚‹“”„«»"' and not (text[place] == '"' and first is None):
            break
        if text[place] not in "’'›" or not _closes(text, place):
            continue
        possessive = text[place - 1] == "s" and re.match(r"[’'] [a-z]", text[place : place + 3])
        if not possessive:
            return index
        first = index if first is None else first
    return first


def _next_opening(text: str, marks: Sequence[int], at: int) -> int:
    while at < len(marks) and (text[marks[at]] in _SINGLE or not _opens(text, marks[at])):
        at += 1
    return at


def _recovered(text: str, start: int, limit: int) -> Quotation:
    """Return an unclosed quotation, cut where the words that name its speaker begin, or at ``limit``."""
    cut = _CUT.search(text, start, limit)
    return _quotation(text, start, cut.start() if cut else len(text[:limit].rstrip()), text[start] in _SINGLE, False)


def _quotation(text: str, start: int, end: int, single: bool, closed: bool) -> Quotation:
    inner_end = end - 1 if closed else end
    inner_start = min(start + 1, inner_end)
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    words = sum(1 for _ in _WORD.finditer(text, inner_start, inner_end))
    return Quotation(start, end, inner_start, inner_end, single, closed, words)
