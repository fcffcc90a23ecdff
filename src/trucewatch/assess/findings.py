"""Findings: the status of a provision on one pair of days with everything that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from trucewatch.assess.aims import standing_of
from trucewatch.assess.columns import Ints
from trucewatch.assess.days import ALWAYS, LONG_AGO, NEVER, day_number, iso_day
from trucewatch.assess.evidence import origins_among
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED, Happenings
from trucewatch.assess.matter import Matter
from trucewatch.assess.missing import what_is_missing
from trucewatch.assess.provisions import Board, ProvisionCase
from trucewatch.assess.rules import IDS, RULES
from trucewatch.assess.stretches import Stretch
from trucewatch.records.finding import FINDINGS, Finding, Verdict

SCORES: Mapping[str, tuple[int, int] | None] = {
    "pending": (0, 0), "overdue": (0, 0), "kept so far": (3, 3), "fulfilled": (3, 3), "fulfilled late": (3, 3),
    "partly fulfilled": (1, 2), "breached": (0, 1), "alleged breach": (0, 3), "disputed": (0, 3), "no report": None,
    "suspended": None, "lapsed": None,
}  # fmt: skip
"""The least and the most that each status is worth on the scale of the Peace Accords Matrix (0 to 3)."""
GRADED = {ESTABLISHED: "Fair", DISPUTED: "Contested", ALLEGED: "Weak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days asked about, as ISO days: ``known`` None is by everything; ``snapshot`` names what it is computed on."""

    on: str
    known: str | None = None
    snapshot: str = ""
    verdicts: Mapping[str, Sequence[Verdict]] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, int]:
        """Both days as numbers."""
        return day_number(self.on), ALWAYS if self.known is None else day_number(self.known)


def assess_board(board: Board, days: Days) -> list[Finding]:
    """Return the finding of every provision on one pair of days, in the order of the files."""
    return [assess_provision(board[name], days) for name in board.names]


def assess_provision(case: ProvisionCase, days: Days) -> Finding:
    """Return the finding of one provision on one pair of days."""
    on, known = days.numbers
    matter = case.matter(known)
    rule_id = IDS[int(case.rules(np.array([on]), np.array([known]))[0, 0])]
    rule, span = RULES[rule_id], matter.span
    rows = _rows(matter, on)
    supporting, supporting_sides = origins_among(matter.scope.columns, rows.supporting)
    contrary, contrary_sides = origins_among(matter.scope.columns, rows.contrary)
    low, high = _scores(matter, rule.status, on)
    return Finding(
        agreement_id=case.agreement.id, provision_id=case.provision.id, on=days.on, known=days.known,
        status=rule.status, rule=rule_id, why=rule.why, opens=iso_day(span.opens) if span.opens > 1 else None,
        due=_iso(span.due), closes=_iso(span.closes), supporting=supporting, supporting_sides=supporting_sides,
        contrary=contrary, contrary_sides=contrary_sides, claims_for=_claims(matter, rows.supporting),
        claims_against=_claims(matter, rows.contrary), breaches=_breaches(matter, on),
        grade=_grade(matter, rule.status, on),
        score_low=low, score_high=high, missing=what_is_missing(matter, rule_id, on),
        verdict=_verdict(days, case.name), snapshot=days.snapshot,
    )  # fmt: skip


def _scores(matter: Matter, status: str, on: int) -> tuple[int, int] | tuple[None, None]:
    """Return what a status is worth; nothing is scored before its agreement is in force."""
    return (None, None) if on < matter.in_force_from else SCORES[status] or (None, None)


def status_history(case: ProvisionCase, known: int) -> list[tuple[str | None, str, str]]:
    """Return from which day on which status and rule held, by what was known on one day; the first from before all."""
    ((_, turns),) = case.turns(np.array([known]))
    steps = zip(turns.days[:, 0].tolist(), turns.rules[:, 0].tolist(), strict=True)
    # Of several turns on one day the last holds.
    return _told({max(day, LONG_AGO): rule for day, rule in steps if day < NEVER})


def learning_history(case: ProvisionCase, on: int) -> list[tuple[str | None, str, str]]:
    """Return from which day of knowing on which status and rule held for one day asked about."""
    points = case.change_points
    rules = case.rules(np.array([on]), points)[0]
    return _told(
        {day if day > 1 else LONG_AGO: rule for day, rule in zip(points.tolist(), rules.tolist(), strict=True)}
    )


