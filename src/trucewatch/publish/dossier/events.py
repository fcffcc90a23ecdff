"""Events in the dossier: what is claimed for and against each, on the timeline, as a list, and as a matrix."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from trucewatch.publish.charts.matrix import Cell, EventRow, Source
from trucewatch.publish.charts.timeline import Moment
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content, Row
from trucewatch.storage.events import Told, by_origin
from trucewatch.storage.events import standing as asserting_claims

MOST_ROWS, MOST_SOURCES = 30, 14
"""Events and sources that a matrix shows; the others are counted beneath it."""
LONGEST_TIP = 160
MATTERS = ("act", "actor", "number")


def events(content: Content) -> dict[str, list[dict[str, Any]]]:
    """Return the events for the page: those that say when in the order of time, then the others."""
    clashes = Counter(row["event_id"] for row in content.contradictions)
    judged: dict[str, list[Row]] = defaultdict(list)
    for row in content.judged:
        for claim_id in (row["left_id"], row["right_id"]):
            judged[claim_id].append(row)
    shown = [_shown(told, content, clashes) | {"judged": _judged(told, judged)} for told in _happenings(content)]
    return {
        "dated": [item for item in shown if item["row"]["first"]],
        "undated": [item for item in shown if not item["row"]["first"]],
    }


def moments(content: Content) -> list[Moment]:
    """Return the dated events for the timeline."""
    found = []
    for told in _happenings(content):
        event = told.event
        if event["first"] and event["last"]:
            words = wording.oneline(event["label"])[:LONGEST_TIP]
            who = names(event["actors"]) or "somebody"
            tip = f"{wording.day(event['date'])}: {who}: {words} ({_counted(told, content)})"
            first, last = (date.fromisoformat(event[name]) for name in ("first", "last"))
            found.append(Moment(first, last, standing(told), tip, f"#{event['event_id']}"))
    return found


def standing(told: Told) -> str:
    """Return the status of an event, or ``contested`` where some assert and others deny it."""
    if told.asserted and told.denied:
        return "contested"
    return "denied" if told.denied else str(told.event["status"])


def matrix(content: Content) -> tuple[list[Source], list[EventRow], int]:
    """Return sources and rows of the matrix, and how many events of several sources are left out of it.

    Only events of which more than one source speaks are in it, those of most sources first.
    """
    shared = [told for told in _happenings(content) if len(_by_source(told)) > 1]
    chosen = sorted(shared, key=lambda told: -len(_by_source(told)))[:MOST_ROWS]
    wanted = {told.event["event_id"] for told in chosen}
    kept = [told for told in shared if told.event["event_id"] in wanted]
    heard = Counter(key for told in kept for key in _by_source(told))
    best = {key for key, _ in sorted(heard.items(), key=lambda item: (-item[1], item[0]))[:MOST_SOURCES]}
    rows = [_row(told, best, content) for told in kept]
    return _sources(kept, best, heard, content), [row for row in rows if row.cells], len(shared) - len(kept)


def heard(content: Content) -> dict[str | None, tuple[int, int]]:
    """Return by the id of each side how many events its voices assert, and how many they deny."""
    sides: dict[str | None, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for told in _happenings(content):
        for place, rows in enumerate((told.asserted, told.denied)):
            for row in rows:
                sides[row["origin_side"]][place].add(told.event["event_id"])
    return {side: (len(asserted), len(denied)) for side, (asserted, denied) in sides.items()}


def names(people: Iterable[Row]) -> str:
    """Return the names of participants in a line."""
    return ", ".join(dict.fromkeys(person["name"] for person in people))


def voices(claims: Iterable[Row], content: Content) -> list[dict[str, Any]]:
    """Return claims by who says them first, in the order in which they became known; a source counts once."""
    return [
        {"says": _says(rows[0]), "side": content.side(rows[0]["origin_side"]),
         "claims": [_said(row, _says(rows[0]), content) for row in rows]}
        for rows in by_origin(claims, content.casebook).values()
    ]  # fmt: skip


def _says(claim: Row) -> str:
    own = "the report itself" if claim["own_voice"] else claim["claimant"]
    return str(claim["origin_name"] or own or "nobody named")


def _said(claim: Row, source: str, content: Content) -> dict[str, Any]:
    """Return one claim of a source: its words, its report, and what it calls the source where that differs."""
    copied = claim["copied_from"] if claim["copied_from"] in content.by_id else None
    other = None if claim["own_voice"] or claim["claimant"] in (None, source) else claim["claimant"]
    return {
        "row": claim, "target": content.target(claim), "title": content.title(claim["document_id"]),
        "document": f"#{claim['document_id']}", "as": other, "copied": content.title(copied) if copied else None,
    }  # fmt: skip


def _happenings(content: Content) -> list[Told]:
    """Return the events that somebody tells of; what is only supposed or asked is none."""
    return [told for told in content.told if told.event["status"] != "none" or told.denied]


def _shown(told: Told, content: Content, clashes: Counter[str]) -> dict[str, Any]:
    event = told.event
    label = next((row for row in (*told.asserted, *told.denied) if row["claim_id"] == event["label_id"]), None)
    return {
        "row": event | {"quote": event["label"]}, "standing": standing(told), "who": names(event["actors"]),
        "whom": names(event["recipients"]), "where": ", ".join(told.places),
        "target": content.target(label) if label else f"#{event['event_id']}",
        "asserted": voices(told.asserted, content),
        "denied": voices(told.denied, content),
        "origins": len(told.origins), "counted": _counted(told, content),
        "grades": [told.grades[matter] for matter in MATTERS if matter in told.grades],
        "several": len(told.asserted) + len(told.denied) > 1,
        "whole": content.events.get(event["part_of"]), "contradictions": clashes[event["event_id"]],
    }  # fmt: skip


def _judged(told: Told, by_claim: dict[str, list[Row]]) -> list[Row]:
    """Return what people judged of an event's claims, each judgement once."""
    found = [row for claim_id in told.event["claim_ids"] for row in by_claim.get(claim_id, ())]
    return list({row["decision_id"]: row for row in found}.values())


