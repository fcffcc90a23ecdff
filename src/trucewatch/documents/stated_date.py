"""Dates as they are printed, in metadata and in addresses, to EDTF; what is ambiguous is left unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
"""English month names and their usual short forms, without full stop, in lower case."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date at ``[start, end)`` of the searched text; ``value`` is EDTF, with the time of day where given."""

    start: int
    end: int
    value: str

    @property
    def day(self) -> str:
        """The value without its time of day."""
        return self.value[:10]


_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?"
_AFTER = rf"(?:\s*(?:,|\||-|–|—|·|•|/|at|@|\()?\s*(?P<{{}}>{_CLOCK}))?"
_DATE = re.compile(
    rf"""(?<![^\W_])(?:(?P<before>{_CLOCK})(?:\s(?:[A-Z]{{2,5}}|local\stime))?\s*(?:,|\||-|–|on)?\s+)?{_WEEKDAY}(?:
      (?P<month1>{_NAMES})\.?\s*(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year1>\d{{4}})(?!\d){_AFTER.format("time1")}
    | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s.-]*(?P<month2>{_NAMES})(?![a-z])\.?,?
      [\s-]*(?P<year2>\d{{4}}|\d\d(?![\d:.]))(?!\d)
      {_AFTER.format("time2")}
    | (?P<year3>\d{{4}})(?P<sign3>[-/.])(?P<month3>\d\d)(?P=sign3)(?P<day3>\d\d)(?![\d-])(?:[T\s,]+(?P<time3>{_CLOCK}))?
    | (?P<first4>\d{{1,2}})(?P<sign4>[./-])(?P<second4>\d{{1,2}})(?P=sign4)(?P<year4>\d{{4}})(?!\d)
      {_AFTER.format("time4")}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?<![^\W_])(?P<month>{_NAMES})\.?,?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_READ_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?:[:.]\d\d)?\s?([ap])?", re.IGNORECASE)
_ADDRESS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.])(0?[1-9]|1[0-2]|[a-zA-Z]{3,9})\2(0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<![\w.])((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\w.]*\d)"),
)  # fmt: skip
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_ARCHIVED = re.compile(r"^https?://[^/]*archive[^/]*/(?:web/)?\d{8,14}[a-z_]*/(?=http)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T\s]\s?(\d\d):?(\d\d)(?::?\d\d)?)?)?)?(?!\d)")


def find_dates(text: str) -> Iterator[StatedDate]:
    """Yield the full dates (day, month and year) printed in a text, in text order."""
    for match in _DATE.finditer(text):
        if (day := _day_of(match)) is None:
            continue
        clock = match["before"] or match["time1"] or match["time2"] or match["time3"] or match["time4"]
        at = _clock(clock) if clock else None
        yield StatedDate(match.start(), match.end(), f"{day.isoformat()}T{at}" if at else day.isoformat())


def find_months(text: str) -> Iterator[StatedDate]:
    """Yield the months with a year printed in a text; a month that belongs to a full date is one too."""
    for match in _MONTH_ONLY.finditer(text):
        if EARLIEST_YEAR <= int(match["year"]) <= LATEST_YEAR:
            month = MONTHS[match["month"].lower()]
            yield StatedDate(match.start(), match.end(), f"{match['year']}-{month:02}")


def _day_of(match: re.Match[str]) -> date | None:
    if match["year1"]:
        return _date(match["year1"], MONTHS[match["month1"].lower()], match["day1"])
    if match["year2"]:
        if len(match["year2"]) == 2 and not (match["month2"].isupper() or "-" in match[0]):
            return None
        return _date(match["year2"], MONTHS[match["month2"].lower()], match["day2"])
    if match["year3"]:
        return _date(match["year3"], match["month3"], match["day3"])
    first, second = int(match["first4"]), int(match["second4"])
    if match["sign4"] == "." or first > 12 or first == second:
        return _date(match["year4"], second, first)
    return _date(match["year4"], first, second) if second > 12 else None


def _date(year: str, month: int | str, day: int | str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _clock(words: str) -> str | None:
    match = _READ_CLOCK.match(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}"


def read_metadata_date(value: str) -> str | None:
    """Return EDTF for a date as metadata write it: ISO 8601, RFC 2822, seconds since 1970, or printed words.

    The day is the one written, in the zone it is written in; seconds since 1970 are read in UTC.
    """
    value = value.strip()[:200]
    if value.isdecimal() and len(value) in (9, 10, 12, 13):
        seconds = int(value) / (1000 if len(value) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if (match := _ISO.match(value)) and EARLIEST_YEAR <= int(match[1]) <= LATEST_YEAR:
        return _read_iso(match)
    if printed := next(find_dates(value), None):
        return printed.value
    try:
        written = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return next((month.value for month in find_months(value)), None)
    plausible = EARLIEST_YEAR <= written.year <= LATEST_YEAR
    return f"{written:%Y-%m-%dT%H:%M}" if plausible else None


def _read_iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute = match.groups()
    if day is None:
        return f"{year}-{month}" if month and 1 <= int(month) <= 12 else year if month is None else None
    if (read := _date(year, month, day)) is None:
        return None
    clock = (
        f"T{hour}:{minute}" if hour and int(hour) < 24 and int(minute) < 60 and (hour, minute) != ("00", "00") else ""
    )
    return read.isoformat() + clock


def read_address_date(address: str) -> StatedDate | None:
    """Return the date that an address carries in its path; digits that are an id carry none.

    ``start`` and ``end`` are offsets in the address. The capture date of a web archive is not the page's.
    """
    archived = _ARCHIVED.match(address)
    begin = archived.end() if archived else 0
    end = begin + len(urlsplit(address[begin:]).path) + address[begin:].find(urlsplit(address[begin:]).path)
    for pattern in _ADDRESS:
        for match in pattern.finditer(address, begin, end):
            named = MONTHS.get(match[3].lower()) if match[3].isalpha() else match[3]
            if named and (day := _date(match[1], named, match[4])):
                return StatedDate(match.start(), match.end(), day.isoformat())
    month = _ADDRESS_MONTH.search(address, begin, end)
    return StatedDate(month.start(1), month.end(2), f"{month[1]}-{month[2]}") if month else None
