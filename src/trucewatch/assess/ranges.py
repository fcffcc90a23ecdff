"""Least values over ranges of places, many at once (sparse tables)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def least_covering(values: Ints, left: Ints, right: Ints, size: int, none: int) -> Ints:
    """Return for each place the least value among the ranges ``[left, right)`` that hold it, ``none`` where none does.

    A range is the union of two whose length is a power of two; those are halved until they are single places.
    """
    kept = right > left
    values, left, right = values[kept], left[kept], right[kept]
    least = np.full(size, none, dtype=np.int64)
    if not len(values):
        return least
    level = _level(right - left)
    for step in range(int(level.max()), -1, -1):
        at = level == step
        np.minimum.at(least, left[at], values[at])
        np.minimum.at(least, right[at] - (1 << step), values[at])
        if step:
            half = 1 << (step - 1)
            least[half:] = np.minimum(least[half:], least[:-half])
    return least


def least_within(values: Ints, left: Ints, right: Ints, none: int) -> Ints:
    """Return for each range ``[left, right)`` the least of ``values`` in it, ``none`` where it is empty."""
    found = np.full(len(left), none, dtype=np.int64)
    level = np.where(right > left, _level(np.maximum(right - left, 1)), -1)
    table = values
    for step in range(int(level.max(initial=-1)) + 1):
        at = level == step
        found[at] = np.minimum(table[left[at]], table[right[at] - (1 << step)])
        table = np.minimum(table[: -(1 << step)], table[1 << step :]) if len(table) > 1 << step else table
    return found


def _level(lengths: Ints) -> Ints:
    """Return the exponent of the largest power of two that fits each length."""
    return np.asarray(np.frexp(lengths.astype(np.float64))[1] - 1, dtype=np.int64)
