"""Days moved by calendar units, and the EDTF values that hold a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from trucewatch.extract.edtf import bounds

_SEASON_OF_MONTH = {3: "SP", 4: "SP", 5: "SP", 6: "SU", 7: "SU", 8: "SU", 9: "FA", 10: "FA", 11: "FA"}
_HALF_OF_UNIT = {
    "year": ("month", 6),
    "month": ("day", 15),
    "week": ("day", 3),
    "day": ("day", 0),
    "decade": ("year", 5),
}


def shift_months(day: date, months: int) -> date:
    """Return the day moved by whole months; a day that the month lacks becomes its last.

    Raises:
        ValueError: where the result lies outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"no year {year}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: float) -> date:
    """Return the day moved by a count of days, weeks, months, years or decades; halves are taken as whole parts.

    Raises:
        ValueError: where the result lies outside the years 1 to 9999.
    """
    whole = int(count)
    try:
        if unit in ("day", "week", "weekend", "fortnight"):
            days = {"day": 1, "fortnight": 14}.get(unit, 7)
            moved = day + timedelta(days=days * whole)
        else:
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
            moved = shift_months(day, months * whole)
    except OverflowError as error:
        raise ValueError(str(error)) from error
    if count != whole:
        part, size = _HALF_OF_UNIT[unit]
        moved = shift(moved, part, size if count > 0 else -size)
    return moved


def value_at(day: date, unit: str) -> str:
    """Return the EDTF value of the day, week, month, season, quarter, year or decade that holds a day."""
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "fortnight"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "season":
        year = day.year - 1 if day.month < 3 else day.year
        return f"{year:04d}-{_SEASON_OF_MONTH.get(day.month, 'WI')}"
    if unit == "decade":
        return f"{day.year // 10 * 10:04d}s"
    return f"{day.year:04d}"


def weekday_on_or_before(day: date, weekday: int) -> date:
    """Return the latest day with this weekday (Monday is 0) that is not after the day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """Return the earliest day with this weekday (Monday is 0) that is not before the day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def smallest_holding(first: date, last: date) -> str:
    """Return the month or year that holds both days, or else the interval of their months."""
    for unit in ("day", "month", "year"):
        if value_at(first, unit) == value_at(last, unit):
            return value_at(first, unit)
    return f"{value_at(first, 'month')}/{value_at(last, 'month')}"


def interval_of(left: str, right: str) -> str:
    """Return the EDTF interval from the start of one value to the end of another.

    Raises:
        ValueError: where it would end before it begins.
    """
    value = f"{left.partition('/')[0]}/{right.rpartition('/')[2]}"
    bounds(value)
    return value


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, in Meeus 1991, ch. 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quads, left = divmod(rest, 4)
    sunday = (32 + 2 * skipped + 2 * quads - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
