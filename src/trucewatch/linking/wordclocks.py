"""Hours of the clock written out in words: “ten to three”, “half past nine at night”, “shortly after four”.

They are read only to compare accounts of one happening; which half of the day is meant is told by the sentence, if at
all. Hours of another country's clock (“our time”) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {"five": 5, "ten": 10, "a quarter": 15, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = rf"(?P<hour>{'|'.join(_HOURS)}|noon|midnight|\d{{1,2}})"
_PART = r"(?:in the (?:early |late )?(?:morning|afternoon|evening)|at night|this (?:morning|afternoon|evening))"
_CLOCK = re.compile(
    rf"\b(?P<minutes>{'|'.join(sorted(_MINUTES, key=len, reverse=True))})(?: minutes)? "
    rf"(?P<side>past|to|after|before) {_HOUR}\b"
    rf"|\b(?P<full>{'|'.join(_HOURS)}|\d{{1,2}}) o['’]clock\b"
    rf"|\b(?:at|by|before|after|about|around|towards?|near|until|past|from) (?P<bare>{'|'.join(_HOURS)})(?= {_PART})"
    rf"|\b(?:at|(?:shortly|just|soon|a little|some time) (?:before|after|past)) (?P<lone>{'|'.join(_HOURS)})"
    r"(?=[,.;]|$| (?:when|as|on|in|at|and|last|local|sharp)\b)",
    re.IGNORECASE,
)  # fmt: skip
_FOREIGN = re.compile(r"\s+(?:our|their|[A-Z]\w+) time\b")
_AT = re.compile(
    r"\b(?:at|by|about|around|until|since|before|after|from|nearly|towards?|almost|was)\s+$", re.IGNORECASE
)
"""“Five to six men” is a range; an hour has one of these before it."""
_UTC = re.compile(r"\s*(?:GMT|UTC)\b")
_LATE = re.compile(r"\b(?:afternoon|evening|dusk|sunset)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:morning|dawn|daybreak|sunrise|breakfast|first light|before light)\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:night|tonight|overnight)\b", re.IGNORECASE)
HALF = 12 * 60


@dataclass(frozen=True, slots=True)
class WordClock:
    """An hour at ``[start, end)`` of a sentence, in minutes after midnight; ``sure``: the half of the day is told."""

    start: int
    end: int
    minutes: int
    sure: bool
    utc: bool


def find_word_clocks(text: str) -> Iterator[WordClock]:
    """Yield the hours that a sentence writes out."""
    for match in _CLOCK.finditer(text):
        ranged = match["side"] == "to" and "minute" not in match.group() and not _AT.search(text[: match.start()])
        if ranged or _FOREIGN.match(text, match.end()):
            continue
        name = (match["hour"] or match["full"] or match["bare"] or match["lone"]).lower()
        if (hour := _hour(name)) is None:
            continue
        shift = _MINUTES.get((match["minutes"] or "").lower(), 0)
        minutes = hour * 60 + (-shift if match["side"] in ("to", "before") else shift)
        named = name in ("noon", "midnight") or (name.isdigit() and int(name) > len(_HOURS))
        late = None if named else _is_late(text, match, minutes % HALF)
        minutes = minutes if named else minutes % HALF + (HALF if late else 0)
        yield WordClock(
            *match.span(), minutes % (2 * HALF), named or late is not None, bool(_UTC.match(text, match.end()))
        )


def _hour(name: str) -> int | None:
    if name in ("noon", "midnight"):
        return 12 if name == "noon" else 0
    hour = int(name) if name.isdigit() else _HOURS.index(name) + 1
    return hour if hour <= 24 else None


def _is_late(text: str, match: re.Match[str], minutes: int) -> bool | None:
    """Tell whether an hour is after noon, by the words behind it, else by those of the sentence; None if none tells."""
    for words in (text[match.end() : match.end() + 24], text):
        late, early, night = (bool(pattern.search(words)) for pattern in (_LATE, _EARLY, _NIGHT))
        if late + early + night == 1:
            return late or (night and minutes >= HALF // 2)
    return None
