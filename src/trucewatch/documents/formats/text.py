"""Plain text: the decoded file as it is, nothing added and nothing taken away."""

from __future__ import annotations

from trucewatch.documents.formats.charsets import decode_text, looks_binary
from trucewatch.documents.formats.limits import HEAD_BYTES, MAX_TEXT
from trucewatch.documents.model import Block, Reading
from trucewatch.errors import Unreadable


def read_text(payload: bytes, charset: str | None) -> Reading:
    """Return the decoded bytes: every offset is one of ``payload.decode(reading.encoding)``.

    Raises:
        Unreadable: ``binary`` or ``too-large``.
    """
    if looks_binary(payload[:HEAD_BYTES]):
        raise Unreadable("binary", "These bytes are no text in any known encoding.")
    if len(payload) > 4 * MAX_TEXT:
        raise Unreadable("too-large", f"A text of {len(payload):,} bytes is more than one report can be.")
    text, codec = decode_text(payload, charset)
    return Reading(text=text, blocks=(Block(0, len(text), "text"),), encoding=codec)
