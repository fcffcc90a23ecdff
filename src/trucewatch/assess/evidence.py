"""The claims that bear on a provision, one by one in their words, and whether each counts on the days asked about."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.columns import DATED_BY, Columns, Ints
from trucewatch.assess.days import iso_day
from trucewatch.assess.matter import Matter
from trucewatch.assess.voices import KINDS
from trucewatch.records.claim import STATUSES
from trucewatch.records.finding import Evidence


def list_evidence(matter: Matter, on: int) -> list[Evidence]:
    """Return what bears on a matter on a day, by bearing and day; each claim once, as it is told best."""
    match, ban = matter.match, matter.provision.kind == "ban"
    groups = (
        ("against", np.concatenate([match.breaching, match.omitting])), ("denies breach", match.clearing),
        ("for", match.doing), ("denies doing", np.setdiff1d(match.undoing, match.omitting)),
        ("context", match.planning), ("context", match.open_day),
    )  # fmt: skip
    open_days = set(match.open_day.tolist())
    found: dict[tuple[str, str], Evidence] = {}
    for bearing, rows in groups:
        if ban and bearing in ("for", "denies doing"):
            continue
        for row in rows.tolist():
            evidence = _evidence(matter, row, bearing, (row in open_days, on))
            key = (evidence.claim_id, bearing)
            if key not in found or _better(evidence, found[key]):
                found[key] = evidence
    return sorted(found.values(), key=_order)


def _evidence(matter: Matter, row: int, bearing: str, asked: tuple[bool, int]) -> Evidence:
    scope, match = matter.scope, matter.match
    columns = scope.columns
    claim = int(columns.claim[row])
    told = {name: columns.table[name][claim].as_py() for name in ("claim_id", "document_id", "start", "quote", "act")}
    origin = int(columns.voices.origin[claim])
    side = int(columns.voices.side[origin])
    counts, why = _counts(matter, row, bearing, asked)
    earliest = int(match.first[row] if match.first[row] <= match.last[row] else columns.first[row])
    return Evidence(
        **told, bearing=bearing, status=STATUSES[columns.status[claim]], happening=columns.happening(claim),
        earliest=iso_day(earliest), latest=iso_day(int(match.last[row])),
        dated_by=DATED_BY[columns.basis[row]], origin=columns.voices.keys[origin],
        origin_kind=KINDS[columns.voices.kind[origin]], says=columns.voices.names[origin],
        side=columns.voices.sides[side] if side >= 0 else None, admits=bool(scope.admits[claim]),
        known_on=iso_day(int(columns.known[row])), counts=counts, why=why,
    )  # fmt: skip


def _counts(matter: Matter, row: int, bearing: str, asked: tuple[bool, int]) -> tuple[bool, str]:
    """Return whether a row counts and why; ``asked`` is whether its day is open, and the day asked about."""
    columns, match = matter.scope.columns, matter.match
    no_day, on = asked
    if columns.known[row] > matter.clock.days[0]:
        return False, "it was not certainly published by the day of knowing"
    if no_day:
        return False, "its day is not known; it may have been before the provision bound anybody"
    if bearing == "context":
        return False, "it announces what is owed; a plan is no deed"
    denies = bearing.startswith("denies")
    if not denies and match.last[row] > on:
        return False, "it had not certainly happened by the day asked about"
    if not columns.credible[columns.claim[row]]:
        return True, "it counts, as an author's own voice or the word of nobody who is named"
    return True, "it counts"


def origins_among(columns: Columns, rows: Ints) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the independent origins of rows, and their sides, in order of name."""
    origins = sorted(set(columns.voices.origin[columns.claim[rows]].tolist()))
    sides = {
        columns.voices.sides[columns.voices.side[origin]] for origin in origins if columns.voices.side[origin] >= 0
    }
    return columns.voices.independent(origins), tuple(sorted(sides))


def _better(new: Evidence, old: Evidence) -> bool:
    """Return whether another telling of a claim tells more: it counts, or its day is known more closely."""
    if new.counts != old.counts:
        return new.counts
    return (new.earliest or "") > (old.earliest or "") or (new.latest or "9") < (old.latest or "9")


def _order(evidence: Evidence) -> tuple[int, str, str, str]:
    bearings = ("against", "denies breach", "for", "denies doing", "context")
    return bearings.index(evidence.bearing), evidence.latest or "9", evidence.happening, evidence.claim_id
