"""Decisions outlive the claims they were made on: other casebooks, other readings, other files with the same text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.conftest import REPORTS
from trucewatch.pipeline.run import build
from trucewatch.storage import open_case
from trucewatch.storage.attach import word_places
from trucewatch.storage.authoring import Words, add_claim, correct_claim
from trucewatch.storage.changes import find_changes
from trucewatch.storage.decide import Reason, judge_claim, undo_decision
from trucewatch.storage.decisions import FILE, read_decisions, record_decision, undone
from trucewatch.storage.history import claim_history, find_claim

ADA = Reason("ada", "I read the page.")
Row = dict[str, Any]


def rows(case: Path, table: str = "claims") -> list[Row]:
    return open_case(case).arrow(table).to_pylist()


def guards_statement(case: Path) -> Row:
    return next(
        row for row in rows(case) if row["kind"] == "statement" and row["claimant"] and "Guard" in row["claimant"]
        and "bridge" in row["quote"]
    )  # fmt: skip


def rebuild(case: Path, *casebooks: Path) -> None:
    build([], case, casebooks, jobs=1)


def test_decisions_find_their_claims_under_another_casebook(case: Path, casebook: Path) -> None:
    said = guards_statement(case)
    act = next(row for row in rows(case) if row["act"] == "shelling" and row["status"] == "happened")
    judge_claim(case, said["claim_id"], "reject", ADA)
    correct_claim(case, act["claim_id"], {"date": ["2031-05-04"]}, ADA)
    added = add_claim(case, Words(document="denial.txt", quote="No shells"), {"act": ["refusal"]}, ADA)
    judge_claim(case, added.claim_id, "accept", Reason("ben", "So it is."))
    rebuild(case, casebook)
    now = guards_statement(case)
    assert now["claimant"] == "Guard of the North"
    assert now["claim_id"] != said["claim_id"]
    assert now["review"] == "rejected"
    again = next(row for row in rows(case) if row["act"] == "shelling" and row["start"] == act["start"])
    assert (again["review"], again["date"]) == ("corrected", "2031-05-04")
    kept = next(row for row in rows(case) if row["claim_id"] == added.claim_id)
    assert (kept["made_by"], kept["review"], kept["quote"]) == ("person", "accepted", "No shells")
    assert not [row for row in rows(case, "issues") if row["stage"] == "review"]
    assert find_claim(open_case(case), said["claim_id"])["claim_id"] == now["claim_id"]
    told = claim_history(open_case(case), now["claim_id"])
    assert [(decision.action, decision.claim_id) for decision in told.decisions] == [("reject", said["claim_id"])]
    undo_decision(case, told.decisions[0].decision_id, "ben", "")
    assert guards_statement(case)["review"] == "unreviewed"


def test_what_a_person_added_takes_casebook_names_and_their_sides(case: Path, casebook: Path) -> None:
    rebuild(case, casebook)
    values = {"act": ["shelling"], "actor": ["tirvania"], "place": ["Orlburg"], "says": ["Northern Guard"]}
    added = add_claim(case, Words(document="shelling.txt", quote="shelled the town"), values, ADA)
    row = next(row for row in rows(case) if row["claim_id"] == added.claim_id)
    assert row["place_ids"] == ["casebook:orlevik"]
    assert [(actor["actor_id"], actor["name"]) for actor in row["actors"]] == [("tirvania", "Tirvania")]
    assert (row["claimant"], row["claimant_actor_id"], row["claimant_side"]) == ("Guard of the North", "guard", "north")
    mentions = {mention["mention_id"]: mention for mention in rows(case, "places")}
    assert mentions[row["place_mention_ids"][0]]["quote"] == "Orlevik"


def test_a_decision_that_fits_no_claim_is_an_issue_until_it_fits_again(case: Path) -> None:
    act = next(row for row in rows(case) if row["act"] == "shelling" and row["status"] == "happened")
    decision = judge_claim(case, act["claim_id"], "reject", ADA)
    other = Path(shutil.copytree(case, case.with_name("other.case")))
    for foreign in ("parts", "snapshots", "archive"):
        shutil.rmtree(other / foreign)
    (other / "custody.jsonl").unlink()
    (other / "snapshots").mkdir()
    report = other.with_name("other.txt")
    report.write_text("MARESH, May 9, 2031 - Velmar closed the bridge at Kestrin on Thursday.\n", encoding="utf-8")
    build([report], other, jobs=1)
    (left,) = (row for row in rows(other, "issues") if row["code"] == "unattached")
    assert (left["stage"], left["quote"]) == ("review", act["quote"])
    assert decision.decision_id in left["reason"]
    assert "ada" in left["reason"]
    assert claim_history(open_case(other), act["claim_id"]).now is None
    # The same text comes again, in a file of other bytes.
    report.write_bytes(b"\xef\xbb\xbf" + REPORTS["shelling.txt"].encode())
    build([report], other, jobs=1)
    assert not [row for row in rows(other, "issues") if row["code"] == "unattached"]
    (found,) = (row for row in rows(other) if row["review"] == "rejected")
    assert found["document_id"] != act["document_id"]
    assert (found["quote"], found["act"]) == (act["quote"], act["act"])


def test_the_same_words_elsewhere_in_the_same_text_are_other_words(case: Path) -> None:
    first, second = (row for row in rows(case) if row["act"] == "withdrawal")
    assert first["quote"] == second["quote"]
    judge_claim(case, second["claim_id"], "reject", ADA)
    (written,) = read_decisions(case)
    (case / FILE).unlink()
    # As if a rebuild had given both claims other ids.
    record_decision(case, replace(written, claim_id="c-of-another-reading"))
    assert {row["claim_id"]: row["review"] for row in rows(case) if row["act"] == "withdrawal"} == {
        first["claim_id"]: "unreviewed", second["claim_id"]: "rejected",
    }  # fmt: skip
    (case / FILE).unlink()
    record_decision(
        case, replace(written, claim_id="c-gone", anchor=replace(written.anchor, start=written.anchor.start + 1))
    )
    assert {row["review"] for row in rows(case)} == {"unreviewed"}
    assert [row["code"] for row in rows(case, "issues") if row["stage"] == "review"] == ["unattached"]


def test_changes_since_a_snapshot(case: Path, casebook: Path) -> None:
    untouched = find_changes(open_case(case), "1")
    assert (untouched.new, untouched.changed, untouched.withdrawn, untouched.decisions) == ((), (), (), ())
    said = guards_statement(case)
    judge_claim(case, said["claim_id"], "accept", ADA)
    rebuild(case, casebook)
    report = case.with_name("more.txt")
    report.write_text("TIRVA, May 9, 2031 - Velmari troops shelled Dobrel on Thursday.\n", encoding="utf-8")
    build([report], case, jobs=1)
    found = find_changes(open_case(case), "1")
    assert [row["origin"].rsplit("/", 1)[-1] for row in found.documents] == ["more.txt"]
    assert {row["document_id"] for row in found.new} >= {found.documents[0]["document_id"]}
    change = next(change for change in found.changed if change.old["claim_id"] == said["claim_id"])
    assert change.fields["claimant"] == (said["claimant"], "Guard of the North")
    assert [decision.action for decision in found.decisions] == ["accept"]
    since_second = find_changes(open_case(case), "2")
    assert {row["document_id"] for row in since_second.new} == {found.documents[0]["document_id"]}
    assert (since_second.changed, since_second.withdrawn) == ((), ())
    backwards = find_changes(open_case(case), "1999-01-01")
    assert backwards.base is None
    assert len(backwards.new) == open_case(case).sql("SELECT * FROM machine_claims").num_rows


@given(text=st.text("ab ", max_size=12), words=st.text("ab", min_size=1, max_size=3))
def test_word_places_are_all_places(text: str, words: str) -> None:
    assert word_places(text, words) == [at for at in range(len(text)) if text.startswith(words, at)]


STEP = st.one_of(
    st.tuples(st.sampled_from(["reject", "accept", "correct", "add"]), st.integers(0, 3), st.booleans()),
    st.tuples(st.just("undo"), st.integers(0, 9), st.booleans()),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_any_decisions_and_undos_leave_the_same_state_whoever_reads_meanwhile(
    built: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    case, replayed = (Path(shutil.copytree(built, folder / name)) for name in ("a.case", "b.case"))
    machine = rows(case)
    for action, number, read in steps:
        take(case, machine, action, number)
        if read:
            rows(case)
    decisions = read_decisions(case)
    if decisions:
        shutil.copyfile(case / FILE, replayed / FILE)
    assert rows(replayed) == rows(case)
    assert rows(replayed, "issues") == rows(case, "issues")
    for decision in reversed(decisions):
        if decision.action != "undo" and decision.decision_id not in undone(read_decisions(case)):
            undo_decision(case, decision.decision_id, "carla", "")
    assert rows(case) == machine


def take(case: Path, machine: list[Row], action: str, number: int) -> None:
    """Take one decision; an undo of what cannot be undone is no step."""
    reason, row = Reason(("ada", "ben")[number % 2], "A step."), machine[number]
    if action == "undo":
        decisions = read_decisions(case)
        free = [decision for decision in decisions if decision.decision_id not in undone(decisions)]
        if free:
            undo_decision(case, free[number % len(free)].decision_id, reason.by, "")
    elif action == "correct":
        now = find_claim(open_case(case), row["claim_id"])
        due = f"2031-06-0{number + 1}"
        if now["due"] != due:
            correct_claim(case, row["claim_id"], {"due": [due]}, reason)
    elif action == "add":
        add_claim(case, Words(document="denial.txt", quote="No shells"), {"act": ["refusal"]}, reason)
    else:
        judge_claim(case, row["claim_id"], action, reason)
