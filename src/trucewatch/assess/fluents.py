"""The history of a fluent: its states, each with when it began and ended, who says so and what is disputed.

After the event calculus: events initiate and terminate states, which persist in between (R. Kowalski, M. Sergot,
"A logic-based calculus of events", New Generation Computing 4, 1986). Ours differs in that events are reported: their
days are bounds, their claims are cited, and where claims contradict each other the stretch is disputed, not decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import numpy as np

from trucewatch.agreements.fluent_table import FluentKind, fluent_kinds
from trucewatch.agreements.model import Agreement, Fluent
from trucewatch.assess.columns import Ints
from trucewatch.assess.days import ALWAYS, LONG_AGO, NEVER, iso_day
from trucewatch.assess.disputes import speakers, what_is_disputed
from trucewatch.assess.scope import Scope
from trucewatch.assess.spans import Neighbours, force_hour
from trucewatch.assess.stretches import Stretch, cut_track, run_track
from trucewatch.assess.transitions import Reading, Transition
from trucewatch.records.finding import FluentInterval


class FluentCase:
    """One fluent before the material of a case: its stretches by what was known on any day."""

    def __init__(self, scope: Scope, agreement: Agreement, fluent: Fluent, near: Neighbours) -> None:
        """Take the material as the agreement sees it, the agreement, its fluent, and the other agreements."""
        self.scope, self.agreement, self.fluent = scope, agreement, fluent
        self.kind = fluent_kinds()[fluent.kind]
        self._first, last = near.spans[agreement.id]
        self._last = min(last, near.replaced_from.get(agreement.id, NEVER + 1) - 1)
        self._kept: dict[int, tuple[Stretch, ...]] = {}

    @cached_property
    def change_points(self) -> Ints:
        """The days of knowing on which its stretches can change, the first before all others."""
        rows = self._reading(ALWAYS).all_rows()
        days = self.scope.columns.known[rows]
        return np.unique(np.concatenate([np.array([1], dtype=np.int64), days[days <= ALWAYS]]))

    def number(self, known: Ints) -> Ints:
        """Return which of the change points is the last before each day of knowing."""
        return np.asarray(np.maximum(np.searchsorted(self.change_points, known, "right") - 1, 0))

    def stretches(self, known: int) -> tuple[Stretch, ...]:
        """Return its stretches in order by what was known on a day, track by track."""
        number = int(self.number(np.array([known]))[0])
        if number not in self._kept:
            self._kept[number] = tuple(self._run(int(self.change_points[number])))
        return self._kept[number]

    def intervals(self, known: int, tracks: Collection[str] | None = None) -> list[FluentInterval]:
        """Return its stretches by what was known on a day, as they are shown: of all tracks, or of some."""
        stretches = self.stretches(known)
        return [_interval(self, stretch) for stretch in stretches if tracks is None or stretch.track in tracks]

    def _reading(self, known: int) -> Reading:
        return Reading(self.scope, self.fluent, self.kind, known, self._first, force_hour(self.agreement))

    def _run(self, known: int) -> list[Stretch]:
        changes = self._reading(known).transitions()
        stretches: list[Stretch] = []
        tracks = list(self.kind.tracks)
        for track, states in self.kind.tracks.items():
            own = [change for change in changes if change.track == track]
            stretches += run_track(own, _beginning(self.kind, self.fluent, self.agreement, states, self._first))
            if self._last < NEVER and self.kind.ends_with_agreement in states:
                stretches = cut_track(stretches, self.kind.ends_with_agreement or "", self._last + 1, track)
        return sorted(stretches, key=lambda one: (tracks.index(one.track), *_days(one)))


def fluent_history(
    scope: Scope, agreement: Agreement, fluent: Fluent, near: Neighbours, known: int
) -> list[FluentInterval]:
    """Return the states of a fluent in order, by what was known on a day; see `FluentCase`."""
    return FluentCase(scope, agreement, fluent, near).intervals(known)


def _beginning(
    kind: FluentKind, fluent: Fluent, agreement: Agreement, states: Sequence[str], first: int
) -> list[Stretch]:
    """Return the state that holds before any report: by the agreement itself, or as the file says."""
    track = kind.track_of(states[0])
    if kind.from_agreement in states:
        basis = f"the agreement, in force from {agreement.in_force.start}"
        return [Stretch(kind.from_agreement or "", track, None, (first, first), basis=basis)]
    if fluent.initial and (fluent.initial in states or "*" in states):
        return [
            Stretch(
                fluent.initial, track, None, (LONG_AGO, first), basis="the agreement file: the state before any report"
            )
        ]
    return []


def _days(stretch: Stretch) -> tuple[int, int, bool, str]:
    return stretch.begins[1], stretch.begins[0], stretch.passing, stretch.state


def _interval(case: FluentCase, stretch: Stretch) -> FluentInterval:
    scope, agreement, kind = case.scope, case.agreement, case.kind
    told = [claim for change in stretch.told for claim in change.claims]
    days = [*stretch.begins, *stretch.ends]
    begins_earliest, begins_latest, ends_earliest, ends_latest = map(iso_day, days)
    if stretch.basis and kind.from_agreement == stretch.state:
        begins_earliest = begins_latest = agreement.in_force.start
    return FluentInterval(
        agreement_id=agreement.id, fluent_id=case.fluent.id, kind=kind.name, state=stretch.state, value=stretch.value,
        begins_earliest=begins_earliest, begins_latest=begins_latest, ends_earliest=ends_earliest,
        ends_latest=ends_latest, opened_by=_ids(scope, stretch.opened), repeated_by=_ids(scope, stretch.repeated),
        closed_by=_ids(scope, stretch.closed), contested_by=_denials(scope, stretch.told),
        claimants=tuple(speakers(scope, told)), basis=stretch.basis, passing=stretch.passing,
        admitted_by=tuple(speakers(scope, [claim for claim in told if scope.admits[claim]])),
        disputed=what_is_disputed(scope, kind, stretch.opened, stretch.told, stretch.clashing),
    )  # fmt: skip


def _ids(scope: Scope, changes: Iterable[Transition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scope.columns.claim_id(claim) for change in changes for claim in change.claims))


def _denials(scope: Scope, changes: Iterable[Transition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scope.columns.claim_id(claim) for change in changes for claim in change.denials))
