"""What adding documents to a linked case works on: the case, what is kept of it, and what has been found to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from trucewatch.casebook import Casebook
from trucewatch.linking.catalogue import number_of
from trucewatch.linking.columns import Array
from trucewatch.linking.grow_events import Clusters
from trucewatch.linking.model import Judgement
from trucewatch.records import arrow_schema, from_rows, to_rows
from trucewatch.records.link import Copy, Event, Origin
from trucewatch.storage.layers import Replaced
from trucewatch.storage.linked_files import KEPT, KEYS
from trucewatch.storage.reading import Kept, Reader


@dataclass(slots=True)
class Growth:
    """One addition of documents. ``new`` are their ids, ``told`` those of them that are no rows of tables.

    Copies, origins and events found so far lie over what is kept: see the methods. ``moved`` are the documents whose
    copies changed.
    """

    reader: Reader
    kept: Kept
    casebook: Casebook
    judgements: tuple[Judgement, ...]
    new: tuple[str, ...]
    told: tuple[str, ...]
    changes: dict[str, Replaced] = field(default_factory=dict)
    copies: dict[str, Copy | None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    origins: dict[str, Origin] = field(default_factory=dict)
    events: dict[str, Event | None] = field(default_factory=dict)

    def replace(self, table: str, gone: Iterable[tuple[str, ...]], come: Iterable[Any]) -> None:
        """Note which rows of a shown table go, by their keys, and which records come."""
        schema = arrow_schema(KEPT[table])
        self.replace_rows(table, gone, pa.Table.from_pylist(to_rows(come), schema=schema))

    def replace_rows(self, table: str, gone: Iterable[tuple[str, ...]], come: pa.Table) -> None:
        """Note which rows of any table go, and which come."""
        keys = sorted(set(gone))
        columns = {name: pa.array([key[at] for key in keys], pa.string()) for at, name in enumerate(KEYS[table])}
        self.changes[table] = Replaced(pa.table(columns), come)

    def copies_with(self, document_ids: Iterable[str]) -> list[Copy]:
        """Return the copies of which some documents are an end, as they are now."""
        wanted = set(document_ids)
        rows = {
            row["copy_id"]: row for column in ("left_id", "right_id")
            for row in self.kept.where("copies", column, wanted) if row["copy_id"] not in self.copies
        }  # fmt: skip
        fresh = [copy for copy in self.copies.values() if copy and not wanted.isdisjoint((copy.left_id, copy.right_id))]
        return sorted([*from_rows(Copy, rows.values()), *fresh], key=lambda copy: (copy.left_id, copy.right_id))

    def origins_of(self, claim_ids: Iterable[str]) -> list[Origin]:
        """Return the origins of some claims, as they are now."""
        wanted = set(claim_ids)
        rows = self.kept.where("origins", "claim_id", wanted - self.origins.keys())
        return [*from_rows(Origin, rows), *(self.origins[key] for key in sorted(wanted & self.origins.keys()))]

    def events_by(self, event_ids: Iterable[str]) -> list[Event]:
        """Return some events, as they are now; of ids that are no more, none."""
        wanted = set(event_ids)
        rows = self.kept.where("events", "event_id", wanted - self.events.keys())
        fresh = [event for key in sorted(wanted & self.events.keys()) if (event := self.events[key])]
        return sorted([*from_rows(Event, rows), *fresh], key=lambda event: event.event_id)


@dataclass(frozen=True, slots=True)
class Placed:
    """Which events the claims of documents are of."""

    clusters: Clusters

    def events_of(self, document_ids: Iterable[str]) -> set[str]:
        """Return the events of which some documents tell."""
        rows = self.clusters.rows_of_documents(_numbers(document_ids))
        return {self.clusters.event_id(row) for row in rows.tolist()}

    def document_of(self, claim_ids: Iterable[str]) -> Mapping[str, str]:
        """Return the document of each of some claims that are linked."""
        rows = self.clusters.rows_of_claims(_numbers(claim_ids)).tolist()
        return {self.clusters.claim_id(row): f"d-{int(self.clusters.documents[row]):016x}" for row in rows}

    def event_of(self, claim_ids: Iterable[str]) -> Mapping[str, str]:
        """Return the event of each of some claims that is of one."""
        rows = self.clusters.rows_of_claims(_numbers(claim_ids))
        return {self.clusters.claim_id(row): self.clusters.event_id(row) for row in rows.tolist()}


def _numbers(ids: Iterable[str]) -> Array:
    return np.array([number_of(one) for one in ids], np.uint64)
