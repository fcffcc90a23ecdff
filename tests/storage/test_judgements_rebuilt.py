"""Judgements outlive the claims they were made on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from trucewatch.errors import UsageError
from trucewatch.pipeline.run import build
from trucewatch.storage import open_case
from trucewatch.storage.authoring import Words, add_claim
from trucewatch.storage.decide import Reason, undo_decision
from trucewatch.storage.decisions import FILE, read_decisions, record_decision
from trucewatch.storage.history import claim_history
from trucewatch.storage.judge import judge_pair

ADA = Reason("ada", "I read both.")


def claims(case: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = open_case(case).arrow("claims").to_pylist()
    return rows


def test_a_judgement_finds_its_claims_under_another_casebook(case: Path, casebook: Path) -> None:
    before = claims(case)
    statements = [row for row in before if row["kind"] == "statement" and "Guard" in str(row["claimant"])]
    (left, right) = (str(row["claim_id"]) for row in statements[:2])
    judge_pair(case, "different", (left, right), ADA)
    build([], case, [casebook], jobs=1)
    (judged,) = open_case(case).judgements
    after = {row["claim_id"]: row for row in claims(case)}
    assert (judged.left_id, judged.right_id) != (left, right)
    for claim_id, old in zip((judged.left_id, judged.right_id), statements, strict=False):
        assert (after[claim_id]["quote"], after[claim_id]["start"]) == (old["quote"], old["start"])
    assert [one.action for one in claim_history(open_case(case), judged.right_id).decisions] == ["different"]
    assert [one.action for one in claim_history(open_case(case), right).decisions] == ["different"]
    with pytest.raises(UsageError, match="cannot be one thing"):
        judge_pair(case, "same", (left, right), ADA)


def test_a_side_that_is_gone_is_an_issue_and_the_judgement_waits(case: Path) -> None:
    first, second, *_ = (str(row["claim_id"]) for row in claims(case))
    made = judge_pair(case, "same", (first, second), ADA)
    (case / FILE).unlink()
    assert made.other is not None
    moved = replace(made.other, start=made.other.start + 1)
    record_decision(case, replace(made, other_id="c-gone", other=moved))
    assert open_case(case).judgements == ()
    (noted,) = (row for row in open_case(case).arrow("issues").to_pylist() if row["code"] == "unattached")
    assert all(word in noted["reason"] for word in ("ada", "I read both.", "c-gone", "bears on nothing now"))
    assert noted["quote"] == moved.quote


def test_a_copy_finds_its_documents_by_their_text(case: Path) -> None:
    documents = open_case(case).arrow("documents").to_pylist()
    judge_pair(case, "copy", (documents[0]["document_id"], documents[1]["document_id"]), ADA)
    other = Path(shutil.copytree(case, case.with_name("other.case")))
    for old in ("parts", "snapshots", "archive"):
        shutil.rmtree(other / old)
    (other / "custody.jsonl").unlink()
    (other / "snapshots").mkdir()
    report = other.with_name("again.txt")
    report.write_bytes(b"\xef\xbb\xbf" + documents[0]["text"].encode())
    build([report], other, jobs=1)
    assert open_case(other).judgements == ()
    (noted,) = (row for row in open_case(other).arrow("issues").to_pylist() if row["code"] == "unattached")
    assert documents[1]["document_id"] in noted["reason"]
    report.write_bytes(b"\xef\xbb\xbf" + documents[1]["text"].encode())
    build([report], other, jobs=1)
    (judged,) = open_case(other).judgements
    texts = {row["document_id"]: row["text"] for row in open_case(other).arrow("documents").to_pylist()}
    assert [texts[judged.left_id], texts[judged.right_id]] == [row["text"] for row in documents[:2]]


def test_a_judgement_on_a_claim_that_a_person_added(case: Path, casebook: Path) -> None:
    added = add_claim(case, Words(document="denial.txt", quote="No shells"), {"act": ["refusal"]}, ADA)
    first = next(str(row["claim_id"]) for row in claims(case) if row["claim_id"] != added.claim_id)
    judge_pair(case, "contradicts", (added.claim_id, first), ADA)
    build([], case, [casebook], jobs=1)
    assert [one.left_id for one in open_case(case).judgements] == [added.claim_id]
    undo_decision(case, added.decision_id, "ada", "")
    assert open_case(case).judgements == ()
    assert len(read_decisions(case)) == 3