def _counted(told: Told, content: Content) -> str:
    """Return in words how many assert an event and how many deny it."""
    asserting, denying = (
        by_origin((row for row in rows if row["origin"]), content.casebook)
        for rows in (asserting_claims(told.asserted), told.denied)
    )
    said = [f"{len(asserting)} assert{'s' if len(asserting) == 1 else ''}"] if asserting else []
    said += [f"{len(denying)} den{'ies' if len(denying) == 1 else 'y'}"] if told.denied else []
    return ", ".join(said)


def _by_source(told: Told) -> dict[str, list[tuple[str, Row]]]:
    """Return by the key of each source what it says of an event: ``asserts`` or ``denies``, and the claim."""
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for stance, rows in (("asserts", told.asserted), ("denies", told.denied)):
        for row in rows:
            if row["origin"]:
                found[row["origin"]].append((stance, row))
    return found


def _row(told: Told, best: set[str], content: Content) -> EventRow:
    cells = {}
    for key, said in _by_source(told).items():
        if key in best:
            stances = {stance for stance, _ in said}
            stance, claim = said[0]
            words = wording.oneline(claim["quote"])[:LONGEST_TIP]
            tip = f"{claim['origin_name']} {stance}: “{words}” ({content.title(claim['document_id'])})"
            cells[key] = Cell("both" if len(stances) > 1 else stance, tip, content.target(claim))
    event = told.event
    return EventRow(wording.short_day(event["date"]), wording.oneline(event["label"]), f"#{event['event_id']}", cells)


def _sources(kept: Sequence[Told], best: set[str], heard: Counter[str], content: Content) -> list[Source]:
    """Return the columns: by side in the order of the casebook, those of no side last; the most heard first."""
    known: dict[str, Row] = {}
    for told in kept:
        for key, said in _by_source(told).items():
            known.setdefault(key, said[0][1])
    order = {side: index for index, side in enumerate(content.casebook.sides)}
    ranked = sorted(best, key=lambda key: (order.get(known[key]["origin_side"], len(order)), -heard[key], key))
    return [
        Source(key, known[key]["origin_name"], content.side(known[key]["origin_side"]) or "No side") for key in ranked
    ]
