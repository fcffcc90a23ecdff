"""All estimates of one quantity side by side: which figures share a topic, and what each row says."""

from __future__ import annotations

import random

import pytest

from tests.linking.counted import CASEBOOK, Shelf
from trucewatch.linking.estimates import list_estimates
from trucewatch.records.link import Estimate, Event, Origin


def rows(shelf: Shelf, events: tuple[Event, ...] = (), origins: tuple[Origin, ...] = ()) -> list[Estimate]:
    return list_estimates(shelf.tables, events, origins, CASEBOOK)


def topics(estimates: list[Estimate]) -> list[set[str]]:
    return [{row.quote for row in estimates if row.topic_id == key} for key in {row.topic_id for row in estimates}]


def event(event_id: str, *claim_ids: str, part_of: str | None = None) -> Event:
    return Event(
        event_id=event_id, act="shelling", event_type="ASSAULT", status="happened", label="", label_id=claim_ids[0],
        actors=(), recipients=(), place_ids=(), date=None, first=None, last=None, claim_ids=claim_ids, denied_ids=(),
        document_ids=(), part_of=part_of, known_on=None, why="",
    )  # fmt: skip


def two_tolls(first: str, second: str) -> Shelf:
    """Two reports of one day in May 2033 that each give the dead of the same town."""
    shelf = Shelf()
    shelf.document("a", f"Guns pounded the town on Monday. {first} died in Ostrel.")
    shelf.document("b", f"Fire went on all day. {second} lost their lives in Ostrel.")
    shelf.figure("a", first, "killed", (12, None), counted_quote=first.split()[-1], claimant="the mayor")
    shelf.figure("b", second, "killed", (30, 30), counted_quote=second.split()[-1])
    for key in "ab":
        shelf.place(key, "Ostrel", "casebook:ostrel", (10.0, 20.0))
    return shelf


def test_one_quantity_from_two_reports_stands_side_by_side() -> None:
    assert topics(rows(two_tolls("At least 12 people", "Thirty people"))) == [{"At least 12 people", "Thirty people"}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("At least 12 soldiers", "Thirty civilians"),
        ("At least 12 people", "Thirty children"),
        ("At least 12 Brevan soldiers", "Thirty Taldish soldiers"),
        ("At least 12 people", "Thirty households"),
    ],
)
def test_those_counted_differ(first: str, second: str) -> None:
    shelf = two_tolls(first, second)
    for figure, quote in zip(shelf.tables["figures"], (first, second), strict=True):
        figure["counted_quote"] = quote.split(" ", 3)[-1] if "least" in quote else quote.split(" ", 1)[-1]  # type: ignore[index]
    assert len(topics(rows(shelf))) == 2


def test_another_town_or_another_month_is_another_quantity() -> None:
    elsewhere = two_tolls("At least 12 people", "Thirty people")
    elsewhere.tables["places"][1] = {**elsewhere.tables["places"][1], "place_id": "casebook:far", "lat": 14.0}
    assert len(topics(rows(elsewhere))) == 2
    later = two_tolls("At least 12 people", "Thirty people")
    later.tables["documents"][1] = {**later.tables["documents"][1], "published_to": "2033-07-20"}
    assert len(topics(rows(later))) == 2


def test_a_count_since_the_winter_is_not_the_count_of_a_night() -> None:
    shelf = Shelf()
    shelf.document("a", "More than 900 people have been killed since January.")
    shelf.time("a", "since January", "2033-01/..")
    shelf.figure("a", "More than 900 people", "killed", (900, None), counted_quote="people")
    shelf.document("b", "Six people were killed on Monday.")
    shelf.time("b", "Monday", "2033-05-09")
    shelf.figure("b", "Six people", "killed", (6, 6), counted_quote="people")
    assert len(topics(rows(shelf))) == 2


def test_the_event_beside_which_they_stand_brings_figures_together() -> None:
    shelf = Shelf()
    shelf.document("a", "The raid on the mill left 12 people dead.", genre="analysis")
    shelf.document("b", "The raid left thirty people dead.", genre="analysis", published="2034-01-01")
    shelf.figure("a", "12 people", "killed", (12, 12), counted_quote="people")
    shelf.figure("b", "thirty people", "killed", (30, 30), counted_quote="people")
    ids = shelf.claim("a", "The raid"), shelf.claim("b", "The raid")
    assert len(topics(rows(shelf))) == 2
    joined = rows(shelf, (event("e-1", *ids),))
    assert len(topics(joined)) == 1
    assert {row.event_id for row in joined} == {"e-1"}
    assert len(topics(rows(shelf, (event("e-1", ids[0]), event("e-2", ids[1], part_of="e-1"))))) == 1


