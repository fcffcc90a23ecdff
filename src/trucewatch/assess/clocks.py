"""Counts on two clocks: the days asked about and the days of knowing.

Something that counts from a day on, and is known from one day until another, is a rectangle; how many rectangles lie
over each pair of days follows from sums over their corners (a two-dimensional difference array).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trucewatch.assess.columns import Bools, Ints
from trucewatch.assess.happenings import Happenings

Counts = npt.NDArray[np.int32]


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
        rows = np.searchsorted(self.on, day, "left")
        left = np.searchsorted(self.known, known_from, "left")
        right = np.searchsorted(self.known, known_to, "left")
        height, width = self.shape
        corners = np.zeros((height + 1) * (width + 1), dtype=np.int32)
        for columns, sign in ((left, 1), (right, -1)):
            at, count = np.unique(rows * (width + 1) + columns, return_counts=True)
            corners[at] += (sign * count).astype(np.int32)
        grid = corners.reshape(height + 1, width + 1)[:height, :width]
        return np.asarray(np.cumsum(np.cumsum(grid, axis=0, dtype=np.int32), axis=1, dtype=np.int32) > 0)

    def from_day(self, day: int) -> Bools:
        """Return where the day asked about is ``day`` or later, whatever is known."""
        return np.broadcast_to((self.on >= day)[:, None], self.shape)
