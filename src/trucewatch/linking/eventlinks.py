"""Links: the pairs of claims worth showing, each with the comparisons that brought them together or kept them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from trucewatch.linking.cluster import Edges
from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.judge import Heeded
from trucewatch.linking.weights import Weights, describe_pairs, probability
from trucewatch.records.link import Comparison, Link

LINKS_EACH = 8
"""The most links kept of one claim, the strongest first."""


def shown_edges(edges: Edges, keys: Array, weights: Weights) -> Edges:
    """Return the strongest edges of each claim, the claim of the lesser id left; of whole components only.

    Args:
        edges: Scored pairs of rows.
        keys: The ids of all claims as numbers (`columns.key_of`), by row.
        weights: From which score on a pair is shown.
    """
    edges = edges.take(edges.score >= weights.shown)
    turned = keys[edges.left] > keys[edges.right]
    edges = Edges(
        np.where(turned, edges.right, edges.left), np.where(turned, edges.left, edges.right), edges.score
    )  # fmt: skip
    order = np.lexsort((keys[edges.right], keys[edges.left], -edges.score))
    count: dict[int, int] = {}
    kept: list[int] = []
    ends = zip(order.tolist(), edges.left[order].tolist(), edges.right[order].tolist(), strict=True)
    for edge, left, right in ends:
        if min(count.get(left, 0), count.get(right, 0)) < LINKS_EACH:
            count[left] = count.get(left, 0) + 1
            count[right] = count.get(right, 0) + 1
            kept.append(edge)
    return edges.take(np.array(kept, np.int64))


def tell_links(
    shown: Edges, columns: Columns, ids: Sequence[str], same: Callable[[int, int], bool], weights: Weights
) -> list[Link]:
    """Return edges as links; ``different`` is a pair that was near and yet not joined.

    Args:
        shown: The edges, as rows of the columns.
        columns: Features of claims.
        ids: The ids of these claims.
        same: Whether two rows are of one event.
        weights: How pairs are scored.
    """
    pairs = zip(shown.left.tolist(), shown.right.tolist(), shown.score.tolist(), strict=True)
    told = describe_pairs(columns, shown.left, shown.right, weights)
    made = [
        Link(
            left_id=ids[left], right_id=ids[right], score=probability(score), made_by="rule", decision_id=None,
            relation="same" if same(left, right) else "different", comparisons=comparisons,
        )
        for (left, right, score), comparisons in zip(pairs, told, strict=True)
    ]  # fmt: skip
    return sorted(made, key=lambda link: (link.left_id, link.right_id))


def judged_links(heeded: Heeded) -> list[Link]:
    """Return what people said of pairs of claims, as links."""
    return [
        Link(
            left_id=min(one.left_id, one.right_id), right_id=max(one.left_id, one.right_id), relation=one.relation,
            score=1.0 if one.relation == "same" else 0.0, made_by="person", decision_id=one.decision_id,
            comparisons=(Comparison(name="judgement", found=f"{one.by}: {one.why}", weight=0.0),),
        )
        for one in (*heeded.same, *heeded.different)
    ]  # fmt: skip
