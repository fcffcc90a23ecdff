"""When a document says it was published: by its date line, its metadata or its address, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.documents.model import Metadata
from trucewatch.documents.stated_date import StatedDate, find_dates, find_months, read_address_date, read_metadata_date
from trucewatch.records import Segment

_UPDATED = re.compile(r"\b(?:updated|modified|edited|revised|corrected)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|publication|dated?)\b", re.IGNORECASE)
_MONTH_LABEL = re.compile(r"\b(?:published|publication|posted|issued|released|date|issue)\b", re.IGNORECASE)
_DATED_ROLES = ("dateline", "byline")
_BARE_MONTH = 2
"""Words of a line that is nothing but a month and a year."""
DAY = 10
"""Characters of an ISO day: the date of publication is kept to the day; the words quoted hold the hour."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated date of publication: EDTF, what it rests on, its words, and where they stand in the text."""

    value: str
    basis: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    date: StatedDate
    updated: bool
    labelled: bool
    distance: int


def find_published(text: str, segments: tuple[Segment, ...], metadata: Metadata) -> Stated | None:
    """Return the stated date of publication, or None where nothing states one.

    A date line near the headline outweighs metadata, since it is what readers saw; one that only says when
    the text was last changed does not. A day outweighs a mere month or year from any other place.
    """
    lines = sorted(_date_lines(text, segments), key=lambda line: (line.updated, not line.labelled, line.distance))
    stated = [_from_line(text, line) for line in lines if not line.updated]
    stated += _from_metadata(metadata.published)
    stated += [_from_line(text, line) for line in lines if line.updated]
    stated += _from_metadata(metadata.modified)
    stated += _from_address(metadata.address)
    days = [item for item in stated if len(item.value) == DAY]
    return next(iter(days or stated), None)


def _from_line(text: str, line: _Line) -> Stated:
    date = line.date
    return Stated(date.value[:DAY], "date line", text[date.start : date.end], date.start)


def _from_metadata(written: str | None) -> list[Stated]:
    value = read_metadata_date(written) if written else None
    return [Stated(value[:DAY], "metadata", written.strip())] if value and written else []


def _from_address(address: str | None) -> list[Stated]:
    date = read_address_date(address) if address else None
    return [Stated(date.value, "address", address[date.start : date.end])] if date and address else []


def _date_lines(text: str, segments: tuple[Segment, ...]) -> Iterator[_Line]:
    """Yield the dates of date lines and by-lines, with how far from the headline they stand."""
    headline = next((number for number, segment in enumerate(segments) if segment.role == "headline"), 0)
    for number, segment in enumerate(segments):
        if segment.role not in _DATED_ROLES:
            continue
        words = text[segment.start : segment.end]
        dates = list(find_dates(words))
        if not dates and (_MONTH_LABEL.search(words) or len(words.split()) == _BARE_MONTH):
            dates = list(find_months(words))
        at = 0
        for date in dates:
            before = words[at : date.start]
            placed = StatedDate(segment.start + date.start, segment.start + date.end, date.value)
            at = date.end
            labelled = _PUBLISHED.search(before) is not None
            yield _Line(placed, _UPDATED.search(before) is not None, labelled, abs(number - headline))
