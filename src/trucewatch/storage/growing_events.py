"""Events of a linked case to which documents were added: their rows, parts, links, redirects, issues and grades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

import numpy as np
import pyarrow as pa

from trucewatch.linking.catalogue import number_of
from trucewatch.linking.describe import describe_events
from trucewatch.linking.estimates import in_order
from trucewatch.linking.events import tell_stopped
from trucewatch.linking.grades import grade_events
from trucewatch.linking.grow_events import Change, Clusters
from trucewatch.linking.grow_parts import Hung, hang_again
from trucewatch.linking.judge import heed_judgements
from trucewatch.linking.link import stopped_issues
from trucewatch.linking.state import State
from trucewatch.linking.topics import tops_of
from trucewatch.records import from_rows
from trucewatch.records.link import Contradiction, Estimate, Event, Redirect
from trucewatch.storage.growth import Growth, Placed
from trucewatch.storage.reading import Row
from trucewatch.storage.redirects import Membership, redirect

_PARTS = "SELECT event_id, ('0x' || substr(event_id, 3))::UBIGINT AS number, act, part_of FROM events"


def add_events(growth: Growth, clusters: Clusters, change: Change) -> list[Event]:
    """Note the events and links that change and where ids lead that went; return those that changed as they were."""
    formerly = growth.events_by(change.gone)
    groups = {event: [clusters.claim_id(row) for row in rows] for event, rows in change.now.items()}
    claims = {row["claim_id"]: row for row in growth.reader.claims(key for keys in groups.values() for key in keys)}
    documents = growth.reader.bare(row["document_id"] for row in claims.values())
    made = describe_events([[claims[key] for key in keys] for keys in groups.values()], {"documents": documents})
    growth.events |= dict.fromkeys(change.gone) | {event.event_id: event for event in made}
    wholes = _hang(growth, clusters, change, made)
    rehung = growth.events_by(wholes.keys() - change.now.keys())
    changed = [replace(event, part_of=wholes.get(event.event_id)) for event in (*made, *rehung)]
    growth.events |= {event.event_id: event for event in changed}
    growth.replace("events", ((key,) for key in (*change.gone, *change.now, *wholes)), changed)
    lost = [(*pair, "rule") for pair in change.lost]
    growth.replace("links", lost, change.links)
    _add_redirects(growth, formerly, made)
    return formerly


def _hang(growth: Growth, clusters: Clusters, change: Change, made: Sequence[Event]) -> dict[str, str | None]:
    """Return the whole of every new event, and of those others that have another than before."""
    listed = growth.kept.table(_PARTS)
    left = ~np.isin(listed["number"].to_numpy(), [number_of(key) for key in change.gone])
    old = listed.filter(pa.array(left))
    ids, acts, wholes = (old[name].to_pylist() for name in ("event_id", "act", "part_of"))
    new = [event.event_id for event in made]
    hung = Hung(
        [*ids, *new], np.r_[old["number"].to_numpy(), np.array([number_of(key) for key in new], np.uint64)],
        [*acts, *(event.act for event in made)], [*wholes, *(None for _ in made)],
    )  # fmt: skip
    found = hang_again(clusters, hung, frozenset(change.now), change.gone)
    before = dict(zip(ids, wholes, strict=True))
    return {key: whole for key, whole in found.items() if key not in before or before[key] != whole}


def find_wholes(growth: Growth) -> tuple[dict[str, str], set[str]]:
    """Return of every event that is a part the event of which it is one at last, and the events of which that moved."""
    parts = growth.kept.table(f"{_PARTS} WHERE part_of IS NOT NULL")
    kept = dict(zip(parts["event_id"].to_pylist(), parts["part_of"].to_pylist(), strict=True))
    now = {key: whole for key, whole in kept.items() if key not in growth.events}
    now |= {key: event.part_of for key, event in growth.events.items() if event and event.part_of}
    before, after = tops_of(kept), tops_of(now)
    return after, {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _add_redirects(growth: Growth, formerly: Sequence[Event], made: Sequence[Event]) -> None:
    before = {claim: event.event_id for event in formerly for claim in event.claim_ids}
    now = {claim: event.event_id for event in made for claim in event.claim_ids}
    ids = {event.event_id for event in formerly} | {event.event_id for event in made}
    rows = [*growth.kept.where("redirects", "to_id", ids), *growth.kept.where("redirects", "event_id", ids)]
    earlier = {(row["event_id"], row["to_id"]): row for row in rows}
    wide = growth.kept.where("redirects", "event_id", {row["event_id"] for row in rows})
    earlier |= {(row["event_id"], row["to_id"]): row for row in wide}
    elsewhere = {str(row["to_id"]) for row in earlier.values() if row["to_id"] and row["to_id"] not in ids}
    there = dict(now) | {f"c-{key}": key for key in elsewhere}
    found = redirect(Membership(before, {}), Membership(there, {}), from_rows(Redirect, earlier.values()))
    growth.replace("redirects", ((key,) for key, _ in earlier), found)


def add_issues(growth: Growth, placed: Placed, state: State) -> None:
    """Note what linking did not do."""
    judgements = [one for one in growth.judgements if one.relation != "copy"]
    known = placed.event_of(key for one in judgements for key in (one.left_id, one.right_id))
    heeded = heed_judgements(judgements, dict.fromkeys(known, 0))
    clusters = placed.clusters
    ids = [clusters.claim_id(row) for row in range(len(state))] if len(state.refused) else []
    edges = state.edges_of(clusters.parts_of(state.refused.ravel()))
    stopped = [*heeded.stopped, *tell_stopped(state, edges, ids)]
    claims = growth.reader.claims(key for one in stopped for key in one.claim_ids[:1])
    documents = growth.reader.bare(row["document_id"] for row in claims)
    gone = growth.kept.rows("SELECT issue_id FROM issues")
    growth.replace("issues", ((row["issue_id"],) for row in gone), stopped_issues(stopped, claims, documents))


def add_grades(growth: Growth, gone: Iterable[str], event_ids: Iterable[str]) -> None:
    """Note the grades of some events; those of events that are no more go."""
    wanted = set(event_ids)
    events = growth.events_by(wanted)
    estimates = in_order(from_rows(Estimate, _now(growth, "estimates", wanted)))
    clashes = from_rows(Contradiction, _now(growth, "contradictions", wanted))
    ids = {key for event in events for key in event.claim_ids}
    ids |= {one.claim_id for one in estimates if one.claim_id}
    ids |= {key for one in clashes for key in (one.left_claim_id, one.right_claim_id) if key}
    claims = growth.reader.claims(ids)
    grades = grade_events(events, claims, growth.origins_of(ids), estimates, clashes, growth.casebook)
    growth.replace("grades", ((key,) for key in wanted | set(gone)), grades)


def _now(growth: Growth, table: str, event_ids: Set[str]) -> list[Row]:
    """Return the rows of a table that are of some events, as they are now."""
    replaced = growth.changes[table]
    key = replaced.gone.column_names[0]
    gone = set(replaced.gone.column(key).to_pylist())
    rows = [row for row in growth.kept.where(table, "event_id", event_ids) if row[key] not in gone]
    return [*rows, *(row for row in replaced.come.to_pylist() if row["event_id"] in event_ids)]
