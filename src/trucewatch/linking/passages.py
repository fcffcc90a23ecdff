"""The passages that two texts share: exact runs of equal words, joined over a few changed ones.

Runs are found by the runs of three words that both texts have, whatever their order; each word of either text is in one
passage at most, the longest first. Whether a passage shows that one text was copied is judged apart (`telling_words`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from trucewatch.linking.prints import shingle
from trucewatch.linking.wording import Codes, Flags, Numbers, Wording
from trucewatch.records.link import Passage

SEED = 3
"""Words in the shortest run of equal words that a passage can be made of."""
GAP = 6
"""Runs are joined where no more than so many words lie between them in either text."""
OFTEN = 6
"""Words in a row that a text has more often than this starts no passage: a form or a table, no wording."""
OPEN = 3
"""A run joins one of so many passages before it: a short run found elsewhere may lie between two of one passage."""

Run = tuple[int, int, int]
"""Positions in the left and in the right text, and how many words are equal from there on."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage as positions of words, ``[left, left_end)`` and ``[right, right_end)``.

    ``pairs`` are its equal words, ``longest`` the length of its longest run of them.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    pairs: tuple[tuple[int, int], ...]
    longest: int


def find_passages(left: Wording, right: Wording) -> list[Shared]:
    """Return the passages that two texts share, in the order of the right one."""
    runs = sorted(_chosen_runs(left, right), key=lambda run: (run[1], run[0]))
    groups: list[list[Run]] = []
    for run in runs:
        home = next((group for group in groups[: -OPEN - 1 : -1] if _joins(group[-1], run, left, right)), None)
        if home is None:
            groups.append([run])
        else:
            home.append(run)
    return [_joined(group, left, right) for group in groups]


def to_passage(shared: Shared, left: Wording, right: Wording) -> Passage:
    """Return a passage with its offsets into both texts."""
    return Passage(
        left_start=int(left.starts[shared.left]), left_end=int(left.ends[shared.left_end - 1]),
        right_start=int(right.starts[shared.right]), right_end=int(right.ends[shared.right_end - 1]),
        words=len(shared.pairs),
    )  # fmt: skip


def _chosen_runs(left: Wording, right: Wording) -> Iterator[Run]:
    """Yield ``(left, right, length)`` of runs of equal words, the longest first, no word of either text twice."""
    used_left, used_right = np.zeros(len(left), dtype=bool), np.zeros(len(right), dtype=bool)
    for at_left, at_right, length in _runs(left, right):
        taken = used_left[at_left : at_left + length] | used_right[at_right : at_right + length]
        for start, end in _free(taken) if taken.any() else ((0, length),):
            if end - start >= SEED:
                used_left[at_left + start : at_left + end] = True
                used_right[at_right + start : at_right + end] = True
                yield at_left + start, at_right + start, end - start


def _runs(left: Wording, right: Wording) -> list[Run]:
    """Return all maximal runs of equal words within undisturbed text, the longest first."""
    at_left, at_right = _hits(left, right)
    if not len(at_left):
        return []
    slope = at_right - at_left
    order = np.lexsort((at_right, slope))
    at_left, at_right, slope = at_left[order], at_right[order], slope[order]
    breaks = (np.diff(slope) != 0) | (np.diff(at_right) != 1)
    first = np.flatnonzero(np.r_[True, breaks])
    lengths = np.diff(np.r_[first, len(slope)]) + SEED - 1
    found = zip(at_left[first].tolist(), at_right[first].tolist(), lengths.tolist(), strict=True)
    return sorted(found, key=lambda run: (-run[2], run[1], run[0]))


def _hits(left: Wording, right: Wording) -> tuple[Numbers, Numbers]:
    """Return the positions at which the same words begin in both texts."""
    one, other = _seeds(left), _seeds(right)
    order = np.argsort(one, kind="stable")
    low = np.searchsorted(one[order], other, side="left")
    sizes = np.searchsorted(one[order], other, side="right") - low
    sizes[sizes > OFTEN] = 0
    at_right = np.repeat(np.arange(len(other)), sizes)
    ranks = np.arange(len(at_right)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at_left = order[np.repeat(low, sizes) + ranks]
    kept = _undisturbed(left)[at_left] & _undisturbed(right)[at_right] & (other[at_right] != 0)
    return at_left[kept], at_right[kept]


def _seeds(wording: Wording) -> Codes:
    seeds = shingle(wording.codes, SEED)
    found, counts = np.unique(seeds, return_counts=True)
    seeds[np.isin(seeds, found[counts > OFTEN])] = 0
    return seeds


def _undisturbed(wording: Wording) -> Flags:
    """Return whether the words that begin at a position stand in one stretch of running text."""
    blocks = wording.blocks
    return np.asarray(blocks[: len(blocks) - SEED + 1] == blocks[SEED - 1 :])


def _free(taken: Flags) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a run that no longer run has taken."""
    edges = np.flatnonzero(np.diff(np.r_[True, taken, True].astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _joins(run: Run, after: Run, left: Wording, right: Wording) -> bool:
    gap_left, gap_right = after[0] - run[0] - run[2], after[1] - run[1] - run[2]
    near = 0 <= gap_left <= GAP and 0 <= gap_right <= GAP
    return near and left.blocks[run[0]] == left.blocks[after[0]] and right.blocks[run[1]] == right.blocks[after[1]]


def _joined(runs: list[Run], left: Wording, right: Wording) -> Shared:
    pairs: list[tuple[int, int]] = []
    for at_left, at_right, length in runs:
        if pairs:
            pairs += _between(pairs[-1], (at_left, at_right), left, right)
        pairs += [(at_left + step, at_right + step) for step in range(length)]
    longest = max(run[2] for run in runs)
    return Shared(pairs[0][0], pairs[-1][0] + 1, pairs[0][1], pairs[-1][1] + 1, tuple(pairs), longest)


def _between(last: tuple[int, int], following: tuple[int, int], left: Wording, right: Wording) -> list[tuple[int, int]]:
    """Return the equal words between two runs."""
    ours = left.codes[last[0] + 1 : following[0]].tolist()
    theirs = right.codes[last[1] + 1 : following[1]].tolist()
    if not ours or not theirs:
        return []
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [(last[0] + 1 + a + step, last[1] + 1 + b + step) for a, b, size in blocks for step in range(size)]
