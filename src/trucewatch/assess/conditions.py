"""Conditions that last: “as long as” a state holds or another provision is in force.

While the condition has not held yet, a provision is pending; while it has stopped to hold, suspended; where it can
never hold again, lapsed. What may have been in a time in which it did not hold counts against nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.assess.columns import Ints
from trucewatch.assess.days import ALWAYS, NEVER
from trucewatch.assess.fluents import FluentCase
from trucewatch.assess.span import Span
from trucewatch.assess.stretches import Stretch

if TYPE_CHECKING:
    from trucewatch.assess.provisions import ProvisionCase

Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Holding:
    """When a condition holds, in days: from ``opens`` on (None: not yet) until after ``closes``.

    ``suspended`` are the days between on which it certainly does not hold, ``unsure`` those on which it may not.
    """

    opens: int | None
    closes: int = NEVER
    suspended: tuple[Days, ...] = ()
    unsure: tuple[Days, ...] = ()

    def bind(self, span: Span) -> Span:
        """Return a span as far as the condition lets it bind."""
        if self.opens is None:
            return replace(span, waits=True)
        later = self.opens > span.opens
        return replace(
            span, opens=max(span.opens, self.opens), certain_from=max(span.certain_from, self.opens),
            hour=None if later else span.hour, closes=min(span.closes, self.closes),
            suspended=(*span.suspended, *self.suspended), unsure=(*span.unsure, *self.unsure),
        )  # fmt: skip


@dataclass(frozen=True)
class Lasting:
    """What a provision depends on as long as it lasts: a fluent in some states, a provision, or acts once reported.

    ``of`` is None where it depends on nothing, on acts (``steps``: from when to when of knowing they were of which
    day), or, where ``named``, on a provision that the case does not hold.
    """

    of: FluentCase | ProvisionCase | None = None
    states: tuple[str, ...] = ()
    steps: tuple[tuple[int, int, int | None], ...] = ()
    named: bool = False

    @property
    def points(self) -> Ints:
        """The days of knowing on which it can change."""
        if self.of is not None:
            return self.of.change_points
        return np.array([max(start, 1) for start, _, _ in self.steps] or [1], dtype=np.int64)

    def over(self, known: Ints) -> list[tuple[int, int, Holding | None]]:
        """Return for days of knowing in rising order from which to which of them it holds how.

        None stands for what depends on no condition.
        """
        if not len(known):
            return []
        if self.of is None and not self.steps:
            return [(0, len(known), Holding(None) if self.named else None)]
        numbers = np.maximum(np.searchsorted(self.points, known, "right") - 1, 0)
        found: list[tuple[int, int, Holding | None]] = []
        for at, number in enumerate(numbers.tolist()):
            if found and number == numbers[at - 1]:
                found[-1] = (found[-1][0], at + 1, found[-1][2])
                continue
            holding = self._at(int(self.points[number]))
            first = found.pop()[0] if found and found[-1][2] == holding else at
            found.append((first, at + 1, holding))
        return found

    def _at(self, known: int) -> Holding:
        if isinstance(self.of, FluentCase):
            return holding_of_fluent(self.of, self.states, known)
        if self.of is not None:
            return holding_of_span(self.of.matter(known).span)
        day = next((day for start, end, day in self.steps if start <= known < end), None)
        return Holding(day)


def holding_of_fluent(case: FluentCase, states: Sequence[str], known: int) -> Holding:
    """Return when a fluent is in one of some states, by what was known on a day.

    Args:
        case: The fluent.
        states: The states; without any, those in which its kind begins or that its file has before any report.
        known: The day of knowing.
    """
    wanted = states or first_states(case)
    tracks = {case.kind.track_of(state) for state in wanted}
    stretches = [one for one in case.stretches(known) if one.track in tracks]
    holding = [one for one in stretches if one.state in wanted]
    if not holding:
        return Holding(None)
    opens = min(one.begins[1] for one in holding)
    closes = min((one.begins[1] - 1 for one in stretches if _for_good(case, one, wanted)), default=NEVER)
    halts = [one for one in stretches if one.state not in wanted and one.ends[1] > opens
             and not _for_good(case, one, wanted)]  # fmt: skip
    return Holding(
        opens, closes, joined((max(one.begins[1], opens), one.ends[1] - 1) for one in halts),
        joined((max(one.begins[0], opens), one.ends[1] - 1) for one in halts),
    )  # fmt: skip


def holding_of_span(span: Span) -> Holding:
    """Return when another provision is in force, by its span."""
    if span.waits:
        return Holding(None)
    return Holding(span.opens, span.closes, span.suspended, span.unsure)


def joined(days: Iterable[Days]) -> tuple[Days, ...]:
    """Return stretches of days in order, those that meet as one; what is no stretch is left out."""
    found: list[Days] = []
    for first, last in sorted(one for one in days if one[0] <= one[1]):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, min(last, ALWAYS)))
    return tuple(found)


def first_states(case: FluentCase) -> tuple[str, ...]:
    """Return the states that a condition without any means: the one before any report, else the first of its kind."""
    initial = case.fluent.initial or case.kind.from_agreement
    return (initial,) if initial else tuple(case.fluent.states or next(iter(case.kind.tracks.values()))[:1])


def _for_good(case: FluentCase, stretch: Stretch, wanted: Sequence[str]) -> bool:
    """Return whether a stretch is the end of the fluent itself: the agreement is over, or notice was given."""
    return stretch.state == case.kind.ends_with_agreement and stretch.state not in wanted
