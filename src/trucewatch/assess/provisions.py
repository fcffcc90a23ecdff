"""The status of provisions on two clocks: the day asked about, and the day of knowing.

A status changes only on days on which something that bears on the provision had happened or became known, or an edge of
its window passes; between them it is the same, so that it is worked out there alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from trucewatch.agreements.calendar import CONDITION
from trucewatch.agreements.model import Agreement, Condition, Provision
from trucewatch.assess.aims import Aim
from trucewatch.assess.checks import check_of
from trucewatch.assess.clocks import Knowing
from trucewatch.assess.columns import Ints
from trucewatch.assess.conditions import Holding, Lasting, first_states
from trucewatch.assess.days import ALWAYS, NEVER
from trucewatch.assess.fluents import FluentCase
from trucewatch.assess.happenings import Happenings, Words, first_days, gather
from trucewatch.assess.matching import TELLING, Bounds, match_provision
from trucewatch.assess.matter import Matter
from trucewatch.assess.rules import STATUS_OF, Codes, Turns, first_that_holds
from trucewatch.assess.scope import Material, Scope, make_scope
from trucewatch.assess.spans import Neighbours, depends_on, neighbours_of, span_of
from trucewatch.casebook.model import Casebook
from trucewatch.records.finding import FluentInterval

NOW = Knowing(np.array([ALWAYS]))


class Board:
    """All provisions of the agreements of a case, before one body of material."""

    def __init__(self, material: Material, agreements: Sequence[Agreement], casebook: Casebook) -> None:
        self.material = material
        self.agreements = tuple(agreements)
        self._near = neighbours_of(agreements)
        self._scopes = {agreement.id: make_scope(material, casebook, agreement) for agreement in agreements}
        self._fluents: dict[str, FluentCase] = {}
        self._cases = {
            f"{agreement.id}/{provision.id}": ProvisionCase(self, agreement, provision)
            for agreement in agreements
            for provision in agreement.provisions
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all provisions, as ``AGREEMENT/PROVISION``, in the order of the files."""
        return tuple(self._cases)

    def __getitem__(self, name: str) -> ProvisionCase:
        """Return a provision by its name (KeyError where there is none)."""
        return self._cases[name]

    def find(self, name: str, beside: Agreement) -> ProvisionCase | None:
        """Return a provision by the name that another agreement calls it; None where the case does not hold it."""
        return self._cases.get(name if "/" in name else f"{beside.id}/{name}")

    def fluent(self, agreement: Agreement, fluent_id: str) -> FluentCase:
        """Return a fluent of an agreement (KeyError where it has none of this id)."""
        key = f"{agreement.id}/{fluent_id}"
        if key not in self._fluents:
            fluent = agreement.fluent(fluent_id)
            self._fluents[key] = FluentCase(self.scope(agreement), agreement, fluent, self.near)
        return self._fluents[key]

    def scope(self, agreement: Agreement) -> Scope:
        """Return what an agreement sees of the material."""
        return self._scopes[agreement.id]

    @property
    def near(self) -> Neighbours:
        """How the agreements bear on each other."""
        return self._near


