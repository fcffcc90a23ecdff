"""Contradictions of a case: what two accounts of one happening say that cannot both hold, with the words of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.casebook import Casebook
from trucewatch.linking.account import Account, read_accounts
from trucewatch.linking.clash_actors import clash_actors
from trucewatch.linking.clash_figures import clash_figures
from trucewatch.linking.clash_places import clash_places
from trucewatch.linking.clash_status import clash_status
from trucewatch.linking.clash_times import clash_times
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.model import Judgement, Row, Tables
from trucewatch.linking.stories import relate_documents
from trucewatch.records.link import Contradiction, Estimate, Event
from trucewatch.records.schema import make_id

_WAYS = (clash_actors, clash_status, clash_places, clash_times, clash_figures)
MOST_TOGETHER = 60
"""Of more documents on one event each is compared with as many that follow it, in the order of their ids."""


def find_contradictions(
    tables: Tables,
    events: Sequence[Event],
    estimates: Sequence[Estimate],
    casebook: Casebook,
    judgements: Sequence[Judgement] = (),
) -> list[Contradiction]:
    """Return the contradictions of a case, in the order of their documents.

    Documents are compared where they are about one happening: they share an event, or their stories are the same or
    one a part of the other. Two different happenings never contradict each other. People's judgements that two claims
    contradict each other are added, and outrank: a pair that a person called different is left out.
    """
    pairs = meetings(tables, events, casebook)
    accounts = read_accounts(tables, {key for pair in pairs for key in pair}, casebook)
    by_claim = {claim_id: event for event in events for claim_id in event.claim_ids}
    found: dict[str, Contradiction] = {}
    for (left, right), partial in sorted(pairs.items()):
        for clash in contradict_accounts(Meeting(accounts[left], accounts[right], partial)):
            row = _row(clash, accounts[left], accounts[right], by_claim)
            found[row.contradiction_id] = row
    kept = [row for row in found.values() if not _parted(row, judgements)]
    return sorted([*kept, *_judged(tables, judgements, by_claim)], key=_order)


def _order(row: Contradiction) -> tuple[str, str, int, int, str]:
    return row.left_document_id, row.right_document_id, row.left_start, row.right_start, row.contradiction_id


def meetings(tables: Tables, events: Sequence[Event], casebook: Casebook) -> dict[tuple[str, str], bool]:
    """Return the pairs of documents to compare; true where only sentences on plainly the same matter may be."""
    found: dict[tuple[str, str], bool] = {}
    for event in events:
        documents = sorted(event.document_ids)
        for at, left in enumerate(documents):
            for right in documents[at + 1 : at + 1 + MOST_TOGETHER]:
                found[left, right] = True
    for story in relate_documents(tables, casebook):
        if story.relation != "different":
            left, right = sorted((story.left_id, story.right_id))
            found[left, right] = story.relation == "sub"
    return found


def contradict_documents(
    tables: Tables, pairs: Mapping[tuple[str, str], bool], casebook: Casebook
) -> dict[tuple[str, str], list[Clash]]:
    """Return what contradicts between documents of one happening, for each pair of ids.

    Args:
        tables: Rows of ``documents``, ``segments``, ``times``, ``places``, ``claims``, ``figures``, ``attributions``.
        pairs: Pairs of document ids, with whether one is about a part of what the other covers.
        casebook: Nations and places with their names.
    """
    accounts = read_accounts(tables, {key for pair in pairs for key in pair}, casebook)
    return {
        (left, right): contradict_accounts(Meeting(accounts[left], accounts[right], partial))
        for (left, right), partial in pairs.items()
    }


def contradict_accounts(meeting: Meeting) -> list[Clash]:
    """Return what contradicts between two accounts of one happening.

    Where both say that it happened and blame each other, that is who did it, and no denial.
    """
    found = [clash for way in _WAYS for clash in way(meeting)]
    if any(clash.kind == "actor" for clash in found):
        found = [clash for clash in found if clash.kind != "status"]
    return sorted(set(found), key=lambda clash: (clash.kind, clash.left.start, clash.right.start, clash.why))


def _row(clash: Clash, left: Account, right: Account, by_claim: Mapping[str, Event]) -> Contradiction:
    claims = _claim_at(left, clash.left), _claim_at(right, clash.right)
    event = next((by_claim[row["claim_id"]].event_id for row in claims if row and row["claim_id"] in by_claim), None)
    ids = [row["claim_id"] if row else "" for row in claims]
    known = [account.document["published_to"] for account in (left, right)]
    return Contradiction(
        contradiction_id=make_id("k", clash.kind, left.id, clash.left.start, right.id, clash.right.start),
        kind=clash.kind, event_id=event, left_claim_id=ids[0], right_claim_id=ids[1], left_document_id=left.id,
        right_document_id=right.id, left_quote=_quote(left, clash.left), right_quote=_quote(right, clash.right),
        left_start=clash.left.start, right_start=clash.right.start,
        left_claimant=claims[0]["claimant"] if claims[0] else left.document["outlet"],
        right_claimant=claims[1]["claimant"] if claims[1] else right.document["outlet"],
        known_on=max(known) if all(known) else None, why=clash.why,
    )  # fmt: skip


def _quote(account: Account, span: Span) -> str:
    return str(account.document["text"][span.start : span.end])


def _claim_at(account: Account, span: Span) -> Row | None:
    """Return the claim at the words: the shortest that holds their start, else the nearest of the sentence."""
    holding = [row for row in account.claims if row["start"] <= span.start < row["end"]]
    if holding:
        return min(holding, key=lambda row: (row["end"] - row["start"], row["claim_id"]))
    line = account.line_at(span.start)
    near = [row for row in account.claims if line and line.start <= row["start"] < line.sentence.end]
    return min(near, key=lambda row: (abs(row["start"] - span.start), row["claim_id"]), default=None)


def _parted(row: Contradiction, judgements: Iterable[Judgement]) -> bool:
    """Tell whether a person said last that the two claims are about different happenings."""
    pair = {row.left_claim_id, row.right_claim_id}
    said = [item.relation for item in judgements if {item.left_id, item.right_id} == pair]
    return bool(said) and said[-1] == "different"


def _judged(tables: Tables, judgements: Iterable[Judgement], by_claim: Mapping[str, Event]) -> Iterator[Contradiction]:
    claims = {row["claim_id"]: row for row in tables["claims"]}
    documents = {row["document_id"]: row for row in tables["documents"]}
    for item in judgements:
        if item.relation == "contradicts" and item.left_id in claims and item.right_id in claims:
            left, right = sorted((claims[item.left_id], claims[item.right_id]), key=lambda row: str(row["claim_id"]))
            yield _judged_row(item, left, right, documents, by_claim)


def _judged_row(
    item: Judgement, left: Row, right: Row, documents: Mapping[str, Row], by_claim: Mapping[str, Event]
) -> Contradiction:
    known = [documents[row["document_id"]]["published_to"] for row in (left, right)]
    event = by_claim.get(left["claim_id"]) or by_claim.get(right["claim_id"])
    kind = "status" if left["polarity"] != right["polarity"] else "figure" if left["figure_ids"] else "actor"
    return Contradiction(
        contradiction_id=make_id("k", "person", left["claim_id"], right["claim_id"]), kind=kind,
        event_id=event.event_id if event else None, left_claim_id=left["claim_id"], right_claim_id=right["claim_id"],
        left_document_id=left["document_id"], right_document_id=right["document_id"], left_quote=left["quote"],
        right_quote=right["quote"], left_start=left["start"], right_start=right["start"],
        left_claimant=left["claimant"], right_claimant=right["claimant"], known_on=max(known) if all(known) else None,
        why=f"{item.by} ({item.decision_id}): {item.why}",
    )  # fmt: skip
