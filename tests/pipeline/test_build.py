"""Building a case: again, interrupted, with bad input, with other rules; the rows are always the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from trucewatch.errors import CasebookError, CaseError, NothingReadable, UsageError
from trucewatch.pipeline.run import build
from trucewatch.records import TABLES
from trucewatch.storage import open_case
from trucewatch.storage.manifest import read_manifests

REPORT = """Shelling near Orlevik

TIRVA, May 7, 2031 - Tirvanian artillery shelled the town of Orlevik on Monday and killed at least {number} people,
the mayor, Jolan Brask, said. "We counted {number} coffins," he told reporters.
"""


def write_reports(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(REPORT.format(number=number), encoding="utf-8")
    return folder


def all_rows(case: Path) -> dict[str, list[str]]:
    opened = open_case(case)
    return {name: sorted(json.dumps(row, sort_keys=True) for row in opened.arrow(name).to_pylist()) for name in TABLES}


def test_a_second_build_adds_what_is_new_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    reports, case = write_reports(tmp_path / "reports", range(3, 6)), tmp_path / "a.case"
    assert build([reports], case, jobs=1).added == 3
    before = set((case / "parts" / "claims").iterdir())
    write_reports(reports, range(6, 7))
    second = build([reports], case, jobs=1)
    assert (second.added, second.known) == (1, 3)
    assert before < set((case / "parts" / "claims").iterdir())
    at_once = tmp_path / "b.case"
    build([reports], at_once, jobs=1)
    assert all_rows(case) == all_rows(at_once)


def test_workers_make_the_same_rows_as_one_process(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", range(3, 40))
    build([reports], tmp_path / "one.case", jobs=1)
    build([reports], tmp_path / "two.case", jobs=2)
    assert all_rows(tmp_path / "one.case") == all_rows(tmp_path / "two.case")


def test_every_quote_is_exact(tmp_path: Path) -> None:
    build([write_reports(tmp_path / "reports", range(3, 5))], tmp_path / "a.case", jobs=1)
    case = open_case(tmp_path / "a.case")
    texts = {row["document_id"]: row["text"] for row in case.arrow("documents").to_pylist()}
    checked = 0
    for table in ("times", "places", "actors", "attributions", "figures", "claims"):
        for row in case.arrow(table).to_pylist():
            assert texts[row["document_id"]][row["start"] : row["end"]] == row["quote"]
            checked += 1
    assert checked > 10


def test_killed_at_any_moment_and_run_again_the_rows_are_those_of_an_undisturbed_build(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    lines = (
        json.dumps({"title": f"Report {n}", "text": REPORT.format(number=n), "date": "2031-05-07"})
        for n in range(3, 303)
    )
    reports.write_text("\n".join(lines), encoding="utf-8")
    case = tmp_path / "killed.case"
    kills = 0
    for moment in ("parts/*/*.parquet", "snapshots/*.json"):
        process = start_build(reports, case)
        deadline = time.monotonic() + 90
        while process.poll() is None and time.monotonic() < deadline and not list(case.glob(moment)):
            time.sleep(0.01)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills
    assert not any(manifest.complete for manifest in read_manifests(case))
    build([reports], case, jobs=1)
    build([reports], tmp_path / "whole.case", jobs=1)
    assert all_rows(case) == all_rows(tmp_path / "whole.case")


def start_build(reports: Path, case: Path) -> subprocess.Popen[Any]:
    # Committing often leaves time to be killed between two commits.
    program = "import trucewatch.pipeline.run as run; run.COMMIT_BYTES = 5_000; from trucewatch.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(reports), "--case", str(case), "--jobs", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_another_casebook_reads_everything_anew_from_the_archive(tmp_path: Path) -> None:
    reports, case = write_reports(tmp_path / "reports", range(3, 5)), tmp_path / "a.case"
    build([reports], case, jobs=1)
    book = write_book(tmp_path / "book.yml", "Orlevik")
    for path in reports.iterdir():
        path.unlink()
    second = build([reports], case, [book], jobs=1)
    assert (second.added, second.anew, second.known, second.lost) == (2, 2, 0, 0)
    found = {row["place_id"] for row in open_case(case).arrow("places").to_pylist()}
    assert "casebook:orlevik" in found
    assert build([reports], case, jobs=1).manifest.casebooks[0].startswith("casebooks/")


def write_book(path: Path, town: str) -> Path:
    path.write_text(
        f"about: An invented town.\nplaces:\n  {town.lower()}:\n    kind: town\n    at: [-30.0, -20.0]\n    radius: 5\n"
        f"    names: [{town}]\n",
        encoding="utf-8",
    )
    return path


def gone(case: Path) -> set[str]:
    rows = open_case(case).arrow("issues").to_pylist()
    return {Path(row["origin"]).name for row in rows if row["code"] == "not-read-again"}


def test_what_cannot_be_read_again_is_counted_and_listed_until_its_copy_is_back(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    reports = write_reports(tmp_path / "reports", range(3, 6))
    rows = [{"title": f"Row {n}", "text": REPORT.format(number=n), "date": "2031-05-07"} for n in (11, 12)]
    (reports / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([reports], case, jobs=1)
    kept = tmp_path / "kept"
    (case / "archive").rename(kept)
    first = build([reports / "3.txt"], case, [write_book(tmp_path / "book.yml", "Orlevik")], jobs=1)
    assert (first.added, first.anew, first.known, first.lost) == (1, 1, 0, 4)
    assert gone(case) == {"4.txt", "5.txt", "rows.jsonl"}
    for path in kept.rglob("*"):
        if path.is_file() and not (case / "archive" / path.relative_to(kept)).exists():
            (case / "archive" / path.relative_to(kept)).parent.mkdir(exist_ok=True)
            path.rename(case / "archive" / path.relative_to(kept))
    back = build([], case, jobs=1)
    assert (back.added, back.anew, back.known, back.lost) == (4, 0, 1, 0)
    assert not gone(case)
    assert build([reports], case, jobs=1).added == 0


def test_a_copy_in_the_archive_that_was_changed_is_told(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    build([write_reports(tmp_path / "reports", range(3, 5))], case, jobs=1)
    (damaged,) = (path for path in (case / "archive").rglob("*") if path.is_file() and b"3 people" in path.read_bytes())
    damaged.write_bytes(damaged.read_bytes().replace(b"3", b"9"))
    built = build([], case, [write_book(tmp_path / "book.yml", "Orlevik")], jobs=1)
    assert (built.anew, built.lost) == (1, 1)
    assert gone(case) == {"3.txt"}


def test_an_archive_that_is_wholly_gone_leaves_nothing_readable_and_says_how_much(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    build([write_reports(tmp_path / "reports", range(3, 6))], case, jobs=1)
    (case / "archive").rename(tmp_path / "kept")
    with pytest.raises(NothingReadable, match="could not be read again: 3"):
        build([], case, [write_book(tmp_path / "book.yml", "Orlevik")], jobs=1)
    assert gone(case) == {"3.txt", "4.txt", "5.txt"}


def test_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "empty.txt").write_bytes(b"")
    with pytest.raises(NothingReadable, match="Nothing readable"):
        build([tmp_path / "reports"], tmp_path / "a.case", jobs=1)
    assert [row["code"] for row in open_case(tmp_path / "a.case").arrow("issues").to_pylist()] == ["empty"]


def test_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        build([tmp_path / "nowhere"], tmp_path / "a.case")
    (tmp_path / "a.txt").write_text("Words.")
    with pytest.raises(UsageError, match="no casebook"):
        build([tmp_path / "a.txt"], tmp_path / "a.case", ["unheard-of"])
    with pytest.raises(CaseError, match="not a case"):
        open_case(tmp_path / "reports")


def test_a_text_in_another_language_is_kept_and_noted(tmp_path: Path) -> None:
    text = (
        "Der Waffenstillstand zwischen Velmar und Tirvanien hält seit gestern. In der Hauptstadt sprach der Präsident "
        "von einem schwierigen Anfang und bat die Bevölkerung um Geduld, bis die Straßen wieder offen sind.\n"
    )
    (tmp_path / "bericht.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "bericht.txt"], tmp_path / "a.case", jobs=1)
    case = open_case(tmp_path / "a.case")
    assert case.arrow("documents").to_pylist()[0]["text"] == text
    assert "language" in {row["code"] for row in case.arrow("issues").to_pylist()}
    assert case.arrow("claims").num_rows == 0


def test_signs_without_end_are_read_in_a_blink(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[" * 60_000 + "\n\n" + REPORT.format(number=4) + "\n" + "=" * 90, encoding="utf-8")
    began = time.monotonic()
    build([tmp_path / "a.txt"], tmp_path / "a.case", jobs=1)
    assert time.monotonic() - began < 60
    (document,) = open_case(tmp_path / "a.case").arrow("documents").to_pylist()
    assert document["text"].startswith("[" * 60_000)
    assert open_case(tmp_path / "a.case").arrow("figures").num_rows


def test_a_build_that_fails_at_every_document_points_to_the_issues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("trucewatch.pipeline.document.process_documents", fail)
    for _ in range(2):
        with pytest.raises(NothingReadable, match="issues"):
            build([write_reports(tmp_path / "reports", range(3, 5))], tmp_path / "a.case", jobs=1)


def test_a_wrong_casebook_is_named_as_it_was_given_and_leaves_no_case(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("actors: *nobody\n", encoding="utf-8")
    with pytest.raises(CasebookError, match=f"{tmp_path}/mine.yml:1:"):
        build([write_reports(tmp_path / "reports", range(3, 5))], tmp_path / "a.case", [tmp_path / "mine.yml"])
    assert not (tmp_path / "a.case").exists()


def test_a_damaged_custody_log_is_told(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", range(3, 5))
    build([reports], tmp_path / "a.case", jobs=1)
    log = tmp_path / "a.case" / "custody.jsonl"
    log.write_bytes(log.read_bytes() + b"\xff no entry\n")
    with pytest.raises(CaseError, match="line 3"):
        build([reports], tmp_path / "a.case", jobs=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_workers_without_a_word(tmp_path: Path) -> None:
    lines = (json.dumps({"title": f"T{n}", "text": REPORT.format(number=n)}) for n in range(4000))
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ("build", tmp_path / "reports.jsonl", "--jobs", "2", "--case", tmp_path / "a.case")
    process = subprocess.Popen(
        [sys.executable, "-c", "from trucewatch.cli import program; program()", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True,
    )  # fmt: skip
    while not (tmp_path / "a.case" / "archive").exists():
        time.sleep(0.05)
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 130
    assert told == "trucewatch: Stopped. Run the same command again to go on.\n"
