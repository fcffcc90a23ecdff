"""What an accord's head and close tell: its title, and when it was signed."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from trucewatch.agreements.drafting.model import Cited
from trucewatch.agreements.drafting.points import Layout
from trucewatch.annotate import Parser
from trucewatch.extract.times import find_times
from trucewatch.records import Segment

_MONTHS = [name.lower() for name in month_name][1:]
_DAY_OF = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+day\s+of\s+(?P<month>{'|'.join(_MONTHS)}),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_FULL = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")


@dataclass(frozen=True, slots=True)
class Head:
    """``published`` is the day that relative times of the text count from."""

    title: Cited | None
    signed: Cited | None
    published: str | None


def read_head(text: str, layout: Layout, parser: Parser, signed: str | None) -> Head:
    """Return title and day of signing: of the close where it names one, else of the head."""
    line = re.search(r"\S+[ \t]*\n[^\n]*\S|\S[^\n]*(?:\n[a-z][^\n]*)*", text[: layout.head_end])
    title = Cited(value=" ".join(line[0].split()), start=line.start(), end=line.end(), quote=line[0]) if line else None
    found = _day(text, layout.close_start, len(text), parser) or _day(text, 0, layout.head_end, parser)
    day = signed or (found.value if found else None)
    return Head(title, found, day)


def _day(text: str, start: int, end: int, parser: Parser) -> Cited | None:
    if not text[start:end].strip():
        return None
    segment = Segment(segment_id="s", document_id="accord", start=start, end=end, role="body", repeats=None, rules=())
    (annotated,) = parser.parse([("accord", text, (segment,))])
    for time in find_times(annotated, None)[0]:
        if time.value and _FULL.fullmatch(time.value):
            return Cited(value=time.value[:10], start=time.start, end=time.end, quote=time.quote)
    return _in_full(text, start, end)


def _in_full(text: str, start: int, end: int) -> Cited | None:
    """Return a day written as solemn closes write it: "the 27th day of July 2054"."""
    for match in _DAY_OF.finditer(text, start, end):
        month = _MONTHS.index(match["month"].lower()) + 1
        try:
            value = date(int(match["year"]), month, int(match["day"])).isoformat()
        except ValueError:
            continue
        return Cited(value=value, start=match.start(), end=match.end(), quote=match[0])
    return None
