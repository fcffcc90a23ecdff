"""Write a case: parts first, then the manifest that names them, so that a crash never leaves half a table."""

from __future__ import annotations

import fcntl
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from trucewatch.errors import CaseError, UsageError
from trucewatch.records import TABLES, Issue, arrow_schema, to_rows
from trucewatch.storage.archive import write_safely
from trucewatch.storage.manifest import Manifest, Recipe, read_manifests, write_manifest

Rows = Mapping[str, pa.Table]


class CaseWriter:
    """The one writer of a case at a time (held by a lock); a context manager."""

    def __init__(self, case: Path) -> None:
        self.case = case
        _refuse_foreign_folder(case)
        (case / "snapshots").mkdir(parents=True, exist_ok=True)
        self._lock = (case / ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise CaseError(f"Another build is writing to {case}; wait for it to end.") from error
        self._manifests = read_manifests(case)
        self.manifest: Manifest | None = self._manifests[-1] if self._manifests else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fcntl.flock(self._lock, fcntl.LOCK_UN)
        self._lock.close()

    def begin(self, recipe: Recipe, casebooks: tuple[str, ...], agreements: tuple[str, ...] = ()) -> set[str]:
        """Start or go on with a snapshot; return the ids of the documents that it holds already.

        Agreements are no part of the recipe: with others, no document has to be read anew.
        """
        last = self.manifest
        number = (last.number + (1 if last.complete else 0)) if last else 1
        same = last is not None and last.recipe == recipe
        parts = last.parts if last and same else {}
        received = last.received if last and same else None
        self.manifest = Manifest(number, False, recipe, casebooks, parts, received, agreements=agreements)
        self._sweep()
        return self.document_ids() | {found for found in self._column("issues", "document_id") if found}

    def document_ids(self) -> set[str]:
        """Return the ids of the documents of the snapshot."""
        return set(self._column("documents", "document_id"))

    def former_documents(self) -> dict[str, str]:
        """Return the hash of its source file by the id of each document of the last complete snapshot."""
        last = next((one for one in reversed(self._manifests) if one.complete), None)
        found: dict[str, str] = {}
        for name in last.parts.get("documents", ()) if last else ():
            columns = ["document_id", "source_sha256"]
            table = pq.read_table(self.case / "parts" / "documents" / name, columns=columns)
            found |= dict(zip(*(table.column(column).to_pylist() for column in columns), strict=True))
        return found

    def has_received(self, code: str) -> bool:
        """Return whether an issue of this code was met on the way to the documents of the last snapshot."""
        received = self.manifest.received if self.manifest else None
        return code in self._read_received(received, set()).column("code").to_pylist()

    def add(self, rows: Rows) -> None:
        """Add the rows of some documents as one part a table, and commit them."""
        added = {table: self._write_part(table, data) for table, data in rows.items() if data.num_rows}
        self.manifest = self._current().with_parts(added)
        write_manifest(self.case, self.manifest)

    def finish(self, issues: Iterable[Issue], visited: set[str]) -> Manifest:
        """Close the snapshot, with what could not be received this time.

        Args:
            issues: What was met on the way to the documents (no permission, duplicate files …).
            visited: The origins met this time; older such rows about them are dropped.
        """
        manifest = self._current()
        kept = self._read_received(manifest.received, visited)
        fresh = pa.Table.from_pylist(to_rows(issues), schema=arrow_schema(Issue))
        table = pa.concat_tables([kept, fresh])
        name = self._write_part("issues", table) if table.num_rows else None
        completed_at = datetime.now(UTC).isoformat(timespec="seconds")
        self.manifest = replace(manifest, complete=True, received=name, completed_at=completed_at)
        write_manifest(self.case, self.manifest)
        return self.manifest

    def keep_casebook(self, path: Path) -> str:
        """Copy a casebook file into the case, so that the case can be rebuilt alone; return its name there."""
        return self._keep("casebooks", path)

    def keep_agreement(self, path: Path) -> str:
        """Copy the file of an agreement into the case; return its name there."""
        return self._keep("agreements", path)

    def _keep(self, folder: str, path: Path) -> str:
        data = path.read_bytes()
        name = f"{folder}/{hashlib.sha256(data).hexdigest()[:16]}-{path.name}"
        write_safely(self.case / name, data)
        return name

    def _current(self) -> Manifest:
        if self.manifest is None:
            raise CaseError("begin() has to come first")
        return self.manifest

    def _write_part(self, table: str, data: pa.Table) -> str:
        buffer = io.BytesIO()
        pq.write_table(data.cast(arrow_schema(TABLES[table])), buffer, compression="zstd")
        content = buffer.getvalue()
        name = f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
        write_safely(self.case / "parts" / table / name, content)
        return name

    def _read_received(self, name: str | None, visited: set[str]) -> pa.Table:
        if name is None:
            return arrow_schema(Issue).empty_table()
        table = pq.read_table(self.case / "parts" / "issues" / name, schema=arrow_schema(Issue))
        return table.filter(pa.array([row not in visited for row in table.column("origin").to_pylist()], pa.bool_()))

    def _column(self, table: str, column: str) -> Iterable[str]:
        for name in self._current().parts.get(table, ()):
            yield from pq.read_table(self.case / "parts" / table / name, columns=[column]).column(0).to_pylist()

    def _sweep(self) -> None:
        """Remove parts that no snapshot names: what a killed build left."""
        wanted = set().union(*(manifest.files() for manifest in (*self._manifests, self._current())))
        for path in (self.case / "parts").glob("*/*"):
            if f"{path.parent.name}/{path.name}" not in wanted:
                path.unlink()


def _refuse_foreign_folder(case: Path) -> None:
    if case.exists() and not case.is_dir():
        raise UsageError(f"{case} is a file; a case is a folder.")
    if case.is_dir() and any(case.iterdir()) and not (case / "snapshots").is_dir():
        raise UsageError(f"{case} holds other things and is no case; name a new or empty folder.")
