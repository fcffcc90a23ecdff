"""A Telegram channel or chat as exported by the desktop program ("Machine-readable JSON")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trucewatch.documents.formats.fields import plain_value
from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.model import Metadata


def is_message(item: Mapping[str, Any]) -> bool:
    """Tell whether an object is a message of an export."""
    return "id" in item and "date" in item and ("text" in item or "text_entities" in item)


def split_chat(chat: Mapping[str, Any], prefix: str) -> Iterator[Found]:
    """Yield the messages of one chat of an export of several."""
    for item in chat["messages"]:
        if isinstance(item, Mapping) and is_message(item):
            yield from split_message(item, chat, prefix)


def split_message(item: Mapping[str, Any], chat: Mapping[str, Any], prefix: str) -> Iterator[Found]:
    """Yield the document of one message; notices of the service ("pinned a message") are none.

    A forwarded message keeps the channel it was met in as outlet, and names its first sender as author.
    """
    if item.get("type") == "service":
        return
    locator = f"{prefix}message {item['id']}"
    text = message_text(item)
    if not text.strip():
        yield Problem(locator, "no-text", f"The message holds no text{_media(item)}.")
        return
    metadata = Metadata(
        outlet=clean_value(plain_value(chat.get("name"))),
        author=clean_value(plain_value(item.get("forwarded_from") or item.get("author") or item.get("from"))),
        published=clean_value(plain_value(item.get("date"))),
        modified=clean_value(plain_value(item.get("edited"))),
        address=_address(chat, item),
    )
    yield Part(
        locator=locator, payload=text.encode("utf-8", "replace"), media_type="text/plain", metadata=metadata
    )  # fmt: skip


def message_text(item: Mapping[str, Any]) -> str:
    """Return the words of a message, whose formatted stretches are exported as entities, in order."""
    text = item.get("text") or item.get("text_entities") or ""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else [text]
    return "".join(
        part if isinstance(part, str) else str(part.get("text", "")) if isinstance(part, Mapping) else ""
        for part in parts
    )


def _media(item: Mapping[str, Any]) -> str:
    kind = item.get("media_type") or ("photo" if "photo" in item else "file" if "file" in item else None)
    return f", only a {str(kind).replace('_', ' ')}" if kind else ""


def _address(chat: Mapping[str, Any], item: Mapping[str, Any]) -> str | None:
    """Return the public address of a message, where the export names the channel's."""
    name = chat.get("username")
    return f"https://t.me/{name}/{item['id']}" if isinstance(name, str) and name else None
