"""Which events are parts of others, after some events changed: all others keep their whole unless it changed too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.grow_events import Clusters
from trucewatch.linking.subevents import BIN, LONGEST_BINS, MARGIN_DAYS, Extent, best_whole, extent_of


@dataclass(frozen=True, slots=True)
class Hung:
    """All events of a case: ids (the digits as numbers too), acts, and the whole of each or None, in one order."""

    ids: Sequence[str]
    numbers: Array
    acts: Sequence[str | None]
    wholes: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class _Spans:
    """Act and days of events by place in `Hung`; ``held`` are those with both.

    ``home`` is the bin in which an event looks for its whole, and the first in which it stands as one; ``closed`` is
    the last of these.
    """

    acts: Array
    first: Array
    last: Array
    held: Array
    home: Array
    closed: Array


def hang_again(clusters: Clusters, hung: Hung, changed: frozenset[str], gone: frozenset[str]) -> dict[str, str | None]:
    """Return the whole of every event whose whole is to be told anew.

    Args:
        clusters: All events as they are.
        hung: The same, with the wholes that they had.
        changed: The events that are new or not as they were.
        gone: Events as they were before, which may be wholes yet.
    """
    spans = _spans(clusters, hung)
    new = [number for number, event in enumerate(hung.ids) if event in changed]
    anew = {number for number, whole in enumerate(hung.wholes) if whole in gone or whole in changed}.union(new)
    near = {number: _wholes_near(number, spans).tolist() for number in sorted(anew)}
    for whole in new:
        for part in _parts_near(whole, spans).tolist():
            if part not in anew:
                near.setdefault(part, []).append(whole)
    places = {event: number for number, event in enumerate(hung.ids)}
    for part in near.keys() - anew:  # the best of what it had and what came is the best of all
        near[part] += [places[whole] for whole in [hung.wholes[part]] if whole is not None]
    extents, columns = _extents(sorted(set(near).union(*near.values())), clusters, hung, spans)
    return {
        hung.ids[number]: best_whole(extents[number], [extents[one] for one in found], columns)
        if number in extents
        else None
        for number, found in near.items()
    }


def _spans(clusters: Clusters, hung: Hung) -> _Spans:
    """Return what events span by their claims of the finest date (`subevents.extent_of`), for all at once."""
    state = clusters.state
    basis, first, last = (
        np.r_[getattr(state.base.columns, name), getattr(state.tail.columns, name)]
        for name in ("basis", "first", "last")
    )
    label = state.label
    finest = np.full(len(state), np.iinfo(np.int8).max, np.int8)
    np.minimum.at(finest, label, basis)
    chosen = (basis == finest[label]) & (basis <= at.LONG)
    low, high = np.full(len(state), np.iinfo(np.int32).max), np.full(len(state), np.iinfo(np.int32).min)
    np.minimum.at(low, label[chosen], first[chosen])
    np.maximum.at(high, label[chosen], last[chosen])
    order = np.argsort(clusters.keys, kind="stable")
    rows = order[np.searchsorted(clusters.keys[order], hung.numbers)]
    known = {act: -1 if act is None else act_table().number(act) for act in set(hung.acts)}
    acts = np.array([known[act] for act in hung.acts], np.int64)
    labels = label[rows]
    low, high = low[labels], high[labels]
    home = (low - MARGIN_DAYS) // BIN
    closed = np.minimum((high + MARGIN_DAYS) // BIN, home + LONGEST_BINS - 1)
    return _Spans(acts, low, high, (acts >= 0) & (finest[labels] <= at.LONG), home, closed)


def _wholes_near(part: int, spans: _Spans) -> Array:
    """Return the events that act, days and bins allow to be the whole of one."""
    if not spans.held[part]:
        return np.zeros(0, np.int64)
    kept = spans.held & act_table().parts[spans.acts[part]][spans.acts]
    kept &= (spans.home <= spans.home[part]) & (spans.home[part] <= spans.closed)
    kept &= (spans.first - MARGIN_DAYS <= spans.first[part]) & (spans.last[part] <= spans.last + MARGIN_DAYS)
    return np.flatnonzero(kept)


def _parts_near(whole: int, spans: _Spans) -> Array:
    """Return the events that act, days and bins allow to be parts of one."""
    if not spans.held[whole]:
        return np.zeros(0, np.int64)
    kept = spans.held & act_table().parts[spans.acts, spans.acts[whole]]
    kept &= (spans.home[whole] <= spans.home) & (spans.home <= spans.closed[whole])
    kept &= (spans.first[whole] - MARGIN_DAYS <= spans.first) & (spans.last <= spans.last[whole] + MARGIN_DAYS)
    return np.flatnonzero(kept)


def _extents(
    wanted: Sequence[int], clusters: Clusters, hung: Hung, spans: _Spans
) -> tuple[Mapping[int, Extent], Columns]:
    """Return the extents of some events, and the columns that they refer to."""
    members = clusters.members(clusters.rows_of_claims(hung.numbers[wanted]))
    rows = np.array([row for number in wanted for row in members[hung.ids[number]]], np.int32)
    columns = clusters.state.take(rows)
    extents: dict[int, Extent] = {}
    start = 0
    for number in wanted:
        size = len(members[hung.ids[number]])
        act = hung.acts[number]
        found = extent_of(hung.ids[number], act, range(start, start + size), columns) if spans.held[number] else None
        if found is not None:
            extents[number] = found
        start += size
    return extents, columns
