"""Stretches: reported changes laid end to end, each state from when it began to when another of its track did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from trucewatch.assess.days import LONG_AGO, NEVER
from trucewatch.assess.transitions import Transition

SAME_DAYS = 45
"""Within so many days two reports that a state began are accounts of one beginning."""


@dataclass(slots=True)
class Stretch:
    """A stretch of a track in one state; days as numbers, each bound by the earliest and the latest that it can be."""

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
        """The reports that it began, and the later ones of it."""
        return [*self.opened, *self.repeated]


def run_track(changes: Iterable[Transition], begun: list[Stretch]) -> list[Stretch]:
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


def _hold(stretches: Sequence[Stretch]) -> None:
    """Let a state last as long as it is told to go on, where the day of what ended it is not certain."""
    lasting = [stretch for stretch in stretches if not stretch.passing]
    for one, following in pairwise(lasting):
        held = max((change.as_of for change in one.told), default=LONG_AGO)
        if not any(change.dated for change in following.opened) and one.ends[1] == following.begins[1]:
            earliest, latest = following.begins
            one.ends = following.begins = (min(max(earliest, held), latest), latest)


def _holding(stretches: Sequence[Stretch], change: Transition) -> Stretch | None:
    """Return the last stretch of the state that a report of no certain day can be of."""
    own = [
        stretch for stretch in stretches
        if stretch.state == change.state and not stretch.passing and stretch.begins[0] <= change.latest
        and stretch.ends[1] >= change.earliest
    ]  # fmt: skip
    return own[-1] if own else None


def _when(change: Transition) -> tuple[int, int, str, tuple[int, ...]]:
    return change.latest, change.earliest, change.state, change.claims


def _runs(changes: Iterable[Transition], begun: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches that changes in their order make."""
    done: list[Stretch] = []
    now = replace(begun[0], opened=[], repeated=[], closed=[], clashing=[]) if begun else None
    for change in changes:
        if change.confirms:
            if now is not None and now.state == change.state and abs(change.latest - now.begins[1]) <= SAME_DAYS:
                now.opened.append(change)
        elif change.passing:
            done.append(Stretch(change.state, change.track, change.value, (change.earliest, change.latest),
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


def _close(now: Stretch, change: Transition) -> Stretch:
    """Return a stretch ended by a change to another state."""
    now.ends = (min(max(change.earliest, now.begins[0]), change.latest), change.latest)
    now.closed.append(change)
    if change.dated and change.earliest < now.begins[1] and now.opened:
        now.clashing.append(change)
    return now


def _open(change: Transition, before: Stretch | None) -> Stretch:
    """Return the stretch that a change begins; one without a day of its own began after what was told before it."""
    earliest = change.earliest
    if before is not None and not change.dated:
        earliest = min(max(earliest, before.begins[1]), change.latest)
    stretch = Stretch(change.state, change.track, change.value, (earliest, change.latest), opened=[change])
    if before is not None and before.clashing:
        stretch.clashing += before.opened
    return stretch


def _again(now: Stretch, change: Transition) -> None:
    """Take in another report of the state: another account of its beginning, or a later word that it holds."""
    near = now.opened and change.dated and change.earliest - now.begins[1] <= SAME_DAYS
    if near and change.latest - change.earliest <= SAME_DAYS and now.basis is None:
        now.opened.append(change)
        now.begins = (min(now.begins[0], change.earliest), max(now.begins[1], change.latest))
    else:
        now.repeated.append(change)
    if change.value and not now.value:
        now.value = change.value


def cut_track(stretches: list[Stretch], state: str, day: int, track: str) -> list[Stretch]:
    """Return the stretches of a track ended by the end of the agreement."""
    kept = [stretch for stretch in stretches if stretch.track != track or stretch.begins[0] < day]
    for stretch in kept:
        if stretch.track == track and stretch.ends[0] >= day:
            stretch.ends = (day, day)
    return [*kept, Stretch(state, track, None, (day, day), basis="the agreement: it ended, or another took its place")]
