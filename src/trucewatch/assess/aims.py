"""The state that a provision promises: kept up while its fluent is in it, broken where the fluent is in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trucewatch.assess.clocks import EVER, Knowing, Spell
from trucewatch.assess.columns import Columns, Ints
from trucewatch.assess.disputes import is_disputed
from trucewatch.assess.fluents import FluentCase
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED
from trucewatch.assess.stretches import Stretch
from trucewatch.assess.transitions import Transition
from trucewatch.assess.voices import MONITOR
from trucewatch.records.finding import FluentInterval


@dataclass(frozen=True, slots=True)
class Binding:
    """When what is promised binds: wholly from ``since`` until ``closes``, but for ``halts``."""

    since: int
    closes: int
    halts: tuple[tuple[int, int], ...] = ()

    def day_in(self, stretch: Stretch) -> int | None:
        """Return the first day on which a stretch certainly was while it bound; None where there is none."""
        began, over = stretch.begins[1], stretch.ends[0]
        if stretch.passing:
            free = not any(first <= began and stretch.begins[0] <= last for first, last in self.halts)
            return began if stretch.begins[0] >= self.since and free and began <= self.closes else None
        day = max(began, self.since)
        for first, last in self.halts:
            day = last + 1 if first <= day <= last else day
        # What began before and lasted is as much against a promise as what began while it bound.
        return day if day <= self.closes and (day < over or day == began >= self.since) else None


@dataclass(frozen=True)
class Aim:
    """A fluent with the states of it that a provision promises."""

    case: FluentCase
    states: tuple[str, ...]

    def contrary(self, known: int) -> list[Stretch]:
        """Return the reported stretches in other states of the same tracks."""
        return [one for one in self._stretches(known) if one.state not in self.states and one.told]

    def promised(self, known: int) -> list[Stretch]:
        """Return the reported stretches in the states that are promised."""
        return [one for one in self._stretches(known) if one.state in self.states and one.told]

    def of_promise(self, known: int) -> list[FluentInterval]:
        """Return the history of the fluent on the tracks of the promised states, as it is shown."""
        return self.case.intervals(known, self._tracks)

    def spells(self, binding: Binding, clock: Knowing) -> dict[int, Spell]:
        """Return when a contrary state is established, disputed, alleged; under 0, when a promised one is reported."""
        numbers, place = np.unique(self.case.number(clock.days), return_inverse=True)
        days = np.array([self._days(binding, int(self.case.change_points[number])) for number in numbers])
        begins = days[place]
        return {
            standing: Spell(begins[:, standing], np.full(len(clock.days), EVER, dtype=np.int64))
            for standing in range(begins.shape[1])
        }

    def _days(self, binding: Binding, known: int) -> list[int]:
        """Return the first day of a promised state (first), and of contrary ones by how they stand."""
        days = [EVER] * (1 + ESTABLISHED)
        for stretch in self.contrary(known):
            day, standing = binding.day_in(stretch), standing_of(self.case, stretch)
            days[standing] = min(days[standing], EVER if day is None else day)
        for stretch in self.promised(known):
            for change in stretch.told:
                day = max(change.latest, binding.since)
                days[0] = min(days[0], day if day <= min(binding.closes, max(stretch.ends[1], day)) else EVER)
        return days

    def _stretches(self, known: int) -> list[Stretch]:
        return [one for one in self.case.stretches(known) if one.track in self._tracks]

    @cached_property
    def _tracks(self) -> frozenset[str]:
        return frozenset(self.case.kind.track_of(state) for state in self.states)

    def rows_against(self, binding: Binding, known: int) -> Ints:
        """Return the claims that tell of a contrary state while it was promised."""
        return _claims(one.told for one in self.contrary(known) if binding.day_in(one) is not None)

    def rows_for(self, binding: Binding, known: int) -> Ints:
        """Return the claims that tell of the promised state."""
        told = ([change for change in one.told if change.latest >= binding.since or one.ends[1] > binding.since]
                for one in self.promised(known))  # fmt: skip
        return _claims(told)

    def rows_denying(self, binding: Binding, known: int) -> Ints:
        """Return the claims that deny a contrary state."""
        told = (one.told for one in self.contrary(known) if binding.day_in(one) is not None)
        return np.unique(np.array([row for part in told for one in part for row in one.denials], dtype=np.int64))


def standing_of(case: FluentCase, stretch: Stretch) -> int:
    """Return how a stretch stands: as happenings do, by all claims that tell of it; see `assess.happenings`."""
    scope, columns = case.scope, case.scope.columns
    rows = [row for change in stretch.told for row in change.claims]
    if scope.admits[rows].any():
        return ESTABLISHED
    if is_disputed(scope, case.kind, stretch.told, stretch.clashing):
        return DISPUTED
    return ESTABLISHED if _independent(columns, rows) else ALLEGED


def _independent(columns: Columns, rows: Sequence[int]) -> bool:
    voices = columns.voices
    if (voices.kind[voices.origin[rows]] == MONITOR).any():
        return True
    origins = np.unique(voices.origin[[row for row in rows if columns.credible[row]]].astype(np.int64))
    sides = {side for side in voices.side[origins].tolist() if side >= 0}
    many = len(voices.independent(origins.tolist())) >= 2
    return many and (len(sides) >= 2 or bool(voices.outsider[origins].any()))


def _claims(parts: Iterable[Iterable[Transition]]) -> Ints:
    return np.unique(np.array([row for part in parts for one in part for row in one.claims], dtype=np.int64))
