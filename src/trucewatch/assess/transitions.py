"""Reported changes of a fluent: each happening that begins a state, when it was, and who says and who denies it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trucewatch.agreements.fluent_table import HOLDER, FluentKind, StateRule
from trucewatch.agreements.model import Fluent
from trucewatch.assess.columns import PUBLICATION, Bools, Ints
from trucewatch.assess.days import LONG_AGO
from trucewatch.assess.happenings import DISPUTED, NOBODY, SHARP, Words, gather
from trucewatch.assess.hours import AFTER, BEFORE, Hour
from trucewatch.assess.lending import WIDE
from trucewatch.assess.matching import TELLING
from trucewatch.assess.quantities import worded
from trucewatch.assess.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A state that a happening began, between two days.

    ``claims`` assert it, ``denials`` deny it (rows of claims). ``doers`` are the parties that are said to have done it.
    ``part`` is true where its words speak of a part only, ``whole`` where they set no limit. ``confirms`` begins
    nothing. ``dated`` is false where its days are far apart; ``as_of`` is the last day by which
    claims say that it goes on. ``accounts`` are the days that claims which are not vague give.
    """

    state: str
    track: str
    value: str | None
    earliest: int
    latest: int
    claims: tuple[int, ...]
    denials: tuple[int, ...]
    doers: tuple[str, ...]
    passing: bool
    confirms: bool
    unless: str | None
    part: bool
    whole: bool
    dated: bool
    as_of: int
    accounts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Reading:
    """A fluent before the material as known on one day, since ``opens``; ``hour``: at which it then begins."""

    scope: Scope
    fluent: Fluent
    kind: FluentKind
    known: int
    opens: int
    hour: Hour | None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Those whom the fluent is about: its actors, else the parties of the agreement."""
        return self.fluent.actors or self.scope.agreement.parties

    def all_rows(self) -> Ints:
        """Return every row that a rule is met by, or denied by."""
        return np.unique(np.concatenate([rows for rule in self.kind.rules for rows in self._rows(rule)]))

    def transitions(self) -> list[Transition]:
        """Return the reported changes, by the latest day on which each can have been.

        Of several rules that a claim meets, the first of the table counts for each track.
        """
        found: list[Transition] = []
        taken: set[tuple[int, str]] = set()
        chosen: list[tuple[StateRule, Ints, Ints]] = []
        for rule in self.kind.rules:
            rows, denials = self._rows(rule)
            track = self.kind.track_of(rule.begins)
            claims = self.scope.columns.claim
            rows = rows[[(int(claim), track) not in taken for claim in claims[rows]]] if len(rows) else rows
            taken |= {(int(claim), track) for claim in claims[rows]}
            chosen.append((rule, rows, denials))
        spoken_of = self._spoken_of([(rule, rows) for rule, rows, _ in chosen])
        for rule, rows, denials in chosen:
            found += self._told(rule, rows[~np.isin(self.scope.columns.claim[rows], spoken_of)], denials)
        return sorted(found, key=lambda change: (change.latest, change.earliest, change.state, change.claims))

    def _spoken_of(self, chosen: list[tuple[StateRule, Ints]]) -> list[int]:
        """Return claims that lie in the words of another that begins another state of their track.

        Who tells of the lifting of a blockade tells of no new blockade.
        """
        table, claim = self.scope.columns.table, self.scope.columns.claim
        told = {int(one): rule for rule, rows in chosen for one in claim[rows]}
        picked = table.select(["document_id", "start", "end"]).take(pa.array(list(told), pa.int64())).to_pylist()
        spans = dict(zip(told, picked, strict=True))
        by_document: dict[str, list[int]] = {}
        for one, span in spans.items():
            by_document.setdefault(span["document_id"], []).append(one)
        return [
            inner
            for claims in by_document.values()
            for inner in claims
            for outer in claims
            if told[inner].begins != told[outer].begins
            and self.kind.track_of(told[inner].begins) == self.kind.track_of(told[outer].begins)
            and spans[outer]["start"] <= spans[inner]["start"]
            and spans[inner]["end"] <= spans[outer]["end"]
        ]

    def _rows(self, rule: StateRule) -> tuple[Ints, Ints]:
        """Return the rows that assert what a rule names, and those that deny it, as far as they were known."""
        columns = self.scope.columns
        rows = np.nonzero(columns.act_is(rule.acts)[columns.claim] & (columns.known <= self.known))[0]
        rows = rows[self._by(rule, columns.claim[rows]) & self._placed(rule, rows)]
        if rule.words:
            rows = rows[[bool(rule.words & self._words(int(claim))) for claim in columns.claim[rows]]] \
                if len(rows) else rows  # fmt: skip
        if rule.whose and len(rows):
            rows = rows[[bool(self._holders(rule, (int(claim),))) for claim in columns.claim[rows]]]
        status = columns.claim[rows]
        if rule.unprevented:
            return rows[columns.status_is("omitted")[status]], rows[:0]
        return rows[columns.status_is(*TELLING)[status]], rows[columns.status_is("denied")[status]]

    def _by(self, rule: StateRule, claims: Ints) -> Bools:
        if rule.by is None:
            return np.ones(len(claims), dtype=np.bool_)
        scope = self.scope
        direct = scope.columns.actors.any_of(scope.actors_for(self.subjects), claims)
        stand = scope.columns.actors.any_of(scope.actors_standing_for(self.subjects), claims)
        lone = scope.columns.actors.empty()[claims] if rule.by == "party" else np.zeros(len(claims), dtype=np.bool_)
        return np.asarray(direct | stand | lone)

    def _placed(self, rule: StateRule, rows: Ints) -> Bools:
        """Return which rows are at the fluent's place; without one, those whose actor is the contingent itself."""
        scope, columns = self.scope, self.scope.columns
        places = self.fluent.places
        if not places:
            return np.ones(len(rows), dtype=np.bool_)
        claims = columns.place_of[rows]
        here = columns.places.any_of(scope.places_in(places), claims)
        if rule.land:
            here |= columns.places.any_of(scope.lands_of(places), claims)
        if not rule.placeless:
            return here
        nowhere = columns.places.empty()[claims]
        contingents = [actor for actor in self.subjects if scope.belonging.kind(actor) == "peacekeepers"]
        owners = scope.actors_for(contingents or self.subjects)
        return np.asarray(here | np.asarray(nowhere & columns.actors.any_of(owners, columns.claim[rows])))

    def _words(self, claim: int) -> frozenset[str]:
        return self.scope.columns.spoken(claim)

    def _told(self, rule: StateRule, rows: Ints, denials: Ints) -> list[Transition]:
        """Return the transitions of one rule, one a happening (and, of territory, a holder)."""
        scope, columns = self.scope, self.scope.columns
        first = scope.first
        rows = rows[columns.last[rows] >= self.opens]
        if self.hour is not None:
            sides = scope.hours.sides(rows, self.hour)
            certain = (columns.first[rows] > self.opens) | (sides == AFTER) if rule.dated else True
            rows = rows[(sides != BEFORE) & certain]
        elif rule.dated:
            rows = rows[columns.first[rows] >= self.opens]
        rows = rows[columns.basis[rows] != PUBLICATION] if rule.dated or rule.confirms else rows
        words = Words(rows, denials, np.maximum(first, self.opens), columns.last, scope.admits, scope.doers)
        found = gather(columns, words)
        now = found.take((found.known_from <= self.known) & (self.known < found.known_to))
        told = []
        of_event = grouped(columns.event[columns.claim[rows]], rows)
        for event, earliest, latest, standing in zip(now.event, now.earliest, now.latest, now.standing, strict=True):
            own = of_event[int(event)]
            against = self._denying(denials, int(event), words, (int(earliest), int(latest)), own)
            told += self._transitions(rule, own, against if standing == DISPUTED and not rule.confirms else against[:0],
                                      (int(earliest), int(latest)))  # fmt: skip
        return told

    def _denying(self, denials: Ints, event: int, words: Words, days: tuple[int, int], own: Ints) -> Ints:
        """Return the denials of a happening: its own, and those of the same act in its days, by the same party."""
        columns = self.scope.columns
        events, acts = columns.event[columns.claim[denials]], columns.act[columns.claim[denials]]
        meets = (words.first[denials] <= days[1]) & (words.last[denials] >= days[0])
        doers, deniers = self.scope.doers[columns.claim[own]], self.scope.doers[columns.claim[denials]]
        same = np.isin(deniers, doers) | (deniers == NOBODY) | (doers == NOBODY).any()
        alike = np.isin(acts, columns.act[columns.claim[own]]) & meets & same
        return np.asarray(denials[(events == event) | alike])

    def _transitions(self, rule: StateRule, rows: Ints, denials: Ints, days: tuple[int, int]) -> list[Transition]:
        columns = self.scope.columns
        claims = tuple(sorted({int(claim) for claim in columns.claim[rows]}))
        holders = self._holders(rule, claims) if rule.whose else (None,)
        spoken = [self._words(claim) for claim in claims]
        made = []
        for holder in holders:
            state = holder if rule.begins == HOLDER and holder else rule.begins
            if state == HOLDER:
                continue
            made.append(Transition(
                state=state, track=self.kind.track_of(rule.begins), value=self._value(rule, claims, holder),
                earliest=days[0], latest=days[1], claims=claims,
                denials=tuple(sorted({int(claim) for claim in columns.claim[denials]})), doers=self._doers(claims),
                passing=rule.passing, confirms=rule.confirms, unless=rule.unless,
                part=any(self.kind.parts & words for words in spoken),
                whole=not all(self.kind.parts & words for words in spoken),
                dated=days[1] - days[0] <= WIDE,
                accounts=self._accounts(rows),
                as_of=int(columns.last[rows[columns.status_is("ongoing")[columns.claim[rows]]]].max(initial=LONG_AGO)),
            ))  # fmt: skip
        return made

    def _accounts(self, rows: Ints) -> tuple[tuple[int, int], ...]:
        first, last = self.scope.first[rows].tolist(), self.scope.columns.last[rows].tolist()
        given = sorted(set(zip(first, last, strict=True)))
        sharp = ([days for days in given if days[1] - days[0] <= width] for width in SHARP)
        return tuple(next((days for days in sharp if days), []))

    def _holders(self, rule: StateRule, claims: tuple[int, ...]) -> tuple[str, ...]:
        """Return which of the fluent's actors took or were given it (or left it), by the claims."""
        lists = self.scope.columns.actors if rule.whose == "actors" else self.scope.columns.recipients
        named = [name for claim in claims for name in lists.of(claim)]
        acts_for = self.scope.belonging.acts_for
        return tuple(actor for actor in self.subjects if any(acts_for(name, [actor]) for name in named))

    def _doers(self, claims: tuple[int, ...]) -> tuple[str, ...]:
        actors, belonging = self.scope.columns.actors, self.scope.belonging
        return tuple(sorted({belonging.party(name) for claim in claims for name in actors.of(claim)}))

    def _value(self, rule: StateRule, claims: tuple[int, ...], holder: str | None) -> str | None:
        if self.kind.counts:
            return worded(self.scope.figures, self.scope.columns, claims, self.kind.counts)
        return holder if rule.begins != HOLDER else None


def grouped(keys: Ints, rows: Ints) -> dict[int, Ints]:
    """Return rows by their keys, each group in order."""
    order = np.argsort(keys, kind="stable")
    found, starts = np.unique(keys[order], return_index=True)
    return dict(zip(found.tolist(), np.split(rows[order], starts[1:]), strict=True)) if len(rows) else {}
