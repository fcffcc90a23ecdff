"""Which place a name means, by what else the document speaks of."""

from __future__ import annotations

from tests.conftest import Reader
from tests.extract.places import only, places_in


def test_the_best_known_place_without_context(read: Reader) -> None:
    assert only(read, "She flew to Paris.", "Paris").country == "FR"


def test_what_is_named_behind_the_comma_decides(read: Reader) -> None:
    mention = only(read, "She grew up in Paris, Texas, and left.", "Paris")
    assert (mention.country, mention.kind) == ("US", "town")
    assert mention.score < 1 and any(other.country == "FR" for other in mention.alternatives)


def test_a_country_or_a_state_by_context(read: Reader) -> None:
    caucasus = "Armenia and Azerbaijan thanked Georgia. Trucks reached Tbilisi from Yerevan."
    states = "Alabama, Florida and Georgia sent help. Crews from Atlanta, Georgia, drove to Birmingham, Alabama."
    assert only(read, caucasus, "Georgia").place_id == "country:GE"
    assert only(read, states, "Georgia").country == "US"


def test_a_row_of_equals_is_no_hierarchy(read: Reader) -> None:
    text = "Officials in Oregon, California, Pennsylvania and Ohio confirmed it."
    mentions = {mention.quote: mention for mention in places_in(read, text)}
    assert all(mention.kind == "region" for mention in mentions.values())
    assert mentions["California"].lon is not None and mentions["California"].lon < -115


def test_one_name_means_one_place_throughout(read: Reader) -> None:
    text = "Aid reached Tripoli, Lebanon. Tripoli had waited for weeks."
    assert {mention.country for mention in places_in(read, text)} == {"LB"}


def test_a_district_beside_the_noun(read: Reader) -> None:
    text = "The governor of Idlib province fled Syria."
    mention = only(read, text, "Idlib province")
    assert mention.kind == "region" and mention.country == "SY"


def test_a_small_place_needs_a_cue_or_its_country(read: Reader) -> None:
    assert not [m for m in places_in(read, "Garsen was quiet.") if m.quote == "Garsen"]
    assert only(read, "Kenya and its people mourned. Garsen was quiet.", "Garsen").country == "KE"


def test_a_row_shares_what_calls_it_places(read: Reader) -> None:
    text = "In Kobani, Manbij and Afrin, shops reopened."
    assert {mention.country for mention in places_in(read, text)} == {"SY"}


def test_abbreviated_states_behind_a_comma_only(read: Reader) -> None:
    assert only(read, "He moved to Decatur, Ala., in May.", "Ala.").country == "US"
    assert places_in(read, "The crowd sang Ala. and left.") == []


def test_contested_names_stand_side_by_side(read: Reader) -> None:
    names = only(read, "Officials in Artsakh replied.", "Artsakh").names
    assert {"Nagorno-Karabakh", "Artsakh"} <= set(names)
