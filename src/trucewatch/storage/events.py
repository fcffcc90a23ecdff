"""Questions to the events of a case: which there are, what is claimed for and against each, how far its figures go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trucewatch.casebook import Casebook
from trucewatch.errors import UsageError
from trucewatch.linking.independence import counted_as
from trucewatch.linking.positions import assertions
from trucewatch.linking.ranges import Range, range_of
from trucewatch.records import from_rows
from trucewatch.records.link import GRADES, MATTERS, Estimate
from trucewatch.storage.ask import check_type
from trucewatch.storage.case import Case
from trucewatch.storage.linked import casebook_of

Row = dict[str, Any]

_HAS = "contains(lower({}), lower($1))"
_NAMED = f"len(list_filter(actors || recipients, lambda p: p.actor_id = $1 OR {_HAS.format('p.name')})) > 0"
_PLACED = (
    "EXISTS (SELECT 1 FROM places p WHERE list_contains(events.place_ids, p.place_id) AND (p.place_id = $1"
    f" OR p.place_id = 'casebook:' || $1 OR {_HAS.format('p.name')} OR len(list_filter(p.names, lambda n:"
    f" {_HAS.format('n')})) > 0))"
)
ESTIMATES = """SELECT e.*, coalesce(claimant, d.outlet, '“' || d.title || '”', parse_filename(d.origin)) AS source
    FROM estimates e JOIN documents d USING (document_id)"""
"""Estimates with the name of whoever gives each: the report by its outlet or title, where it does so itself."""
CONTRADICTIONS = """SELECT c.*, e.label, e.date, l.polarity AS left_polarity, r.polarity AS right_polarity,
    coalesce(ld.outlet, ld.title, parse_filename(ld.origin)) AS left_printed,
    coalesce(rd.outlet, rd.title, parse_filename(rd.origin)) AS right_printed
    FROM contradictions c LEFT JOIN events e USING (event_id)
    LEFT JOIN documents ld ON ld.document_id = left_document_id
    LEFT JOIN documents rd ON rd.document_id = right_document_id
    LEFT JOIN claims l ON l.claim_id = left_claim_id LEFT JOIN claims r ON r.claim_id = right_claim_id"""
"""Contradictions with label and date of their event, whether each side asserts or denies, and who prints it."""
_TYPED = "(act = lower($1) OR event_type = upper($1))"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; what is None does not matter. Names match in part and in any case.

    ``on`` is a day, month or year that the event can lie in. ``grade`` is a grade of the act, or of another matter:
    ``number:Weak``.
    """

    on: str | None = None
    actor: str | None = None
    place: str | None = None
    type: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One event with what belongs to it.

    ``asserted`` and ``denied`` are its claims, each with its document, its origin and since when it is certainly known
    (`claim_rows`). ``grades`` are by matter. ``parts`` and ``whole`` are the events that are part of it, and of which
    it is a part. ``estimates`` are the figures given of it. ``origins`` are the names of those who assert it
    independently, each once.
    """

    event: Row
    places: tuple[str, ...]
    asserted: tuple[Row, ...]
    denied: tuple[Row, ...]
    grades: Mapping[str, Row]
    parts: tuple[Row, ...] = ()
    whole: Row | None = None
    estimates: tuple[Row, ...] = ()
    contradictions: tuple[Row, ...] = ()
    judged: tuple[Row, ...] = ()
    origins: tuple[str, ...] = ()


def find_events(case: Case, wanted: EventFilter) -> list[Told]:
    """Return the events that fit, in the order of time, undated ones last; each with its claims and grades.

    Raises:
        UsageError: where a day, a grade or a type is none.
    """
    rows: list[Row] = case.arrow("events").to_pylist()
    for value, condition in ((wanted.actor, _NAMED), (wanted.place, _PLACED), (wanted.type, _TYPED)):
        if value is not None:
            fit = {row["event_id"] for row in case.rows(f"SELECT event_id FROM events WHERE {condition}", [value])}
            rows = [row for row in rows if row["event_id"] in fit]
    if wanted.on is not None:
        first, last = _days(wanted.on)
        rows = [row for row in rows if _can_lie(row["first"], row["last"], first, last)]
    if not rows and wanted.type is not None:
        check_type(wanted.type)
    told = _tell(case, rows)
    if wanted.grade is None:
        return told
    matter, grade = _graded(wanted.grade)
    return [one for one in told if one.grades.get(matter, {}).get("grade") == grade]


def find_event(case: Case, event_id: str) -> tuple[Told, str | None]:
    """Return an event by its id, by the beginning of it, or by an id that it or a part of it had before.

    Returns:
        The event with all that belongs to it, and where it was found by another id, a sentence that says so.

    Raises:
        UsageError: where no event or more than one fits.
    """
    rows, note = _rows_of_id(case, event_id)
    if not rows:
        raise UsageError(f"There is no event with the id “{event_id}” in {case.path}.")
    exact = [row for row in rows if row["event_id"] == event_id]
    if len(rows) > 1 and not exact:
        raise UsageError(f"“{event_id}” fits more than one event; give more of its id.")
    return _complete(case, (exact or rows)[0]), note


def names_of_places(case: Case, place_ids: Collection[str]) -> dict[str, str]:
    """Return the names of places by their ids."""
    query = "SELECT place_id, any_value(name ORDER BY mention_id) AS name FROM places WHERE place_id IN"
    found = case.rows(f"{query} (SELECT unnest($1)) GROUP BY place_id", [sorted(place_ids)]) if place_ids else []
    return {row["place_id"]: row["name"] for row in found}


def short_ids(ids: Iterable[str], least: int = 8) -> dict[str, str]:
    """Return the shortest beginning of each id, of ``least`` characters or more, that it alone has."""
    listed = sorted(set(ids))
    short = {}
    for index, one in enumerate(listed):
        near = [listed[other] for other in (index - 1, index + 1) if 0 <= other < len(listed)]
        shared = max((_shared(one, other) for other in near), default=0)
        short[one] = one[: max(least, shared + 1)]
    return short


def standing(claims: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the claims that assert an event and count: not taken back by a later version, nor of a mere plan of it."""
    return [dict(row) for row in assertions(row for row in claims if row["withdrawn_by"] is None)]


