"""EDTF (ISO 8601-2) values as this program uses them, and the days that bound them."""

from __future__ import annotations

import re
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month of a season, northern; winter of a year runs into the next."""

_POINT = re.compile(
    r"(?P<year>\d{4})(?:(?P<decade>s)|-(?:W(?P<week>\d\d)|Q(?P<quarter>[1-4])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d)?)?))?"
)
_GRAINS = ("decade", "week", "quarter", "season", "day", "month")


def bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a value; None for an open side.

    Raises:
        ValueError: where the value is not one that this program writes, or its end lies before its start.
    """
    if "/" not in value:
        return _point(value)
    left, _, right = value.partition("/")
    first = None if left == ".." else _point(left)[0]
    last = None if right == ".." else _point(right)[1]
    if first is None and last is None:
        raise ValueError(f"open on both sides: {value!r}")
    if first and last and last < first:
        raise ValueError(f"ends before it begins: {value!r}")
    return first, last


def grain(value: str) -> str:
    """Return how fine a value is: day, week, month, season, quarter, year, decade or interval.

    Raises:
        ValueError: where the value is not one that this program writes.
    """
    if "/" in value:
        return "interval"
    match = _POINT.fullmatch(value)
    if not match:
        raise ValueError(f"not an EDTF value: {value!r}")
    return next((name for name in _GRAINS if match[name]), "year")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; months past December run into the next year."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _point(value: str) -> tuple[date, date]:
    match = _POINT.fullmatch(value)
    if not match:
        raise ValueError(f"not an EDTF value: {value!r}")
    year = int(match["year"])
    if match["decade"]:
        return date(year, 1, 1), date(year + 9, 12, 31)
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 1)
        return first, first + timedelta(days=6)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        months = int(match["month"]), int(match["month"])
    elif match["quarter"]:
        months = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    else:
        months = SEASONS[match["season"]] if match["season"] else (1, 12)
    return _month_start(year, months[0]), month_end(year, months[1])
