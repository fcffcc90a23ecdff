"""Contradictions and copies in the dossier: both wordings side by side, and who took over whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from trucewatch.publish.dossier.content import Content, Row
from trucewatch.publish.dossier.marks import Mark

KINDS = {
    "status": "whether it happened", "actor": "who did it", "place": "where", "time": "when", "figure": "how many",
}  # fmt: skip
"""What two claims contradict each other about, in words."""
SIDES = ("left", "right")
COPIES = {"full": "copied whole", "partial": "shared passages", "version": "another version"}
DIRECTED = ("credit", "time", "person")
"""What tells that the second document of a copy took its words from the first."""


def contradictions(content: Content) -> list[dict[str, Any]]:
    """Return the contradictions by event; those that share one side stand together beside it."""
    claims = {row["claim_id"]: row for row in content.tables["claims"]}
    found = []
    for event_id, listed in groupby(content.contradictions, key=lambda row: row["event_id"]):
        rows = list(listed)
        shown = [_clash(group, hub, claims, content) for group, hub in _by_hub(rows)]
        found.append({"event_id": event_id, "label": rows[0]["label"], "date": rows[0]["date"], "clashes": shown})
    return found


def _by_hub(rows: Sequence[Row]) -> Iterator[tuple[list[Row], tuple[str, int]]]:
    """Yield contradictions of one kind that share a side, the most shared first, with the words of that side."""
    waiting = list(rows)
    while waiting:
        uses = Counter((row["kind"], _words(row, side)) for row in waiting for side in SIDES)
        (kind, hub), _ = uses.most_common(1)[0]
        group = [row for row in waiting if row["kind"] == kind and hub in (_words(row, "left"), _words(row, "right"))]
        waiting = [row for row in waiting if row not in group]
        yield group, hub


def _words(row: Row, side: str) -> tuple[str, int]:
    return row[f"{side}_document_id"], row[f"{side}_start"]


def _clash(rows: Sequence[Row], hub: tuple[str, int], claims: dict[str, Row], content: Content) -> dict[str, Any]:
    """Return contradictions for the page: what they all share on one side, the others on the other."""
    near = ["left" if _words(row, "left") == hub else "right" for row in rows]
    far = ["right" if side == "left" else "left" for side in near]
    return {
        "kind": KINDS.get(rows[0]["kind"], rows[0]["kind"]), "why": list(dict.fromkeys(row["why"] for row in rows)),
        "ids": [row["contradiction_id"] for row in rows],
        "sides": [[_side(row, side, claims, content) for row, side in zip(rows, far, strict=True)],
                  [_side(rows[0], near[0], claims, content)]],
    }  # fmt: skip


def _side(row: Row, side: str, claims: dict[str, Row], content: Content) -> dict[str, Any]:
    claim, document_id = claims.get(row[f"{side}_claim_id"]), row[f"{side}_document_id"]
    origin = content.origins.get(row[f"{side}_claim_id"], {})
    return {
        "quote": row[f"{side}_quote"], "says": row[f"{side}_claimant"] or origin.get("name") or "the report itself",
        "side": content.side(origin.get("side") or (claim or {}).get("claimant_side")),
        "target": content.target(claim) if claim else f"#{document_id}", "title": content.title(document_id),
        "document": f"#{document_id}", "published": content.by_id[document_id]["published"],
    }  # fmt: skip


def copies(content: Content) -> list[dict[str, Any]]:
    """Return the pairs of documents that share their words, with links to the passages in both."""
    return [
        {
            "row": row, "kind": COPIES.get(row["kind"], row["kind"]), "directed": row["direction"] in DIRECTED,
            "left": content.title(row["left_id"]), "right": content.title(row["right_id"]),
            "passages": [
                {"words": passage["words"], "left": f"#{row['copy_id']}-l{at}", "right": f"#{row['copy_id']}-r{at}",
                 "text": content.by_id[row["left_id"]]["text"][passage["left_start"]:passage["left_end"]]}
                for at, passage in enumerate(row["passages"])
            ],
            "credit": f"#{row['copy_id']}-credit" if row["credit_quote"] else None,
        }
        for row in content.copies
    ]  # fmt: skip


def passage_marks(document_id: str, content: Content) -> Iterator[Mark]:
    """Yield the marks of a document's passages that others share, and of the words that credit their source."""
    for row in content.copies:
        for side, other in (("left", "right"), ("right", "left")):
            if row[f"{side}_id"] != document_id:
                continue
            tip = f"these words also stand in: {content.title(row[f'{other}_id'])}"
            for at, passage in enumerate(row["passages"]):
                anchor = f"{row['copy_id']}-{side[0]}{at}"
                yield Mark(passage[f"{side}_start"], passage[f"{side}_end"], anchor, "copied", tip)
        if row["right_id"] == document_id and row["credit_quote"]:
            start, end = row["credit_start"], row["credit_start"] + len(row["credit_quote"])
            yield Mark(start, end, f"{row['copy_id']}-credit", "copied", "these words credit the source")
