"""What linking makes of a case: as it is kept in the case (see `linked_files`), else computed and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from trucewatch.casebook import Casebook
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.link import Linked, OnStep, link_case
from trucewatch.records import Issue, arrow_schema, from_rows, make_id, to_rows
from trucewatch.records.link import Redirect
from trucewatch.storage.linked_files import (
    KEPT,
    PLACED,
    READ,
    is_newest,
    keep_tables,
    load_table,
    placed_claims,
    read_manifest,
    stored_tables,
)
from trucewatch.storage.redirects import Membership, redirect

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

AT_ONCE = 60_000
"""Claims that a build links at its end within a gigabyte and a half; of more they are linked when first asked for."""
MOST = 400_000
"""Claims of the largest case that is linked at all: each takes some 25 KB while this is done."""


def open_linked(case: Case, known: str | None = None) -> Linked:
    """Return the events of a case and all that belongs to them.

    Args:
        case: An opened case.
        known: A day (ISO date): only documents that were certainly published by then count, and people's judgements.
            What is computed for a day is not kept.

    Raises:
        UsageError: where ``known`` is no day.
    """
    tables = linked_tables(case if known is None else case.as_known(known))
    fields: dict[str, Any] = {name: tuple(from_rows(KEPT[name], tables[name].to_pylist())) for name in KEPT}
    del fields["redirects"]
    return Linked(**fields)


def linked_tables(case: Case, on_step: OnStep | None = None) -> dict[str, pa.Table]:
    """Return the tables of `KEPT`: those kept in the case where they are of these inputs, else made now and kept.

    Of an earlier snapshot, or as known on a day, they are made and not kept.
    """
    stored = stored_tables(case)
    if stored is not None:
        return stored
    if (claims := count_claims(case)) > MOST:
        return _unlinked(claims)
    keep = not case.known and is_newest(case)
    last = read_manifest(case) if keep else None
    linked = link_case(_read(case), casebook_of(case), case.judgements, on_step)
    made = {name: _table(name, getattr(linked, name)) for name in KEPT if name != "redirects"}
    made["redirects"] = _table("redirects", _redirects(case, made["events"], last))
    if keep:
        keep_tables(case, made)
    return made


def count_claims(case: Case) -> int:
    """Return how many claims a case holds."""
    return int(case.rows("SELECT count(*) AS claims FROM machine_claims")[0]["claims"])


def _unlinked(claims: int) -> dict[str, pa.Table]:
    """Return tables without rows, but for one issue that tells why."""
    reason = f"The case holds {claims:,} claims; up to {MOST:,} can be linked. Link a part of it in a case of its own."
    issue = Issue(
        issue_id=make_id("i", "link", "too-many-claims", str(claims)), document_id=None, origin="", stage="link",
        code="too-many-claims", reason=reason, start=None, end=None, quote=None,
    )  # fmt: skip
    return {name: _table(name, [issue] if name == "issues" else []) for name in KEPT}


def casebook_of(case: Case) -> Casebook:
    """Return the casebook that a case was made with."""
    names = case.manifest.casebooks
    return load_casebooks([case.path / name if name.startswith("casebooks/") else name for name in names])


def _read(case: Case) -> dict[str, list[dict[str, Any]]]:
    tables = {name: case.arrow(name).to_pylist() for name in READ}
    tables["claims"] = [row for row in tables["claims"] if row["review"] != "rejected"]
    return tables


def _table(name: str, records: Any) -> pa.Table:
    return pa.Table.from_pylist(to_rows(records), schema=arrow_schema(KEPT[name]))


def _redirects(case: Case, events: pa.Table, last: Mapping[str, Any] | None) -> list[Redirect]:
    if last is None:
        return []
    try:
        before = [
            load_table(case, last, name, arrow_schema(KEPT[name])).to_pylist() for name in ("events", "redirects")
        ]
        placed = load_table(case, last, "placed", PLACED).to_pylist()
    except (OSError, KeyError, pa.ArrowInvalid):
        return []
    now = Membership.of(events.to_pylist(), placed_claims(case).to_pylist())
    return redirect(Membership.of(before[0], placed), now, from_rows(Redirect, before[1]))
