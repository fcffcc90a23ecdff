"""Add claims to what was linked before: only their blocks are compared, only the components that they touch clustered.

The outcome is the same as if all claims had been linked at once (a property test holds it to that).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from trucewatch.linking.block import Entries, Pairs, find_pairs, make_entries
from trucewatch.linking.cluster import Bounds, Edges, cluster_claims, components, no_pairs
from trucewatch.linking.columns import Array, Columns, distinct, join_columns
from trucewatch.linking.state import (
    State,
    edge_codes,
    empty_layer,
    join_edges,
    join_entries,
    lay_down,
)
from trucewatch.linking.weights import Weights, score_pairs

SMALL = 50
"""A cluster of up to so many claims is never stopped for its size."""

SWALLOWED = 10
"""A cluster may hold one in so many claims of the case."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of rows that people joined and parted (k × 2): all that stand, old and new."""

    joined: Array
    parted: Array


@dataclass(frozen=True, slots=True)
class Grown:
    """A state after an addition, and the rows whose cluster was looked at again."""

    state: State
    touched: Array


def largest_cluster(claims: int) -> int:
    """Return how many claims one event may hold: a tenth of the case, and `SMALL` in any case."""
    return max(SMALL, claims // SWALLOWED)


def nothing_judged() -> Judged:
    """Return no judgements."""
    return Judged(no_pairs(), no_pairs())


def start_state(columns: Columns, weights: Weights, judged: Judged | None = None) -> State:
    """Return the state of claims linked at once.

    Args:
        columns: Features of claims; their order gives the row numbers.
        weights: What each level of each comparison counts.
        judged: What people said.
    """
    judged = judged or nothing_judged()
    # In order of days, claims that are compared lie near one another in memory: half the time for a million of them.
    order = np.lexsort((columns.key, columns.first)).astype(np.int32)
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    near = columns.take(order)
    entries = make_entries(near)
    pairs = find_pairs(near, entries)
    edges = _score(near, pairs, weights)
    bounds = Bounds(place[judged.joined], place[judged.parted], largest_cluster(len(columns)))
    clusters = cluster_claims(near, edges, weights, bounds)
    part = order[_components(len(columns), edges, bounds.joined)][place]
    entries = Entries(entries.key, order[entries.row], entries.guest)
    edges = Edges(order[edges.left], order[edges.right], edges.score)
    return State(
        base=lay_down(columns, entries, edges, part), tail=empty_layer(), label=order[clusters.label][place], part=part,
        dropped=np.zeros(0, np.int64), joined=judged.joined, parted=judged.parted, refused=order[clusters.refused],
        capped=pairs.capped,
    )  # fmt: skip


def add_claims(state: State, fresh: Columns, weights: Weights, judged: Judged | None = None) -> Grown:
    """Return the state with more claims, or with other judgements.

    Args:
        state: What was linked before; its rows keep their numbers, new ones follow.
        fresh: Features of claims that are not in it yet; may be none.
        weights: The same as before.
        judged: All judgements that stand now; None where nothing has changed.
    """
    judged = judged or Judged(state.joined, state.parted)
    moved = _without_known(state, _compare_blocks(state, fresh, weights))
    size = len(state) + len(fresh)
    rows = np.arange(len(state), size, dtype=np.int32)
    ends = [moved.edges.left, moved.edges.right, _changed(state, judged), rows]
    if largest_cluster(size) != largest_cluster(len(state)):
        ends.append(state.refused.ravel())
    part = np.concatenate([state.part, rows])
    parts = distinct(part[np.concatenate([*ends, *_ends(np.setxor1d(moved.dropped, state.dropped))])])
    grown = replace(
        state, label=np.concatenate([state.label, rows]), part=part, joined=judged.joined, parted=judged.parted,
        dropped=moved.dropped, capped=state.capped + moved.capped,
        tail=replace(state.tail, columns=join_columns([state.tail.columns, fresh])),
    )  # fmt: skip
    edges = join_edges([grown.edges_of(parts), moved.edges])
    touched = np.flatnonzero(np.isin(part, parts)).astype(np.int32)
    grown = _cluster_again(grown, touched, edges, weights)
    tail = lay_down(
        grown.tail.columns, join_entries([state.tail.entries, moved.entries]),
        join_edges([state.tail.edges, moved.edges]), grown.part,
    )  # fmt: skip
    return Grown(replace(grown, tail=tail), touched)


@dataclass(frozen=True, slots=True)
class _Moved:
    """What new claims change in their blocks: entries and edges that come, codes of edges that go.

    ``dropped`` are all edges of the state that do not hold any more.
    """

    entries: Entries
    edges: Edges
    dropped: Array
    capped: int


def _compare_blocks(state: State, fresh: Columns, weights: Weights) -> _Moved:
    size = len(state)
    entries = make_entries(fresh)
    entries = Entries(entries.key, (entries.row + size).astype(np.int32), entries.guest)
    olds = state.members(distinct(entries.key))
    rows = np.concatenate([distinct(olds.row), np.arange(size, size + len(fresh), dtype=np.int32)])
    columns = join_columns([state.take(rows[: len(rows) - len(fresh)]), fresh])
    before, after = _pairs(columns, rows, olds), _pairs(columns, rows, join_entries([olds, entries]))
    codes = _pair_codes(rows, before), _pair_codes(rows, after)
    new = ~np.isin(codes[1], codes[0])
    scored = _score(columns, Pairs(after.left[new], after.right[new], 0), weights)
    edges = Edges(rows[scored.left], rows[scored.right], scored.score)
    gone = codes[0][~np.isin(codes[0], codes[1])]
    return _Moved(entries, edges, _dropped(state, gone, entries.key), after.capped - before.capped)


def _without_known(state: State, moved: _Moved) -> _Moved:
    """Return the change without edges that the state has already; one that was dropped before holds again."""
    codes = edge_codes(moved.edges)
    back = np.isin(codes, state.dropped)
    old = np.maximum(moved.edges.left, moved.edges.right) < len(state)
    parts = distinct(state.part[np.concatenate([moved.edges.left[old], moved.edges.right[old]])])
    known = back | np.isin(codes, edge_codes(state.edges_of(parts)))
    dropped = np.concatenate([state.dropped[~np.isin(state.dropped, codes)], moved.dropped])
    return replace(moved, edges=moved.edges.take(~known), dropped=dropped)


def _pairs(columns: Columns, rows: Array, entries: Entries) -> Pairs:
    return find_pairs(columns, Entries(entries.key, np.searchsorted(rows, entries.row), entries.guest))


def _pair_codes(rows: Array, pairs: Pairs) -> Array:
    return edge_codes(Edges(rows[pairs.left], rows[pairs.right], pairs.left))


def _score(columns: Columns, pairs: Pairs, weights: Weights) -> Edges:
    scores = score_pairs(columns, pairs.left, pairs.right, weights, least=weights.floor)
    kept = scores >= weights.floor
    return Edges(pairs.left[kept], pairs.right[kept], scores[kept])


def _dropped(state: State, gone: Array, touched: Array) -> Array:
    """Return the edges among pairs that a block no longer brings together, unless another block still does."""
    if not len(gone):
        return np.zeros(0, np.int64)
    edges = state.edges_of(distinct(state.part[np.concatenate(_ends(gone))]))
    held = np.intersect1d(gone, edge_codes(edges))
    if not len(held):
        return held
    rows = distinct(np.concatenate(_ends(held)))
    keys = distinct(make_entries(state.take(rows)).key)
    others = state.members(keys[~np.isin(keys, touched)])
    rows = distinct(others.row)
    return held[~np.isin(held, _pair_codes(rows, _pairs(state.take(rows), rows, others)))]


def _ends(codes: Array) -> tuple[Array, Array]:
    return (codes >> 32).astype(np.int32), (codes & 0xFFFFFFFF).astype(np.int32)


def _changed(state: State, judged: Judged) -> Array:
    """Return the rows of judgements that came or went."""
    ends: list[Array] = []
    for old, new in ((state.joined, judged.joined), (state.parted, judged.parted)):
        was, now = (edge_codes(Edges(pairs[:, 0], pairs[:, 1], pairs)) for pairs in (old, new))
        ends += _ends(np.setxor1d(was, now))
    return np.concatenate(ends)


def _components(size: int, edges: Edges, joined: Array) -> Array:
    return components(size, np.r_[edges.left, joined[:, 0]], np.r_[edges.right, joined[:, 1]])


def _cluster_again(state: State, touched: Array, edges: Edges, weights: Weights) -> State:
    """Return the state with the clusters and components of some rows made anew; whole components are given."""

    def here(rows: Array) -> Array:
        return np.searchsorted(touched, rows).astype(np.int32)

    def of_these(pairs: Array) -> Array:
        return here(pairs[np.isin(pairs, touched).all(axis=1)])

    joined = of_these(state.joined)
    bounds = Bounds(joined, of_these(state.parted), largest_cluster(len(state)))
    near = Edges(here(edges.left), here(edges.right), edges.score)
    clusters = cluster_claims(state.take(touched), near, weights, bounds)
    label, part = state.label.copy(), state.part.copy()
    label[touched] = touched[clusters.label]
    # Components only grow: one that an edge less would split is clustered as a whole, to the same effect.
    held = np.stack([np.arange(len(touched), dtype=np.int32), here(state.part[touched])], axis=1)
    part[touched] = touched[_components(len(touched), near, np.concatenate([held, joined]))]
    refused = state.refused[~np.isin(state.refused, touched).any(axis=1)]
    return replace(state, label=label, part=part, refused=np.concatenate([refused, touched[clusters.refused]]))
