"""A person's hand as it is used: the commands, what they print, and how the reviewed are told apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from trucewatch.pipeline.run import build

REPORT = """Shells on Orlevik

TIRVA, May 7, 2031 - Tirvanian artillery shelled the town of Orlevik on Monday and killed at least 12 people. "Velmari
troops left the town on Sunday," said the mayor, Jolan Brask.
"""


def listed(run: Run, case: Path) -> dict[str, dict[str, Any]]:
    lines = run("claims", case, "--json").stdout.splitlines()
    return {row["claim_id"]: row for row in map(json.loads, lines)}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "shelling.txt").write_text(REPORT, encoding="utf-8")
    build([tmp_path / "shelling.txt"], tmp_path / "a.case", jobs=1)
    return tmp_path / "a.case"


def test_from_adding_a_claim_to_undoing_it(run: Run, case: Path) -> None:
    added = run(
        "claim", "add", case, "--document", "shelling.txt", "--quote", "left the town", "--act", "withdrawal",
        "--actor", "Velmari troops", "--date", "2031-05-04", "--says", "Jolan Brask", "--set", "under=the truce",
        "--why", "The program read no act here.",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    claim_id, decision_id = re.findall(r"(?:c|dec)-[0-9a-f]{16}", added.stdout)[:2]
    row = listed(run, case)[claim_id]
    assert (row["made_by"], row["under"], row["status"]) == ("person", "the truce", "alleged")
    assert re.search(rf"{claim_id}\s+person\s+2031-05-04", run("claims", case).stdout)
    corrected = run("claim", "correct", case, claim_id, "--set", "date=2031-05-03", "--why", "Saturday.", user="ben")
    assert "corrected by ben" in corrected.stdout
    told = run("history", case, claim_id).stdout
    assert "added by a person" in told
    assert "date: 2031-05-04 → 2031-05-03" in told
    assert "by ben: Saturday." in told
    assert "person, corrected" in run("cite", case, claim_id).stdout
    rows = [json.loads(line) for line in run("history", case, claim_id, "--json").stdout.splitlines()]
    assert [(row["action"], row["by"], row["undone"]) for row in rows] == [
        ("add", "ada", False),
        ("correct", "ben", False),
    ]
    assert "undone by carla" in run("undo", case, decision_id, "--by", "carla").stdout
    assert claim_id not in listed(run, case)
    assert "review: unattached" in run("issues", case).stdout
    assert "no longer in the case" in run("history", case, claim_id).stdout


def test_the_rejected_are_marked_and_stay_out_of_answers(run: Run, case: Path, tmp_path: Path) -> None:
    def answer() -> dict[str, Any]:
        assert run("answers", case, "--out", tmp_path / "out").returncode == 0
        told: dict[str, Any] = json.loads((tmp_path / "out" / "shelling.json").read_text())
        return told

    before = answer()
    claims = listed(run, case).values()
    for kind in ("act", "figure", "statement"):
        claim_id = next(row["claim_id"] for row in claims if row["kind"] == kind and row["status"] != "none")
        assert run("claim", "reject", case, claim_id, "--why", "Not what it says.").returncode == 0
        assert re.search(rf"{claim_id}\s+rejected", run("claims", case).stdout)
    after = answer()
    for layer in ("events", "figures", "statements"):
        assert len(after[layer]) == len(before[layer]) - 1
    accepted = next(row["claim_id"] for row in claims if row["kind"] == "statement")
    assert run("claim", "accept", case, accepted, "--why", "It does.", user="ben").returncode == 0
    assert "review: contrary-decisions" in run("issues", case).stdout


def test_changes_and_wrong_use(run: Run, case: Path) -> None:
    claim_id = next(iter(listed(run, case)))
    assert run("claim", "accept", case, claim_id, "--why", "It stands there.").returncode == 0
    told = run("changes", case, "--since", "1")
    assert "1 decisions" in told.stdout
    assert "It stands there." in told.stdout
    assert json.loads(run("changes", case, "--since", "1", "--json").stdout)["change"] == "decision"
    assert "claims new" in run("changes", case, "--since", "2001-01-01").stdout
    for arguments, words in (
        (("changes", case, "--since", "yesterday"), "number of a snapshot"),
        (("changes", case, "--since", "9"), "no complete snapshot 9"),
        (("claim", "accept", case, claim_id), "--why"),
        (("claim", "accept", case, claim_id, "--why", " "), "Say why"),
        (("claim", "correct", case, claim_id, "--set", "date", "--why", "x"), "field=value"),
        (
            ("claim", "add", case, "--document", "shelling", "--quote", "town", "--act", "shelling", "--why", "x"),
            "--at",
        ),
        (("undo", case, "dec-0"), "no decision"),
        (("history", case, "c-none"), "no claim"),
    ):
        done = run(*arguments)
        assert done.returncode == 2
        assert words in done.stderr
