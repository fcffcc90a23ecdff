"""Which documents are compared at all: those that a block holds together, a rare term of their leads on the same days.

Blocks are numbered and their pairs taken in bulk, since a case has some sixty times as many blocks as documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

import numpy as np

from trucewatch.linking.columns import Array, distinct, key_of, mix
from trucewatch.linking.happening import NEAR
from trucewatch.linking.profile import Profile
from trucewatch.linking.rarity import Weights

TERMS, REVIEWED_TERMS, NAMES = 20, 60, 3
"""Rarest terms of a lead by which a document is found, of the whole of a review, and beginnings of names."""
LARGEST = 40
"""In a larger block each document is compared with so many that follow it, not with all."""
_BEGINNING = 4
"""Letters by which names in two spellings are brought together (`linking.rarity.alike`)."""
_DAYS = 1 << 22
"""More than any ordinal of a day."""


def candidate_pairs(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Return the pairs of documents that share a block, in order; their number grows as that of the documents."""
    keys = sorted(profiles)
    pairs = pair_documents([profiles[key] for key in keys])
    return [(keys[left], keys[right]) for left, right in pairs.tolist()]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Documents in blocks: the number of a block's handle times `_DAYS` and its day, and the positions of documents.

    ``handles`` are terms in the order of their numbers; the first is none.
    """

    handles: tuple[str, ...]
    blocks: Array
    owners: Array

    def keys(self) -> Array:
        """Return a key for each block that is the same in every run; its lowest bit is clear for a day alone."""
        named = np.array([key_of(f"b-{handle}") for handle in self.handles], np.uint64)
        keys: Array = mix(named[self.blocks // _DAYS], self.blocks % _DAYS) | np.uint64(1)
        return np.where(self.blocks < _DAYS, keys ^ np.uint64(1), keys)


def pair_documents(profiles: Sequence[Profile]) -> Array:
    """Return the pairs of profiles that share a block, as their positions (k × 2), in order.

    Args:
        profiles: In the order of their documents' ids.
    """
    return pairs_within(lay_blocks(profiles, count_handles(profiles)), len(profiles))


def lay_blocks(profiles: Sequence[Profile], counts: Mapping[str, int]) -> Blocks:
    """Return the blocks of profiles; ``counts`` says in how many documents a handle stands (`count_handles`)."""
    numbers: dict[str, int] = {"": 0}
    blocks: list[int] = []
    owners: list[int] = []
    for at, profile in enumerate(profiles):
        named = {
            numbers.setdefault(handle, len(numbers)) * _DAYS + (day.toordinal() if day else 0)
            for handle, day in _blocks(profile, counts)
        }
        blocks += named
        owners += [at] * len(named)
    return Blocks(tuple(numbers), np.array(blocks, np.int64), np.array(owners, np.int64))


def pairs_within(laid: Blocks, size: int) -> Array:
    """Return the pairs that share a block, as positions (k × 2), in order; ``size`` is the number of documents."""
    return _pairs_within(laid.blocks, laid.owners, size)


def _pairs_within(blocks: Array, owners: Array, size: int) -> Array:
    """Return the pairs of owners of one block: all of a small one, near ones of a large, none of a large day alone."""
    order = np.lexsort((owners, blocks))
    blocks, owners = blocks[order], owners[order]
    starts = np.flatnonzero(np.r_[True, blocks[1:] != blocks[:-1]])
    sizes = np.diff(np.r_[starts, len(blocks)])
    held = np.repeat(sizes, sizes)
    kept = (held > 1) & ((held <= LARGEST) | (blocks >= _DAYS))
    blocks, owners = blocks[kept], owners[kept]
    codes = np.zeros(0, np.int64)
    fresh: list[Array] = []
    for step in range(1, LARGEST + 1):
        together = blocks[:-step] == blocks[step:]
        fresh.append(owners[:-step][together] * size + owners[step:][together])
        if sum(map(len, fresh)) > len(codes) or step == LARGEST:
            codes = distinct(np.concatenate([codes, *fresh]))
            fresh = []
    return np.stack([codes // max(size, 1), codes % max(size, 1)], axis=1)


def count_handles(profiles: Sequence[Profile]) -> Counter[str]:
    """Return in how many documents each term, and each beginning of a name, stands."""
    counts: Counter[str] = Counter()
    for profile in profiles:
        counts.update(profile.terms)
        counts.update({_beginning(name) for name in profile.names})
    return counts


def _beginning(name: str) -> str:
    return f"{name[:_BEGINNING]}…" if len(name) >= _BEGINNING else name


def _blocks(profile: Profile, counts: Mapping[str, int]) -> Iterator[tuple[str, date | None]]:
    """Yield a document's blocks: each day and the one after, so that neighbouring days meet.

    A day without a term is a block too; it counts only on quiet days, when it is small enough to be compared whole.
    """
    happening = profile.happening
    days = {later for day in happening.days for later in (day, day + NEAR)}
    for handle in ("", *_handles(profile.lead, TERMS, profile.names, counts)):
        for day in days or (None,):
            yield handle, day
    if happening.reviews:
        told = {later for day in happening.told for later in (day, day + NEAR)}
        for handle in ("", *_handles(profile.words, REVIEWED_TERMS, profile.names, counts)):
            for day in told:
                yield handle, day


def _handles(weights: Weights, most: int, names: frozenset[str], counts: Mapping[str, int]) -> list[str]:
    """Return by what a document is found: the rarest terms and names that stand in at least one other document."""
    known = (term for term in weights if counts.get(term, 0) > 1)
    terms = nsmallest(most, known, key=lambda term: (-weights[term], term))
    begun = {_beginning(name) for name in names & weights.keys()}
    shared = (beginning for beginning in begun if counts.get(beginning, 0) > 1)
    return [*terms, *nsmallest(NAMES, shared, key=lambda beginning: (counts[beginning], beginning))]
