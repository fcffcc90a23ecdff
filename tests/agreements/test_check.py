from __future__ import annotations

from pathlib import Path

import pytest

from tests.agreements.accords import GUNS, HEAD, write_accord
from trucewatch.agreements.check import check_agreement


def doubts(path: Path) -> list[str]:
    findings = check_agreement(path)
    assert all(finding.severity == "warning" for finding in findings)
    return [finding.message for finding in findings]


def provision(fields: str) -> str:
    return f"  rule: {{article: '2', words: A rule., {fields}}}\n"


DOUBTS = {
    "no bearer": ("kind: duty, conduct: {acts: talks}, check: kept_up", "a duty without bearer"),
    "no check": ("kind: ban, bearers: ostara, conduct: {acts: killing}", "no check: nothing decides it"),
    "before the signing": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, window: {by: 2030-12-31}, check: done_by",
        "it ends (2030-12-31) before the signing (2031-01-30)",
    ),
    "no deadline": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, window: {from: signed}, check: done_by",
        "no deadline",
    ),
    "a ban that asks for a deed": (
        "kind: ban, bearers: ostara, conduct: {acts: killing}, window: {by: 2032}, check: done_by", "this is a ban"),
    "a duty never to be done": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, check: never_done", "this is a duty"),
    "a recurring duty under another check": (
        "kind: duty, bearers: [ostara, brenland], conduct: {acts: talks}, check: reciprocal, window: {every: 1 month}",
        "does not look at each period of a window that recurs; done_by, kept_up, done_after do"),
    "nothing to go by": ("kind: duty, bearers: ostara, check: kept_up", "neither acts nor a fluent"),
    "window and term": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, check: kept_up, "
        "window: {from: 2031-02-01, to: 2031-12-31}, term: {length: 2 years}",
        "window and term clash: the window ends with 2031-12-31, the first term is over on 2033-02-01",
    ),
    "renewed for ever": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, check: kept_up, "
        "term: {length: 2 years, renewal: 2 years}",
        "nobody is named whose notice ends it",
    ),
    "notice too early": (
        "kind: duty, bearers: ostara, conduct: {acts: talks}, check: kept_up, "
        "term: {length: 2 months, renewal: 1 years, notice_before: 6 months, unless: ostara}",
        "notice would be due before the term begins",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DOUBTS)
def test_what_is_doubtful_is_told_at_its_line(tmp_path: Path, case: str) -> None:
    fields, message = DOUBTS[case]
    path = write_accord(tmp_path, GUNS + provision(fields))
    assert [found for found in doubts(path) if message in found and found.startswith("rule: ")]
    assert check_agreement(path)[0].line == len((HEAD + GUNS).splitlines()) + 1


def test_a_clean_agreement_has_no_finding(tmp_path: Path) -> None:
    assert check_agreement(write_accord(tmp_path)) == []


def test_a_bearer_must_be_a_party_or_belong_to_one(tmp_path: Path) -> None:
    stranger = provision("kind: duty, bearers: [ostaran-army, armenia], conduct: {acts: talks}, check: kept_up")
    found = doubts(write_accord(tmp_path, GUNS + stranger, HEAD.replace("book.yml", "[book.yml, karabakh]")))
    assert found == ["rule: “armenia” is no party, no guarantor, and belongs to none"]


def test_the_head_is_doubted_too(tmp_path: Path) -> None:
    head = HEAD.replace("sources: The text as printed in the gazette of Ostara\n", "").replace(
        "signed: 2031-01-30", "signed: 2031-02-28"
    )
    head = head[: head.index("versions:")] + head[head.index("fluents:") :]
    found = doubts(write_accord(tmp_path, head=head))
    assert any("no source" in message for message in found)
    assert any("before it is signed" in message for message in found)


def test_two_provisions_of_the_same_words_are_told(tmp_path: Path) -> None:
    twice = GUNS + GUNS.replace("  guns:", "  artillery:")
    assert doubts(write_accord(tmp_path, twice)) == ["artillery: says the same as guns"]


def test_all_errors_are_told_at_once_and_by_line(tmp_path: Path) -> None:
    wrong = GUNS.replace("kind: duty", "kind: dutty").replace("by: 2031-03-20", "by: soon")
    findings = check_agreement(write_accord(tmp_path, wrong + provision("kind: duty, colour: red")))
    assert [finding.severity for finding in findings] == ["error"] * 3
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)
    assert "dutty" in findings[0].message and "soon" in findings[1].message and "colour" in findings[2].message
