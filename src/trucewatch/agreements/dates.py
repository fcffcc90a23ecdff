"""Instants of an agreement: its zone, and when its dates begin and end there."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from trucewatch.agreements.model import Agreement
from trucewatch.extract.edtf import bounds

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


class WrongZone(ValueError):
    """A time zone that this computer does not know."""


def zone_of(agreement: Agreement) -> tzinfo:
    """Return the time zone in which an agreement counts.

    Raises:
        WrongZone: where there is none of this name.
    """
    return zone_named(agreement.in_force.zone)


@cache
def zone_named(name: str) -> tzinfo:
    """Return the time zone of an IANA name or of an offset such as ``+04:00``."""
    match = _OFFSET.fullmatch(name)
    if match:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        if offset > timedelta(hours=14) or int(match[3]) > 59:
            raise WrongZone(f"“{name}” is not an offset that a clock has")
        return timezone(-offset if match[1] == "-" else offset)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a missing name is a KeyError, a folder of names an OSError
        raise WrongZone(f"the time zone “{name}” is not known; give an offset such as +04:00") from None


def begin(value: str, zone: tzinfo) -> datetime | None:
    """Return the first instant of a date or instant; None where it is open.

    Raises:
        ValueError: where the value is no EDTF of this program.
    """
    first = bounds(value)[0]
    if first is None:
        return None
    return datetime.combine(first, _clock(value) or time(), zone)


def finish(value: str, zone: tzinfo) -> datetime | None:
    """Return the instant at which a date is over (that of an instant is itself); None where it is open."""
    last = bounds(value)[1]
    if last is None:
        return None
    clock = _clock(value)
    return datetime.combine(last, clock, zone) if clock is not None else midnight_after(last, zone)


def midnight_after(day: date, zone: tzinfo) -> datetime:
    """Return the instant at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _clock(value: str) -> time | None:
    """Return the time of day of an instant, None of a date or an interval."""
    return time.fromisoformat(value.partition("T")[2]) if "T" in value and "/" not in value else None
