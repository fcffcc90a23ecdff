"""Pages that a browser saved as one file of MHTML: the page itself, without its pictures, styles and frames."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

from trucewatch.documents.formats.html import read_html
from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.mail import parse_mail, part_bytes
from trucewatch.documents.model import Reading
from trucewatch.errors import Unreadable


def read_mhtml(payload: bytes, charset: str | None) -> Reading:
    """Return the visible text of a saved page.

    Raises:
        Unreadable: ``no-text`` where the file holds no page, or the page no words.
    """
    message = parse_mail(payload)
    page = _page(message)
    if page is None:
        raise Unreadable("no-text", "The saved page holds no HTML.")
    reading = read_html(part_bytes(page), charset or page.get_content_charset())
    saved = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    address = reading.metadata.address or clean_value(str(saved) if saved else None)
    return replace(reading, metadata=replace(reading.metadata, address=address))


def _page(message: EmailMessage) -> EmailMessage | None:
    """Return the part that the "start" parameter names, or the first of HTML."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter(named + pages), None)
