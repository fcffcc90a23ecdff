"""A document in the dossier: its head, and its text by segment with all spans marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from trucewatch.documents.paragraphs import paragraph_bounds
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content, Row, document_title
from trucewatch.publish.dossier.marks import Mark, render_marked
from trucewatch.publish.dossier.sharing import passage_marks


def render_document(document: Row, content: Content) -> dict[str, Any]:
    """Return a document for the page: its facts, and its segments with paragraphs of marked text."""
    marks = sorted(_marks(document, content), key=lambda mark: (mark.start, -mark.end))
    segments = content.of("segments", document["document_id"])
    return {
        "row": document,
        "title": document_title(document),
        "segments": [
            {"role": segment["role"], "repeats": segment["repeats"], "size": segment["end"] - segment["start"],
             "paragraphs": list(_paragraphs(document["text"], segment, marks))}
            for segment in segments
        ],
        "issues": content.of("issues", document["document_id"]),
        "counts": {name: len(content.of(name, document["document_id"])) for name in ("claims", "figures", "times")},
    }  # fmt: skip


def _paragraphs(text: str, segment: Row, marks: list[Mark]) -> Iterator[Markup]:
    for start, end in paragraph_bounds(text, segment["start"], segment["end"]):
        yield render_marked(
            text, start, end, (_clipped(mark, start, end) for mark in marks if _meets(mark, start, end))
        )


def _meets(mark: Mark, start: int, end: int) -> bool:
    return mark.start < end and mark.end > start


def _clipped(mark: Mark, start: int, end: int) -> Mark:
    """Return the part of a mark within a paragraph; only the part that it begins with keeps its anchor."""
    anchor = mark.anchor if mark.start >= start else None
    return Mark(max(mark.start, start), min(mark.end, end), anchor, mark.kind, mark.tip)


def _marks(document: Row, content: Content) -> Iterator[Mark]:
    document_id = document["document_id"]
    statements = {row["attribution_id"]: row for row in content.of("claims", document_id) if row["kind"] == "statement"}
    for row in content.of("attributions", document_id):
        claim = statements.get(row["attribution_id"])
        anchor = claim["claim_id"] if claim else row["attribution_id"]
        who = row["source_name"] or "unnamed"
        yield Mark(row["start"], row["end"], anchor, f"said {row['stance']}", f"{who} ({row['stance']}, {row['kind']})")
        yield from _part(row, "source", "source", f"source: {who}")
        yield from _part(row, "cue", "cue", f"cue: {row['stance']}")
    for row in content.of("claims", document_id):
        if row["kind"] in ("act", "commitment", "record"):
            who = ", ".join(actor["name"] for actor in row["actors"]) or "nobody named"
            tip = f"{row['act'] if row['kind'] == 'act' else row['kind']}, {row['status']}: {who}"
            yield Mark(row["start"], row["end"], row["claim_id"], f"{row['kind']} {row['status']}", tip)
    for row in content.of("times", document_id):
        yield Mark(row["start"], row["end"], row["time_id"], "time", f"{row['value'] or 'unresolved'}: {row['basis']}")
    for row in content.of("places", document_id):
        where = (
            f"{row['lat']:.2f}, {row['lon']:.2f} within {row['radius_km']:g} km" if row["place_id"] else "unresolved"
        )
        yield Mark(row["start"], row["end"], row["mention_id"], "place", f"{' / '.join(row['names'])}: {where}")
    for row in content.of("actors", document_id):
        yield Mark(
            row["start"], row["end"], row["mention_id"], "actor", f"{row['name']} ({row['kind']}, {row['form']})"
        )
    for row in content.of("figures", document_id):
        tip = f"{wording.bounds(row)} {row['unit']}, given by {row['claimant'] or 'the report'}"
        yield Mark(row["start"], row["end"], row["figure_id"], "figure", tip)
    yield from passage_marks(document_id, content)
    if document["published_start"] is not None:
        start = document["published_start"]
        tip = f"publication date rests on this: {document['published']}"
        yield Mark(start, start + len(document["published_quote"]), f"{document_id}-date", "dated", tip)


def _part(row: Row, name: str, kind: str, tip: str) -> Iterator[Mark]:
    if row[f"{name}_start"] is not None:
        yield Mark(row[f"{name}_start"], row[f"{name}_end"], None, kind, tip)
