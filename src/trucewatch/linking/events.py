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
from trucewatch.linking.cluster import Edges, no_pairs
from trucewatch.linking.columns import Array
from trucewatch.linking.describe import describe_events
from trucewatch.linking.eventlinks import LINKS_EACH, judged_links, shown_edges, tell_links
from trucewatch.linking.features import linked_claims, read_features
from trucewatch.linking.grow import Grown, Judged, add_claims, largest_cluster, start_state
from trucewatch.linking.judge import heed_judgements
from trucewatch.linking.model import Judgement, Linking, Stopped, Tables
from trucewatch.linking.state import State
from trucewatch.linking.subevents import hang_parts
from trucewatch.linking.weights import load_weights
from trucewatch.records.link import Event


def link_events(tables: Tables, casebook: Casebook, judgements: Sequence[Judgement] = ()) -> Linking:
    """Return the events of a case, the links that made them, and what was not done; see `join_claims`."""
    return join_claims(tables, casebook, judgements)[0]


def join_claims(tables: Tables, casebook: Casebook, judgements: Sequence[Judgement] = ()) -> tuple[Linking, State]:
    """Return the events of a case with their links and what was not done, and the state to which claims can be added.

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
    label = state.label
    shown = shown_edges(state.base.edges, columns.key, weights)
    links = tell_links(shown, columns, ids, lambda left, right: bool(label[left] == label[right]), weights)
    linking = Linking(
        events=hang_parts(events, claims, columns), links=(*judged_links(heeded), *links),
        stopped=(*heeded.stopped, *tell_stopped(state, state.base.edges, ids)),
    )  # fmt: skip
    return linking, state


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


def tell_stopped(state: State, edges: Edges, ids: Sequence[str]) -> list[Stopped]:
    """Return what clustering left undone, with the claims that caused it.

    Args:
        state: The state of all claims.
        edges: The edges at least of the clusters that were refused (``State.refused``).
        ids: The ids of all claims, by row.
    """
    made = []
    if state.capped:
        reason = f"{state.capped:,} pairs of claims with very common keys were not compared with one another."
        made.append(Stopped(code="block-capped", reason=reason))
    for left, right in state.refused.tolist():
        made.append(_refused(state.label, edges, (left, right), ids))
    return sorted(made, key=lambda one: (one.code, one.pairs))


def _refused(label: Array, edges: Edges, clusters: tuple[int, int], ids: Sequence[str]) -> Stopped:
    """Return why two clusters were left apart, with the strongest pairs between them."""
    ends = np.sort(np.stack([label[edges.left], label[edges.right]]), axis=0)
    between = np.flatnonzero((ends[0] == min(clusters)) & (ends[1] == max(clusters)))
    pairs = sorted(
        (-int(edges.score[edge]), *sorted((ids[edges.left[edge]], ids[edges.right[edge]])))
        for edge in between.tolist()
    )  # fmt: skip
    causes = tuple(sorted((left, right) for _, left, right in pairs[:LINKS_EACH]))
    sizes = sorted(int((label == end).sum()) for end in clusters)
    return Stopped(
        code="cluster-stopped",
        reason=f"Two groups of {sizes[0]} and {sizes[1]} claims look like one event, which would hold more "
        f"than {largest_cluster(len(ids))} claims of this case; they were left apart.",
        claim_ids=tuple(sorted({claim for pair in causes for claim in pair})), pairs=causes,
    )  # fmt: skip
