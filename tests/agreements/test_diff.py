from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.agreements.accords import GUNS, HEAD, write_accord
from trucewatch.agreements.diff import diff_agreements, diff_versions, match_provisions
from trucewatch.agreements.load import load_agreement
from trucewatch.agreements.model import Agreement

FORCE = """  force:
    article: "3"
    words: The Pilot Force comes with 600 soldiers for two years.
    kind: duty
    bearers: pilot-force
    beneficiaries: [ostara, brenland]
    conduct: {acts: deployment, places: marl}
    window: {from: in_force}
    quantity: {number: 600, unit: troops, bound: most}
    term: {length: 2 years}
    check: quantity_reached
"""


def accord(folder: Path, provisions: str = GUNS + FORCE, head: str = HEAD) -> Agreement:
    folder.mkdir(exist_ok=True)
    return load_agreement(write_accord(folder, provisions, head))


SUBSTANCE = {
    "by and before": ("{by: 2031-03-20}", "{before: 2031-03-20}", "window", "before: that day is late"),
    "by and until": ("{by: 2031-03-20}", "{until: 2031-03-20}", "window", "the same last day"),
    "another day": ("{by: 2031-03-20}", "{by: 2031-03-21}", "window", ""),
    "who owes it": ("bearers: ostara", "bearers: brenland", "bearers", ""),
    "to whom": ("beneficiaries: [ostara, brenland]", "beneficiaries: ostara", "beneficiaries", ""),
    "how many": ("number: 600", "number: 400", "quantities", ""),
    "how bound": ("bound: most", "bound: least", "quantities", ""),
    "how long": ("length: 2 years", "length: 3 years", "term", ""),
    "where": ("places: marl}\n    window: {by", "places: marl-road}\n    window: {by", "conduct", ""),
    "duty or power": ("kind: duty\n    bearers: pilot", "kind: power\n    bearers: pilot", "kind", ""),
}


@pytest.mark.parametrize("case", SUBSTANCE)
def test_a_difference_of_substance_is_told(tmp_path: Path, case: str) -> None:
    old, new, field, says = SUBSTANCE[case]
    text = GUNS + FORCE
    assert text.count(old) == 1
    left, right = accord(tmp_path / "a"), accord(tmp_path / "b", text.replace(old, new))
    found = diff_agreements(left, right)
    assert [item.field for item in found] == [field]
    assert found[0].left != found[0].right and says in found[0].says
    assert found[0].left_id == found[0].right_id


def test_wording_and_order_are_no_differences(tmp_path: Path) -> None:
    left = accord(tmp_path / "a")
    text = FORCE.replace("[ostara, brenland]", "[brenland, ostara]").replace("comes with", "arrives having") + GUNS
    assert diff_agreements(left, accord(tmp_path / "b", text)) == []


def test_provisions_are_matched_by_article_and_words_where_the_ids_differ(tmp_path: Path) -> None:
    left = accord(tmp_path / "a")
    renamed = accord(
        tmp_path / "b", (GUNS + FORCE).replace("  guns:", "  artillery:").replace("2031-03-20", "2031-04-01")
    )
    found = diff_agreements(left, renamed)
    assert [(item.left_id, item.right_id, item.field) for item in found] == [("guns", "artillery", "window")]
    moved = accord(tmp_path / "c", (GUNS + FORCE).replace("  force:", "  troops:").replace('"3"', '"7"'))
    assert diff_agreements(left, moved) == []


def test_what_one_has_alone_is_told(tmp_path: Path) -> None:
    found = diff_agreements(accord(tmp_path / "a"), accord(tmp_path / "b", GUNS))
    assert [(item.left_id, item.right_id, item.field) for item in found] == [("force", None, "provision")]
    back = diff_agreements(accord(tmp_path / "b", GUNS), accord(tmp_path / "a"))
    assert [(item.left_id, item.right_id) for item in back] == [(None, "force")]


def test_the_heads_are_compared(tmp_path: Path) -> None:
    head = HEAD.replace("2031-01-31T13:00", "2031-02-01T06:00").replace("guarantors: pilot-force\n", "")
    found = diff_agreements(accord(tmp_path / "a"), accord(tmp_path / "b", head=head))
    assert [item.field for item in found] == ["in_force", "guarantors"]


def test_matching_pairs_everything_once_in_any_order(tmp_path: Path) -> None:
    left = list(accord(tmp_path / "a").provisions)
    right = list(accord(tmp_path / "b", GUNS.replace("  guns:", "  cannon:") + FORCE).provisions)
    expected = {(one.id if one else None, other.id if other else None) for one, other in match_provisions(left, right)}
    for seed in range(6):
        random.Random(seed).shuffle(left)
        random.Random(seed + 9).shuffle(right)
        pairs = {(one.id if one else None, other.id if other else None) for one, other in match_provisions(left, right)}
        assert pairs == expected == {("guns", "cannon"), ("force", "force")}


def test_versions_of_one_text_are_compared(tmp_path: Path) -> None:
    text = GUNS + "    versions:\n      brennish: {words: They leave before it., window: {before: 2031-03-20}}\n"
    text += "      ostaran: {words: They leave until it., window: {until: 2031-03-20}}\n"
    found = diff_versions(accord(tmp_path / "a", text + FORCE + "    only_in: ostaran\n"))
    told = [(name, other, item.left, item.right) for name, other, item in found]
    assert told[:3] == [
        ("the file", "brennish", "by 2031-03-20", "before 2031-03-20"),
        ("the file", "ostaran", "by 2031-03-20", "until 2031-03-20"),
        ("brennish", "ostaran", "before 2031-03-20", "until 2031-03-20"),
    ]
    assert told[3][:2] == ("ostaran", "brennish") and told[3][3] == "–"
    assert all(item.says for _, _, item in found[:3])