def test_the_as_of_date_is_that_of_the_text_before_that_of_publication() -> None:
    shelf = Shelf()
    shelf.document("a", "As of the evening of 8 May the medics counted 12 dead. The mayor speaks of 14 dead.")
    shelf.time("a", "8 May", "2033-05-08")
    shelf.figure("a", "12 dead", "killed", (12, 12))
    shelf.figure("a", "14 dead", "killed", (14, 14))
    found = {row.quote: (row.as_of, row.as_of_basis) for row in rows(shelf)}
    assert found == {
        "12 dead": ("2033-05-08", "“As of the evening of 8 May”"),
        "14 dead": ("2033-05-10", "published no later than this"),
    }


def test_a_deadline_is_no_as_of_date() -> None:
    shelf = Shelf()
    shelf.document("a", "By 1 June 40 tanks must be gone.")
    shelf.time("a", "1 June", "2033-06-01")
    shelf.figure("a", "40 tanks", "armoured-vehicles", (40, 40), counted_quote="tanks")
    assert rows(shelf)[0].as_of == "2033-05-10"


def origin_of(claim_id: str, origin: str) -> Origin:
    return Origin(
        claim_id=claim_id, origin=origin, name=origin, side=None, kind="actor", copied_from=None, why="",
    )  # fmt: skip


def test_the_same_bounds_of_one_origin_are_one_estimate_with_two_citations() -> None:
    shelf = two_tolls("Thirty people", "Thirty people")
    for row in shelf.tables["figures"]:
        row.update(low=30, high=30)  # type: ignore[attr-defined]
    ids = [
        shelf.claim(row["document_id"], row["quote"], "figure", figure_ids=(row["figure_id"],))
        for row in shelf.tables["figures"]
    ]
    one = rows(shelf, (), tuple(origin_of(claim_id, "mayor") for claim_id in ids))
    assert [row.cited for row in one] == [("a", "b")]
    two = rows(shelf, (), (origin_of(ids[0], "mayor"), origin_of(ids[1], "brigade")))
    assert [row.cited for row in two] == [("a",), ("b",)] or [row.cited for row in two] == [("b",), ("a",)]


def test_parts_and_days_stand_apart_from_totals() -> None:
    shelf = Shelf()
    shelf.document("a", "The toll is 40 people. Nine people died in the past 24 hours. Six civilians are among the 40.")
    total = shelf.figure("a", "40 people", "killed", (40, 40), counted_quote="people")
    shelf.figure("a", "Nine people", "killed", (9, 9), counted_quote="people")
    shelf.figure("a", "Six civilians", "killed", (6, 6), counted_quote="civilians", part_of=total)
    found = rows(shelf)
    assert {row.quote: row.scope for row in found} == {
        "40 people": "total",
        "Nine people": "day",
        "Six civilians": "part",
    }
    assert len(topics(found)) == 3


def test_a_plain_noun_joins_the_only_finer_class_and_nation() -> None:
    shelf = Shelf()
    shelf.document("a", "Taldish peacekeepers, some 900, hold Ostrel. Taldia keeps 860 troops in Ostrel.")
    shelf.figure("a", "some 900", "troops", (900, 900), counted_quote="Taldish peacekeepers")
    shelf.figure("a", "860 troops", "troops", (860, 860), counted_quote="troops")
    assert len(topics(rows(shelf))) == 1
    shelf.document("b", "Near Ostrel stand 300 Brevan fighters.")
    shelf.figure("b", "300 Brevan fighters", "troops", (300, 300), counted_quote="Brevan fighters")
    assert {"300 Brevan fighters"} in topics(rows(shelf))


def test_the_order_of_rows_changes_nothing() -> None:
    shelf = two_tolls("At least 12 people", "Thirty people")
    wanted = rows(shelf)
    for seed in range(5):
        for table in shelf.tables.values():
            random.Random(seed).shuffle(table)
        assert rows(shelf) == wanted


def test_rows_are_as_their_figures_say_and_nothing_is_averaged() -> None:
    shelf = two_tolls("At least 12 people", "Thirty people")
    found = rows(shelf)
    assert {(row.low, row.high, row.best) for row in found} == {(12, None, None), (30, 30, 30)}
    for row in found:
        text = next(doc["text"] for doc in shelf.tables["documents"] if doc["document_id"] == row.document_id)
        assert text[row.start : row.start + len(row.quote)] == row.quote
