"""Which documents hold a key: sorted numbers on disk, with a tail of what was added since they were written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trucewatch.linking.columns import Array, distinct

_TAIL_SHARE = 8
"""The tail is folded into the base when it is as large as one in so many of it."""


@dataclass(frozen=True, slots=True)
class Postings:
    """``keys`` are 64-bit numbers in order, ``owners`` the numbers of documents that hold them; so of the tail."""

    keys: Array
    owners: Array
    tail_keys: Array
    tail_owners: Array

    def groups(self, keys: Array) -> dict[int, list[int]]:
        """Return the documents that hold each of some keys, by key."""
        found: dict[int, list[int]] = {int(key): [] for key in keys}
        wanted = distinct(np.asarray(keys, np.uint64))
        for held, owners in ((self.keys, self.owners), (self.tail_keys, self.tail_owners)):
            first, last = np.searchsorted(held, wanted, "left"), np.searchsorted(held, wanted, "right")
            for key, start, end in zip(wanted.tolist(), first.tolist(), last.tolist(), strict=True):
                found[key] += owners[start:end].tolist()
        return found

    def with_more(self, keys: Array, owners: Array) -> Postings:
        """Return the postings with more entries."""
        keys, owners = np.r_[self.tail_keys, keys.astype(np.uint64)], np.r_[self.tail_owners, owners.astype(np.int32)]
        if len(keys) * _TAIL_SHARE > len(self.keys):
            return post(np.r_[self.keys, keys], np.r_[self.owners, owners])
        order = np.argsort(keys, kind="stable")
        return Postings(self.keys, self.owners, keys[order], owners[order])

    def save(self, folder: Path, name: str) -> None:
        """Write the postings; the base only where it is not the one that was loaded from there."""
        folder.mkdir(parents=True, exist_ok=True)
        if not isinstance(self.keys, np.memmap):
            _replace(folder / f"{name}-keys.npy", self.keys)
            _replace(folder / f"{name}-owners.npy", self.owners)
        np.savez(folder / f"{name}-tail.npz", keys=self.tail_keys, owners=self.tail_owners)


def _replace(path: Path, values: Array) -> None:
    """Write an array beside the old one and put it in its place: that may still be mapped."""
    with path.with_suffix(".new").open("wb") as file:
        np.save(file, values)
    path.with_suffix(".new").replace(path)


def post(keys: Array, owners: Array) -> Postings:
    """Return the postings of some entries, in any order."""
    order = np.argsort(keys, kind="stable")
    none = np.zeros(0, np.int32)
    return Postings(keys[order].astype(np.uint64), owners[order].astype(np.int32), none.astype(np.uint64), none)


def post_each(held: Iterable[Array], first: int = 0) -> tuple[Array, Array]:
    """Return keys and owners of documents numbered in turn, given the keys of each."""
    listed = [np.asarray(one, np.uint64) for one in held]
    owners = np.repeat(np.arange(first, first + len(listed), dtype=np.int32), [len(one) for one in listed])
    return np.concatenate([np.zeros(0, np.uint64), *listed]), owners


def load_postings(folder: Path, name: str) -> Postings:
    """Return postings as they were saved; the base stays on disk and is read where needed.

    Raises:
        OSError: where there are none.
    """
    with np.load(folder / f"{name}-tail.npz") as tail:
        late = tail["keys"], tail["owners"]
    base = [np.load(folder / f"{name}-{part}.npy", mmap_mode="r") for part in ("keys", "owners")]
    return Postings(base[0], base[1], *late)
