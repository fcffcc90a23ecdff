"""Events of a case to which documents were added: which of them changed, what their claims are, which links moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trucewatch.linking.cluster import Edges
from trucewatch.linking.columns import Array, distinct
from trucewatch.linking.eventlinks import shown_edges, tell_links
from trucewatch.linking.grow import Grown
from trucewatch.linking.state import State
from trucewatch.linking.weights import load_weights
from trucewatch.records.link import Link


@dataclass(frozen=True)
class Clusters:
    """The events of a state, found by rows and by documents; ids are the digits of claims as numbers.

    ``keys`` and ``documents`` are those of the claim in each row.
    """

    state: State
    keys: Array
    documents: Array

    @staticmethod
    def of(state: State) -> Clusters:
        """Return the clusters of a state."""
        base, tail = state.base.columns, state.tail.columns
        return Clusters(state, np.r_[base.key, tail.key], np.r_[base.document, tail.document])

    @cached_property
    def anchors(self) -> Array:
        """The least id of the claims of each row's event."""
        least = np.full(len(self.state), np.iinfo(np.uint64).max, np.uint64)
        np.minimum.at(least, self.state.label, self.keys)
        anchors: Array = least[self.state.label]
        return anchors

    def claim_id(self, row: int) -> str:
        """Return the id of a row's claim."""
        return f"c-{int(self.keys[row]):016x}"

    def event_id(self, row: int) -> str:
        """Return the id of the event of a row's claim."""
        return f"e-{int(self.anchors[row]):016x}"

    def parts_of(self, rows: Array) -> Array:
        """Return the components in which some rows lie."""
        return distinct(self.state.part[rows])

    def rows_of_documents(self, numbers: Array) -> Array:
        """Return the rows of the claims of some documents, given by the digits of their ids."""
        return np.flatnonzero(np.isin(self.documents, numbers))

    def rows_of_claims(self, numbers: Array) -> Array:
        """Return the rows of some claims, given by the digits of their ids."""
        return np.flatnonzero(np.isin(self.keys, numbers))

    def members(self, rows: Array) -> dict[str, list[int]]:
        """Return the rows of all claims of the events of some rows, in the order of the claims' ids, by event."""
        labels = distinct(self.state.label[rows])
        inside = np.flatnonzero(np.isin(self.state.label, labels))
        inside = inside[np.argsort(self.keys[inside], kind="stable")]
        found: dict[str, list[int]] = {}
        for row in inside.tolist():
            found.setdefault(self.event_id(row), []).append(row)
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What became of events: ``gone`` are ids of events as they were, ``now`` the rows of those that took their place.

    Events that are as they were are in neither. ``lost`` are links that are no more or not as they were, as pairs of
    claims; ``links`` those that came.
    """

    gone: frozenset[str]
    now: dict[str, list[int]]
    lost: frozenset[tuple[str, str]]
    links: tuple[Link, ...]


def find_change(before: Clusters, grown: Grown) -> tuple[Clusters, Change]:
    """Return the clusters of a state that has grown, and what is not as it was."""
    after = Clusters.of(grown.state)
    touched = grown.touched
    old = before.members(touched[touched < len(before.state)])
    new = after.members(touched)
    gone = frozenset(event for event, rows in old.items() if new.get(event) != rows)
    now = {event: rows for event, rows in new.items() if old.get(event) != rows}
    lost, links = _moved_links(before, after, touched)
    return after, Change(gone, now, lost, links)


def _moved_links(
    before: Clusters, after: Clusters, touched: Array
) -> tuple[frozenset[tuple[str, str]], tuple[Link, ...]]:
    old = _shown(before, touched[touched < len(before.state)])
    new = _shown(after, touched)
    lost = frozenset(pair for pair, told in old.items() if new.get(pair) != told)
    come = [pair for pair, told in new.items() if old.get(pair) != told]
    rows = np.array(sorted({row for pair in come for row in pair}), np.int32)
    ends = np.searchsorted(rows, np.array(come, np.int32).reshape(-1, 2))
    edges = Edges(ends[:, 0], ends[:, 1], np.array([new[pair][0] for pair in come], np.int64))
    labels = after.state.label[rows]
    links = tell_links(
        edges, after.state.take(rows), [after.claim_id(row) for row in rows.tolist()],
        lambda left, right: bool(labels[left] == labels[right]), load_weights(),
    )  # fmt: skip
    return frozenset((after.claim_id(left), after.claim_id(right)) for left, right in lost), tuple(links)


def _shown(clusters: Clusters, rows: Array) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return the links shown among the components of some rows: score and whether the two are one event."""
    state = clusters.state
    shown = shown_edges(state.edges_of(distinct(state.part[rows])), clusters.keys, load_weights())
    same = state.label[shown.left] == state.label[shown.right]
    pairs = zip(shown.left.tolist(), shown.right.tolist(), strict=True)
    return dict(zip(pairs, zip(shown.score.tolist(), same.tolist(), strict=True), strict=True))
