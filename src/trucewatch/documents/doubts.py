"""What remains uncertain of a document that was read: its encoding, lost characters, pages without words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trucewatch.documents.formats.charsets import known_codec
from trucewatch.documents.formats.html import declared_charset
from trucewatch.documents.model import Reading, Received

_SURE = ("utf-8", "utf-8-sig", "utf-16", "utf-32", None)


def find_doubts(received: Received, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield code and reason of whatever a reader of this text has to know: an issue each."""
    if lost := reading.text.count("\ufffd"):
        yield "undecodable", f"{lost:,} characters could not be decoded and are shown as “\ufffd”."
    media_type, _, parameter = received.media_type.partition(";")
    if media_type in ("text/plain", "text/html") and reading.encoding not in _SURE:
        declared = parameter.strip().removeprefix("charset=")
        if media_type == "text/html":
            declared = declared or declared_charset(received.payload) or ""
        if not declared:
            yield "charset", f"Nothing says how it is encoded; it was read as {reading.encoding}."
        elif known_codec(declared) != reading.encoding:
            yield "charset", f"It says it is encoded in {declared}, but was read as {reading.encoding}."
    ends = (*reading.pages, len(reading.text))
    if blank := [number for number, (start, end) in enumerate(pairwise(ends), 1) if start >= end]:
        pages = ", ".join(map(str, blank[:20]))
        yield "image-only", f"Of {len(reading.pages)} pages these hold no words: {pages}{' …' if blank[20:] else ''}."
