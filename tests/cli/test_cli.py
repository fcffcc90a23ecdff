"""The program as a person runs it: what it prints, its exit codes, and that no traceback ever shows."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """Bridge closed at Kestrin

MARESH, May 7, 2031 - Velmar closed the bridge at Kestrin on Monday, the Tirvanian foreign ministry said. At least 12
people were hurt, according to the mayor, Ilse Orban. "=HYPERLINK is no name for a bridge," she said.

Tirvania denied that its troops had fired.
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from trucewatch.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "reports").mkdir()
    (folder / "reports" / "bridge.txt").write_text(REPORT, encoding="utf-8")
    (folder / "reports" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    done = run("build", folder / "reports", "--case", folder / "a.case")
    assert done.returncode == 0, done.stderr
    assert "1 document read" in done.stdout
    return folder / "a.case"


def test_show(case: Path) -> None:
    done = run("show", case)
    assert done.returncode == 0
    assert "Bridge closed at Kestrin" in done.stdout
    assert "2031-05-07" in done.stdout


def test_claims_filter_and_formats(case: Path) -> None:
    everything = [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]
    assert {"denied", "alleged"} <= {claim["status"] for claim in everything}
    denied = [json.loads(line) for line in run("claims", case, "--status", "denied", "--json").stdout.splitlines()]
    assert 0 < len(denied) < len(everything)
    assert all("Tirvania" in claim["claimant"] for claim in denied)
    table = list(csv.DictReader(io.StringIO(run("claims", case, "--csv").stdout)))
    assert [row["claim_id"] for row in table] == [claim["claim_id"] for claim in everything]
    assert not any(value.startswith("=") for row in table for value in row.values())
    assert run("claims", case, "--from", "2032").stdout.startswith("0 claims")


@pytest.mark.parametrize(
    ("option", "value"),
    [("--from", "2031-02-30"), ("--to", "2031-13"), ("--status", "blue"), ("--type", "sheling"), ("--from", "May")],
)
def test_claims_of_no_such_value_is_wrong_use(case: Path, option: str, value: str) -> None:
    done = run("claims", case, option, value)
    assert done.returncode == 2 and f"“{value}”" in done.stderr


def test_find_gives_the_paragraph_and_its_place(case: Path) -> None:
    done = run("find", case, "bridge kestrin")
    assert "2 paragraphs hold" in done.stdout
    hit = json.loads(run("find", case, "“closed the bridge”", "--json").stdout)
    assert REPORT[hit["start"] : hit["end"]] == "closed the bridge"


def test_cite_leads_from_an_id_to_the_words(case: Path) -> None:
    claim = json.loads(run("claims", case, "--status", "denied", "--json").stdout.splitlines()[0])
    done = run("cite", case, claim["claim_id"])
    assert claim["quote"] in done.stdout
    assert re.search(r"SHA-256\s+[0-9a-f]{64}", done.stdout)
    assert f"{claim['start']}–{claim['end']}" in done.stdout


def test_issues_name_the_reason(case: Path) -> None:
    done = run("issues", case)
    assert "read: binary" in done.stdout
    assert "junk.bin" in done.stdout


def test_answers_have_exact_offsets(case: Path, tmp_path: Path) -> None:
    assert run("answers", case, "--out", tmp_path).returncode == 0
    answer = json.loads((tmp_path / "bridge.json").read_text())
    assert answer["published"] == "2031-05-07"
    for layer in ("times", "places", "figures", "statements"):
        for item in answer[layer]:
            assert REPORT[item["start"] : item["start"] + len(item["text"])] == item["text"]
    assert answer["figures"][0]["low"] == 12


def test_suggest_names_what_the_casebook_does_not_know(case: Path) -> None:
    done = run("casebook", "suggest", case)
    assert done.returncode == 0
    assert "Orban" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "nowhere.txt", "--case", "x.case"], 2, "does not exist"),
        (["build"], 2, "Missing"),
        (["show", "nowhere.case"], 1, "not a case"),
        (["frobnicate"], 2, "No such command"),
        (["casebook", "check", "nowhere.yml"], 2, "nowhere.yml"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr


def test_wrong_questions(case: Path) -> None:
    assert run("claims", case, "--from", "yesterday").returncode == 2
    assert run("cite", case, "c-nothing").returncode == 2
    assert run("find", case, " ").returncode == 2
    assert run("issues", case, "--code", "unheard").returncode == 2


def test_nothing_readable_ends_with_three(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", tmp_path / "empty.txt", "--case", tmp_path / "a.case")
    assert done.returncode == 3
    assert "Nothing readable" in done.stderr


def test_a_folder_without_files_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("build", tmp_path / "empty", "--case", tmp_path / "a.case")
    assert done.returncode == 3 and f"there is no file in {tmp_path / 'empty'}" in done.stderr
