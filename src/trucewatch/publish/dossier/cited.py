"""A claim as the pages on agreements cite it: its words with what stands around them, who says so, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.documents.paragraphs import paragraph_bounds
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content, Row

REACH = 90
"""How many characters around the words of a claim are shown at most, on either side."""
_END = re.compile(r"((?<![\s(][A-Z])[.?!][”’\"')\]]*)\s+(?=[^\w\s]*[A-Z])")
"""Where a sentence ends: a stop and a capital letter; not after one capital letter alone (an initial)."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The claims of a case by id, to be cited."""

    content: Content
    claims: Mapping[str, Row]
    segments: Mapping[str, Row]

    def cite(self, claim_id: str) -> dict[str, Any] | None:
        """Return a claim for the page; None where the case holds it no longer."""
        claim = self.claims.get(claim_id)
        return self._shown(claim) if claim else None

    def cite_all(self, claim_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return several claims for the page."""
        return [cited for claim_id in claim_ids if (cited := self.cite(claim_id))]

    def target(self, claim_id: str) -> str | None:
        """Return the link to a claim's words."""
        claim = self.claims.get(claim_id)
        return self.content.target(claim) if claim else None

    def _shown(self, claim: Row) -> dict[str, Any]:
        document = self.content.by_id[claim["document_id"]]
        before, after = around(document["text"], claim["start"], claim["end"], self._paragraph(claim, document["text"]))
        origin = self.content.origins.get(claim["claim_id"], {})
        claimant = None if claim["own_voice"] else claim["claimant"]
        return {
            "row": claim, "target": self.content.target(claim), "before": before, "after": after,
            "says": origin.get("name") or claimant or "the report itself",
            "side": self.content.side(origin.get("side") or claim["claimant_side"]),
            "title": self.content.title(claim["document_id"]), "document": f"#{claim['document_id']}",
            "published": document["published"], "origin": origin.get("origin") or claim["claim_id"],
        }  # fmt: skip

    def _paragraph(self, claim: Row, text: str) -> tuple[int, int]:
        """Return the bounds of the paragraph that a claim stands in."""
        segment = self.segments.get(claim["segment_id"])
        if segment is None:
            return claim["start"], claim["end"]
        for start, end in paragraph_bounds(text, segment["start"], segment["end"]):
            if start <= claim["start"] < end:
                return start, max(end, claim["end"])
        return segment["start"], segment["end"]


def citations(content: Content) -> Citations:
    """Return the claims of a case by id, to be cited."""
    claims = {row["claim_id"]: row for row in content.tables["claims"]}
    return Citations(content, claims, {row["segment_id"]: row for row in content.tables["segments"]})


def around(text: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[str, str]:
    """Return what stands before and after some words in their sentence, cut at a word where that is long.

    Args:
        text: The text of the document.
        start: Where the words begin.
        end: Where they end.
        bounds: Beginning and end of the paragraph, beyond which nothing is shown.
    """
    first, last = max(start - REACH, bounds[0]), min(end + REACH, bounds[1])
    before, after = text[first:start], text[end:last]
    begins = max((found.end() for found in _END.finditer(before)), default=0)
    ends = next((found.end(1) for found in _END.finditer(after)), None)
    if first > bounds[0] and not begins:
        before = "… " + before.partition(" ")[2]
    if last < bounds[1] and ends is None:
        after = after.rpartition(" ")[0] + " …"
    return wording.oneline(before[begins:]), wording.oneline(after[:ends])


def grouped_by_origin(cited: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cited claims by who first says them: name, side, and the claims in their order."""
    groups: dict[str, dict[str, Any]] = {}
    for one in cited:
        group = groups.setdefault(one["origin"], {"says": one["says"], "side": one["side"], "claims": []})
        group["claims"].append(one)
    return list(groups.values())
