"""Whether two documents are about one happening, one about a part of the other's, or about two."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.linking.told import CASEBOOK, Shelf, dated, profiles
from trucewatch.casebook.model import Name, Place
from trucewatch.linking.stories import relate_documents
from trucewatch.linking.storyblocks import LARGEST, candidate_pairs

FIRE = "Fire destroyed the ferry Albatross at Pellor on Sunday and two deckhands drowned, the harbour office said."
AGAIN = "The harbour office at Pellor mourns two deckhands of the ferry Albatross, destroyed by fire on Sunday."
STRIKE = "Dockers at Vennograd walked out on Sunday over wages and blocked the container terminal, their union said."
RECALL = (
    "A tanker ran aground off Pellor on Friday and spilled oil over four kilometres of beach, the coast guard said. "
    "Its captain had been warned twice by radio about the sandbank, which every chart of the bay has shown for years. "
    "On 8 May fire destroyed the ferry Albatross at Pellor."
)
REVIEW = (
    "This report covers 4 to 12 May. On 8 May fire destroyed the ferry Albatross at Pellor. On 12 May grain was stolen "
    "from a barge. Complaints of skippers: 12, as against nine."
)


def shelf() -> Shelf:
    found = Shelf()
    for key, text, published in (
        ("fire", FIRE, "2033-05-08"), ("again", AGAIN, "2033-05-09"), ("strike", STRIKE, "2033-05-08"),
        ("recall", RECALL, "2033-05-27"), ("review", REVIEW, "2033-05-13"),
    ):  # fmt: skip
        found.document(key, text, published)
    for key in ("fire", "again", "strike"):
        dated(found, key, "Sunday", "2033-05-08")
    dated(found, "recall", "Friday", "2033-05-27")
    dated(found, "recall", "8 May", "2033-05-08")
    dated(found, "review", "4 to 12 May", "2033-05-04", "2033-05-12")
    dated(found, "review", "8 May", "2033-05-08")
    dated(found, "review", "12 May", "2033-05-12")
    return found


def relation(found: Shelf, left: str, right: str, casebook: Any = CASEBOOK) -> tuple[str, str, str]:
    link = relate_documents(found.tables, casebook, [(left, right)])[0]
    return link.left_id, link.relation, link.right_id


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("again", "fire", ("again", "same", "fire")),
        ("fire", "strike", ("fire", "different", "strike")),
        ("fire", "recall", ("fire", "different", "recall")),
        ("review", "fire", ("fire", "sub", "review")),
        ("review", "strike", ("strike", "different", "review")),
    ],
)
def test_relations(left: str, right: str, wanted: tuple[str, str, str]) -> None:
    assert relation(shelf(), left, right) == wanted


def test_a_portrait_of_one_of_them_is_a_part() -> None:
    found = shelf()
    text = (
        "He was cook on the ferry Albatross. On Sunday, when fire destroyed her at Pellor, he swam, he says, until his "
        "arms were wood. He lost his cap, his knife and his brother."
    )
    found.document("cook", text, "2033-05-10")
    dated(found, "cook", "Sunday", "2033-05-08")
    assert relation(found, "fire", "cook") == ("cook", "sub", "fire")


def test_of_two_reviews_the_shorter_stretch_is_a_part_of_the_longer() -> None:
    found = shelf()
    found.document("month", "This report covers 1 to 31 May. Complaints of skippers: 40.", "2033-06-01")
    dated(found, "month", "1 to 31 May", "2033-05-01", "2033-05-31")
    assert relation(found, "month", "review") == ("review", "sub", "month")


def test_reviews_of_two_weeks_are_different_whatever_sentences_they_share() -> None:
    found = shelf()
    text = "This report covers 13 to 20 May. Complaints of skippers: 12, as against nine."
    found.document("next", text, "2033-05-21")
    dated(found, "next", "13 to 20 May", "2033-05-13", "2033-05-20")
    assert relation(found, "next", "review")[1] == "different"


def test_two_reviews_are_compared_by_their_leads_not_by_a_day_that_both_tell_of() -> None:
    found = Shelf()
    for key, day, title, text in (
        (
            "one", "2033-07-20", "The season in review",
            "Skippers of the bay look back on hard months of storm, which cost them more boats than any season since "
            "their fathers took up the trade. They ask for a lifeboat of their own at the mouth of the river. On 8 May "
            "the ferry Albatross burned. On 9 June a barge sank.",
        ),
        (
            "two", "2034-03-02", "Review of quay safety",
            "The port authority has published what it learned from its inspections. It asks the council to pay for "
            "hydrants and for a school of stokers and engineers, who are to be examined every second year from now on. "
            "On 8 May nobody on watch could read. On 9 June no pump worked.",
        ),
    ):  # fmt: skip
        found.document(key, text, day, title=title)
        dated(found, key, "8 May", "2033-05-08")
        dated(found, key, "9 June", "2033-06-09")
    assert all(one.happening.reviews for one in profiles(found).values())
    assert relation(found, "one", "two")[1] == "different"


def test_contested_names_of_one_place_of_the_casebook_count_as_one() -> None:
    found = Shelf()
    found.document("one", "Shells fell on Khorastan on Sunday.", "2033-05-09")
    found.document("two", "Sunday brought shells to Mirbulaq.", "2033-05-09")
    for key, name in (("one", "Khorastan"), ("two", "Mirbulaq")):
        dated(found, key, "Sunday", "2033-05-08")
        text = found.tables["documents"][-1]["text"] if key == "two" else found.tables["documents"][0]["text"]
        found.tables["places"].append({
            "document_id": key, "start": text.index(name), "end": text.index(name) + len(name),
            "place_id": "casebook:town",
        })  # fmt: skip
    town = Place("town", "town", (Name("Khorastan"), Name("Mirbulaq")), 1.0, 1.0, 3.0)
    known = relate_documents(found.tables, replace(CASEBOOK, places={"town": town}), [("one", "two")])[0]
    unknown = relate_documents(found.tables, CASEBOOK, [("one", "two")])[0]
    assert known.score > unknown.score


def test_the_comparisons_add_up_to_the_score_and_say_what_they_found() -> None:
    link = relate_documents(shelf().tables, CASEBOOK, [("again", "fire")])[0]
    assert [one.name for one in link.comparisons] == ["base", "same_days", "other_days", "words", "lead", "ages"]
    assert all(one.found for one in link.comparisons)
    assert (sum(one.weight for one in link.comparisons) > 0) == (link.score > 0.5)


def test_the_ages_of_those_shot_tell_alike_reports_apart() -> None:
    def score(age: str) -> float:
        found = Shelf()
        found.document("one", "A man aged 34 was shot dead on the pier of Orm on Sunday.", "2033-05-09")
        found.document("two", f"Emil Horn, {age}, was killed by a bullet on the pier of Orm.", "2033-05-09")
        return relate_documents(found.tables, CASEBOOK, [("one", "two")])[0].score

    assert score("34") > score("thirty-four") > score("51")


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("A 16-year-old boy and a woman of 40 years old fell.", {16, 40}), ("He was aged 7.", {7}),
        ("Emil Horn, 34, and Ada Voss, 61.", {34, 61}),
        ("On 3 May, 2034, 12 men left; 400 years old walls fell.", set()),
    ],
)  # fmt: skip
def test_ages_of_persons_are_read(words: str, ages: set[int]) -> None:
    found = Shelf()
    found.document("one", words, "2033-05-09")
    assert profiles(found)["one"].ages == ages


def test_documents_of_one_happening_meet_in_a_block() -> None:
    pairs = candidate_pairs(profiles(shelf()))
    assert {("again", "fire"), ("fire", "review")} <= set(pairs)


def test_the_order_of_documents_changes_nothing() -> None:
    found = shelf()
    before = relate_documents(found.tables, CASEBOOK)
    for rows in found.tables.values():
        Random(7).shuffle(rows)
    assert relate_documents(found.tables, CASEBOOK) == before


def test_pairs_grow_as_documents_do() -> None:
    found = Shelf()
    for number in range(200):
        found.document(f"d{number:03}", FIRE, "2033-05-08")
    assert len(candidate_pairs(profiles(found))) <= 200 * LARGEST


def test_an_undated_document_is_compared_by_its_words() -> None:
    found = shelf()
    found.document("undated", FIRE, None)
    dated(found, "undated", "Sunday", "2033-05-08")
    assert relation(found, "fire", "undated")[1] == "same"
