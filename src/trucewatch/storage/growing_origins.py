"""Origins of claims of a linked case to which documents were added."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.linking.origins import find_origins
from trucewatch.records.link import Copy
from trucewatch.storage.growing_names import Outlets, named_beside
from trucewatch.storage.growth import Growth


def add_origins(growth: Growth, outlets: Outlets) -> set[str]:
    """Note the origins that change with the new documents; return the documents of the claims whose origin did.

    Traced anew are the claims of new documents, of those whose copies changed and of those that copied these, of those
    that name a new outlet, and of those that name sources as the new ones do, as long as these are not too many.
    """
    start = {*growth.new, *growth.moved, *outlets.named_in}
    named, whole = named_beside(growth.reader, growth.casebook, start)
    traced = _downstream(growth, start | named if whole else start)
    context, copies = _upstream(growth, traced | named)
    tables = growth.reader.tables(context, ("documents", "claims", "attributions"))
    rows = {row["document_id"]: row for row in (*outlets.rows, *tables["documents"])}
    found = find_origins(tables["claims"], list(rows.values()), tables["attributions"], copies, growth.casebook)
    wanted = {row["claim_id"]: row["document_id"] for row in tables["claims"] if row["document_id"] in traced}
    before = {origin.claim_id: origin for origin in growth.origins_of(wanted)}
    changed = {one.claim_id: one for one in found if one.claim_id in wanted and before.get(one.claim_id) != one}
    growth.origins |= changed
    growth.replace("origins", ((key,) for key in changed), changed.values())
    return {wanted[key] for key in changed}


def _downstream(growth: Growth, document_ids: Iterable[str]) -> set[str]:
    """Return documents with those that copied them, and so on."""
    found, fresh = set(document_ids), set(document_ids)
    while fresh:
        fresh = {copy.right_id for copy in growth.copies_with(fresh) if copy.left_id in fresh} - found
        found |= fresh
    return found


def _upstream(growth: Growth, document_ids: Iterable[str]) -> tuple[set[str], list[Copy]]:
    """Return documents with those that they copied, and so on, and with later versions; and all their copies."""
    found, fresh = set(document_ids), set(document_ids)
    copies: dict[str, Copy] = {}
    while fresh:
        listed = growth.copies_with(fresh)
        copies |= {copy.copy_id: copy for copy in listed}
        later = {copy.right_id for copy in listed if copy.kind == "version"}
        fresh = ({copy.left_id for copy in listed if copy.right_id in fresh} | later) - found
        found |= fresh
    return found, list(copies.values())
