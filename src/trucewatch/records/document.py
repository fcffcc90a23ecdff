"""Document, segment, issue: what was received, how its text is laid out, and what could not be done."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = (
    "headline", "byline", "dateline", "body", "caption", "teaser", "pullquote", "note", "furniture",
)  # fmt: skip
"""Roles a segment can have. ``furniture`` (navigation, forms, tickers) is kept and never read for claims."""

GENRES = ("news", "agency", "statement", "analysis", "opinion", "reference", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as received, with the one text made from it, which never changes.

    Every offset anywhere counts code points of ``text``. ``published`` is EDTF; ``published_from`` and
    ``published_to`` are its first and last possible day (ISO dates). ``published_basis`` is one of
    ``date line``, ``metadata``, ``address``, ``implied``, ``file``, ``user`` or ``none``;
    ``published_quote`` holds the words it rests on, at ``published_start`` where they stand in the text.
    """

    document_id: str
    source_sha256: str
    origin: str
    locator: str
    media_type: str
    encoding: str | None
    text: str
    title: str | None
    outlet: str | None
    outlet_id: str | None
    author: str | None
    address: str | None
    language: str | None
    genre: str
    genre_basis: str | None
    published: str | None
    published_from: str | None
    published_to: str | None
    published_basis: str
    published_quote: str | None
    published_start: int | None
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a document's text with a role; segments do not overlap and are in text order.

    ``repeats`` names the earlier segment whose words this one doubles (a caption printed twice, a pull
    quote of a sentence): such text is cited where it stands and counts once for claims.
    """

    segment_id: str
    document_id: str
    start: int
    end: int
    role: str
    repeats: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that was not read, dated, resolved or decided, and why.

    ``stage`` is the verb of the stage (``read``, ``segment``, ``date``, ``resolve`` …), ``code`` a stable
    short name of the kind of reason, ``reason`` a plain sentence.
    """

    issue_id: str
    document_id: str | None
    origin: str
    stage: str
    code: str
    reason: str
    start: int | None
    end: int | None
    quote: str | None
