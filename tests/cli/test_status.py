"""Status, explain, fluents and decide as they are used, over reports on an invented road."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from trucewatch.pipeline.run import build

REPORTS = {
    "signing.txt": """Truce on the Wend

HARLE, March 2, 2031 - Ketria and Sorven signed a truce on Saturday. Ketrian troops will withdraw from Mirefield by
March 20.
""",
    "shelling.txt": """Shells on Mirefield

HARLE, April 8, 2031 - Ketrian artillery shelled the town of Mirefield on April 7, the government of Sorven said.
Sorveni police blocked the Reed Road on April 6.
""",
    "denial.txt": """Ketria denies it

HARLE, April 12, 2031 - Ketria denied that its troops had shelled Mirefield on April 7.
""",
}
CASEBOOK = """about: An invented conflict.
sides: {east: Ketria, west: Sorven}
actors:
  ketria: {kind: state, side: east, names: [Ketria], demonyms: [Ketrian, Ketrians]}
  sorven: {kind: state, side: west, names: [Sorven], demonyms: [Sorveni, Sorvenis]}
places:
  wend: {kind: region, at: [-30.0, -20.0], radius: 60, names: [Wend]}
  mirefield: {kind: town, at: [-30.0, -20.0], within: wend, names: [Mirefield]}
  reed-road: {kind: road, at: [-30.1, -20.1], radius: 10, within: wend, names: [Reed Road]}
"""
ACCORD = """id: wend
title: The truce on the Wend
kind: preliminary
signed: 2031-03-01
in_force: {from: 2031-03-02T00:00, zone: "+00:00"}
territory: [wend]
parties: [ketria, sorven]
casebooks: [book.yml]
sources: [Reports of March 2031]
fluents:
  truce: {kind: ceasefire_observed, title: The truce as observed, places: [wend], actors: [ketria, sorven]}
  road: {kind: corridor, title: The Reed Road, places: [reed-road], actors: [sorven], initial: open}
