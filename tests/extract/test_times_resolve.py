"""Expressions of every kind on invented sentences. 7 May 2031, the usual day of publication here, is a Wednesday."""

from __future__ import annotations

import pytest

from tests.extract.timed import annotate, published_on, read_times, values
from trucewatch.extract.times import find_times

Case = tuple[str, list[tuple[str, str | None]]]

ABSOLUTE: list[Case] = [
    ("Talks opened on 3 May 2031 in Halbrin.", [("3 May 2031", "2031-05-03")]),
    ("Talks opened on May 3rd, 2031 in Halbrin.", [("May 3rd, 2031", "2031-05-03")]),
    ("Shells fell on Dec, 26, 2030.", [("Dec, 26, 2030", "2030-12-26")]),
    ("Published: 07 May 2031 14:05", [("07 May 2031 14:05", "2031-05-07T14:05")]),
    ("By 11 a.m. Thursday, 1 May, the fire was out.", [("11 a.m. Thursday, 1 May", "2031-05-01T11:00")]),
    ("Guns opened up at 0630 on 22 March.", [("0630 on 22 March", "2031-03-22T06:30")]),
    ("The drought of the 1970s and ’80s drove herders south.", [("1970s", "1970s"), ("’80s", "1980s")]),
    ("The 2028 ceasefire held until the 2030 elections.", [("2028", "2028"), ("2030", "2030")]),
    ("It fell in spring of 2030 and in the winter of 2030-31.",
     [("spring of 2030", "2030-SP"), ("winter of 2030-31", "2030-WI")]),
    ("Aid reached it in the first two weeks of April 2031.",
     [("the first two weeks of April 2031", "2031-04-01/2031-04-14")]),
]  # fmt: skip

LISTS_AND_RANGES: list[Case] = [
    ("Shells fell on May 3, 5 and 7 in Orlevik.", [("May 3", "2031-05-03"), ("5", "2031-05-05"), ("7", "2031-05-07")]),
    ("Shells fell on 3, 5 and 7 May.", [("3", "2031-05-03"), ("5", "2031-05-05"), ("7 May", "2031-05-07")]),
    ("See the bulletins (April 8, 19, 29, May 3).",
     [("April 8", "2031-04-08"), ("19", "2031-04-19"), ("29", "2031-04-29"), ("May 3", "2031-05-03")]),
    ("Talks ran from 3 to 7 May.", [("3 to 7 May", "2031-05-03/2031-05-07")]),
    ("Talks ran between May 3 and May 7.", [("between May 3 and May 7", "2031-05-03/2031-05-07")]),
    ("Talks ran from 28 April to 7 May 2031.", [("from 28 April to 7 May 2031", "2031-04-28/2031-05-07")]),
    ("A ban ran from 1 December until 30 January 2031.",
     [("from 1 December until 30 January 2031", "2030-12-01/2031-01-30")]),
    ("War raged from 2019 to 2024 and between 1992 and 1994.",
     [("from 2019 to 2024", "2019/2024"), ("between 1992 and 1994", "1992/1994")]),
    ("Drones struck on the night of 14-15 April.", [("the night of 14-15 April", "2031-04-14/2031-04-15")]),
    ("Talks were moved from May 3 to May 6.", [("May 3", "2031-05-03"), ("May 6", "2031-05-06")]),
    ("It was quiet in May and June 2029.", [("May", "2029-05"), ("June 2029", "2029-06")]),
    ("On May 3, 20 soldiers died.", [("May 3", "2031-05-03")]),
    ("In May 26 soldiers were killed.", [("May", "2031-05")]),
]  # fmt: skip

PARTIAL: list[Case] = [
    ("A battalion arrived in late September.", [("late September", "2030-09")]),
    ("The mission will end on 30 June.", [("30 June", "2031-06-30")]),
    ("Troops were freed on June 30.", [("June 30", "2030-06-30")]),
    ("By May 15, all forces must be out of Orlevik.", [("May 15", "2031-05-15")]),
    ("The mission was told to leave (TNA, December 12).", [("December 12", "2030-12-12")]),
    ("The November 10 agreement expires in 2035.", [("November 10", "2030-11-10"), ("2035", "2035")]),
    ("The truce of April 2028 was extended in October.", [("April 2028", "2028-04"), ("October", "2028-10")]),
    ("The pact of 10 November 2030 obliges Ardovia to leave by 1 December.",
     [("10 November 2030", "2030-11-10"), ("1 December", "2030-12-01")]),
    ("He came to power in 2027 and said on 4 May that all was well.", [("2027", "2027"), ("4 May", "2031-05-04")]),
    ("Saturday, 12 April, was a day of mourning.", [("Saturday, 12 April", "2031-04-12")]),
    ("On Wednesday, 5 May, polls open.", [("Wednesday, 5 May", "2032-05-05")]),
    ("The convoy is to leave in mid-June.", [("mid-June", "2031-06")]),
    ("Prisoners will be home by Christmas.", [("Christmas", "2031-12-25")]),
]  # fmt: skip

