"""Contradictions of a linked case to which documents were added: of which pairs they are looked for anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from trucewatch.linking.claimed import contradict_claims
from trucewatch.linking.clocks import stated_offset
from trucewatch.linking.contradictions import Pair, Scope, find_contradictions, shared_events
from trucewatch.linking.tablerows import is_table_row
from trucewatch.records import from_rows
from trucewatch.records.link import Contradiction, Event
from trucewatch.storage.growth import Growth, Placed
from trucewatch.storage.reading import Row


class Clashes:
    """The contradictions of an addition."""

    def __init__(self, growth: Growth, placed: Placed) -> None:
        self._growth = growth
        self._placed = placed

    def add(self, gone: Iterable[str], now: Iterable[str], formerly: Sequence[Event]) -> set[str]:
        """Note the contradictions that change; return the events of those that came or went.

        Args:
            gone: Ids of events that are not as they were.
            now: Ids of the events that took their place.
            formerly: The events ``gone`` as they were.
        """
        growth = self._growth
        events = growth.events_by(now)
        stories = self._stories_with(growth.new)
        told = self._told({key for event in (*events, *formerly) for key in event.document_ids})
        pairs = self._moved_pairs(formerly, events, told) | stories.keys() | {(key, key) for key in growth.new}
        denied = [event for event in events if event.denied_ids]
        pairs |= {_documents(row) for row in contradict_claims(self._denials(denied), denied)}
        rows = growth.kept.where("contradictions", "event_id", gone)
        pairs |= {_documents(row) for row in from_rows(Contradiction, rows) if row.kind == "status"}
        pairs |= self._clocked_anew(stories)
        return self._look_again(pairs, set(gone))

    def _clocked_anew(self, stories: Mapping[Pair, bool]) -> set[Pair]:
        """Return the pairs of older documents that may take the hours of their clock from a new one on their story."""
        growth = self._growth
        new = set(growth.new)
        text = {
            row["document_id"]: row["text"]
            for row in growth.reader.tables({*new, *chain(*stories)}, ("documents",))["documents"]
        }
        stating = {key for key in text if stated_offset(text[key]) is not None}
        later = {key for pair in stories if not stating.isdisjoint(new & {*pair}) for key in pair} - new - stating
        if not later:
            return set()
        events = growth.events_by(self._placed.events_of(later))
        told = self._told({key for event in events for key in event.document_ids})
        shared = (pair for pair, _ in shared_events(events, told))
        return {pair for pair in (*self._stories_with(later), *shared) if not later.isdisjoint(pair)}

    def _look_again(self, pairs: set[Pair], gone: set[str]) -> set[str]:
        growth = self._growth
        documents = {key for pair in pairs for key in pair}
        old = self._kept_of(documents, gone)
        stories = self._stories_with(documents)
        events = growth.events_by(self._placed.events_of(documents))
        told = self._told({key for event in events for key in event.document_ids})
        tables = self._tables({*documents, *chain(*stories)}, [event for event in events if event.denied_ids])
        judgements = [one for one in growth.judgements if one.relation != "copy"]
        found = find_contradictions(tables, events, (), growth.casebook, judgements, Scope(stories, told, pairs))
        now = {row.contradiction_id: row for row in found}
        others = [row for row in old.values() if _documents(row) not in pairs]
        now |= {row.contradiction_id: self._renamed(row) if row.event_id in gone else row for row in others}
        changed = {key for key in old.keys() | now.keys() if old.get(key) != now.get(key)}
        growth.replace(
            "contradictions", ((key,) for key in changed), [now[key] for key in sorted(changed & now.keys())]
        )
        return {row.event_id for key in changed for row in (old.get(key), now.get(key)) if row and row.event_id}

    def _moved_pairs(self, before: Sequence[Event], after: Sequence[Event], told: Set[str]) -> set[Pair]:
        """Return the pairs of documents that share other claims of events than they did."""
        old, new = self._sharing(before, told), self._sharing(after, told)
        return {pair for pair in old.keys() | new.keys() if old.get(pair) != new.get(pair)}

    def _sharing(self, events: Sequence[Event], told: Set[str]) -> dict[Pair, set[frozenset[str]]]:
        """Return for pairs of documents the claims of each event that they share."""
        of = self._placed.document_of(key for event in events for key in event.claim_ids)
        claims: dict[tuple[str, str], list[str]] = defaultdict(list)
        for event in events:
            for key in event.claim_ids:
                claims[event.event_id, of[key]].append(key)
        found: dict[Pair, set[frozenset[str]]] = defaultdict(set)
        for pair, event in shared_events(events, told):
            found[pair].add(frozenset(key for document in pair for key in claims[event.event_id, document]))
        return found

    def _stories_with(self, document_ids: Iterable[str]) -> dict[Pair, bool]:
        """Return the pairs on one story of which a document is one, as they are now."""
        wanted = set(document_ids)
        kept = self._growth.kept
        rows = [row for column in ("left_id", "right_id") for row in kept.where("stories", column, wanted)]
        if "stories" in self._growth.changes:
            rows += self._growth.changes["stories"].come.to_pylist()
        return {
            (row["left_id"], row["right_id"]): row["partial"]
            for row in rows if not wanted.isdisjoint((row["left_id"], row["right_id"]))
        }  # fmt: skip

    def _told(self, document_ids: Iterable[str]) -> set[str]:
        """Return those of some documents that are no rows of tables."""
        return {row["document_id"] for row in self._growth.reader.bare(document_ids) if not is_table_row(row)}

    def _denials(self, events: Sequence[Event]) -> dict[str, list[Row]]:
        """Return the claims of events that are denied, with the documents that tell of them."""
        claims = self._growth.reader.claims(key for event in events for key in event.claim_ids)
        return {
            "claims": claims,
            "documents": self._growth.reader.tables({row["document_id"] for row in claims}, ("documents",))[
                "documents"
            ],
        }

    def _tables(self, document_ids: Set[str], denied: Sequence[Event]) -> dict[str, list[Row]]:
        """Return the rows of documents, and the claims of denied events with the documents that tell of them."""
        tables = dict(self._growth.reader.tables(document_ids))
        for name, rows in self._denials(denied).items():
            tables[name] = [*tables[name], *(row for row in rows if row["document_id"] not in document_ids)]
        return tables

    def _kept_of(self, document_ids: Set[str], gone: Set[str]) -> dict[str, Contradiction]:
        """Return the contradictions between some documents, and those of some events, as they were."""
        kept = self._growth.kept
        rows = [
            *kept.where("contradictions", "left_document_id", document_ids),
            *kept.where("contradictions", "event_id", gone),
        ]
        found = {
            row["contradiction_id"]: row
            for row in rows
            if row["event_id"] in gone or row["right_document_id"] in document_ids
        }
        return {row.contradiction_id: row for row in from_rows(Contradiction, found.values())}

    def _renamed(self, row: Contradiction) -> Contradiction:
        """Return a contradiction with the event that its claims are of now."""
        events = self._placed.event_of(key for key in (row.left_claim_id, row.right_claim_id) if key)
        event = events.get(row.left_claim_id) or events.get(row.right_claim_id)
        return replace(row, event_id=event)


def _documents(row: Contradiction) -> Pair:
    left, right = sorted((row.left_document_id, row.right_document_id))
    return left, right
