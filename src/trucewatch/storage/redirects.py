"""Where events went: an id that merges, splits and rebuilds took away leads to the events that hold its claims now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.records.link import Redirect

Row = Mapping[str, Any]
Place = tuple[str, int, str, str | None]
"""What a claim is apart from its id: its document, where its words begin, its kind and its act."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Which event each claim is of, by the claim's id, and where each claim stands."""

    events: Mapping[str, str]
    places: Mapping[str, Place]

    @staticmethod
    def of(events: Iterable[Row], claims: Iterable[Row]) -> Membership:
        """Return the membership of some events."""
        of = {claim_id: event["event_id"] for event in events for claim_id in event["claim_ids"]}
        places = {
            row["claim_id"]: (row["document_id"], row["start"], row["kind"], row["act"])
            for row in claims
            if row["claim_id"] in of
        }
        return Membership(of, places)


def redirect(old: Membership, new: Membership, earlier: Sequence[Redirect]) -> list[Redirect]:
    """Return the redirects of all ids that events ever had and have no more.

    A claim is found again by its id, else (another casebook gave it another) by its words and what they are taken for.

    Args:
        old: The events as they were last.
        new: The events as they are.
        earlier: Redirects as they were last; those whose goal has gone lead on to where it went.
    """
    there = set(new.events.values())
    fresh = {event_id: found for event_id, found in _moved(old, new).items() if event_id not in there}
    redirects: dict[tuple[str, str | None], Redirect] = {}
    for event_id, goals in fresh.items():
        for goal in _rows(event_id, goals):
            redirects[goal.event_id, goal.to_id] = goal
    for former in earlier:
        if former.event_id in there:
            continue
        for goal in _followed(former, there, fresh):
            redirects.setdefault((goal.event_id, goal.to_id), goal)
    return sorted(redirects.values(), key=lambda one: (one.event_id, -one.claims, one.to_id or ""))


def _moved(old: Membership, new: Membership) -> dict[str, Counter[str]]:
    """Return for each old event how many of its claims are in which new event."""
    by_place = {place: new.events[claim_id] for claim_id, place in new.places.items()}
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for claim_id, event_id in old.events.items():
        goal = new.events.get(claim_id) or by_place.get(old.places.get(claim_id, ("", 0, "", None)))
        moved[event_id].update([goal] if goal else [])
    return moved


def _rows(event_id: str, goals: Counter[str]) -> list[Redirect]:
    if not goals:
        return [Redirect(event_id=event_id, to_id=None, claims=0, why="None of its claims is in the case any more.")]
    if len(goals) == 1:
        why = "Its claims are part of this event now."
    else:
        why = f"It was split; its claims are in {len(goals)} events now."
    return [Redirect(event_id=event_id, to_id=goal, claims=count, why=why) for goal, count in goals.most_common()]


def _followed(former: Redirect, there: set[str], fresh: Mapping[str, Counter[str]]) -> list[Redirect]:
    """Return a redirect as it is where its goal is there, else those that lead on."""
    if former.to_id is None or former.to_id in there:
        return [former]
    return _rows(former.event_id, fresh.get(former.to_id, Counter()))
