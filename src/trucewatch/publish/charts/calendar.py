"""A time axis that the charts of agreements share: days to places on the picture, with ticks at months or years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.publish.charts.svg import element, words

REACH = 0.3
"""How far beyond the days that have to be shown others still widen the axis, as a share of its length."""
SHORT = 45
"""An axis of not more days than this has a tick a week."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``first`` to ``last`` between two places of the picture."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return the place of a day; one that lies beyond the axis is at its end."""
        span = max((self.last - self.first).days, 1)
        share = (day - self.first).days / span
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def holds(self, day: date) -> bool:
        """Return whether a day lies on the axis."""
        return self.first <= day <= self.last


def fit_axis(needed: Iterable[date], wished: Iterable[date], left: float, right: float) -> Axis:
    """Return an axis over all the days needed, and over those of the wished that lie near them."""
    days = sorted(needed)
    room = timedelta(days=int((days[-1] - days[0]).days * REACH) + 30)
    near = [day for day in wished if days[0] - room <= day <= days[-1] + room]
    first, last = min([days[0], *near]), max([days[-1], *near])
    edge = timedelta(days=max((last - first).days // 50, 2))
    return Axis(first - edge, last + edge, left, right)


def axis_ticks(axis: Axis, top: float, bottom: float) -> Iterator[str]:
    """Yield grid lines with their days above them."""
    days = (axis.last - axis.first).days
    months = next(number for number in (1, 2, 3, 6, 12, 24, 60, 120, 600) if days / 30.44 / number <= 9)
    form = "%Y" if months >= 12 else "%b %Y"
    for day in _weeks(axis) if days <= SHORT else _months(axis, months):
        x = axis.x(day)
        yield element("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid")
        anchor = "end" if x > axis.right - 16 else "middle"
        told = f"{day.day} {day:%b}" if days <= SHORT else day.strftime(form)
        yield words(told, x, top - 5, class_="tick", text_anchor=anchor)


def _weeks(axis: Axis) -> Iterator[date]:
    return (axis.first + timedelta(days=index) for index in range(2, (axis.last - axis.first).days, 7))


def _months(axis: Axis, months: int) -> Iterator[date]:
    year, month = axis.first.year, axis.first.month
    while (day := date(year, month, 1)) <= axis.last:
        if day >= axis.first and (year * 12 + month - 1) % months == 0:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def day_line(axis: Axis, day: date, label: str, top: float, bottom: float) -> Iterator[str]:
    """Yield the line of the day asked about, with its label on the side where there is room."""
    x = axis.x(day)
    yield element("line", x1=x, x2=x, y1=top, y2=bottom, class_="asked")
    late = x > (axis.left + axis.right) / 2
    yield words(label, x - 4 if late else x + 4, top + 2, class_="askedlabel", text_anchor="end" if late else "start")


def layers_of(places: Sequence[float], gap: float) -> list[int]:
    """Return for marks in rising order of place the layer of each, so that on one layer none is nearer than ``gap``."""
    ends: list[float] = []
    found = []
    for place in places:
        free = next((layer for layer, end in enumerate(ends) if place - end >= gap), len(ends))
        ends[free : free + 1] = [place]
        found.append(free)
    return found
