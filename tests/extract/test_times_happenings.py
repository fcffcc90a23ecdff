"""Times told from well known happenings: of the text first, else of the casebook, else open."""

from __future__ import annotations

import pytest

from tests.extract.timed import annotate, published_on
from trucewatch.casebook import Casebook, Happening, Name
from trucewatch.extract.times import find_times
from trucewatch.records import Issue, TimeMention

Values = list[tuple[str, str | None]]

HAPPENINGS = (
    Happening("border-war", (Name("Border War"), Name("2028 war"), Name("war in Tarnia"),
                             Name("Ardovia invaded Tarnia")), "2028-03-05", "2028-06-20", "war"),
    Happening("marsh-war", (Name("war in the Marshes"), Name("Ardovia's war in the Marshes")),
              "2030-09-01", None, "war"),
    Happening("june-ceasefire", (Name("2028 ceasefire"),), "2028-06-20", "2028-06-20", "ceasefire"),
    Happening("quake", (Name("Orlevik earthquake"),), "2029-11-30", "2029-11-30", "disaster"),
    Happening("vote", (Name("independence referendum"),), "2031-09-14", "2031-09-14", "vote"),
    Happening("first-raid", (Name("raid on Halbrin"),), "2026-02-01", "2026-02-01", "attack"),
    Happening("second-raid", (Name("raid on Halbrin"),), "2029-02-01", "2029-02-01", "attack"),
    Happening("famine", (Name("Great Famine"),), "2027-02", "2027-08", "disaster"),
)  # fmt: skip
CASEBOOK = Casebook((), {}, {}, {}, {}, "", happenings={item.id: item for item in HAPPENINGS})


def read(text: str, published: str | None = "2031-05-07") -> tuple[list[TimeMention], list[Issue]]:
    return find_times(annotate(text), published_on(published), CASEBOOK)


def values(text: str, published: str | None = "2031-05-07") -> Values:
    return [(mention.quote, mention.value) for mention in read(text, published)[0]]


COUNTED: list[tuple[str, Values]] = [
    ("One week after the war in the Marshes started, guards cut the gas.", [("One week after", "2030-09-08")]),
    ("One week after Ardovia’s brutal war in the Marshes broke out, he fled.", [("One week after", "2030-09-08")]),
    ("Two days before the war in Tarnia, he fled.", [("Two days before", "2028-03-03")]),
    ("Two days after the war in Tarnia, he came home.", [("Two days after", "2028-06-22")]),
    ("Two days after the war in Tarnia began he fled.", [("Two days after", "2028-03-07")]),
    ("Ten days after Ardovia invaded Tarnia, the road was cut.", [("Ten days after", "2028-03-15")]),
    ("A month after the 2028 ceasefire, guards left.", [("A month after", "2028-07"), ("2028", "2028")]),
    ("Two weeks after the 2028 ceasefire, guards left.", [("Two weeks after", "2028-07-04"), ("2028", "2028")]),
    ("Two weeks after the June 2028 truce deal, guards left.",
     [("Two weeks after", "2028-07-04"), ("June 2028", "2028-06")]),
    ("Two weeks after the Halbrin-brokered ceasefire of June 2028, guards left.",
     [("Two weeks after", "2028-07-04"), ("June 2028", "2028-06")]),
    ("The day after the Orlevik earthquake, aid came.", [("The day after", "2029-12-01")]),
    ("Within 48 hours after the Orlevik earthquake, aid came.", [("48 hours after", "2029-12-02")]),
    ("Several days after the Orlevik earthquake, aid came.", [("Several days after", "2029-12")]),
    ("Two years after the Great Famine, prices were the same.", [("Two years after", "2029")]),
    ("A week before the independence referendum, guards are to leave.", [("A week before", "2031-09-07")]),
]  # fmt: skip

NAMED: list[tuple[str, Values]] = [
    ("Guards have watched it since the start of Ardovia’s war in the Marshes.",
     [("since the start of Ardovia’s war in the Marshes", "2030-09-01/..")]),
    ("Nothing has passed since the Orlevik earthquake.", [("since the Orlevik earthquake", "2029-11-30/..")]),
    ("Nothing has passed since the Border War.", [("since the Border War", "2028-06-20/..")]),
    ("Nothing has passed since the outbreak of the 2028 war.",
     [("since the outbreak of the 2028 war", "2028-03-05/..")]),
    ("Nothing has passed since Ardovia invaded Tarnia.", [("since Ardovia invaded Tarnia", "2028-03-05/..")]),
    ("He was born on the day of the Orlevik earthquake.", [("on the day of the Orlevik earthquake", "2029-11-30")]),
]  # fmt: skip

