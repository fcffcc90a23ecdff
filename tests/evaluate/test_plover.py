"""The smoke test on PLOVER's coded sentences: old names of types, and counting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trucewatch.errors import UsageError
from trucewatch.evaluate.plover import NONE, measure_types, read_sentences
from trucewatch.pipeline.document import Tools


def coded(folder: Path) -> Path:
    rows = [
        {"event": "DOCUMENT", "eventText": "about this file"},
        {"event": "DEMAND", "text": "Kenya urged Somalia to withdraw its troops.",
         "textInfo": {"markup": "Kenya (EVT: urged) Somalia to withdraw its troops."}},
        {"event": "AID", "text": "The weather in Nairobi was fine.", "textInfo": ""},
    ]  # fmt: skip
    path = folder / "gsr.txt"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_old_types_are_read_by_their_new_names(tmp_path: Path) -> None:
    first, second = read_sentences(coded(tmp_path))
    assert (first.event_type, first.words) == ("REQUEST", frozenset({"urged"}))
    assert second.words == frozenset()


def test_types_are_counted(tmp_path: Path, tools: Tools) -> None:
    tally = measure_types(read_sentences(coded(tmp_path)), tools)
    assert tally.figures()["type right"] == 0.5
    assert tally.commonest(3) == [("AID", NONE, 1)]


def test_a_damaged_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gsr.txt"
    path.write_text("[{,", encoding="utf-8")
    with pytest.raises(UsageError, match=r"gsr\.txt:1"):
        read_sentences(path)
