"""Saved RSS and Atom feeds, one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO
from xml.sax import SAXParseException

import feedparser

from trucewatch.documents.formats.fields import text_part
from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.limits import MAX_MARKUP_BYTES
from trucewatch.documents.formats.part import Found, Problem
from trucewatch.documents.model import Metadata
from trucewatch.errors import Unreadable

_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)


def split_feed(file: BinaryIO) -> Iterator[Found]:
    """Yield the entries of a feed: full content where it is given, the summary where not.

    Raises:
        Unreadable: ``too-large``, ``damaged`` or ``no-text``.
    """
    payload = file.read(MAX_MARKUP_BYTES + 1)
    if len(payload) > MAX_MARKUP_BYTES:
        raise Unreadable("too-large", f"The feed has more than {MAX_MARKUP_BYTES:,} bytes.")
    if _ENTITY.search(payload):
        raise Unreadable("damaged", "The feed defines entities of its own, which no feed needs; they are not expanded.")
    feed = feedparser.parse(BytesIO(payload), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        fault = feed.get("bozo_exception")
        raise Unreadable(
            "damaged" if fault else "no-text", f"The feed holds no entries{f': {fault}' if fault else ''}."
        )
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, f"entry {number}", feed.feed)
    if isinstance(fault := feed.get("bozo_exception"), SAXParseException):
        code = "truncated" if "no element found" in str(fault) else "damaged"
        yield Problem("", code, f"The feed is not well formed, so that entries may be lost: {fault.getMessage()}.")


def _entry(entry: Mapping[str, Any], locator: str, feed: Mapping[str, Any]) -> Found:
    contents = [content.get("value", "") for content in entry.get("content") or ()]
    text = max([*contents, entry.get("summary") or ""], key=len)
    if not text.strip():
        return Problem(locator, "no-text", f"The entry holds no text, only the title “{entry.get('title', '')[:200]}”.")
    source = entry.get("source") or {}
    metadata = Metadata(
        title=clean_value(entry.get("title")),
        outlet=clean_value(source.get("title") or feed.get("title")),
        author=clean_value(entry.get("author")),
        published=clean_value(_value(entry, "published")),
        modified=clean_value(_value(entry, "updated")),
        address=clean_value(entry.get("link")),
        language=clean_value(feed.get("language")),
        section=clean_value(", ".join(tag.get("term") or "" for tag in entry.get("tags") or ())),
    )
    return text_part(text, locator, metadata)


def _value(entry: Mapping[str, Any], key: str) -> str | None:
    """Return what the entry itself holds: feedparser answers for an absent date with another one, and warns."""
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None