class ProvisionCase:
    """One provision before the material of a case."""

    def __init__(self, board: Board, agreement: Agreement, provision: Provision) -> None:
        self.board, self.agreement, self.provision = board, agreement, provision
        self._made: dict[tuple[int | None, Holding | None], Matter] = {}

    @property
    def name(self) -> str:
        """Its name among all agreements of the case."""
        return f"{self.agreement.id}/{self.provision.id}"

    def turns(self, known: Ints) -> list[tuple[int, Turns]]:
        """Return when which rule decides, for days of knowing in rising order.

        One part for each stretch of knowing in which the provision's window is the same, with where it begins.
        """
        check = check_of(self.provision)
        return [(left, first_that_holds(check(matter))) for matter, left in self._parts(known)]

    def rules(self, on: Ints, known: Ints) -> Codes:
        """Return for each pair of days, both in rising order, the number of the rule that decides."""
        return np.concatenate([turns.on(on) for _, turns in self.turns(known)], axis=1)

    def statuses(self, on: Ints, known: Ints) -> Codes:
        """Return for each pair of days, both in rising order, the number of the status in `FINDINGS`."""
        points = self.change_points
        found = STATUS_OF[self.rules(on, points)]
        return np.asarray(found[:, np.searchsorted(points, known, "right") - 1])

    def matter(self, known: int) -> Matter:
        """Return the matter as it is on one day of knowing."""
        return self._parts(np.array([known]))[0][0]

    @cached_property
    def change_points(self) -> Ints:
        """The days of knowing on which a status can change, the first before all others."""
        days = [1, ALWAYS, *self._conditions.points.tolist()]
        if self._aim:
            days += self._aim.case.change_points.tolist()
        for matter in self._matters:
            days.append(matter.reported_since)
            for part in _all(matter):
                for found in (part.done, part.breaches, part.omissions):
                    days += [*found.known_from.tolist(), *found.known_to.tolist()]
                rows = np.concatenate([part.match.planning, part.match.undoing, part.match.open_day])
                days += part.scope.columns.known[rows].tolist()
        days += [start for start, _, _ in self._steps]
        for other in self._others:
            days += other.change_points.tolist()
        return np.unique(np.clip(np.array(days, dtype=np.int64), 1, ALWAYS))

    @property
    def condition(self) -> FluentCase | ProvisionCase | None:
        """The fluent or provision as long as which it binds, None where it depends on none, or on acts alone."""
        return self._conditions.of

    def depended_on(self, known: int) -> list[FluentInterval]:
        """Return the stretches of the fluent on which it depends, by what was known on a day; none where it is none."""
        of, states = self._conditions.of, self._conditions.states
        if not isinstance(of, FluentCase):
            return []
        return of.intervals(known, {of.kind.track_of(state) for state in states or first_states(of)})

    @property
    def aim(self) -> Aim | None:
        """The state that it promises to keep up, None where it promises none."""
        return self._aim

    @cached_property
    def done(self) -> Happenings:
        """When it was reported done, whatever its window, for others that count from it."""
        match = match_provision(self.board.scope(self.agreement), self.provision, Bounds(), self.provision.bearers)
        scope = self.board.scope(self.agreement)
        return gather(
            scope.columns, Words(match.doing, match.undoing, match.first, match.last, scope.admits, scope.doers)
        )

    @cached_property
    def _others(self) -> list[ProvisionCase]:
        names = (*self.provision.parallel_with, *self.provision.after)
        found = [self.board.find(name, self.agreement) for name in names]
        return [other for other in found if other is not None and other is not self]

    @cached_property
    def _steps(self) -> list[tuple[int, int, int | None]]:
        """From when to when (of knowing) which day was known of what the window counts from."""
        name = depends_on(self.provision)
        if name is None:
            return [(-NEVER, ALWAYS + 1, None)]
        other = self.board.find(name, self.agreement) if name != CONDITION else None
        window = self.provision.window
        if other is not None and other is not self:
            return first_days(other.done)
        condition = window.condition if window else None
        return first_days(self._condition(condition)) if condition else first_days(Happenings.none())

    @cached_property
    def _aim(self) -> Aim | None:
        aim = self.provision.fluent
        if aim is None or not aim.states or self.provision.check != "kept_up":
            return None
        return Aim(self.board.fluent(self.agreement, aim.id), aim.states)

    @cached_property
    def _conditions(self) -> Lasting:
        """What it depends on as long as that lasts."""
        window = self.provision.window
        condition = window.condition if window and window.form in ("while", "every") else None
        if condition is None:
            return Lasting()
        if condition.fluent:
            return Lasting(self.board.fluent(self.agreement, condition.fluent), condition.states)
        if condition.provision:
            return Lasting(self.board.find(condition.provision, self.agreement), named=True)
        return Lasting(steps=tuple(first_days(self._condition(condition))))

    @cached_property
    def _matters(self) -> list[Matter]:
        """The matters of all stretches of knowing, each once."""
        held = self._conditions.over(self._conditions.points)
        made = [self._matter(day, holding) for _, _, day in self._steps for _, _, holding in held]
        return list({id(matter): matter for matter in made}.values())

    def _matter(self, day: int | None, holding: Holding | None) -> Matter:
        """Return the matter where what the window counts from was on a day, and its condition holds so."""
        if (day, holding) not in self._made:
            span = span_of(self.agreement, self.provision, self.board.near, day)
            span = holding.bind(span) if holding else span
            scope = self.board.scope(self.agreement)
            self._made[day, holding] = Matter(scope, self.provision, span, NOW, self._other, aim=self._aim)
        return self._made[day, holding]

    def _other(self, name: str) -> Matter | None:
        others = {other.provision.id: other for other in self._others}
        found = others.get(name.rpartition("/")[2])
        return found._matters[0] if found else None

    def _parts(self, known: Ints) -> list[tuple[Matter, int]]:
        """Return the matter for each stretch of knowing, and at which of the days it begins."""
        parts = []
        for start, end, day in self._steps:
            left, right = np.searchsorted(known, [start, end], "left")
            for first, last, holding in self._conditions.over(known[left:right]):
                clock = Knowing(known[left + first : left + last])
                parts.append((self._matter(day, holding).on(clock), int(left) + first))
        return parts

    def _condition(self, condition: Condition) -> Happenings:
        """Return when the acts of a condition were reported."""
        scope = self.board.scope(self.agreement)
        columns = scope.columns
        chosen = columns.act_is(condition.acts) & columns.status_is(*TELLING)
        rows = np.nonzero(chosen[columns.claim])[0]
        if condition.by:
            rows = rows[columns.actors.any_of(scope.actors_for(condition.by), columns.claim[rows])]
        if condition.places:
            rows = rows[columns.places.any_of(scope.places_in(condition.places), columns.place_of[rows])]
        none = np.zeros(0, dtype=np.int64)
        return gather(columns, Words(rows, none, columns.first, columns.last, scope.admits, scope.doers))


def _all(matter: Matter) -> list[Matter]:
    return [
        matter,
        *(matter.of(bearer) for bearer in matter.provision.bearers if matter.provision.check == "reciprocal"),
    ]
