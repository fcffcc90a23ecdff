"""The features of claims as columns: one array a feature, one row a claim, so that millions of pairs can be compared.

Names, words and ids are 32-bit hashes (`code`), 0 where there is none; days are counted as `datetime.date.toordinal`
does. A row's place in the arrays is where it arrived: nothing that linking decides may depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

DAY, COARSE, LONG, HINT, WINDOW, UNDATED = range(6)
"""What a claim's days rest on: its own date (a few days, about a month, longer), a date beside it, only the day of
publication, nothing."""

DONE, PLANNED, OMITTED = range(3)
"""How a claim tells its act."""

ACTORS, PLACES, FIGURES, TRIGGERS, WORDS, STORY = 3, 2, 3, 3, 8, 8
"""How many values a row has room for: actors in a role, places, figures, trigger words, words of the sentence, and
64-bit pieces of the document's fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Features of n claims.

    ``key`` is the claim's id as a number (it breaks ties), ``document`` the document's. ``act`` is the number in the
    act table, ``groups`` its bits. ``first`` and ``last`` bound the day, ``basis`` says what they rest on. ``doers``
    and ``bearers`` are actors, ``doer_roots`` and ``bearer_roots`` what those belong to. ``points`` are places on the
    unit sphere (n × places × 3), ``radii`` their radius in km. ``units``, ``lows`` and ``highs`` are figures.
    ``triggers`` are stems of the act's words, ``senses`` what they mean, ``words`` the telling stems of the sentence.
    ``story`` is the fingerprint of the document, of `STORY` × 64 bits.
    """

    key: Array
    document: Array
    act: Array
    groups: Array
    mood: Array
    basis: Array
    first: Array
    last: Array
    doers: Array
    doer_roots: Array
    bearers: Array
    bearer_roots: Array
    places: Array
    points: Array
    radii: Array
    units: Array
    lows: Array
    highs: Array
    triggers: Array
    senses: Array
    words: Array
    story: Array

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: Array) -> Columns:
        """Return some rows, in the order asked for."""
        return Columns(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


SHAPES: dict[str, tuple[Any, tuple[int, ...]]] = {
    "key": (np.uint64, ()), "document": (np.uint64, ()), "act": (np.int8, ()), "groups": (np.uint32, ()),
    "mood": (np.int8, ()), "basis": (np.int8, ()), "first": (np.int32, ()), "last": (np.int32, ()),
    "doers": (np.uint32, (ACTORS,)), "doer_roots": (np.uint32, (ACTORS,)),
    "bearers": (np.uint32, (ACTORS,)), "bearer_roots": (np.uint32, (ACTORS,)),
    "places": (np.uint32, (PLACES,)), "points": (np.float32, (PLACES, 3)), "radii": (np.float32, (PLACES,)),
    "units": (np.uint32, (FIGURES,)), "lows": (np.float32, (FIGURES,)), "highs": (np.float32, (FIGURES,)),
    "triggers": (np.uint32, (TRIGGERS,)), "senses": (np.uint32, (TRIGGERS,)), "words": (np.uint32, (WORDS,)),
    "story": (np.uint64, (STORY,)),
}  # fmt: skip
"""Type and width of every column."""


def empty_columns(rows: int) -> Columns:
    """Return columns of so many rows in which nothing is known: zeros, and no date."""
    made = {name: np.zeros((rows, *shape), kind) for name, (kind, shape) in SHAPES.items()}
    made["basis"][:] = UNDATED
    return Columns(**made)


def join_columns(parts: Sequence[Columns]) -> Columns:
    """Return the rows of several columns one below the other."""
    return Columns(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in SHAPES})


@lru_cache(maxsize=1_000_000)
def code(text: str) -> int:
    """Return the 32-bit code of a name, word or id; never 0, which is none."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") or 1


def key_of(identity: str) -> int:
    """Return an id as a 64-bit number: the hex digits of a content id as they are, so that order is kept."""
    digits = identity.partition("-")[2]
    if len(digits) == 16 and set(digits) <= set("0123456789abcdef"):
        return int(digits, 16)
    return int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def distinct(values: Array) -> Array:
    """Return the distinct values in order (for millions of numbers, several times as fast as ``np.unique``)."""
    ordered = np.sort(values)
    kept: Array = ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered
    return kept


def mix(left: Array, right: Array | int) -> Array:
    """Return 64-bit hashes of pairs of numbers (the finaliser of SplitMix64 over their sum)."""
    with np.errstate(over="ignore"):
        value = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.asarray(right).astype(np.uint64)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return value ^ (value >> np.uint64(31))
