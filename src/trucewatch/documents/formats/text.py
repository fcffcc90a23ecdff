"""Plain text: the decoded file as it is, nothing added and nothing taken away."""

from __future__ import annotations

from trucewatch.documents.formats.charsets import decode_text, looks_binary
from trucewatch.documents.formats.limits import HEAD_BYTES
from trucewatch.documents.model import Block, Reading
from trucewatch.errors import Unreadable


def read_text(payload: bytes, charset: str | None) -> Reading:
    """Return the decoded bytes: every offset is one of ``payload.decode(reading.encoding)``.

    Raises:
        Unreadable: ``binary`` where they are no text.
    """
    if looks_binary(payload[:HEAD_BYTES]):
        raise Unreadable("binary", "These bytes are no text in any known encoding.")
    text, codec = decode_text(payload, charset)
    return Reading(text=text, blocks=(Block(0, len(text), "text"),), encoding=codec)
