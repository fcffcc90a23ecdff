"""What an id names that is no record: a decision, a group of figures, a provision, a state, a snapshot."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trucewatch.errors import TrucewatchError, UsageError
from trucewatch.storage.agreements import case_agreements
from trucewatch.storage.case import Case
from trucewatch.storage.decisions import FINDING, Decision, undone

Row = dict[str, Any]
Place = tuple[str | None, int | None, int | None]
"""A document, and where in it words stand."""


def other_record(case: Case, record_id: str) -> tuple[str, Row, list[Place]]:
    """Return what an id names that is no row of a table: its kind, what is known of it, and where its words stand.

    Raises:
        UsageError: where it names nothing that has words; the message says what it is and where to look, if anything.
    """
    decided = [one for one in case.decisions if one.decision_id.startswith(record_id)]
    if record_id.startswith("dec-") and len(decided) == 1:
        return "decisions", _decision(case, decided[0]), _places(decided[0])
    if record_id.startswith("q-") and (figures := _figures(case, record_id)):
        return "topics", _topic(figures), [_place(row) for row in figures[:2]]
    raise UsageError(_told(case, record_id, len(decided)))


def _decision(case: Case, decision: Decision) -> Row:
    against = undone(case.decisions).get(decision.decision_id)
    about = {"about": decision.claim_id, "other": decision.other_id, "undoes": decision.undoes}
    given = {name: value for name, value in asdict(decision).items() if name in ("by", "at", "action", "why")}
    status = (decision.after or {}).get("status") if decision.action == FINDING else None
    return {
        "decision_id": decision.decision_id, **given, **about, "status": status,
        "quote": decision.anchor.quote or None, "undone_by": against.decision_id if against else None,
    }  # fmt: skip


def _places(decision: Decision) -> list[Place]:
    anchors = [anchor for anchor in (decision.anchor, decision.other) if anchor and anchor.document_id]
    return [(one.document_id, one.start, one.start + len(one.quote)) if one.quote else (one.document_id, None, None)
            for one in anchors] or [(None, None, None)]  # fmt: skip


def _figures(case: Case, topic_id: str) -> list[Row]:
    query = "SELECT * FROM estimates WHERE starts_with(topic_id, ?) ORDER BY topic_id, low NULLS LAST, estimate_id"
    rows = case.rows(query, [topic_id])
    return rows if len({row["topic_id"] for row in rows}) == 1 else []


def _topic(figures: list[Row]) -> Row:
    first = figures[0]
    told = [f"“{' '.join(row['quote'].split())}” ({row['claimant'] or 'the report'}, {row['estimate_id']})"
            for row in figures]  # fmt: skip
    return {"topic_id": first["topic_id"], "topic": first["topic"], "unit": first["unit"],
            "event_id": first["event_id"], "figures": told}  # fmt: skip


def _place(row: Row) -> Place:
    return row["document_id"], row["start"], row["start"] + len(row["quote"])


def _told(case: Case, name: str, decided: int) -> str:
    """Return what there is to say of an id that leads to no words."""
    if decided > 1:
        return f"“{name}” fits more than one decision; give more of its id."
    try:
        agreements = case_agreements(case)
    except TrucewatchError:  # an agreement that cannot be read any more is no reason to hide what the id is
        agreements = []
    for agreement in agreements:
        if name == agreement.id:
            return f"“{name}” is an agreement of this case: trucewatch status {case.path} shows how it stands."
        if name in {one for item in agreement.provisions for one in (item.id, f"{agreement.id}/{item.id}")}:
            return f"“{name}” is a provision: trucewatch explain {case.path} {name} shows the words it rests on."
        if name in {one for item in agreement.fluents for one in (item.id, f"{agreement.id}/{item.id}")}:
            return f"“{name}” is a state: trucewatch fluents {case.path} --fluent {name} shows the words it rests on."
    if name.startswith("s-"):
        return (
            f"No record has the id “{name}”. Behind “Computed on” it names what an answer was computed on; "
            "that has no words of its own."
        )
    return f"There is no record with the id “{name}” in {case.path}."
