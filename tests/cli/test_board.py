"""The board in a terminal: a line a provision, its words beneath, nothing wider than the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from trucewatch.cli.options import console
from trucewatch.pipeline.run import build

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("board") / "arven.case"
    build([EXAMPLE / "reports"], folder, jobs=1, agreements=[EXAMPLE / "accord.yml", EXAMPLE / "ceasefire.yml"])
    return folder


def test_a_provision_takes_two_lines_that_fit_the_screen(run: Run, case: Path) -> None:
    lines = run("status", case, "--on", "2031-06-22").stdout.splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("provision "))
    end = next(index for index, line in enumerate(lines) if line.startswith("On the scale"))
    board = lines[head + 1 : end]
    assert len(board) == 2 * 15
    assert max(map(len, lines[head:end])) <= 120
    columns = [lines[head].index(name) for name in ("status", "grade")]
    for line, words in zip(board[::2], board[1::2], strict=True):
        assert words.startswith("  ")
        assert all(line[column - 1] == " " and line[column] != " " for column in columns)
    assert any(line.startswith("mine-maps") and "by 2031-04-03" in line for line in board)


def test_ids_and_days_stand_whole_on_a_narrow_screen(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_width", 80)
    lines = run("status", case, "--on", "2031-06-22").stdout.splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("provision "))
    end = next(index for index, line in enumerate(lines) if line.startswith("On the scale"))
    assert max(map(len, lines[head:end])) <= 80
    assert "commission-meets" in [line.split(" ", 1)[0] for line in lines]
    assert "2031-06-13" in run("events", case).stdout and "2031-06-1 " not in run("events", case).stdout


def test_a_decision_of_a_person_stands_beneath_the_rules_finding(run: Run, case: Path) -> None:
    run("decide", case, "mine-maps", "--status", "breached", "--why", "No map ever came.", "--on", "2031-06-22")
    lines = run("status", case, "--on", "2031-06-22", "--provision", "mine-maps").stdout.splitlines()
    (at,) = [index for index, line in enumerate(lines) if line.startswith("mine-maps")]
    assert "no report" in lines[at]
    assert lines[at + 2].strip() == "ada decided: breached"
