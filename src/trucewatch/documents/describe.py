"""What a document says of itself: title, outlet, author, date, language, genre, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.documents.model import Reading, Received
from trucewatch.records import Segment

if TYPE_CHECKING:
    from trucewatch.casebook import Casebook


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
    return Description()
