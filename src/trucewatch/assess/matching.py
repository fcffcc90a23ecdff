"""Which claims bear on a provision, and how: for it, against it, denying one or the other.

A claim matches by act, by who acts (for its bearers; of a contingent also its state, where the place fits), by place
(lying in those of the provision; without any place only between parties of the agreement) and by day: what may have
been before the provision bound anybody does not count against it. What was owed when it opened had not been done yet,
so that a report of its doing needs no day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trucewatch.agreements.model import ANYONE, Provision
from trucewatch.assess.columns import Bools, Ints
from trucewatch.assess.days import LONG_AGO, NEVER
from trucewatch.assess.hours import AFTER, BEFORE, Hour, Sides
from trucewatch.assess.objects import names_object
from trucewatch.assess.scope import Scope

TELLING = ("happened", "ongoing", "alleged")
"""Statuses of claims that say that something was done."""
ROUTE_ACTS = (
    "blockade",
    "checkpoint",
    "access-denied",
    "convoy-stopped",
    "restriction",
    "convoy-through",
    "closure-lifted",
)
"""Acts that, done to a whole land, are done to every way into it."""
WAYS = frozenset({"corridor", "road", "bridge"})
OMITTED_ONLY = frozenset({"protection"})
"""Acts that claims hold only where they were owed and left undone."""


@dataclass(frozen=True, slots=True)
class Match:
    """Rows of the columns that bear on a provision, with the days between which they were, as it sees them.

    ``doing`` say that what is owed was done, ``undoing`` that it was not, ``omitting`` these and those that call it
    left undone by its bearers; ``breaching`` that something was done against it, ``clearing`` deny that. ``planning``
    announce what is owed. ``open_day`` would count against it if their day (or hour) were known; ``earlier`` were
    on the day on which it opened, but before its hour.
    """

    first: Ints
    last: Ints
    doing: Ints
    undoing: Ints
    omitting: Ints
    breaching: Ints
    clearing: Ints
    planning: Ints
    open_day: Ints
    earlier: Ints


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which a provision binds; ``certain_from`` is the first day that lies wholly in it.

    ``hour`` is that at which it opens, None where it opens with a day. ``halts`` are days between on which it does not
    bind, or may not.
    """

    opens: int = LONG_AGO
    certain_from: int = LONG_AGO
    closes: int = NEVER
    hour: Hour | None = None
    halts: tuple[tuple[int, int], ...] = ()


def match_provision(scope: Scope, provision: Provision, bounds: Bounds, bearers: tuple[str, ...]) -> Match:
    """Return the rows that bear on a provision of the scope's agreement.

    Args:
        scope: The material as the agreement sees it.
        provision: The provision.
        bounds: When it binds.
        bearers: Who owes it, here (for reciprocal duties one at a time).
    """
    columns = scope.columns
    owed = () if provision.kind == "ban" else provision.conduct.acts
    wrong, wrong_by = _wrong(provision, bearers)
    left = tuple(dict.fromkeys([*owed, *(act for act in provision.breach.acts if act in OMITTED_ONLY)]))
    first = scope.first
    find = _Finder(scope, provision, bounds, first)
    telling = columns.status_is(*TELLING)
    breach = find.rows(columns.act_is(wrong), wrong_by, lone=wrong_by == (ANYONE,), wrong=True)
    owing = find.about(find.rows(columns.act_is(owed), bearers, lone=bool(provision.conduct.places)))
    omitted = find.rows(columns.act_is(left) & columns.status_is("omitted"), bearers)
    breach = find.about(breach) if provision.kind == "ban" else breach
    status = columns.claim
    doing = owing[telling[status[owing]]]
    undoing = owing[columns.status_is("denied")[status[owing]]]
    against = np.concatenate([breach[telling[status[breach]]], omitted, undoing])
    sides = find.sides(against)
    against, earlier = against[sides != BEFORE], against[sides == BEFORE]
    dated = find.surely(against)
    breaching = np.intersect1d(against[dated], breach) if provision.kind != "ban" else np.unique(against[dated])
    return Match(
        first=np.maximum(first, bounds.opens), last=columns.last, doing=find.after(doing),
        undoing=find.after(undoing),
        omitting=np.setdiff1d(against[dated], breaching), breaching=breaching,
        clearing=find.after(breach[columns.status_is("denied")[status[breach]]]),
        planning=owing[columns.status_is("planned")[status[owing]]],
        open_day=against[~dated & (columns.last[against] >= bounds.opens) & (first[against] <= bounds.closes)],
        earlier=earlier,
    )  # fmt: skip


