"""The status of provisions on two clocks: the day asked about, and the day of knowing.

A status changes only on days on which something that bears on the provision had happened, became known, or an edge of
its window passes (its change points); between them it is the same, so that it is worked out there alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from trucewatch.agreements.calendar import CONDITION
from trucewatch.agreements.model import Agreement, Condition, Provision
from trucewatch.assess.checks import TABLE, undecided
from trucewatch.assess.clocks import Clocks
from trucewatch.assess.columns import Ints
from trucewatch.assess.days import ALWAYS, NEVER
from trucewatch.assess.happenings import Happenings, Words, first_days, gather
from trucewatch.assess.matching import TELLING, Bounds, match_provision
from trucewatch.assess.matter import Matter
from trucewatch.assess.rules import STATUS_OF, Codes, first_that_holds
from trucewatch.assess.scope import Material, Scope, make_scope
from trucewatch.assess.spans import Neighbours, depends_on, neighbours_of, span_of
from trucewatch.casebook.model import Casebook

NOW = Clocks(np.array([NEVER]), np.array([ALWAYS]))


class Board:
    """All provisions of the agreements of a case, before one body of material."""

    def __init__(self, material: Material, agreements: Sequence[Agreement], casebook: Casebook) -> None:
        self.material = material
        self.agreements = tuple(agreements)
        self._near = neighbours_of(agreements)
        self._scopes = {agreement.id: make_scope(material, casebook, agreement) for agreement in agreements}
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

    @property
    def name(self) -> str:
        """Its name among all agreements of the case."""
        return f"{self.agreement.id}/{self.provision.id}"

    def rules(self, clocks: Clocks) -> Codes:
        """Return for each pair of days the number of the rule that decides (see `assess.rules`)."""
        found = np.zeros(clocks.shape, dtype=np.int8)
        for matter, left, right in self._parts(clocks):
            check = TABLE[self.provision.check] if self.provision.check else undecided
            found[:, left:right] = first_that_holds(check(matter))
        return found

    def statuses(self, clocks: Clocks) -> Codes:
        """Return for each pair of days the number of the status in `FINDINGS`."""
        return np.asarray(STATUS_OF[self.rules(clocks)])

    def daily(self, on: Ints, known: Ints) -> Codes:
        """Return the statuses on any days, worked out at the change points and held between them."""
        points = self.change_points
        rows = np.searchsorted(points.on, on, "right") - 1
        columns = np.searchsorted(points.known, known, "right") - 1
        return np.asarray(self.statuses(points)[rows][:, columns])

    def matter(self, on: int, known: int) -> Matter:
        """Return the matter on one pair of days."""
        return self._parts(Clocks(np.array([on]), np.array([known])))[0][0]

    @cached_property
    def change_points(self) -> Clocks:
        """The days on which its status can change; the first of each clock is before all others."""
        on, known = [1, NEVER], [1, ALWAYS]
        for matter in self._matters:
            span = matter.span
            edges = [span.opens, span.due, span.closes, span.notice_by, span.term_ends]
            on += [edge + step for edge in edges if edge is not None for step in (0, 1)]
            on += [edge + step for stretch in span.suspended for edge in stretch for step in (0, 1)]
            known += [_reported_since(matter)]
            for part in _all(matter):
                for found in (part.done, part.breaches, part.omissions):
                    on += found.latest.tolist()
                    known += [*found.known_from.tolist(), *found.known_to.tolist()]
                rows = np.concatenate([part.match.planning, part.match.undoing, part.match.open_day])
                known += part.scope.columns.known[rows].tolist()
        known += [start for start, _, _ in self._steps]
        for other in self._others:
            points = other.change_points
            on, known = on + points.on.tolist(), known + points.known.tolist()
        days = _within(on)
        return Clocks(days[days < NEVER], _within(known))

    @cached_property
    def done(self) -> Happenings:
        """When it was reported done, whatever its window, for others that count from it."""
        match = match_provision(self.board.scope(self.agreement), self.provision, Bounds(), self.provision.bearers)
        scope = self.board.scope(self.agreement)
        return gather(scope.columns, Words(match.doing, match.undoing, match.first, match.last, scope.admits))

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
    def _matters(self) -> list[Matter]:
        scope = self.board.scope(self.agreement)
        others = {other.provision.id: other for other in self._others}

        def other(name: str) -> Matter | None:
            found = others.get(name.rpartition("/")[2])
            return found._matters[0] if found else None

        return [
            Matter(scope, self.provision, span_of(self.agreement, self.provision, self.board.near, day), NOW, other)
            for _, _, day in self._steps
        ]

    def _parts(self, clocks: Clocks) -> list[tuple[Matter, int, int]]:
        """Return the matter for each stretch of knowing, and which days of knowing lie in it."""
        parts = []
        for matter, (start, end, _) in zip(self._matters, self._steps, strict=True):
            left, right = np.searchsorted(clocks.known, [start, end], "left")
            if left < right:
                parts.append((matter.on(Clocks(clocks.on, clocks.known[left:right])), int(left), int(right)))
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
        return gather(columns, Words(rows, none, columns.first, columns.last, scope.admits))


def _all(matter: Matter) -> list[Matter]:
    return [
        matter,
        *(matter.of(bearer) for bearer in matter.provision.bearers if matter.provision.check == "reciprocal"),
    ]


def _reported_since(matter: Matter) -> int:
    published = matter.scope.columns.published
    return int(published[(published >= matter.span.opens) & (published < NEVER)].min(initial=ALWAYS))


def _within(days: list[int]) -> Ints:
    """Return days in order, each once, none before the first day or after the last of the scale."""
    return np.unique(np.clip(np.array(days, dtype=np.int64), 1, ALWAYS))
