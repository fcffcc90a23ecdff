"""Bytes of one document to its one text, by media type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trucewatch.documents.formats.html import read_html
from trucewatch.documents.formats.limits import MAX_TEXT
from trucewatch.documents.formats.text import read_text
from trucewatch.documents.model import Reading, Received
from trucewatch.errors import Unreadable

Reader = Callable[[bytes, "str | None"], Reading]
"""Takes a document's bytes and the encoding its carrier declares, if any."""

READERS: dict[str, Reader] = {
    "text/plain": read_text,
    "text/html": read_html,
}
"""Which reader makes the text of which media type."""


def read_document(received: Received) -> Reading:
    """Return the text of a document and its blocks.

    Raises:
        Unreadable: where there is no text to be had, with the reason.
    """
    if not received.payload:
        raise Unreadable("empty", "The document holds not a single byte.")
    media_type, _, parameter = received.media_type.partition(";")
    reader = READERS.get(media_type)
    if reader is None:
        raise Unreadable("unsupported", f"Documents of type {media_type} are not read.")
    reading = reader(received.payload, parameter.strip().removeprefix("charset=") or None)
    if not reading.text.strip("\ufeff \t\r\n\f\v\0\xa0"):
        raise Unreadable("no-text", "The document holds no words.")
    if len(reading.text) > MAX_TEXT:
        raise Unreadable("too-large", f"A text of {len(reading.text):,} characters is more than one report can be.")
    return _storable(reading)


def _storable(reading: Reading) -> Reading:
    """Return the reading with lone surrogates, which no table can hold, replaced one for one."""
    try:
        reading.text.encode("utf-8")
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in reading.text)
        return replace(reading, text=whole)
    return reading
