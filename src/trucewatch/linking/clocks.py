"""Moments of two documents on one clock: zones, offsets that a text states, and which of two moments is later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from trucewatch.extract.edtf import bounds

Row = Mapping[str, Any]
_DAY = timedelta(days=1)
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_NUMBERS = {word: at for at, word in enumerate(_WORDS.split(), 1)}
_COUNT = rf"(?P<hours>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:[- ](?P<half>and a half))?[- ]hours?"
_WORLD = r"(?:GMT|UTC|Greenwich(?: Mean)? Time)"
_STATED = (
    re.compile(rf"\b{_WORLD}\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{{1,2}})(?::(?P<minutes>[0-5]\d))?", re.IGNORECASE),
    re.compile(rf"\b{_WORLD}\s+(?P<sign>plus|minus)\s+{_COUNT}", re.IGNORECASE),
    re.compile(rf"\b{_COUNT}\s+(?P<sign>ahead of|behind|later than|earlier than)\s+{_WORLD}", re.IGNORECASE),
)  # fmt: skip
_WEST = frozenset({"-", "−", "–", "minus", "behind", "earlier than"})
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_QUOTED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time, ``first`` to ``last`` (naive). ``frame`` is ``utc``, ``local`` or ``day`` (no hour given).

    Moments of different frames are compared by the day only, and only where no zone can turn their order round.
    """

    first: datetime
    last: datetime
    frame: str


def stated_offset(text: str) -> float | None:
    """Return the hours by which local time is ahead of UTC as the text says itself; None where it does not."""
    for pattern in _STATED:
        if match := pattern.search(text):
            hours = _number(match["hours"]) + (0.5 if match.groupdict().get("half") else 0.0)
            hours += int(match.groupdict().get("minutes") or 0) / 60
            return -hours if match["sign"].lower() in _WEST else hours
    return None


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.lower(), 0) or word)


def moment_of(value: str, zone: str | None, offset: float | None) -> Moment | None:
    """Return the stretch an EDTF value names; with the hour in UTC where its zone or the local offset is known."""
    if _CLOCK.fullmatch(value):
        at = datetime.fromisoformat(value)
        if zone in ("UTC", "GMT"):
            return Moment(at, at, "utc")
        shift = _zone_hours(zone)
        shift = offset if shift is None and zone in (None, "local") else shift
        if shift is not None:
            at -= timedelta(hours=shift)
            return Moment(at, at, "utc")
        return Moment(at, at, "local" if zone in (None, "local") else f"zone {zone}")
    return day_moment(value)


def _zone_hours(zone: str | None) -> float | None:
    return stated_offset(zone) if zone else None


def day_moment(value: str) -> Moment | None:
    """Return the days an EDTF value covers; None where it is open on a side or no value at all."""
    try:
        first, last = bounds(value)
    except ValueError:
        return None
    if first is None or last is None:
        return None
    begin = datetime(first.year, first.month, first.day)
    return Moment(begin, datetime(last.year, last.month, last.day) + _DAY, "day")


def published_moment(document: Row) -> Moment | None:
    """Return when a document was published: to the minute where its source says so, else its days."""
    match = _QUOTED.search(document.get("published_quote") or "")
    if match and match[3]:
        zone = match[3].replace("Z", "+00:00")
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}").astimezone(UTC).replace(tzinfo=None)
        return Moment(at, at, "utc")
    latest = document.get("published_to") or document.get("published_from")
    return day_moment(latest) if latest else None


def is_later(left: Moment | None, right: Moment | None) -> bool | None:
    """Tell whether ``left`` is certainly later than ``right`` (or earlier: False); None where nobody can tell.

    Two moments with hours in one frame compare to the minute, and the same minute counts as no later and no earlier;
    of moments in different frames a whole day must lie between them, which no zone bridges.
    """
    if left is None or right is None:
        return None
    same = left.frame == right.frame
    room = timedelta(0) if same else _DAY
    if left.first >= right.last + room and left != right:
        return True
    if right.first >= left.last + room and left != right:
        return False
    return None


def document_offset(documents: Sequence[Row]) -> float | None:
    """Return the one offset from UTC that documents about one happening state; None where they state none or two."""
    stated = {offset for row in documents if (offset := stated_offset(row["text"])) is not None}
    return stated.pop() if len(stated) == 1 else None
