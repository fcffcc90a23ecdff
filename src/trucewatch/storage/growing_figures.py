"""Figures of a linked case to which documents were added: the quantities that they touch are counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from trucewatch.linking.counting import Count, read_counts
from trucewatch.linking.estimates import estimates_of
from trucewatch.linking.topics import Matter, Setting, group_counts
from trucewatch.records import from_rows
from trucewatch.records.link import Estimate
from trucewatch.storage.grounds import COUNTED, counted_table
from trucewatch.storage.growth import Growth, Placed

DOCUMENTS_MOST = 250
"""The quantities counted anew are of no more documents than this; figures of others keep theirs."""
_NEAR = """
    SELECT DISTINCT c.topic_id, min(coalesce(greatest(c.first - f.last, f.first - c.last, 0), 30)) AS gap
    FROM counted c JOIN front f ON c.unit = f.unit AND c.daily = f.daily AND c.household = f.household
        AND (c.first IS NULL OR f.first IS NULL OR (c.first <= f.last + 3 AND c.last >= f.first - 3)
            OR (f.whole IS NOT NULL AND f.whole = c.whole))
    GROUP BY c.topic_id ORDER BY gap, c.topic_id
"""


class Figures:
    """The figures of an addition: which quantities are counted anew, and with what outcome."""

    def __init__(self, growth: Growth, placed: Placed, wholes: Mapping[str, str]) -> None:
        """Take the last whole of every event that is a part of another."""
        self._growth = growth
        self._placed = placed
        self._wholes = wholes
        self._read: dict[str, Count] = {}

    def add(self, retraced: Iterable[str], moved: Iterable[str]) -> set[str]:
        """Note the estimates that change; return the events of estimates that came or went.

        Args:
            retraced: Documents of which a claim has another origin than before.
            moved: Events that are not as they were, or of another whole.
        """
        growth = self._growth
        topics = {row["topic_id"] for row in growth.kept.where("counted", "document_id", retraced)}
        topics |= {row["topic_id"] for row in growth.kept.where("counted", "event_id", moved)}
        fresh = self._counts(growth.new)
        topics = self._near(fresh, topics)
        old = growth.kept.where("counted", "topic_id", topics)
        figures = {row["figure_id"] for row in old} | {count.figure["figure_id"] for count in fresh}
        documents = {row["document_id"] for row in old} | set(growth.new)
        counts = [count for count in self._counts(documents) if count.figure["figure_id"] in figures]
        events = {count.event_id for count in counts if count.event_id}
        setting = Setting({event: self._wholes.get(event, event) for event in events})
        groups = group_counts(counts, setting, self._kinds())
        growth.replace_rows("counted", ((row["figure_id"],) for row in old), counted_table(groups))
        return self._note(topics, estimates_of(groups))

    def _note(self, topics: Iterable[str], made: Sequence[Estimate]) -> set[str]:
        before = {
            one.estimate_id: one
            for one in from_rows(Estimate, self._growth.kept.where("estimates", "topic_id", topics))
        }
        now = {one.estimate_id: one for one in made}
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        come = [now[key] for key in sorted(changed & now.keys())]
        self._growth.replace("estimates", ((key,) for key in changed), come)
        return {one.event_id for key in changed for one in (before.get(key), now.get(key)) if one and one.event_id}

    def _counts(self, document_ids: Iterable[str]) -> list[Count]:
        """Return the figures of documents with their surroundings."""
        wanted = set(document_ids)
        tables = self._growth.reader.tables(wanted)
        events = self._growth.events_by(self._placed.events_of(wanted))
        origins = self._growth.origins_of(row["claim_id"] for row in tables["claims"])
        return read_counts(tables, events, origins, self._growth.casebook)

    def _near(self, fresh: Sequence[Count], topics: set[str]) -> set[str]:
        """Return quantities with those that share unit and time or happening with figures, and so on."""
        front = counted_table([fresh]) if fresh else COUNTED.empty_table()
        kept = self._growth.kept
        tops = pa.table({"event_id": list(self._wholes), "whole": list(self._wholes.values())})
        with_whole = "(SELECT t.*, coalesce(w.whole, t.event_id) AS whole FROM {} t LEFT JOIN tops w USING (event_id))"
        near = _NEAR.replace("counted c", f"{with_whole.format('counted')} c")
        near = near.replace("front f", f"{with_whole.format('front')} f")
        rows = kept.where("counted", "topic_id", topics)
        front = pa.concat_tables([front, pa.Table.from_pylist(rows, schema=COUNTED)])
        size = len({row["document_id"] for row in rows})
        while front.num_rows and size < DOCUMENTS_MOST:
            found = [row["topic_id"] for row in kept.rows(near, {"front": front, "tops": tops})]
            fresh_ids = [topic for topic in found if topic not in topics]
            listed = defaultdict(list)
            for row in kept.where("counted", "topic_id", fresh_ids):
                listed[row["topic_id"]].append(row)
            come: list[dict[str, object]] = []
            for topic in fresh_ids:
                size += len({row["document_id"] for row in listed[topic]})
                if size > DOCUMENTS_MOST:
                    break
                topics.add(topic)
                come += listed[topic]
            front = pa.Table.from_pylist(come, schema=COUNTED)
        return topics

    def _kinds(self) -> dict[Matter, frozenset[str]]:
        """Return the classes of those counted by the figures of the case."""
        kinds: dict[Matter, set[str]] = defaultdict(set)
        for row in self._growth.kept.rows("SELECT DISTINCT unit, daily, household, kind FROM counted"):
            kinds[row["unit"], row["daily"], row["household"]].add(row["kind"])
        return {matter: frozenset(found) for matter, found in kinds.items()}