provisions:
  truce:
    article: "1"
    words: Nobody fires on the Wend.
    kind: ban
    bearers: [ketria, sorven]
    beneficiaries: [ketria, sorven]
    conduct: {acts: [shelling], places: [wend]}
    window: {from: in_force}
    check: never_done
    fluent: {id: truce, states: [observed]}
  mirefield:
    article: "2"
    words: Ketria leaves Mirefield by 20 March.
    kind: duty
    bearers: [ketria]
    beneficiaries: [sorven]
    conduct: {acts: [withdrawal], places: [mirefield]}
    window: {by: 2031-03-20}
    check: done_by
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wend")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    (folder / "book.yml").write_text(CASEBOOK, encoding="utf-8")
    (folder / "accord.yml").write_text(ACCORD, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", [folder / "book.yml"], jobs=1, agreements=[folder / "accord.yml"])
    build([folder / "reports"], folder / "bare.case", [folder / "book.yml"], jobs=1)
    return folder / "a.case"


def findings(run: Run, *arguments: object) -> dict[str, Any]:
    lines = run("status", *arguments, "--json").stdout.splitlines()
    return {row["provision_id"]: row for row in map(json.loads, lines)}


def test_the_board_on_two_clocks(run: Run, case: Path) -> None:
    early = findings(run, case, "--on", "2031-03-10", "--known", "2031-03-10")
    assert (early["mirefield"]["status"], early["mirefield"]["due"]) == ("pending", "2031-03-20")
    assert early["truce"]["status"] == "kept so far"
    late = findings(run, case, "--on", "2031-04-12")
    assert (late["mirefield"]["status"], late["mirefield"]["rule"]) == ("overdue", "overdue")
    assert late["truce"]["status"] == "disputed"
    assert findings(run, case, "--on", "2031-04-12", "--known", "2031-04-10")["truce"]["status"] == "alleged breach"
    assert findings(run, case, "--on", "2001-01-01")["truce"]["status"] == "pending"


def test_the_board_in_words(run: Run, case: Path) -> None:
    printed = run("status", case, "--on", "2031-04-12").stdout
    assert "On 12 April 2031, by all that the case holds" in printed
    assert re.search(r"truce\s+Ketria and Sorven.*disputed", printed)
    assert "States on 12 April 2031" in printed
    assert re.search(r"closed\s+from 6 April 2031", printed)
    assert re.search(r"Computed on s-[0-9a-f]{16} \(snapshot 1, casebook [0-9a-f]{8}", printed)
    alone = run("status", case, "--provision", "mirefield").stdout
    assert "Nobody fires" not in alone and "Ketria leaves Mirefield" in alone


def test_an_explanation_has_every_claim_in_its_words(run: Run, case: Path) -> None:
    printed = run("explain", case, "truce", "--on", "2031-04-12").stdout
    for words in ("Against it", "“shelled", "Denied", "rule “breach-disputed”", "What is missing",
                  "from 7 April 2031: disputed", "As it became known".lower()):  # fmt: skip
        assert words in printed
    (row,) = map(json.loads, run("explain", case, "wend/truce", "--on", "2031-04-12", "--json").stdout.splitlines())
    assert {item["bearing"] for item in row["evidence"] if item["counts"]} == {"against", "denies breach"}
    text = REPORTS["shelling.txt"]
    against = next(item for item in row["evidence"] if item["bearing"] == "against")
    assert text[against["start"] :].startswith(against["quote"])
    early = run("explain", case, "truce", "--on", "2031-04-12", "--known", "2031-03-10").stdout
    assert "shelled" not in early


def test_the_history_of_a_state(run: Run, case: Path) -> None:
    printed = run("fluents", case, "--fluent", "road").stdout
    assert (
        "open" in printed and "closed  from 6 April 2031" in printed and "began by “blocked the Reed Road”" in printed
    )
    rows = [json.loads(line) for line in run("fluents", case, "--json").stdout.splitlines()]
    breach = next(row for row in rows if row["state"] == "breached")
    assert breach["begins_latest"] == "2031-04-07" and "denied by" in breach["disputed"]


def test_a_decision_stands_beside_the_finding_and_can_be_undone(run: Run, case: Path) -> None:
    arguments = (
        "decide",
        case,
        "mirefield",
        "--on",
        "2031-03-25",
        "--status",
        "fulfilled late",
        "--why",
        "I was there.",
    )
    decided = run(*arguments)
    assert decided.returncode == 0, decided.stderr
    assert "wend/mirefield is “fulfilled late” from 2031-03-25 on, decided by ada" in decided.stdout
    found = findings(run, case, "--on", "2031-04-12")["mirefield"]
    assert (found["status"], found["verdict"]["status"], found["verdict"]["why"]) == (
        "overdue",
        "fulfilled late",
        "I was there.",
    )
    assert findings(run, case, "--on", "2031-03-22")["mirefield"]["verdict"] is None
    assert "ada decided: fulfilled late" in " ".join(run("status", case, "--on", "2031-04-12").stdout.split())
    assert "I was there." in run("explain", case, "mirefield", "--on", "2031-04-12").stdout
    decision_id = re.findall(r"dec-[0-9a-f]{16}", decided.stdout)[0]
    assert run("undo", case, decision_id, "--why", "Another village.").returncode == 0
    assert findings(run, case, "--on", "2031-04-12")["mirefield"]["verdict"] is None
    assert "unattached" not in run("issues", case).stdout


def test_contrary_decisions_on_a_provision_are_all_shown(run: Run, case: Path) -> None:
    given = ("decide", case, "mirefield", "--on", "2031-03-25", "--why", "I was there.")
    assert run(*given, "--status", "overdue", user="ben").returncode == 0
    assert run(*given, "--status", "fulfilled late", user="ada").returncode == 0
    assert "ada decided: fulfilled late; ben, before: overdue" in run("status", case).stdout
    explained = run("explain", case, "mirefield").stdout
    assert explained.index("ada decided on") < explained.index("ben decided on")
    assert explained.count("set aside by a later one") == 1
    issue = run("issues", case, "--code", "contrary-decisions").stdout
    assert "about wend/mirefield from 2031-03-25 on: ben: overdue" in issue
    for name in ("mirefield", "wend/mirefield"):
        told = run("history", case, name).stdout
        assert "decided: wend/mirefield is overdue from 2031-03-25 on  by ben: I was there." in told
        assert "by ada: I was there." in told
    undone = run("undo", case, re.findall(r"dec-[0-9a-f]{16}", explained)[0])
    assert undone.returncode == 0
    assert "ben decided: overdue" in run("status", case).stdout
    assert run("issues", case, "--code", "contrary-decisions").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "{case}", "nowhere"), "There is no provision “nowhere”"),
        (("fluents", "{case}", "--fluent", "river"), "There is no fluent “river”"),
        (("status", "{case}", "--on", "soon"), "--on takes a day such as 2031-05-07"),
        (("status", "{case}", "--known", "soon"), "--known takes a day such as 2031-05-07"),
        (("status", "{case}", "--known", "1999-01-01"), "say which day is asked about with --on"),
        (("status", "{bare}"), "has no agreements. Build it with them"),
        (("decide", "{case}", "truce", "--status", "fine", "--why", "x"), "A status is one of pending"),
        (("decide", "{case}", "truce", "--status", "breached", "--why", " "), "Say why"),
        (
            ("decide", "{case}", "truce", "--status", "breached", "--on", "2031-02-28", "--why", "x"),
            "signed on 2031-03-01; nothing of it can be decided for 2031-02-28",
        ),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(run: Run, case: Path, arguments: tuple[str, ...], words: str) -> None:
    given = [one.format(case=case, bare=case.parent / "bare.case") for one in arguments]
    done = run(*given)
    assert done.returncode == 2
    assert words in done.stderr
