"""A kept table in two layers: the rows written as a whole, and those that replaced or joined them since.

So that what a new document changes costs as much as the change, and not as much as the table.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from trucewatch.storage.archive import write_safely


@dataclass(frozen=True, slots=True)
class Replaced:
    """Rows of a table that go, by their keys, and rows that come; a row that comes may have a key that goes."""

    gone: pa.Table
    come: pa.Table


@dataclass(frozen=True, slots=True)
class Layers:
    """Names of Parquet files: ``whole`` holds the rows but those with keys in ``gone``, ``added`` all others."""

    whole: str
    added: str | None
    gone: str | None

    def files(self) -> list[str]:
        """Return the names of the files."""
        return [name for name in (self.whole, self.added, self.gone) if name is not None]

    def query(self, folder: Path, key: Sequence[str]) -> str:
        """Return the SQL query (DuckDB) that gives the rows."""
        rows = f"SELECT * FROM {_file(folder, self.whole)}"
        if self.gone is not None:
            keys = ", ".join(key)
            rows += f" WHERE ({keys}) NOT IN (SELECT ({keys}) FROM {_file(folder, self.gone)})"
        if self.added is not None:
            rows += f" UNION ALL SELECT * FROM {_file(folder, self.added)}"
        return rows

    def with_rows(self, folder: Path, name: str, key: Sequence[str], replaced: Replaced) -> Layers:
        """Return the layers with some rows replaced, their files written."""
        if not replaced.gone.num_rows and not replaced.come.num_rows:
            return self
        keys = ", ".join(key)
        with duckdb.connect(":memory:") as connection:
            connection.register("fresh", replaced.come)
            connection.register("dropped", replaced.gone.select(list(key)))
            added, gone = "SELECT * FROM fresh", f"SELECT {keys} FROM dropped"
            if self.added is not None:
                kept = f"SELECT * FROM {_file(folder, self.added)} ANTI JOIN dropped USING ({keys})"
                added = f"{kept} UNION ALL {added}"
            if self.gone is not None:
                gone = f"{gone} UNION SELECT {keys} FROM {_file(folder, self.gone)}"
            rows = connection.sql(added).to_arrow_table().cast(replaced.come.schema)
            names = connection.sql(gone).to_arrow_table()
        return Layers(self.whole, write_table(folder, name, rows), write_table(folder, f"{name}-gone", names))


def write_table(folder: Path, name: str, data: pa.Table) -> str:
    """Write a table under a name made of its content, and return that."""
    buffer = io.BytesIO()
    pq.write_table(data, buffer, compression="zstd")
    content = buffer.getvalue()
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
    write_safely(folder / file, content)
    return file


def _file(folder: Path, name: str) -> str:
    path = str(folder / name).replace("'", "''")
    return f"read_parquet('{path}')"
