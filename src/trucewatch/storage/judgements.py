"""People's judgements about pairs, as they stand on the case as it is now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from trucewatch.linking.model import Judgement
from trucewatch.records import make_id
from trucewatch.storage.attach import DOCUMENT, attach_judgements
from trucewatch.storage.decisions import JUDGEMENTS, Decision, sides

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]

TOLD = {"same": "the same as", "different": "different from", "copy": "the source of", "contradicts": "contradicting"}
"""How the relation of a judgement reads between its two sides."""


def review_judgements(
    case: Case, decisions: Sequence[Decision], rejected: Collection[str]
) -> tuple[tuple[Judgement, ...], list[Row]]:
    """Return the judgements that bear on the case now, in the order in which they were made, and what stays open.

    Args:
        case: The case; only what the machine read of it is asked.
        decisions: The decisions that stand.
        rejected: Ids of the claims that people rejected, which are linked to nothing.
    """
    attached = attach_judgements(case, decisions)
    judgements: list[Judgement] = []
    issues: list[Row] = []
    for decision in decisions:
        if decision.action not in JUDGEMENTS:
            continue
        pair = attached[decision.decision_id]
        left, right = (None if side in rejected else side for side in pair)
        if left is None or right is None:
            issues += [
                _unattached(case, decision, place, rejected=pair[place] is not None)
                for place, side in enumerate((left, right))
                if side is None
            ]
        else:
            judgements.append(as_judgement(decision, left, right))
    return tuple(judgements), issues


def as_judgement(decision: Decision, left_id: str, right_id: str) -> Judgement:
    """Return a decision about a pair as linking takes it, on the ids that its sides have now."""
    return Judgement(
        left_id=left_id, right_id=right_id, relation=decision.action, by=decision.by, why=decision.why,
        decision_id=decision.decision_id,
    )  # fmt: skip


def tell_judgement(decision: Decision) -> str:
    """Return a judgement in words, with the ids that its sides had when it was made."""
    return f"{decision.claim_id} {TOLD[decision.action]} {decision.other_id}"


def review_issue(code: str, key: str, reason: str, origin: str) -> Row:
    """Return a row of ``issues`` about what people decided."""
    return {
        "issue_id": make_id("i", "review", code, key), "document_id": None, "origin": origin, "stage": "review",
        "code": code, "reason": reason, "start": None, "end": None, "quote": None,
    }  # fmt: skip


def _unattached(case: Case, decision: Decision, place: int, rejected: bool) -> Row:
    """Return why a judgement bears on nothing now: what became of its first (0) or second (1) side."""
    side = sides(decision)[place]
    anchor = side.anchor
    if rejected:
        cause = f"people rejected claim {side.claim_id}"
    elif anchor.kind == DOCUMENT or not case.rows(
        "SELECT 1 FROM documents WHERE document_id = ?", [anchor.document_id]
    ):
        cause = f"document {anchor.document_id} is not in the case"
    else:
        read_as = f"{anchor.kind} ({anchor.act})" if anchor.act else anchor.kind
        cause = f"these words at {anchor.start} are not read as {read_as}"
    reason = (
        f"Judgement {decision.decision_id} ({tell_judgement(decision)}, by {decision.by} on {decision.at[:10]}: "
        f"{decision.why}) bears on nothing now: {cause}."
    )
    key = f"{decision.decision_id} {place}"
    return review_issue("unattached", key, reason, anchor.origin) | {"quote": anchor.quote or None}
