"""What is said after a build, and where a call names the wrong file or folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"


def test_a_rebuild_says_what_was_read_anew_and_what_is_out(tmp_path: Path, run: Run) -> None:
    reports, case = tmp_path / "reports", tmp_path / "a.case"
    reports.mkdir()
    for name in sorted((EXAMPLE / "reports").glob("*.txt"))[:3]:
        shutil.copy(name, reports)
    book = ("--casebook", EXAMPLE / "casebook.yml")
    assert "3 documents read; " in run("build", reports, "--case", case).stdout
    assert "0 documents read, 3 known already; " in run("build", reports, "--case", case).stdout
    told = run("build", reports, "--case", case, *book).stdout
    assert told.startswith("3 documents read anew, since rules or casebooks have changed; ")
    shutil.rmtree(case / "archive")
    told = run("build", sorted(reports.iterdir())[0], "--case", case, "--casebook", "karabakh").stdout
    assert told.startswith("1 document read anew, since")
    assert f"2 documents of the last snapshot could not be read again and are out: {case}/archive does not hold" in told
    assert f"trucewatch issues {case} --code not-read-again" in told
    listed = run("issues", case, "--code", "not-read-again", "--csv").stdout
    assert all(path.name in listed for path in sorted(reports.iterdir())[1:])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "empty.jsonl"), "empty.jsonl holds no rows"),
        (("status", "."), "cannot be read: Is a directory."),
        (("links", "nowhere"), "There is no folder nowhere; give one that holds texts.jsonl and pairs.jsonl."),
        (("links", "empty.jsonl"), "There is no folder empty.jsonl"),
        (("links", "folder"), "folder holds no texts.jsonl"),
        (("drafts", "nowhere"), "There is no folder nowhere"),
        (("drafts", "folder"), "folder/keys.json holds no keys"),
    ],
)
def test_nothing_to_measure_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, arguments: tuple[str, str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.jsonl").write_bytes(b"")
    Path("folder").mkdir()
    Path("folder", "keys.json").write_text("{}", encoding="utf-8")
    done = run("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_answers_go_to_a_folder(tmp_path: Path, run: Run) -> None:
    file, case = tmp_path / "answers.json", tmp_path / "a.case"
    file.write_text("Mine.", encoding="utf-8")
    run("build", sorted((EXAMPLE / "reports").glob("*.txt"))[0], "--case", case)
    done = run("answers", case, "--out", file)
    assert done.returncode == 2 and "is a file; --out names a folder" in done.stderr
    assert file.read_text(encoding="utf-8") == "Mine."
