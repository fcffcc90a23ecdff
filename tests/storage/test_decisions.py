"""People's decisions: what they do to claims, what is refused, and that they land whatever else goes on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trucewatch.errors import CaseError, UsageError
from trucewatch.storage import open_case
from trucewatch.storage.authoring import Words, add_claim, correct_claim
from trucewatch.storage.cite import cite_record
from trucewatch.storage.decide import NO_REASON, Reason, judge_claim, undo_decision, who_decides
from trucewatch.storage.decisions import FILE, read_decisions
from trucewatch.storage.history import claim_history
from trucewatch.storage.review import review_mark

ADA, BEN = Reason("ada", "I read the page."), Reason("ben", "So did I.")


def claims(case: Path, **wanted: Any) -> list[dict[str, Any]]:
    rows = open_case(case).arrow("claims").to_pylist()
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def claim(case: Path, **wanted: Any) -> dict[str, Any]:
    (found,) = claims(case, **wanted)
    return found


def shelling(case: Path) -> dict[str, Any]:
    return next(row for row in claims(case, kind="act", act="shelling") if row["status"] == "happened")


def issues(case: Path, code: str) -> list[dict[str, Any]]:
    return [row for row in open_case(case).arrow("issues").to_pylist() if row["code"] == code]


def test_nobody_decided_and_the_claims_are_the_machines(case: Path) -> None:
    opened = open_case(case)
    assert opened.decisions == ()
    assert (
        opened.arrow("claims").to_pylist()
        == opened.sql('SELECT * FROM machine_claims ORDER BY document_id, start, "end", claim_id').to_pylist()
    )
    assert {review_mark(row) for row in claims(case)} == {"machine"}


def test_reject_accept_and_undo(case: Path) -> None:
    before, claim_id = claims(case), shelling(case)["claim_id"]
    rejected = judge_claim(case, claim_id, "reject", ADA)
    assert claim(case, claim_id=claim_id)["review"] == "rejected"
    assert len(claims(case)) == len(before)
    assert cite_record(open_case(case), claim_id)["fields"]["decided"] == "rejected (reject by ada: I read the page.)"
    undo_decision(case, rejected.decision_id, "ben", "")
    assert claims(case) == before
    judge_claim(case, claim_id[:9], "accept", BEN)
    assert review_mark(claim(case, claim_id=claim_id)) == "accepted"
    assert [decision.why for decision in read_decisions(case)] == ["I read the page.", NO_REASON, "So did I."]


def test_a_correction_sets_fields_and_what_follows_from_them(case: Path) -> None:
    original = shelling(case)
    given = {
        "status": ["denied"], "actor": ["Northern Guard", "someone else"], "place": [""], "date": ["2031-05-04"],
    }  # fmt: skip
    correct_claim(case, original["claim_id"], given, ADA)
    corrected = claim(case, claim_id=original["claim_id"])
    assert (corrected["review"], corrected["made_by"]) == ("corrected", "machine")
    assert (corrected["status"], corrected["polarity"], corrected["modality"]) == ("denied", "denied", "actual")
    assert [actor["name"] for actor in corrected["actors"]] == ["Northern Guard", "someone else"]
    assert (corrected["date"], corrected["place_ids"], corrected["place_mention_ids"]) == ("2031-05-04", [], [])
    kept = set(original) - {
        "actors",
        "place_ids",
        "place_mention_ids",
        "date",
        "time_ids",
        "status",
        "polarity",
        "review",
    }
    assert {name: corrected[name] for name in kept} == {name: original[name] for name in kept}
    told = claim_history(open_case(case), original["claim_id"])
    assert told.original == original
    assert told.decisions[0].before == original
    judge_claim(case, original["claim_id"], "accept", BEN)
    assert claim(case, claim_id=original["claim_id"])["review"] == "corrected"


def test_another_act_brings_its_type_and_another_voice_its_status(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    correct_claim(case, claim_id, {"act": ["withdrawal"], "says": ["the mayor"]}, ADA)
    corrected = claim(case, claim_id=claim_id)
    assert (corrected["act"], corrected["event_type"]) == ("withdrawal", "RETREAT")
    assert (corrected["status"], corrected["claimant"], corrected["own_voice"]) == ("alleged", "the mayor", False)
    assert corrected["chain"][0] == "the mayor"
    correct_claim(case, claim_id, {"says": [""], "polarity": ["denied"]}, ADA)
    corrected = claim(case, claim_id=claim_id)
    assert (corrected["status"], corrected["own_voice"], len(corrected["chain"])) == ("denied", True, 1)


def test_a_claim_is_added_on_exact_words(case: Path) -> None:
    words = Words(document="shelling.txt", quote="killed at least 12 people. Velmar closed")
    given = {
        "act": ["killing"],
        "actor": ["Velmar"],
        "place": ["Orlevik"],
        "date": ["2031-05-05"],
        "says": ["the mayor"],
    }
    added = add_claim(case, words, given, ADA)
    row = claim(case, claim_id=added.claim_id)
    text = open_case(case).rows("SELECT text FROM documents WHERE document_id = ?", [row["document_id"]])[0]["text"]
    assert text[row["start"] : row["end"]] == row["quote"] == "killed at least 12 people. Velmar\nclosed"
    assert (row["made_by"], row["review"], row["status"], row["event_type"]) == (
        "person",
        "unreviewed",
        "alleged",
        "ASSAULT",
    )
    assert review_mark(row) == "person"
    judge_claim(case, added.claim_id, "reject", BEN)
    assert review_mark(claim(case, claim_id=added.claim_id)) == "person, rejected"
    undo_decision(case, added.decision_id, "ada", "")
    assert not claims(case, claim_id=added.claim_id)
    (left,) = issues(case, "unattached")
    assert "reject" in left["reason"]
    told = claim_history(open_case(case), added.claim_id)
    assert told.now is None
    assert [decision.action for decision in told.decisions] == ["add", "reject", "undo"]


def test_words_in_several_places_need_their_offset(case: Path) -> None:
    words = {"document": "shelling.txt", "quote": "Velmari troops withdrew"}
    with pytest.raises(UsageError, match="2 places") as refused:
        add_claim(case, Words(**words), {"act": ["withdrawal"]}, ADA)
    text = (open_case(case).rows("SELECT text FROM documents WHERE origin LIKE '%shelling.txt'"))[0]["text"]
    second = text.rindex("Velmari troops withdrew")
    assert str(second) in str(refused.value)
    added = add_claim(case, Words(**words, at=second), {"act": ["withdrawal"]}, ADA)
    assert claim(case, claim_id=added.claim_id)["start"] == second
    assert added.anchor.occurrence == 1
    with pytest.raises(UsageError, match=f"stand at .*{second}"):
        add_claim(case, Words(**words, at=3), {"act": ["withdrawal"]}, ADA)


@pytest.mark.parametrize(
    ("quote", "given", "words"),
    [
        ("guns of Dobrel", {"act": ["shelling"]}, "stand nowhere"),
        (" ", {"act": ["shelling"]}, "exact words"),
        ("Jolan Brask", {}, "--act"),
        ("Jolan Brask", {"act": ["shell"]}, "no act “shell”"),
        ("Jolan Brask", {"act": ["shelling"], "status": ["perhaps"]}, "status is one of"),
        ("Jolan Brask", {"act": ["shelling"], "date": ["Monday"]}, "date takes a date"),
        ("Jolan Brask", {"act": ["shelling"], "date": ["2031-02-30"]}, "date takes a date"),
        ("Jolan Brask", {"act": ["shelling"], "due": ["2031-05/2031-04"]}, "due takes a date"),
        ("Jolan Brask", {"act": ["shelling"], "place": ["Nowhere-on-Sea"]}, "no place"),
        ("Jolan Brask", {"act": ["shelling"], "colour": ["red"]}, "no field “colour”"),
        ("Jolan Brask", {"act": ["shelling", "killing"]}, "one value"),
        ("Jolan Brask", {"kind": ["rumour"]}, "kinds"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    case: Path, quote: str, given: dict[str, list[str]], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        add_claim(case, Words(document="shelling.txt", quote=quote), given, ADA)
    assert not (case / FILE).exists()


def test_wrong_ids_and_empty_reasons(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    with pytest.raises(UsageError, match="Nobody has decided"):
        undo_decision(case, "dec-1", "ada", "")
    decision = judge_claim(case, claim_id, "accept", ADA)
    for wrong in ("", "c-nothing", "c-"):
        with pytest.raises(UsageError):
            judge_claim(case, wrong, "accept", ADA)
    for wrong in ("", "dec-nothing"):
        with pytest.raises(UsageError, match="no decision"):
            undo_decision(case, wrong, "ada", "")
    with pytest.raises(UsageError, match="documents"):
        add_claim(case, Words(document=".txt", quote="Orlevik"), {"act": ["shelling"]}, ADA)
    with pytest.raises(UsageError, match="already"):
        correct_claim(case, claim_id, {"status": ["happened"]}, ADA)
    with pytest.raises(UsageError, match="why"):
        Reason("ada", "  ")
    with pytest.raises(UsageError, match="who"):
        Reason("", "because")
    statement = claims(case, kind="statement")[0]["claim_id"]
    with pytest.raises(UsageError, match="has no act"):
        correct_claim(case, statement, {"act": ["shelling"]}, ADA)
    assert read_decisions(case) == (decision,)


def test_what_was_undone_is_not_undone_again_but_an_undo_can_be(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    first = judge_claim(case, claim_id, "reject", ADA)
    undo = undo_decision(case, first.decision_id, "ben", "A slip.")
    with pytest.raises(UsageError, match="undone already, by ben"):
        undo_decision(case, first.decision_id, "ada", "")
    undo_decision(case, undo.decision_id, "ada", "No slip.")
    assert claim(case, claim_id=claim_id)["review"] == "rejected"
    undo_decision(case, first.decision_id, "ben", "It is one.")
    assert claim(case, claim_id=claim_id)["review"] == "unreviewed"


def test_contrary_decisions_are_named_and_the_later_stands(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    judge_claim(case, claim_id, "reject", ADA)
    judge_claim(case, claim_id, "accept", ADA)
    assert not issues(case, "contrary-decisions")
    last = judge_claim(case, claim_id, "reject", BEN)
    (noted,) = issues(case, "contrary-decisions")
    assert all(word in noted["reason"] for word in ("ada", "ben", claim_id, last.decision_id))
    assert claim(case, claim_id=claim_id)["review"] == "rejected"
    undo_decision(case, last.decision_id, "ben", "")
    assert not issues(case, "contrary-decisions")
    correct_claim(case, claim_id, {"date": ["2031-05-03"]}, ADA)
    correct_claim(case, claim_id, {"date": ["2031-05-04"]}, BEN)
    (noted,) = issues(case, "contrary-decisions")
    assert "2031-05-03" in noted["reason"]
    assert noted["quote"] == shelling(case)["quote"]
    assert claim(case, claim_id=claim_id)["date"] == "2031-05-04"


def test_reading_makes_no_file_and_needs_no_right_to_write(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    judge_claim(case, claim_id, "reject", ADA)
    (case / FILE).chmod(0o400)
    case.chmod(0o500)
    before = sorted(path.name for path in case.iterdir())
    try:
        assert claim(case, claim_id=claim_id)["review"] == "rejected"
        assert sorted(path.name for path in case.iterdir()) == before == sorted({*before} - {FILE + "-wal"})
    finally:
        case.chmod(0o700)


def test_a_log_is_read_while_another_has_it_open(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    judge_claim(case, claim_id, "reject", ADA)
    connection = sqlite3.connect(case / FILE)
    connection.execute("SELECT count(*) FROM decisions").fetchone()
    judge_claim(case, claim_id, "accept", ADA)
    assert (case / (FILE + "-wal")).exists()
    assert claim(case, claim_id=claim_id)["review"] == "accepted"
    connection.close()


def test_rows_are_never_changed_or_removed(case: Path) -> None:
    judge_claim(case, shelling(case)["claim_id"], "reject", ADA)
    connection = sqlite3.connect(case / FILE)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET why = 'other'"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


def test_a_damaged_log_is_named(case: Path) -> None:
    (case / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(CaseError, match=FILE):
        open_case(case)


def test_who_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCEWATCH_USER", "Ada  of the desk")
    assert who_decides(None) == "Ada of the desk"
    assert who_decides("ben") == "ben"
    monkeypatch.delenv("TRUCEWATCH_USER")
    monkeypatch.setenv("LOGNAME", "carla")
    assert who_decides(None) == "carla"


def test_decisions_taken_at_once_all_land(case: Path) -> None:
    claim_id = shelling(case)["claim_id"]
    program = (
        "import sys; from pathlib import Path; from trucewatch.storage.decide import Reason, judge_claim\n"
        "for n in range(5): judge_claim(Path(sys.argv[1]), sys.argv[2], 'accept', Reason(sys.argv[3], f'turn {n}'))"
    )
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(case), claim_id, name], env=environment)
        for name in ("ada", "ben", "carla")
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    decisions = read_decisions(case)
    assert {(decision.by, decision.why) for decision in decisions} == {
        (name, f"turn {n}") for name in ("ada", "ben", "carla") for n in range(5)
    }
    assert [decision.number for decision in decisions] == list(range(1, 16))
    assert not (case / (FILE + "-wal")).exists()
