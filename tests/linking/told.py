"""Rows of short invented reports with their dates and sources marked, for tests of stories and shared claims."""

from __future__ import annotations

from typing import Any

from tests.linking.counted import CASEBOOK, Shelf
from trucewatch.linking.profile import Profile, find_profiles

__all__ = ["CASEBOOK", "Shelf", "dated", "profiles", "said"]


def dated(shelf: Shelf, key: str, quote: str, first: str, last: str | None = None) -> None:
    """Mark words of a document that name a day or a stretch of days."""
    start = _find(shelf, key, quote)
    shelf.tables["times"].append({
        "time_id": f"t-{key}-{start}", "document_id": key, "start": start, "end": start + len(quote), "quote": quote,
        "value": first if last is None else f"{first}/{last}", "earliest": first, "latest": last or first,
    })  # fmt: skip


def said(shelf: Shelf, key: str, words: str, source: str, actor_id: str | None = None) -> None:
    """Mark words of a document as those of a source."""
    start = _find(shelf, key, words)
    shelf.tables["attributions"].append({
        "attribution_id": f"a-{key}-{start}", "document_id": key, "start": start, "end": start + len(words),
        "quote": words, "source_quote": source, "source_name": source, "source_actor_id": actor_id,
        "source_start": None, "source_side": None, "within_id": None, "stance": "assert",
    })  # fmt: skip


def profiles(shelf: Shelf) -> dict[str, Profile]:
    """Return the profiles of the documents of a shelf."""
    return find_profiles(shelf.tables, CASEBOOK)


def _find(shelf: Shelf, key: str, words: str) -> int:
    text: Any = next(row["text"] for row in shelf.tables["documents"] if row["document_id"] == key)
    return int(text.index(words))
