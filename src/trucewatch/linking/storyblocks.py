"""Which documents are compared at all: those that a block holds together, a rare term of their leads on the same days.

Blocks are numbered and their pairs taken in bulk, since a case has some sixty times as many blocks as documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest

import numpy as np

from trucewatch.linking.columns import Array, distinct
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


def pair_documents(profiles: Sequence[Profile]) -> Array:
    """Return the pairs of profiles that share a block, as their positions (k × 2), in order.

    Args:
        profiles: In the order of their documents' ids.
    """
    counts = _documents_by_handle(profiles)
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
    return _pairs_within(np.array(blocks, np.int64), np.array(owners, np.int64), len(profiles))


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


def _documents_by_handle(profiles: Sequence[Profile]) -> Counter[str]:
    """Return in how many documents each term, and each beginning of a name, stands."""
    counts: Counter[str] = Counter()
    for profile in profiles:
        counts.update(profile.terms)
        counts.update({_beginning(name) for name in profile.names})
    return counts


def _beginning(name: str) -> str:
    return f"{name[:_BEGINNING]}…" if len(name) >= _BEGINNING else name


def _blocks(profile: Profile, counts: Counter[str]) -> Iterator[tuple[str, date | None]]:
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


def _handles(weights: Weights, most: int, names: frozenset[str], counts: Counter[str]) -> list[str]:
    """Return by what a document is found: the rarest terms and names that stand in at least one other document."""
    terms = nsmallest(most, (term for term in weights if counts[term] > 1), key=lambda term: (-weights[term], term))
    begun = {_beginning(name) for name in names & weights.keys()}
    shared = (beginning for beginning in begun if counts[beginning] > 1)
    return [*terms, *nsmallest(NAMES, shared, key=lambda beginning: (counts[beginning], beginning))]
