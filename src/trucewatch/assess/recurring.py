"""What is owed again and again: each period by itself, reported done, reported missed, or not reported.

A period of which nothing is reported is no breach: reports that nobody collected are silent in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

import numpy as np

from trucewatch.agreements.calendar import recurrences
from trucewatch.assess.clocks import EVER, Spell
from trucewatch.assess.columns import Bools
from trucewatch.assess.days import ALWAYS, NEVER, iso_day
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED, Happenings
from trucewatch.assess.matter import Matter
from trucewatch.assess.rules import Rows

LAST_DAY = date.max.toordinal() - 3700
MISSED = {ESTABLISHED: "left-undone", DISPUTED: "left-undone-disputed", ALLEGED: "left-undone-alleged"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One period by its first and last day, as numbers."""

    first: int
    last: int

    def holds(self, found: Happenings) -> Bools:
        """Return which stretches were in the period, as far as accounts tell; one wider than the period tells nothing.

        What may have been in it or in the next counts for both, in favour of the bearer.
        """
        wide = found.latest - found.earliest > self.last - self.first
        return np.asarray((found.earliest <= self.last) & (found.latest >= self.first) & ~wide)

    def missed_in(self, found: Happenings) -> Bools:
        """Return which omissions are of the period: they lie in it, or it lies in them."""
        within = (found.earliest >= self.first) & (found.latest <= self.last)
        return np.asarray(within | ((found.earliest <= self.first) & (found.latest >= self.last)))


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """One period as it is told in an answer: ISO days, how it stands, and the ids of the claims that tell so."""

    first: str | None
    last: str | None
    status: str
    claims: tuple[str, ...]


def turns_of(matter: Matter, until: int) -> list[Turn]:
    """Return the periods that begin by a day and the one after them; those that a suspension touches are left out.

    What is owed once, within some time, has none.
    """
    window = matter.provision.window
    if window is None or window.form != "every":
        return []
    found: list[Turn] = []
    last = min(until, LAST_DAY, matter.span.closes)
    begun: int | None = None
    for period in recurrences(window, matter.scope.agreement, date.fromordinal(LAST_DAY)):
        start = period.start.date().toordinal() if period.start else LAST_DAY
        if begun is not None:
            found.append(Turn(begun, max(start - 1, begun)))
            if begun > last:
                break
        begun, end = start, period.last_day.toordinal() if period.last_day else NEVER
    else:
        found += [Turn(begun, end)] if begun is not None else []
    halted = matter.span.suspended
    return [turn for turn in found if not any(turn.first <= end and turn.last >= begin for begin, end in halted)]


def horizon(matter: Matter) -> int:
    """Return a day after which no report tells of any period."""
    days = [found.latest for found in (matter.done, matter.omissions)]
    return int(max((part[part < NEVER].max(initial=matter.span.opens) for part in days), default=matter.span.opens))


def done_again(matter: Matter, before: Rows, halting: Rows) -> Rows:
    """Return the rules of a recurring duty, in order.

    Args:
        matter: The duty.
        before: The rules that come first: whether it binds, whether it was broken.
        halting: Those by which it stands still or is over.
    """
    clock, turns = matter.clock, turns_of(matter, horizon(matter))
    clear = matter.done.take(matter.done.standing != DISPUTED)
    done = [clock.any(clear.take(turn.holds(clear))) for turn in turns]
    some = reduce(or_, done, clock.never())
    # The first period without a report is what keeps “each” from being told once it is over.
    gap = np.full(len(clock.days), EVER, dtype=np.int64)
    for turn, spell in zip(turns, done, strict=True):
        gap = np.minimum(gap, np.where(spell.begins == EVER, turn.last + 1, EVER))
    gaps = Spell(gap, np.full_like(gap, EVER))
    over = turns[0].last + 1 if turns else ALWAYS
    return [
        *before, *_missed(matter, turns, clear, done), *halting, ("done-in-some-periods", some & gaps),
        ("done-each-period", some), ("done-and-denied", clock.any(matter.done)), ("not-yet-due", ~clock.since(over)),
        ("nothing-reported", clock.always()),
    ]  # fmt: skip


def _missed(matter: Matter, turns: Sequence[Turn], clear: Happenings, done: Sequence[Spell]) -> Rows:
    """Return the rules for periods that are said to have been missed; what was done later in one makes up for it."""
    rows: dict[str, list[tuple[str, Spell]]] = {"done-and-undone": [], **{name: [] for name in MISSED.values()}}
    for turn, spell in zip(turns, done, strict=True):
        omitted = matter.omissions.take(turn.missed_in(matter.omissions))
        if not len(omitted.event):
            continue
        own = clear.take(turn.holds(clear))
        later = matter.clock.any(own.take(own.latest > int(omitted.latest.min())))
        for standing, name in MISSED.items():
            found = omitted.take(omitted.standing == standing)
            said = matter.clock.any(found, np.maximum(found.latest, turn.last + 1)) & ~later
            rows["done-and-undone"].append(("done-and-undone", said & spell))
            rows[name].append((name, said))
    return [row for name in rows for row in rows[name]]


def list_periods(matter: Matter, on: int) -> list[PeriodReport]:
    """Return the periods that have begun by a day, each with what is reported of it by the first day of knowing."""
    return [_report(matter, turn, on) for turn in turns_of(matter, on) if turn.first <= on]


def _report(matter: Matter, turn: Turn, on: int) -> PeriodReport:
    known = int(matter.clock.days[0])
    done, omitted = (
        found.take((found.latest <= on) & (found.known_from <= known) & (known < found.known_to))
        for found in (matter.done, matter.omissions)
    )
    own, missed = done.take(turn.holds(done)), omitted.take(turn.missed_in(omitted))
    status = "not over" if turn.last >= on else "not reported"
    if len(own.event):
        status = "reported done" if (own.standing != DISPUTED).any() else "reported done, and denied"
    if len(missed.event) and not (len(own.event) and int(own.latest.max()) > int(missed.latest.min())):
        status = "reported done, and missed" if len(own.event) else "reported missed"
    events = {*own.event.tolist(), *missed.event.tolist()}
    rows = matter.counting(np.concatenate([matter.match.doing, matter.match.omitting]), on)
    columns = matter.scope.columns
    ids = sorted({columns.claim_id(claim) for claim in columns.claim[rows].tolist() if columns.event[claim] in events})
    return PeriodReport(iso_day(turn.first), iso_day(turn.last), status, tuple(ids))
