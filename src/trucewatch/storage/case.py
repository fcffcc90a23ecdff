"""Read a case: the newest snapshot, read-only, as Arrow, pandas or Polars, or with SQL.

The tables of linking are views like all others; what is in them is read, or computed, when first asked for. What
linking could not do is among the issues as soon as it is linked, which a build does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from trucewatch.errors import CaseError, UsageError
from trucewatch.linking.model import Judgement
from trucewatch.records import LINKED_TABLES, TABLES, arrow_schema
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
LINKED_ID_COLUMNS = {
    "events": "event_id", "contradictions": "contradiction_id", "estimates": "estimate_id", "copies": "copy_id",
}  # fmt: skip
_LINKED_ORDER = {
    "copies": "left_id, right_id", "origins": "claim_id", "events": "first NULLS LAST, last NULLS LAST, event_id",
    "links": "left_id, right_id", "estimates": "topic, topic_id, as_of NULLS LAST, estimate_id",
    "contradictions": "event_id NULLS LAST, contradiction_id", "grades": "event_id, matter",
    "redirects": "event_id, claims DESC, to_id",
}  # fmt: skip
_ASKS_LINKED = re.compile(rf"\b({'|'.join(LINKED_TABLES)})\b")


REVIEWED = {"claims": "machine_claims", "issues": "machine_issues"}
"""Tables that people's decisions change, and the views of them as the machine made them."""


