"""Bytes of one document to its one text, by media type."""

from __future__ import annotations

from trucewatch.documents.model import Block, Reading, Received


def read_document(received: Received) -> Reading:
    """Return the text of a document and its blocks.

    Raises:
        Unreadable: where there is no text to be had, with the reason.
    """
    text = received.payload.decode("utf-8")
    return Reading(text=text, blocks=(Block(0, len(text), "text"),), encoding="utf-8")
