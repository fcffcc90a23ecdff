"""Origins: who first said each claim, which is not who prints it.

The origin of what a report gives as somebody's words is this source; of what it states itself the report's outlet, the
author of an opinion, or the body that issued a statement. What a report copied has the origin that it has in the
document it was copied from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trucewatch.casebook import Casebook
from trucewatch.linking.credits import CreditNames, find_signature, outlet_key
from trucewatch.linking.identity import Identity
from trucewatch.linking.independence import independent
from trucewatch.linking.speakers import Speakers
from trucewatch.linking.versions import find_notice
from trucewatch.linking.wording import Row
from trucewatch.records.link import Copy, Origin, Passage

_WORD = re.compile(r"\w+")


def find_origins(
    claims: Sequence[Row],
    documents: Sequence[Row],
    attributions: Sequence[Row],
    copies: Sequence[Copy],
    casebook: Casebook,
) -> list[Origin]:
    """Return the origin of every claim, in the order of the claims' ids.

    Args:
        claims: Rows of ``claims``, rejected ones dropped.
        documents: Rows of ``documents``.
        attributions: Rows of ``attributions``, whose words tell sources of one name apart.
        copies: The copies among the documents.
        casebook: Whose actors, offices, outlets and sides are known.
    """
    return _Tracing(claims, documents, attributions, copies, casebook).origins()


def count_origins(claims: Iterable[Row], origins: Iterable[Origin], casebook: Casebook) -> tuple[str, ...]:
    """Return the keys of the independent origins that assert claims, sorted (see `linking.independence`).

    A source that only denies is no origin, nor one whose report was withdrawn.
    """
    asserted = {claim["claim_id"] for claim in claims if claim["polarity"] == "asserted"}
    standing = (origin for origin in origins if origin.claim_id in asserted and origin.withdrawn_by is None)
    return independent((origin.origin for origin in standing), casebook)


class _Tracing:
    """The tracing of one case's claims."""

    def __init__(
        self,
        claims: Sequence[Row],
        documents: Sequence[Row],
        attributions: Sequence[Row],
        copies: Sequence[Copy],
        casebook: Casebook,
    ) -> None:
        self._claims = claims
        self._documents = {str(row["document_id"]): row for row in documents}
        self._names = CreditNames(documents, casebook)
        self._said = {row["attribution_id"]: row for row in attributions}
        self._speakers = Speakers(documents, claims, casebook)
        self._taken: dict[str, list[Copy]] = defaultdict(list)
        for copy in sorted(copies, key=lambda copy: (copy.left_id, copy.right_id)):
            self._taken[copy.right_id].append(copy)
        self._of: dict[str, list[Row]] = defaultdict(list)
        copied = {copy.left_id for copy in copies}
        for claim in claims:
            if claim["document_id"] in copied:
                self._of[claim["document_id"]].append(claim)
        self._withdrawn = self._withdrawals(copies)
        self._own: dict[str, tuple[Identity, str]] = {}
        self._found: dict[str, Origin] = {}

    def origins(self) -> list[Origin]:
        """Return the origins of all claims."""
        return [self._origin(claim, ()) for claim in sorted(self._claims, key=lambda claim: str(claim["claim_id"]))]

    def _origin(self, claim: Row, path: tuple[str, ...]) -> Origin:
        """Return a claim's origin; ``path`` are the claims from which it was reached, so that no circle is run."""
        if claim["claim_id"] not in self._found:
            origin = self._first_hand(claim)
            if claim["claim_id"] not in path and (claim["own_voice"] or origin.kind in ("unnamed", "witness")):
                origin = self._copied(claim, origin, (*path, claim["claim_id"]))
            if path:
                return origin
            self._found[claim["claim_id"]] = origin
        return self._found[claim["claim_id"]]

    def _first_hand(self, claim: Row) -> Origin:
        document = self._documents[claim["document_id"]]
        if claim["own_voice"]:
            identity, why = self._own_voice(document)
        else:
            identity = self._speakers.claimant(claim, self._said.get(claim["attribution_id"]))
            why = f"The report gives it as the words of {claim['claimant'] or 'somebody it does not name'}."
            if identity.name != claim["claimant"] and identity.kind != "unnamed":
                why += f" That is counted as {identity.name}."
        return Origin(
            claim_id=claim["claim_id"], origin=identity.key, name=identity.name, side=identity.side,
            kind=identity.kind, copied_from=None, why=why, withdrawn_by=self._withdrawn_by(claim),
        )  # fmt: skip

    def _own_voice(self, document: Row) -> tuple[Identity, str]:
        """Return who speaks in a document's own voice, and why; a report signed by one agency is the agency's."""
        document_id = document["document_id"]
        if document_id not in self._own:
            signed = find_signature(document, self._names)
            if signed is not None and len(signed.keys) == 1 and document["genre"] not in ("opinion", "analysis"):
                identity = self._speakers.bodies.outlet(next(iter(signed.keys)))
                self._own[document_id] = (identity, f"The report states it, and is signed “{signed.quote}”.")
            else:
                self._own[document_id] = (self._speakers.own_voice(document), "The report states it in its own voice.")
        return self._own[document_id]

    def _copied(self, claim: Row, origin: Origin, path: tuple[str, ...]) -> Origin:
        """Return the origin that a claim has in the document from which its words were taken over, if they were."""
        for copy, passage in self._covering(claim):
            source = self._documents.get(copy.left_id)
            if source is None or (outlet_key(source) is not None and copy.kind == "version"):
                continue
            there = self._claim_in(claim, copy.left_id, passage)
            if there is not None and there["claim_id"] in path:
                continue
            first = self._origin(there, path) if there is not None else None
            identity, _ = self._own_voice(source)
            name = first.name if first else identity.name
            why = f"Its words were taken over from {copy.left_id}, where {name} says it."
            taken = first or replace(
                origin, origin=identity.key, name=identity.name, side=identity.side, kind=identity.kind
            )
            return replace(
                taken, claim_id=claim["claim_id"], copied_from=copy.left_id, why=why,
                withdrawn_by=origin.withdrawn_by or (first.withdrawn_by if first else None),
            )  # fmt: skip
        return origin

    def _covering(self, claim: Row) -> Iterator[tuple[Copy, Passage | None]]:
        """Yield the copies whose passages hold a claim's words, copies of the least copied documents first."""
        middle = (claim["start"] + claim["end"]) // 2
        taken = self._taken.get(claim["document_id"], ())
        for copy in sorted(taken, key=lambda copy: (len(self._taken.get(copy.left_id, ())), copy.left_id)):
            if not copy.passages:
                yield copy, None
            for passage in copy.passages:
                if passage.right_start <= middle < passage.right_end:
                    yield copy, passage

    def _claim_in(self, claim: Row, document_id: str, passage: Passage | None) -> Row | None:
        """Return the claim of the source document that has the most words of a claim, at least half of them."""
        words = set(_WORD.findall(claim["quote"].casefold()))
        best, most = None, 0.5
        for other in self._of.get(document_id, ()):
            inside = passage is None or passage.left_start <= other["start"] < passage.left_end
            if not inside or other["kind"] != claim["kind"] or other["act"] != claim["act"]:
                continue
            theirs = set(_WORD.findall(other["quote"].casefold()))
            share = len(words & theirs) / max(len(words | theirs), 1)
            if share >= most and (best is None or share > most):
                best, most = other, share
        return best

    def _withdrawals(self, copies: Iterable[Copy]) -> dict[str, tuple[str, str]]:
        """Return of documents that a later version takes back or corrects: which, and whether it was withdrawn."""
        found = {}
        for copy in copies:
            later = self._documents.get(copy.right_id) if copy.kind == "version" else None
            whole = [{"role": "body", "repeats": None, "start": 0, "end": len(later["text"])}] if later else []
            notice = find_notice(later, whole) if later else None
            if notice is not None:
                found[copy.left_id] = (copy.right_id, notice.kind)
        return found

    def _withdrawn_by(self, claim: Row) -> str | None:
        """Return the version that takes a claim back: as a whole, or by a correction in which its words are gone."""
        if claim["document_id"] not in self._withdrawn:
            return None
        later_id, kind = self._withdrawn[claim["document_id"]]
        later = _WORD.findall(self._documents[later_id]["text"].casefold())
        quote = _WORD.findall(claim["quote"].casefold())
        stands = f" {' '.join(quote)} " in f" {' '.join(later)} "
        return later_id if kind == "withdrawn" or not stands else None
