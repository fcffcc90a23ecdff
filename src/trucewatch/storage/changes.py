"""What is new, changed or withdrawn in a case since an earlier snapshot, and what people decided since.

Compared is what the machine read: a person's decision is told as a decision, not as a change of what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from trucewatch.errors import UsageError
from trucewatch.storage.case import Case
from trucewatch.storage.decisions import Decision
from trucewatch.storage.manifest import Manifest, read_manifests

Row = dict[str, Any]

COMPARED: dict[str, str] = {
    "act": "act", "actors": "[p.name for p in actors]", "recipients": "[p.name for p in recipients]",
    "place_ids": "place_ids", "date": "date", "due": "due", "under": "under", "status": "status",
    "polarity": "polarity", "modality": "modality", "claimant": "claimant",
}  # fmt: skip
"""Fields whose change is told, with the SQL that compares them."""

_PLACED = ("claim_id", "document_id", "start", '"end"', "quote", "kind")


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim of the same words and kind that is read otherwise now; ``fields`` hold old and new values.

    Where nothing else differs, they tell the new id or the new place of the words.
    """

    old: Row
    new: Row
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a case since a snapshot; ``base`` is None where there was none yet and all is new.

    ``documents`` are those added since, ``removed`` the ids of those that are no longer there.
    """

    base: Manifest | None
    newest: Manifest
    documents: tuple[Row, ...]
    removed: tuple[str, ...]
    new: tuple[Row, ...]
    changed: tuple[ChangedClaim, ...]
    withdrawn: tuple[Row, ...]
    decisions: tuple[Decision, ...]


def find_changes(case: Case, since: str) -> Changes:
    """Compare a case with what it was.

    Args:
        case: The case on its newest snapshot.
        since: The number of a snapshot, or a day (ISO date): then the last snapshot completed on it or before is
            compared, and the decisions taken on that day or later are listed.

    Raises:
        UsageError: where there is no such snapshot, or none can be told for that day.
    """
    base, from_ = _base(case, since)
    decisions = tuple(decision for decision in case.decisions if from_ is None or decision.at >= from_)
    fresh, gone = _differing(case, base, "claims"), _differing(case, base, "claims", backwards=True)
    documents, removed = _differing(case, base, "documents"), _differing(case, base, "documents", backwards=True)
    changed = _pair(fresh, gone)
    paired = {change.new["claim_id"] for change in changed}, {change.old["claim_id"] for change in changed}
    return Changes(
        base=base, newest=case.manifest, documents=tuple(documents),
        removed=tuple(row["document_id"] for row in removed),
        new=tuple(row for row in fresh if row["claim_id"] not in paired[0]), changed=tuple(changed),
        withdrawn=tuple(row for row in gone if row["claim_id"] not in paired[1]), decisions=decisions,
    )  # fmt: skip


def _base(case: Case, since: str) -> tuple[Manifest | None, str | None]:
    """Return the snapshot to compare with, and from when decisions are listed (None: all)."""
    complete = [manifest for manifest in read_manifests(case.path) if manifest.complete]
    if since.isdigit() and len(since) < 8:
        for manifest in complete:
            if manifest.number == int(since):
                return manifest, manifest.completed_at
        raise UsageError(f"There is no complete snapshot {since}; there are {_listed(complete)}.")
    try:
        day = date.fromisoformat(since).isoformat()
    except ValueError as error:
        raise UsageError(
            f"--since takes a day such as 2031-05-07 or the number of a snapshot, not “{since}”; there are "
            f"{_listed(complete)}."
        ) from error
    dated = [manifest for manifest in complete if manifest.completed_at and manifest.completed_at[:10] <= day]
    if not dated and any(manifest.completed_at is None for manifest in complete):
        raise UsageError(f"It is not known which snapshot is of {day}; name one of {_listed(complete)}.")
    return (dated[-1] if dated else None), day


def _listed(manifests: Iterable[Manifest]) -> str:
    told = (f"{manifest.number} ({(manifest.completed_at or 'no date')[:16]})" for manifest in manifests)
    return ", ".join(told) or "none"


def _differing(case: Case, base: Manifest | None, table: str, backwards: bool = False) -> list[Row]:
    """Return the rows that one snapshot has and the other has not, by the columns that are compared.

    Parts that both name hold the same rows of whole documents and are not read.
    """
    ours, theirs = (set(manifest.parts.get(table, ())) if manifest else set() for manifest in (case.manifest, base))
    if backwards:
        ours, theirs = theirs, ours
    if not ours - theirs:
        return []
    connection = duckdb.connect(":memory:")
    columns = "document_id, origin, title"
    if table == "claims":
        columns = ", ".join((*_PLACED, *(f"{sql} AS {name}" for name, sql in COMPARED.items())))
    selects = [f"SELECT {columns} FROM {_parquet(case, table, names)}" for names in (ours - theirs, theirs - ours)]
    if not theirs - ours:
        del selects[1]
    order = "document_id, start, claim_id" if table == "claims" else "origin, document_id"
    found = connection.sql(f"SELECT * FROM ({' EXCEPT '.join(selects)}) ORDER BY {order}")
    rows: list[Row] = found.to_arrow_table().to_pylist()
    return rows


def _parquet(case: Case, table: str, names: Iterable[str]) -> str:
    files = (str(case.path / "parts" / table / name).replace("'", "''") for name in sorted(names))
    return "read_parquet([{}], union_by_name = true)".format(", ".join(f"'{file}'" for file in files))


def _pair(fresh: Iterable[Row], gone: Iterable[Row]) -> list[ChangedClaim]:
    """Pair claims of the same id, then those of the same words and kind in the same document, the nearest first."""
    waiting = {row["claim_id"]: row for row in gone}
    pairs: list[tuple[Row, Row]] = []
    unpaired = []
    for new in fresh:
        old = waiting.pop(new["claim_id"], None)
        if old is None:
            unpaired.append(new)
        else:
            pairs.append((old, new))
    by_words: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in waiting.values():
        by_words[_words(row)].append(row)
    for new in unpaired:
        if candidates := by_words[_words(new)]:
            old = min(candidates, key=lambda row: (abs(row["start"] - new["start"]), len(_changed_fields(row, new))))
            candidates.remove(old)
            pairs.append((old, new))
    changes = (ChangedClaim(old, new, _changed_fields(old, new)) for old, new in pairs)
    return sorted(changes, key=lambda change: (change.new["document_id"], change.new["start"]))


def _words(row: Row) -> tuple[str, ...]:
    return row["document_id"], row["kind"], row["quote"]


def _changed_fields(old: Row, new: Row) -> dict[str, tuple[Any, Any]]:
    return {name: (old[name], new[name]) for name in (*COMPARED, "start", "claim_id") if old[name] != new[name]}
