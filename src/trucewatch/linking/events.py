"""Events: what several claims are about, computed from claims and people's judgements.

An event's id is ``e-`` and the digits of the least id among its claims, its anchor. Claims keep their ids, so every
event id ever given leads to an event still: the one that holds the anchor now (`resolve_event`). When events are
merged, the ids of all but one lead on to the one that holds them; when one is split, its id stays with the part that
holds the anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from trucewatch.casebook import Casebook
from trucewatch.linking.cluster import no_pairs
from trucewatch.linking.columns import Array
from trucewatch.linking.describe import describe_events
from trucewatch.linking.features import linked_claims, read_features
from trucewatch.linking.grow import Grown, Judged, add_claims, largest_cluster, start_state
from trucewatch.linking.judge import Heeded, heed_judgements
from trucewatch.linking.model import Judgement, Linking, Stopped, Tables
from trucewatch.linking.state import State
from trucewatch.linking.subevents import hang_parts
from trucewatch.linking.weights import Weights, describe_pairs, load_weights, probability
from trucewatch.records.link import Comparison, Event, Link

LINKS_EACH = 8
"""The most links kept of one claim, the strongest first."""


def link_events(tables: Tables, casebook: Casebook, judgements: Sequence[Judgement] = ()) -> Linking:
    """Return the events of a case, the links that made them, and what was not done.

    Args:
        tables: Rows by table: documents, segments, claims, figures, places and times are read.
        casebook: Says what actors belong to.
        judgements: People's, in the order in which they were made.
    """
    claims = linked_claims(tables)
    ids = [str(row["claim_id"]) for row in claims]
    row_of = {claim_id: row for row, claim_id in enumerate(ids)}
    heeded = heed_judgements(judgements, row_of)
    columns, weights = read_features(claims, tables, casebook), load_weights()
    judged = Judged(_rows(heeded.same, row_of), _rows(heeded.different, row_of))
    state = start_state(columns, weights, judged)
    members: dict[int, list[int]] = {}
    for row, label in enumerate(state.label.tolist()):
        members.setdefault(label, []).append(row)
    events = describe_events([[claims[row] for row in rows] for rows in members.values()], tables)
    return Linking(
        events=hang_parts(events, claims, columns),
        links=(*_judged(heeded), *_links(state, ids, weights)),
        stopped=(*heeded.stopped, *_stopped(state, ids)),
    )


def add_documents(state: State, tables: Tables, casebook: Casebook) -> Grown:
    """Return the state of linking with the claims of new documents; only what they touch is computed anew.

    Args:
        state: What was linked before (`grow.start_state`, or loaded from disk).
        tables: Rows of the new documents only, as for `link_events`.
        casebook: The same as before; with another one, everything has to be linked anew.
    """
    return add_claims(state, read_features(linked_claims(tables), tables, casebook), load_weights())


def resolve_event(event_id: str, events: Iterable[Event]) -> Event | None:
    """Return the event to which an id leads now, however old the id; None where its anchor claim is gone."""
    digits = event_id.removeprefix("e-")
    return next((event for event in events if any(_digits(claim) == digits for claim in event.claim_ids)), None)


def _digits(claim_id: str) -> str:
    return claim_id.removeprefix("c-")


def _rows(judgements: Sequence[Judgement], row_of: dict[str, int]) -> Array:
    if not judgements:
        return no_pairs()
    return np.array([(row_of[one.left_id], row_of[one.right_id]) for one in judgements], np.int32)


def _judged(heeded: Heeded) -> list[Link]:
    return [
        Link(
            left_id=min(one.left_id, one.right_id), right_id=max(one.left_id, one.right_id), relation=one.relation,
            score=1.0 if one.relation == "same" else 0.0, made_by="person", decision_id=one.decision_id,
            comparisons=(Comparison(name="judgement", found=f"{one.by}: {one.why}", weight=0.0),),
        )
        for one in (*heeded.same, *heeded.different)
    ]  # fmt: skip


def _links(state: State, ids: Sequence[str], weights: Weights) -> list[Link]:
    """Return the strongest links of each claim; ``different`` is a pair that was near and yet not joined."""
    edges, label = state.base.edges, state.label
    kept: list[int] = []
    count = np.zeros(len(ids), np.int32)
    for edge in np.lexsort((edges.right, edges.left, -edges.score)).tolist():
        left, right = int(edges.left[edge]), int(edges.right[edge])
        if int(edges.score[edge]) >= weights.shown and min(count[left], count[right]) < LINKS_EACH:
            count[[left, right]] += 1
            kept.append(edge)
    shown = edges.take(np.array(kept, np.int64))
    pairs = zip(shown.left.tolist(), shown.right.tolist(), shown.score.tolist(), strict=True)
    told = describe_pairs(state.base.columns, shown.left, shown.right, weights)
    made = [
        Link(
            left_id=ids[left], right_id=ids[right], score=probability(score), made_by="rule", decision_id=None,
            relation="same" if label[left] == label[right] else "different", comparisons=comparisons,
        )
        for (left, right, score), comparisons in zip(pairs, told, strict=True)
    ]  # fmt: skip
    return sorted(made, key=lambda link: (link.left_id, link.right_id))


def _stopped(state: State, ids: Sequence[str]) -> list[Stopped]:
    made = []
    if state.capped:
        reason = f"{state.capped:,} pairs of claims with very common keys were not compared with one another."
        made.append(Stopped(code="block-capped", reason=reason))
    label, edges = state.label, state.base.edges
    for left, right in state.refused.tolist():
        ends = np.sort(np.stack([label[edges.left], label[edges.right]]), axis=0)
        between = np.flatnonzero((ends[0] == min(left, right)) & (ends[1] == max(left, right)))
        strongest = between[np.argsort(-edges.score[between], kind="stable")][:LINKS_EACH]
        pairs = tuple(sorted((ids[edges.left[edge]], ids[edges.right[edge]]) for edge in strongest.tolist()))
        sizes = [int((label == end).sum()) for end in (left, right)]
        made.append(
            Stopped(
                code="cluster-stopped",
                reason=f"Two groups of {sizes[0]} and {sizes[1]} claims look like one event, which would hold more "
                f"than {largest_cluster(len(ids))} claims of this case; they were left apart.",
                claim_ids=tuple(sorted({claim for pair in pairs for claim in pair})),
                pairs=pairs,
            )
        )
    return sorted(made, key=lambda one: (one.code, one.pairs))
