"""What a document says of itself: title, outlet, author, date, language, genre, each with what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from trucewatch.documents.author import find_author
from trucewatch.documents.genre import Told, find_genre
from trucewatch.documents.language import find_language
from trucewatch.documents.model import Metadata, Reading, Received
from trucewatch.documents.outlet import Publisher, find_agency, find_publisher, outlet_names
from trucewatch.documents.published import find_published
from trucewatch.documents.segments.head import MAIN
from trucewatch.documents.segments.unit import bare_words
from trucewatch.records import Segment

if TYPE_CHECKING:
    from trucewatch.casebook import Casebook

_LABEL_WORDS = 5
_TITLE_WORDS = 4
_BODY_SAMPLED = 60_000
_SUBJECT = re.compile(r"(?:subject|re)\s*:\s*", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[|–—·•»:-]+\s+[^|–—·•»]{2,60}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Title, outlet, author, language, genre and stated date of one document; None where it does not say.

    ``published`` is EDTF; ``published_basis`` and ``published_quote`` as in `records.Document`.
    """

    title: str | None = None
    outlet: str | None = None
    outlet_id: str | None = None
    author: str | None = None
    address: str | None = None
    language: str | None = None
    genre: str = "unknown"
    genre_basis: str | None = None
    published: str | None = None
    published_basis: str = "none"
    published_quote: str | None = None
    published_start: int | None = None


def describe_document(
    received: Received, reading: Reading, segments: tuple[Segment, ...], casebook: Casebook
) -> Description:
    """Return what the document, its metadata and its address say of it."""
    text = reading.text
    metadata = _joined(received.metadata, reading.metadata)
    names = outlet_names(casebook)
    publisher = find_publisher(text, segments, metadata, names)
    body = _words_of(text, segments, ("body", "note"))
    title = _title(text, segments, metadata.title)
    agency = find_agency(text, segments, names)
    told = Told(
        labels=_labels(text, segments, metadata.section), headline=title or "", address=metadata.address,
        agency=_is_agency(agency), outlet_genre=publisher.known.genre if publisher and publisher.known else None,
        text=text, body=body,
    )  # fmt: skip
    genre, genre_basis = find_genre(told)
    said = Description(
        title=title, outlet=publisher.name if publisher else None,
        outlet_id=publisher.known.id if publisher and publisher.known else None,
        author=metadata.author or find_author(text, segments), address=metadata.address,
        language=find_language(body or text, metadata.language), genre=genre, genre_basis=genre_basis,
    )  # fmt: skip
    if stated := find_published(text, segments, metadata):
        return replace(
            said, published=stated.value, published_basis=stated.basis, published_quote=stated.quote,
            published_start=stated.start,
        )  # fmt: skip
    return said


def _joined(carrier: Metadata, own: Metadata) -> Metadata:
    """Return what the carrier (a feed, a row of a table) says, and where it is silent what the document says."""
    return Metadata(**{f.name: getattr(carrier, f.name) or getattr(own, f.name) for f in fields(Metadata)})


def _words_of(text: str, segments: tuple[Segment, ...], roles: tuple[str, ...]) -> str:
    parts, length = [], 0
    for segment in segments:
        if segment.role in roles and length < _BODY_SAMPLED:
            parts.append(text[segment.start : min(segment.end, segment.start + _BODY_SAMPLED)])
            length += len(parts[-1])
    return "\n\n".join(parts)


def _title(text: str, segments: tuple[Segment, ...], stated: str | None) -> str | None:
    """Return the stated title without the site's name, or else the first headline above the running text."""
    headlines = [_SUBJECT.sub("", " ".join(text[s.start : s.end].split())) for s in _headlines(segments)]
    if stated and stated.strip():
        written = " ".join(stated.split())
        shown = (line for line in headlines if bare_words(line) and bare_words(written).startswith(bare_words(line)))
        bare = _SITE_NAME.sub("", written)
        return next(shown, bare if len(bare.split()) >= _TITLE_WORDS else written)
    return headlines[0] if headlines else None


def _headlines(segments: tuple[Segment, ...]) -> list[Segment]:
    """Return the headlines above the running text; one that is known for the main one first, wherever it stands."""
    main = [segment for segment in segments if MAIN in segment.rules][:1]
    above = takewhile(lambda segment: segment.role != "body", segments)
    return main + [segment for segment in above if segment.role == "headline" and segment not in main]


def _labels(text: str, segments: tuple[Segment, ...], section: str | None) -> tuple[str, ...]:
    """Return the section that metadata name, and the short lines right above the headline and below it."""
    labels = [section] if section else []
    headline = next((segments.index(segment) for segment in _headlines(segments)), None)
    if headline is None:
        return tuple(labels)
    above = [segment for segment in segments[:headline] if segment.role not in ("dateline", "byline")][-1:]
    below = takewhile(lambda segment: segment.role != "body", segments[headline + 1 :])
    for segment in above:
        lines = _lines(text, segment)
        if segment.role == "furniture" and len(lines[-1].split()) <= _LABEL_WORDS and not _in_list(lines):
            labels.append(lines[-1])
    for number, segment in enumerate(below):
        lines = _lines(text, segment) if segment.role in ("furniture", "headline") else []
        labels += [line for at, line in enumerate(lines) if not number + at or 1 < len(line.split()) <= _LABEL_WORDS]
    return tuple(labels)


def _lines(text: str, segment: Segment) -> list[str]:
    return [line.strip() for line in text[segment.start : segment.end].splitlines() if line.strip()]


def _in_list(lines: list[str]) -> bool:
    """Return whether the last line stands right below another plain word, as in a menu of sections."""
    return len(lines) > 1 and lines[-2].replace(" ", "").isalpha() and len(lines[-2].split()) <= 2


def _is_agency(agency: Publisher | None) -> bool:
    return agency is not None and (agency.known is None or agency.known.genre == "agency")
