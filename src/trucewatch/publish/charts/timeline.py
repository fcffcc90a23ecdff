"""The timeline: what the reports speak of, stacked by day, week, month or year, and when they were published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trucewatch.publish.charts.svg import element, link, words

WIDTH = 960
LEFT, RIGHT = 8, 8
HEAD, ROW = 36, 11
MOST_STACKED = 14
MOST_BINS = 64
WIDEST_DAYS = 31
"""A act dated less exactly than a month is listed and not drawn."""
_ORDER = {"contested": 0, "denied": 1, "omitted": 2, "planned": 3, "alleged": 4, "ongoing": 5, "happened": 6}
"""Order of marks in a stack from below, so that a high stack hides none of the rarer statuses."""
STEPS = (1, 7, 30.44, 91.3, 365.25, 3652.5)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on the timeline: the first and last day it can be about, its status, and where its words are."""

    first: date
    last: date
    status: str
    tip: str
    target: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report was published, as an interval."""

    first: date
    last: date
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    step: float
    bins: int
    base: int = HEAD + 4 * ROW
    """Where the line stands on which the marks are stacked."""

    def x(self, day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / (self.step * self.bins)

    def bin_of(self, day: date) -> int:
        return int((day - self.first).days / self.step)

    @property
    def wide(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.bins


def render_timeline(moments: Sequence[Moment], publications: Sequence[Publication]) -> tuple[str, int]:
    """Return the timeline as SVG, and how many events are too early or too vaguely dated to be drawn on it."""
    exact = [moment for moment in moments if (moment.last - moment.first).days <= WIDEST_DAYS]
    if not exact:
        return "", len(moments)
    axis = _axis(exact, publications)
    shown = [moment for moment in exact if 0 <= axis.bin_of(moment.first) < axis.bins]
    tallest = max(Counter(axis.bin_of(moment.first) for moment in shown).values(), default=0)
    axis = replace(axis, base=HEAD + ROW * min(max(tallest, 4), MOST_STACKED))
    height = axis.base + 34 + 8 * _lanes(publications)
    parts = [*_ticks(axis, height), *_stacks(shown, axis), *_reports(publications, axis)]
    label = f"Timeline of {len(shown)} dated events and {len(publications)} reports"
    picture = element("svg", *parts, viewBox=f"0 0 {WIDTH} {height}", class_="timeline", role="img", aria_label=label)
    return picture, len(moments) - len(shown)


def _axis(moments: Sequence[Moment], publications: Sequence[Publication]) -> _Axis:
    """Return an axis over the latest nine tenths of the acts and all publication days."""
    days = sorted(moment.first for moment in moments)
    first = min([days[len(days) // 10], *(item.first for item in publications)])
    last = max([days[-1], *(item.last for item in publications)])
    if (last - first).days > 3 * 366 and days[len(days) * 95 // 100] < last:
        last = max([days[len(days) * 95 // 100], *(item.last for item in publications)])
    span = (last - first).days + 1
    step = next((step for step in STEPS if span / step <= MOST_BINS), STEPS[-1])
    bins = int(span / step) + 1
    return _Axis(first - timedelta(days=int(step / 2) if step > 1 else 0), step, bins + 1)


def _ticks(axis: _Axis, height: int) -> Iterator[str]:
    yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=axis.base, y2=axis.base, class_="axis")
    total = axis.step * axis.bins
    months = next(number for number in (1, 2, 3, 6, 12, 24, 60, 120, 600) if total / 30.44 / number <= 13)
    if total <= 40:
        for index in range(0, int(total), max(1, int(total // 10))):
            yield from _tick(axis, axis.first + timedelta(days=index), "%d %b %Y" if index == 0 else "%d %b", height)
        return
    year, month = axis.first.year, axis.first.month
    while (day := date(year, month, 1)) < axis.first + timedelta(days=total):
        if day >= axis.first and (year * 12 + month - 1) % months == 0:
            yield from _tick(axis, day, "%Y" if months >= 12 else "%b %Y", height)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _tick(axis: _Axis, day: date, form: str, height: int) -> Iterator[str]:
    x = axis.x(day)
    yield element("line", x1=x, x2=x, y1=14, y2=height, class_="grid")
    yield words(day.strftime(form), x + 3, 12, class_="tick")


def _stacks(moments: Sequence[Moment], axis: _Axis) -> Iterator[str]:
    stacks: dict[int, list[Moment]] = {}
    for moment in sorted(moments, key=lambda item: (_ORDER.get(item.status, 9), item.first, item.target)):
        stacks.setdefault(axis.bin_of(moment.first), []).append(moment)
    r = min(ROW / 2 - 0.6, max(axis.wide / 2 - 0.4, 2.2))
    for index, stack in stacks.items():
        x = LEFT + (index + 0.5) * axis.wide
        for row, moment in enumerate(stack[:MOST_STACKED]):
            yield link(moment.target, moment.tip, _mark(moment.status, x, axis.base - ROW / 2 - 2 - row * ROW, r))
        if len(stack) > MOST_STACKED:
            more = f"+{len(stack) - MOST_STACKED}"
            yield words(more, x, axis.base - 4 - MOST_STACKED * ROW, class_="tick", text_anchor="middle")


def _mark(status: str, x: float, y: float, r: float) -> str:
    """Return the mark of a status; shapes differ, so that it reads without colour."""
    if status in ("denied", "contested"):
        cross = f"M{x - r:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}M{x + r:.1f} {y - r:.1f}L{x - r:.1f} {y + r:.1f}"
        ring = element("circle", cx=x, cy=y, r=r, class_="mark alleged") if status == "contested" else ""
        return ring + element("path", d=cross, class_="mark denied")
    if status == "planned":
        return element("path", d=f"M{x:.1f} {y - r:.1f}l{r:.1f} {2 * r:.1f}h{-2 * r:.1f}z", class_="mark planned")
    if status == "omitted":
        return element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, class_="mark omitted")
    return element("circle", cx=x, cy=y, r=r, class_=f"mark {status}")


def _lanes(publications: Sequence[Publication]) -> int:
    return min(len(publications), 12)


def _reports(publications: Sequence[Publication], axis: _Axis) -> Iterator[str]:
    yield words("published", LEFT, axis.base + 16, class_="tick")
    for index, item in enumerate(sorted(publications, key=lambda item: (item.first, item.title))):
        y = axis.base + 24 + 8 * (index % 12)
        left, right = axis.x(item.first), axis.x(item.last + timedelta(days=1))
        bar = element("rect", x=left, y=y, width=max(right - left, 5.0), height=5, rx=2, class_="report")
        yield link(item.target, f"{item.title}: published {item.first} to {item.last}", bar)