class Case:
    """A case, opened on one snapshot. Every table of `TABLES` and `LINKED_TABLES` is a view of the same name.

    ``claims`` and ``issues`` are as people's decisions leave them; ``machine_claims`` and ``machine_issues`` are
    without these. ``decisions`` are all decisions, oldest first, as they stood when the case was opened;
    ``judgements`` those about pairs that bear on it now. With ``known`` (an ISO day) it is the case as it was known
    by then: only documents that were certainly published by that day are in it.
    """

    def __init__(self, path: Path, manifest: Manifest, known: str | None = None) -> None:
        self.path = path
        self.manifest = manifest
        self.known = known
        self._linked = False
        self._stored: list[str] = []
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET enable_progress_bar = false")
        for table in TABLES:
            self._make_view(table, REVIEWED.get(table, table))
        self.decisions = read_decisions(path)
        self.judgements: tuple[Judgement, ...] = ()
        self._lay_decisions()
        self._lay_stored()

    def sql(self, query: str, parameters: Mapping[str, Any] | list[Any] | None = None) -> pa.Table:
        """Return the answer to a DuckDB query over the tables of the case, as Arrow."""
        if not self._linked and _ASKS_LINKED.search(query):
            self.link()
        try:
            return self._connection.sql(query, params=parameters).to_arrow_table()
        except duckdb.IOException:
            if not self._stored:
                raise
            self._link_again()
            return self._connection.sql(query, params=parameters).to_arrow_table()

    def arrow(self, table: str) -> pa.Table:
        """Return a whole table as Arrow, its rows in a fixed order."""
        if table not in TABLES and table not in LINKED_TABLES:
            raise UsageError(f"There is no table “{table}”; there are {', '.join((*TABLES, *LINKED_TABLES))}.")
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
        found = self._records(ID_COLUMNS, record_id)
        if not found and not record_id.startswith("c-"):
            found = self._records(LINKED_ID_COLUMNS, record_id)
        if not found:
            raise UsageError(f"There is no record with the id “{record_id}” in {self.path}.")
        columns = ID_COLUMNS | LINKED_ID_COLUMNS
        exact = [(table, row) for table, row in found if row[columns[table]] == record_id]
        if len(found) > 1 and not exact:
            raise UsageError(f"“{record_id}” fits more than one record; give more of its id.")
        return (exact or found)[0]

    def as_known(self, day: str) -> Case:
        """Return the case as it was known on a day, by the latest day on which each document can have come out.

        Raises:
            UsageError: where ``day`` is no ISO day.
        """
        try:
            known = date.fromisoformat(day).isoformat()
        except ValueError as error:
            raise UsageError(f"--known takes a day such as 2031-05-07, not “{day}”.") from error
        return Case(self.path, self.manifest, known)

    def link(self, on_step: Callable[[str], None] | None = None) -> bool:
        """Make the tables of linking, and what it could not do among the issues; see `storage.linked`.

        Returns:
            Whether that took no more than joining added documents to what is linked already.
        """
        from trucewatch.storage.linked import make_linked

        if self._linked:
            return True
        made = make_linked(self, on_step)
        if made.tables is not None:
            self._lay_linked(made.tables)
            return False
        self._lay_stored()
        if not self._linked:
            raise CaseError(f"What linking left in {self.path / 'linked'} cannot be read; remove that folder.")
        return made.grown

    def _records(self, columns: Mapping[str, str], record_id: str) -> list[tuple[str, dict[str, Any]]]:
        return [
            (table, row)
            for table, column in columns.items()
            for row in self.rows(f"SELECT * FROM {table} WHERE starts_with({column}, ?) LIMIT 3", [record_id])
        ]

    def _lay_stored(self) -> None:
        """Make views of what linking left in the case; where that is damaged or of other inputs, it is made later."""
        from trucewatch.storage.linked_files import stored_queries

        try:
            for name, query in (stored_queries(self) or {}).items():
                view = f"linked_{name}" if name == "issues" else name
                self._connection.execute(f"CREATE VIEW {view} AS {query}")
                self._stored.append(view)
        except duckdb.Error:
            self._drop_stored()
            return
        if self._stored:
            self._join_issues()

    def _drop_stored(self) -> None:
        for view in self._stored:
            self._connection.execute(f"DROP VIEW {view}")
        self._stored = []

    def _link_again(self) -> None:
        """Make the tables of linking where others have meanwhile replaced the files that they were read from."""
        self._connection.execute("DROP VIEW issues")
        self._connection.execute("ALTER VIEW read_issues RENAME TO issues")
        self._drop_stored()
        self._linked = False
        self.link()

    def _lay_linked(self, tables: Mapping[str, pa.Table]) -> None:
        for name, data in tables.items():
            self._connection.register(f"linked_{name}" if name == "issues" else name, data)
        self._join_issues()

    def _join_issues(self) -> None:
        self._linked = True
        self._connection.execute("ALTER VIEW issues RENAME TO read_issues")
        self._connection.execute(
            "CREATE VIEW issues AS SELECT * FROM read_issues UNION ALL SELECT * FROM linked_issues"
        )

    def _lay_decisions(self) -> None:
        """Make the views of claims and issues as people's decisions leave them."""
        changed: dict[str, tuple[Any, ...]] = dict.fromkeys(REVIEWED, ())
        if self.decisions:
            review = review_claims(self, self.decisions)
            left = [row for row in review.issues if not (self.known and row["code"] == "unattached")]
            changed = {"claims": review.claims, "issues": tuple(left)}
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
            rows = f"SELECT * FROM {_parquet(files)}"
            try:
                self._connection.execute(f"CREATE VIEW {view} AS {rows}{self._limit(table)}")
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                told = f"a file of {folder} cannot be read ({str(error).splitlines()[0]})"
                raise CaseError(f"{self.path} is damaged: {told}. Build it again from its sources.") from error
        else:
            self._connection.register(view, arrow_schema(TABLES[table]).empty_table())

    def _limit(self, table: str) -> str:
        """Return the condition that keeps what was known by the day asked for."""
        if self.known is None:
            return ""
        if table == "documents":
            return f" WHERE published_to <= '{self.known}'"
        named = "document_id IN (SELECT document_id FROM documents)"
        return f" WHERE {named}" if table != "issues" else f" WHERE document_id IS NULL OR {named}"


def _parquet(files: Sequence[str]) -> str:
    """Return some Parquet files as a table of a query."""
    return "read_parquet([{}])".format(", ".join("'" + file.replace("'", "''") + "'" for file in files))


def _order(table: str) -> tuple[str, ...]:
    if table in _LINKED_ORDER:
        return (_LINKED_ORDER[table],)
    if table in ("documents", "issues"):
        return ("origin", ID_COLUMNS[table])
    return ("document_id", "start", '"end"', ID_COLUMNS[table])


def open_case(path: str | Path, known: str | None = None) -> Case:
    """Open the newest complete snapshot of a case, or the newest at all where none was completed.

    Args:
        path: The folder of the case.
        known: A day: the case as it was known then (see `Case.as_known`).

    Raises:
        UsageError: where ``known`` is no day.
        CaseError: where the folder is no case, or is damaged.
    """
    path = Path(path)
    manifests = read_manifests(path)
    if not manifests:
        raise CaseError(f"{path} holds nothing yet; its build has not got as far as a first document.")
    complete = [manifest for manifest in manifests if manifest.complete]
    case = Case(path, (complete or manifests)[-1])
    return case if known is None else case.as_known(known)
