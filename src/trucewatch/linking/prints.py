"""Prints of passages, by which documents that share words find each other.

A print is the hash of five words in a row. Of every four neighbouring ones the least is kept (winnowing: Schleimer,
Wilkerson and Aiken, “Winnowing: local algorithms for document fingerprinting”, SIGMOD 2003), so that any eight words
in a row that two texts share give them a print in common, while a text of n words has about 2n/5 prints. Unlike a
MinHash signature of a whole document, prints also find one paragraph within a long text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from trucewatch.linking.wording import TELLING, Codes, Numbers, Row, code_words, counted_spans, list_words

SHINGLE = 5
"""Words in a print."""
WINDOW = 4
"""Of so many neighbouring prints the least is kept."""
ALL_PAIRS = 8
"""Documents that share a print are all compared up to this number; beyond it each with the first and the one before."""
RARE = 5
"""A single common print makes a pair where it stands in no more documents than this."""
COMMON = 50
"""A print is boilerplate where it stands in more documents than this and than one in a hundred of all."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)


@dataclass(frozen=True, slots=True)
class PrintIndex:
    """The prints of many documents, sorted: ``prints[k]`` stands in the document at position ``owners[k]``."""

    prints: Codes
    owners: Numbers
    documents: int


def document_prints(text: str, segments: Iterable[Row] | None = None) -> Codes:
    """Return the prints of a text, sorted and each once; empty for fewer than five words.

    Args:
        text: The document's text.
        segments: Its segments, of which only running text and headlines count; the whole text where None.
    """
    if segments is None:
        return prints_of(code_words(list_words(text)))
    return prints_of(code_words(word for start, end in counted_spans(segments) for word in list_words(text[start:end])))


def prints_of(codes: Codes) -> Codes:
    """Return the prints of words given as codes, sorted and each once."""
    shingles = shingle(codes, SHINGLE)
    telling = sliding_window_view(codes & TELLING, SHINGLE).sum(axis=1) if len(shingles) else shingles
    shingles = shingles[telling >= 2]  # “at the end of the” stands everywhere
    if len(shingles) > WINDOW:
        shingles = sliding_window_view(shingles, WINDOW).min(axis=1)
    return np.unique(shingles)


def shingle(codes: Codes, length: int) -> Codes:
    """Return the hash of every run of so many words; empty where there are fewer."""
    count = len(codes) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = codes[:count].copy()
    for at in range(1, length):
        mixed *= _STEP
        mixed += codes[at : at + count]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    return mixed ^ (mixed >> _SHIFT)


def index_prints(prints: Sequence[Codes]) -> PrintIndex:
    """Return the index over the prints of documents, in the order given (which should be that of publication)."""
    sizes = [len(item) for item in prints]
    owners = np.repeat(np.arange(len(prints), dtype=np.int64), sizes)
    joined = np.concatenate(prints) if prints else np.zeros(0, dtype=np.uint64)
    order = np.argsort(joined, kind="stable")
    return PrintIndex(joined[order], owners[order], len(prints))


def candidates(index: PrintIndex, most: int | None = None) -> list[tuple[int, int]]:
    """Return the pairs of positions that may share a passage, each once, the earlier document first.

    A print that stands in more than ``most`` documents is boilerplate (`most_sharing` of all, where not given).

    Near linear in the number of prints: a print that stands in many documents gives each of them two pairs only, and
    boilerplate none. Hence of a dispatch printed by a hundred papers every paper is paired with the dispatch, and not
    with ninety-nine others.
    """
    if not len(index.prints):
        return []
    first = np.flatnonzero(np.r_[True, index.prints[1:] != index.prints[:-1]])
    sizes = np.diff(np.r_[first, len(index.prints)])
    most = most_sharing(index.documents) if most is None else most
    shared = [_pairs_of(index, first[sizes == size], int(size)) for size in np.unique(sizes) if size <= most]
    if not shared:
        return []
    keys, owner = np.concatenate([keys for keys, _ in shared]), max(index.documents, 1)
    rare = np.concatenate([np.full(len(keys), is_rare) for keys, is_rare in shared])
    found, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    alone = np.zeros(len(found), dtype=bool)
    alone[inverse[rare]] = True
    kept = found[(counts > 1) | alone]
    return list(zip((kept // owner).tolist(), (kept % owner).tolist(), strict=True))


def sharing_pairs(size: int) -> list[tuple[int, int]]:
    """Return which of so many documents that share a print are paired by it, as places in the order of publication."""
    if size <= ALL_PAIRS:
        return list(combinations(range(size), 2))
    return [(0, 1), *(pair for at in range(2, size) for pair in ((0, at), (at - 1, at)))]


def _pairs_of(index: PrintIndex, first: Numbers, size: int) -> tuple[Numbers, bool]:
    """Return the pairs, one number each, of the prints that stand in ``size`` documents, and whether that is rare."""
    owners = index.owners[first[:, None] + np.arange(size)]
    keys = [owners[:, left] * index.documents + owners[:, right] for left, right in sharing_pairs(size)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *keys]), size <= RARE


def most_sharing(documents: int) -> int:
    """Return in how many of so many documents a print may stand before it is boilerplate."""
    return max(COMMON, documents // 100)
