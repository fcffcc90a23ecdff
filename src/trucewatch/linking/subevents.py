"""Which event is a part of which: a village taken within an offensive, a convoy stopped within a blockade.

A part has an act that the act table lists under that of its whole, lies within its days (two more are allowed) and
within its area (the widest place of its claims), and has an actor in common with it, in either role. What is not known
of place or actors excludes nothing, but one of the two must be known. Of several wholes that takes it of which both are
known, then the shortest and narrowest. Where either act could be a part of the other, the lesser event is the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Columns
from trucewatch.linking.compare import distance_km
from trucewatch.linking.model import Row
from trucewatch.records.link import Event

BIN, MARGIN_DAYS, LONGEST_BINS = 32, 2, 40
"""Events are looked for in bins of so many days; a whole is listed in no more than its first so many bins."""

_MARGIN_KM = 10.0


@dataclass(frozen=True, slots=True)
class Extent:
    """What an event spans: act, days, its narrowest and its widest place, roots of its actors.

    A place is a row and slot of the columns. As a part an event lies at its narrowest place, as a whole it reaches as
    far as its widest: that shells were heard in a town does not keep an offensive from the villages around it.
    """

    event_id: str
    claims: int
    act: int
    first: int
    last: int
    place: tuple[int, int] | None
    radius: float
    area: tuple[int, int] | None
    reach: float
    roots: frozenset[int]

    @property
    def known(self) -> int:
        """How many of place and actors are known."""
        return (self.place is not None) + bool(self.roots)

    @property
    def size(self) -> tuple[int, float, int, str]:
        """Days, km and claims, to tell the greater event from the lesser."""
        return self.last - self.first, self.reach, self.claims, self.event_id


def hang_parts(events: Sequence[Event], claims: Sequence[Row], columns: Columns) -> tuple[Event, ...]:
    """Return the events, each part with its whole in ``part_of``.

    Args:
        events: Events of the claims.
        claims: Rows of claims; ``columns`` are their features in the same order.
        columns: Features of claims.
    """
    row_of = {str(claim["claim_id"]): row for row, claim in enumerate(claims)}
    extents = [
        extent_of(event.event_id, event.act, [row_of[one] for one in event.claim_ids], columns) for event in events
    ]
    wholes: dict[int, list[Extent]] = {}
    for extent in extents:
        if extent and act_table().parts[:, extent.act].any():
            for day in list(_bins(extent))[:LONGEST_BINS]:
                wholes.setdefault(day, []).append(extent)
    return tuple(
        replace(event, part_of=_whole(extent, wholes, columns)) for event, extent in zip(events, extents, strict=True)
    )


def _bins(extent: Extent) -> Iterable[int]:
    return range((extent.first - MARGIN_DAYS) // BIN, (extent.last + MARGIN_DAYS) // BIN + 1)


def extent_of(event_id: str, act: str | None, rows: Sequence[int], columns: Columns) -> Extent | None:
    """Return what an event spans by its claims of the finest date; None where it has no date or act of its own.

    Args:
        event_id: The event.
        act: Its act.
        rows: The rows of its claims in the columns, in the order of their ids.
        columns: Features of claims.
    """
    dated = [row for row in rows if columns.basis[row] <= at.LONG]
    if not dated or act is None:
        return None
    finest = min(int(columns.basis[row]) for row in dated)
    chosen = [row for row in dated if columns.basis[row] == finest]
    places = [(row, slot) for row in rows for slot in range(at.PLACES) if columns.places[row, slot]]
    places.sort(key=lambda one: (float(columns.radii[one]), int(columns.key[one[0]])))
    place, area = (places[0], places[-1]) if places else (None, None)
    roots = np.concatenate([columns.doer_roots[list(rows)], columns.bearer_roots[list(rows)]]).ravel()
    return Extent(
        event_id, len(rows), act_table().number(act), min(int(columns.first[row]) for row in chosen),
        max(int(columns.last[row]) for row in chosen), place, float(columns.radii[place]) if place else 0.0,
        area, float(columns.radii[area]) if area else 0.0,
        frozenset(roots[roots != 0].tolist()),
    )  # fmt: skip


def _whole(part: Extent | None, wholes: dict[int, list[Extent]], columns: Columns) -> str | None:
    if part is None:
        return None
    return best_whole(part, wholes.get((part.first - MARGIN_DAYS) // BIN, []), columns)


def best_whole(part: Extent, wholes: Iterable[Extent], columns: Columns) -> str | None:
    """Return the event of which one is a part, of some that stand in its bin of days; None where it is none's."""
    found = [whole for whole in wholes if whole.event_id != part.event_id and _holds(whole, part, columns)]
    return min(found, key=lambda whole: (-whole.known, *whole.size)).event_id if found else None


def _holds(whole: Extent, part: Extent, columns: Columns) -> bool:
    parts = act_table().parts
    if not parts[part.act, whole.act]:
        return False
    if not (whole.first - MARGIN_DAYS <= part.first and part.last <= whole.last + MARGIN_DAYS):
        return False
    if parts[whole.act, part.act] and whole.size[:2] <= part.size[:2]:
        return False
    placed = whole.place is not None and part.place is not None
    acted = bool(whole.roots and part.roots)
    if not placed and not acted:
        return False
    return (not placed or _lies_in(whole, part, columns)) and (not acted or bool(whole.roots & part.roots))


def _lies_in(whole: Extent, part: Extent, columns: Columns) -> bool:
    assert whole.area is not None and part.place is not None
    apart = distance_km(columns.points[whole.area][None], columns.points[part.place][None])[0]
    return bool(part.radius <= whole.reach + _MARGIN_KM and apart <= whole.reach + _MARGIN_KM)
