"""Judgements about pairs: what is written, what is refused, and that undo and history know them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from trucewatch.errors import CaseError, UsageError
from trucewatch.storage import open_case
from trucewatch.storage.cite import cite_record
from trucewatch.storage.decide import Reason, judge_claim, undo_decision
from trucewatch.storage.decisions import FILE, JUDGEMENTS, read_decisions, record_decision
from trucewatch.storage.history import claim_history, document_history
from trucewatch.storage.judge import judge_pair
from trucewatch.storage.log_format import COLUMNS_1, FORMAT

ADA, BEN = Reason("ada", "I read both."), Reason("ben", "I read them too.")


def acts(case: Path) -> list[str]:
    rows = open_case(case).arrow("claims").to_pylist()
    return [row["claim_id"] for row in rows if row["kind"] == "act"]


def standing(case: Path) -> list[tuple[str, str, str, str]]:
    return [(one.relation, one.left_id, one.right_id, one.by) for one in open_case(case).judgements]


def open_issues(case: Path) -> list[dict[str, Any]]:
    return [row for row in open_case(case).arrow("issues").to_pylist() if row["stage"] == "review"]


@pytest.mark.parametrize("relation", ["same", "different", "contradicts"])
def test_a_judgement_stands_until_it_is_undone(case: Path, relation: str) -> None:
    left, right, *_ = acts(case)
    made = judge_pair(case, relation, (left[:12], right), ADA)
    assert standing(case) == [(relation, left, right, "ada")]
    assert open_case(case).judgements[0].decision_id == made.decision_id
    for claim_id in (left, right):
        assert [one.action for one in claim_history(open_case(case), claim_id).decisions] == [relation]
        assert "I read both." in cite_record(open_case(case), claim_id)["fields"]["decided"]
    written = read_decisions(case)[0]
    assert written.before is not None
    assert [written.before[side]["claim_id"] for side in ("left", "right")] == [left, right]
    assert written.other is not None
    assert (written.anchor.quote, written.other.quote) == tuple(
        open_case(case).rows("SELECT quote FROM claims WHERE claim_id = ?", [one])[0]["quote"] for one in (left, right)
    )
    undo = undo_decision(case, made.decision_id, "ben", "They are not.")
    assert standing(case) == []
    with pytest.raises(UsageError, match="undone already, by ben"):
        undo_decision(case, made.decision_id, "ada", "")
    undo_decision(case, undo.decision_id, "ada", "They are.")
    assert standing(case) == [(relation, left, right, "ada")]
    told = claim_history(open_case(case), right)
    assert [one.action for one in told.decisions] == [relation, "undo", "undo"]
    assert told.original["claim_id"] == right


def test_of_a_copy_the_sides_are_documents(case: Path) -> None:
    documents = open_case(case).arrow("documents").column("document_id").to_pylist()
    claim = open_case(case).rows("SELECT claim_id FROM claims WHERE document_id = ? LIMIT 1", [documents[1]])[0]
    made = judge_pair(case, "copy", (documents[0], claim["claim_id"]), ADA)
    assert standing(case) == [("copy", documents[0], documents[1], "ada")]
    assert [one.decision_id for one in document_history(open_case(case), documents[1][:10])] == [made.decision_id]
    for pair, words in (
        ((documents[0], documents[1]), "so already"),
        ((documents[1], documents[0]), "the other way round"),
        ((documents[1], claim["claim_id"]), "the same document"),
        ((documents[0], "d-none"), "no document"),
        (("d-", documents[0]), "more than one"),
        (("", documents[0]), "no document"),
    ):
        with pytest.raises(UsageError, match=words):
            judge_pair(case, "copy", pair, BEN)
    assert len(read_decisions(case)) == 1


def test_what_cannot_be_judged_is_refused_and_nothing_is_written(case: Path) -> None:
    left, right, *_ = acts(case)
    for relation, pair, words in (
        ("same", (left, "c-none"), "no claim"),
        ("same", ("", right), "no claim"),
        ("same", (left, left), "name two"),
        ("alike", (left, right), "one of same, different, copy, contradicts"),
    ):
        with pytest.raises(UsageError, match=words):
            judge_pair(case, relation, pair, ADA)
    assert not (case / FILE).exists()


def test_contrary_judgements_are_refused_with_their_whole_trail(case: Path) -> None:
    first, second, third, fourth, *_ = acts(case)
    one = judge_pair(case, "same", (first, second), ADA)
    with pytest.raises(UsageError, match="so already"):
        judge_pair(case, "same", (second, first), ADA)
    judge_pair(case, "same", (first, second), BEN)
    with pytest.raises(UsageError, match=rf"cannot be different .*{one.decision_id}: I read both"):
        judge_pair(case, "different", (second, first), BEN)
    two = judge_pair(case, "same", (third, second), BEN)
    with pytest.raises(UsageError) as refused:
        judge_pair(case, "different", (first, third), ADA)
    assert all(word in str(refused.value) for word in (one.decision_id, two.decision_id, "ada", "ben", "undo"))
    apart = judge_pair(case, "different", (fourth, third), ADA)
    with pytest.raises(UsageError, match=rf"cannot be one thing .*{apart.decision_id}"):
        judge_pair(case, "same", (first, fourth), BEN)
    judge_pair(case, "contradicts", (first, fourth), BEN)
    undo_decision(case, apart.decision_id, "ada", "")
    judge_pair(case, "same", (first, fourth), BEN)
    assert [one.action for one in read_decisions(case)].count("same") == 4


def test_a_judgement_on_a_rejected_claim_waits(case: Path) -> None:
    left, right, *_ = acts(case)
    judge_pair(case, "same", (left, right), ADA)
    rejected = judge_claim(case, right, "reject", BEN)
    assert standing(case) == []
    (noted,) = open_issues(case)
    assert noted["code"] == "unattached"
    assert f"rejected claim {right}" in noted["reason"]
    undo_decision(case, rejected.decision_id, "ben", "")
    assert standing(case) == [("same", left, right, "ada")]
    assert open_issues(case) == []


def as_format_1(case: Path) -> list[tuple[Any, ...]]:
    """Turn a log into one as the first version wrote it; return its rows."""
    connection = sqlite3.connect(case / FILE)
    listed = ", ".join(f'"{name}"' for name in ("number", *COLUMNS_1))
    rows = connection.execute(f"SELECT {listed} FROM decisions ORDER BY number").fetchall()
    connection.executescript(
        f"""CREATE TABLE old AS SELECT {listed} FROM decisions; DROP TABLE decisions;
        CREATE TABLE decisions (number INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, at TEXT, "by" TEXT,
          action TEXT CHECK (action IN ('add', 'correct', 'reject', 'accept', 'undo')), claim_id TEXT,
          document_id TEXT, origin TEXT, source_sha256 TEXT, text_sha256 TEXT, quote TEXT, start INTEGER,
          occurrence INTEGER, kind TEXT, act TEXT, before TEXT, after TEXT, why TEXT, undoes TEXT);
        INSERT INTO decisions ({listed}) SELECT {listed} FROM old; DROP TABLE old;
        CREATE TRIGGER never_changed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'never'); END;
        PRAGMA user_version = 1;"""
    )
    connection.close()
    return rows


def test_a_log_of_the_first_format_is_read_as_it_is_and_brought_up_by_the_next_decision(case: Path) -> None:
    left, right, *_ = acts(case)
    first = judge_claim(case, left, "accept", ADA)
    undo = undo_decision(case, first.decision_id, "ada", "")
    rows = as_format_1(case)
    before = (case / FILE).read_bytes()
    assert read_decisions(case) == (first, undo)
    assert (case / FILE).read_bytes() == before
    made = judge_pair(case, "same", (left, right), ADA)
    assert read_decisions(case) == (first, undo, made)
    connection = sqlite3.connect(case / FILE)
    listed = ", ".join(f'"{name}"' for name in ("number", *COLUMNS_1))
    assert connection.execute(f"SELECT {listed} FROM decisions ORDER BY number").fetchall()[:2] == rows
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET why = 'other'"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


def test_a_log_of_a_later_format_is_left_alone(case: Path) -> None:
    left, right, *_ = acts(case)
    made = judge_pair(case, "same", (left, right), ADA)
    connection = sqlite3.connect(case / FILE)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.commit()
    connection.close()
    with pytest.raises(CaseError, match="later version"):
        read_decisions(case)
    with pytest.raises(CaseError, match="later version"):
        record_decision(case, made)


def test_relations_are_those_of_linking() -> None:
    from trucewatch.linking.model import RELATIONS

    assert set(JUDGEMENTS) == set(RELATIONS)
