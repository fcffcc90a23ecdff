"""Find a claim by any id it had, and tell what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.attach import attach_decisions, attach_judgements
from trucewatch.storage.case import Case
from trucewatch.storage.decisions import FINDING, Decision, sides, undone

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
        earlier = _attached(case, claim_id)
        found = [row for now in earlier for row in case.rows(query, [now])]
    if not found:
        raise UsageError(f"There is no claim with the id “{claim_id}” in {case.path}.")
    return (exact or found)[0]


def claim_history(case: Case, claim_id: str) -> History:
    """Return a claim's original, all decisions about it, undone ones and judgements included, and what it is now.

    Raises:
        UsageError: where neither the case nor any decision knows the id.
    """
    try:
        now: Row | None = find_claim(case, claim_id)
    except UsageError:
        if not any(claim_id in (decision.claim_id, decision.other_id) for decision in case.decisions):
            raise
        now = None
    current = now["claim_id"] if now else claim_id
    concerned = {decision_id for decision_id, about in _subjects(case).items() if current in about}
    told = [
        decision
        for decision in case.decisions
        if {decision.claim_id, decision.other_id} & {current, claim_id}
        or {decision.decision_id, decision.undoes} & concerned
    ]
    made = case.rows("SELECT * FROM machine_claims WHERE claim_id = ?", [current])
    shown = [_shown(decision, {current, claim_id}) for decision in told]
    kept = [row for row in (*made, *shown, now) if row]
    return History(current, kept[0] if kept else {}, now, tuple(told), undone(case.decisions))


def provision_history(case: Case, name: str) -> list[Decision]:
    """Return what people decided about a provision, by its id or ``AGREEMENT/ID``, and the undos, oldest first."""
    return [
        decision
        for decision in case.decisions
        if decision.anchor.kind == FINDING and name in (decision.claim_id, decision.claim_id.partition("/")[2])
    ]


def document_history(case: Case, document_id: str) -> list[Decision]:
    """Return the judgements about a document, and their undos, oldest first.

    Args:
        case: The case.
        document_id: The id of a document, or the beginning of one.
    """
    attached = attach_judgements(case, case.decisions)
    about = {decision_id for decision_id, pair in attached.items() if _begins(pair, document_id)}
    return [
        decision
        for decision in case.decisions
        if _begins((decision.claim_id, decision.other_id), document_id)
        or {decision.decision_id, decision.undoes} & about
    ]


def _begins(ids: tuple[str | None, str | None], beginning: str) -> bool:
    return bool(beginning) and any(one is not None and one.startswith(beginning) for one in ids)


def _subjects(case: Case) -> dict[str, set[str | None]]:
    """Return the ids of the claims that each decision is about now."""
    subjects: dict[str, set[str | None]] = {
        decision_id: {row["claim_id"]} for decision_id, row in attach_decisions(case, case.decisions).items()
    }
    return subjects | {decision_id: set(pair) for decision_id, pair in attach_judgements(case, case.decisions).items()}


def _shown(decision: Decision, claim_ids: set[str]) -> Row | None:
    """Return a claim as it was when somebody decided about it."""
    if not decision.about_pair:
        return decision.before or decision.after
    return next((side.before for side in sides(decision) if side.claim_id in claim_ids), None)


def _attached(case: Case, claim_id: str) -> set[str]:
    """Return what the claim is now that had this id when somebody decided about it."""
    concerned = [one for one in case.decisions if claim_id in (one.claim_id, one.other_id)]
    found = {row["claim_id"] for row in attach_decisions(case, concerned).values()}
    pairs = attach_judgements(case, concerned)
    for decision in concerned:
        ids = (decision.claim_id, decision.other_id)
        sides_now = pairs.get(decision.decision_id, ())
        found |= {now for then, now in zip(ids, sides_now, strict=False) if then == claim_id and now}
    return found
