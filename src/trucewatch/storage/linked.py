"""What linking makes of a case: as it is kept in the case (see `linked_files`), else computed and kept.

Where documents were added to a case that is linked, only what they bear on is computed (`storage.growing`), unless the
case is small or has grown by a tenth since it was linked as a whole.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from trucewatch.casebook import Casebook
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.link import Linked, OnStep, link_wholly
from trucewatch.records import Issue, arrow_schema, from_rows, make_id, to_rows
from trucewatch.records.link import Redirect
from trucewatch.storage.grounds import added_parts, grounds_of, inner_tables, judged, tell_grounds
from trucewatch.storage.growing import grow_linked
from trucewatch.storage.linked_files import (
    FOLDER,
    KEPT,
    READ,
    inputs_of,
    is_newest,
    keep_tables,
    placed_claims,
    read_manifest,
    stored_queries,
)
from trucewatch.storage.reading import Kept
from trucewatch.storage.redirects import Membership, redirect

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

AT_ONCE = 60_000
"""Claims that a build links at its end within a gigabyte and a half; of more they are linked when first asked for."""
MOST = 400_000
"""Claims of the largest case that is linked at all: each takes some 25 KB while this is done."""
ALWAYS_WHOLE = 5_000
"""A case of no more claims is always linked as a whole: that takes seconds, and nothing in it is of an earlier day."""
GROWTH = 10
"""A case is linked as a whole again when it has grown by one in so many claims since it was."""


def open_linked(case: Case, known: str | None = None) -> Linked:
    """Return the events of a case and all that belongs to them.

    Args:
        case: An opened case.
        known: A day (ISO date): only documents that were certainly published by then count, and people's judgements.
            What is computed for a day is not kept.

    Raises:
        UsageError: where ``known`` is no day.
    """
    opened = case if known is None else case.as_known(known)
    fields: dict[str, Any] = {
        name: tuple(from_rows(record, opened.arrow(name).to_pylist())) for name, record in KEPT.items()
        if name not in ("redirects", "issues")
    }  # fmt: skip
    issues = opened.sql("SELECT * FROM linked_issues ORDER BY code, issue_id").to_pylist()
    return Linked(**fields, issues=tuple(from_rows(Issue, issues)))


@dataclass(frozen=True, slots=True)
class Made:
    """The tables of `KEPT`, None where they are kept in the case; ``grown`` where documents were only added."""

    tables: dict[str, pa.Table] | None
    grown: bool = False


def make_linked(case: Case, on_step: OnStep | None = None) -> Made:
    """Link a case whose results are not kept, or are of other inputs.

    Of an earlier snapshot, or as known on a day, they are made and not kept, nor where nothing can be written.
    """
    if (claims := count_claims(case)) > MOST:
        return Made(_unlinked(claims))
    if case.known or not is_newest(case):
        return Made(_in_memory(case, on_step))
    before = read_manifest(case)
    try:
        with _alone(case):
            made_by_others = read_manifest(case) != before and stored_queries(case) is not None
            if made_by_others or _grow(case, on_step):
                return Made(None, grown=True)
            return Made(_keep_whole(case, on_step))
    except OSError:
        return Made(_in_memory(case, on_step))


def growable(case: Case) -> Mapping[str, Any] | None:
    """Return the manifest of what is kept, where it differs from what the case is now by added documents alone.

    None also where the case is so small, or has grown so much, that it is to be linked as a whole.
    """
    manifest = read_manifest(case)
    if case.known or manifest is None:
        return None
    inputs, grounds = inputs_of(case), manifest["grounds"]
    same = all(manifest["inputs"][name] == getattr(inputs, name) for name in ("casebook", "code", "decisions", "log"))
    if not same or grounds["judgements"] != judged(case.judgements) or added_parts(case, grounds) is None:
        return None
    claims = count_claims(case)
    return manifest if ALWAYS_WHOLE < claims <= grounds["claims"] * (1 + 1 / GROWTH) else None


def _grow(case: Case, on_step: OnStep | None) -> bool:
    """Link what was added to a case, where nothing else has changed; return whether this was done."""
    manifest = growable(case)
    return manifest is not None and grow_linked(case, manifest, casebook_of(case), on_step)


def _keep_whole(case: Case, on_step: OnStep | None) -> dict[str, pa.Table] | None:
    """Link a case as a whole and keep the results with what is needed to add documents; None where they are kept."""
    last, rows = read_manifest(case), _read(case)
    linked, traces = link_wholly(rows, casebook_of(case), case.judgements, on_step)
    made = _tables(linked)
    made["redirects"] = _table("redirects", _redirects(case, made["events"], last))
    try:
        told = tell_grounds(case, traces, count_claims(case))
        grounds_of(traces, rows["documents"]).save(case, told["stamp"])
        keep_tables(case, made | inner_tables(traces) | {"placed": placed_claims(case)}, told)
    except OSError:
        return made
    return None


def _in_memory(case: Case, on_step: OnStep | None) -> dict[str, pa.Table]:
    linked, _ = link_wholly(_read(case), casebook_of(case), case.judgements, on_step)
    return _tables(linked) | {"redirects": _table("redirects", [])}


@contextmanager
def _alone(case: Case) -> Iterator[None]:
    """Hold the lock of what is kept of the linking of a case: one process at a time makes it.

    Raises:
        OSError: where nothing can be written.
    """
    (case.path / FOLDER).mkdir(exist_ok=True)
    with (case.path / FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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


def _tables(linked: Linked) -> dict[str, pa.Table]:
    return {name: _table(name, getattr(linked, name)) for name in KEPT if name != "redirects"}


def _table(name: str, records: Any) -> pa.Table:
    return pa.Table.from_pylist(to_rows(records), schema=arrow_schema(KEPT[name]))


def _redirects(case: Case, events: pa.Table, last: Mapping[str, Any] | None) -> list[Redirect]:
    if last is None:
        return []
    try:
        kept = Kept(case, {name: last["tables"][name] for name in ("events", "redirects", "placed")})
        before, earlier, placed = (kept.rows(f"SELECT * FROM {name}") for name in ("events", "redirects", "placed"))
    except (OSError, KeyError, TypeError, pa.ArrowInvalid, duckdb.Error):
        return []
    now = Membership.of(events.to_pylist(), placed_claims(case).to_pylist())
    return redirect(Membership.of(before, placed), now, from_rows(Redirect, earlier))
