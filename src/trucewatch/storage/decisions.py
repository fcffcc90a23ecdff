"""What people decided about claims: an append-only log in the case, kept in SQLite.

Nothing is ever changed or removed in it: an undo is a row too. Every row is anchored to the document, its hash and the
words, so that a rebuild with other rules or another casebook finds the claim again (see `storage.attach`).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trucewatch.errors import CaseError, UsageError
from trucewatch.records import make_id

FILE = "decisions.sqlite"
ACTIONS = ("add", "correct", "reject", "accept", "undo")
PATIENCE = 60.0
"""Seconds that a decision waits for others that are being written."""

_FORMAT = 1
COLUMNS = (
    "decision_id", "at", "by", "action", "claim_id", "document_id", "origin", "source_sha256", "text_sha256", "quote",
    "start", "occurrence", "kind", "act", "before", "after", "why", "undoes",
)  # fmt: skip
_ANCHOR = COLUMNS[5:14]
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS decisions (
  number INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "by" TEXT NOT NULL CHECK ("by" <> ''),
  action TEXT NOT NULL CHECK (action IN {ACTIONS}), claim_id TEXT NOT NULL, document_id TEXT NOT NULL,
  origin TEXT NOT NULL, source_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL, quote TEXT NOT NULL,
  start INTEGER NOT NULL, occurrence INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT, before TEXT, after TEXT,
  why TEXT NOT NULL CHECK (why <> ''), undoes TEXT REFERENCES decisions (decision_id)
);
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_removed BEFORE DELETE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
PRAGMA user_version = {_FORMAT};
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a decision holds on to: the words and where they stand, and what the claim made of them.

    ``occurrence`` counts from 0 how often the words stand in the document before this place; ``kind`` and ``act``
    are the machine's own, whatever people made of them later.
    """

    document_id: str
    origin: str
    source_sha256: str
    text_sha256: str
    quote: str
    start: int
    occurrence: int
    kind: str
    act: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the log.

    ``before`` is the whole claim as it was shown when the decision was taken (None for one added); ``after`` are the
    fields that a correction sets, or the whole new claim. ``undoes`` is the decision that an undo takes back. The
    ``number`` counts from 1; with ``decision_id`` and ``at`` (UTC) it is given when the row is written.
    """

    number: int = 0
    decision_id: str = ""
    at: str = ""
    by: str
    action: str
    claim_id: str
    anchor: Anchor
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    why: str
    undoes: str | None = None


def record_decision(case: Path, draft: Decision) -> Decision:
    """Write a decision and return it as written. A claim that is added takes its id from the decision's.

    Raises:
        CaseError: where the log cannot be written.
    """
    with _writing(case) as connection:
        return _insert(connection, draft)


def record_undo(case: Path, decision_id: str, by: str, why: str) -> Decision:
    """Take a decision back, which leaves it in the log; an undo can be taken back as well.

    Args:
        case: The folder of the case.
        decision_id: The id of the decision, or the beginning that it alone has.
        by: Who takes it back.
        why: For what reason.

    Raises:
        UsageError: where there is no such decision, or it was undone already.
        CaseError: where the log cannot be written.
    """
    if not (case / FILE).exists():
        raise UsageError(f"Nobody has decided anything in {case} yet.")
    with _writing(case) as connection:
        decisions = _rows(connection)
        target = find_decision(decisions, decision_id)
        if (earlier := undone(decisions).get(target.decision_id)) is not None:
            raise UsageError(f"{target.decision_id} was undone already, by {earlier.by} on {earlier.at[:10]}.")
        draft = replace(target, by=by, why=why, action="undo", before=None, after=None, undoes=target.decision_id)
        return _insert(connection, draft)


def find_decision(decisions: Iterable[Decision], decision_id: str) -> Decision:
    """Return the decision with this id, or the only one whose id begins so.

    Raises:
        UsageError: where none or more than one fits.
    """
    found = [decision for decision in decisions if decision.decision_id.startswith(decision_id)]
    exact = [decision for decision in found if decision.decision_id == decision_id]
    if not found or not decision_id:
        raise UsageError(f"There is no decision with the id “{decision_id}”.")
    if len(found) > 1 and not exact:
        raise UsageError(f"“{decision_id}” fits more than one decision; give more of its id.")
    return (exact or found)[0]


def undone(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return the undo that stands against each decision that was undone, by the id of the latter."""
    against: dict[str, Decision] = {}
    for decision in reversed(decisions):
        if decision.undoes and decision.decision_id not in against:
            against.setdefault(decision.undoes, decision)
    return against


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that bear on claims now, oldest first: those not undone, without the undos."""
    against = undone(decisions)
    return [decision for decision in decisions if decision.action != "undo" and decision.decision_id not in against]


def read_decisions(case: Path) -> tuple[Decision, ...]:
    """Return all decisions of a case, oldest first, undone ones and undos included. Creates and changes no file.

    Raises:
        CaseError: where the log is damaged or of a later version.
    """
    path = case / FILE
    if not path.exists():
        return ()
    try:
        return _read(path)
    except sqlite3.Error as error:
        raise CaseError(f"{path} cannot be read ({error}).") from error


def _read(path: Path) -> tuple[Decision, ...]:
    deadline = time.monotonic() + PATIENCE
    while (state := _state(path)) and not state.writing:
        # At rest there is no write-ahead log, and the file is read as it is: asked otherwise, SQLite would create
        # one. A write that begins meanwhile shows in the state; then what was read does not count.
        try:
            rows, failure = _rows_of(path, "mode=ro&immutable=1"), None
        except sqlite3.Error as error:
            rows, failure = (), error
        if _state(path) == state or time.monotonic() > deadline:
            if failure:
                raise failure
            return rows
    try:
        return _rows_of(path, "mode=ro")
    except sqlite3.OperationalError:
        return _read_copy(path)


@dataclass(frozen=True, slots=True)
class _State:
    """By what a file shows that it was written to; ``writing``: a write-ahead log is there."""

    changed_ns: int
    size: int
    writing: bool


def _state(path: Path) -> _State:
    status = path.stat()
    return _State(status.st_mtime_ns, status.st_size, path.with_name(FILE + "-wal").exists())


def _read_copy(path: Path) -> tuple[Decision, ...]:
    """Read a log that was left with a write-ahead log in a folder where nothing may be written."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (FILE, FILE + "-wal"):
            if path.with_name(name).exists():
                shutil.copyfile(path.with_name(name), Path(folder) / name)
        return _rows_of(Path(folder) / FILE, "mode=rw")


