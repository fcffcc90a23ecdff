"""Rows of some documents of a case, and of what is kept of its linking, without reading the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from trucewatch.storage.layers import Layers
from trucewatch.storage.linked_files import FOLDER, KEYS, READ

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]


class Reader:
    """The rows of a case by document, each read once; claims as people left them, rejected ones dropped."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._rows: dict[str, dict[str, list[Row]]] = {name: {} for name in READ}

    def tables(self, document_ids: Iterable[str], names: Sequence[str] = READ) -> dict[str, list[Row]]:
        """Return the rows of some documents, of all tables that linking reads or of some of them."""
        wanted = sorted(set(document_ids))
        for name in names:
            held = self._rows[name]
            if missing := [key for key in wanted if key not in held]:
                self._take(name, missing, f"{name} WHERE document_id IN ({_in(missing)})")
        return {name: [row for key in wanted for row in self._rows[name].get(key, ())] for name in READ}

    def document_ids(self, files: Sequence[Path]) -> list[str]:
        """Return the ids of the documents in some parts."""
        if not files:
            return []
        rows = self._case.rows(f"SELECT document_id FROM read_parquet([{_in([str(path) for path in files])}])")
        return sorted(row["document_id"] for row in rows)

    def take_parts(self, name: str, document_ids: Sequence[str], files: Sequence[Path]) -> None:
        """Read the rows of documents that are all that some files hold; not of claims, which people may change."""
        source = f"read_parquet([{_in([str(path) for path in files])}])" if files else f"{name} LIMIT 0"
        self._take(name, document_ids, source)

    def _take(self, name: str, document_ids: Sequence[str], source: str) -> None:
        held = self._rows[name]
        held.update({key: [] for key in document_ids})
        for row in self._case.rows(f"SELECT * FROM {source}"):
            if name != "claims" or row["review"] != "rejected":
                held[row["document_id"]].append(row)

    def claims(self, claim_ids: Iterable[str]) -> list[Row]:
        """Return some claims."""
        wanted = sorted(set(claim_ids))
        rows = self._case.rows(f"SELECT * FROM claims WHERE claim_id IN ({_in(wanted)})") if wanted else []
        return [row for row in rows if row["review"] != "rejected"]

    def every_claim(self, document_ids: Iterable[str]) -> pa.Table:
        """Return all claims of some documents, those that people rejected too."""
        wanted = _in(sorted(set(document_ids)))
        return self._case.sql(f"SELECT * FROM claims WHERE document_id IN ({wanted}) ORDER BY claim_id")

    def bare(self, document_ids: Iterable[str]) -> list[Row]:
        """Return some documents without their texts."""
        wanted = sorted(set(document_ids))
        query = f"SELECT * EXCLUDE (text) FROM documents WHERE document_id IN ({_in(wanted)})"
        return self._case.rows(query) if wanted else []

    def table(self, query: str, parameters: list[Any]) -> pa.Table:
        """Return the answer to any other query as a table."""
        return self._case.sql(query, parameters)

    def ask(self, query: str, parameters: list[Any] | None = None) -> list[Row]:
        """Return the answer to any other query."""
        return self._case.rows(query, parameters)


class Kept:
    """The tables that a manifest of linking names, shown and inner ones, as they are kept."""

    def __init__(self, case: Case, files: Mapping[str, Mapping[str, str | None]]) -> None:
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET enable_progress_bar = false")
        for name, layers in files.items():
            query = Layers(**layers).query(case.path / FOLDER, KEYS[name])  # type: ignore[arg-type]
            self._connection.execute(f"CREATE VIEW {name} AS {query}")

    def rows(self, query: str, given: Mapping[str, pa.Table] | None = None) -> list[Row]:
        """Return the answer to a query as plain dicts; ``given`` are further tables for it."""
        for name, table in (given or {}).items():
            self._connection.register(name, table)
        rows: list[Row] = self._connection.sql(query).to_arrow_table().to_pylist()
        return rows

    def table(self, query: str) -> pa.Table:
        """Return the answer to a query as a table."""
        return self._connection.sql(query).to_arrow_table()

    def where(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """Return the rows of a table that hold one of some values in a column."""
        wanted = sorted(set(values))
        return self.rows(f"SELECT * FROM {table} WHERE {column} IN ({_in(wanted)})") if wanted else []


def _in(values: Sequence[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
