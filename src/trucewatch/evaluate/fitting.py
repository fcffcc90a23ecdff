"""Fit the weights of comparisons: a logistic regression over the levels that pairs of known clusters have.

Every level of every comparison is a column that is 0 or 1; the weights are those of the greatest likelihood under a
ridge, found by Newton's method over the distinct patterns of levels with their counts: seconds for ten million pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.compare import COMPARISONS

_CHUNK = 1_000_000
_ROUNDS = 50
_STEP = 1e-7


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct patterns of levels (one column a comparison), and how many pairs are one event and how many not."""

    levels: Array
    same: Array
    different: Array


def count_patterns(columns: Columns, chains: Array, left: Array, right: Array) -> Patterns:
    """Return the patterns of pairs. ``chains`` numbers the true cluster of each row."""
    codes, same = [], []
    for start in range(0, len(left), _CHUNK):
        one, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        code = np.zeros(len(one), np.int64)
        for comparison in COMPARISONS:
            code = code * len(comparison.levels) + comparison.find(columns, one, other)
        codes.append(code)
        same.append(chains[one] == chains[other])
    distinct, inverse = np.unique(np.concatenate(codes), return_inverse=True)
    joined = np.concatenate(same)
    counts = [np.bincount(inverse, weights=mark, minlength=len(distinct)) for mark in (joined, ~joined)]
    levels = []
    for comparison in reversed(COMPARISONS):
        levels.append(distinct % len(comparison.levels))
        distinct = distinct // len(comparison.levels)
    return Patterns(np.stack(levels[::-1], axis=1), counts[0], counts[1])


def fit_weights(patterns: Patterns, ridge: float = 1.0) -> dict[str, Any]:
    """Return prior and weights in the form of ``weights.yml``. A level that no pair has weighs 0.

    Args:
        patterns: Pairs to learn from.
        ridge: How strongly weights are drawn to 0, as if by so many pairs.
    """
    offsets = np.cumsum([0, *(len(comparison.levels) for comparison in COMPARISONS)]).tolist()
    design = np.zeros((len(patterns.levels), offsets[-1] + 1))
    design[:, -1] = 1.0
    for index in range(len(COMPARISONS)):
        design[np.arange(len(design)), offsets[index] + patterns.levels[:, index]] = 1.0
    beta = _newton(design, patterns.same, patterns.same + patterns.different, ridge)
    return {"prior": round(float(beta[-1]), 2), "comparisons": _named(beta[:-1], offsets)}


def _newton(design: Array, same: Array, total: Array, ridge: float) -> Array:
    beta = np.zeros(design.shape[1])
    drawn = np.full(len(beta), ridge)
    drawn[-1] = 1e-6
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (same - total * chance) - drawn * beta
        curve = (design * (total * chance * (1 - chance))[:, None]).T @ design + np.diag(drawn)
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if np.abs(step).max() < _STEP:
            break
    return beta


def _named(beta: Array, offsets: Sequence[int]) -> dict[str, dict[str, float]]:
    return {
        comparison.name: {
            name: round(float(beta[offsets[index] + level]), 2) for level, (name, _) in enumerate(comparison.levels)
        }
        for index, comparison in enumerate(COMPARISONS)
    }


def all_pairs(rows: Array) -> tuple[Array, Array]:
    """Return every pair of some rows."""
    left, right = np.triu_indices(len(rows), 1)
    return rows[left].astype(np.int32), rows[right].astype(np.int32)
