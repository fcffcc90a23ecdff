"""The measure of status: what it counts, what it refuses, and what is reached on our own labelled sentences."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from trucewatch.errors import UsageError
from trucewatch.evaluate.status import Confusion, evaluate_status, read_rows
from trucewatch.pipeline.document import Tools

DATA = Path(__file__).parent.parent / "data"


def test_confusion_counts() -> None:
    found = Confusion(Counter({("denied", "denied"): 3, ("denied", "none"): 1, ("none", "none"): 4}))
    assert found.accuracy == pytest.approx(7 / 8)
    assert found.recall("denied") == pytest.approx(3 / 4)
    assert found.f1("none") == pytest.approx(8 / 9)
    assert found.labels == ["denied", "none"]


def test_nothing_to_measure() -> None:
    assert Confusion(Counter()).accuracy == 0.0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[]", "missing"),
        ('{"text": "A ship left.", "trigger": "left"}', "status"),
        ('{"text": "A ship left.", "trigger": "sank", "status": "happened"}', "does not stand"),
        ('{"text": "A ship left.", "trigger": "left", "status": "gone"}', "no status"),
    ],
)
def test_an_unusable_row_is_named(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=words) as raised:
        read_rows(file)
    assert "rows.jsonl:2" in str(raised.value)


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "no rows"), (b"\n \n", "no rows"), (b"\xff\xfe{}", "not UTF-8"), (None, "cannot be read")]
)
def test_a_file_without_rows_measures_nothing(tmp_path: Path, data: bytes | None, words: str) -> None:
    file = tmp_path / "rows.jsonl"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(UsageError, match=words):
        read_rows(file)


@pytest.mark.parametrize(
    ("name", "floor", "least"),
    [("status-own.jsonl", 0.97, 0.7), ("status-more.jsonl", 0.90, 0.7), ("status-third.jsonl", 0.88, 0.6)],
)
def test_our_own_sentences(tools: Tools, name: str, floor: float, least: float) -> None:
    found = evaluate_status(read_rows(DATA / name), tools)
    assert found.accuracy >= floor, [(row["id"], read) for row, read in found.misread]
    assert min(found.recall(label) for label in found.labels) >= least
