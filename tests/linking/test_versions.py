from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import body, document
from trucewatch.linking.versions import find_changes, find_notice, plain_address, version_changes, version_pairs
from trucewatch.linking.wording import read_wording

WORDS = [f"{a}{b}" for a in ("ba", "ke", "lo", "mu", "ri", "to") for b in ("dan", "fel", "gor", "nim", "sap")]
TEXT = st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join)
EARLY = (
    "Three barges sank below the lock at Tarn on Monday, the harbour master said. Nobody was on board of any of them."
)
LATE = "Two barges sank below the lock at Tarn on Monday, the harbour master said. Nobody was on board. One was raised."


def rules(field: str) -> Iterator[Any]:
    text = (files("trucewatch.rulebooks") / "data" / "notices.yml").read_text("utf-8")
    for rule in yaml.load(text, Loader=yaml.CSafeLoader)["rules"]:
        for number, words in enumerate(rule.get(field) or ()):
            yield pytest.param(rule["id"], rule["kind"], words, id=f"{rule['id']}-{number + 1}")


@pytest.mark.parametrize(("rule", "kind", "text"), list(rules("found")))
def test_a_notice_is_found(rule: str, kind: str, text: str) -> None:
    row = document("d-1", text)
    notice = find_notice(row, [body(row)])
    assert notice is not None
    assert (notice.rule, notice.kind, text[notice.start : notice.end]) == (rule, kind, notice.quote)


@pytest.mark.parametrize(("rule", "kind", "text"), list(rules("ignored")))
def test_other_words_are_no_notice(rule: str, kind: str, text: str) -> None:
    row = document("d-1", text)
    assert find_notice(row, [body(row)]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.courier.example/news/7?utm_source=x#top", "http://courier.example/news/7/"),
        ("https://m.courier.example/news/7?id=3&fbclid=z", "courier.example/news/7?id=3"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert plain_address(one) == plain_address(other)


def test_a_front_page_is_no_address_of_a_document() -> None:
    assert plain_address("https://www.courier.example/") is None
    assert plain_address(None) is None
    assert plain_address("courier.example/a?id=1") != plain_address("courier.example/a?id=2")


def test_each_version_is_paired_with_the_one_before() -> None:
    rows = [document(f"d-{day}", EARLY, address="courier.example/7", day=f"2031-05-0{day}") for day in (1, 2, 3)]
    assert version_pairs(rows) == {(0, 1): "address", (1, 2): "address"}


def test_a_title_of_one_outlet() -> None:
    rows = [document(key, EARLY, outlet="Orsk Courier", title="Barges sink below the lock") for key in ("d-1", "d-2")]
    assert version_pairs(rows) == {(0, 1): "title"}
    assert version_pairs([rows[0], rows[1] | {"outlet": "Daily Mirrow"}]) == {}


def test_what_was_changed() -> None:
    left, right = document("d-1", EARLY), document("d-2", LATE)
    changes = version_changes(left, right, [body(left), body(right)])
    words = [(EARLY[c.left_start : c.left_end], LATE[c.right_start : c.right_end]) for c in changes]
    assert words == [("Three", "Two"), ("of any of them", "One was raised")]


def test_nothing_was_changed() -> None:
    assert find_changes(read_wording(EARLY), read_wording(EARLY)) == []


@given(TEXT, TEXT)
def test_changes_lie_in_order_within_both_texts(left: str, right: str) -> None:
    at_left = at_right = 0
    for change in find_changes(read_wording(left), read_wording(right)):
        assert at_left <= change.left_start <= change.left_end <= len(left)
        assert at_right <= change.right_start <= change.right_end <= len(right)
        assert left[change.left_start : change.left_end] or right[change.right_start : change.right_end]
        at_left, at_right = change.left_end, change.right_end
