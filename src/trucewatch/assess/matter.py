"""One provision before its check: what bears on it, when it binds, and the days that are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trucewatch.agreements.calendar import force_period
from trucewatch.agreements.model import Provision
from trucewatch.assess.aims import Aim, Binding
from trucewatch.assess.clocks import EVER, Knowing, Spell
from trucewatch.assess.columns import Bools, Ints
from trucewatch.assess.days import ALWAYS, NEVER
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED, Happenings, Words, gather
from trucewatch.assess.matching import Match, match_provision
from trucewatch.assess.scope import Scope
from trucewatch.assess.span import Span

_NO_ROWS: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Matter:
    """A provision with its span, the material, and the days of knowing.

    ``others`` gives the matter of another provision by its name, on the same days. ``aim`` is the state that the
    provision promises to keep up, None where it promises none.
    """

    scope: Scope
    provision: Provision
    span: Span
    clock: Knowing
    others: Callable[[str], Matter | None] = lambda _: None
    bearers: tuple[str, ...] | None = None
    aim: Aim | None = None

    def on(self, clock: Knowing) -> Matter:
        """Return the same matter on other days of knowing; what matches is not sought again."""
        fresh = Matter(self.scope, self.provision, self.span, clock, self.others, self.bearers, self.aim)
        for name in ("match", "done", "breaches", "omissions"):
            if name in self.__dict__:
                fresh.__dict__[name] = self.__dict__[name]
        return fresh

    def of(self, bearer: str) -> Matter:
        """Return the matter of one of several who owe the same."""
        return Matter(self.scope, self.provision, self.span, self.clock, self.others, (bearer,))

    @cached_property
    def match(self) -> Match:
        """The rows that bear on the provision."""
        bearers = self.provision.bearers if self.bearers is None else self.bearers
        return match_provision(self.scope, self.provision, self.span.bounds, bearers)

    @cached_property
    def done(self) -> Happenings:
        """When what is owed was reported done."""
        return self._gather(self.match.doing, self.match.undoing, self.conceded)

    def doing_of(self, chosen: Bools) -> Happenings:
        """Return when it was reported done, by the chosen among ``match.doing`` alone."""
        return self._gather(self.match.doing[chosen], self.match.undoing, self.conceded)

    @cached_property
    def conceded(self) -> Bools:
        """Whether a claim is the word of those who are owed, not of those who owe it."""
        owed = self.scope.origins_of(self.provision.beneficiaries)
        owing = self.scope.origins_of(self.provision.bearers if self.bearers is None else self.bearers)
        return np.append(owed & ~owing, False)[self.scope.columns.voices.origin]

    @cached_property
    def breaches(self) -> Happenings:
        """What was reported done against it."""
        return self._gather(self.match.breaching, self.match.clearing, self.scope.admits)

    @cached_property
    def omissions(self) -> Happenings:
        """What was reported left undone."""
        return self._gather(self.match.omitting, np.zeros(0, dtype=np.int64), self.scope.admits)

    @property
    def binding(self) -> Binding:
        """When the state that it promises is owed."""
        return Binding(self.span.certain_from, self.span.closes, (*self.span.suspended, *self.span.unsure))

    def states(self) -> dict[int, Spell]:
        """Return when another state than the promised one is established, disputed, alleged.

        Under 0 stands when the promised one is reported. Empty where the provision promises no state.
        """
        return self.aim.spells(self.binding, self.clock) if self.aim else {}

    def state_rows(self) -> tuple[Ints, Ints, Ints]:
        """Return the claims against a promised state, for it, and those that deny the former, as first known."""
        if self.aim is None:
            return _NO_ROWS, _NO_ROWS, _NO_ROWS
        known, binding = int(self.clock.days[0]), self.binding
        find = (self.aim.rows_against, self.aim.rows_for, self.aim.rows_denying)
        against, told, denying = (rows(binding, known) for rows in find)
        return against, told, denying

    def standing(self, found: Happenings, standing: int, days: Ints | None = None) -> Spell:
        """Return when a happening stands so (see `assess.happenings`)."""
        chosen = found.standing == standing
        return self.clock.any(found.take(chosen), None if days is None else days[chosen])

    def counting(self, rows: Ints, on: int) -> Ints:
        """Return the rows that had certainly happened by a day, of those known on the first day of knowing."""
        heard = self.heard(rows)
        return np.asarray(heard[self.match.last[heard] <= on])

    def heard(self, rows: Ints) -> Ints:
        """Return the rows that were known on the first day of knowing."""
        return np.asarray(rows[self.scope.columns.known[rows] <= self.clock.days[0]])

    def spoken_of(self) -> Spell:
        """Return when some report speaks of it: announces it, denies it, tells of it without a certain day."""
        columns, match = self.scope.columns, self.match
        rows = np.concatenate([match.planning, match.undoing, match.omitting, match.open_day])
        return self.clock.covered(np.full(len(rows), -EVER), columns.known[rows], np.full(len(rows), ALWAYS + 1))

    @property
    def in_force_from(self) -> int:
        """The first day on which its agreement is in force; 1 where it always was."""
        first = force_period(self.scope.agreement).first_day
        return first.toordinal() if first else 1

    def material(self) -> Spell:
        """Return when any report is known that was published since it binds."""
        return self.clock.known(self.reported_since)

    @property
    def reported_since(self) -> int:
        """The day by which the first report since it binds was certainly published, else after `ALWAYS`."""
        published = self.scope.columns.published
        return int(published[(published >= self.span.opens) & (published < NEVER)].min(initial=ALWAYS + 1))

    def _gather(self, asserting: Ints, denying: Ints, admits: Bools) -> Happenings:
        words = Words(asserting, denying, self.match.first, self.match.last, admits, self.scope.doers)
        return gather(self.scope.columns, words)


def worst(matter: Matter, found: Happenings, days: Ints | None = None) -> tuple[Spell, Spell, Spell]:
    """Return when a happening is established, disputed, alleged."""
    established, disputed, alleged = (
        matter.standing(found, standing, days) for standing in (ESTABLISHED, DISPUTED, ALLEGED)
    )
    return established, disputed, alleged
