"""What is a place, and what is a person, an institution or an accord."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.places import only, places_in, quotes


@pytest.mark.parametrize(
    "text",
    [
        "She read the Nairobi Times at breakfast.",
        "He studied at the University of Montevideo.",
        "The Bank of Uganda raised its rate.",
        "Mr. London apologised.",
        "Dr. Florence Sandoval treated the wounded.",
        "Georgia Smith won the race.",
        "Chad Brody wrote the report.",
        "They discussed the Rome Statute.",
        "The Stockholm agreement was never carried out.",
        "The Lusaka Protocol set a deadline.",
        "The European Union and the African Union sent observers.",
        "Liwa al-Mansura fighters left the checkpoint.",
        "He ate turkey with a knife made of china.",
        "They told us to wait in March.",
        "Reading is a nice hobby.",
        "Voice of America closed its office.",
    ],
)
def test_no_place(read: Reader, text: str) -> None:
    assert quotes(read, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uganda's army entered Sudan.", ["Uganda", "Sudan"]),
        ("The U.S. and the UK sent envoys.", ["U.S.", "UK"]),
        ("A Nairobi-brokered truce held along the Uganda-Sudan border.", ["Nairobi", "Uganda", "Sudan"]),
        ("The U.S. Army trains there.", ["U.S."]),
        ("Troops of the Government of Uganda withdrew.", ["Uganda"]),
        ("The shelling of Mombasa and Malindi went on in Kenya.", ["Mombasa", "Malindi", "Kenya"]),
        ("Turkey condemned the attack.", ["Turkey"]),
        ("Ugandan and Kenyan troops met in Kampala.", ["Kampala"]),
        ("Port-au-Prince was calm, as was Côte d'Ivoire.", ["Port-au-Prince", "Côte d'Ivoire"]),
    ],
)
def test_places(read: Reader, text: str, expected: list[str]) -> None:
    assert quotes(read, text) == expected


def test_an_organisation_tells_where_a_text_plays_without_being_a_place(read: Reader) -> None:
    text = "The Kampala Institute of Peace studied the raid. Fighters had burned Masaka."
    assert "Kampala" not in quotes(read, text)


def test_a_surname_known_from_the_text_is_no_place(read: Reader) -> None:
    text = "Commander Anna Lincoln spoke on Monday. Lincoln said that the road was open."
    assert quotes(read, text) == []


def test_a_possessive_is_not_part_of_the_name(read: Reader) -> None:
    assert only(read, "Kampala’s reply came late.", "Kampala").cue == "'s"


def test_offsets_are_exact_through_odd_spaces(read: Reader) -> None:
    text = "They\u00a0met in Addis\u00a0Ababa\non\u00a0Monday."
    (mention,) = places_in(read, text)
    assert mention.quote == "Addis\u00a0Ababa" == text[mention.start : mention.end]
    assert mention.name == "Addis Ababa"
