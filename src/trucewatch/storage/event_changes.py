"""What became of events since an earlier snapshot: new ones, those that grew or are graded otherwise, those gone.

The events of the earlier snapshot are computed again from what was read then, under the decisions of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.storage.case import Case
from trucewatch.storage.events import EventFilter, Told, find_events
from trucewatch.storage.manifest import Manifest

Row = dict[str, Any]
Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """An event that is ``new``, ``changed`` or ``gone``; of a changed one ``fields`` hold old and new values.

    ``merged`` are the ids of the earlier events whose claims it holds, where these were several.
    """

    change: str
    event: Row
    fields: dict[str, tuple[Any, Any]]
    merged: tuple[str, ...] = ()


def find_event_changes(case: Case, base: Manifest | None) -> list[ChangedEvent]:
    """Return what became of the events of a case since a snapshot, in the order of time.

    Args:
        case: The case on its newest snapshot.
        base: The earlier snapshot; None where there was none and every event is new.
    """
    before = find_events(Case(case.path, base), EventFilter()) if base else []
    holder = {place: told for told in before for place in _places(told)}
    found: list[ChangedEvent] = []
    led: set[str] = set()
    for told in find_events(case, EventFilter()):
        earlier = {one.event["event_id"]: one for place in _places(told) if (one := holder.get(place))}
        led |= earlier.keys()
        if not earlier:
            found.append(ChangedEvent("new", told.event, {"grades": (None, _grades(told))}))
        elif fields := _differences(_like(told, earlier), told):
            found.append(ChangedEvent("changed", told.event, fields, tuple(earlier) if len(earlier) > 1 else ()))
    gone = [ChangedEvent("gone", told.event, {}) for told in before if told.event["event_id"] not in led]
    return found + gone


def _places(told: Told) -> set[Place]:
    return {(row["document_id"], row["start"], row["kind"]) for row in (*told.asserted, *told.denied)}


def _like(told: Told, earlier: dict[str, Told]) -> Told:
    """Return the earlier event to compare with: of the same id, else the one that shares most claims."""
    same = earlier.get(told.event["event_id"])
    return same or max(earlier.values(), key=lambda one: (len(_places(one) & _places(told)), one.event["event_id"]))


def _differences(old: Told, new: Told) -> dict[str, tuple[Any, Any]]:
    compared = {name: (old.event[name], new.event[name]) for name in ("status", "date", "part_of")}
    compared |= {
        "claims for": (len(old.asserted), len(new.asserted)), "claims against": (len(old.denied), len(new.denied)),
        "origins": (len(old.origins), len(new.origins)), "grades": (_grades(old), _grades(new)),
    }  # fmt: skip
    return {name: pair for name, pair in compared.items() if pair[0] != pair[1]}


def _grades(told: Told) -> str:
    return ", ".join(f"{matter} {row['grade']}" for matter, row in sorted(told.grades.items())) or "none"
