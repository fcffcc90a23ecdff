"""From scored pairs to clusters: joined by what their members have in common, never by one chance link.

In rounds, each cluster looks for the nearest of those to which an edge leads, and pairs that have chosen each other are
joined if they bear it out: the mean score of their representatives (the `REPRESENTATIVES` members of least id of each,
every pair of them scored, so also those that no key brought together) must reach the threshold. That is average linkage
of a sample that does not depend on how the clusters came about. Until it is asked for, the nearness of two clusters is
the mean of their edges, weighted by the sizes of the clusters that these came from (Lance and Williams 1967). People's
"same" is joined at the outset, their "different" is never joined. Nothing depends on the order of claims: all sums are
of whole numbers, ties are broken by hashes of ids, and what happens in one connected component does not depend on
another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trucewatch.linking.columns import Array, Columns, distinct, mix
from trucewatch.linking.weights import Weights, score_pairs

REPRESENTATIVES = 5
_BARRED = -(1 << 20)
_OFFSET = 1 << 21


@dataclass(frozen=True, slots=True)
class Edges:
    """Scored pairs of rows."""

    left: Array
    right: Array
    score: Array

    def __len__(self) -> int:
        return len(self.left)

    def take(self, chosen: Array) -> Edges:
        """Return some edges."""
        return Edges(self.left[chosen], self.right[chosen], self.score[chosen])


@dataclass(frozen=True, slots=True)
class Bounds:
    """What clustering must heed: pairs of rows that people joined and parted (k × 2), and the largest size allowed."""

    joined: Array
    parted: Array
    largest: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """``label`` numbers the cluster of each row; ``refused`` are pairs of clusters that were near, but too large."""

    label: Array
    refused: Array


def no_pairs() -> Array:
    """Return an empty list of pairs of rows."""
    return np.zeros((0, 2), np.int32)


def components(size: int, left: Array, right: Array) -> Array:
    """Return for each row the least row of its connected component (label propagation with pointer jumping)."""
    label = np.arange(size, dtype=np.int32)
    while len(left):
        low = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], low)
        np.minimum.at(label, label[right], low)
        while not np.array_equal(label, label[label]):
            label = label[label]
        open_pairs = label[left] != label[right]
        if np.array_equal(before, label):
            break
        left, right = left[open_pairs], right[open_pairs]
    return label


class _State:
    """Clusters in the making: label and representatives, and the edges between clusters with their nearness.

    ``near`` is the nearness of the clusters of an edge, ``proven`` whether it was measured on the representatives.
    ``part`` is the connected component of an edge: components in which nothing more happens are put aside.
    """

    def __init__(self, columns: Columns, edges: Edges, weights: Weights, bounds: Bounds) -> None:
        self.columns, self.weights, self.bounds = columns, weights, bounds
        self.label = np.arange(len(columns), dtype=np.int32)
        self.sizes = np.ones(len(columns), np.int32)
        self.least = columns.key.copy()
        self.members = np.full((len(columns), REPRESENTATIVES), -1, np.int32)
        self.members[:, 0] = self.label
        self.left, self.right = edges.left, edges.right
        self.near, self.proven = edges.score.astype(np.int64), np.ones(len(edges), np.bool_)
        joined = bounds.joined
        ends = np.r_[edges.left, joined[:, 0]], np.r_[edges.right, joined[:, 1]]
        self.part = components(len(columns), *ends)[edges.left]
        self.refused: list[Array] = []
        if len(joined):
            self.join(components(len(columns), joined[:, 0], joined[:, 1]))

    def join(self, into: Array) -> None:
        """Join clusters: ``into`` gives each cluster's new number."""
        moved = np.flatnonzero(into != np.arange(len(into), dtype=np.int32))
        if not len(moved):
            return
        targets = distinct(into[moved])
        gathered = np.concatenate([targets, moved])
        self._contract(into)
        self._gather(gathered, into[gathered])
        self.label = into[self.label]
        np.add.at(self.sizes, into[moved], self.sizes[moved])
        np.minimum.at(self.least, into[moved], self.least[moved])

    def _gather(self, clusters: Array, into: Array) -> None:
        """Give each joined cluster the members of least id as representatives."""
        members = self.members[clusters].ravel()
        owner = np.repeat(into, REPRESENTATIVES)[members >= 0]
        members = members[members >= 0]
        order = np.lexsort((self.columns.key[members], owner))
        owner, members = owner[order], members[order]
        starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        rank = np.arange(len(owner)) - np.repeat(starts, np.diff(np.r_[starts, len(owner)]))
        first = rank < REPRESENTATIVES
        self.members[owner[first], rank[first]] = members[first]

    def _contract(self, into: Array) -> None:
        """Carry the edges over to the joined clusters; parallel ones become one, their mean weighted by sizes."""
        left, right = into[self.left], into[self.right]
        weight = self.sizes[self.left].astype(np.int64) * self.sizes[self.right]
        grown = np.zeros(len(into), np.bool_)
        grown[into[into != np.arange(len(into), dtype=np.int32)]] = True
        moved = grown[left] | grown[right]
        kept = left != right
        low, high = np.minimum(left, right)[kept], np.maximum(left, right)[kept]
        code = low.astype(np.int64) << 32 | high
        order = np.argsort(code, kind="stable")
        code, weight = code[order], weight[kept][order]
        starts = np.flatnonzero(np.r_[True, code[1:] != code[:-1]]) if len(code) else np.zeros(0, np.int64)
        total = np.add.reduceat(self.near[kept][order] * weight, starts) if len(code) else code
        shares = np.add.reduceat(weight, starts) if len(code) else code
        fresh = np.logical_or.reduceat(moved[kept][order], starts) if len(code) else moved[:0]
        self.left, self.right = low[order][starts], high[order][starts]
        self.near, self.part = total // np.maximum(shares, 1), self.part[kept][order][starts]
        self.proven = self.proven[kept][order][starts] & ~fresh

    def prove(self, edges: Array) -> Array:
        """Return those edges whose clusters bear it out that they are one; note the nearness found of all."""
        open_ones = edges[~self.proven[edges]]
        self.near[open_ones] = self._linkage(self.left[open_ones], self.right[open_ones])
        self.proven[open_ones] = True
        kept: Array = edges[self.near[edges] >= self.weights.join]
        return kept

    def put_aside(self, active: Array) -> None:
        """Drop the edges of components in which nothing was chosen; note which were refused for their size."""
        going = np.zeros(len(self.label), np.bool_)
        going[self.part[active]] = True
        kept = going[self.part]
        refused = ~kept & (self.near >= self.weights.join)
        refused[refused] &= self.too_large()[refused] & ~self.barred()[refused]
        if refused.any():
            self.refused.append(np.stack([self.left[refused], self.right[refused]], axis=1))
        if not kept.all():
            for name in ("left", "right", "near", "proven", "part"):
                setattr(self, name, getattr(self, name)[kept])

    def _linkage(self, left: Array, right: Array) -> Array:
        """Return the mean score over the representatives of pairs of clusters."""
        mine, others = self.members[left], self.members[right]
        both = (mine >= 0)[:, :, None] & (others >= 0)[:, None, :]
        one = np.broadcast_to(mine[:, :, None], both.shape)[both]
        other = np.broadcast_to(others[:, None, :], both.shape)[both]
        counts = both.sum(axis=(1, 2))
        sums = np.zeros(len(left), np.int64)
        np.add.at(sums, np.repeat(np.arange(len(left)), counts), score_pairs(self.columns, one, other, self.weights))
        means: Array = sums // np.maximum(counts, 1)
        return means

    def barred(self) -> Array:
        """Return which edges lead between clusters that people parted."""
        if not len(self.bounds.parted):
            return np.zeros(len(self.left), np.bool_)
        parted = self.label[self.bounds.parted].astype(np.int64)
        codes = parted.min(axis=1) << 32 | parted.max(axis=1)
        mine = np.minimum(self.left, self.right).astype(np.int64) << 32 | np.maximum(self.left, self.right)
        return np.isin(mine, codes)

    def too_large(self) -> Array:
        """Return which edges would make a cluster of more claims than allowed."""
        return self.sizes[self.left] + self.sizes[self.right] > self.bounds.largest

    def chosen(self) -> Array:
        """Return the edges whose two clusters have chosen each other."""
        near = np.where(self.barred() | self.too_large(), _BARRED, self.near)
        low = np.minimum(self.least[self.left], self.least[self.right])
        high = np.maximum(self.least[self.left], self.least[self.right])
        rank = (near + _OFFSET).astype(np.uint64) << np.uint64(40) | mix(low, high) >> np.uint64(24)
        best = np.zeros(len(self.label), np.uint64)
        np.maximum.at(best, self.left, rank)
        np.maximum.at(best, self.right, rank)
        mutual = (rank == best[self.left]) & (rank == best[self.right]) & (near >= self.weights.join)
        return self._disjoint(np.flatnonzero(mutual))

    def _disjoint(self, edges: Array) -> Array:
        """Return edges without those that share a cluster (two hashes may be equal), the least ids first."""
        ids = self.least[self.left[edges]], self.least[self.right[edges]]
        order = np.lexsort((np.maximum(*ids), np.minimum(*ids)))
        edges = edges[order]
        ends = np.stack([self.left[edges], self.right[edges]], axis=1).ravel()
        _, first = np.unique(ends, return_index=True)
        fresh = np.zeros(len(ends), np.bool_)
        fresh[first] = True
        kept: Array = edges[fresh.reshape(-1, 2).all(axis=1)]
        return kept


def cluster_claims(columns: Columns, edges: Edges, weights: Weights, bounds: Bounds) -> Clusters:
    """Return the clusters of claims.

    Args:
        columns: Features of claims.
        edges: The pairs that may lead to a joint cluster, with their scores.
        weights: How pairs are scored, and from which mean on clusters are joined.
        bounds: What people decided, and the largest cluster.
    """
    state = _State(columns, edges, weights, bounds)
    while len(state.left):
        chosen = state.chosen()
        proven = state.prove(chosen)
        into = np.arange(len(columns), dtype=np.int32)
        into[state.right[proven]] = state.left[proven]
        if len(proven) == len(chosen) == 0:
            state.put_aside(chosen)
            break
        state.put_aside(chosen)
        state.join(into)
    refused = np.concatenate([no_pairs(), *state.refused])
    return Clusters(state.label, state.label[refused])
