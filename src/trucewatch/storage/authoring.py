"""Add a claim on exact words, or correct the fields of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.amend import KINDS, Given, amend_claim
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.decide import Reason, about_claim, anchor_of
from trucewatch.storage.decisions import Decision, record_decision
from trucewatch.storage.history import find_claim

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Exact words of a document; ``at`` is their offset where they stand in several places."""

    document: str
    quote: str
    at: int | None = None


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
    anchor = anchor_of(document, claim, claim)
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
    return record_decision(path, about_claim(case, claim, "correct", reason, after))


def _document(case: Case, wanted: str) -> Row:
    query = (
        "SELECT document_id, origin FROM documents WHERE starts_with(document_id, $1)"
        " OR contains(lower(origin), lower($1)) OR contains(lower(title), lower($1))"
        " ORDER BY document_id = $1 DESC, document_id LIMIT 6"
    )
    found = case.rows(query, [wanted]) if wanted else []
    if not found:
        raise UsageError(f"There is no document “{wanted}” in {case.path}.")
    if len(found) > 1 and found[0]["document_id"] != wanted:
        listed = ", ".join(f"{row['document_id']} ({row['origin'].rsplit('/', 1)[-1]})" for row in found[:5])
        more = " …" if len(found) > 5 else ""
        raise UsageError(f"“{wanted}” fits several documents; give the id of one: {listed}{more}.")
    return case.rows("SELECT * FROM documents WHERE document_id = ?", [found[0]["document_id"]])[0]


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
