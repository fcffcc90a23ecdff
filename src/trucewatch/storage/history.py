"""Find a claim by any id it had, and tell what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.attach import attach_decisions
from trucewatch.storage.case import Case
from trucewatch.storage.decisions import Decision, undone

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """A claim from its first form to what it is now, None where it is no longer in the case.

    ``original`` is the claim as the machine made it, or as it was added, or, where neither is there any more, as it
    was when the first decision was taken. ``undone`` gives the undo that stands against a decision, by its id.
    """

    claim_id: str
    original: Row
    now: Row | None
    decisions: tuple[Decision, ...]
    undone: dict[str, Decision]


def find_claim(case: Case, claim_id: str) -> Row:
    """Return a claim as it stands, by its id, by the beginning of it, or by an id it had before a rebuild.

    Raises:
        UsageError: where no claim or more than one fits.
    """
    query = "SELECT * FROM claims WHERE starts_with(claim_id, ?) LIMIT 3"
    found = case.rows(query, [claim_id]) if claim_id else []
    exact = [row for row in found if row["claim_id"] == claim_id]
    if len(found) > 1 and not exact:
        raise UsageError(f"“{claim_id}” fits more than one claim; give more of its id.")
    if not found:
        earlier = {row["claim_id"] for row in _attached(case, claim_id).values()}
        found = [row for now in earlier for row in case.rows(query, [now])]
    if not found:
        raise UsageError(f"There is no claim with the id “{claim_id}” in {case.path}.")
    return (exact or found)[0]


def claim_history(case: Case, claim_id: str) -> History:
    """Return a claim's original, all decisions about it, undone ones included, and what it is now.

    Raises:
        UsageError: where neither the case nor any decision knows the id.
    """
    try:
        now: Row | None = find_claim(case, claim_id)
    except UsageError:
        if not any(decision.claim_id == claim_id for decision in case.decisions):
            raise
        now = None
    current = now["claim_id"] if now else claim_id
    attached = attach_decisions(case, case.decisions)
    concerned = {decision_id for decision_id, row in attached.items() if row["claim_id"] == current}
    told = [
        decision
        for decision in case.decisions
        if decision.claim_id in (current, claim_id) or {decision.decision_id, decision.undoes} & concerned
    ]
    made = case.rows("SELECT * FROM machine_claims WHERE claim_id = ?", [current])
    kept = [row for row in (*made, *(decision.before or decision.after for decision in told), now) if row]
    return History(current, kept[0], now, tuple(told), undone(case.decisions))


def _attached(case: Case, claim_id: str) -> dict[str, Row]:
    return attach_decisions(case, [decision for decision in case.decisions if decision.claim_id == claim_id])
