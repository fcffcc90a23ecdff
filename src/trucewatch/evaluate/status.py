"""Measure the status of acts on labelled sentences: accuracy, recall and F1 of each label, and the confusion table.

A row is a JSON object with ``text``, ``published``, ``trigger`` (exact words of the text) and ``status``. Each text
goes through the whole pipeline; the act at the trigger is judged with the innermost attribution it stands in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trucewatch.documents.model import Metadata, Received
from trucewatch.errors import UsageError
from trucewatch.extract.status import decide_standing, derive_status
from trucewatch.pipeline.document import Tables, Tools, process_documents
from trucewatch.records import Attribution, make_id
from trucewatch.records.claim import STATUSES

Row = Mapping[str, Any]
_FIELDS = ("text", "trigger", "status")


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each status was read as each, and the rows that were misread."""

    counts: Counter[tuple[str, str]]
    misread: list[tuple[Row, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Number of rows measured."""
        return self.counts.total()

    @property
    def accuracy(self) -> float:
        """Share of rows whose status was read right."""
        right = sum(count for (wanted, read), count in self.counts.items() if wanted == read)
        return right / self.rows if self.rows else 0.0

    def recall(self, label: str) -> float:
        """Share of the rows of a label that were read as it."""
        wanted = sum(count for (key, _), count in self.counts.items() if key == label)
        return self.counts[label, label] / wanted if wanted else 0.0

    def f1(self, label: str) -> float:
        """Harmonic mean of precision and recall of a label."""
        wanted = sum(count for (key, _), count in self.counts.items() if key == label)
        read = sum(count for (_, key), count in self.counts.items() if key == label)
        return 2 * self.counts[label, label] / (wanted + read) if wanted + read else 0.0

    @property
    def labels(self) -> list[str]:
        """Labels that occur, in the order of `records.claim.STATUSES`."""
        return [label for label in STATUSES if any(label in pair for pair in self.counts)]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file of one JSON object a line.

    Raises:
        UsageError: naming the line that cannot be used, or the file where it cannot be read or holds no rows.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text.") from error
    rows = [_checked(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise UsageError(f"{path} holds no rows: give one JSON object a line, with {', '.join(_FIELDS)}.")
    return rows


def _checked(line: str, where: str) -> Row:
    try:
        row: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON: {error.msg}") from error
    missing = [name for name in _FIELDS if not isinstance(row, dict) or not isinstance(row.get(name), str)]
    if missing:
        raise UsageError(f"{where}: the field “{missing[0]}” is missing")
    if row["trigger"] not in row["text"]:
        raise UsageError(f"{where}: the trigger does not stand in the text")
    if row["status"] not in STATUSES:
        raise UsageError(f"{where}: “{row['status']}” is no status")
    return row


def evaluate_status(rows: Sequence[Row], tools: Tools) -> Confusion:
    """Return how the statuses of labelled rows are read."""
    counts: Counter[tuple[str, str]] = Counter()
    misread = []
    for row, status in zip(rows, read_statuses(rows, tools), strict=True):
        counts[row["status"], status] += 1
        if row["status"] != status:
            misread.append((row, status))
    return Confusion(counts, misread)


def read_statuses(rows: Sequence[Row], tools: Tools) -> list[str]:
    """Return the status that is read of the trigger of each row."""
    tables = process_documents([_receive(index, row) for index, row in enumerate(rows)], tools)
    return [_status(row, found, tools) for row, found in zip(rows, tables, strict=True)]


def _receive(index: int, row: Row) -> Received:
    return Received(
        document_id=make_id("d", str(index), row["text"]), source_sha256="0" * 64, origin=f"row {index + 1}",
        locator="", media_type="text/plain", payload=row["text"].encode(),
        metadata=Metadata(published=row.get("published")),
    )  # fmt: skip


def _status(row: Row, tables: Tables, tools: Tools) -> str:
    start = row["text"].index(row["trigger"])
    end = start + len(row["trigger"])
    if not tables.get("documents"):
        return "none"
    document = tables["documents"][0]
    parsed = tools.parser.parse([(document.document_id, document.text, tuple(tables["segments"]))])
    passage = next((item for item in parsed[0].passages if item.start <= start < item.end), None)
    if passage is None:  # a lone sentence taken for furniture: a labelled one is body text by definition
        whole = replace(tables["segments"][0], start=0, end=len(document.text), role="body")
        passage = tools.parser.parse([(document.document_id, document.text, (whole,))])[0].passages[0]
    said = innermost(tables["attributions"], start, end)
    standing = decide_standing(passage, start, end, said)
    return derive_status(standing.polarity, standing.modality, said, standing.remark, standing.voice)


def innermost(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the shortest attribution whose content holds the start of ``[start, end)``."""
    holding = [said for said in attributions if said.start <= start < said.end]
    return min(holding, key=lambda said: said.end - said.start, default=None)
