"""How much a shared word tells: rare words tell more, both in English news at large and in the case at hand.

A word's share is that of the case's days on which a report has it, drawn towards its share of texts in a background of
some thousand news texts as if these were `PRIOR` more days; its weight is the negative logarithm of that share. Names
of the parties, which stand in reports of every day, so weigh little, however rare they are elsewhere, while a word that
all reports of one day have keeps its weight. The weights rest on what the case holds, never on the order in which it
came.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from trucewatch.linking.stems import stem

PRIOR = 20.0
_SURE = 2
"""Letters in which two spellings of one name begin alike."""
Weights = dict[str, float]
"""Weight by term, in nats."""


@dataclass(frozen=True, slots=True)
class Background:
    """Number of background texts, how many of them hold each stem, and the count taken for an unlisted one."""

    texts: int
    counts: Mapping[str, int]
    unlisted: float

    def share(self, term: str) -> float:
        """Return the share of background texts that hold a stem."""
        return self.counts.get(term, self.unlisted) / self.texts


@cache
def background() -> Background:
    """Return the shipped counts (`data/word_counts.tsv`, made by `benchmarks/word_counts.py`), by stem."""
    text = (files("trucewatch.linking") / "data" / "word_counts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    heads = {name[1:]: int(count) for name, count in rows if name.startswith("#")}
    counts: dict[str, int] = {}
    for word, count in rows:
        if not word.startswith("#"):
            term = stem(word)
            counts[term] = max(counts.get(term, 0), int(count))
    return Background(heads["texts"], counts, heads["least"] / 2)


def background_weight(term: str) -> float:
    """Return what it tells that two texts share a stem, in nats, by the background alone."""
    return -math.log(min(1.0, background().share(term)))


@dataclass(frozen=True, slots=True)
class Rarity:
    """Weights of terms in one case: ``days`` is of how many days it holds reports, ``counts`` on how many each term."""

    days: int
    counts: Mapping[str, int]
    _known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, documents: Iterable[tuple[Hashable, Iterable[str]]]) -> Rarity:
        """Return the weights for a case, from the day and the terms of each of its documents."""
        by_day: dict[Hashable, set[str]] = defaultdict(set)
        for day, terms in documents:
            by_day[day].update(terms)
        return cls(len(by_day), Counter(term for terms in by_day.values() for term in terms))

    def weight(self, term: str) -> float:
        """Return what it tells that two texts share a term, at least 0."""
        if term not in self._known:
            self._known[term] = self._weight(term)
        return self._known[term]

    def _weight(self, term: str) -> float:
        share = (self.counts.get(term, 0) + PRIOR * background().share(term)) / (self.days + PRIOR)
        return -math.log(min(1.0, share))

    def weigh(self, terms: Iterable[str]) -> Weights:
        """Return the weights of terms, each once."""
        return {term: self.weight(term) for term in set(terms)}


def likeness(left: Weights, right: Weights, names: frozenset[str] = frozenset()) -> float:
    """Return the cosine of two weighted sets of terms in [0, 1].

    Args:
        left: Weights of one text's terms.
        right: Weights of the other's.
        names: Terms that are names: of these also those count as shared that are spelt nearly alike.
    """
    shared = left.keys() & right.keys()
    dot = sum(left[term] * right[term] for term in shared)
    for one, other in _spelt_alike((left.keys() & names) - shared, (right.keys() & names) - shared):
        dot += min(left[one], right[other]) ** 2
    size = math.sqrt(sum(map(_square, left.values())) * sum(map(_square, right.values())))
    return min(1.0, dot / size) if size else 0.0


def _spelt_alike(left: Iterable[str], right: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name of the left with the first of the right that may be the same in another spelling."""
    begun: dict[str, list[str]] = defaultdict(list)
    for name in sorted(right):
        begun[name[:_SURE]].append(name)
    for name in sorted(left):
        near = next((other for other in begun.get(name[:_SURE], ()) if alike(name, other)), None)
        if near is not None:
            yield name, near


def _square(value: float) -> float:
    return value * value


def alike(left: str, right: str) -> bool:
    """Return whether two names may be one in two spellings or two tongues: a common beginning, or one letter off."""
    short, long = sorted((left, right), key=len)
    if len(short) < 4 or short[:_SURE] != long[:_SURE]:
        return False
    common = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    if common >= 4 and common >= len(short) - 2 and len(long) - len(short) <= 2:
        return True
    return len(short) >= 5 and one_letter_off(short, long)


def one_letter_off(short: str, long: str) -> bool:
    """Return whether one letter put in, left out or changed makes one word of the other."""
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
