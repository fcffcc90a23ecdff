"""Windows and deadlines against what was reported: a row a provision, planned above, reported below.

A bar is the time in which a provision binds, a flag its deadline, a dashed line the end of its term; what lies beyond
the axis is written under the status, where no mark is. Below the bar stand the reported happenings, shapes by what is
said; those that lie too near each other are stacked, the more under a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.publish.charts.board import placed_mark
from trucewatch.publish.charts.calendar import Axis, axis_ticks, day_line, fit_axis, layers_of
from trucewatch.publish.charts.svg import clipped, description, element, link, words

WIDTH, LEFT, RIGHT = 960, 264, 820
HEAD, PLAN, LAYER, GAP, NOTE = 48, 24, 13, 12.0, 14
MOST_LAYERS = 5
"""How many marks are stacked; the others are counted above them."""
VAGUE_DAYS = 62
"""What is dated less exactly than this is counted at the end of the row and not drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One reported happening: what is said of it (``done``, ``planned``, ``denied``, ``omitted``, ``breach``).

    ``counts`` is false where it decides nothing on the days asked about.
    """

    kind: str
    first: date
    last: date
    tip: str
    target: str
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    """A provision: when it binds (None: open), what is reported of it, and how it stands.

    ``undated`` counts the happenings of no certain day.
    """

    title: str
    about: str
    status: str
    target: str
    opens: date | None
    due: date | None
    closes: date | None
    term_ends: date | None
    suspended: tuple[tuple[date, date], ...]
    deeds: tuple[Deed, ...]
    undated: int = 0


def render_windows(groups: Sequence[tuple[str, Sequence[WindowRow]]], on: date, label: str) -> str:
    """Return the chart as SVG.

    Args:
        groups: Rows by the title of their agreement.
        on: The day asked about.
        label: How that day is written.
    """
    rows = [row for _, listed in groups for row in listed]
    axis = _axis(rows, on)
    parts: list[str] = []
    y = float(HEAD)
    for title, listed in groups:
        parts.append(words(clipped(title, 110), 4, y + 17, class_="group"))
        y += 26
        for row in listed:
            height = max(PLAN + LAYER * max(_height(row, axis), 1) + 5, NOTE * (len(_notes(row, axis)) + 2))
            parts += _row(row, y, height, axis)
            y += height
        y += 8
    frame = [*axis_ticks(axis, HEAD - 10, y), *day_line(axis, on, label, 10, y)]
    told = "; ".join(_told(row) for row in rows)
    return element(
        "svg", description(told), *frame, *parts, viewBox=f"0 0 {WIDTH} {y:.0f}", class_="windows", role="img",
        aria_label=f"Windows and deadlines of {len(rows)} provisions against what was reported",
    )  # fmt: skip


def _axis(rows: Sequence[WindowRow], on: date) -> Axis:
    needed = [day for row in rows for deed in _drawn(row) for day in (deed.first, deed.last)]
    wished = [day for row in rows for day in (row.opens, row.due, row.closes, row.term_ends) if day]
    return fit_axis([on, *needed], wished, LEFT, RIGHT)


def _drawn(row: WindowRow) -> list[Deed]:
    kept = [deed for deed in row.deeds if (deed.last - deed.first).days <= VAGUE_DAYS]
    return sorted(kept, key=lambda deed: (deed.last, deed.kind, deed.target))


def _height(row: WindowRow, axis: Axis) -> int:
    layers = layers_of([axis.x(deed.last) for deed in _drawn(row)], GAP)
    return min(max(layers, default=0) + 1, MOST_LAYERS + 1)


def _row(row: WindowRow, y: float, height: float, axis: Axis) -> Iterator[str]:
    yield element("line", x1=4, x2=WIDTH - 4, y1=y + height, y2=y + height, class_="rule")
    name = words(clipped(row.title, 38), 4, y + 15, class_="name")
    about = words(clipped(row.about, 48), 4, y + 30, class_="tick")
    status = [placed_mark(row.status, RIGHT + 19, y + 14, 14), words(row.status, RIGHT + 31, y + 18, class_="value")]
    reach = element("rect", x=0, y=y, width=WIDTH, height=height, class_="reach")
    yield link(row.target, _told(row), reach, name, about, *status)
    yield from _plan(row, y + 14, axis)
    for index, (note, tip) in enumerate(_notes(row, axis)):
        yield link(row.target, tip, words(note, RIGHT + 12, y + 33 + NOTE * index, class_="tick"))
    yield from _deeds(row, y + PLAN + 5, axis)


def _notes(row: WindowRow, axis: Axis) -> list[tuple[str, str]]:
    """Return what stands below the status of a row, each with its tooltip: ends beyond the axis, reports of no day."""
    ends = [
        (f"{_ENDS[kind]} {day.day} {day:%b %Y}", "It lies beyond the days that are drawn")
        for kind, day in _edges(row) if day > axis.last
    ]  # fmt: skip
    vague = row.undated + len(row.deeds) - len(_drawn(row))
    told = "Reports that do not say when are listed with the provision"
    return [*ends, (f"{vague} of no certain day", told)] if vague else ends


def _edges(row: WindowRow) -> list[tuple[str, date]]:
    edges = (("term", row.term_ends), ("close", row.closes), ("due", row.due))
    return [(kind, day) for kind, day in edges if day]


def _plan(row: WindowRow, y: float, axis: Axis) -> Iterator[str]:
    """Yield the bar in which a provision binds, its deadline and the end of its term."""
    first = row.opens or axis.first
    last = row.due or row.closes or axis.last
    left, right = axis.x(first), axis.x(last)
    if first <= axis.last and last >= axis.first:
        yield element("rect", x=left, y=y - 4, width=max(right - left, 2.0), height=8, class_="window")
    for start, end in row.suspended:
        left, right = axis.x(start), axis.x(end)
        yield element("rect", x=left, y=y - 4, width=max(right - left, 2.0), height=8, fill="url(#hatch)")
    for kind, day in _edges(row):
        if axis.holds(day):
            yield _edge(kind, axis.x(day), y)


_ENDS = {"term": "term to", "close": "ends", "due": "due"}


def _edge(kind: str, x: float, y: float) -> str:
    line = element("path", d=f"M{x:.1f} {y - 9:.1f}v17", class_=f"edge {kind}")
    if kind != "due":
        return line
    return line + element("path", d=f"M{x:.1f} {y - 9:.1f}l-8 3.4 8 3.4z", class_="flag")


def _deeds(row: WindowRow, y: float, axis: Axis) -> Iterator[str]:
    deeds = _drawn(row)
    layers = layers_of([axis.x(deed.last) for deed in deeds], GAP)
    for deed, layer in zip(deeds, layers, strict=True):
        if layer < MOST_LAYERS:
            yield link(deed.target, deed.tip, *_deed(deed, y + LAYER * layer + 4, axis))
    hidden = [deed for deed, layer in zip(deeds, layers, strict=True) if layer >= MOST_LAYERS]
    if hidden:
        note = words(f"+{len(hidden)}", axis.x(hidden[-1].last), y + LAYER * MOST_LAYERS + 8, class_="tick",
                     text_anchor="middle")  # fmt: skip
        yield link(row.target, f"{len(hidden)} more, listed with the provision", note)


def _deed(deed: Deed, y: float, axis: Axis) -> Iterator[str]:
    x, start = axis.x(deed.last), axis.x(deed.first)
    faint = "" if deed.counts else " faint"
    if x - start > 3:
        yield element("path", d=f"M{start:.1f} {y - 3:.1f}v6M{start:.1f} {y:.1f}H{x:.1f}", class_=f"when{faint}")
    yield deed_mark(deed.kind, x, y, faint)


def deed_mark(kind: str, x: float, y: float, more: str = "") -> str:
    """Return the mark of what is said of a happening; shapes differ, so that it reads without colour."""
    r = 4.4
    if kind == "denied":
        cross = f"M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}"
        return element("path", d=cross, class_=f"mark denied{more}")
    if kind == "planned":
        return element("path", d=f"M{x:.1f} {y - r:.1f}l{r} {2 * r}h{-2 * r}z", class_=f"mark planned{more}")
    if kind == "omitted":
        return element("rect", x=x - r + 0.4, y=y - r + 0.4, width=7.9, height=7.9, class_=f"mark omitted{more}")
    if kind == "breach":
        return element("path", d=f"M{x:.1f} {y - 5.4:.1f}l5.4 5.4-5.4 5.4-5.4-5.4z", class_=f"mark breach{more}")
    return element("circle", cx=x, cy=y, r=r, class_=f"mark happened{more}")


def _told(row: WindowRow) -> str:
    return f"{row.title}: {row.status}; {row.about}; {len(row.deeds) + row.undated} reported happenings"
