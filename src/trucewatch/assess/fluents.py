"""The history of a fluent: its states, each with when it began and ended, who says so and what is disputed.

After the event calculus: events initiate and terminate states, which persist in between (R. Kowalski, M. Sergot,
"A logic-based calculus of events", New Generation Computing 4, 1986). Ours differs in that events are reported: their
days are bounds, their claims are cited, and where claims contradict each other the stretch is disputed, not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from trucewatch.agreements.fluent_table import FluentKind, fluent_kinds
from trucewatch.agreements.model import Agreement, Fluent
from trucewatch.assess.days import LONG_AGO, NEVER, iso_day
from trucewatch.assess.disputes import speakers, what_is_disputed
from trucewatch.assess.scope import Scope
from trucewatch.assess.spans import Neighbours, force_hour
from trucewatch.assess.transitions import Reading, Transition
from trucewatch.records.finding import FluentInterval

SAME_DAYS = 45
"""Within so many days two reports that a state began are accounts of one beginning."""


@dataclass(slots=True)
class _Stretch:
    """An interval while it is being built; days as numbers."""

    state: str
    track: str
    value: str | None
    begins: tuple[int, int]
    ends: tuple[int, int] = (NEVER, NEVER)
    opened: list[Transition] = field(default_factory=list)
    repeated: list[Transition] = field(default_factory=list)
    closed: list[Transition] = field(default_factory=list)
    clashing: list[Transition] = field(default_factory=list)
    basis: str | None = None
    passing: bool = False

    @property
    def told(self) -> list[Transition]:
        return [*self.opened, *self.repeated]


def fluent_history(
    scope: Scope, agreement: Agreement, fluent: Fluent, near: Neighbours, known: int
) -> list[FluentInterval]:
    """Return the states of a fluent in order, by what was known on a day.

    Args:
        scope: The material as the agreement sees it.
        agreement: The agreement that the fluent is of.
        fluent: The fluent.
        near: The other agreements of the case.
        known: The day of knowing.
    """
    kind = fluent_kinds()[fluent.kind]
    first, last = near.spans[agreement.id]
    last = min(last, near.replaced_from.get(agreement.id, NEVER + 1) - 1)
    changes = Reading(scope, fluent, kind, known, first, force_hour(agreement)).transitions()
    stretches: list[_Stretch] = []
    tracks = list(kind.tracks)
    for track, states in kind.tracks.items():
        own = [change for change in changes if change.track == track]
        begun = _beginning(kind, fluent, agreement, states, first)
        stretches += _run(own, begun)
        if last < NEVER and kind.ends_with_agreement in states:
            stretches = _cut(stretches, kind.ends_with_agreement or "", last + 1, track)
    return [
        _interval(scope, agreement, fluent, kind, stretch)
        for stretch in sorted(stretches, key=lambda one: (tracks.index(one.track), *_days(one)))
    ]


def _beginning(
    kind: FluentKind, fluent: Fluent, agreement: Agreement, states: Sequence[str], first: int
) -> list[_Stretch]:
    """Return the state that holds before any report: by the agreement itself, or as the file says."""
    track = kind.track_of(states[0])
    if kind.from_agreement in states:
        basis = f"the agreement, in force from {agreement.in_force.start}"
        return [_Stretch(kind.from_agreement or "", track, None, (first, first), basis=basis)]
    if fluent.initial and (fluent.initial in states or "*" in states):
        return [
            _Stretch(
                fluent.initial, track, None, (LONG_AGO, first), basis="the agreement file: the state before any report"
            )
        ]
    return []


def _run(changes: Iterable[Transition], begun: list[_Stretch]) -> list[_Stretch]:
    """Return the stretches that changes make of a track, in the order in which they were at the latest.

    A report of no certain day begins a state only where none is told that it can be of.
    """
    changes = list(changes)
    sure = _runs([change for change in changes if change.dated or change.confirms], begun)
    vague = [change for change in changes if not change.dated and not change.confirms]
    placed = [(change, stretch) for change in vague if (stretch := _holding(sure, change)) is not None]
    left = [change for change in vague if all(change is not one for one, _ in placed)]
    if left:
        sure = _runs(
            sorted([*(change for change in changes if change.dated or change.confirms), *left], key=_when), begun
        )
    for change, _ in placed:
        stretch = _holding(sure, change)
        if stretch is not None:
            stretch.repeated.append(change)
    _hold(sure)
    return sure


def _hold(stretches: Sequence[_Stretch]) -> None:
    """Let a state last as long as it is told to go on, where the day of what ended it is not certain."""
    lasting = [stretch for stretch in stretches if not stretch.passing]
    for one, following in pairwise(lasting):
        held = max((change.as_of for change in one.told), default=LONG_AGO)
        if not any(change.dated for change in following.opened) and one.ends[1] == following.begins[1]:
            earliest, latest = following.begins
            one.ends = following.begins = (min(max(earliest, held), latest), latest)


def _holding(stretches: Sequence[_Stretch], change: Transition) -> _Stretch | None:
    """Return the last stretch of the state that a report of no certain day can be of."""
    own = [
        stretch for stretch in stretches
        if stretch.state == change.state and not stretch.passing and stretch.begins[0] <= change.latest
        and stretch.ends[1] >= change.earliest
    ]  # fmt: skip
    return own[-1] if own else None


def _when(change: Transition) -> tuple[int, int, str, tuple[int, ...]]:
    return change.latest, change.earliest, change.state, change.claims


def _runs(changes: Iterable[Transition], begun: Sequence[_Stretch]) -> list[_Stretch]:
    """Return the stretches that changes in their order make."""
    done: list[_Stretch] = []
    now = replace(begun[0], opened=[], repeated=[], closed=[], clashing=[]) if begun else None
    for change in changes:
        if change.confirms:
            if now is not None and now.state == change.state and abs(change.latest - now.begins[1]) <= SAME_DAYS:
                now.opened.append(change)
        elif change.passing:
            done.append(_Stretch(change.state, change.track, change.value, (change.earliest, change.latest),
                                 (change.earliest, change.latest + 1), [change], passing=True))  # fmt: skip
        elif now is not None and now.state == change.unless:
            now.repeated.append(change)
        elif now is not None and now.state == change.state:
            _again(now, change)
        else:
            if now is not None:
                done.append(_close(now, change))
            now = _open(change, now)
    return [*done, *([now] if now is not None else [])]


def _close(now: _Stretch, change: Transition) -> _Stretch:
    """Return a stretch ended by a change to another state."""
    now.ends = (min(max(change.earliest, now.begins[0]), change.latest), change.latest)
    now.closed.append(change)
    if change.dated and change.earliest < now.begins[1] and now.opened:
        now.clashing.append(change)
    return now


def _open(change: Transition, before: _Stretch | None) -> _Stretch:
    """Return the stretch that a change begins; one without a day of its own began after what was told before it."""
    earliest = change.earliest
    if before is not None and not change.dated:
        earliest = min(max(earliest, before.begins[1]), change.latest)
    stretch = _Stretch(change.state, change.track, change.value, (earliest, change.latest), opened=[change])
    if before is not None and before.clashing:
        stretch.clashing += before.opened
    return stretch


def _again(now: _Stretch, change: Transition) -> None:
    """Take in another report of the state: another account of its beginning, or a later word that it holds."""
    near = now.opened and change.dated and change.earliest - now.begins[1] <= SAME_DAYS
    if near and change.latest - change.earliest <= SAME_DAYS and now.basis is None:
        now.opened.append(change)
        now.begins = (min(now.begins[0], change.earliest), max(now.begins[1], change.latest))
    else:
        now.repeated.append(change)
    if change.value and not now.value:
        now.value = change.value


def _cut(stretches: list[_Stretch], state: str, day: int, track: str) -> list[_Stretch]:
    """Return the stretches of a track ended by the end of the agreement."""
    kept = [stretch for stretch in stretches if stretch.track != track or stretch.begins[0] < day]
    for stretch in kept:
        if stretch.track == track and stretch.ends[0] >= day:
            stretch.ends = (day, day)
    return [*kept, _Stretch(state, track, None, (day, day), basis="the agreement: it ended, or another took its place")]


def _days(stretch: _Stretch) -> tuple[int, int, bool, str]:
    return stretch.begins[1], stretch.begins[0], stretch.passing, stretch.state


def _interval(
    scope: Scope, agreement: Agreement, fluent: Fluent, kind: FluentKind, stretch: _Stretch
) -> FluentInterval:
    told = [claim for change in stretch.told for claim in change.claims]
    days = [*stretch.begins, *stretch.ends]
    begins_earliest, begins_latest, ends_earliest, ends_latest = map(iso_day, days)
    if stretch.basis and kind.from_agreement == stretch.state:
        begins_earliest = begins_latest = agreement.in_force.start
    return FluentInterval(
        agreement_id=agreement.id, fluent_id=fluent.id, kind=fluent.kind, state=stretch.state, value=stretch.value,
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
