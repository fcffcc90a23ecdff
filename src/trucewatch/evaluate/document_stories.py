"""Documents of a corpus in stories: average-link clusters by the words that tell them apart, and their fingerprints.

A corpus for coreference has many documents on few stories; which story a document is on says much about what its words
mean. The clusters rest on the texts alone, not on the topics or file names of the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.linking.columns import STORY, Array
from trucewatch.linking.stems import silent, stem

NEAR = 0.17
"""Mean cosine from which two groups of documents are one story."""

_OWN = 0.15
_BARRED = -1.0


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a document: its number, and a fingerprint of `STORY` × 64 bits, nearly the same within a story."""

    number: int
    fingerprint: Array


def read_stories(words: Mapping[str, Sequence[str]]) -> dict[str, Story]:
    """Return the story of each document.

    A fingerprint is the sign of random projections (Charikar 2002) of the story's mean and a little of the document's
    own words.
    """
    names = sorted(words)
    vectors = _weigh([words[name] for name in names])
    story = join_documents(vectors)
    means = np.stack([vectors[story == one].mean(axis=0) for one in story])
    means /= np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
    rays = np.random.default_rng(0).standard_normal((vectors.shape[1], STORY * 64)).astype(np.float32)
    bits = ((1 - _OWN) * means + _OWN * vectors) @ rays > 0
    prints = np.packbits(bits, axis=1, bitorder="little").view(np.uint64)
    return {name: Story(int(story[row]), prints[row]) for row, name in enumerate(names)}


def join_documents(vectors: Array, near: float = NEAR) -> Array:
    """Return the number of the story of each document, by average linkage of the cosines of unit vectors."""
    size = len(vectors)
    cosines = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(cosines, _BARRED)
    weight, story = np.ones(size), np.arange(size)
    while size > 1:
        one, other = divmod(int(cosines.argmax()), size)
        if cosines[one, other] < near:
            break
        mean = (cosines[one] * weight[one] + cosines[other] * weight[other]) / (weight[one] + weight[other])
        mean[cosines[other] == _BARRED] = _BARRED
        mean[one] = _BARRED
        cosines[one], cosines[:, one] = mean, mean
        cosines[other], cosines[:, other] = _BARRED, _BARRED
        weight[one] += weight[other]
        story[story == other] = one
    return story


def _weigh(documents: Sequence[Iterable[str]]) -> Array:
    """Return unit vectors of tf-idf: one plus the logarithm of a stem's count, times that of how rare it is here."""
    counts = [
        Counter(one for one in map(stem, words) if one[:1].isalnum() and one not in silent()) for words in documents
    ]
    spread = Counter(one for count in counts for one in count)
    column = {one: index for index, one in enumerate(sorted(spread))}
    vectors = np.zeros((len(counts), len(column)), np.float32)
    for row, count in enumerate(counts):
        for one, times in count.items():
            vectors[row, column[one]] = (1 + np.log(times)) * np.log(len(counts) / spread[one])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors
