"""Charts: well-formed, every mark a link, and drawn where the numbers say."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.publish.charts.matrix import Cell, EventRow, Source, render_matrix
from trucewatch.publish.charts.ranges import LEFT, RIGHT, Line, render_ranges

SVG = "{http://www.w3.org/2000/svg}"


def line(low: float | None, high: float | None, name: str = "Mayor", **fields: object) -> Line:
    given: dict[str, object] = {
        "name": name, "side": "Hill", "low": low, "high": high, "best": None, "figure": "some", "as_of": "5 May 2031",
        "tip": "“some”", "target": "#f-1",
    }  # fmt: skip
    return Line(**given | fields)  # type: ignore[arg-type]


def drawn(lines: list[Line], span: tuple[float | None, float | None] = (None, None)) -> ElementTree.Element:
    return ElementTree.fromstring(render_ranges("Killed: people <all>", lines, span))


def dots(picture: ElementTree.Element) -> list[float]:
    return [float(one.attrib["cx"]) for one in picture.iter("circle")]


def test_a_figure_given_as_such_is_a_dot_and_bounds_are_a_whisker() -> None:
    picture = drawn([line(10, 10), line(5, 20)])
    assert len(dots(picture)) == 1
    (whisker,) = (one.attrib["d"] for one in picture.iter("path"))
    left, right = (float(number) for number in re.findall(r"M([\d.]+) [\d.]+v10", whisker))
    assert LEFT < left < dots(picture)[0] < right <= RIGHT


@pytest.mark.parametrize(("low", "high", "way"), [(8, None, 1), (None, 8, -1)])
def test_an_open_bound_is_an_arrow_that_points_away_from_it(low: float | None, high: float | None, way: int) -> None:
    picture = drawn([line(low, high, best=8.0)])
    assert not dots(picture)
    (arrow,) = (one.attrib["d"] for one in picture.iter("path"))
    start, tip = (float(number) for number in re.findall(r"M([\d.]+) [\d.]+v12M[\d.]+ [\d.]+H([\d.]+)", arrow)[0])
    assert (tip - start) * way > 0


def test_the_scale_starts_at_zero_unless_figures_lie_far_apart() -> None:
    near, far = drawn([line(30, 30), line(40, 40)]), drawn([line(3, 3), line(120_000, 120_000)])
    ticks = [
        [one.text for one in picture.iter("text") if one.attrib.get("text-anchor") == "middle"]
        for picture in (near, far)
    ]
    assert ticks[0][0] == "0"
    assert ticks[1][0] == "1"
    assert "logarithmic scale" in [one.text for one in far.iter("text")]
    assert "logarithmic scale" not in [one.text for one in near.iter("text")]


def test_the_band_spans_the_range_and_is_left_out_where_it_is_open() -> None:
    assert [one for one in drawn([line(1, 4)], (1, 4)).iter("rect") if one.attrib["class"] == "span"]
    assert not [one for one in drawn([line(1, None)], (1, None)).iter("rect") if one.attrib["class"] == "span"]


def test_names_that_repeat_are_written_once_and_nothing_is_markup() -> None:
    picture = drawn([line(1, 1, "A & <b>"), line(2, 2, "A & <b>", repeated=True)])
    assert [one.text for one in picture.iter("text")].count("A & <b>") == 1
    assert "A & <b>: some" in (picture.findtext("desc") or "")
    assert picture.attrib["role"] == "img"
    assert "Killed: people <all>" in picture.attrib["aria-label"]


NUMBERS = st.floats(0, 10_000_000)


@given(figures=st.lists(st.tuples(st.none() | NUMBERS, st.none() | NUMBERS), min_size=1, max_size=6))
def test_every_figure_is_a_link_and_nothing_lies_outside(figures: list[tuple[float | None, float | None]]) -> None:
    ordered = [(low, max(low, high) if low is not None and high is not None else high) for low, high in figures]
    picture = drawn([line(low, high) for low, high in ordered])
    assert [one.attrib["href"] for one in picture.iter("a")] == ["#f-1"] * len(figures)
    assert all(LEFT - 0.1 <= x <= RIGHT + 0.1 for x in dots(picture))


def matrix(*stances: str) -> ElementTree.Element:
    sources = [Source(f"s{at}", f"Source {at}", "Hill" if at < 2 else "Coast") for at in range(len(stances))]
    cells = {f"s{at}": Cell(stance, f"says {stance}", f"#c-{at}") for at, stance in enumerate(stances) if stance}
    return ElementTree.fromstring(render_matrix(sources, [EventRow("5 May", "shelled & fled", "#e-1", cells)]))


def test_a_matrix_links_every_cell_to_its_words_and_events_to_their_entry() -> None:
    picture = matrix("asserts", "denies", "", "both")
    assert [one.attrib["href"] for one in picture.iter("a")] == ["#e-1", "#c-0", "#c-1", "#c-3"]
    marks = [[mark.tag for mark in one if mark.tag in ("circle", "path")] for one in picture.iter("a")][1:]
    assert marks == [["circle"], ["path"], ["circle", "path"]]
    assert [one.text for one in picture.iter("text") if one.attrib["class"] == "sidename"] == ["Hill", "Coast"]


def test_columns_of_a_matrix_do_not_meet_however_many_there_are() -> None:
    for count in (1, 5, 14):
        picture = matrix(*["asserts"] * count)
        places = [float(one.attrib["cx"]) for one in picture.iter("circle")]
        assert all(after - before > 11 for before, after in pairwise(places))
        assert places[-1] < 960
