"""The layout of the log of decisions, and how a log of an earlier version is brought up to it.

Rows are copied as they are, in one transaction: a crash leaves the log as it was. Format 1 held decisions about claims;
format 2 has a second side for judgements about pairs; format 3 knows decisions on findings.
"""

from __future__ import annotations

import sqlite3

from trucewatch.errors import CaseError

FORMAT = 3
JUDGEMENTS = ("same", "different", "copy", "contradicts")
"""What people judge of a pair; of a copy, that the second was copied from the first."""
FINDING = "decide"
"""What people decide on the finding of a provision, which stands beside the rule's."""
ACTIONS = ("add", "correct", "reject", "accept", "undo", *JUDGEMENTS, FINDING)
COLUMNS_1 = (
    "decision_id", "at", "by", "action", "claim_id", "document_id", "origin", "source_sha256", "text_sha256", "quote",
    "start", "occurrence", "kind", "act", "before", "after", "why", "undoes",
)  # fmt: skip
COLUMNS = (*COLUMNS_1, "other_id", "other")
ANCHOR_COLUMNS = COLUMNS_1[5:14]

_TABLE = f"""
CREATE TABLE {{name}} (
  number INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "by" TEXT NOT NULL CHECK ("by" <> ''),
  action TEXT NOT NULL CHECK (action IN {ACTIONS}), claim_id TEXT NOT NULL, document_id TEXT NOT NULL,
  origin TEXT NOT NULL, source_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL, quote TEXT NOT NULL,
  start INTEGER NOT NULL, occurrence INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT, before TEXT, after TEXT,
  why TEXT NOT NULL CHECK (why <> ''), undoes TEXT REFERENCES decisions (decision_id), other_id TEXT, other TEXT,
  CHECK ((other_id IS NULL) = (other IS NULL))
)"""
_TRIGGERS = (
    """CREATE TRIGGER never_changed BEFORE UPDATE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END""",
    """CREATE TRIGGER never_removed BEFORE DELETE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END""",
)
_MADE = (_TABLE.format(name="decisions"), *_TRIGGERS)


def _copied(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return what makes the table anew with the rows of an older one that had these columns."""
    kept = ", ".join(f'"{name}"' for name in ("number", *columns))
    return (
        _TABLE.format(name="decisions_new"),
        f"INSERT INTO decisions_new ({kept}) SELECT {kept} FROM decisions ORDER BY number",
        "DROP TABLE decisions",
        "ALTER TABLE decisions_new RENAME TO decisions",
        *_TRIGGERS,
    )


_STEPS = {0: _MADE, 1: _copied(COLUMNS_1), 2: _copied(COLUMNS)}
"""What brings a log of each earlier format to this one; 0 is a file that has no table yet."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the table where there is none, and bring one of an earlier format to this one.

    Raises:
        CaseError: where the log is of a later version.
    """
    if _version(connection) == FORMAT:
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)  # another may have done it while this one waited
    for statement in _STEPS[version] if version < FORMAT else ():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")


def read_columns(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the columns of a log as it is, of whichever format; none where it has no table yet.

    Raises:
        CaseError: where the log is of a later version.
    """
    version = _version(connection)
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'decisions'").fetchone():
        return ()
    return COLUMNS_1 if version == 1 else COLUMNS


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > FORMAT:
        raise CaseError("decisions.sqlite was written by a later version of trucewatch.")
    return version
