"""The citation of any record: its words in their paragraph, with document, hash and offsets."""

from __future__ import annotations

from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.ask import LONGEST_CONTEXT, document_name
from trucewatch.storage.case import ID_COLUMNS, LINKED_ID_COLUMNS, Case
from trucewatch.storage.cite_others import other_record
from trucewatch.storage.history import claim_history
from trucewatch.storage.judgements import tell_judgement
from trucewatch.storage.review import review_mark


def cite_record(case: Case, record_id: str) -> dict[str, Any]:
    """Return a record's words in their paragraph, with all that is needed to check them.

    Besides rows of the tables, decisions of people and groups of figures (``q-…``) can be cited.

    Returns:
        ``table``, ``record``, ``fields`` (label to value, for people), ``context`` and ``marks`` within it. What rests
        on the words of two documents (a contradiction, a copy) has the second as ``other``, with ``fields``,
        ``context`` and ``marks``.
    """
    try:
        table, record = case.record(record_id)
        places = _spans(case, table, record)
    except UsageError:
        if record_id.startswith("c-"):
            raise
        table, record, places = other_record(case, record_id)
    column = (ID_COLUMNS | LINKED_ID_COLUMNS | OTHER_ID_COLUMNS)[table]
    fields: dict[str, Any] = {"record": f"{record[column]} ({table})"} | _shown(record)
    if table == "claims":
        fields |= _decided(case, record)
    first, *others = places
    cited = _cite(case, *first)
    citation = {"table": table, "record": record, **cited, "fields": fields | cited["fields"]}
    return citation | {"other": _cite(case, *others[0])} if others else citation


OTHER_ID_COLUMNS = {"decisions": "decision_id", "topics": "topic_id"}
Span = tuple[str | None, int | None, int | None]
"""A document, and where in it the words stand."""


def _spans(case: Case, table: str, record: dict[str, Any]) -> list[Span]:
    """Return where the words of a record stand, in one document or in two."""
    if table == "events":
        query = 'SELECT document_id, start, "end" FROM claims WHERE claim_id = ?'
        (label,) = case.rows(query, [record["label_id"]])
        return [(label["document_id"], label["start"], label["end"])]
    if table == "copies":
        passages = record["passages"] or [dict.fromkeys(("left_start", "left_end", "right_start", "right_end"))]
        longest = max(passages, key=lambda passage: passage.get("words") or 0)
        return [(record[f"{side}_id"], longest[f"{side}_start"], longest[f"{side}_end"]) for side in ("left", "right")]
    if table == "contradictions":
        return [_of_words(record, f"{side}_") for side in ("left", "right")]
    if table == "estimates":
        return [_of_words(record)]
    if table == "documents":
        return [(record["document_id"], None, None)]
    return [(record["document_id"], record.get("start"), record.get("end"))]


def _of_words(record: dict[str, Any], side: str = "") -> Span:
    start = record[f"{side}start"]
    return record[f"{side}document_id"], start, start + len(record[f"{side}quote"])


def _cite(case: Case, document_id: str | None, start: int | None, end: int | None) -> dict[str, Any]:
    """Return a document's facts, and the words in their paragraph."""
    found = case.rows("SELECT * FROM documents WHERE document_id = ?", [document_id]) if document_id else []
    if not found:
        return {"fields": {}, "context": None, "marks": []}
    document = found[0]
    fields = {
        "document": document_name(document),
        "from": f"{document['origin']} {document['locator']}".strip(),
        "SHA-256": document["source_sha256"],
    }
    if start is None or end is None:
        return {"fields": fields, "context": None, "marks": []}
    low, high = _around(document["text"], start, end)
    fields["characters"] = f"{start}–{end}"
    return {"fields": fields, "context": document["text"][low:high], "marks": [(start - low, end - low)]}


def _decided(case: Case, claim: dict[str, Any]) -> dict[str, str]:
    """Return who made a claim and what people said of it."""
    told = claim_history(case, claim["claim_id"])
    standing = [
        decision for decision in told.decisions if decision.decision_id not in told.undone and not decision.undoes
    ]
    by = "; ".join(
        f"{tell_judgement(decision) if decision.about_pair else decision.action} by {decision.by}: {decision.why}"
        for decision in standing
    )
    return {"decided": review_mark(claim) + (f" ({by})" if by else "")}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    low, high = before + 2 if before >= 0 else 0, after if after >= 0 else len(text)
    return max(low, start - LONGEST_CONTEXT), min(high, end + LONGEST_CONTEXT)


_NOT_SHOWN = ("text", "start", "end", "document_id", "segment_id", "passages")


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that say something, without those that only place it."""
    return {
        name.replace("_", " "): value
        for name, value in record.items()
        if name not in _NOT_SHOWN and value not in (None, [], "") and not name.endswith(("_start", "_end"))
    }
