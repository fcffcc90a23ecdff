"""Bytes of one document to its one text, by media type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trucewatch.documents.formats import sniff
from trucewatch.documents.formats.docx import read_docx
from trucewatch.documents.formats.html import read_html
from trucewatch.documents.formats.limits import MAX_TEXT
from trucewatch.documents.formats.mail import read_mail
from trucewatch.documents.formats.mhtml import read_mhtml
from trucewatch.documents.formats.pdf import read_pdf
from trucewatch.documents.formats.text import read_text
from trucewatch.documents.model import Reading, Received
from trucewatch.errors import Unreadable

Reader = Callable[[bytes, "str | None"], Reading]
"""Takes a document's bytes and the encoding its carrier declares, if any."""

READERS: dict[str, Reader] = {
    sniff.TEXT: read_text,
    sniff.CSV: read_text,
    sniff.HTML: read_html,
    sniff.MHTML: read_mhtml,
    sniff.PDF: read_pdf,
    sniff.DOCX: read_docx,
    sniff.MAIL: read_mail,
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
    try:
        reading = reader(received.payload, parameter.strip().removeprefix("charset=") or None)
    except Unreadable:
        raise
    except Exception as error:  # files from anywhere go through libraries that fail in all kinds of ways
        reason = f"It cannot be read ({type(error).__name__}: {error})."
        raise Unreadable("damaged", reason) from error
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
