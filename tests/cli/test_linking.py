"""Events, copies, contradictions, figures and judgements as a person asks for them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from trucewatch.pipeline.run import build

CASEBOOK = """about: An invented conflict.
sides: {hill: Ostavia, coast: Merrin}
actors:
  ostavia: {kind: state, side: hill, names: [Ostavia], demonyms: [Ostavian, Ostavians]}
  merrin: {kind: state, side: coast, names: [Merrin], demonyms: [Merrinese]}
  hospital: {kind: body, side: coast, affiliations: merrin, names: [Dunvale hospital]}
places:
  dunvale: {kind: town, at: [-30.0, -20.0], names: [Dunvale]}
outlets:
  herald: {names: [The Dunvale Herald], side: coast}
  wire: {names: [Northwire], genre: agency}
"""
STORY = """Ostavian artillery shelled the town of Dunvale on Monday, May 5, the mayor said. The shells fell on the
market and on two streets behind the old harbour, where people had gathered to buy bread after a night without power."""
REPORTS = {
    "wire.txt": f"""Northwire

Shells on Dunvale

DUNVALE, May 6, 2031 - {STORY} At least 12 people were killed, Dunvale hospital said.
""",
    "herald.txt": f"""The Dunvale Herald

Shells on our town

DUNVALE, May 7, 2031 (Northwire) - {STORY} The town council said that 15 people were killed.
""",
    "denial.txt": """Statement of the government of Ostavia