RELATIVE: list[Case] = [
    ("They met last Friday.", [("last Friday", "2031-05-02")]),
    ("Envoys will meet next Monday.", [("next Monday", "2031-05-12")]),
    ("Clashes on Wednesday killed two, the army said on Thursday.",
     [("Wednesday", "2031-05-07"), ("Thursday", "2031-05-01")]),
    ("Talks resume on Monday.", [("Monday", "2031-05-12")]),
    ("Ardovia to shut the bridge on Sunday, leaflets warn", [("Sunday", "2031-05-11")]),
    ("They mourn those killed in Saturday's attack.", [("Saturday", "2031-05-03")]),
    ("Friday's talks will focus on prisoners.", [("Friday", "2031-05-09")]),
    ("They had been due to leave on Sunday, but stayed.", [("Sunday", "2031-05-04")]),
    ("Tirvania did not leave by Sunday, the date set.", [("Sunday", "2031-05-04")]),
    ("The army took it late on Saturday, and early Sunday reached the dam.",
     [("late on Saturday", "2031-05-03"), ("early Sunday", "2031-05-04")]),
    ("It was closed yesterday and will reopen tomorrow.", [("yesterday", "2031-05-06"), ("tomorrow", "2031-05-08")]),
    ("It was hit earlier this month and last month.", [("earlier this month", "2031-05"), ("last month", "2031-04")]),
    ("The blockade began in autumn last year.", [("autumn last year", "2030-FA")]),
    ("It was signed two years ago and broken three months ago.",
     [("two years ago", "2029"), ("three months ago", "2031-02")]),
    ("Dozens died over the past month and a half.", [("the past month and a half", "2031-03-23/2031-05-07")]),
    ("No convoy has passed since last week.", [("since last week", "2031-W18/..")]),
    ("Guns pounded it for a fourth straight day.", [("for a fourth straight day", "2031-05-04/..")]),
    ("It is weaker today than before. Today the envoy arrived.", [("Today", "2031-05-07")]),
]  # fmt: skip

ANCHORED: list[Case] = [
    ("It was signed on 3 March 2029. It was broken two days later.",
     [("3 March 2029", "2029-03-03"), ("two days later", "2029-03-05")]),
    ("It was signed on 3 March 2029. The following day shelling resumed.",
     [("3 March 2029", "2029-03-03"), ("The following day", "2029-03-04")]),
    ("On 2 May it fell. As the day wore on, people fled.", [("2 May", "2031-05-02"), ("As the day", "2031-05-02")]),
    ("In 2029 the truce was signed. Since then, guards have watched the road.",
     [("2029", "2029"), ("Since then", "2029/..")]),
    ("In 2029 he was jailed; the previous year he had won a seat.", [("2029", "2029"), ("the previous year", "2028")]),
    ("It was signed in 2029. A year later, in May 2030, it lapsed.",
     [("2029", "2029"), ("A year later", "2030"), ("May 2030", "2030-05")]),
    ("Guards stood there several days before, on Nov. 13, 2030.",
     [("several days before", "2030-11"), ("Nov. 13, 2030", "2030-11-13")]),
    ("Three years after the 2028 truce the guns spoke again.", [("Three years after", "2031"), ("2028", "2028")]),
    ("Two weeks after 3 April, the guards left.", [("Two weeks after", "2031-04-17"), ("3 April", "2031-04-03")]),
    ("The ceasefire took effect on 3 May. Three days after the ceasefire, guns opened up again.",
     [("3 May", "2031-05-03"), ("Three days after", "2031-05-06")]),
    ("Monitors were stopped at 09:40 on 5 May and at 11:15.",
     [("09:40 on 5 May", "2031-05-05T09:40"), ("11:15", "2031-05-05T11:15")]),
    ("On Monday guards left. That evening the town was shelled.",
     [("Monday", "2031-05-05"), ("That evening", "2031-05-05")]),
    ("HALBRIN – Rebels on Tuesday freed ten men, a day after a truce took effect.",
     [("Tuesday", "2031-05-06"), ("a day after", None)]),
]  # fmt: skip

