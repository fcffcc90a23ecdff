"""Shorthand for tests on places."""

from __future__ import annotations

from tests.conftest import Reader
from trucewatch.records import PlaceMention


def places_in(read: Reader, text: str) -> list[PlaceMention]:
    """Return the place mentions of a text."""
    return list(read(text)["places"])


def quotes(read: Reader, text: str) -> list[str]:
    """Return the words of the place mentions of a text."""
    return [mention.quote for mention in places_in(read, text)]


def only(read: Reader, text: str, quote: str) -> PlaceMention:
    """Return the first mention with these words."""
    found = [mention for mention in places_in(read, text) if mention.quote == quote]
    assert found, f"{quote!r} not among {quotes(read, text)}"
    return found[0]
