"""Judge a pair: two claims the same, different or contradicting, or one document copied from another."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.linking.model import Judgement
from trucewatch.storage.attach import DOCUMENT
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.decide import Reason, anchor_of
from trucewatch.storage.decisions import JUDGEMENTS, Anchor, Decision, record_decision
from trucewatch.storage.events import find_event
from trucewatch.storage.history import find_claim
from trucewatch.storage.judgements import TOLD

Row = dict[str, Any]


def judge_pair(path: Path, relation: str, pair: tuple[str, str], reason: Reason) -> Decision:
    """Write down what a person says of two things.

    Args:
        path: The folder of the case.
        relation: ``same``, ``different`` or ``contradicts`` of two claims or events; ``copy`` where the second
            document was copied from the first.
        pair: Ids of claims or events, or of documents or claims of them for a copy; their beginnings will do.
        reason: Who judges, and why.

    Raises:
        UsageError: where an id is unknown, both are one thing, or other judgements that stand say otherwise.
    """
    if relation not in JUDGEMENTS:
        raise UsageError(f"A judgement is one of {', '.join(JUDGEMENTS)}, not “{relation}”.")
    case = open_case(path)
    find = _document_side if relation == "copy" else _claim_side
    (left_id, left, shown_left), (right_id, right, shown_right) = (find(case, given) for given in pair)
    if left_id == right_id:
        raise UsageError(_one_thing(relation, pair, left_id))
    _refuse_contrary(case.judgements, relation, (left_id, right_id), reason)
    draft = Decision(
        by=reason.by, why=reason.why, action=relation, claim_id=left_id, anchor=left, other_id=right_id, other=right,
        before={"left": shown_left, "right": shown_right},
    )  # fmt: skip
    return record_decision(path, draft)


def _one_thing(relation: str, pair: tuple[str, str], found: str) -> str:
    if all(given.startswith("e-") for given in pair):
        return (
            f"“{pair[0]}” and “{pair[1]}” are one event; “trucewatch event DIR {pair[0]}” lists its claims: name two."
        )
    what = "document" if relation == "copy" else "claim"
    return f"“{pair[0]}” and “{pair[1]}” are the same {what}, {found}; name two."


Side = tuple[str, Anchor, Row]
"""The id of one side, what leads back to it, and the row as it was shown."""


def _claim_side(case: Case, given: str) -> Side:
    claim = find_claim(case, find_event(case, given)[0].event["label_id"] if given.startswith("e-") else given)
    (document,) = case.rows("SELECT * FROM documents WHERE document_id = ?", [claim["document_id"]])
    made = case.rows("SELECT * FROM machine_claims WHERE claim_id = ?", [claim["claim_id"]])
    return claim["claim_id"], anchor_of(document, claim, made[0] if made else claim), claim


def _document_side(case: Case, given: str) -> Side:
    query = "SELECT * FROM documents WHERE starts_with(document_id, ?) ORDER BY document_id = ? DESC LIMIT 2"
    found = case.rows(query, [given, given]) if given else []
    if len(found) > 1 and found[0]["document_id"] != given:
        raise UsageError(f"“{given}” fits more than one document; give more of its id.")
    if not found:
        try:
            claim = find_claim(case, given)
        except UsageError as error:
            raise UsageError(
                f"There is no document, nor claim of one, with the id “{given}” in {case.path}."
            ) from error
        found = case.rows("SELECT * FROM documents WHERE document_id = ?", [claim["document_id"]])
    document = found[0]
    anchor = Anchor(
        document_id=document["document_id"], origin=document["origin"], source_sha256=document["source_sha256"],
        text_sha256=hashlib.sha256(document["text"].encode()).hexdigest(), quote="", start=0, occurrence=0,
        kind=DOCUMENT, act=None,
    )  # fmt: skip
    return document["document_id"], anchor, {name: value for name, value in document.items() if name != "text"}


def _refuse_contrary(standing: Iterable[Judgement], relation: str, pair: tuple[str, str], reason: Reason) -> None:
    """Refuse what others that stand exclude, and what the same person has said already."""
    judgements = list(standing)
    for judgement in judgements:
        same_pair = {judgement.left_id, judgement.right_id} == set(pair)
        if same_pair and judgement.relation == relation and (judgement.by == reason.by or relation == "copy"):
            turned = relation == "copy" and judgement.left_id != pair[0]
            said = "the other way round" if turned else "so already"
            raise UsageError(f"That was judged {said}: {_told(judgement)}. {_way_out(turned)}")
    if contrary := _contrary(judgements, relation, pair):
        trail = "; ".join(map(_told, contrary))
        raise UsageError(
            f"{pair[0]} and {pair[1]} cannot be {'one thing' if relation == 'same' else 'different'} as long as this "
            f"stands: {trail}. {_way_out(True)}"
        )


def _contrary(judgements: list[Judgement], relation: str, pair: tuple[str, str]) -> list[Judgement]:
    """Return the judgements, in a chain, that exclude one: empty where none do."""
    same = [judgement for judgement in judgements if judgement.relation == "same"]
    if relation == "different":
        return _chain(same, pair[0], pair[1]) or []
    if relation != "same":
        return []
    for judgement in judgements:
        if judgement.relation == "different":
            for near, far in (pair, pair[::-1]):
                before, after = _chain(same, near, judgement.left_id), _chain(same, judgement.right_id, far)
                if before is not None and after is not None:
                    return [*before, judgement, *after]
    return []


def _chain(same: list[Judgement], start: str, end: str) -> list[Judgement] | None:
    """Return the shortest chain of judgements that makes two claims one, None where there is none."""
    waiting: deque[tuple[str, list[Judgement]]] = deque([(start, [])])
    seen = {start}
    while waiting:
        at, trail = waiting.popleft()
        if at == end:
            return trail
        for judgement in same:
            for here, there in ((judgement.left_id, judgement.right_id), (judgement.right_id, judgement.left_id)):
                if here == at and there not in seen:
                    seen.add(there)
                    waiting.append((there, [*trail, judgement]))
    return None


def _told(judgement: Judgement) -> str:
    relation = TOLD[judgement.relation]
    return (
        f"{judgement.left_id} {relation} {judgement.right_id}, says {judgement.by} ({judgement.decision_id}: "
        f"{judgement.why.rstrip('.')})"
    )


def _way_out(contrary: bool) -> str:
    return "Nothing was changed; take one of them back first: trucewatch undo DIR DECISION." if contrary else ""
