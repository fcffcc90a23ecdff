"""Rows of documents and segments made of short texts, for tests of copies, origins and grades."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def document(key: str, text: str, **fields: Any) -> Row:
    """Return a row of the table ``documents`` with what linking reads."""
    day = fields.pop("day", None)
    row: Row = {
        "document_id": key, "text": text, "title": None, "outlet": None, "outlet_id": None, "author": None,
        "address": None, "genre": "news", "published": day, "published_from": day, "published_to": day,
        "published_quote": None, "language": "en",
    }  # fmt: skip
    return row | fields


def body(row: Row) -> Row:
    """Return one segment of running text over a whole document."""
    return segment(row, 0, len(row["text"]))


def segment(row: Row, start: int, end: int, role: str = "body", repeats: str | None = None) -> Row:
    """Return a segment of a document."""
    return {
        "segment_id": f"s-{row['document_id']}-{start}", "document_id": row["document_id"], "start": start, "end": end,
        "role": role, "repeats": repeats, "rules": [],
    }  # fmt: skip


def claim(key: str, document_id: str, claimant: str | None = None, **fields: Any) -> Row:
    """Return a row of the table ``claims``: in the report's own voice where no claimant is given."""
    row: Row = {
        "claim_id": key, "document_id": document_id, "start": 0, "end": 10, "quote": "shelled the mill", "kind": "act",
        "act": "shelling", "event_type": "ASSAULT", "actors": [], "recipients": [], "place_ids": [], "date": None,
        "figure_ids": [], "attribution_id": None, "polarity": "asserted", "modality": "actual", "status": "happened",
        "claimant": claimant, "claimant_actor_id": None, "claimant_side": None, "chain": [],
        "own_voice": claimant is None, "review": "unreviewed",
    }  # fmt: skip
    return row | fields
