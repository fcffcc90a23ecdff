"""Find again, in the case as it is now, the claims that people decided about.

A claim keeps its id as long as its document, its words and its source are read the same way. Where another rulebook or
casebook gave it another id, its words lead to it: the same words at the same place of the same text, read as the same
kind of claim and the same act. Where the text itself is read differently (another version of a reader), the words are
looked for in the new text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from trucewatch.storage.decisions import FINDING, JUDGEMENTS, Anchor, Decision, sides

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]

DOCUMENT = "document"
"""The kind of an anchor that holds on to a document as a whole."""


def attach_decisions(case: Case, decisions: Iterable[Decision]) -> dict[str, Row]:
    """Return the claim that each decision is about, by the decision's id; those that fit none are left out.

    Claims are given as the machine made them, or as a person added them; undos are about no claim of their own, and
    judgements about two (see `attach_judgements`).
    """
    concerned = [decision for decision in decisions if decision.action not in ("undo", FINDING, *JUDGEMENTS)]
    by_id = _claims_by_id(case, {decision.claim_id for decision in concerned})
    texts = _Texts(case)
    found: dict[str, Row] = {}
    for decision in concerned:
        if decision.action == "add":
            row = _place(case, decision, texts)
            if row is not None:
                by_id[decision.claim_id] = row
        else:
            row = by_id.get(decision.claim_id) or _claim_of_words(case, decision, texts)
        if row is not None:
            found[decision.decision_id] = row
    return found


def attach_judgements(case: Case, decisions: Iterable[Decision]) -> dict[str, tuple[str | None, str | None]]:
    """Return what the two sides of each judgement are now, by the decision's id: ids of claims or of documents.

    A side that fits none is None. ``decisions`` are all that count; judgements can be about claims that one of them
    adds.
    """
    listed = list(decisions)
    added = attach_decisions(case, [decision for decision in listed if decision.action == "add"])
    pairs = {decision.decision_id: sides(decision) for decision in listed if decision.action in JUDGEMENTS}
    by_id = _claims_by_id(case, {side.claim_id for pair in pairs.values() for side in pair})
    known = set(by_id) | {row["claim_id"] for row in added.values()}
    texts = _Texts(case)
    found: dict[str, tuple[str | None, str | None]] = {}
    for decision_id, (left, right) in pairs.items():
        found[decision_id] = _side(case, left, known, texts), _side(case, right, known, texts)
    return found


def _side(case: Case, side: Decision, known: set[str], texts: _Texts) -> str | None:
    if side.anchor.kind == DOCUMENT:
        document, _ = texts.of(side.anchor)
        return str(document["document_id"]) if document else None
    if side.claim_id in known:
        return side.claim_id
    row = _claim_of_words(case, side, texts)
    return str(row["claim_id"]) if row else None


def word_places(text: str, words: str) -> list[int]:
    """Return every offset at which words stand in a text."""
    places, at = [], text.find(words)
    while at >= 0 and words:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _claims_by_id(case: Case, claim_ids: set[str]) -> dict[str, Row]:
    query = "SELECT * FROM machine_claims WHERE claim_id IN (SELECT unnest(?))"
    return {row["claim_id"]: row for row in case.rows(query, [sorted(claim_ids)])} if claim_ids else {}


class _Texts:
    """The documents of a case by what anchors say of them, each read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[tuple[str, str], Row | None] = {}

    def of(self, anchor: Anchor) -> tuple[Row | None, bool]:
        """Return the document of an anchor, and whether its text is still the same."""
        key = anchor.document_id, anchor.text_sha256
        if key not in self._known:
            self._known[key] = self._find(*key)
        document = self._known[key]
        return document, document is not None and document["text_sha256"] == anchor.text_sha256

    def _find(self, document_id: str, text_sha256: str) -> Row | None:
        columns = "SELECT document_id, text, sha256(text) AS text_sha256 FROM documents WHERE "
        found = self._case.rows(columns + "document_id = ?", [document_id])
        # The same text may have come again in another file; hashing every text is for this rare case only.
        found = found or self._case.rows(columns + "sha256(text) = ? ORDER BY document_id LIMIT 1", [text_sha256])
        return found[0] if found else None


def _place(case: Case, decision: Decision, texts: _Texts) -> Row | None:
    """Return the claim that a person added, at the place where its words stand now."""
    anchor, (document, _) = decision.anchor, texts.of(decision.anchor)
    if document is None or decision.after is None:
        return None
    places = word_places(document["text"], anchor.quote)
    if not places:
        return None
    ranked = enumerate(places)
    _, start = min(
        ranked, key=lambda item: (item[1] != anchor.start, item[0] != anchor.occurrence, abs(item[1] - anchor.start))
    )
    where = {"document_id": document["document_id"], "start": start, "end": start + len(anchor.quote)}
    return decision.after | where | {"claim_id": decision.claim_id, "segment_id": _segment(case, where)}


def _segment(case: Case, where: Row) -> str:
    query = (
        'SELECT segment_id FROM segments WHERE document_id = ? ORDER BY start <= ? AND "end" > ? DESC, start LIMIT 1'
    )
    found = case.rows(query, [where["document_id"], where["start"], where["start"]])
    return str(found[0]["segment_id"]) if found else ""


def _claim_of_words(case: Case, decision: Decision, texts: _Texts) -> Row | None:
    """Return the machine's claim that makes the same of the same words."""
    anchor, (document, same_text) = decision.anchor, texts.of(decision.anchor)
    # What was said of a claim that a person added is not said of the machine's, even of the same words.
    if document is None or (decision.before or {}).get("made_by") == "person":
        return None
    query = (
        "SELECT * FROM machine_claims WHERE document_id = ? AND kind = ? AND act IS NOT DISTINCT FROM ?"
        " AND (quote = ? OR len(repeats) > 0) ORDER BY start, claim_id"
    )
    rows = case.rows(query, [document["document_id"], anchor.kind, anchor.act, anchor.quote])
    if same_text:
        # Elsewhere in the same text the same words are other words: another count of “12”, another shelling.
        rows = [row for row in rows if _stands_at(row, anchor)]
    else:
        rows = [row for row in rows if row["quote"] == anchor.quote]
    places = word_places(document["text"], anchor.quote)
    claimant = (decision.before or {}).get("claimant")
    ranked = sorted(
        rows,
        key=lambda row: (
            _occurrence(places, row["start"]) != anchor.occurrence,
            abs(row["start"] - anchor.start),
            row["claimant"] != claimant,
        ),
    )
    return ranked[0] if ranked else None


def _stands_at(row: Row, anchor: Anchor) -> bool:
    span = f"{anchor.start}:{anchor.start + len(anchor.quote)}"
    return (row["start"] == anchor.start and row["quote"] == anchor.quote) or span in row["repeats"]


def _occurrence(places: list[int], start: int) -> int:
    return places.index(start) if start in places else -1