def _told(steps: Mapping[int, int]) -> list[tuple[str | None, str, str]]:
    """Return the steps at which the rule changes, with day, status and rule."""
    told: list[tuple[str | None, str, str]] = []
    for day, rule in steps.items():
        if not told or told[-1][2] != IDS[rule]:
            told.append((iso_day(day), RULES[IDS[rule]].status, IDS[rule]))
    return told


@dataclass(frozen=True, slots=True)
class _Rows:
    supporting: Ints
    contrary: Ints


def _rows(matter: Matter, on: int) -> _Rows:
    """Return the rows for and against that count on a day."""
    match, ban = matter.match, matter.provision.kind == "ban"
    denied = matter.heard
    contrary, kept, denying = matter.state_rows()
    against = matter.counting(np.concatenate([match.breaching, match.omitting, contrary]), on)
    if ban:
        return _Rows(denied(match.clearing), against)
    doing = matter.counting(np.concatenate([match.doing, kept]), on)
    supporting = np.concatenate([doing, denied(match.clearing), denied(denying)])
    return _Rows(supporting, np.concatenate([against, denied(match.undoing)]))


def _claims(matter: Matter, rows: Ints) -> tuple[str, ...]:
    columns = matter.scope.columns
    return tuple(sorted({columns.claim_id(claim) for claim in columns.claim[rows].tolist()}))


def _breaches(matter: Matter, on: int) -> tuple[str, ...]:
    """Return what keys the happenings against the provision, oldest first."""
    columns, match = matter.scope.columns, matter.match
    rows = matter.counting(np.concatenate([match.breaching, match.omitting, matter.state_rows()[0]]), on)
    ordered = rows[np.lexsort((match.first[rows], match.last[rows]))]
    return tuple(dict.fromkeys(columns.happening(claim) for claim in columns.claim[ordered].tolist()))


def _grade(matter: Matter, status: str, on: int) -> str | None:
    """Return how well the finding stands: by the best of the happenings that decide it."""
    if status == "disputed":
        return GRADED[DISPUTED]
    if status in ("alleged breach", "breached"):
        found = [*_present(matter, matter.breaches, on), *_present(matter, matter.omissions, on), *_states(matter, on)]
        found = found or _present(matter, matter.done, on)
    elif status in ("fulfilled", "fulfilled late", "partly fulfilled", "kept so far"):
        found = _present(matter, matter.done, on) or _kept(matter, on)
    else:
        return None
    if not found:
        return None
    if any(admitted and standing == ESTABLISHED for standing, admitted in found):
        return "Confirmed"
    return GRADED[max(standing for standing, _ in found)]


def _present(matter: Matter, found: Happenings, on: int) -> list[tuple[int, bool]]:
    """Return how the happenings stand that count on a day."""
    known = int(matter.clock.days[0])
    here = found.take((found.latest <= on) & (found.known_from <= known) & (known < found.known_to))
    return list(zip(here.standing.tolist(), here.admitted.tolist(), strict=True))


def _states(matter: Matter, on: int) -> list[tuple[int, bool]]:
    """Return how the states stand that are contrary to a promised one by a day, and whether they are admitted."""
    if matter.aim is None:
        return []
    here = [one for one in matter.aim.contrary(int(matter.clock.days[0]))
            if (day := matter.binding.day_in(one)) is not None and day <= on]  # fmt: skip
    return [(standing_of(matter.aim.case, one), _admitted(matter, one)) for one in here]


def _kept(matter: Matter, on: int) -> list[tuple[int, bool]]:
    """Return how the promised state stands by a day, where reports tell of it; nobody admits what is owed."""
    if matter.aim is None:
        return []
    here = [one for one in matter.aim.promised(int(matter.clock.days[0])) if one.begins[1] <= on]
    return [(standing_of(matter.aim.case, one), False) for one in here]


def _admitted(matter: Matter, stretch: Stretch) -> bool:
    return bool(matter.scope.admits[[row for change in stretch.told for row in change.claims]].any())


def _verdict(days: Days, name: str) -> Verdict | None:
    """Return the last decision of a person that holds on the day asked about."""
    holding = [verdict for verdict in days.verdicts.get(name, ()) if verdict.on <= days.on]
    return holding[-1] if holding else None


def _iso(day: int | None) -> str | None:
    return iso_day(day) if day is not None and LONG_AGO < day < NEVER else None


if set(SCORES) != set(FINDINGS):
    raise RuntimeError("every status needs a score")
