"""Days as tables of events write them, and the week, month or interval that their precision makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from trucewatch.extract.edtf import bounds, month_end
from trucewatch.extract.foreign.row import Cell, Row
from trucewatch.records import TimeMention, make_id

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]\d.*)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d\d)")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?: \d.*)?")
_SECONDS = re.compile(r"\d{9,10}")
_CLOCK = re.compile(
    r"([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.][0-5]\d)?(?:\s*(?:-|–|to)\s*([01]?\d|2[0-3])[:.h]([0-5]\d))?"
)
_ZONE = re.compile(r"\s*(UTC|GMT|Z|local|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)?", re.IGNORECASE)

_FIRST_YEAR, _LAST_YEAR = 1800, 2200
"""Years outside of these are slips of the pen."""

GRAIN_OF_ACLED = {1: "day", 2: "week", 3: "month"}
GRAIN_OF_GED = {1: "day", 2: "week", 3: "week", 4: "month", 5: "year"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the cell that names it."""

    cell: Cell
    day: date


def parse_day(text: str) -> date | None:
    """Return the day that a cell names, None where it names none or it is open which figure is the month."""
    day = _written_day(text)
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _written_day(text: str) -> date | None:
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NAMED.fullmatch(text):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return date(year, _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))
        if match := _SLASHED.fullmatch(text):
            one, two, year = int(match[1]), int(match[3]), int(match[4])
            if match[2] == "." or one > 12 or one == two:
                return date(year, two, one)
            return date(year, one, two) if two > 12 else None
    except ValueError:
        return None
    return None


def parse_stamp(text: str) -> date | None:
    """Return the day of publication: the last of several days, or seconds since 1970."""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC).date()
    days = [parse_day(part.strip()) for part in text.split(";") if part.strip()]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def widen(day: date, grain: str) -> str:
    """Return a day as the week, month or year that it stands for."""
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {"year": 4, "month": 7}.get(grain, 10)]


def span_of(first: date, last: date) -> str:
    """Return two days as one value: a day, week, month or year where they bound just that, else an interval."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == month_end(first.year, first.month):
        return widen(first, "month")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return widen(first, "year")
    if first.weekday() == 0 and (last - first).days == 6:
        return widen(first, "week")
    return f"{first.isoformat()}/{last.isoformat()}"


def read_day(row: Row, column: str) -> Day | None:
    """Return the day of a column; a cell that names none is noted as bad."""
    cell = row.cell(column)
    if cell is None:
        return None
    day = parse_day(cell.value)
    if day is None:
        row.mark_bad(cell, "is no date that can be told")
        return None
    return Day(cell, day)


def read_grain(row: Row, column: str, grains: dict[int, str]) -> str:
    """Return how fine a date is by the column of its precision; a day where there is no such column."""
    cell = row.cell(column)
    level = row.whole_number(cell)
    if cell is not None and level is not None and level not in grains:
        row.mark_bad(cell, "is none of the levels of precision")
    return grains.get(level or 0, "day")


def add_time(row: Row, cell: Cell, value: str, basis: str, zone: str | None = None) -> None:
    """Add the mention of a time to the row."""
    first, last = bounds(value)
    anchor = row.times[0].time_id if row.times and "T" in value else None
    row.times.append(TimeMention(
        time_id=make_id("t", row.document_id, cell.start, cell.end), **row.words(cell.start, cell.end), value=value,
        earliest=first.isoformat() if first else None, latest=last.isoformat() if last else None,
        kind="anchored" if anchor else "absolute", anchor_id=anchor, basis=basis, zone=zone, part=None,
        rules=("foreign.date",),
    ))  # fmt: skip


def add_day(row: Row, found: Day, grain: str) -> str:
    """Add the mention of a date, and return its value: the day, or the week, month or year that it stands for."""
    value = widen(found.day, grain)
    add_time(row, found.cell, value, f"column “{found.cell.column}”, known to the {grain}")
    return value


def add_clock(row: Row, day: date) -> str | None:
    """Add the time of day, or the two that bound it, and return it with the day; None where there is none."""
    cell = row.cell("time")
    if cell is None:
        return None
    clock = _CLOCK.match(cell.value)
    zone = _ZONE.fullmatch(cell.value[clock.end() :]) if clock else None
    if clock is None or zone is None:
        row.mark_bad(cell, "is no time of day")
        return None
    value = f"{day.isoformat()}T{int(clock[1]):02}:{clock[2]}"
    if clock[3]:
        end = f"{day.isoformat()}T{int(clock[3]):02}:{clock[4]}"
        value = value if end <= value else f"{value}/{end}"
    add_time(row, cell, value, "the time of day on the row’s date", zone[1])
    return value
