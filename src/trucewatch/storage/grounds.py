"""What a case keeps beside the results of linking so that documents can be added: arrays on disk and inner tables.

``linked/state`` is the state of events, ``linked/index`` where prints, versions and blocks of stories stand. Both
carry the stamp of the manifest that they belong to; where it differs (a crash between the two), all is linked anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import pyarrow as pa

from trucewatch.linking.catalogue import Catalogue, empty_catalogue, identity_keys, load_catalogue
from trucewatch.linking.counting import Count
from trucewatch.linking.estimates import topic_id_of
from trucewatch.linking.link import Traces
from trucewatch.linking.model import Judgement, Row
from trucewatch.linking.postings import Postings, load_postings, post, post_each
from trucewatch.linking.state import State, load_state, save_state
from trucewatch.linking.stories import Words
from trucewatch.linking.topics import matter_of
from trucewatch.records import arrow_schema, to_rows
from trucewatch.records.link import Copy
from trucewatch.storage.linked_files import FOLDER, READ

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

STORIES = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("partial", pa.bool_())])
COUNTED = pa.schema([
    ("figure_id", pa.string()), ("document_id", pa.string()), ("topic_id", pa.string()), ("unit", pa.string()),
    ("daily", pa.bool_()), ("household", pa.bool_()), ("kind", pa.string()), ("first", pa.int32()),
    ("last", pa.int32()), ("event_id", pa.string()),
])  # fmt: skip
WORDS = pa.schema([("term", pa.string()), ("days", pa.int32()), ("documents", pa.int32())])


@dataclass(frozen=True, slots=True)
class Grounds:
    """State and indexes of a case as it was linked last."""

    state: State
    catalogue: Catalogue
    prints: Postings
    versions: Postings
    blocks: Postings

    def save(self, case: Case, stamp: str) -> None:
        """Write them into a case, under the stamp of their manifest."""
        folder = case.path / FOLDER
        (folder / "index").mkdir(parents=True, exist_ok=True)
        (folder / "index" / "stamp").unlink(missing_ok=True)
        save_state(self.state, folder / "state")
        self.catalogue.save(folder / "index")
        for name in ("prints", "versions", "blocks"):
            getattr(self, name).save(folder / "index", name)
        (folder / "index" / "stamp").write_text(stamp, encoding="utf-8")


def load_grounds(case: Case, stamp: str) -> Grounds:
    """Return what was kept under a stamp.

    Raises:
        FileNotFoundError: where it is not there, or only under another stamp.
    """
    folder = case.path / FOLDER
    if (folder / "index" / "stamp").read_text(encoding="utf-8") != stamp:
        raise FileNotFoundError("what is kept of the linking is not whole")
    index = folder / "index"
    loaded = [load_postings(index, name) for name in ("prints", "versions", "blocks")]
    return Grounds(load_state(folder / "state"), load_catalogue(index), *loaded)


def grounds_of(traces: Traces, documents: Iterable[Row]) -> Grounds:
    """Return the grounds that a linking of the whole case leaves."""
    by_id = {row["document_id"]: row for row in documents}
    ordered = [by_id[key] for key in traces.searched.document_ids]
    number = {key: at for at, key in enumerate(traces.searched.document_ids)}
    stories = traces.stories
    numbers = np.array([number[key] for key in stories.document_ids], np.int32)
    return Grounds(
        traces.state, empty_catalogue().with_more(ordered), post(*post_each(traces.searched.prints)),
        post(*post_each(identity_keys(row) for row in ordered)),
        post(stories.blocks.keys(), numbers[stories.blocks.owners]),
    )  # fmt: skip


def inner_tables(traces: Traces) -> dict[str, pa.Table]:
    """Return the tables that are kept and not shown: copies as found, stories, groups of figures, words."""
    pairs = [
        {"left_id": min(one.left_id, one.right_id), "right_id": max(one.left_id, one.right_id),
         "partial": one.relation == "sub"}
        for one in traces.stories.links
    ]  # fmt: skip
    return {
        "found": pa.Table.from_pylist(to_rows(traces.searched.found), schema=arrow_schema(Copy)),
        "stories": pa.Table.from_pylist(pairs, schema=STORIES),
        "counted": counted_table(traces.groups),
        "words": _words_table(traces.stories.words),
    }


def counted_table(groups: Iterable[Sequence[Count]]) -> pa.Table:
    """Return figures with the quantity that each counts, and by what others of it are found."""
    rows = [_counted(count, topic_id_of(group)) for group in groups for count in group]
    return pa.Table.from_pylist(rows, schema=COUNTED)


def _counted(count: Count, topic_id: str) -> dict[str, Any]:
    unit, daily, household = matter_of(count)
    first, last = (day.toordinal() for day in count.period) if count.period else (None, None)
    return {
        "figure_id": count.figure["figure_id"], "document_id": count.figure["document_id"], "topic_id": topic_id,
        "unit": unit, "daily": daily, "household": household, "kind": count.whom.kind, "first": first, "last": last,
        "event_id": count.event_id,
    }  # fmt: skip


def _words_table(words: Words) -> pa.Table:
    days, documents = words.rarity.counts, words.documents
    terms = sorted(days.keys() | documents.keys())
    return pa.table(
        [terms, [days.get(term, 0) for term in terms], [documents.get(term, 0) for term in terms]], schema=WORDS
    )


def tell_grounds(case: Case, traces: Traces, claims: int) -> dict[str, Any]:
    """Return what the manifest says of the grounds of a linking of the whole case."""
    return {
        "stamp": uuid4().hex, "parts": parts_of(case), "judgements": judged(case.judgements), "claims": claims,
        "most": traces.searched.most, "days": traces.stories.words.rarity.days,
    }  # fmt: skip


def parts_of(case: Case) -> dict[str, list[str]]:
    """Return the parts of the tables that linking reads."""
    return {table: sorted(case.manifest.parts.get(table, ())) for table in READ}


def judged(judgements: Sequence[Judgement]) -> str:
    """Return a hash over people's judgements and the ids that they bear on."""
    told = "\n".join(f"{one.decision_id} {one.relation} {one.left_id} {one.right_id}" for one in judgements)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def added_parts(case: Case, grounds: Mapping[str, Any]) -> dict[str, list[Path]] | None:
    """Return the parts of each table that came since; None where any part went."""
    now = parts_of(case)
    if any(not set(names) <= set(now[table]) for table, names in grounds["parts"].items()):
        return None
    return {
        table: [case.path / "parts" / table / name for name in sorted(set(names) - set(grounds["parts"][table]))]
        for table, names in now.items()
    }
