"""Read a case: the newest snapshot, read-only, as Arrow, pandas or Polars, or with SQL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from trucewatch.errors import CaseError, UsageError
from trucewatch.linking.model import Judgement
from trucewatch.records import TABLES, arrow_schema
from trucewatch.storage.decisions import read_decisions
from trucewatch.storage.manifest import Manifest, read_manifests
from trucewatch.storage.review import review_claims

if TYPE_CHECKING:
    import pandas
    import polars

ID_COLUMNS = {
    "documents": "document_id", "segments": "segment_id", "times": "time_id", "places": "mention_id",
    "actors": "mention_id", "attributions": "attribution_id", "figures": "figure_id", "claims": "claim_id",
    "issues": "issue_id",
}  # fmt: skip


REVIEWED = {"claims": "machine_claims", "issues": "machine_issues"}
"""Tables that people's decisions change, and the views of them as the machine made them."""


class Case:
    """A case, opened on one snapshot. Every table of `records.TABLES` is a view of the same name.

    ``claims`` and ``issues`` are as people's decisions leave them; ``machine_claims`` and ``machine_issues`` are
    without these. ``decisions`` are all decisions, oldest first, as they stood when the case was opened;
    ``judgements`` those about pairs that bear on it now.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET enable_progress_bar = false")
        for table in TABLES:
            self._make_view(table, REVIEWED.get(table, table))
        self.decisions = read_decisions(path)
        self.judgements: tuple[Judgement, ...] = ()
        self._lay_decisions()

    def sql(self, query: str, parameters: Mapping[str, Any] | list[Any] | None = None) -> pa.Table:
        """Return the answer to a DuckDB query over the tables of the case, as Arrow."""
        return self._connection.sql(query, params=parameters).to_arrow_table()

    def arrow(self, table: str) -> pa.Table:
        """Return a whole table as Arrow, its rows in a fixed order."""
        if table not in TABLES:
            raise UsageError(f"There is no table “{table}”; there are {', '.join(TABLES)}.")
        return self.sql(f"SELECT * FROM {table} ORDER BY {', '.join(_order(table))}")

    def pandas(self, table: str) -> pandas.DataFrame:
        """Return a whole table as a pandas frame (needs pandas)."""
        return self.arrow(table).to_pandas()

    def polars(self, table: str) -> polars.DataFrame:
        """Return a whole table as a Polars frame (needs Polars)."""
        import polars

        frame = polars.from_arrow(self.arrow(table))
        if not isinstance(frame, polars.DataFrame):
            raise TypeError("a table gives a frame")
        return frame

    def rows(self, query: str, parameters: Mapping[str, Any] | list[Any] | None = None) -> list[dict[str, Any]]:
        """Return the answer to a query as plain dicts."""
        rows: list[dict[str, Any]] = self.sql(query, parameters).to_pylist()
        return rows

    def record(self, record_id: str) -> tuple[str, dict[str, Any]]:
        """Return ``(table, row)`` of the record with this id, or with the one id that begins so.

        Raises:
            UsageError: where no record or more than one fits.
        """
        found = [
            (table, row)
            for table, column in ID_COLUMNS.items()
            for row in self.rows(f"SELECT * FROM {table} WHERE starts_with({column}, ?) LIMIT 3", [record_id])
        ]
        if not found:
            raise UsageError(f"There is no record with the id “{record_id}” in {self.path}.")
        exact = [(table, row) for table, row in found if row[ID_COLUMNS[table]] == record_id]
        if len(found) > 1 and not exact:
            raise UsageError(f"“{record_id}” fits more than one record; give more of its id.")
        return (exact or found)[0]

    def _lay_decisions(self) -> None:
        """Make the views of claims and issues as people's decisions leave them."""
        changed: dict[str, tuple[Any, ...]] = dict.fromkeys(REVIEWED, ())
        if self.decisions:
            review = review_claims(self, self.decisions)
            changed = {"claims": review.claims, "issues": review.issues}
            self.judgements = review.judgements
        for table, rows in changed.items():
            view = f"CREATE VIEW {table} AS SELECT * FROM {REVIEWED[table]}"
            if rows:
                key = ID_COLUMNS[table]
                given = pa.Table.from_pylist(list(rows), schema=arrow_schema(TABLES[table]))
                self._connection.register(f"reviewed_{table}", given)
                view += f" WHERE {key} NOT IN (SELECT {key} FROM reviewed_{table})"
                view += f" UNION ALL SELECT * FROM reviewed_{table}"
            self._connection.execute(view)

    def _make_view(self, table: str, view: str) -> None:
        folder = self.path / "parts" / table
        names = [*self.manifest.parts.get(table, ())]
        if table == "issues" and self.manifest.received:
            names.append(self.manifest.received)
        files = [str(folder / name) for name in names]
        missing = [file for file in files if not Path(file).exists()]
        if missing:
            raise CaseError(f"{self.path} is damaged: {missing[0]} is missing. Build it again from its sources.")
        if files:
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            self._connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet([{listed}])")
        else:
            self._connection.register(view, arrow_schema(TABLES[table]).empty_table())


def _order(table: str) -> tuple[str, ...]:
    if table in ("documents", "issues"):
        return ("origin", ID_COLUMNS[table])
    return ("document_id", "start", '"end"', ID_COLUMNS[table])


def open_case(path: str | Path) -> Case:
    """Open the newest complete snapshot of a case, or the newest at all where none was completed.

    Raises:
        CaseError: where the folder is no case, or is damaged.
    """
    path = Path(path)
    manifests = read_manifests(path)
    if not manifests:
        raise CaseError(f"{path} holds nothing yet; its build has not got as far as a first document.")
    complete = [manifest for manifest in manifests if manifest.complete]
    return Case(path, (complete or manifests)[-1])
