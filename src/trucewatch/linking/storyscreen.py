"""Which pairs of documents may be related: all others are set aside by an upper bound of their score, in bulk.

Most pairs that a block holds share a few words and no more. For each document the words that it shares with all its
candidates are added up at once, names that may be one in two spellings as if they were. What the bound leaves is
compared exactly (`linking.stories`); what it sets aside could not have been related.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from trucewatch.linking.columns import Array
from trucewatch.linking.happening import FAR, NEAR, apart
from trucewatch.linking.profile import Profile, same_ages
from trucewatch.linking.rarity import alike
from trucewatch.linking.storywords import story_words

LEAST = 0.03
"""Likeness below this is as good as none: it keeps the logarithm within bounds."""
_SLACK = 1e-6
"""By so much a bound may fall short through rounding."""
_MANY = 40
"""Of more names with one beginning not each pair is compared: they are all taken as perhaps alike."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The terms of many texts, one after another: numbers, what each counts, and where each text begins and ends.

    ``sizes`` are the sums of squared weights, by which a cosine is divided. Names that may be one have one number.
    """

    terms: Array
    counts: Array
    edges: Array
    sizes: Array

    def shared(self, left: int, rights: Array, most: Array) -> Array:
        """Return bounds of the likeness of one text and others; ``most`` is room for one value a term, all 0."""
        mine = slice(self.edges[left], self.edges[left + 1])
        most[self.terms[mine]] = self.counts[mine]
        first, lengths = self.edges[rights], self.edges[rights + 1] - self.edges[rights]
        ends = np.cumsum(lengths)
        at = np.arange(int(ends[-1])) + np.repeat(first - ends + lengths, lengths)
        ours = most[self.terms[at]]
        both = np.where(ours > 0, np.maximum(ours, self.counts[at]), 0.0)
        most[self.terms[mine]] = 0.0
        sums = np.concatenate([np.zeros(1), np.cumsum(both)])
        dots = sums[ends] - sums[ends - lengths]
        size = np.sqrt(self.sizes[left] * self.sizes[rights])
        bounds: Array = np.minimum(1.0, np.divide(dots, size, out=np.zeros(len(dots)), where=size > 0))
        return bounds


def screen_pairs(profiles: Sequence[Profile], pairs: Array) -> Iterator[tuple[int, int]]:
    """Yield the pairs (positions, k × 2, in order) that may be related.

    Reviews are kept beside what they may review: which sentence of theirs is most like it, no bound tells.
    """
    if not len(pairs):
        return
    numbers = _number_terms(profiles)
    words = _lay_out(profiles, numbers, [profile.terms for profile in profiles])
    leads = _lay_out(profiles, numbers, [_lead_terms(profile) for profile in profiles])
    most = np.zeros(max(numbers.values(), default=0) + 1)
    starts = np.flatnonzero(np.r_[True, np.diff(pairs[:, 0]) != 0, True])
    for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        left, rights = int(pairs[first, 0]), pairs[first:last, 1]
        weights = story_words().weights
        bound = (
            weights.words * np.log(words.shared(left, rights, most) + LEAST)
            + weights.lead * np.log(leads.shared(left, rights, most) + LEAST)
            + weights.base + _SLACK
        )  # fmt: skip
        for right, value in zip(rights.tolist(), bound.tolist(), strict=True):
            if _may_relate(profiles[left], profiles[right], value):
                yield left, right


def _may_relate(left: Profile, right: Profile, bound: float) -> bool:
    """Return whether days may make enough of what words do, or reviews have to be looked into."""
    one, other = left.happening, right.happening
    if one.reviews or other.reviews or (one.first and other.first):
        return True
    weights = story_words().weights
    bound += weights.ages * same_ages(left.ages, right.ages)
    if bound + max(0.0, weights.same_days) + max(0.0, weights.other_days) <= 0:
        return False
    gap = apart(one.days, other.days)
    if gap is not None:
        bound += weights.same_days * (gap <= NEAR) + weights.other_days * (gap > FAR)
    return bound > 0


def _lead_terms(profile: Profile) -> frozenset[str]:
    return frozenset(term for one in profile.sentences[: profile.leading] for term in one)


def _lay_out(profiles: Sequence[Profile], numbers: Mapping[str, int], texts: Sequence[Iterable[str]]) -> _Texts:
    terms: list[Array] = []
    counts: list[Array] = []
    sizes = np.zeros(len(texts))
    for at, (profile, text) in enumerate(zip(profiles, texts, strict=True)):
        squares: dict[int, float] = {}
        for term in text:
            squares[numbers[term]] = squares.get(numbers[term], 0.0) + profile.rarity.weight(term) ** 2
        terms.append(np.fromiter(squares, np.int32, len(squares)))
        counts.append(np.fromiter(squares.values(), np.float64, len(squares)))
        sizes[at] = math.fsum(squares.values())
    edges = np.concatenate([np.zeros(1, np.int64), np.cumsum([len(one) for one in terms])]).astype(np.int64)
    return _Texts(np.concatenate(terms), np.concatenate(counts), edges, sizes)


def _number_terms(profiles: Sequence[Profile]) -> dict[str, int]:
    """Return a number for each term, the same for names that may be one in two spellings, at any remove."""
    numbers: dict[str, int] = {}
    for profile in profiles:
        for term in profile.terms:
            numbers.setdefault(term, len(numbers))
    parent: dict[str, str] = {}
    for one, other in _perhaps_alike(sorted({name for profile in profiles for name in profile.names})):
        ours, theirs = sorted((_root(parent, one), _root(parent, other)))
        if ours != theirs:
            parent[theirs] = ours
    return numbers | {name: numbers[_root(parent, name)] for name in parent}


def _root(parent: Mapping[str, str], name: str) -> str:
    while name in parent:
        name = parent[name]
    return name


def _perhaps_alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that `rarity.alike` may hold for, found by what such names have in common."""
    groups: dict[tuple[str, int], list[str]] = {}
    for name in names:
        for key in _keys(name):
            groups.setdefault(key, []).append(name)
    for group in groups.values():
        if len(group) > _MANY:
            yield from ((group[0], name) for name in group[1:])
        else:
            yield from (pair for pair in combinations(group, 2) if alike(*pair))


def _keys(name: str) -> set[tuple[str, int]]:
    """Return keys of which two names have one in common if they are alike: a long beginning, or one letter left out."""
    length = len(name)
    if length < 4:
        return set()
    beginnings = {(name[: max(4, short - 2)], short) for short in (length, length - 1, length - 2) if short >= 4}
    shortened = {(name[:at] + name[at + 1 :], 0) for at in range(2, length)} if length >= 5 else set()
    return beginnings | shortened | {(name, 0)}
