from __future__ import annotations

import json
from pathlib import Path

from tests.agreements.accords import GUNS, HEAD, write_accord
from tests.cli.test_cli import run


def test_check_tells_errors_with_their_place_and_fails(tmp_path: Path) -> None:
    path = write_accord(tmp_path, GUNS.replace("done_by", "done_buy"))
    done = run("agreement", "check", path)
    assert done.returncode == 1
    line = len((HEAD + GUNS).splitlines())
    assert f"{path}:{line}:12: error: guns: unknown check “done_buy”" in done.stdout
    assert "1 error, 0 warnings." in done.stdout


def test_check_of_a_clean_agreement(tmp_path: Path) -> None:
    done = run("agreement", "check", write_accord(tmp_path))
    assert done.returncode == 0 and "0 errors, 0 warnings." in done.stdout


def test_check_with_another_agreement(tmp_path: Path) -> None:
    first = write_accord(tmp_path, GUNS + "    suspended_by: oak-accord\n")
    second = write_accord(tmp_path, head=HEAD.replace("pine-accord", "oak-accord"), name="oak.yml")
    assert run("agreement", "check", first).returncode == 1
    assert run("agreement", "check", first, "--with", second).returncode == 0
    assert "no agreement of this id among those given" in run("agreement", "show", first).stderr
    assert "suspended by oak-accord" in run("agreement", "show", first, "--with", second).stdout
    assert "0 differences" in run("agreement", "diff", first, "--with", second).stdout


def test_check_of_no_file_is_wrong_use(tmp_path: Path) -> None:
    done = run("agreement", "check", tmp_path / "none.yml")
    assert done.returncode == 2 and "No agreement" in done.stderr


def test_show_and_list() -> None:
    shown = run("agreement", "show", "karabakh-2020")
    assert shown.returncode == 0 and "by 2020-11-20" in shown.stdout and "duty of Armenia to Azerbaijan" in shown.stdout
    records = [json.loads(line) for line in run("agreement", "show", "karabakh-2020", "--json").stdout.splitlines()]
    assert records[0]["type"] == "agreement" and {record["type"] for record in records} >= {"provision", "fluent"}
    names = [json.loads(line)["id"] for line in run("agreement", "list", "--json").stdout.splitlines()]
    assert "karabakh-2020" in names
    assert "karabakh-2020" in run("agreement", "list").stdout


def test_diff_of_two_and_of_versions(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    left = write_accord(tmp_path)
    right = write_accord(tmp_path / "b", GUNS.replace("{by:", "{before:"))
    done = run("agreement", "diff", left, right)
    assert done.returncode == 0 and "before: that day is late" in done.stdout
    assert "1 difference in substance." in done.stdout
    found = [json.loads(line) for line in run("agreement", "diff", left, right, "--json").stdout.splitlines()]
    assert [(item["field"], item["left"], item["right"]) for item in found] == [
        ("window", "by 2031-03-20", "before 2031-03-20")
    ]
    assert "0 differences" in run("agreement", "diff", left).stdout


def test_a_wrong_agreement_in_a_build_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Guns left Marl on Monday.", encoding="utf-8")
    path = write_accord(tmp_path, GUNS.replace("ostara", "gnomes"))
    done = run("build", tmp_path / "reports", "--case", tmp_path / "a.case", "--agreement", path)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "the actor “gnomes” is in none of its casebooks" in done.stderr
    assert not (tmp_path / "a.case").exists()
