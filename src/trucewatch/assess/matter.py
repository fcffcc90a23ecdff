"""One provision before its check: what bears on it, when it binds, and the days that are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trucewatch.agreements.model import Provision
from trucewatch.assess.clocks import EVER, Knowing, Spell
from trucewatch.assess.columns import Bools, Ints
from trucewatch.assess.days import ALWAYS, LONG_AGO, NEVER
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED, Happenings, Words, gather
from trucewatch.assess.hours import Hour
from trucewatch.assess.matching import Bounds, Match, match_provision
from trucewatch.assess.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When a provision binds, in days.

    ``certain_from`` is the first day that lies wholly in it, ``hour`` that at which it opens (None: a day’s beginning);
    ``due`` the last day on which doing it is in time; after
    ``closes`` it no longer binds. ``notice_by`` is the last day for notice, ``term_ends`` the last day of the term.
    ``waits`` is true while what it depends on has not been reported. ``suspended`` are stretches of days.
    """

    opens: int = LONG_AGO
    certain_from: int = LONG_AGO
    hour: Hour | None = None
    due: int | None = None
    closes: int = NEVER
    notice_by: int | None = None
    term_ends: int | None = None
    waits: bool = False
    suspended: tuple[tuple[int, int], ...] = ()

    @property
    def bounds(self) -> Bounds:
        """The days between which what happens counts."""
        return Bounds(self.opens, self.certain_from, self.closes, self.hour)


@dataclass(frozen=True)
class Matter:
    """A provision with its span, the material, and the days of knowing.

    ``others`` gives the matter of another provision by its name, on the same days.
    """

    scope: Scope
    provision: Provision
    span: Span
    clock: Knowing
    others: Callable[[str], Matter | None] = lambda _: None
    bearers: tuple[str, ...] | None = None

    def on(self, clock: Knowing) -> Matter:
        """Return the same matter on other days of knowing; what matches is not sought again."""
        fresh = Matter(self.scope, self.provision, self.span, clock, self.others, self.bearers)
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

    def material(self) -> Spell:
        """Return when any report is known that was published since it binds."""
        return self.clock.known(self.reported_since)

    @property
    def reported_since(self) -> int:
        """The day by which the first report since it binds was certainly published, else after `ALWAYS`."""
        published = self.scope.columns.published
        return int(published[(published >= self.span.opens) & (published < NEVER)].min(initial=ALWAYS + 1))

    def _gather(self, asserting: Ints, denying: Ints, admits: Bools) -> Happenings:
        words = Words(asserting, denying, self.match.first, self.match.last, admits)
        return gather(self.scope.columns, words)


def worst(matter: Matter, found: Happenings, days: Ints | None = None) -> tuple[Spell, Spell, Spell]:
    """Return when a happening is established, disputed, alleged."""
    established, disputed, alleged = (
        matter.standing(found, standing, days) for standing in (ESTABLISHED, DISPUTED, ALLEGED)
    )
    return established, disputed, alleged
