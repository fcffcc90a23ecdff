"""Names joined with the nouns and directions beside them."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.places import only, quotes


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("The Malindi corridor was shut.", "Malindi corridor", "corridor"),
        ("The Malindi transport corridor was shut.", "Malindi transport corridor", "corridor"),
        ("They crossed the Malindi hills.", "Malindi hills", "range"),
        ("A barge sank in the Malindi River.", "Malindi River", "river"),
        ("Jets landed at Malindi airport.", "Malindi airport", "airport"),
        ("They shelled the Malindi refugee camp.", "Malindi refugee camp", "site"),
        ("He keeps the [sic] Malindi [corridor] open.", "Malindi [corridor]", "corridor"),
        ("It rained in southern Kenya.", "southern Kenya", "region"),
        ("The Republic of Kenya signed.", "Republic of Kenya", "country"),
        ("Ships passed the Strait of Hormuz.", "Strait of Hormuz", "strait"),
    ],
)
def test_noun_and_name_make_a_place(read: Reader, text: str, quote: str, kind: str) -> None:
    mention = only(read, text, quote)
    assert mention.kind == kind and mention.lat is not None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They left the city of Malindi.", "Malindi"),
        ("They left Malindi city.", "Malindi"),
        ("They drove down the Malindi road.", "Malindi"),
        ("Rain fell in the breakaway Darfur region.", "Darfur"),
        ("People in downtown Nairobi cheered.", "Nairobi"),
    ],
)
def test_a_noun_that_only_tells_the_kind_stays_outside(read: Reader, text: str, quote: str) -> None:
    assert quotes(read, text) == [quote]


def test_a_row_shares_its_plural_noun(read: Reader) -> None:
    text = "Troops left the Garsen, Mariakani and Malindi districts of Kenya."
    for name in ("Garsen", "Mariakani", "Malindi"):
        mention = only(read, text, name)
        assert mention.radius_km is not None and mention.radius_km >= 20 and mention.country == "KE"


def test_a_part_of_a_country_lies_that_way(read: Reader) -> None:
    whole = only(read, "It rained in Kenya.", "Kenya")
    north = only(read, "It rained in northern Kenya.", "northern Kenya")
    assert north.lat is not None and whole.lat is not None and north.lat > whole.lat + 1
    assert north.place_id == "composed:northern:country:KE"


def test_a_composed_place_keeps_all_names_side_by_side(read: Reader) -> None:
    mention = only(read, "They closed the Al Hudaydah corridor.", "Al Hudaydah corridor")
    assert len(mention.names) > 1 and all("corridor" in name for name in mention.names)


def test_a_street_with_the_name_of_a_place_is_elsewhere(read: Reader) -> None:
    assert quotes(read, "The shop stands on Nairobi Street.") == []
