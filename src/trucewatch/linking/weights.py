"""Weights of the comparisons, in logits, from ``data/weights.yml``; scores of pairs as their sum."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from trucewatch.errors import RulebookError
from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.compare import COMPARISONS
from trucewatch.records.link import Comparison

SCALE = 1000
"""Scores are whole thousandths of a logit: sums are exact in every order."""

HOPELESS = -9 * SCALE
"""The score of a pair that its first comparisons rule out."""

_CHUNK = 500_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Thousandths of a logit: ``prior`` of any pair, ``levels`` one array a comparison, one number a level.

    ``join`` is the mean score from which clusters are joined, ``floor`` the score from which a pair counts as an edge,
    ``shown`` that from which it is kept as a judgement.
    """

    prior: int
    levels: tuple[Array, ...]
    join: int
    floor: int
    shown: int


@cache
def load_weights(name: str = "claims") -> Weights:
    """Return a set of weights: ``claims`` for claims of a case, ``mentions`` for bare words of an annotated corpus.

    Raises:
        RulebookError: where a comparison or level is missing or unknown.
    """
    text = (files("trucewatch.linking") / "data" / "weights.yml").read_text(encoding="utf-8")
    return make_weights(yaml.load(text, yaml.CSafeLoader)[name])


def make_weights(data: dict[str, Any]) -> Weights:
    """Return weights from their file's form, checked against `compare.COMPARISONS`."""
    given = data["comparisons"]
    if set(given) != {one.name for one in COMPARISONS}:
        raise RulebookError("weights.yml", None, f"comparisons differ: {sorted(given)}")
    levels = []
    for one in COMPARISONS:
        names = [name for name, _ in one.levels]
        if sorted(given[one.name]) != sorted(names):
            raise RulebookError("weights.yml", None, f"{one.name}: the levels must be {names}")
        levels.append(np.array([_thousandths(given[one.name][name]) for name in names], np.int32))
    numbers = [_thousandths(data[name]) for name in ("prior", "join", "floor", "shown")]
    return Weights(numbers[0], tuple(levels), numbers[1], numbers[2], numbers[3])


def _thousandths(value: float) -> int:
    return round(value * SCALE)


def score_pairs(columns: Columns, left: Array, right: Array, weights: Weights, least: int | None = None) -> Array:
    """Return the score of each pair, in thousandths of a logit.

    Args:
        columns: Features of claims.
        left: Row numbers of the left claims.
        right: Row numbers of the right claims.
        weights: What each level counts.
        least: Where given, a pair that can no longer reach it is left at `HOPELESS` without further comparing.
    """
    scores = np.full(len(left), HOPELESS, np.int32)
    for start in range(0, len(left), _CHUNK):
        stop = start + _CHUNK
        scores[start:stop] = _score_chunk(columns, left[start:stop], right[start:stop], weights, least)
    return scores


def _score_chunk(columns: Columns, left: Array, right: Array, weights: Weights, least: int | None) -> Array:
    scores = np.full(len(left), weights.prior, np.int32)
    alive = np.arange(len(left))
    ahead = sum(int(levels.max()) for levels in weights.levels)
    for one, levels in zip(COMPARISONS, weights.levels, strict=True):
        scores[alive] += levels[one.find(columns, left[alive], right[alive])]
        ahead -= int(levels.max())
        if least is not None:
            lost = scores[alive] + ahead < least
            scores[alive[lost]] = HOPELESS
            alive = alive[~lost]
    return scores


def describe_pairs(columns: Columns, left: Array, right: Array, weights: Weights) -> list[tuple[Comparison, ...]]:
    """Return the comparisons of each pair in words, with what each adds to its score."""
    prior = Comparison(name="prior", found="two claims that could be compared", weight=weights.prior / SCALE)
    found: list[list[Comparison]] = [[prior] for _ in range(len(left))]
    for one, levels in zip(COMPARISONS, weights.levels, strict=True):
        told = [
            Comparison(name=one.name, found=words, weight=int(level) / SCALE)
            for (_, words), level in zip(one.levels, levels, strict=True)
        ]
        for start in range(0, len(left), _CHUNK):
            stop = start + _CHUNK
            for pair, level in enumerate(one.find(columns, left[start:stop], right[start:stop]).tolist(), start):
                found[pair].append(told[level])
    return [tuple(comparisons) for comparisons in found]


def probability(score: int) -> float:
    """Return a score as a probability, to three places."""
    return round(1.0 / (1.0 + math.exp(-score / SCALE)), 3)
