"""Take a person's decision about a claim: add one, correct, accept or reject one, undo; and tell a claim's history."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.amend import KINDS, Given, amend_claim
from trucewatch.storage.attach import attach_decisions, word_places
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.decisions import Anchor, Decision, record_decision, record_undo, undone

Row = dict[str, Any]

NO_REASON = "(no reason given)"
"""What stands as the reason of an undo that gives none."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Who decides, and why.

    Raises:
        UsageError: where either is empty.
    """

    by: str
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise UsageError("Say why, in words that the next reader can judge by: --why “…”.")
        if not self.by.strip():
            raise UsageError("Say who decides: --by NAME.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Exact words of a document; ``at`` is their offset where they stand in several places."""

    document: str
    quote: str
    at: int | None = None


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


def who_decides(name: str | None) -> str:
    """Return who decides: the name given, else ``TRUCEWATCH_USER``, else the login name."""
    try:
        chosen = name or os.environ.get("TRUCEWATCH_USER") or getpass.getuser()
    except (KeyError, OSError):
        chosen = ""
    return " ".join(chosen.split())


def add_claim(path: Path, words: Words, given: Given, reason: Reason) -> Decision:
    """Add a claim on words that the program read nothing, or something else, from.

    Args:
        path: The folder of the case.
        words: The words it rests on.
        given: The values of its fields (see `storage.amend`), and ``kind``, which is ``act`` unless given.
        reason: Who adds it and why.

    Raises:
        UsageError: where the words stand nowhere or in several places, or a value is not one that a claim can have.
    """
    case = open_case(path)
    document = _document(case, words.document)
    start, end = _find_words(document, words)
    values = {name: list(several) for name, several in given.items()}
    kind = (values.pop("kind", None) or ["act"])[0]
    if kind not in KINDS:
        raise UsageError(f"A person adds claims of the kinds {', '.join(KINDS)}, not “{kind}”.")
    if kind == "act" and not values.get("act"):
        raise UsageError("Say which act the words report: --act CODE.")
    claim = _blank(document, (start, end), kind, reason)
    if not {"says", "claimant"} & values.keys():
        values["says"] = [""]
    claim |= amend_claim(case, claim, values)
    claim |= {"mentioned": [*claim["actors"], *(one for one in claim["recipients"] if one not in claim["actors"])]}
    anchor = _anchor(document, claim, claim)
    draft = Decision(by=reason.by, why=reason.why, action="add", claim_id="", anchor=anchor, after=claim)
    return record_decision(path, draft)


def correct_claim(path: Path, claim_id: str, given: Given, reason: Reason) -> Decision:
    """Correct fields of a claim.

    Raises:
        UsageError: where there is no such claim or field, a value cannot be, or nothing would change.
    """
    case = open_case(path)
    claim = find_claim(case, claim_id)
    if not given:
        raise UsageError("Say what to correct: --set field=value.")
    after = amend_claim(case, claim, given)
    after = {name: value for name, value in after.items() if claim[name] != value}
    if not after:
        raise UsageError(f"Claim {claim['claim_id']} says so already; to confirm it: trucewatch claim accept.")
    return record_decision(path, _about(case, claim, "correct", reason, after))


def judge_claim(path: Path, claim_id: str, action: str, reason: Reason) -> Decision:
    """Accept or reject a claim as it stands (``action`` is ``accept`` or ``reject``)."""
    case = open_case(path)
    return record_decision(path, _about(case, find_claim(case, claim_id), action, reason, None))


def undo_decision(path: Path, decision_id: str, by: str, why: str) -> Decision:
    """Take a decision back.

    Raises:
        UsageError: where there is no such decision, or it was undone already.
    """
    open_case(path)
    reason = Reason(by, why.strip() or NO_REASON)
    return record_undo(path, decision_id, reason.by, reason.why)


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