OSTAVIA, May 8, 2031 - Ostavia denied that its artillery had shelled the town of Dunvale on Monday, May 5.
""",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linking")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    (folder / "book.yml").write_text(CASEBOOK, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", [folder / "book.yml"], jobs=1)
    return folder / "a.case"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "a.case"))


def rows(run: Run, *arguments: object) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def shelling(run: Run, case: Path) -> dict[str, Any]:
    return max(rows(run, "events", case, "--type", "shelling"), key=lambda row: len(row["claim_ids"]))


def test_events_as_a_table_and_as_json(run: Run, case: Path) -> None:
    row = shelling(run, case)
    assert row["date"] == "2031-05-05"
    assert row["asserted"]
    assert row["denied"]
    assert row["grades"]["act"] == "Contested"
    printed = run("events", case).stdout
    assert all(len(line) <= 120 for line in printed.splitlines())
    (line,) = (line for line in printed.splitlines() if row["event_id"][:8] in line)
    assert "2031-05-05" in line
    assert f"{len(row['asserted'])} for" in printed
    assert "against" in printed
    assert "Contested" in printed
    assert [one["event_id"] for one in rows(run, "events", case, "--grade", "contested")] == [row["event_id"]]
    assert rows(run, "events", case, "--on", "2031-06") == []


def test_an_event_with_its_claims_in_their_words(run: Run, case: Path) -> None:
    row = shelling(run, case)
    printed = run("event", case, row["event_id"][:9]).stdout
    for words in ("Asserted by", "Denied by", "How well it stands", "act     Contested", "known since 2031-05-06"):
        assert words in printed
    for claim_id in row["claim_ids"]:
        assert claim_id in printed
    (told,) = rows(run, "event", case, row["event_id"])
    assert {claim["claim_id"] for claim in told["claims"]} == set(row["claim_ids"])
    assert told["note"] is None
    by_claim = run("event", case, row["claim_ids"][-1]).stdout
    assert by_claim.startswith(f"{row['claim_ids'][-1]} is a claim of this event.")
    joined = run("event", case, row["claim_ids"][-1].replace("c-", "e-")).stdout
    assert "is part of this event now" in joined or joined == printed


def test_known_turns_the_clock_back(run: Run, case: Path) -> None:
    before = rows(run, "events", case, "--known", "2031-05-07", "--type", "shelling")
    assert before
    assert not [row for row in before if row["denied"]]
    assert "as known on 2031-05-07" in run("events", case, "--known", "2031-05-07").stdout
    assert rows(run, "copies", case, "--known", "2031-05-06") == []
    assert "takes a day" in run("events", case, "--known", "May").stderr


def test_copies_tell_who_copied_whom(run: Run, case: Path) -> None:
    (copy,) = rows(run, "copies", case)
    assert (copy["left_title"], copy["right_outlet"]) == ("Shells on Dunvale", "The Dunvale Herald")
    printed = run("copies", case).stdout
    assert re.search(r"from  Shells on Dunvale, 2031-05-06.*\n\s+to  The Dunvale Herald", printed)
    assert "The source was published first." in printed


def test_contradictions_give_both_wordings(run: Run, case: Path) -> None:
    found = rows(run, "contradictions", case)
    assert "status" in {row["kind"] for row in found}
    printed = run("contradictions", case).stdout
    for row in found:
        assert " ".join(row["left_quote"].split()) in printed
        assert " ".join(row["right_quote"].split()) in printed
    late = rows(run, "contradictions", case, "--since", "2031-05-08")
    assert late
    assert rows(run, "contradictions", case, "--since", "2031-05-09") == []
    assert run("contradictions", case, "--since", "soon").returncode == 2


def test_contradictions_that_share_a_side_stand_together(run: Run, case: Path) -> None:
    clashing = [row for row in rows(run, "contradictions", case) if row["kind"] == "status"]
    printed = run("contradictions", case).stdout
    assert len(clashing) > 1
    assert printed.count("      against\n") < len(rows(run, "contradictions", case))
    assert "by the report" not in printed
    for row in clashing:
        assert row["left_claim_id"] in printed and row["right_claim_id"] in printed


def test_figures_stand_side_by_side(run: Run, case: Path) -> None:
    found = rows(run, "figures", case, "killed")
    assert {(row["low"], row["high"]) for row in found} == {(12.0, None), (15.0, 15.0)}
    printed = run("figures", case, "killed").stdout
    assert "12 to 15 or more, by 2 independent origins" in printed
    assert "at least 12" in printed
    assert "None is an average" in printed
    assert "No figure counts “sheep”" in run("figures", case, "sheep").stderr


def test_judging_and_taking_it_back(run: Run, case: Path) -> None:
    row = shelling(run, case)
    left, right = row["asserted"][0], row["denied"][0]
    judged = run("judge", case, "different", left, right, "--why", "They speak of two days.")
    assert judged.returncode == 0, judged.stderr
    assert f"Judged {left} different from {right} by ada" in judged.stdout
    assert right not in shelling(run, case)["claim_ids"] or left not in shelling(run, case)["claim_ids"]
    refused = run("judge", case, "same", right, left, "--why", "One day.", user="ben")
    assert refused.returncode == 2
    assert "They speak of two days" in refused.stderr
    assert "says ada" in refused.stderr
    told = run("history", case, right).stdout
    assert f"judged: {left} different from {right}" in told
    assert re.search(r"judged  c-.* different c-.*, ada: They speak of two days", run("event", case, left).stdout)
    decision = re.findall(r"dec-[0-9a-f]{16}", judged.stdout)[0]
    assert f"different {left} {right} by ada" in run("changes", case, "--since", "1").stdout
    assert "0 events new, changed or gone" in run("changes", case, "--since", "1", "--events").stdout
    assert run("undo", case, decision).returncode == 0
    assert shelling(run, case) == row
    assert "undone already" in run("undo", case, decision).stderr
    copied = run("judge", case, "copy", left, right, "--why", "The same hand.")
    documents = re.findall(r"d-[0-9a-f]{16}", copied.stdout)
    assert "is the source of" not in copied.stderr
    assert "The same hand." in run("history", case, documents[0]).stdout
    assert run("judge", case, "same", "c-none", right, "--why", "x").returncode == 2
    assert run("judge", case, "similar", left, right, "--why", "x").returncode == 2


def test_records_of_linking_can_be_cited(run: Run, case: Path) -> None:
    contradiction = rows(run, "contradictions", case)[0]
    printed = run("cite", case, contradiction["contradiction_id"]).stdout
    assert printed.count("SHA-256") == 2
    figure = rows(run, "figures", case, "killed")[0]
    assert figure["quote"] in run("cite", case, figure["estimate_id"]).stdout
    assert "shelled" in run("cite", case, shelling(run, case)["event_id"]).stdout
    group = run("cite", case, figure["topic_id"])
    assert group.returncode == 0 and figure["estimate_id"] in group.stdout and "SHA-256" in group.stdout


@pytest.mark.parametrize(("option", "name"), [("--actor", "ostavia"), ("--place", "dunvale")])
def test_claims_by_actor_and_place(case: Path, run: Run, option: str, name: str) -> None:
    everything = {row["claim_id"] for row in rows(run, "claims", case)}
    found = {row["claim_id"] for row in rows(run, "claims", case, option, name)}
    assert found and found < everything
    assert rows(run, "claims", case, option, "nowhere and nobody") == []


def test_events_of_no_such_type_is_wrong_use(case: Path, run: Run) -> None:
    assert rows(run, "events", case, "--type", "shelling") and rows(run, "events", case, "--type", "protest") == []
    done = run("events", case, "--type", "sheling")
    assert done.returncode == 2 and "“sheling”" in done.stderr


def test_one_event_is_not_judged_against_itself(case: Path, run: Run) -> None:
    event_id = shelling(run, case)["event_id"]
    done = run("judge", case, "different", event_id, event_id, "--why", "x")
    assert done.returncode == 2 and "are one event" in done.stderr
