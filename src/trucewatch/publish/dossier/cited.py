"""A claim as the pages on agreements cite it: its words with what stands around them, who says so, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content, Row

REACH = 90
"""How many characters around the words of a claim are shown at most, on either side."""
_ENDS = (". ", "? ", "! ", ".” ", '." ', "\n")


@dataclass(frozen=True, slots=True)
class Citations:
    """The claims of a case by id, to be cited."""

    content: Content
    claims: Mapping[str, Row]

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
        before, after = around(document["text"], claim["start"], claim["end"])
        origin = self.content.origins.get(claim["claim_id"], {})
        claimant = None if claim["own_voice"] else claim["claimant"]
        return {
            "row": claim, "target": self.content.target(claim), "before": before, "after": after,
            "says": origin.get("name") or claimant or "the report itself",
            "side": self.content.side(origin.get("side") or claim["claimant_side"]),
            "title": self.content.title(claim["document_id"]), "document": f"#{claim['document_id']}",
            "published": document["published"], "origin": origin.get("origin") or claim["claim_id"],
        }  # fmt: skip


def citations(content: Content) -> Citations:
    """Return the claims of a case by id, to be cited."""
    return Citations(content, {row["claim_id"]: row for row in content.tables["claims"]})


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after some words in their sentence, cut at a word where that is long."""
    before = _last(text[max(start - REACH, 0) : start], start > REACH)
    after = _first(text[end : end + REACH], end + REACH < len(text))
    return wording.oneline(before), wording.oneline(after)


def _last(text: str, cut: bool) -> str:
    begins = max((text.rfind(end) + len(end) for end in _ENDS if end in text), default=0)
    if begins or not cut:
        return text[begins:]
    return "… " + text.partition(" ")[2]


def _first(text: str, cut: bool) -> str:
    ends = min((text.find(end) + len(end.rstrip()) for end in _ENDS if end in text), default=len(text))
    if ends < len(text) or not cut:
        return text[:ends]
    return text.rpartition(" ")[0] + " …"


def grouped_by_origin(cited: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cited claims by who first says them: name, side, and the claims in their order."""
    groups: dict[str, dict[str, Any]] = {}
    for one in cited:
        group = groups.setdefault(one["origin"], {"says": one["says"], "side": one["side"], "claims": []})
        group["claims"].append(one)
    return list(groups.values())