def _document(case: Case, wanted: str) -> Row:
    query = (
        "SELECT * FROM documents WHERE starts_with(document_id, $1) OR contains(lower(origin), lower($1))"
        " OR contains(lower(title), lower($1)) ORDER BY document_id = $1 DESC, document_id"
    )
    found = case.rows(query, [wanted]) if wanted else []
    if not found:
        raise UsageError(f"There is no document “{wanted}” in {case.path}.")
    if len(found) > 1 and found[0]["document_id"] != wanted:
        listed = ", ".join(f"{row['document_id']} ({row['origin'].rsplit('/', 1)[-1]})" for row in found[:5])
        raise UsageError(f"“{wanted}” fits {len(found)} documents; give the id of one: {listed}.")
    return found[0]


def _find_words(document: Row, words: Words) -> tuple[int, int]:
    """Return where words stand; any run of spaces and line breaks counts as one."""
    parts = [re.escape(part) for part in words.quote.split()]
    if not parts:
        raise UsageError("Give the exact words that the claim rests on: --quote “…”.")
    text: str = document["text"]
    found = [match.span() for match in re.finditer(r"\s+".join(parts), text)]
    if not found:
        raise UsageError(
            f"The words “{words.quote}” stand nowhere in {document['document_id']}; they have to be exact. "
            f"“trucewatch find DIR WORDS” shows the text."
        )
    if words.at is None and len(found) > 1:
        listed = "; ".join(f"{start} “…{_around(text, start, end)}…”" for start, end in found[:20])
        raise UsageError(f"The words “{words.quote}” stand in {len(found)} places; say which with --at: {listed}.")
    chosen = [span for span in found if words.at in (None, span[0])]
    if not chosen:
        listed = ", ".join(str(start) for start, _ in found[:20])
        raise UsageError(f"The words “{words.quote}” do not stand at {words.at}; they stand at {listed}.")
    return chosen[0]


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 30].split())


def _blank(document: Row, span: tuple[int, int], kind: str, reason: Reason) -> Row:
    """Return a claim of the report's own voice that says nothing yet but its words."""
    start, end = span
    modality = "planned" if kind == "commitment" else "actual"
    lists = ("actors", "recipients", "mentioned", "place_ids", "place_mention_ids", "time_ids", "figure_ids", "rules")
    return {name: [] for name in lists} | {
        "document_id": document["document_id"], "segment_id": "", "start": start, "end": end,
        "quote": document["text"][start:end], "repeats": [], "kind": kind, "act": None, "event_type": None,
        "date": None, "due": None, "under": None, "attribution_id": None, "polarity": "asserted",
        "modality": modality, "status": "planned" if kind == "commitment" else "happened", "claimant": None,
        "claimant_actor_id": None, "claimant_side": None, "chain": [document["outlet"] or "the report"],
        "own_voice": True, "score": 1.0, "made_by": "person", "review": "unreviewed",
        "why": f"{reason.by}: {reason.why}",
    }  # fmt: skip


def _about(case: Case, claim: Row, action: str, reason: Reason, after: Row | None) -> Decision:
    (document,) = case.rows("SELECT * FROM documents WHERE document_id = ?", [claim["document_id"]])
    made = case.rows("SELECT * FROM machine_claims WHERE claim_id = ?", [claim["claim_id"]])
    return Decision(
        by=reason.by, why=reason.why, action=action, claim_id=claim["claim_id"], before=claim, after=after,
        anchor=_anchor(document, claim, made[0] if made else claim),
    )  # fmt: skip


def _anchor(document: Row, claim: Row, made: Row) -> Anchor:
    """Return what leads back to a claim: its words, and its kind and act as first made."""
    places = word_places(document["text"], claim["quote"])
    return Anchor(
        document_id=document["document_id"], origin=document["origin"], source_sha256=document["source_sha256"],
        text_sha256=hashlib.sha256(document["text"].encode()).hexdigest(), quote=claim["quote"],
        start=claim["start"], occurrence=places.index(claim["start"]), kind=made["kind"], act=made["act"],
    )  # fmt: skip