def _rows_of(path: Path, options: str) -> tuple[Decision, ...]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, timeout=PATIENCE)
    try:
        return _rows(connection)
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    if connection.execute("PRAGMA user_version").fetchone()[0] > _FORMAT:
        raise CaseError(f"{FILE} was written by a later version of trucewatch.")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'decisions'").fetchone():
        return ()
    listed = ", ".join(f'"{name}"' for name in ("number", *COLUMNS))
    return tuple(map(_decision, connection.execute(f"SELECT {listed} FROM decisions ORDER BY number")))


def _decision(row: tuple[Any, ...]) -> Decision:
    fields = dict(zip(("number", *COLUMNS), row, strict=True))
    anchor = Anchor(**{name: fields.pop(name) for name in _ANCHOR})
    for name in ("before", "after"):
        fields[name] = json.loads(fields[name]) if fields[name] else None
    return Decision(anchor=anchor, **fields)


def _insert(connection: sqlite3.Connection, draft: Decision) -> Decision:
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM decisions").fetchone()[0]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    decision_id = make_id("dec", number, at, draft.by, draft.action, draft.claim_id, draft.anchor.quote, draft.why)
    claim_id = make_id("c", "person", decision_id) if draft.action == "add" else draft.claim_id
    decision = replace(draft, number=number, decision_id=decision_id, at=at, claim_id=claim_id)
    values: dict[str, Any] = {name: getattr(decision.anchor, name) for name in _ANCHOR}
    values |= {name: getattr(decision, name) for name in COLUMNS if name not in _ANCHOR}
    values |= {name: _json(values[name]) for name in ("before", "after")}
    listed, marks = ", ".join(f'"{name}"' for name in COLUMNS), ", ".join("?" * (len(COLUMNS) + 1))
    row = (number, *(values[name] for name in COLUMNS))
    connection.execute(f"INSERT INTO decisions (number, {listed}) VALUES ({marks})", row)
    return decision


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


@contextmanager
def _writing(case: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that alone writes; what is done with it is kept whole or not at all."""
    path = case / FILE
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise CaseError(f"The decision could not be written to {path} ({error}); nothing was changed.") from error


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the log safe against a crash, and its table where there is none yet."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            # Two that make the log at once: SQLite does not wait here by itself.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous = FULL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _FORMAT:
        raise CaseError(f"{FILE} was written by a later version of trucewatch.")
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
