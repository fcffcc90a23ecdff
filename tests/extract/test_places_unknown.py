"""Names that no source knows: spelled almost so, or a row in issues."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.places import only, places_in
from trucewatch.extract.places.unknown import count_edits, near_keys


def test_a_strong_cue_makes_an_open_place_and_an_issue(read: Reader) -> None:
    tables = read("Fighters entered the village of Qelmarhund. Qelmarhund lies in Kenya.")
    mentions = [mention for mention in tables["places"] if mention.quote == "Qelmarhund"]
    assert len(mentions) == 2 and all(mention.place_id is None and mention.lat is None for mention in mentions)
    (issue,) = [issue for issue in tables["issues"] if issue.code == "unknown-place"]
    assert issue.quote == "Qelmarhund" and "Qelmarhund" in issue.reason


def test_a_weak_cue_makes_nothing(read: Reader) -> None:
    tables = read("She believed in Qelmarhund.")
    assert not tables["places"] and not [issue for issue in tables["issues"] if issue.code == "unknown-place"]


def test_another_spelling_within_a_country_of_the_text(read: Reader) -> None:
    mention = only(read, "Kenya sent police to the town of Nyerri.", "Nyerri")
    assert mention.name == "Nyeri" and mention.rules[0] == "places.approximate" and mention.score < 0.7


def test_no_other_spelling_without_the_country(read: Reader) -> None:
    assert only(read, "They sent police to the town of Nyerri.", "Nyerri").place_id is None


def test_a_word_that_the_text_has_in_small_letters_is_no_name(read: Reader) -> None:
    text = "Kenya joined the coalition. The aim of Coalition forces was peace."
    assert [mention.quote for mention in places_in(read, text)] == ["Kenya"]


@pytest.mark.parametrize(
    ("a", "b", "edits"), [("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "", 3), ("ab", "ba", 2)]
)
def test_edits(a: str, b: str, edits: int) -> None:
    assert count_edits(a, b) == count_edits(b, a) == edits


def test_near_keys_change_one_consonant() -> None:
    keys = near_keys("AKr")
    assert keys[0] == "AKr" and all(len(key) == 3 and key[0] == "A" for key in keys)
    assert all(sum(x != y for x, y in zip(key, "AKr", strict=True)) <= 1 for key in keys)
