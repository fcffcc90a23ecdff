"""What an event is called, and what its claims together say of act, actors, place and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from trucewatch.extract import edtf
from trucewatch.linking.model import Row, Tables
from trucewatch.records.claim import Participant
from trucewatch.records.link import Event

_STATUSES = ("happened", "ongoing", "alleged", "planned", "omitted", "denied")
_GRAINS = ("day", "week", "month", "season", "quarter", "interval", "year", "decade")


def describe_events(groups: Iterable[Sequence[Row]], tables: Tables) -> list[Event]:
    """Return one event for each group of claims, by first day and id.

    Args:
        groups: Rows of claims; the groups do not overlap.
        tables: Of these the documents are read, for when a claim became known.
    """
    documents = {str(row["document_id"]): row for row in tables["documents"]}
    events = [_event(sorted(group, key=lambda row: str(row["claim_id"])), documents) for group in groups]
    return sorted(events, key=lambda event: (event.first or "9999", event.event_id))


def event_id(claims: Iterable[Row]) -> str:
    """Return the id of the event of some claims: that of its least claim, its anchor."""
    return "e-" + min(str(claim["claim_id"]) for claim in claims).removeprefix("c-")


def _event(claims: Sequence[Row], documents: dict[str, Row]) -> Event:
    telling = max(claims, key=_telling)
    asserted = [claim for claim in claims if claim["polarity"] != "denied"] or claims
    date = _date(asserted)
    first, last = edtf.bounds(date) if date else (None, None)
    act = _commonest(claim["act"] for claim in asserted)
    sources = tuple(sorted({str(claim["document_id"]) for claim in claims}))
    days = [documents[source]["published_to"] for source in sources if documents[source]["published_to"]]
    return Event(
        event_id=event_id(claims), act=act, part_of=None, label=telling["quote"], label_id=telling["claim_id"],
        event_type=_commonest(claim["event_type"] for claim in asserted if claim["act"] == act),
        status=min((str(claim["status"]) for claim in claims), key=_STATUSES.index),
        actors=_participants(asserted, "actors"), recipients=_participants(asserted, "recipients"),
        place_ids=_places(asserted), date=date, first=first.isoformat() if first else None,
        last=last.isoformat() if last else None, claim_ids=tuple(str(claim["claim_id"]) for claim in claims),
        denied_ids=tuple(str(claim["claim_id"]) for claim in claims if claim["polarity"] == "denied"),
        document_ids=sources, known_on=min(days, default=None), why=_why(claims, sources),
    )  # fmt: skip


def _telling(claim: Row) -> tuple[Any, ...]:
    """Return how much a claim tells: asserted, with actor, date, place and bearer; the longer words, the lesser id."""
    fills = sum(bool(claim[name]) for name in ("actors", "recipients", "place_ids", "date", "figure_ids"))
    fine = bool(claim["date"]) and edtf.grain(str(claim["date"])) == "day"
    return claim["polarity"] != "denied", fills + fine, len(str(claim["quote"])), str(claim["claim_id"])


def _date(claims: Sequence[Row]) -> str | None:
    """Return the date that most claims give, of those as fine as the finest."""
    dates = [str(claim["date"]) for claim in claims if claim["date"]]
    if not dates:
        return None
    finest = min(_GRAINS.index(edtf.grain(date)) for date in dates)
    return str(_commonest(date for date in dates if _GRAINS.index(edtf.grain(date)) == finest))


def _commonest(values: Iterable[Any]) -> Any:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _participants(claims: Sequence[Row], role: str) -> tuple[Participant, ...]:
    """Return the participants of a role over all claims, the most often named first, each once."""
    return tuple(
        Participant(actor_id=one["actor_id"], name=one["name"], mention_id=one["mention_id"])
        for one in _ranked((one for claim in claims for one in claim[role]), lambda one: one["actor_id"] or one["name"])
    )


def _places(claims: Sequence[Row]) -> tuple[str, ...]:
    return tuple(_ranked((str(place) for claim in claims for place in claim["place_ids"]), lambda place: place))


def _ranked(values: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    counts: Counter[Any] = Counter()
    kept: dict[Any, Any] = {}
    for value in values:
        counts[key(value)] += 1
        kept.setdefault(key(value), value)
    return [kept[name] for name in sorted(counts, key=lambda name: (-counts[name], str(name)))]


def _why(claims: Sequence[Row], sources: Sequence[str]) -> str:
    if len(claims) == 1:
        return "One claim; no other was near enough."
    denied = sum(claim["polarity"] == "denied" for claim in claims)
    against = f", of which {denied} deny it" if denied else ""
    return f"{len(claims)} claims{against} in {len(sources)} document{'s' if len(sources) > 1 else ''}."
