"""Names that a case's documents hold and its casebook does not, with their words: what is worth adding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CONTEXT_CHARACTERS = 60
"""How much of the text is shown on each side of a name."""

WORDS_SHOWN = 5
"""How many places of a name are shown, one a document as far as there are documents."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name to add: its kind as an extractor took it, how often and in which documents, and its words in context."""

    name: str
    kind: str
    count: int
    documents: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """All mentions of one unknown name; a span that two tables hold counts once."""

    names: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    spans: dict[tuple[str, int, int], str] = field(default_factory=dict)


def suggest_names(tables: Mapping[str, Sequence[Row]]) -> list[Suggestion]:
    """Return the names in a case that its casebook does not know, the most frequent first.

    Args:
        tables: Rows of the tables ``actors``, ``places``, ``issues`` and, for context, ``documents``; any may be
            missing.
    """
    texts = {row["document_id"]: row["text"] for row in tables.get("documents", ())}
    found: dict[str, _Found] = {}
    for key, name, kind, row in _unknown(tables):
        entry = found.setdefault(key, _Found())
        entry.kind = entry.kind or kind
        entry.names[name] = entry.names.get(name, 0) + 1
        entry.spans.setdefault((row["document_id"], row["start"], row["end"]), row["quote"])
    suggestions = [_suggestion(entry, texts) for entry in found.values()]
    return sorted(suggestions, key=lambda item: (-item.count, -len(item.documents), item.name))


def _unknown(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, str, str, Row]]:
    """Yield a key, name, kind and row for every mention of a name that leads to no entry."""
    for row in tables.get("actors", ()):
        actor_id = row["actor_id"]
        if row["form"] == "name" and (actor_id is None or actor_id.startswith("local:")):
            # A local id joins the full and the short name that one document uses for somebody.
            yield _key(row["name"]), row["name"], row["kind"], row
    for row in tables.get("places", ()):
        if row["place_id"] is None:
            yield _key(row["quote"]), row["quote"], "place", row
    for row in tables.get("issues", ()):
        if row["code"] == "unknown-place" and row["quote"] is not None and row["start"] is not None:
            yield _key(row["quote"]), row["quote"], "place", row


def _key(name: str) -> str:
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _suggestion(entry: _Found, texts: Mapping[str, str]) -> Suggestion:
    name = max(entry.names, key=lambda text: (entry.names[text], text))
    documents = tuple(dict.fromkeys(document_id for document_id, _, _ in entry.spans))
    words = tuple(_in_context(texts.get(span[0]), span, quote) for span, quote in _spread(entry.spans.items()))
    return Suggestion(" ".join(name.split()), entry.kind, len(entry.spans), documents, words)


def _spread(
    spans: Iterable[tuple[tuple[str, int, int], str]],
) -> list[tuple[tuple[str, int, int], str]]:
    """Return a few spans, first one of each document, then further ones."""
    firsts: dict[str, tuple[tuple[str, int, int], str]] = {}
    further = []
    for span, quote in spans:
        if span[0] in firsts:
            further.append((span, quote))
        else:
            firsts[span[0]] = (span, quote)
    return [*firsts.values(), *further][:WORDS_SHOWN]


def _in_context(text: str | None, span: tuple[str, int, int], quote: str) -> str:
    if text is None:
        return quote
    _, start, end = span
    return text[max(0, start - CONTEXT_CHARACTERS) : end + CONTEXT_CHARACTERS]
