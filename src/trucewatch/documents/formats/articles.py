"""JSON and JSON lines of articles, and the JSON export of a Telegram channel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from trucewatch.documents.formats.charsets import opened_text
from trucewatch.documents.formats.fields import arrange, article_part, plain_name, plain_value
from trucewatch.documents.formats.json_stream import JsonStream
from trucewatch.documents.formats.limits import MAX_ITEM_CHARS
from trucewatch.documents.formats.part import Found, Problem
from trucewatch.documents.formats.telegram import is_message, split_chat, split_message
from trucewatch.errors import Unreadable

_LISTS = frozenset({
    "", "articles", "items", "results", "data", "posts", "entries", "documents", "docs", "stories", "news", "messages",
    "records", "hits", "reports",
})  # fmt: skip
"""Keys whose arrays hold articles, whatever else the object around them holds."""

_MOST_KEPT = 100_000


def split_json(file: BinaryIO) -> Iterator[Found]:
    """Yield the articles of a JSON file: of its array, of an array in its object, or the object itself.

    Raises:
        Unreadable: where the JSON is damaged, after the articles that stand before the damage.
    """
    with opened_text(file) as text:
        yield from _split_stream(JsonStream(text))


def _split_stream(stream: JsonStream) -> Iterator[Found]:
    fields: dict[str, Any] = {}
    found = 0
    for key, value, number in stream.read():
        if number is None or not isinstance(value, Mapping) or plain_name(key) not in _LISTS:
            _keep_field(fields, key, value, number)
            continue
        if key == "messages" and is_message(value):
            yield from split_message(value, fields, "")
        else:
            yield article_part(value, f"item {number}", _outlet(fields))
        found += 1
    if not found:
        yield from _split_object(fields)


def split_lines(file: BinaryIO) -> Iterator[Found]:
    """Yield the articles of JSON lines, one a line; a damaged line is a problem and the rest goes on."""
    with opened_text(file) as text:
        for number, line in enumerate(iter(lambda: text.readline(MAX_ITEM_CHARS), ""), 1):
            locator = f"line {number}"
            if len(line) == MAX_ITEM_CHARS and not line.endswith("\n"):
                yield Problem(locator, "too-large", f"The line has more than {MAX_ITEM_CHARS:,} characters.")
                while line and not line.endswith("\n"):
                    line = text.readline(MAX_ITEM_CHARS)
            elif bare := line.strip("\ufeff \t\r\n"):
                yield _line_part(bare, locator)


def _line_part(line: str, locator: str) -> Found:
    try:
        value = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        return Problem(locator, "damaged", f"The line is no JSON: {error}.")
    if not isinstance(value, Mapping):
        return Problem(locator, "no-text", "The line holds no article.")
    return article_part(value, locator)


def _keep_field(fields: dict[str, Any], key: str, value: Any, number: int | None) -> None:
    """Keep a field of the object; the items of an array that need not be articles are put together again."""
    if number is None:
        fields[key] = value
        return
    if number > _MOST_KEPT:
        raise Unreadable("too-large", f"The array “{key}” is not known to hold articles and has too many items.")
    if not isinstance(listed := fields.get(key), list):
        listed = fields[key] = []
    listed.append(value)


def _outlet(fields: Mapping[str, Any]) -> str | None:
    return next((value for name in ("title", "source", "name") if (value := plain_value(fields.get(name)))), None)


def _split_object(fields: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the articles of an object that holds them one level further down, or is one itself."""
    if arrange(fields).get("text"):
        yield article_part(fields, "")
        return
    for key, value in fields.items():
        items = [value] if isinstance(value, list) else list(value.values()) if isinstance(value, Mapping) else []
        for listed in items:
            if isinstance(listed, list) and listed and isinstance(listed[0], Mapping):
                yield from _split_nested(listed, key)
                return
    raise Unreadable("no-text", "Nothing in the JSON is known to be the text of an article.")


def _split_nested(listed: list[Any], key: str) -> Iterator[Found]:
    for number, item in enumerate(listed, 1):
        if not isinstance(item, Mapping):
            continue
        if isinstance(item.get("messages"), list):
            yield from split_chat(item, f"chat {number} ")
        else:
            yield article_part(item, f"{key} {number}")
