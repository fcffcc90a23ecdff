"""Who wrote a document, by its by-lines and date lines."""

from __future__ import annotations

import re

from trucewatch.documents.segments.bylines import byline_names
from trucewatch.documents.stated_date import find_dates
from trucewatch.records import Segment

_SIGNED = re.compile(r"\(?signed\)?\s*[:.]?\s*", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|BY|By)\s+(?=[^\W\d_])")
_LONGEST_NAME = 8


def find_author(text: str, segments: tuple[Segment, ...]) -> str | None:
    """Return who wrote the text as its first by-line names them, or else the date line; None where neither does."""
    for role in ("byline", "dateline"):
        for segment in segments:
            if segment.role == role:
                words = " ".join(text[segment.start : segment.end].split())
                if author := _author_of(words, alone=role == "byline"):
                    return author
    return None


def _author_of(words: str, *, alone: bool) -> str | None:
    """Return the names in a line; ``alone`` tells that the line may be nothing but a name."""
    by = _BY.search(words)
    if by and (match := byline_names(words[by.start() :])):
        return _without_date(match["names"])
    words = _SIGNED.sub("", words)
    if match := byline_names(words):
        return _without_date(match["names"])
    named = alone and len(words.split()) <= _LONGEST_NAME and not any(char.isdigit() for char in words)
    return words if named else None


def _without_date(names: str) -> str:
    """Return names without the beginning of a date that follows them ("Ada Norr May")."""
    dated = next(find_dates(names + " 1, 2000"), None)
    return names[: dated.start].rstrip(" ,|–—-") if dated and dated.start else names.rstrip(" ,|–—-")
