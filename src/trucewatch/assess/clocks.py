"""Two clocks: the days asked about and the days of knowing, and when on them something holds.

On each day of knowing, what holds does so in one spell of days asked about. Something that counts from a day on while
it is known is a spell without end; of many such, the earliest decides. So a million pairs of days need one number for
each day of knowing, and a status as many as it has turns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trucewatch.assess.columns import Ints
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.happenings import Happenings
from trucewatch.assess.ranges import least_covering

EVER = 2 * ALWAYS
"""Beyond all days: a spell that begins then never begins, one that ends then never ends."""


@dataclass(frozen=True, slots=True)
class Spell:
    """By day of knowing, the days asked about on which something holds: from ``begins`` until before ``ends``."""

    begins: Ints
    ends: Ints

    def __and__(self, other: Spell) -> Spell:
        """Return when both hold."""
        return Spell(np.maximum(self.begins, other.begins), np.minimum(self.ends, other.ends))

    def __or__(self, other: Spell) -> Spell:
        """Return when one of them holds; both have to be without end, or without beginning.

        Raises:
            ValueError: where they are not, so that there could be a gap between them.
        """
        if not ((self._endless and other._endless) or (self._ancient and other._ancient)):
            raise ValueError("spells with a gap between them are not one spell")
        return Spell(np.minimum(self.begins, other.begins), np.maximum(self.ends, other.ends))

    def __invert__(self) -> Spell:
        """Return when it does not hold; it has to be without end, or without beginning.

        Raises:
            ValueError: where it is neither, so that there would be two spells.
        """
        if self._endless:
            return Spell(np.full_like(self.begins, -EVER), self.begins)
        if self._ancient:
            return Spell(self.ends, np.full_like(self.ends, EVER))
        raise ValueError("what lies before and after a spell is not one spell")

    @property
    def _endless(self) -> bool:
        return bool((self.ends == EVER).all())

    @property
    def _ancient(self) -> bool:
        return bool((self.begins == -EVER).all())


@dataclass(frozen=True, slots=True)
class Knowing:
    """Days of knowing, in rising order."""

    days: Ints

    def since(self, day: int) -> Spell:
        """Return the days from ``day`` on, whatever is known."""
        return self._spell(np.full(len(self.days), day))

    def always(self) -> Spell:
        """Return all days."""
        return self.since(-EVER)

    def never(self) -> Spell:
        """Return no days."""
        return self.since(EVER)

    def known(self, day: int) -> Spell:
        """Return all days for those who know what was published by ``day``, none for others."""
        return self._spell(np.where(self.days >= day, -EVER, EVER))

    def any(self, found: Happenings, days: Ints | None = None) -> Spell:
        """Return when at least one stretch counts, from its ``latest`` day on or from ``days``."""
        return self.covered(found.latest if days is None else days, found.known_from, found.known_to)

    def covered(self, day: Ints, known_from: Ints, known_to: Ints) -> Spell:
        """Return when at least one thing counts, each from a day on and known from one day until before another."""
        left = np.searchsorted(self.days, known_from, "left")
        right = np.searchsorted(self.days, known_to, "left")
        return self._spell(least_covering(day, left, right, len(self.days), EVER))

    def _spell(self, begins: Ints) -> Spell:
        return Spell(begins.astype(np.int64), np.full(len(self.days), EVER, dtype=np.int64))
