"""Two clocks: the days asked about and the days of knowing, and where on them something counts.

Something that counts from a day on, and is known from one day until another, is a rectangle without an upper edge.
Many of them cover, on each day of knowing, all days asked about from the least of their days on: one number a day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trucewatch.assess.columns import Bools, Ints
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.happenings import Happenings


@dataclass(frozen=True, slots=True)
class Clocks:
    """Days asked about and days of knowing, each in rising order; grids are ``len(on) × len(known)``."""

    on: Ints
    known: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """The shape of a grid."""
        return len(self.on), len(self.known)

    def any(self, found: Happenings, days: Ints | None = None) -> Bools:
        """Return where at least one stretch counts, from its ``latest`` day on or from ``days``."""
        return self.covered(found.latest if days is None else days, found.known_from, found.known_to)

    def covered(self, day: Ints, known_from: Ints, known_to: Ints) -> Bools:
        """Return where at least one rectangle ``[day, …) × [known_from, known_to)`` lies."""
        if not len(day):
            return np.zeros(self.shape, dtype=np.bool_)
        left = np.searchsorted(self.known, known_from, "left")
        right = np.searchsorted(self.known, known_to, "left")
        return np.asarray(self.on[:, None] >= _least(day, left, right, len(self.known))[None, :])

    def from_day(self, day: int) -> Bools:
        """Return where the day asked about is ``day`` or later, whatever is known."""
        return np.broadcast_to((self.on >= day)[:, None], self.shape)


def _least(values: Ints, left: Ints, right: Ints, size: int) -> Ints:
    """Return for each place the least value among the ranges ``[left, right)`` that hold it; after any day for none.

    A range is the union of two whose length is a power of two (as in a sparse table); those are halved until they are
    single places.
    """
    kept = right > left
    values, left, right = values[kept], left[kept], right[kept]
    least = np.full(size, 2 * ALWAYS, dtype=np.int64)
    if not len(values):
        return least
    level = np.frexp((right - left).astype(np.float64))[1] - 1
    for step in range(int(level.max()), -1, -1):
        at = level == step
        np.minimum.at(least, left[at], values[at])
        np.minimum.at(least, right[at] - (1 << step), values[at])
        if step:
            half = 1 << (step - 1)
            least[half:] = np.minimum(least[half:], least[:-half])
    return least