NONE_AT_ALL = [
    "Some 2030 troops and 2014 people left; resolution 2028 was cited on page 1994.",
    "The patrol may march on the second day, and the spring ran dry.",
    "He was released in 24 hours after three years in jail, aged 31.",
    "The Sunday Times and Black Friday are no dates.",
    "The May 9 Brigade held the ridge.",
    "The war, now in its third year, has killed 9,000 people. Every Friday they pray. Most days are quiet.",
    "Mr May said March was cold; Jan Novak agreed.",
    "Their F-16s and T-72s fired 1,960 rounds at 45 km; he scored 3-2 and paid $2030.",
    "In the 18 months since the truce, and the six months before, hundreds fled.",
    "The 15th Motor Rifle Brigade took part in the 44-day war.",
]


@pytest.mark.parametrize(
    ("text", "expected"), ABSOLUTE + LISTS_AND_RANGES + PARTIAL + RELATIVE + ANCHORED, ids=lambda case: str(case)[:40]
)
def test_times_of_a_sentence(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", NONE_AT_ALL, ids=lambda text: text[:40])
def test_words_that_only_look_like_times(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2031-01-05", "The convoy was stopped on December 28.", "2030-12-28"),
        ("2031-12-20", "Elections will be held in February.", "2032-02"),
        ("2032-01-10", "The road was closed last winter.", "2030-WI"),
        ("2032-01-10", "The road is closed this winter.", "2031-WI"),
        ("2031-09-21", "The road was closed last summer.", "2031-SU"),
        ("2031-07-10", "The road was closed last summer.", "2030-SU"),
        ("2031-01-03", "It was shelled last week.", "2030-W52"),
    ],
)
def test_the_turn_of_the_year(published: str, text: str, value: str) -> None:
    assert [found for _, found in values(text, published)] == [value]


def test_bounds_narrow_what_the_words_narrow() -> None:
    (late, this), _ = read_times("It fell in late September 2030 and fighting has gone on this month.", "2031-05-07")
    assert (late.earliest, late.latest, late.part) == ("2030-09-20", "2030-09-30", "late")
    assert (this.value, this.earliest, this.latest) == ("2031-05", "2031-05-01", "2031-05-07")


def test_zone_and_part_are_kept() -> None:
    (mention,), _ = read_times("Fire ceased at 6 a.m. local time (0300 GMT) on Friday, 2 May.", "2031-05-07")
    assert (mention.value, mention.zone) == ("2031-05-02T06:00", "local")
    (mention,), _ = read_times("Drones struck on the morning of 2 May.", "2031-05-07")
    assert (mention.quote, mention.part) == ("the morning of 2 May", "morning")


def test_kind_basis_and_anchor_say_how_it_was_resolved() -> None:
    mentions, _ = read_times(
        "It was signed on 3 March 2029 and broken on Tuesday. A day earlier, guards left.", "2031-05-07"
    )
    assert [mention.kind for mention in mentions] == ["absolute", "relative", "anchored"]
    assert mentions[1].basis == "weekday in the past tense: last on or before publication, 2031-05-07"
    assert mentions[2].anchor_id == mentions[1].time_id


def test_without_a_publication_only_whole_and_anchored_times_have_values() -> None:
    mentions, issues = read_times("It was signed on 3 March 2029, broken on 12 April, and renewed last week.")
    assert [mention.value for mention in mentions] == ["2029-03-03", "2029-04-12", None]
    assert [(issue.code, issue.quote) for issue in issues] == [("undated-time", "last week")]


def test_what_stays_open_is_an_issue() -> None:
    mentions, issues = read_times("It was held on 05/04/2032 or on 30 February 2031.", "2033-05-07")
    assert [mention.value for mention in mentions] == [None, None]
    assert [issue.code for issue in issues] == ["ambiguous-date", "no-such-day"]
    assert (mentions[0].earliest, mentions[0].latest) == ("2032-04-05", "2032-05-04")


def test_an_interval_of_publication_serves_units_it_does_not_leave() -> None:
    assert values("It ended this week.", "2031-05-05/2031-05-08") == [("this week", "2031-W19")]
    assert values("It was signed three years ago.", "2031-01-10/2031-12-20") == [("three years ago", "2028")]
    assert values("It was hit on Tuesday.", "2031-05-01/2031-06-30") == [("Tuesday", None)]


def test_a_caption_does_not_move_the_story() -> None:
    story = "On 2 May the envoy spoke.\n\n"
    caption = "The envoy in Halbrin on 7 March 2030.\n\n"
    text = f"{story}{caption}On the same day, the army left."
    annotated = annotate(text, ((len(story), len(story) + len(caption)),))
    mentions, _ = find_times(annotated, published_on("2031-05-07"))
    assert [mention.value for mention in mentions] == ["2031-05-02", "2030-03-07", "2031-05-02"]
