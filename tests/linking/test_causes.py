"""Other causes, opposite states and hours in words: what two short accounts say that cannot both hold."""

from __future__ import annotations

import pytest

from trucewatch.linking.clash_causes import is_answer
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.wordclocks import find_word_clocks


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("The boiler of the old barge burst", True),
        ("All four boats lay in port that night", True),
        ("We had nothing to do with it", True),
        ("The depot was set alight by shells", False),
        ("Shells burst over the depot", False),
        ("The boiler did not burst: no accident", False),
        ("It could not be told whether the boiler burst", False),
        ("The figures stayed in the drawer", False),
    ],
)
def test_who_had_no_part_in_it(clause: str, answer: bool) -> None:
    assert is_answer(clause) == answer


@pytest.mark.parametrize(
    ("text", "minutes", "sure"),
    [
        ("It fell at ten to three in the afternoon.", 14 * 60 + 50, True),
        ("It fell at half past nine at night.", 21 * 60 + 30, True),
        ("Last night at a quarter past two it fell.", 2 * 60 + 15, True),
        ("It fell at twenty past six.", 6 * 60 + 20, False),
        ("It fell at twenty to twelve GMT in the morning.", 11 * 60 + 40, True),
        ("They left at ten past noon.", 12 * 60 + 10, True),
        ("It began just after one, when the market was full.", 60, False),
    ],
)
def test_hours_in_words(text: str, minutes: int, sure: bool) -> None:
    (found,) = find_word_clocks(text)
    assert (found.minutes, found.sure) == (minutes, sure)
    assert found.utc == ("GMT" in text)


@pytest.mark.parametrize(
    "text", ["It was twenty past twelve our time.", "About ten men came.", "Five to six men came."]
)
def test_no_hours(text: str) -> None:
    assert list(find_word_clocks(text)) == []


def test_states_are_pairs_of_opposites() -> None:
    pairs = [(one.pattern, other.pattern) for one, other in clash_words().states]
    assert len(pairs) >= 5
    assert any("open" in one and "shut" in other for one, other in pairs)
