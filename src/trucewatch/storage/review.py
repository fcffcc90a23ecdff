"""Lay people's decisions over the machine's claims, each time a case is opened; no stored claim is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trucewatch.linking.model import Judgement
from trucewatch.storage.attach import attach_decisions
from trucewatch.storage.decisions import FINDING, Decision, standing
from trucewatch.storage.judgements import review_issue, review_judgements

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]

FIELDS = (
    "act", "actors", "recipients", "place_ids", "date", "due", "under", "status", "polarity", "modality", "claimant",
)  # fmt: skip
"""Fields of a claim that a person corrects and that people can be of different minds about."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the standing decisions make of a case.

    ``claims`` are the rows that decisions changed, which stand instead of the machine's row of the same id, and those
    that people added; ``issues`` tell which decisions fit no claim and which contradict each other. ``judgements`` are
    those about pairs, as linking takes them.
    """

    claims: tuple[Row, ...] = ()
    issues: tuple[Row, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(slots=True)
class _Judged:
    """One claim and the decisions about it, in their order."""

    row: Row
    decisions: list[Decision] = field(default_factory=list)


def review_claims(case: Case, decisions: Sequence[Decision]) -> Review:
    """Return the claims as people's decisions leave them, and what of the decisions stays open."""
    valid = standing(decisions)
    attached = attach_decisions(case, valid)
    judged: dict[str, _Judged] = {}
    issues: list[Row] = []
    for decision in valid:
        if decision.about_pair or decision.action == FINDING:
            continue
        row = attached.get(decision.decision_id)
        if row is None:
            issues.append(_unattached(case, decision))
        else:
            judged.setdefault(row["claim_id"], _Judged(row)).decisions.append(decision)
    revised = [revise(entry.row, entry.decisions) for entry in judged.values()]
    issues += [issue for entry in judged.values() for issue in _contrary(case, entry)]
    issues += _contrary_findings(valid)
    rejected = {row["claim_id"] for row in revised if row["review"] == "rejected"}
    judgements, open_judgements = review_judgements(case, valid, rejected)
    return Review(tuple(_without_lost_mentions(case, revised)), (*issues, *open_judgements), judgements)


def revise(row: Row, decisions: Iterable[Decision]) -> Row:
    """Return a claim as decisions leave it: the later stands; a corrected claim stays marked when it is accepted."""
    revised, corrected = dict(row), False
    for decision in decisions:
        if decision.action == "correct":
            revised |= decision.after or {}
            corrected = True
        if decision.action != "add":
            verdict = {"correct": "corrected", "reject": "rejected", "accept": "accepted"}[decision.action]
            revised["review"] = "corrected" if corrected and verdict == "accepted" else verdict
    return revised


def review_mark(claim: Mapping[str, Any]) -> str:
    """Return in a word or two who made a claim and what people said of it, for tables."""
    reviewed = "" if claim["review"] == "unreviewed" else str(claim["review"])
    if claim["made_by"] == "person":
        return f"person, {reviewed}" if reviewed else "person"
    return reviewed or "machine"


def _unattached(case: Case, decision: Decision) -> Row:
    anchor = decision.anchor
    read_as = f"{anchor.kind} ({anchor.act})" if anchor.act else anchor.kind
    missing = not case.rows("SELECT 1 FROM documents WHERE document_id = ?", [anchor.document_id])
    cause = "its document is not in the case" if missing else f"these words at {anchor.start} are not read as {read_as}"
    reason = (
        f"Decision {decision.decision_id} ({decision.action} {decision.claim_id}, by {decision.by} on "
        f"{decision.at[:10]}: {decision.why}) fits no claim now: {cause}."
    )
    return review_issue("unattached", decision.decision_id, reason, anchor.origin) | {"quote": anchor.quote}


def _contrary(case: Case, entry: _Judged) -> list[Row]:
    """Return an issue for every matter of a claim in which people are of different minds."""
    matters: dict[str, dict[str, tuple[str, Decision]]] = {}
    for decision in entry.decisions:
        if decision.action != "add":
            verdict = "rejected" if decision.action == "reject" else "upheld"
            matters.setdefault("whether it holds", {})[decision.by] = verdict, decision
        for name in FIELDS if decision.action == "correct" else ():
            if name in (decision.after or {}):
                value = _plain((decision.after or {})[name])
                matters.setdefault(name.removesuffix("_ids"), {})[decision.by] = value, decision
    divided = {name: minds for name, minds in matters.items() if len({mind for mind, _ in minds.values()}) > 1}
    return [_division(case, entry.row, name, minds) for name, minds in divided.items()]


def _contrary_findings(decisions: Iterable[Decision]) -> list[Row]:
    """Return an issue for every provision of which several people say differently how it stands from the same day."""
    minds: dict[tuple[str, str], dict[str, Decision]] = {}
    for decision in decisions:
        if decision.action == FINDING and decision.after:
            minds.setdefault((decision.claim_id, decision.after["on"]), {})[decision.by] = decision
    issues = []
    for (name, on), by_person in minds.items():
        ordered = sorted(by_person.values(), key=lambda decision: decision.number)
        if len({(decision.after or {})["status"] for decision in ordered}) > 1:
            told = "; ".join(f"{one.by}: {(one.after or {})['status']} ({one.decision_id})" for one in ordered)
            reason = f"People decided differently about {name} from {on} on: {told}. The later stands."
            issues.append(review_issue("contrary-decisions", f"{name} {on}", reason, name))
    return issues


def _division(case: Case, row: Row, name: str, minds: Mapping[str, tuple[str, Decision]]) -> Row:
    ordered = sorted(minds.values(), key=lambda mind: mind[1].number)
    told = "; ".join(f"{decision.by}: {value} ({decision.decision_id})" for value, decision in ordered)
    reason = f"People decided differently about claim {row['claim_id']}, {name}: {told}. The later stands."
    found = case.rows("SELECT origin FROM documents WHERE document_id = ?", [row["document_id"]])
    where = {key: row[key] for key in ("document_id", "start", "end", "quote")}
    return review_issue("contrary-decisions", f"{row['claim_id']} {name}", reason, found[0]["origin"]) | where


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(sorted(item["name"] if isinstance(item, dict) else str(item) for item in value)) or "none"
    return "none" if value is None else str(value)


def _without_lost_mentions(case: Case, claims: Sequence[Row]) -> list[Row]:
    """Drop references to mentions that another reading of the text has no more; the names stay."""
    known = _mentions(case, {claim["document_id"] for claim in claims})
    for claim in claims:
        for name in ("place_mention_ids", "time_ids"):
            claim[name] = [mention for mention in claim[name] if mention in known]
        for name in ("actors", "recipients", "mentioned"):
            claim[name] = [
                person | {"mention_id": person["mention_id"] if person["mention_id"] in known else None}
                for person in claim[name]
            ]
    return list(claims)


def _mentions(case: Case, document_ids: set[str]) -> set[str]:
    query = " UNION ALL ".join(
        f"SELECT {column} AS id FROM {table} WHERE document_id IN (SELECT unnest($1))"
        for table, column in (("actors", "mention_id"), ("places", "mention_id"), ("times", "time_id"))
    )
    return {row["id"] for row in case.rows(query, [sorted(document_ids)])} if document_ids else set()
