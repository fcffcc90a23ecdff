"""Rows and objects of whatever naming to articles: text, title, date, address, outlet, author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.model import Metadata
from trucewatch.rulebooks.load import load_rulebook

_MARKUP = re.compile(
    r"<(?:p|div|br|span|a|h[1-6]|ul|ol|li|img|strong|em|b|i|blockquote|figure|article|html)\b[^<>]{0,500}>", re.I
)
_NOT_NAME = re.compile(r"[\W_]+")
_VALUE_KEYS = ("rendered", "value", "name", "text", "plain", "html", "content", "title", "url")
_METADATA = ("title", "outlet", "author", "published", "modified", "address", "language", "section")


@cache
def field_names() -> dict[str, tuple[str, int]]:
    """Return for each known name, in `plain_name` form, the article's field and the rank of the name."""
    rules = load_rulebook("article_fields", frozenset({"field", "names"}), frozenset({"field", "names"}))
    return {name: (rule.get("field"), rank) for rule in rules for rank, name in enumerate(rule.get("names"))}


def plain_name(name: str) -> str:
    """Return a column's or key's name in lower case, without spaces, hyphens and the like."""
    return _NOT_NAME.sub("", name).lower()


def arrange(names: Iterable[str]) -> dict[str, list[str]]:
    """Return for each article's field the names given that stand for it, the most trusted first."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if known := field_names().get(plain_name(name)):
            ranked.setdefault(known[0], []).append((known[1], name))
    return {field: [name for _, name in sorted(found, key=lambda pair: pair[0])] for field, found in ranked.items()}


def article_part(item: Mapping[str, Any], locator: str, outlet: str | None = None) -> Found:
    """Return the article of a row or object, or the problem that it has no text."""
    names = arrange(item)
    text = _first_value(item, names.get("text", ()))
    if text is None:
        return Problem(locator, "no-text", "The entry holds no text.")
    values = {field: clean_value(_first_value(item, names.get(field, ()))) for field in _METADATA}
    values["outlet"] = values["outlet"] or outlet
    return text_part(text, locator, Metadata(**values))


def text_part(text: str, locator: str, metadata: Metadata) -> Part:
    """Return a document of a text, which may be HTML."""
    media_type = "text/html" if _MARKUP.search(text) else "text/plain"
    return Part(
        locator=locator, payload=text.encode("utf-8", "replace"), media_type=media_type, metadata=metadata
    )  # fmt: skip


def _first_value(item: Mapping[str, Any], names: Iterable[str]) -> str | None:
    return next((value for name in names if (value := plain_value(item[name]))), None)


def plain_value(value: Any) -> str | None:
    """Return the words of a value: a string, a number, an object that holds one, or a list of such."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return next((value[key] for key in _VALUE_KEYS if isinstance(value.get(key), str) and value[key].strip()), None)
    if isinstance(value, list):
        parts = [part for item in value if not isinstance(item, list) and (part := plain_value(item))]
        joint = "\n\n" if sum(map(len, parts)) > 60 * len(parts) else ", "
        return joint.join(parts) or None
    return None