def by_origin(claims: Iterable[Row], casebook: Casebook) -> dict[str, list[Row]]:
    """Return claims by the independent origin with which they count, in order; those without an origin by their id."""
    listed = list(claims)
    counted = counted_as((row["origin"] for row in listed if row["origin"]), casebook)
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        grouped[counted[row["origin"]] if row["origin"] else row["claim_id"]].append(row)
    return grouped


def ranges(estimates: Iterable[Row], casebook: Casebook) -> dict[str, tuple[list[Row], Range]]:
    """Return estimates by topic, each topic with the range over its independent origins."""
    topics: dict[str, list[Row]] = defaultdict(list)
    for row in estimates:
        topics[row["topic_id"]].append(row)
    return {topic_id: (rows, range_of(from_rows(Estimate, rows), casebook)) for topic_id, rows in topics.items()}


def _shared(one: str, other: str) -> int:
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(other))


def _days(value: str) -> tuple[str, str]:
    from trucewatch.extract.edtf import bounds

    try:
        first, last = bounds(value)
    except ValueError:
        first = last = None
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) or first is None or last is None:
        raise UsageError(f"--on takes a day such as 2031-05-07, or a month or year, not “{value}”.")
    return date.isoformat(first), date.isoformat(last)


def _can_lie(first: str | None, last: str | None, since: str, until: str) -> bool:
    """Return whether something dated can lie between two days; what has no date at all cannot."""
    return bool(first or last) and (first or "") <= until and (last or "9999") >= since


def stances(contradiction: Row) -> tuple[str, str]:
    """Return what each side of a contradiction does, ``asserted`` or ``denied``; empty texts where both do the same."""
    left, right = contradiction["left_polarity"], contradiction["right_polarity"]
    return (left, right) if left and right and left != right else ("", "")


def _graded(value: str) -> tuple[str, str]:
    matter, sign, grade = value.rpartition(":")
    matter, grade = matter.lower() if sign else "act", grade.capitalize()
    if matter not in MATTERS or grade not in GRADES:
        raise UsageError(f"--grade takes one of {', '.join(GRADES)}, or such as number:Weak, not “{value}”.")
    return matter, grade


