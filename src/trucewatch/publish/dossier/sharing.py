"""Contradictions and copies in the dossier: both wordings side by side, and who took over whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from trucewatch.publish.dossier.content import Content, Row
from trucewatch.publish.dossier.marks import Mark
from trucewatch.storage.events import stances

KINDS = {
    "status": "whether it happened", "actor": "who did it", "place": "where", "time": "when", "figure": "how many",
}  # fmt: skip
"""What two claims contradict each other about, in words."""
COPIES = {"full": "copied whole", "partial": "shared passages", "version": "another version"}
DIRECTED = ("credit", "time", "person")
"""What tells that the second document of a copy took its words from the first."""


def contradictions(content: Content) -> list[dict[str, Any]]:
    """Return the contradictions by event; those that share their sides stand together."""
    claims = {row["claim_id"]: row for row in content.tables["claims"]}
    found = []
    for event_id, listed in groupby(content.contradictions, key=lambda row: row["event_id"]):
        rows = list(listed)
        shown = [_clash(group, claims, content) for group in gathered(rows)]
        found.append({"event_id": event_id, "label": rows[0]["label"], "date": rows[0]["date"], "clashes": shown})
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """One side of a contradiction: words of a document, and whether they assert or deny (empty where both do).

    ``claim_id`` is None for words that a contradiction found beside all claims; ``printed`` names the outlet.
    """

    document_id: str
    start: int
    quote: str
    claim_id: str | None
    claimant: str | None
    printed: str
    stance: str


@dataclass(slots=True)
class Clash:
    """Contradictions of one kind: everything on the left contradicts everything on the right."""

    kind: str
    why: list[str]
    left: list[Words]
    right: list[Words]


def gathered(rows: Sequence[Row]) -> list[Clash]:
    """Return contradictions gathered around the side that most of them share, the most shared first."""
    waiting = [(row, *_sides(row)) for row in rows]
    clashes: dict[tuple[str, tuple[Words, ...]], Clash] = {}
    while waiting:
        uses = Counter((row["kind"], side) for row, *sides in waiting for side in sides)
        (kind, hub), _ = uses.most_common(1)[0]
        here = [found for found in waiting if found[0]["kind"] == kind and hub in found[1:]]
        waiting = [found for found in waiting if found not in here]
        others = tuple(dict.fromkeys(right if left == hub else left for _, left, right in here))
        clash = clashes.setdefault((kind, others), Clash(kind, [], list(others), []))
        clash.right.append(hub)
        clash.why = list(dict.fromkeys([*clash.why, *(row["why"] for row, *_ in here)]))
    return list(clashes.values())


def _sides(row: Row) -> tuple[Words, Words]:
    left, right = (
        Words(
            row[f"{side}_document_id"], row[f"{side}_start"], row[f"{side}_quote"], row[f"{side}_claim_id"],
            row[f"{side}_claimant"], row[f"{side}_printed"], stance,
        )
        for side, stance in zip(("left", "right"), stances(row), strict=True)
    )  # fmt: skip
    return left, right


def _clash(clash: Clash, claims: dict[str, Row], content: Content) -> dict[str, Any]:
    sides = [[_shown(words, claims, content) for words in side] for side in (clash.left, clash.right)]
    return {"kind": KINDS.get(clash.kind, clash.kind), "why": clash.why, "sides": sides}


def _shown(words: Words, claims: dict[str, Row], content: Content) -> dict[str, Any]:
    claim, origin = claims.get(words.claim_id or ""), content.origins.get(words.claim_id or "", {})
    return {
        "quote": words.quote, "says": words.claimant or origin.get("name") or words.printed,
        "stance": words.stance, "side": content.side(origin.get("side") or (claim or {}).get("claimant_side")),
        "target": content.target(claim) if claim else f"#{words.document_id}",
        "title": content.title(words.document_id), "document": f"#{words.document_id}",
        "published": content.by_id[words.document_id]["published"],
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
