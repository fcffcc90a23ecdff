"""Claims of one event that assert it and deny it, side by side: in two documents, or from two sources in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.linking.acts import SAME, act_table
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import day_moment
from trucewatch.linking.model import Row, Tables
from trucewatch.records.link import Contradiction, Event
from trucewatch.records.schema import make_id

_NO_DENIAL = re.compile(r"\bno (?:choice|option|alternative|doubt|longer)\b", re.IGNORECASE)

_BEFORE = 24
_ANSWERING = re.compile(
    r"\b(?:return(?:ed|ing)? fire|shot back|fired back|answer(?:ed)?|retaliat\w+|respond(?:ed)?)\b", re.I
)


def contradict_claims(tables: Tables, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Yield, for every denial of an event, the first claim of each source that asserts it.

    Of many reports of one source only the first known is laid beside the denial: repetition adds no contradiction. A
    source does not contradict itself within one document, and what is planned or only thought of asserts nothing.
    """
    denied_ids = {claim_id for event in events for claim_id in event.denied_ids}
    if not denied_ids:
        return
    documents = {row["document_id"]: row for row in tables["documents"]}
    wanted = {claim_id for event in events if event.denied_ids for claim_id in event.claim_ids}
    claims = {row["claim_id"]: row for row in tables["claims"] if row["claim_id"] in wanted}
    for event in events:
        if event.denied_ids:
            yield from _event_rows(event, claims, documents)


def _event_rows(event: Event, claims: Mapping[str, Row], documents: Mapping[str, Row]) -> Iterator[Contradiction]:
    known = [claims[claim_id] for claim_id in event.claim_ids if claim_id in claims]
    denied = (
        row
        for row in known
        if row["claim_id"] in event.denied_ids and has_denial(row, documents[row["document_id"]]["text"])
    )
    denials = _first_of_sources(denied, documents)
    asserting = [row for row in known if row["claim_id"] not in event.denied_ids and _asserts(row)]
    for denial in denials:
        for claim in _first_of_sources(asserting, documents):
            if _source(claim) != _source(denial) and one_act(claim, denial):
                left, right = sorted((claim, denial), key=_place)
                yield _row(event, left, right, documents)


def has_denial(claim: Row, text: str) -> bool:
    """Tell whether the sentence of a claim read as a denial holds a word of denial: “no choice but” is none.

    That nobody shot back denies no act of the other side.
    """
    if _ANSWERING.search(claim["quote"]):
        return False
    words = clash_words().words
    if _NO_DENIAL.search(text, max(0, claim["start"] - _BEFORE), claim["start"]):
        return False
    begin, end = (text.rfind(". ", 0, claim["start"]), text.find(". ", claim["end"]))
    sentence = _NO_DENIAL.sub("", text[max(0, begin) : end if end >= 0 else len(text)])
    return any(words[kind].search(sentence) for kind in ("deny", "not", "silence", "without"))


def _asserts(claim: Row) -> bool:
    return claim["polarity"] == "asserted" and claim["modality"] in ("actual", "ongoing") and claim["status"] != "none"


def one_act(one: Row, other: Row) -> bool:
    """Tell whether two claims are closely of one act: the same act, on days that meet if both tell any.

    Events bring together more than that; a denial is of no more than it says. One that names no day (“denies the
    allegation”) denies the act of its event.
    """
    table = act_table()
    if table.stands[table.number(one["act"]), table.number(other["act"])] != SAME:
        return False
    spans = [day_moment(row["date"]) if row["date"] else None for row in (one, other)]
    if spans[0] is None or spans[1] is None:
        return True
    return spans[0].first < spans[1].last and spans[1].first < spans[0].last


def _source(claim: Row) -> str:
    return str(claim["claimant_actor_id"] or claim["claimant"] or f"document:{claim['document_id']}")


def _place(claim: Row) -> tuple[str, int, str]:
    return claim["document_id"], claim["start"], claim["claim_id"]


def _first_of_sources(claims: Iterable[Row], documents: Mapping[str, Row]) -> list[Row]:
    """Return the first claim of each source, by the day by which it was certainly published."""
    first: dict[str, Row] = {}
    for claim in sorted(claims, key=lambda row: (documents[row["document_id"]]["published_to"] or "9999", _place(row))):
        first.setdefault(_source(claim), claim)
    return list(first.values())


def _row(event: Event, left: Row, right: Row, documents: Mapping[str, Row]) -> Contradiction:
    known = [documents[row["document_id"]]["published_to"] for row in (left, right)]
    ids = left["claim_id"], right["claim_id"]
    return Contradiction(
        contradiction_id=make_id("k", "status", *ids), kind="status", event_id=event.event_id, left_claim_id=ids[0],
        right_claim_id=ids[1], left_document_id=left["document_id"], right_document_id=right["document_id"],
        left_quote=left["quote"], right_quote=right["quote"], left_start=left["start"], right_start=right["start"],
        left_claimant=left["claimant"], right_claimant=right["claimant"], known_on=max(known) if all(known) else None,
        why="one source asserts the event, another denies it",
    )  # fmt: skip