def _wrong(provision: Provision, bearers: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the acts that are wrong when done, and by whom.

    An act that is owed, or that claims hold only as left undone, is wrong where it is left undone, not where done.
    """
    if provision.kind == "ban":
        return (*provision.conduct.acts, *provision.breach.acts), provision.breach.by or bearers
    owed = OMITTED_ONLY | set(provision.conduct.acts)
    return tuple(act for act in provision.breach.acts if act not in owed), provision.breach.by or bearers


class _Finder:
    """Tests of rows against one provision, the cheapest first."""

    def __init__(self, scope: Scope, provision: Provision, bounds: Bounds, first: Ints) -> None:
        self._scope, self._bounds, self._first = scope, bounds, first
        agreement = scope.agreement
        self._specific = bool(provision.conduct.places)
        targets = provision.conduct.places or agreement.territory
        self._places = scope.places_in(targets) if targets else None
        everybody = (*agreement.parties, *provision.bearers, *provision.beneficiaries)
        self._between = scope.recipients_for(everybody)
        self._owed = scope.recipients_for(provision.beneficiaries)
        ways = [place for place in provision.conduct.places if scope.containment.kind(place) in WAYS]
        self._lands = scope.lands_of(ways)
        self._route = scope.columns.act_is(ROUTE_ACTS)
        self._objects = () if provision.conduct.places else provision.conduct.objects
        self._continuing = provision.check in ("never_done", "kept_up")

    def rows(self, claims: Bools, by: tuple[str, ...], lone: bool = False, wrong: bool = False) -> Ints:
        """Return the rows of claims that are by somebody and at a place of the provision.

        ``lone``: also by nobody who is named. ``wrong``: they are against the provision.
        """
        columns, scope = self._scope.columns, self._scope
        rows = np.nonzero(claims[columns.claim])[0]
        claim = columns.claim[rows]
        here, nowhere = self._placed(rows, wrong)
        if self._lands.any():
            here = here | (self._route[claim] & columns.places.any_of(self._lands, columns.place_of[rows]))
        if by == (ANYONE,):
            return rows[here]
        direct = columns.actors.any_of(scope.actors_for(by), claim)
        stand = columns.actors.any_of(scope.actors_standing_for(by), claim)
        nobody = columns.actors.empty()[claim]
        paired = columns.recipients.any_of(self._between, claim) | columns.recipients.empty()[claim]
        placeless = nowhere & direct & (paired if self._continuing else ~np.bool_(self._specific))
        return rows[(here & (direct | stand | (nobody & lone))) | placeless]

    def surely(self, rows: Ints) -> Bools:
        """Return for each row whether it certainly was while the provision bound."""
        first = self._first[rows]
        since = (first >= self._bounds.certain_from) | (self.sides(rows) == AFTER)
        bound = since & (first <= self._bounds.closes)
        for begin, end in self._bounds.halts:
            bound &= (first > end) | (self._scope.columns.last[rows] < begin)
        return np.asarray(bound)

    def sides(self, rows: Ints) -> Sides:
        """Return for each row whether it was before or after the hour at which the provision opened."""
        if self._bounds.hour is None:
            return np.zeros(len(rows), dtype=np.int8)
        return self._scope.hours.sides(rows, self._bounds.hour)

    def after(self, rows: Ints) -> Ints:
        """Return the rows that do not lie wholly before the provision opened, or after it closed."""
        columns = self._scope.columns
        kept = (columns.last[rows] >= self._bounds.opens) & (self._first[rows] <= self._bounds.closes)
        return np.asarray(rows[kept & (self.sides(rows) != BEFORE)])

    def about(self, rows: Ints) -> Ints:
        """Return the rows whose words name an object of the provision, where it names objects and no places."""
        columns = self._scope.columns
        if not self._objects:
            return rows
        claims = np.unique(columns.claim[rows])
        named = {int(claim) for claim in claims if names_object(columns, int(claim), self._objects)}
        return rows[np.array([int(claim) in named for claim in columns.claim[rows]], dtype=np.bool_)]

    def _placed(self, rows: Ints, wrong: bool) -> tuple[Bools, Bools]:
        """Return whether rows are at a place of the provision, and whether they name no place.

        A provision of no place is about what its parties do to each other: a wrong needs one to whom it was owed.
        """
        columns = self._scope.columns
        claims = columns.place_of[rows]
        nowhere = columns.places.empty()[claims]
        if self._places is not None:
            return columns.places.any_of(self._places, claims), nowhere
        if wrong:
            suffered = columns.recipients.any_of(self._owed, columns.claim[rows])
            return suffered, np.zeros(len(rows), dtype=np.bool_)
        return np.ones(len(rows), dtype=np.bool_), nowhere
