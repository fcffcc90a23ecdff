"""How a place stands in its sentence, and when it stands for a government."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.places import only


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Nairobi denied the report.", "Nairobi"),
        ("The envoy accused Nairobi of delay.", "Nairobi"),
        ("Talks between Kampala and Nairobi failed.", "Nairobi"),
        ("A Nairobi-backed plan was signed.", "Nairobi"),
        ("Nairobi's decision came late.", "Nairobi"),
    ],
)
def test_a_government_is_meant(read: Reader, text: str, quote: str) -> None:
    mention = only(read, text, quote)
    assert mention.metonym and any(
        rule.startswith("places.metonym") or rule == "places.broker" for rule in mention.rules
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Farmers in Nairobi denied the report.", "Nairobi"),
        ("She travelled to Nairobi.", "Nairobi"),
        ("Nairobi's streets were empty.", "Nairobi"),
        ("Malindi denied nothing in Kenya.", "Malindi"),
    ],
)
def test_the_place_itself_is_meant(read: Reader, text: str, quote: str) -> None:
    assert not any(m.metonym for m in read(text)["places"] if m.quote == quote)


def test_cue_and_governor_are_kept(read: Reader) -> None:
    mention = only(read, "Two soldiers were killed in Mombasa.", "Mombasa")
    assert (mention.cue, mention.governor) == ("in", "killed")
    assert only(read, "The village of Garsen in Kenya burned.", "Garsen").cue == "village"
