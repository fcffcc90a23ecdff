"""The days and instants that an accord names: dates as read in any report, and days counted from a "Day D"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.extract.scene import Scene
from trucewatch.records import TimeMention

_NAME = r"(?:D-Day|Day\s+D|Day\s+(?:Zero|0|Z)|D)"
_ZERO = re.compile(
    rf"[“\"']?\b{_NAME}\b[”\"']?\s*(?:means|is|shall be|will be|denotes|=|:|being|falls on|\()\s*(?:the\s+)?"
)
_CALLED = re.compile(rf"\s*,?\s*\(?\s*(?:hereinafter\s+|called\s+|referred to as\s+|the\s+)*[“\"']?{_NAME}\b[”\"']?\)?")
_COUNTED = re.compile(
    rf"(?:(?P<clock>\d{{1,2}}[:.]\d\d)\s*(?:hours|hrs|h|local time)?,?\s*(?:on|of)\s+)?(?:the\s+)?"
    rf"\b(?P<name>{_NAME})(?:\s*(?P<sign>[+−–-])\s*(?P<count>\d{{1,3}}))?(?![\w+])"
)
_HOURS = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:hours?|h)\.?\s*(?:(?P<minute>\d\d)\s*(?:minutes?|min)\.?)?\s*(?:of|on)?\s*\Z"
)
_MILITARY = re.compile(r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:hours|hrs|h)\b")
"""A time of day as armies write it: "1800 hours"."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day or instant (EDTF) and the words for it."""

    value: str
    start: int
    end: int


def find_days(scene: Scene, low: int, high: int, zero: date | None) -> Iterator[Day]:
    """Yield the days and instants named in a stretch of an accord's text; ``zero`` is what it calls Day D."""
    text = scene.annotated.text
    for time in scene.times:
        if low <= time.start < high and time.value:
            yield _with_hours(text, time, low)
    for match in _COUNTED.finditer(text, low, high) if zero else ():
        if zero and (match["count"] or match["name"] != "D"):
            count = int(match["count"] or 0) * (-1 if match["sign"] in ("−", "–", "-") else 1)
            value = (zero + timedelta(days=count)).isoformat()
            clock = match["clock"].replace(".", ":").zfill(5) if match["clock"] else None
            yield Day(f"{value}T{clock}" if clock else value, match.start(), match.end())


def day_zero(scene: Scene) -> date | None:
    """Return the day that an accord calls Day D, from which D+1, D+2 … count; None where it names none."""
    text = scene.annotated.text
    for time in scene.times:
        told = _ZERO.search(text, max(0, time.start - 40), time.start)
        if (told and told.end() == time.start) or _CALLED.match(text, time.end):
            try:
                return date.fromisoformat((time.value or "")[:10])
            except ValueError:
                continue
    return None


def _with_hours(text: str, time: TimeMention, low: int) -> Day:
    """Return a date with an hour written before it as "24 hours 00 minutes of"."""
    if match := _MILITARY.search(text, max(low, time.start - 16), time.end):
        start = min(time.start, match.start())
        return Day(f"{(time.value or '')[:10]}T{match['hour']}:{match['minute']}", start, time.end)
    match = _HOURS.search(text[max(low, time.start - 30) : time.start])
    value = time.value or ""
    if match and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and int(match["hour"]) <= 24:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        day = date.fromisoformat(value) + timedelta(days=hour == 24)
        start = time.start - len(match[0])
        return Day(f"{day.isoformat()}T{hour % 24:02}:{minute:02}", start, time.end)
    return Day(value, time.start, time.end)
