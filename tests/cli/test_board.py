"""The board in a terminal: a line a provision, its words beneath, nothing wider than the screen."""

from __future__ import annotations

import json
import re
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


@pytest.mark.parametrize("width", [80, 60])
def test_nothing_is_cut_on_a_narrow_screen(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(console, "_width", width)
    told = run("status", case, "--on", "2031-06-22").stdout
    lines = told.splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("truce "))
    end = next(index for index, line in enumerate(lines) if line.startswith("On the scale"))
    assert max(map(len, lines[head:end])) <= width and "…" not in told
    assert sum(not line.startswith(" ") for line in lines[head:end]) == 15
    paragraph = " ".join(" ".join(lines[head : lines.index("no-drones  alleged breach  Weak")]).split())
    assert paragraph.startswith("truce breached Fair Velunia, Drosmark and Arven Republic · from ")
    assert "for (" in paragraph and "against (" in paragraph
    assert paragraph.endswith("All fighting stops at six in the morning, local time, of 5 March 2031.")


def test_days_stand_whole_on_a_narrow_screen(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_width", 80)
    assert "2031-06-13" in run("events", case).stdout and "2031-06-1 " not in run("events", case).stdout


def test_a_decision_of_a_person_stands_beneath_the_rules_finding(run: Run, case: Path) -> None:
    run("decide", case, "mine-maps", "--status", "breached", "--why", "No map ever came.", "--on", "2031-06-22")
    lines = run("status", case, "--on", "2031-06-22", "--provision", "mine-maps").stdout.splitlines()
    (at,) = [index for index, line in enumerate(lines) if line.startswith("mine-maps")]
    assert "no report" in lines[at]
    assert lines[at + 2].strip() == "ada decided: breached"


def test_every_id_that_is_printed_can_be_cited_or_is_explained(run: Run, case: Path) -> None:
    decided = run("decide", case, "lines", "--status", "disputed", "--why", "Nobody was there.", "--on", "2031-06-22")
    (decision_id,) = re.findall(r"decision (dec-[0-9a-f]{16})", decided.stdout)
    cited = run("cite", case, decision_id).stdout
    assert "Nobody was there." in cited and "astgard-2031/lines" in cited and "disputed" in cited
    run("undo", case, decision_id, "--why", "They were.")
    assert re.search(r"undone by +dec-[0-9a-f]{16}", run("cite", case, decision_id).stdout)
    (snapshot,) = re.findall(r"Computed on (s-[0-9a-f]{16})", run("status", case).stdout)
    for name, told in (
        (snapshot, "names what an answer was computed on"), ("lines", "trucewatch explain"),
        ("astgard-2031/lines", "trucewatch explain"), ("road", "trucewatch fluents"),
        ("astgard-2031", "trucewatch status"), ("q-nothing", "There is no record"), ("dec-", "more than one decision"),
    ):  # fmt: skip
        done = run("cite", case, name)
        assert done.returncode == 2 and told in done.stderr.replace("\n", " "), name


def test_nothing_is_scored_before_an_agreement_is_in_force(run: Run, case: Path) -> None:
    told = run("status", case, "--on", "2031-06-01").stdout
    assert "Not in force on 1 June 2031: not scored" in told and told.count("On the scale") == 1
    assert "Not in force" not in run("status", case, "--on", "2031-06-13").stdout
    found = json.loads(run("status", case, "--on", "2031-06-01", "--provision", "weapons", "--json").stdout)
    assert (found["status"], found["score_low"], found["score_high"]) == ("pending", None, None)
