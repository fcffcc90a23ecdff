"""Can two figures both hold? Bounds, what rounding allows, and counts that only grow. Pure, no texts.

A figure is an interval: “at least 200” is [200, ∞), “fewer than 2,000” is (−∞, 2000]. Two figures contradict each other
only where their intervals, widened by what rounding allows, have no value in common; intervals that overlap never do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_ROUND_FROM = 1000
"""From here on a bare number that ends in three zeros is taken as rounded: nobody counts 40,000 people to the last."""

_HEDGED = 0.05
"""“About 12,400” allows a twentieth more or less, however many digits it gives."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure allows: ``low``, ``high`` (None is open), and whether its words say “about”, “some”, “nearly”."""

    low: float | None
    high: float | None
    approximate: bool = False

    @property
    def known(self) -> bool:
        """Whether the figure bounds anything at all."""
        return self.low is not None or self.high is not None

    @property
    def closed(self) -> bool:
        """Whether it is one number, exact or rounded, and no open bound."""
        return self.low is not None and self.low == self.high


def rounding(value: float) -> float:
    """Return half a unit of the last significant digit: 5,000 for 40,000, 50 for 12,400, 0.5 for 7."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    unit = 1.0
    while value % (unit * 10) == 0:
        unit *= 10
    return unit / 2


def widened(bounds: Bounds) -> tuple[float, float]:
    """Return the lowest and highest value that the figure allows, rounding counted in.

    Only a closed figure is rounded: one that says so (“some 40,000”), or a bare one that ends in three zeros.
    """
    low = -math.inf if bounds.low is None else bounds.low
    high = math.inf if bounds.high is None else bounds.high
    if not bounds.closed:
        return low, high
    if bounds.approximate:
        room = max(rounding(low), low * _HEDGED)
    else:
        room = rounding(low) if low >= _ROUND_FROM and low % _ROUND_FROM == 0 else 0.0
    return low - room, high + room


def disjoint(left: Bounds, right: Bounds) -> bool:
    """Tell whether no value satisfies both figures."""
    return exceeds(left, right) or exceeds(right, left)


def exceeds(larger: Bounds, smaller: Bounds) -> bool:
    """Tell whether the least that ``larger`` allows is more than the most that ``smaller`` allows."""
    return widened(larger)[0] > widened(smaller)[1]


def clash(left: Bounds, right: Bounds, *, grows: bool, left_later: bool | None) -> bool:
    """Tell whether two figures of the same quantity cannot both hold.

    Args:
        left: One figure.
        right: The other.
        grows: Whether the count can only rise in time (the dead, the displaced), so that an earlier lower one may hold.
        left_later: Whether ``left`` was counted certainly later than ``right`` (True), certainly earlier (False), or
            nobody can tell (None). Counts of the same moment give None and ``grows`` False.
    """
    if not disjoint(left, right):
        return False
    if not grows:
        return True
    if left_later is None:
        return False
    earlier, later = (right, left) if left_later else (left, right)
    return exceeds(earlier, later)


def part_exceeds(part: Bounds, whole: Bounds) -> bool:
    """Tell whether a part is certainly larger than its whole: nine dead civilians among seven dead."""
    return exceeds(part, whole)
