"""Who first said each sentence of a document: sentences as claims, traced like all others (`linking.origins`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.casebook.model import Casebook
from trucewatch.linking.model import Row, Tables
from trucewatch.linking.origins import find_origins
from trucewatch.linking.profile import rows_by_document
from trucewatch.records.link import Copy, Origin

Spans = Sequence[tuple[int, int]]
Sayings = dict[str, tuple[tuple[Origin, ...], ...]]


def find_sayings(tables: Tables, casebook: Casebook, copies: Sequence[Copy], spans: Mapping[str, Spans]) -> Sayings:
    """Return the origins of sentences, by document, one tuple a sentence; a sentence without a source has one.

    Args:
        tables: Rows of ``documents``, ``claims`` and ``attributions``.
        casebook: Whose bodies and persons are known.
        copies: Copies among the documents.
        spans: Start and end of each sentence, by document.
    """
    said = rows_by_document(tables["attributions"])
    texts = {row["document_id"]: row["text"] for row in tables["documents"]}
    made = {key: [_claims(key, texts[key], span, said[key]) for span in spans[key]] for key in sorted(spans)}
    claims = [*tables["claims"], *(row for rows in made.values() for sentence in rows for row in sentence)]
    origins = find_origins(claims, tables["documents"], tables["attributions"], copies, casebook)
    by_claim = {origin.claim_id: origin for origin in origins}
    return {
        key: tuple(tuple(by_claim[row["claim_id"]] for row in sentence) for sentence in rows)
        for key, rows in made.items()
    }


def _claims(key: str, text: str, span: tuple[int, int], said: Sequence[Row]) -> list[Row]:
    """Return a sentence as claims: one for each of its innermost sources, or one in the document's own voice."""
    start, end = span
    found = [row for row in said if _covers(row, start, end) and row["source_quote"]]
    outer = {row["within_id"] for row in found}
    sources = [row for row in found if row["attribution_id"] not in outer]
    return [
        {
            "claim_id": f"sentence {key} {start}:{end} {number}", "document_id": key, "start": start, "end": end,
            "quote": text[start:end], "kind": "sentence", "act": None, "polarity": "asserted",
            "own_voice": source is None, "attribution_id": source["attribution_id"] if source else None,
            "claimant": source["source_name"] if source else None,
            "claimant_actor_id": source["source_actor_id"] if source else None,
            "claimant_side": source["source_side"] if source else None,
        }
        for number, source in enumerate(sources or [None])
    ]  # fmt: skip


def _covers(row: Row, start: int, end: int) -> bool:
    """Return whether an attribution covers half of a sentence, or lies within it."""
    common = int(min(end, row["end"]) - max(start, row["start"]))
    return common > 0 and (common * 2 >= end - start or common == int(row["end"] - row["start"]))
