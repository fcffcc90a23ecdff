"""The claims that bear on a provision, one by one in their words, and whether each counts on the days asked about."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.columns import DATED_BY, Columns, Ints
from trucewatch.assess.days import iso_day
from trucewatch.assess.matter import Matter
from trucewatch.assess.voices import KINDS
from trucewatch.records.claim import STATUSES
from trucewatch.records.finding import BEARINGS, Evidence

DECIDING = tuple(bearing for bearing in BEARINGS if bearing != "context")


def list_evidence(matter: Matter, on: int) -> list[Evidence]:
    """Return what bears on a matter on a day, by bearing and day; each claim once, as it is told best."""
    match, ban = matter.match, matter.provision.kind == "ban"
    contrary, kept, denying = matter.state_rows()
    groups = (
        ("against", np.concatenate([match.breaching, match.omitting, contrary])),
        ("denies breach", np.concatenate([match.clearing, denying])), ("for", np.concatenate([match.doing, kept])),
        ("denies doing", np.setdiff1d(match.undoing, match.omitting)),
        ("context", match.planning), ("context", match.open_day), ("context", match.earlier),
    )  # fmt: skip
    aside = _aside(matter)
    found: dict[tuple[str, str], Evidence] = {}
    for bearing, rows in groups:
        if ban and bearing in ("for", "denies doing"):
            continue
        for row in rows.tolist():
            evidence = _evidence(matter, row, bearing, (aside.get(row) if bearing == "context" else None, on))
            key = (evidence.claim_id, bearing)
            if bearing == "context" and any((evidence.claim_id, other) in found for other in DECIDING):
                continue
            if key not in found or _better(evidence, found[key]):
                found[key] = evidence
    return sorted(found.values(), key=_order)


def _aside(matter: Matter) -> dict[int, str]:
    """Return why rows are set aside that could count against it: their day or hour is not known, or too early."""
    columns, match, hour = matter.scope.columns, matter.match, matter.span.hour
    reasons = dict.fromkeys(match.earlier.tolist(), f"it was before {hour}, when the provision began to bind")
    for row in match.open_day.tolist():
        same = hour is not None and columns.first[row] == columns.last[row] == hour.day
        reasons[row] = (
            f"it was on the day on which the provision began to bind; nothing tells whether before or after {hour}"
            if same
            else "its day is not known; it may have been before the provision bound anybody"
        )
    return reasons


def _evidence(matter: Matter, row: int, bearing: str, asked: tuple[str | None, int]) -> Evidence:
    scope, match = matter.scope, matter.match
    columns = scope.columns
    claim = int(columns.claim[row])
    told = {name: columns.table[name][claim].as_py() for name in ("claim_id", "document_id", "start", "quote", "act")}
    origin = int(columns.voices.origin[claim])
    side = int(columns.voices.side[origin])
    counts, why = _counts(matter, row, bearing, asked)
    clipped = bearing != "context" and match.first[row] <= match.last[row]
    earliest = int(match.first[row] if clipped else columns.first[row])
    return Evidence(
        **told, bearing=bearing, status=STATUSES[columns.status[claim]], happening=columns.happening(claim),
        earliest=iso_day(earliest), latest=iso_day(int(match.last[row])),
        dated_by=DATED_BY[columns.basis[row]], origin=columns.voices.keys[origin],
        origin_kind=KINDS[columns.voices.kind[origin]], says=columns.voices.names[origin],
        side=columns.voices.sides[side] if side >= 0 else None, admits=bool(scope.admits[claim]),
        known_on=iso_day(int(columns.known[row])), counts=counts, why=why,
    )  # fmt: skip


def _counts(matter: Matter, row: int, bearing: str, asked: tuple[str | None, int]) -> tuple[bool, str]:
    """Return whether a row counts and why; ``asked`` is why it is set aside (else None), and the day asked about."""
    columns, match = matter.scope.columns, matter.match
    aside, on = asked
    if columns.known[row] > matter.clock.days[0]:
        return False, "it was not certainly published by the day of knowing"
    if aside:
        return False, aside
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
