"""Tables of an accord, most often in its annex: each row says who does what by when, and is read as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.points import Layout, Point

_ROW = re.compile(r"^[^\n]*(?:\||\t)[^\n]*$", re.MULTILINE)
_CELL = re.compile(r"[^|\t\n]+")
_COLUMNS = ("column-who", "column-what", "column-when", "column-stage")

Span = tuple[int, int]


def with_tables(text: str, layout: Layout) -> Layout:
    """Return a layout in which each row of a table that names who does what is a point of its own."""
    tables = list(_tables(text, layout.head_end))
    used: set[Span] = set()
    points: list[Point] = []
    for point in layout.points:
        start = point.start
        for (low, high), rows in tables:
            if low < point.end and high > start:
                points += [replace(point, start=start, end=low)] if text[start:low].strip() else []
                points += rows if (low, high) not in used else []
                used.add((low, high))
                start = high
        points += [replace(point, start=start)] if text[start : point.end].strip() else []
    behind = [row for span, rows in tables for row in rows if span not in used]
    return replace(layout, points=(*points, *behind))


def _tables(text: str, start: int) -> Iterator[tuple[Span, list[Point]]]:
    """Yield where each table stands whose head names the columns for who and what, and a point for each row."""
    lines = [match.span() for match in _ROW.finditer(text, start)]
    while lines:
        block = [lines.pop(0)]
        while lines and not text[block[-1][1] : lines[0][0]].strip():
            block.append(lines.pop(0))
        columns = _named(text, block[0])
        if "column-who" in columns and "column-what" in columns and len(block) > 1:
            rows = [row for line in block[1:] if (row := _row(text, line, columns)) is not None]
            yield (block[0][0], block[-1][1]), rows


def _named(text: str, line: Span) -> dict[str, int]:
    """Return by kind which column of a table's head is which."""
    found: dict[str, int] = {}
    for number, (low, high) in enumerate(_cells(text, line)):
        words = set(re.findall(r"[a-z]+", text[low:high].lower()))
        kind = next((kind for kind in _COLUMNS if words & forms(kind)), None)
        if kind:
            found.setdefault(kind, number)
    return found


def _cells(text: str, line: Span) -> list[Span]:
    """Return the cells of a line, without the blanks around their words."""
    spans = []
    for match in _CELL.finditer(text, *line):
        words = match[0].strip()
        if words:
            low = match.start() + match[0].index(words)
            spans.append((low, low + len(words)))
    return spans


def _row(text: str, line: Span, columns: dict[str, int]) -> Point | None:
    cells = _cells(text, line)
    if len(cells) <= max(columns.values()) or not re.search(r"[A-Za-z]", text[slice(*cells[columns["column-what"]])]):
        return None
    who, what = (cells[columns[kind]] for kind in ("column-who", "column-what"))
    when: Sequence[Span] = [cells[columns["column-when"]]] if "column-when" in columns else []
    stage = text[slice(*cells[columns["column-stage"]])] if "column-stage" in columns else ""
    return Point(stage, *what, lead=(who,), tail=tuple(when), row=(cells[0][0], cells[-1][1]))
