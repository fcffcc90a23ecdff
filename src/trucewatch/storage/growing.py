"""Add documents to a case that is linked: what they do not bear on is neither read nor written.

The outcome is that of linking the whole case with three things left as they were when it was linked as a whole: how
rare its words are, which older documents are on one story, and what print is boilerplate (decision 0009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import duckdb

from trucewatch.casebook import Casebook
from trucewatch.linking.events import add_documents
from trucewatch.linking.grow_events import Clusters, find_change
from trucewatch.linking.link import OnStep
from trucewatch.linking.tablerows import is_table_row
from trucewatch.storage.grounds import Grounds, added_parts, load_grounds, parts_of
from trucewatch.storage.growing_clashes import Clashes
from trucewatch.storage.growing_copies import add_copies
from trucewatch.storage.growing_events import add_events, add_grades, add_issues, find_wholes
from trucewatch.storage.growing_figures import Figures
from trucewatch.storage.growing_names import find_outlets
from trucewatch.storage.growing_origins import add_origins
from trucewatch.storage.growing_stories import add_stories
from trucewatch.storage.growth import Growth, Placed
from trucewatch.storage.linked_files import PLACED, keep_changes
from trucewatch.storage.reading import Kept, Reader

if TYPE_CHECKING:
    from trucewatch.storage.case import Case


def grow_linked(case: Case, manifest: Mapping[str, Any], casebook: Casebook, on_step: OnStep | None = None) -> bool:
    """Link the documents that were added to a case; return whether this was done, so that the results are those of now.

    Args:
        case: The case, on its newest snapshot.
        manifest: Of the results kept, which are of the case without these documents.
        casebook: The case's.
        on_step: Called with the name of each step as it begins.

    Raises:
        OSError: where nothing can be written.
    """
    loaded = _load(case, manifest)
    if loaded is None:
        return False
    (grounds, kept), told = loaded, manifest["grounds"]
    try:
        growth = _begin(case, kept, casebook, added_parts(case, told) or {})
        grounds = _add(growth, grounds, told, on_step or (lambda step: None))
    except duckdb.Error:  # a file of the results is damaged
        return False
    stamp = uuid4().hex
    grounds.save(case, stamp)
    keep_changes(case, growth.changes, {**told, "stamp": stamp, "parts": parts_of(case)})
    return True


def _load(case: Case, manifest: Mapping[str, Any]) -> tuple[Grounds, Kept] | None:
    """Return what is kept of the last linking; None where that is damaged."""
    try:
        return load_grounds(case, manifest["grounds"]["stamp"]), Kept(case, manifest["tables"])
    except (FileNotFoundError, ValueError, KeyError, TypeError, duckdb.Error):
        return None


def _begin(case: Case, kept: Kept, casebook: Casebook, parts: Mapping[str, Sequence[Path]]) -> Growth:
    """Return the addition of the documents that some parts of the tables hold."""
    reader = Reader(case)
    new = reader.document_ids(parts.get("documents", ()))
    for name, files in parts.items():
        if name != "claims":
            reader.take_parts(name, new, files)
    rows = reader.tables(new)["documents"]
    told = tuple(row["document_id"] for row in rows if not is_table_row(row))
    return Growth(reader, kept, casebook, case.judgements, tuple(new), told)


def _add(growth: Growth, grounds: Grounds, told: Mapping[str, Any], begin: OnStep) -> Grounds:
    """Note all that changes, step by step as `link.link_wholly` goes; return the grounds with the new documents."""
    begin("copies")
    outlets = find_outlets(growth.reader, growth.casebook, growth.new)
    grounds = add_copies(growth, grounds, told["most"], outlets)
    begin("origins")
    retraced = add_origins(growth, outlets)
    begin("events")
    grown = add_documents(grounds.state, growth.reader.tables(growth.new), growth.casebook)
    after, change = find_change(Clusters.of(grounds.state), grown)
    placed = Placed(after)
    formerly = add_events(growth, after, change)
    add_issues(growth, placed, grown.state)
    begin("estimates")
    wholes, moved = find_wholes(growth)
    counted = Figures(growth, placed, wholes).add(retraced, change.gone | change.now.keys() | moved)
    begin("contradictions")
    blocks = add_stories(growth, grounds, told["days"])
    clashing = Clashes(growth, placed).add(change.gone, change.now, formerly)
    begin("grades")
    heard = set(placed.event_of(growth.origins).values())
    add_grades(growth, change.gone, change.now.keys() | heard | counted | clashing)
    _add_places(growth)
    return Grounds(grown.state, grounds.catalogue, grounds.prints, grounds.versions, blocks)


def _add_places(growth: Growth) -> None:
    """Note where the claims of the new documents stand."""
    listed = growth.reader.every_claim(growth.new).select(PLACED.names).cast(PLACED)
    growth.replace_rows("placed", (), listed)
