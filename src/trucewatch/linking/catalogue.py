"""The documents of a case by number, in the order of their arrival, with when each was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import numpy as np

from trucewatch.linking.columns import Array
from trucewatch.linking.published import published_at
from trucewatch.linking.versions import identities
from trucewatch.linking.wording import Row

_START = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``ids`` of documents (the digits as numbers), and the bounds of the moment of publication in microseconds."""

    ids: Array
    earliest: Array
    latest: Array

    def __len__(self) -> int:
        return len(self.ids)

    def id_of(self, number: int) -> str:
        """Return the id of a document."""
        return f"d-{int(self.ids[number]):016x}"

    def in_order(self, numbers: Iterable[int]) -> list[int]:
        """Return numbers of documents in the order of publication (`copies.in_order`)."""
        return sorted(numbers, key=lambda one: (int(self.earliest[one]), int(self.latest[one]), int(self.ids[one])))

    def with_more(self, documents: Sequence[Row]) -> Catalogue:
        """Return the catalogue with more documents."""
        moments = [published_at(row) for row in documents]
        return Catalogue(
            np.r_[self.ids, np.array([number_of(str(row["document_id"])) for row in documents], np.uint64)],
            np.r_[self.earliest, np.array([_micros(one.earliest) for one in moments], np.int64)],
            np.r_[self.latest, np.array([_micros(one.latest) for one in moments], np.int64)],
        )

    def save(self, folder: Path) -> None:
        """Write the catalogue."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / "catalogue.npz", ids=self.ids, earliest=self.earliest, latest=self.latest)


def empty_catalogue() -> Catalogue:
    """Return a catalogue without documents."""
    return Catalogue(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))


def load_catalogue(folder: Path) -> Catalogue:
    """Return a catalogue as it was saved.

    Raises:
        OSError: where there is none.
    """
    with np.load(folder / "catalogue.npz") as kept:
        return Catalogue(kept["ids"], kept["earliest"], kept["latest"])


def number_of(record_id: str) -> int:
    """Return the digits of a content id as a number."""
    return int(record_id.partition("-")[2], 16)


def identity_keys(document: Row) -> Array:
    """Return the keys by which versions of a document find it: even for its address, odd for outlet and title."""
    keys = []
    for kind, key in identities(document):
        digest = blake2b(f"{kind}\x1f{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "big") & ~1 | (kind == "title"))
    return np.array(keys, np.uint64)


def _micros(moment: datetime) -> int:
    return (moment - _START) // timedelta(microseconds=1)
