"""Mail: the message's own text, its headers as metadata, and its attachments as documents of their own."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import BinaryIO

from trucewatch.documents.formats.charsets import decode_text
from trucewatch.documents.formats.html import read_html
from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.limits import MAX_DOCUMENT_BYTES
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.model import Block, Metadata, Reading
from trucewatch.errors import Unreadable


def parse_mail(payload: bytes) -> EmailMessage:
    """Return the message of bytes; a damaged one is read as far as it goes."""
    if payload.startswith(b"From "):
        payload = payload.partition(b"\n")[2]
    message: EmailMessage = message_from_bytes(payload, policy=policy.default)
    return message


def read_mail(payload: bytes, charset: str | None) -> Reading:
    """Return the words of a message: its plain text where it has one, its HTML where not.

    Raises:
        Unreadable: ``no-text`` where it has neither.
    """
    message = parse_mail(payload)
    metadata = mail_metadata(message)
    for kind in ("plain", "html"):
        part = _body(message, kind)
        if part is None:
            continue
        content, declared = part_bytes(part), charset or _charset(part)
        if kind == "html":
            page = read_html(content, declared)
            return Reading(text=page.text, blocks=page.blocks, encoding=page.encoding, metadata=metadata)
        text, codec = decode_text(content, declared)
        if text.strip():
            return Reading(text=text, blocks=(Block(0, len(text), "text"),), encoding=codec, metadata=metadata)
    raise Unreadable("no-text", "The message holds no text of its own.")


def split_mail(file: BinaryIO) -> Iterator[Found]:
    """Yield the message itself, then its attachments, each a document or an archive in its own right."""
    payload = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(payload) > MAX_DOCUMENT_BYTES:
        raise Unreadable("too-large", f"The message has more than {MAX_DOCUMENT_BYTES:,} bytes.")
    yield Part(locator="", payload=payload, media_type="message/rfc822")
    message = parse_mail(payload)
    for number, part in enumerate(_attachments(message), 1):
        name = clean_value(part.get_filename()) or ""
        locator = f"attachment {number} {name}".strip()
        content = part_bytes(part)
        if not content:
            yield Problem(locator, "empty", "The attachment holds no bytes.")
        elif part.get_content_type() == "message/rfc822":
            yield Part(locator=locator, payload=content, name="message.eml")
        else:
            yield Part(locator=locator, payload=content, name=name)


def mail_metadata(message: EmailMessage) -> Metadata:
    """Return subject, sender and date of a message, as written in its headers."""
    return Metadata(
        title=_header(message, "Subject"), author=_header(message, "From"), published=_header(message, "Date"),
        language=_header(message, "Content-Language"),
    )  # fmt: skip


def part_bytes(part: EmailMessage) -> bytes:
    """Return the decoded bytes of a part; those of an enclosed message are its own source."""
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        enclosed = inner[0] if isinstance(inner, list) and inner else None
        return enclosed.as_bytes() if isinstance(enclosed, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    """Return a header's words; one that breaks every rule is given as it stands."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        value = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), None)
    return clean_value(str(value)) if value is not None else None


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, UnicodeError):
        return None


def _body(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        return message.get_body(preferencelist=(kind,))  # type: ignore[return-value]
    except (KeyError, AttributeError, ValueError):
        return None


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield every leaf of a message that is not its own text."""
    own = {id(_body(message, kind)) for kind in ("plain", "html")}
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = list(part.iter_parts())  # type: ignore[arg-type]
        elif id(part) not in own and part is not message:
            yield part
