"""Copies of a case to which documents were added: only pairs that a new document made, moved or undid are compared.

A new document also changes which older ones are paired: it stands between two in the order of publication, or a print
is no longer rare. The outcome is that of a search in the whole case with the same bound for boilerplate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from trucewatch.linking.catalogue import Catalogue, identity_keys, number_of
from trucewatch.linking.copies import by_document, compare, in_order
from trucewatch.linking.credits import CreditNames
from trucewatch.linking.model import Tables
from trucewatch.linking.postings import Postings
from trucewatch.linking.prints import ALL_PAIRS, RARE, document_prints, sharing_pairs
from trucewatch.linking.wording import Codes, Row
from trucewatch.records.link import Copy

Pair = tuple[int, int]
"""Numbers of two documents, that published first on the left."""
Fetch = Callable[[Iterable[str]], Tables]
"""Gives the rows of some documents, by their ids."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """The told documents of a case with all new ones in it; the new are those from number ``first`` on."""

    catalogue: Catalogue
    prints: Postings
    versions: Postings
    first: int
    most: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The pairs of documents that were looked at again, by their ids, and the copies now found among them."""

    pairs: frozenset[frozenset[str]]
    found: tuple[Copy, ...]


def grow_copies(
    at: Indexes, prints: Mapping[int, Codes], fetch: Fetch, names: CreditNames, also: Iterable[Sequence[str]] = ()
) -> Moved:
    """Return the copies of pairs that new documents bear on, before sources in common are looked for.

    Args:
        at: Where prints and versions stand.
        prints: The prints of each new document.
        fetch: Gives the rows of documents.
        names: The names by which documents credit each other.
        also: Further pairs to look at again, by the ids of documents.
    """
    ours = np.unique(np.concatenate([np.zeros(0, np.uint64), *prints.values()]))
    groups = {key: at.catalogue.in_order(owners) for key, owners in at.prints.groups(ours).items()}
    moved = {pair for owners in groups.values() for pair in _moved(owners, at, _by_print)}
    numbers = list(prints)
    new = fetch([at.catalogue.id_of(number) for number in numbers])["documents"]
    identities = np.concatenate([np.zeros(0, np.uint64), *(identity_keys(row) for row in new)])
    chains = {key: at.catalogue.in_order(owners) for key, owners in at.versions.groups(identities).items()}
    moved |= {pair for owners in chains.values() for pair in _moved(owners, at, _by_version)}
    moved |= {_numbered(pair, at.catalogue) for pair in also}
    if not moved:
        return Moved(frozenset(), ())
    return _look_again(sorted(moved), at, dict(prints), fetch, names)


def _look_again(
    moved: Sequence[Pair], at: Indexes, prints: dict[int, Codes], fetch: Fetch, names: CreditNames
) -> Moved:
    """Return which of some pairs are to be compared now, and the copies among them."""
    ids = {number: at.catalogue.id_of(number) for pair in moved for number in pair}
    tables = fetch(ids.values())
    documents = {row["document_id"]: row for row in tables["documents"] if row["document_id"] in set(ids.values())}
    segments = by_document(tables["segments"])
    for number, key in ids.items():
        if number not in prints:
            prints[number] = document_prints(documents[key]["text"], segments.get(key, ()))
    groups: dict[int, list[int]] = {}
    ordered = in_order(documents.values())
    place = {row["document_id"]: place for place, row in enumerate(ordered)}
    pairs: list[Pair] = []
    versions: dict[Pair, str] = {}
    for left, right in moved:
        kind = _version(documents[ids[left]], documents[ids[right]], (left, right), at)
        if kind is None and not _share_enough((left, right), prints, groups, at):
            continue
        pair = place[ids[left]], place[ids[right]]
        pairs.append(pair)
        if kind is not None:
            versions[pair] = kind
    found = compare(ordered, segments, sorted(pairs), versions, names)
    return Moved(frozenset(frozenset((ids[left], ids[right])) for left, right in moved), tuple(found))


def _numbered(pair: Sequence[str], catalogue: Catalogue) -> Pair:
    """Return the numbers of two documents, that published first on the left."""
    found = [int(np.flatnonzero(catalogue.ids == np.uint64(number_of(one)))[0]) for one in pair]
    left, right = catalogue.in_order(found)
    return left, right


def _moved(owners: Sequence[int], at: Indexes, pairing: Callable[[Sequence[int], int], dict[Pair, bool]]) -> set[Pair]:
    """Return the pairs that a key makes now and did not before the new documents, or did and does not, or otherwise."""
    before = pairing([number for number in owners if number < at.first], at.most)
    after = pairing(owners, at.most)
    return {pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)}


def _by_print(owners: Sequence[int], most: int) -> dict[Pair, bool]:
    """Return the pairs that a print makes of its documents, in order, and whether it is rare."""
    if not 1 < len(owners) <= most:
        return {}
    return {(owners[left], owners[right]): len(owners) <= RARE for left, right in sharing_pairs(len(owners))}


def _by_version(owners: Sequence[int], most: int) -> dict[Pair, bool]:
    """Return the pairs of versions next to one another."""
    return dict.fromkeys(pairwise(owners), True)


def _share_enough(pair: Pair, prints: Mapping[int, Codes], groups: dict[int, list[int]], at: Indexes) -> bool:
    """Return whether two documents are candidates, as `prints.candidates` would have it."""
    shared = np.intersect1d(prints[pair[0]], prints[pair[1]], assume_unique=True)
    missing = [key for key in shared.tolist() if key not in groups]
    if missing:
        held = at.prints.groups(np.array(missing, np.uint64))
        groups |= {key: at.catalogue.in_order(owners) for key, owners in held.items()}
    count = 0
    for key in shared.tolist():
        owners = groups[key]
        if len(owners) <= at.most and _paired(owners, pair):
            count += 2 if len(owners) <= RARE else 1
            if count > 1:
                return True
    return False


def _paired(owners: Sequence[int], pair: Pair) -> bool:
    if len(owners) <= ALL_PAIRS:
        return True
    left, right = owners.index(pair[0]), owners.index(pair[1])
    return left == 0 or right - left == 1


def _version(left: Row, right: Row, pair: Pair, at: Indexes) -> str | None:
    """Return by what two documents may be versions: next to one another under one address, or outlet and title."""
    shared = np.intersect1d(identity_keys(left), identity_keys(right))
    for key, owners in sorted(at.versions.groups(shared).items(), key=lambda item: item[0] & 1):
        if pair in pairwise(at.catalogue.in_order(owners)):
            return "title" if key & 1 else "address"
    return None
