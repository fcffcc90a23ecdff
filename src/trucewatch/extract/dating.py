"""The publication date that a text without a date line implies, as an interval with the words it rests on.

News is fresh, and it leaves out the year of what lies less than a year back (the Associated Press stylebook, “dates”).
So the months and days that a text names without a year as past crowd behind its publication: the widest gap in
the circle of the year lies just after the latest of them. The dates that carry a year say which year that is.
What the text speaks of as still to come bounds the publication from above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.annotate import Annotated
from trucewatch.extract.model import Published
from trucewatch.extract.times.arithmetic import is_day
from trucewatch.extract.times.evidence import Evidence, gather_evidence

LAG_OF_CITATION = 7
"""Days added to the date of the latest cited report: a digest, at most a weekly one, cites what came out since."""
LAG_OF_REPORT = 30
"""Days added to the latest past event: news and comment follow what they tell within the month as a rule."""
_STALE = 0.5
"""Weight of a day between the latest dated year of the text and a publication, against a day of stale news."""
_LEAD = 1_500
"""Characters of the text in which news states what is newest."""
_CROWD, _CROWD_DAYS = 3, 45
"""So many times named within so many days make a running story, wherever they stand."""
_YEAR_TOLD, _SAME_WINTER = 2, 120
"""How often the text has to name the year itself, or times so few days before that they are news of the same turn."""


@dataclass(frozen=True, slots=True)
class Implied:
    """An implied publication date and the words that imply it, at ``start`` of the text."""

    published: Published
    start: int
    end: int


def imply_published(annotated: Annotated) -> Implied | None:
    """Return the interval in which a text must have been published by what it says, or None.

    The interval begins with the latest day that the text tells as past. It ends with the first day that it
    speaks of as coming, or else `LAG_OF_CITATION` or `LAG_OF_REPORT` days later. Without a day that can be given
    a year there is no interval: a lone year or month in the text says too little.
    """
    evidence = list(gather_evidence(annotated))
    base = _latest_with_year(evidence)
    if base is None:
        return None
    latest, day = _latest_past(evidence, base)
    if latest is None or day is None or not _is_supported(evidence, latest, day):
        return None
    last = day + timedelta(days=LAG_OF_CITATION if latest.cited else LAG_OF_REPORT)
    last = min([last, *(first for first in _coming(evidence, day) if first >= day)])
    value = day.isoformat() if last == day else f"{day.isoformat()}/{last.isoformat()}"
    return Implied(Published(value, day, last), latest.start, latest.end)


def _is_supported(evidence: list[Evidence], latest: Evidence, day: date) -> bool:
    """Return whether the day is news: told at the top or amid others of its time, in a year that the text names."""
    dated = [item.first for item in evidence if item.first]
    named = sum(first.year == day.year or 0 <= (day - first).days <= _SAME_WINTER for first in dated)
    near = 0
    for item in evidence:
        told = item.first if item.size == "day" else None
        if item.month_day and is_day(day.year, *item.month_day):
            told = date(day.year, *item.month_day)
        near += told is not None and not item.ahead and 0 <= (day - told).days <= _CROWD_DAYS
    return named >= _YEAR_TOLD and (near >= _CROWD or latest.start < _LEAD)


def _latest_with_year(evidence: list[Evidence]) -> Evidence | None:
    """Return the latest past time that the text gives with its year."""
    past = [item for item in evidence if item.first and not item.ahead]
    return max(past, key=lambda item: item.first or date.min, default=None)


def _latest_past(evidence: list[Evidence], base: Evidence) -> tuple[Evidence | None, date | None]:
    """Return the words and the day of the latest past event."""
    told = [item for item in evidence if item.month_day and not item.ahead]
    edge = _behind_widest_gap(sorted({item.month_day for item in told if item.month_day}))
    assert base.first is not None
    fixed = (base, base.first) if base.size == "day" else (None, None)
    if edge is None:
        return fixed
    placed = _place(edge, base.first, told)
    if placed is None or (base.size == "day" and placed <= base.first):
        return fixed
    words = next(item for item in told if item.month_day == edge)
    return words, placed


def _behind_widest_gap(days: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the day of the year after which, going round, the longest time passes without a day of the list."""
    if not days:
        return None
    numbers = [date(2000, month, day).timetuple().tm_yday for month, day in days]
    gaps = [
        (following - number) % 366 or 366 for number, following in zip(numbers, numbers[1:] + numbers[:1], strict=True)
    ]
    return days[max(range(len(days)), key=lambda index: gaps[index])]


def _place(edge: tuple[int, int], base: date, told: list[Evidence]) -> date | None:
    """Return the day in the year that leaves the news least stale and the latest dated year least far behind."""
    options = [date(year, *edge) for year in range(base.year - 1, base.year + 2) if is_day(year, *edge)]
    leads = [item.weekday for item in told if item.month_day == edge and item.weekday is not None]
    fitting = [day for day in options if not leads or day.weekday() in leads]

    def cost(day: date) -> float:
        published = max(day, base)
        return (published - day).days + _STALE * (published - base).days

    return min(fitting or options, key=cost, default=None)


def _coming(evidence: list[Evidence], day: date) -> Iterator[date]:
    for item in evidence:
        if item.ahead and item.first:
            yield item.first
        elif item.ahead and item.month_day:
            years = (year for year in (day.year, day.year + 1) if is_day(year, *item.month_day))
            yield min(
                (date(year, *item.month_day) for year in years if date(year, *item.month_day) >= day), default=date.max
            )
