"""What people decided about claims and pairs of them: an append-only log in the case, kept in SQLite.

Nothing is ever changed or removed in it: an undo is a row too. Every row is anchored to the document, its hash and the
words, so that a rebuild with other rules or another casebook finds the claim again (see `storage.attach`). How the
file is laid out, and how an older one is brought up to date, is in `storage.log_format`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trucewatch.errors import CaseError, UsageError
from trucewatch.records import make_id
from trucewatch.storage.log_format import (
    ACTIONS,
    ANCHOR_COLUMNS,
    COLUMNS,
    FINDING,
    JUDGEMENTS,
    bring_up_to_date,
    read_columns,
)

__all__ = [
    "ACTIONS", "COLUMNS", "FILE", "FINDING", "JUDGEMENTS", "Anchor", "Decision", "find_decision", "read_decisions",
    "record_decision", "record_undo", "sides", "standing", "undone",
]  # fmt: skip

FILE = "decisions.sqlite"
PATIENCE = 60.0
"""Seconds that a decision waits for others that are being written."""

_ANCHOR = ANCHOR_COLUMNS
_JSON = ("before", "after", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a decision holds on to: the words and where they stand, and what the claim made of them.

    ``occurrence`` counts from 0 how often the words stand in the document before this place; ``kind`` and ``act``
    are the machine's own, whatever people made of them later. A document as a whole has the kind ``document`` and no
    words.
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

    A judgement about a pair (``action`` is one of `JUDGEMENTS`) has a second side, ``other_id`` with the anchor
    ``other``; ``before`` then holds both sides as they were shown, as ``left`` and ``right``. Of a copy the first
    side is the one copied from, and both are documents.

    A decision on a finding (``action`` is `FINDING`) has the name of the provision as its ``claim_id`` and an empty
    anchor; ``after`` holds the status and the day from which it holds, ``before`` what the rule said.
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
    other_id: str | None = None
    other: Anchor | None = None

    @property
    def about_pair(self) -> bool:
        """Whether this is a judgement about a pair, or the undo of one."""
        return self.other is not None


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


def sides(decision: Decision) -> tuple[Decision, Decision]:
    """Return a judgement as two decisions, each about one of its sides alone."""
    if decision.other_id is None or decision.other is None:
        raise ValueError("a judgement has two sides")
    shown = decision.before or {}
    left = replace(decision, before=shown.get("left"), other_id=None, other=None)
    return left, replace(left, claim_id=decision.other_id, anchor=decision.other, before=shown.get("right"))


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that hold now, oldest first: those not undone, without the undos."""
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
    columns = read_columns(connection)
    if not columns:
        return ()
    listed = ", ".join(f'"{name}"' for name in ("number", *columns))
    found = connection.execute(f"SELECT {listed} FROM decisions ORDER BY number")
    return tuple(_decision(dict(zip(("number", *columns), row, strict=True))) for row in found)


def _decision(fields: dict[str, Any]) -> Decision:
    anchor = Anchor(**{name: fields.pop(name) for name in _ANCHOR})
    for name in _JSON:
        fields[name] = json.loads(fields[name]) if fields.get(name) else None
    if fields["other"] is not None:
        fields["other"] = Anchor(**fields["other"])
    return Decision(anchor=anchor, **fields)


def _insert(connection: sqlite3.Connection, draft: Decision) -> Decision:
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM decisions").fetchone()[0]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    about = (draft.claim_id, draft.anchor.quote, *([draft.other_id] if draft.other_id else ()))
    decision_id = make_id("dec", number, at, draft.by, draft.action, *about, draft.why)
    claim_id = make_id("c", "person", decision_id) if draft.action == "add" else draft.claim_id
    decision = replace(draft, number=number, decision_id=decision_id, at=at, claim_id=claim_id)
    values: dict[str, Any] = {name: getattr(decision.anchor, name) for name in _ANCHOR}
    values |= {name: getattr(decision, name) for name in COLUMNS if name not in _ANCHOR}
    values["other"] = asdict(decision.other) if decision.other else None
    values |= {name: _json(values[name]) for name in _JSON}
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
    bring_up_to_date(connection)
