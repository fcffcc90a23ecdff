"""What stands in a report, an agreement or a reason is read by a person; a terminal must not obey it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agreements.accords import GUNS, HEAD, write_accord
from tests.cli.conftest import Run
from trucewatch.cli.options import count, shown_safely
from trucewatch.cli.query import STAGES

ESCAPE, TITLE, TURNED, CLEAR = "\x1b[31m", "\x1b]0;owned\x07", "\u202e", "\x9b2J"
REPORT = f"""{TITLE}Bridge {TURNED}shut [red]today[/red]

MARESH, May 7, 2031 - Velmar closed the bridge at {ESCAPE}Kestrin on Monday, <script>alert(1)</script> Ilse Orban said.
At least 12{CLEAR} people were hurt, according to the mayor.
"""
STEERS = ("\x1b", "\x07", "\x9b", TURNED)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from trucewatch.pipeline.run import build

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "bridge.txt").write_text(REPORT, encoding="utf-8")
    build([folder / "bridge.txt"], folder / "a.case", jobs=1)
    return folder / "a.case"


def test_a_dossier_holds_no_sign_that_steers(case: Path, run: Run) -> None:
    assert run("dossier", case).returncode == 0
    page = (case / "dossier.html").read_text(encoding="utf-8")
    assert "<script" not in page and "Ilse Orban" in page
    assert not any(sign in page for sign in STEERS)


@pytest.mark.parametrize("command", ["show", "claims", "events", "figures", "issues", "contradictions"])
def test_nothing_printed_steers_the_terminal(case: Path, run: Run, command: str) -> None:
    done = run(command, case)
    assert done.returncode == 0
    assert not any(sign in done.stdout + done.stderr for sign in STEERS)


def test_a_reason_and_a_name_are_shown_and_not_obeyed(case: Path, run: Run) -> None:
    claim_id = json.loads(run("claims", case, "--json").stdout.splitlines()[0])["claim_id"]
    done = run("claim", "accept", case, claim_id, "--why", f"{ESCAPE}so [bold]it[/bold] is", user=f"ada{CLEAR}")
    told = done.stdout + run("history", case, claim_id).stdout + run("cite", case, claim_id).stdout
    assert "so [bold]it[/bold] is" in told and "\u241b[31m" in told
    assert not any(sign in told for sign in STEERS)
    assert not any(sign in run("cite", case, f"c-{ESCAPE}").stderr for sign in STEERS)


def test_an_agreement_is_shown_and_not_obeyed(tmp_path: Path, run: Run) -> None:
    head = HEAD.replace("title: ", 'title: "\\e[31m[red]" #', 1)
    done = run("agreement", "show", write_accord(tmp_path, GUNS, head=head))
    assert done.returncode == 0 and "\u241b[31m[red]" in done.stdout and "\x1b" not in done.stdout


def test_signs_that_steer_are_shown_as_signs() -> None:
    assert shown_safely("a\tb\nč 𝄞") == "a\tb\nč 𝄞"
    assert shown_safely("\x1b\x00\u2066") == "\u241b\ufffd\ufffd"


def test_counts_read_as_a_person_says_them() -> None:
    assert [count(1, "claim"), count(0, "claim"), count(2000, "claim")] == ["1 claim", "0 claims", "2,000 claims"]
    assert count(2, "quantity", "quantities") == "2 quantities"


def test_issues_stand_the_gravest_first_and_say_their_words_once(case: Path, run: Run) -> None:
    stages = [json.loads(line)["stage"] for line in run("issues", case, "--json").stdout.splitlines()]
    lines = [line for line in run("issues", case).stdout.splitlines() if not line.startswith("    ")]
    listed = [line.partition(":")[0] for line in lines[:-1]]
    assert sorted(listed) == sorted(stages)
    assert listed == sorted(listed, key=STAGES.index)
    assert "““" not in "".join(lines)


def test_lists_of_a_citation_are_read_as_words(case: Path, run: Run) -> None:
    claim_id = json.loads(run("claims", case, "--json").stdout.splitlines()[0])["claim_id"]
    told = run("cite", case, claim_id).stdout
    assert "['" not in told and "rules" in told