NONE: list[tuple[str, Values]] = [
    ("After the Border War nobody went home.", []),
    ("Nothing has passed since the 2028 war.", [("2028", "2028")]),
    ("Aid shrank since the war in the Marshes drew all eyes.", []),
    ("Nothing has passed since the Orlevik earthquake museum burnt.", []),
    ("Nothing has passed since the war.", []),
    ("He was born on the day of the Border War.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED + NAMED + NONE, ids=lambda case: str(case)[:50])
def test_told_from_a_happening(text: str, expected: Values) -> None:
    assert values(text) == expected


def test_the_basis_names_the_happening_its_date_and_the_rule() -> None:
    mention = read("One week after the war in the Marshes started, guards cut the gas.")[0][0]
    assert mention.basis == "told from “the war in the Marshes started”: war in the Marshes, 2030-09-01 in the casebook"
    assert mention.kind == "anchored"
    assert mention.anchor_id is None
    assert mention.rules[-1] == "times.happening"


def test_the_text_goes_before_the_casebook() -> None:
    told = "The war in Tarnia began on 9 March 2028. Two days after the war in Tarnia began he fled."
    mentions = read(told)[0]
    assert mentions[1].value == "2028-03-11"
    assert mentions[1].anchor_id == mentions[0].time_id


def test_a_time_that_only_stands_near_the_name_does_not_date_the_happening() -> None:
    told = "He spoke of the war in Tarnia on 2 May 2031. Two days after the war in Tarnia began, he fled."
    assert values(told)[1] == ("Two days after", "2028-03-07")


def test_a_bare_word_means_what_the_text_has_named() -> None:
    assert values("The 2028 ceasefire was signed in haste. Two weeks after the ceasefire deal, guards left.")[1] == (
        "Two weeks after", "2028-07-04",
    )  # fmt: skip
    mentions, issues = read("Two weeks after the ceasefire deal, guards left.")
    assert mentions[0].value is None
    assert issues[0].code == "unanchored-time"


def test_a_bare_word_stays_open_where_the_text_has_named_two() -> None:
    mentions, issues = read(
        "Both the Border War and the war in the Marshes hurt. Two days after the war began, he fled."
    )
    assert mentions[0].value is None
    assert issues[0].reason.endswith("can be one of several of the casebook: Border War; war in the Marshes.")


def test_a_name_that_two_happenings_share_stays_open() -> None:
    mentions, issues = read("Two days after the raid on Halbrin he fled.")
    assert mentions[0].value is None
    assert "can be one of several" in issues[0].reason
    assert values("Two days after the raid on Halbrin he fled.", "2028-01-01") == [("Two days after", "2026-02-03")]


def test_no_report_knows_what_came_after_it() -> None:
    text = "One week after the war in the Marshes started, guards cut the gas."
    assert values(text, "2030-01-15") == [("One week after", None)]
    assert values("Two days after the war in Tarnia ended he came.", "2028-04-01") == [("Two days after", None)]


def test_a_month_is_too_coarse_to_count_days_from() -> None:
    mentions, issues = read("Ten days after the Great Famine began they left.")
    assert mentions[0].value is None
    assert "Too coarse to count days from" in issues[0].reason


def test_a_date_of_another_year_does_not_date_a_happening_of_its_own_year() -> None:
    told = "Both signed a ceasefire on 3 March 2031. Two weeks after the 2028 ceasefire, guards left."
    assert values(told)[1] == ("Two weeks after", "2028-07-04")


def test_what_went_on_since_a_day_did_not_happen_on_it() -> None:
    told = "The truce has been broken since 3 March 2031. Two weeks after the truce, guards left."
    assert values(told)[1] == ("Two weeks after", None)


def test_without_a_casebook_nothing_is_known() -> None:
    text = "One week after the war in the Marshes started, guards cut the gas."
    assert [mention.value for mention in find_times(annotate(text), published_on("2031-05-07"))[0]] == [None]
