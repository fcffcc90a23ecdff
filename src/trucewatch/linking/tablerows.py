"""Documents that are rows of tables that others made: they are linked by what their columns say, not by their words.

A row is a list of cells. All rows of a table share most of their words, and none of them copies, retells or denies
another; hence they have no part in copies, in stories, and in what is read out of sentences.
"""

from __future__ import annotations

from trucewatch.documents.formats.foreign import record_kind
from trucewatch.linking.model import Row, Tables


def is_table_row(document: Row) -> bool:
    """Return whether a document is a row of a table of records that others made."""
    return record_kind(document.get("media_type") or "") is not None


def without_table_rows(tables: Tables) -> Tables:
    """Return the tables without such documents and all that is of them; the same tables where there are none."""
    rows = {row["document_id"] for row in tables["documents"] if is_table_row(row)}
    if not rows:
        return tables
    return {name: [row for row in table if row.get("document_id") not in rows] for name, table in tables.items()}
