"""Copies of a linked case to which documents were added."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from trucewatch.linking.catalogue import identity_keys
from trucewatch.linking.copies import by_document
from trucewatch.linking.credits import CreditNames
from trucewatch.linking.grow_copies import Indexes, Moved, grow_copies
from trucewatch.linking.link import with_judged
from trucewatch.linking.model import Judgement, Tables
from trucewatch.linking.postings import post_each
from trucewatch.linking.prints import document_prints
from trucewatch.linking.sources import mark_shared_sources
from trucewatch.records import arrow_schema, from_rows, make_id, to_rows
from trucewatch.records.link import Copy
from trucewatch.storage.grounds import Grounds
from trucewatch.storage.growing_names import Outlets
from trucewatch.storage.growth import Growth


def add_copies(growth: Growth, grounds: Grounds, most: int, outlets: Outlets) -> Grounds:
    """Note the copies that change with the new documents; return the grounds with these in their indexes.

    Args:
        growth: The addition.
        grounds: As they were.
        most: In how many documents a print may stand.
        outlets: The outlets of the case.
    """
    tables = growth.reader.tables(growth.told)
    documents, segments = tables["documents"], by_document(tables["segments"])
    first = len(grounds.catalogue)
    catalogue = grounds.catalogue.with_more(documents)
    prints = [document_prints(row["text"], segments.get(row["document_id"], ())) for row in documents]
    indexes = Indexes(
        catalogue, grounds.prints.with_more(*post_each(prints, first)),
        grounds.versions.with_more(*post_each((identity_keys(row) for row in documents), first)), first, most,
    )  # fmt: skip

    def fetch(document_ids: Iterable[str]) -> Tables:
        return growth.reader.tables(document_ids, ("documents", "segments"))

    names = CreditNames(outlets.rows, growth.casebook)
    also = [
        (row["left_id"], row["right_id"])
        for column in ("left_id", "right_id") for row in growth.kept.where("found", column, outlets.named_in)
    ]  # fmt: skip
    moved = grow_copies(indexes, dict(enumerate(prints, first)), fetch, names, also)
    _note(growth, moved)
    return Grounds(grounds.state, catalogue, indexes.prints, indexes.versions, grounds.blocks)


def _note(growth: Growth, moved: Moved) -> None:
    """Note which copies come and go; those beside them may have a source in common now, or none any more."""
    ids = {make_id("x", *sorted(pair)) for pair in moved.pairs}
    before = {copy.copy_id: copy for copy in from_rows(Copy, growth.kept.where("found", "copy_id", ids))}
    now = {copy.copy_id: copy for copy in moved.found}
    changed = {key for key in ids if before.get(key) != now.get(key)}
    come = [now[key] for key in sorted(changed & now.keys())]
    growth.replace_rows(
        "found", ((key,) for key in changed), pa.Table.from_pylist(to_rows(come), schema=arrow_schema(Copy))
    )
    rights = {copy.right_id for key in changed for copy in (before.get(key), now.get(key)) if copy}
    near = _found_with(growth, rights, before.keys(), now)
    ends = {end for copy in near.values() for end in (copy.left_id, copy.right_id)} | rights
    wide = _found_with(growth, ends, before.keys(), now)
    thirds = {copy.left_id for copy in wide.values()} | ends
    every = wide | _found_with(growth, thirds, before.keys(), now)
    marked = {copy.copy_id: copy for copy in mark_shared_sources(every[key] for key in sorted(every))}
    anew = [
        copy for key, copy in marked.items()
        if key in changed or not rights.isdisjoint((copy.left_id, copy.right_id)) or _both(copy, ends)
    ]  # fmt: skip
    _lay_over(growth, anew, changed - now.keys())


def _both(copy: Copy, ends: set[str]) -> bool:
    return copy.left_id in ends and copy.right_id in ends


def _found_with(growth: Growth, ids: Iterable[str], looked: Iterable[str], now: dict[str, Copy]) -> dict[str, Copy]:
    """Return the copies as found, before sources in common are marked, of which some documents are an end."""
    wanted, skip = set(ids), set(looked)
    rows = [row for column in ("left_id", "right_id") for row in growth.kept.where("found", column, wanted)]
    kept = {copy.copy_id: copy for copy in from_rows(Copy, rows) if copy.copy_id not in skip}
    return kept | {key: copy for key, copy in now.items() if not wanted.isdisjoint((copy.left_id, copy.right_id))}


def _lay_over(growth: Growth, anew: list[Copy], lost: set[str]) -> None:
    """Note the copies that are not as they were, with what people judged."""
    wanted = {copy.copy_id for copy in anew} | lost
    judgements = [one for one in growth.judgements if one.relation == "copy" and _copy_id(one) in wanted]
    final = {copy.copy_id: copy for copy in with_judged(anew, judgements)}
    before = {copy.copy_id: copy for copy in from_rows(Copy, growth.kept.where("copies", "copy_id", wanted))}
    changed = {key for key in wanted if before.get(key) != final.get(key)}
    growth.copies |= {key: final.get(key) for key in changed}
    growth.moved |= {
        end for key in changed for copy in (before.get(key), final.get(key)) if copy
        for end in (copy.left_id, copy.right_id)
    }  # fmt: skip
    growth.replace("copies", ((key,) for key in changed), [final[key] for key in sorted(changed & final.keys())])


def _copy_id(judgement: Judgement) -> str:
    return make_id("x", *sorted((judgement.left_id, judgement.right_id)))
