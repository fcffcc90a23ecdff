"""A case on disk: parts, manifests, reading them, and what a damaged or foreign folder says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from trucewatch.errors import CaseError, UsageError
from trucewatch.records import TABLES, Issue, arrow_schema, make_id, to_rows
from trucewatch.storage import CaseWriter, open_case
from trucewatch.storage.archive import Archive
from trucewatch.storage.manifest import Recipe, read_manifests

RECIPE = Recipe("1", "rules", "book", "model")


def issue(number: int, origin: str = "a.txt") -> Issue:
    return Issue(
        issue_id=make_id("i", number), document_id=make_id("d", number), origin=origin, stage="read", code="empty",
        reason="Nothing in it.", start=None, end=None, quote=None,
    )  # fmt: skip


def rows(*issues: Issue) -> dict[str, pa.Table]:
    empty: dict[str, Any] = {name: arrow_schema(record).empty_table() for name, record in TABLES.items()}
    return empty | {"issues": pa.Table.from_pylist(to_rows(issues), schema=arrow_schema(Issue))}


def test_what_was_added_is_read_back(tmp_path: Path) -> None:
    with CaseWriter(tmp_path / "a.case") as writer:
        assert writer.begin(RECIPE, ()) == set()
        writer.add(rows(issue(1)))
        writer.add(rows(issue(2), issue(3)))
        writer.finish([], set())
    case = open_case(tmp_path / "a.case")
    assert {row["issue_id"] for row in case.arrow("issues").to_pylist()} == {make_id("i", n) for n in (1, 2, 3)}
    assert case.arrow("claims").num_rows == 0
    assert case.arrow("claims").schema.names == arrow_schema(TABLES["claims"]).names


def test_documents_of_the_same_recipe_are_known_and_of_another_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with CaseWriter(path) as writer:
        writer.begin(RECIPE, ())
        writer.add(rows(issue(1)))
        writer.finish([], set())
    with CaseWriter(path) as writer:
        assert writer.begin(RECIPE, ()) == {make_id("d", 1)}
        writer.finish([], set())
    with CaseWriter(path) as writer:
        assert writer.begin(Recipe("2", "rules", "book", "model"), ()) == set()
        writer.finish([], set())
    assert [manifest.number for manifest in read_manifests(path)] == [1, 2, 3]


def test_what_a_crash_left_is_swept_and_the_last_complete_snapshot_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with CaseWriter(path) as writer:
        writer.begin(RECIPE, ())
        writer.add(rows(issue(1)))
        writer.finish([], set())
    stray = path / "parts" / "issues" / "left-by-a-crash.parquet"
    stray.write_bytes(b"half")
    with CaseWriter(path) as writer:
        writer.begin(Recipe("2", "rules", "book", "model"), ())
        assert not stray.exists()
        writer.add(rows(issue(2)))
    assert open_case(path).arrow("issues").column("issue_id").to_pylist() == [make_id("i", 1)]


def test_receiving_issues_of_origins_met_again_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    for met, visited in (
        (issue(1, "closed.txt"), {"closed.txt"}),
        (issue(2, "other.txt"), {"closed.txt", "other.txt"}),
    ):
        with CaseWriter(path) as writer:
            writer.begin(RECIPE, ())
            writer.finish([met], visited)
    assert open_case(path).arrow("issues").column("origin").to_pylist() == ["other.txt"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with CaseWriter(tmp_path / "a.case"), pytest.raises(CaseError, match="Another build"):
        CaseWriter(tmp_path / "a.case")


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="no case"):
        CaseWriter(tmp_path)
    with pytest.raises(CaseError, match="not a case"):
        open_case(tmp_path)


def test_damage_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with CaseWriter(path) as writer:
        writer.begin(RECIPE, ())
        writer.add(rows(issue(1)))
        writer.finish([], set())
    part = next((path / "parts" / "issues").iterdir())
    part.write_text("no table")
    with pytest.raises(CaseError, match=r"damaged: a file of .* cannot be read"):
        open_case(path)
    part.unlink()
    with pytest.raises(CaseError, match="missing"):
        open_case(path)
    next((path / "snapshots").iterdir()).write_text("{")
    with pytest.raises(CaseError, match="damaged"):
        open_case(path)


def test_the_archive_keeps_bytes_and_logs_their_receipt_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "0.1.0")
    archive.keep("ab" * 32, b"words", "reports/a.txt")
    archive.keep("ab" * 32, b"words", "reports/a.txt")
    archive.keep("ab" * 32, b"words", "reports/copy.txt")
    entries = list(Archive(tmp_path, "0.1.0").custody())
    assert [entry["origin"] for entry in entries] == ["reports/a.txt", "reports/copy.txt"]
    assert entries[0]["bytes"] == 5
    assert entries[0]["version"] == "0.1.0"
    assert archive.path("ab" * 32).read_bytes() == b"words"


def test_a_custody_line_cut_by_a_crash_is_mended(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "1")
    archive.keep("aa" * 32, b"1", "one")
    with (tmp_path / "custody.jsonl").open("a") as file:
        file.write('{"at": "2031-05-0')
    Archive(tmp_path, "1").keep("bb" * 32, b"2", "two")
    lines = (tmp_path / "custody.jsonl").read_text().splitlines()
    assert [json.loads(line)["origin"] for line in lines] == ["one", "two"]
