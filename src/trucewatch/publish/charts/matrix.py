"""The matrix of sources by events: who asserts and who denies what, and who is silent on it.

Rows are events in order of time, columns those who say it first (an actor, a witness, an outlet on its own word),
grouped by side. A filled dot asserts, a cross denies, both together say that a source does both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.publish.charts.svg import clipped, element, link, words

WIDTH = 960
LABELS = 356
"""Room for the names of the events."""
HEAD, ROW = 168, 24
WIDEST, GAP, SLANT = 40.0, 24.0, 96.0
"""Widest column, room for the name of a side, and how far the slanted names reach beyond the last column."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column: the key by which its cells are found, its name, and the name of its side."""

    key: str
    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one event: ``asserts``, ``denies`` or ``both``, and where its words are."""

    stance: str
    tip: str
    target: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row: when and what, where its entry is, and the cells by the key of their source."""

    when: str
    label: str
    target: str
    cells: Mapping[str, Cell]


def render_matrix(sources: Sequence[Source], rows: Sequence[EventRow]) -> str:
    """Return the matrix as SVG; sources of one side have to stand together."""
    places, edges = _places(sources)
    height = HEAD + ROW * len(rows) + 6
    parts = [*_heads(sources, places, edges, height)]
    for index, row in enumerate(rows):
        parts.extend(_row(row, sources, places, HEAD + ROW * (index + 0.5)))
    told = f"{len(rows)} events by {len(sources)} sources: a dot asserts, a cross denies"
    return element(
        "svg", *parts, viewBox=f"0 0 {WIDTH} {height}", class_="matrix", role="img",
        aria_label=f"Matrix of {told}",
    )  # fmt: skip


def _places(sources: Sequence[Source]) -> tuple[list[float], dict[int, float]]:
    """Return the middle of each column, and where each side begins, by its first column; its name stands there."""
    first = [index for index, source in enumerate(sources) if index == 0 or sources[index - 1].side != source.side]
    wide = min((WIDTH - LABELS - SLANT - len(first) * GAP) / max(len(sources), 1), WIDEST)
    places = [
        LABELS + wide * (index + 0.5) + GAP * sum(edge <= index for edge in first) for index in range(len(sources))
    ]
    return places, {index: places[index] - wide / 2 - GAP + 6 for index in first}


def _heads(
    sources: Sequence[Source], places: Sequence[float], edges: Mapping[int, float], height: int
) -> Iterator[str]:
    for index, edge in edges.items():
        yield element("line", x1=edge, x2=edge, y1=HEAD - 4, y2=height, class_="side")
        yield _slanted(sources[index].side, edge + 4, "sidename")
    for source, x in zip(sources, places, strict=True):
        yield _slanted(source.name, x + 3, "tick")


def _slanted(text: str, x: float, kind: str) -> str:
    y = HEAD - 8
    return words(clipped(text, 27), x, y, class_=kind, transform=f"rotate(-52 {x:.1f} {y})")


def _row(row: EventRow, sources: Sequence[Source], places: Sequence[float], y: float) -> Iterator[str]:
    yield element("line", x1=4, x2=WIDTH - 4, y1=y + ROW / 2, y2=y + ROW / 2, class_="rule")
    when = words(clipped(row.when, 14), 4, y + 4, class_="tick")
    yield link(row.target, f"{row.when}: {row.label}", when, words(clipped(row.label, 38), 92, y + 4, class_="name"))
    for source, x in zip(sources, places, strict=True):
        cell = row.cells.get(source.key)
        if cell:
            yield link(cell.target, cell.tip, *_marks(cell.stance, x, y))
        else:
            yield element("circle", cx=x, cy=y, r=1.1, class_="silent")


def _marks(stance: str, x: float, y: float) -> Iterator[str]:
    r = 5.2
    if stance != "denies":
        yield element("circle", cx=x, cy=y, r=r, class_="mark happened" if stance == "asserts" else "mark alleged")
    if stance != "asserts":
        cross = f"M{x - r:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}M{x + r:.1f} {y - r:.1f}L{x - r:.1f} {y + r:.1f}"
        yield element("path", d=cross, class_="mark denied")