def _rows_of_id(case: Case, event_id: str) -> tuple[list[Row], str | None]:
    query = "SELECT * FROM events WHERE starts_with(event_id, ?) ORDER BY event_id LIMIT 3"
    if not event_id or (found := case.rows(query, [event_id])):
        return (found if event_id else []), None
    anchor = "SELECT * FROM events WHERE len(list_filter(claim_ids, lambda c: starts_with(c, ?))) > 0 LIMIT 3"
    if event_id.startswith("c-") and (found := case.rows(anchor, [event_id])):
        return found, f"{event_id} is a claim of this event."
    if found := case.rows(anchor, [f"c-{event_id.removeprefix('e-')}"]):
        return found, f"{event_id} is part of this event now; its claims were joined with others."
    goals = case.rows("SELECT * FROM redirects WHERE starts_with(event_id, ?) ORDER BY claims DESC, to_id", [event_id])
    if not goals:
        return [], None
    listed = ", ".join(goal["to_id"] or "none" for goal in goals)
    if goals[0]["to_id"] is None:
        raise UsageError(f"{event_id} is no longer in the case. {goals[0]['why']}")
    return case.rows(query, [goals[0]["to_id"]]), f"{goals[0]['event_id']} led here. {goals[0]['why']} ({listed})"


def _complete(case: Case, event: Row) -> Told:
    """Return an event with its parts, its whole, its figures and its contradictions."""
    told = _tell(case, [event])[0]
    event_id = event["event_id"]
    whole = case.rows("SELECT * FROM events WHERE event_id = ?", [event["part_of"]]) if event["part_of"] else []
    of = "WHERE event_id = ? ORDER BY"
    return Told(
        event, told.places, told.asserted, told.denied, told.grades,
        tuple(case.rows("SELECT * FROM events WHERE part_of = ? ORDER BY first, event_id", [event_id])),
        whole[0] if whole else None,
        tuple(case.rows(f"{ESTIMATES} {of} topic, as_of NULLS LAST, estimate_id", [event_id])),
        tuple(case.rows(f"{CONTRADICTIONS} {of} c.kind, contradiction_id", [event_id])),
        tuple(judged_pairs(case, event["claim_ids"])), told.origins,
    )  # fmt: skip


def judged_pairs(case: Case, claim_ids: Collection[str]) -> list[Row]:
    """Return the links that people judged of some claims, each with who said so and why (``said``)."""
    query = """SELECT *, comparisons[1].found AS said FROM links WHERE made_by = 'person'
        AND (list_contains($1, left_id) OR list_contains($1, right_id)) ORDER BY left_id, right_id, decision_id"""
    return case.rows(query, [list(claim_ids)])


def _tell(case: Case, events: Sequence[Row]) -> list[Told]:
    ids = [event["event_id"] for event in events]
    claims = claim_rows(case, [claim_id for event in events for claim_id in event["claim_ids"]])
    names = names_of_places(case, {place for event in events for place in event["place_ids"]})
    grades: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in case.rows("SELECT * FROM grades WHERE event_id IN (SELECT unnest($1))", [ids]) if ids else ():
        grades[row["event_id"]][row["matter"]] = row
    told, casebook = [], casebook_of(case)
    for event in events:
        denied = set(event["denied_ids"])
        listed = sorted((claims[one] for one in event["claim_ids"] if one in claims), key=_since)
        asserted = tuple(row for row in listed if row["claim_id"] not in denied)
        heard = by_origin((row for row in standing(asserted) if row["origin"]), casebook).values()
        told.append(
            Told(
                event, tuple(dict.fromkeys(names.get(place, place) for place in event["place_ids"])), asserted,
                tuple(row for row in listed if row["claim_id"] in denied), grades[event["event_id"]],
                origins=tuple(rows[0]["origin_name"] for rows in heard),
            )
        )  # fmt: skip
    return told


def _since(claim: Row) -> tuple[str, str, int]:
    return claim["known_on"] or "9999", claim["document_id"], claim["start"]


def claim_rows(case: Case, claim_ids: Sequence[str]) -> dict[str, Row]:
    """Return claims by id, each with its document's title, outlet and last day of publication, and with its origin."""
    query = """
        SELECT claims.*, d.title, d.outlet, d.outlet_id, d.published_to AS known_on, o.origin, o.kind AS origin_kind,
               o.name AS origin_name, o.side AS origin_side, o.copied_from, o.why AS origin_why,
               o.withdrawn_by
        FROM claims JOIN documents d USING (document_id) LEFT JOIN origins o USING (claim_id)
        WHERE claim_id IN (SELECT unnest($1))"""
    return {row["claim_id"]: row for row in case.rows(query, [list(claim_ids)])} if claim_ids else {}
