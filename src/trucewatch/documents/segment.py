"""Lay segments with roles over the one text of a document."""

from __future__ import annotations

from trucewatch.documents.model import Reading
from trucewatch.records import Segment, make_id


def find_segments(document_id: str, reading: Reading) -> tuple[Segment, ...]:
    """Return the segments of a reading, in text order, not overlapping."""
    end = len(reading.text)
    return (
        Segment(segment_id=make_id("s", document_id, 0, end), document_id=document_id, start=0, end=end,
                role="body", repeats=None, rules=()),
    )  # fmt: skip
