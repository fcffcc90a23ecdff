"""Weights of words, likeness of texts, names spelt in two ways."""

from __future__ import annotations

import pytest

from trucewatch.linking.rarity import Rarity, alike, background, likeness
from trucewatch.linking.stems import stem


def test_common_words_weigh_less_than_rare_ones() -> None:
    rarity = Rarity.of([])
    assert 0 <= rarity.weight(stem("the")) < rarity.weight(stem("bridge")) < rarity.weight(stem("quinquereme"))
    assert background().texts > 1000


def test_a_name_of_every_day_weighs_little_and_a_word_of_one_day_keeps_its_weight() -> None:
    days = [(day, ["pellor", "ferry"]) for day in range(10)] + [(day, ["pellor", "quarry"]) for day in range(10, 40)]
    rarity = Rarity.of([*days, *((99, ["fire"]) for _ in range(30))])
    assert rarity.weight("ferry") < rarity.weight("fire")
    assert rarity.weight("pellor") < 0.5 < rarity.weight("quarry") < rarity.weight("ferry")


def test_weights_do_not_depend_on_the_order_of_documents() -> None:
    documents = [(1, ["a", "b"]), (1, ["b", "c"]), (2, ["c", "c"])]
    assert Rarity.of(documents).weigh("abc") == Rarity.of(reversed(documents)).weigh("cba")


def test_likeness_lies_between_nothing_and_all() -> None:
    left, right = {"mill": 3.0, "fire": 1.0}, {"mill": 3.0, "flood": 1.0}
    assert likeness(left, {}) == likeness(left, {"dam": 2.0}) == 0.0
    assert likeness(left, left) == pytest.approx(1.0)
    assert 0 < likeness(left, right) == likeness(right, left) < 1


def test_names_in_two_spellings_count_as_shared_and_common_words_do_not() -> None:
    left, right = {"torvec": 3.0, "burned": 2.0}, {"torvetz": 3.0, "burner": 2.0}
    assert likeness(left, right, frozenset({"torvec", "torvetz"})) > likeness(left, right) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("dubno", "dubnov", True), ("torvec", "torvetz", True), ("tamsk", "tamusk", True), ("kalen", "kolen", False),
        ("orr", "orrin", False), ("upper", "lower", False), ("marsk", "marrash", False), ("venn", "vennograd", False),
    ],
)  # fmt: skip
def test_spellings_of_one_name(left: str, right: str, one: bool) -> None:
    assert alike(left, right) is alike(right, left) is one
