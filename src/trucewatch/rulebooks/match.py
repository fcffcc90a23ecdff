"""Find phrases of a table in a stream of tokens: longest match first, one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Tokens ``[start, end)`` matched a phrase; ``values`` are what was stored under it, in order of adding."""

    start: int
    end: int
    values: tuple[T, ...]


class PhraseTable(Generic[T]):
    """Phrases of one or more tokens, each with values. Keys are made by ``key`` (default: as written)."""

    def __init__(self, key: Callable[[str], str] = str) -> None:
        self._key = key
        self._phrases: dict[tuple[str, ...], list[T]] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, tokens: Sequence[str], value: T) -> None:
        """Store a value under a phrase given as tokens."""
        phrase = tuple(self._key(token) for token in tokens)
        if phrase not in self._phrases:
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))
                lengths.sort(reverse=True)
        self._phrases.setdefault(phrase, []).append(value)

    def __contains__(self, tokens: Sequence[str]) -> bool:
        return tuple(self._key(token) for token in tokens) in self._phrases

    def find_at(self, keys: Sequence[str], start: int) -> Match[T] | None:
        """Return the longest match that begins at ``start`` of a stream of keys, or None."""
        for length in self._lengths.get(keys[start], ()):
            phrase = tuple(keys[start : start + length])  # shorter at the end of the stream
            values = self._phrases.get(phrase)
            if values is not None:
                return Match(start, start + len(phrase), tuple(values))
        return None

    def find(self, tokens: Sequence[str]) -> Iterator[Match[T]]:
        """Yield the longest matches from left to right, none overlapping another."""
        keys = [self._key(token) for token in tokens]
        at = 0
        while at < len(keys):
            match = self.find_at(keys, at)
            if match is None:
                at += 1
            else:
                yield match
                at = match.end
