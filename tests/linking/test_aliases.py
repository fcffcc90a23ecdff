"""Two names of one place, sides that a sentence names, and counts that are no figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.linking.aliases import one_name, said_aliases
from trucewatch.linking.loosecounts import ELIDED, find_loose
from trucewatch.linking.parties import find_parties


@pytest.mark.parametrize(
    "text",
    [
        "Orvany, which Talva calls Orvand, was quiet.",
        "Orvany (Orvand) was quiet.",
        "Orvany, also known as Orvand, was quiet.",
        "Orvany, known to the Talvans as Orvand, was quiet.",
    ],
)
def test_a_text_says_that_two_names_are_one(text: str) -> None:
    assert frozenset({"orvany", "orvand"}) in said_aliases([text])


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("Lindavar", "Lindaver", True),
        ("Karsk", "Karska", True),
        ("Ostrel", "Ostrau", True),
        ("Pellan", "Tull", False),
        ("Karn", "Karsk", False),
    ],
)
def test_spellings_of_one_name(left: str, right: str, wanted: bool) -> None:
    assert one_name(left, right, frozenset()) is wanted
    assert one_name(right, left, frozenset()) is wanted


@given(st.text(alphabet="abcdeo", min_size=1, max_size=8), st.text(alphabet="abcdeo", min_size=1, max_size=8))
def test_names_are_alike_both_ways(left: str, right: str) -> None:
    assert one_name(left, right, frozenset()) == one_name(right, left, frozenset())
    assert one_name(left, left, frozenset())


NAMES = frozenset({"Talvan", "Merish", "Orrin", "Mission"})


@pytest.mark.parametrize(
    ("text", "nations"),
    [
        ("A Talvan mortar crew fired at the Merish positions.", ["Talvan", "Merish"]),
        ("Two Merish air defence batteries stood at Lake Orrin.", ["Merish"]),
        ("The Mission patrol saw nothing.", []),
        ("Shells fell while Guns were silent.", []),
    ],
)
def test_sides_that_a_sentence_names(text: str, nations: list[str]) -> None:
    assert [match["nation"] for match in find_parties(text, NAMES)] == nations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Not one lorry was sent back.", [("vehicles", "lorries", 0)]),
        ("A guard and two porters were hurt.", [("wounded", "people", 3)]),
        ("Eleven names of the dead were read out.", [("killed", "people", 11)]),
        ("They carried off fourteen poachers in the dark.", [("captured", "people", 14)]),
        ("Fifteen were driven to the depot.", [(ELIDED, ELIDED, 15)]),
        ("The road is open for six days.", [("lasting", "lasting", 8640)]),
        ("They carried 61 boxes over.", [("things", "box", 61)]),
        ("Nobody was hurt in the yard.", [("killed", "people", 0), ("wounded", "people", 0)]),
        ("Nobody was hurt as far as is known.", [(ELIDED, ELIDED, 0)]),
        ("Nobody is held any more.", [("captured", "people", 0)]),
        ("Two were flown to hospital.", [("wounded", "people", 2)]),
        ("The road is open until six.", []),
    ],
)
def test_counts_in_words(text: str, wanted: list[tuple[str, str, float]]) -> None:
    found = [(item.unit, item.kind, item.number) for item in find_loose(text, on_accord=False)]
    assert [item for item in wanted if item not in found] == []
    assert bool(found) == bool(wanted)


def test_days_count_only_under_an_accord() -> None:
    text = "They consented to forty more days."
    assert [item.word for item in find_loose(text, on_accord=True)] == ["day"]
    assert list(find_loose(text, on_accord=False)) == []
