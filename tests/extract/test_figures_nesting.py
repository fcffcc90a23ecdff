"""Figures that hang together, who gives them, as of when, and the laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.counting import annotate, brief, figures_of
from trucewatch.extract.figures.find import find_figures
from trucewatch.records import Attribution, TimeMention


def attribution(text: str, content: str, source: str | None, key: str) -> Attribution:
    start = text.index(content)
    return Attribution(
        attribution_id=key, document_id="d", segment_id="s", start=start, end=start + len(content), quote=content,
        source_start=None, source_end=None, source_quote=source, source_name=source, source_actor_id=None,
        source_side=None, cue_start=None, cue_end=None, cue_quote=None, kind="indirect", stance="assert", hedges=(),
        within_id=None, rules=(),
    )  # fmt: skip


def time(text: str, words: str, value: str) -> TimeMention:
    start = text.index(words)
    return TimeMention(
        time_id="t", document_id="d", segment_id="s", start=start, end=start + len(words), quote=words, value=value,
        earliest=None, latest=None, kind="absolute", anchor_id=None, basis="", zone=None, part=None, rules=(),
    )  # fmt: skip


def test_a_whole_with_its_parts_is_three() -> None:
    whole, civilians, children = figures_of(
        "The ombudsman counted at least 70 deaths, of whom 12 were civilians, including five children."
    )
    assert [(f.low, f.high, f.unit) for f in (whole, civilians, children)] == [
        (70, None, "killed"), (12, 12, "killed"), (5, 5, "killed"),
    ]  # fmt: skip
    assert civilians.quote == "12 were civilians"
    assert civilians.part_of == whole.figure_id
    assert children.part_of == civilians.figure_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed 12 and wounded 30.", [(12, "killed"), (30, "wounded")]),
        ("At least 25 guards had been killed—and scores injured—near Lesk.", [(25, "killed"), (40, "wounded")]),
        ("Three soldiers and two civilians were killed.", [(3, "killed"), (2, "killed")]),
        ("Gunmen killed 12 soldiers and two civilians, and injured 20 others.",
         [(12, "killed"), (2, "killed"), (20, "wounded")]),
        ("Thirty-one Velmari and 27 Ardovian sappers rode home.", [(31, "troops"), (27, "troops")]),
        ("Norrland is deploying guards for five years, with a right to prolong this for five more.",
         [(5, "duration-limit"), (5, "duration-limit")]),
        ("Violations: 27 were recorded, down from 44.", [(27, "other"), (44, "other")]),
        ("Tirvania means to cut its contingent of monitors from 90 to 40.", [(90, "people"), (40, "people")]),
        ("Thirty people were hurt, 12 of them seriously.", [(30, "wounded"), (12, "wounded")]),
        ("Velmar burned 20 tanks and captured eight.", [(20, "armoured-vehicles"), (8, "armoured-vehicles")]),
        ("They freed 24 captives: 13 Velmaris and 11 Ardovians.",
         [(24, "prisoners"), (13, "prisoners"), (11, "prisoners")]),
        ("Of the 1,300 monitors, 700 work in Lesk.", [(1300, "people"), (700, "people")]),
        ("The march drew 9,000 people by one count, 2,000 according to police.", [(9000, "people"), (2000, "people")]),
        ("The blast left 12 dead, 30 wounded and five missing.", [(12, "killed"), (30, "wounded"), (5, "missing")]),
    ],
)  # fmt: skip
def test_coordinated_and_elliptic_figures(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.low, figure.unit) for figure in figures_of(text)] == expected


def test_the_innermost_named_source_gives_the_figure() -> None:
    text = "Meridian reported that the ministry said 12 guards were killed, and 30 cars burned."
    outer = attribution(text, "the ministry said 12 guards were killed, and 30 cars burned", "Meridian", "outer")
    inner = attribution(text, "12 guards were killed", "the ministry", "inner")
    guards, cars = figures_of(text, [outer, inner])
    assert (guards.attribution_id, guards.claimant) == ("inner", "the ministry")
    assert (cars.attribution_id, cars.claimant) == ("outer", "Meridian")


def test_a_figure_of_the_report_itself_has_no_claimant() -> None:
    (figure,) = figures_of("The fighting killed 12 guards.")
    assert figure.attribution_id is None
    assert figure.claimant is None


def test_a_part_is_given_by_whoever_gives_the_whole() -> None:
    text = "The mayor counted “at least 70” dead, of whom 12 were children."
    _, part = figures_of(text, [attribution(text, "at least 70", "the mayor", "a")])
    assert part.claimant == "the mayor"


def test_as_of_and_period() -> None:
    text = "As of the evening of 20 May, 12 guards had been killed. In the past 24 hours two died."
    figures = figures_of(text, times=[time(text, "20 May", "2031-05-20")])
    assert [(f.low, f.as_of, f.period) for f in figures] == [(12, "2031-05-20", None), (2, None, "day")]
    (total,) = figures_of("Since January, 340 civilians have been killed.")
    assert total.period == "total"


def test_best_is_the_number_only_where_it_is_closed() -> None:
    closed, opened, ranged = figures_of("They saw 12 tanks, more than 40 trucks and 20 to 30 drones.")
    assert (closed.best, opened.best, ranged.best) == (12, None, None)


def test_numbers_in_times_are_no_figures() -> None:
    text = "They remember 20 tanks."
    assert brief(text) == [("20 tanks", 20, 20, "armoured-vehicles")]
    assert figures_of(text, times=[time(text, "20 tanks", "2031-05-20")]) == []


def test_bylines_and_datelines_are_not_read() -> None:
    assert find_figures(annotate("11 soldiers were killed", role="byline"), [], []) == []


HEAP = (
    "12|at least|twenty|dozens of|soldiers|people|were killed|and|,|killed|of whom|including|wounded|five-year|mandate|"
    "for|years|“|”|between|to|%|$|km|half of|the|no one|twice|a year|.|\n|\u00a0|toll|rose|:|(|)|1,960|more|—|Lesk|"
    "a couple of|hundreds|1990|on|May"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HEAP.split("|")), min_size=1, max_size=25))
def test_any_heap_of_words_keeps_the_quote_law(pieces: list[str]) -> None:
    text = " ".join(pieces)
    ids = set()
    for figure in figures_of(text):
        assert text[figure.start : figure.end] == figure.quote
        assert figure.low is not None or figure.high is not None
        assert figure.rules
        if figure.counted_quote is not None:
            assert text[figure.counted_start : figure.counted_end] == figure.counted_quote
        assert figure.part_of is None or figure.part_of in ids
        ids.add(figure.figure_id)
