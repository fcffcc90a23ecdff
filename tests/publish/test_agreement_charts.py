"""The charts of agreements: axes that keep what matters apart, marks that do not overlap, edges that slant."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.publish.charts.board import Standing, render_row, status_mark
from trucewatch.publish.charts.calendar import fit_axis, layers_of
from trucewatch.publish.charts.strips import Stretch, Strip, render_strips
from trucewatch.publish.charts.windows import Deed, WindowRow, render_windows
from trucewatch.publish.dossier.cited import around
from trucewatch.publish.dossier.promise import letter_of, spoken_days
from trucewatch.records.finding import FINDINGS

DAY = date(2031, 5, 1)


def row(**fields: Any) -> WindowRow:
    plain: dict[str, Any] = {
        "title": "Road", "about": "by 20 May 2031", "status": "pending", "target": "#p", "opens": date(2031, 4, 1),
        "due": date(2031, 5, 20), "closes": None, "term_ends": None, "suspended": (), "deeds": (),
    }  # fmt: skip
    return WindowRow(**plain | fields)


def deed(day: date, **fields: Any) -> Deed:
    plain: dict[str, Any] = {"kind": "done", "first": day, "last": day, "tip": "done", "target": f"#c-{day}"}
    return Deed(**plain | fields)


def stretch(**fields: Any) -> Stretch:
    plain: dict[str, Any] = {
        "word": "closed", "tone": "worst", "begins": (date(2031, 4, 1), date(2031, 4, 11)), "ends": (None, None),
        "disputed": False, "reported": True, "passing": False, "tip": "closed", "target": "#s",
    }  # fmt: skip
    return Stretch(**plain | fields)


def drawn(picture: str, kind: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(picture).iter() if kind in one.get("class", "").split()]


@given(st.lists(st.floats(0, 500), max_size=40), st.floats(1, 30))
def test_marks_on_one_layer_are_never_nearer_than_the_gap(places: list[float], gap: float) -> None:
    places.sort()
    layers = layers_of(places, gap)
    for layer in set(layers):
        own = [place for place, on in zip(places, layers, strict=True) if on == layer]
        assert all(right - left >= gap for left, right in pairwise(own))


def test_a_day_far_away_does_not_press_the_others_together() -> None:
    near, far = DAY + timedelta(days=20), DAY + timedelta(days=3000)
    axis = fit_axis([DAY, DAY + timedelta(days=100)], [near, far, date(1994, 1, 1)], 0, 100)
    assert axis.holds(near)
    assert not axis.holds(far)
    assert axis.x(far) == 100
    assert axis.x(date(1994, 1, 1)) == 0


def test_a_deadline_beyond_the_axis_is_written_and_one_on_it_has_a_flag() -> None:
    assert drawn(render_windows([("Truce", [row()])], DAY, "today"), "flag")
    beyond = render_windows([("Truce", [row(due=date(2034, 3, 4))])], DAY, "today")
    assert not drawn(beyond, "flag")
    assert "due 4 Mar 2034" in beyond


def test_no_words_stand_where_marks_and_the_line_of_the_day_are() -> None:
    far = {"due": None, "closes": date(2034, 3, 4), "term_ends": date(2033, 12, 25)}
    rows = [row(deeds=(deed(DAY + timedelta(days=9)),), undated=3, **far), row(title="Below")]
    picture = render_windows([("Truce", rows)], DAY, "today")
    texts = {one.text: one for one in ElementTree.fromstring(picture).iter() if one.tag == "text"}
    notes = [texts[told] for told in ("term to 25 Dec 2033", "ends 4 Mar 2034", "3 of no certain day")]
    end = max(float(one.get("x2", 0)) for one in drawn(picture, "asked"))
    assert all(float(note.get("x", 0)) > end and note.get("text-anchor") is None for note in notes)
    heights = [float(note.get("y", 0)) for note in notes]
    assert heights == sorted(heights) and len(set(heights)) == 3
    assert heights[-1] < float(texts["Below"].get("y", 0)) - 10


def test_many_happenings_of_one_day_are_stacked_and_the_more_are_counted() -> None:
    deeds = tuple(deed(DAY, target=f"#c-{index}") for index in range(9))
    picture = render_windows([("Truce", [row(deeds=deeds)])], DAY, "today")
    marks = drawn(picture, "happened")
    assert len(marks) == 5
    assert len({mark.get("cy") for mark in marks}) == 5
    assert "+4" in picture


def test_a_happening_of_no_certain_day_is_counted_and_not_drawn() -> None:
    vague = deed(DAY, first=DAY - timedelta(days=300))
    picture = render_windows([("Truce", [row(deeds=(vague,), undated=2)])], DAY, "today")
    assert not drawn(picture, "happened")
    assert "3 of no certain day" in picture


def test_a_change_between_two_days_has_a_slanted_edge_and_a_dispute_is_hatched() -> None:
    strip = Strip(title="Road", track="", stretches=(stretch(), stretch(disputed=True)))
    picture = render_strips([("Truce", [strip])], DAY, "today")
    upper, *_, lower = (drawn(picture, "state")[0].get("points") or "").split()
    assert float(upper.split(",")[0]) < float(lower.split(",")[0])
    assert len(drawn(picture, "hatched")) == 1


def test_a_breach_is_a_mark_and_a_state_that_no_report_tells_of_has_no_fill() -> None:
    states = (
        stretch(passing=True), stretch(word="observed", tone="good", reported=False),
        stretch(passing=True, tone="good", word="under way"),
    )  # fmt: skip
    picture = render_strips([("Truce", [Strip(title="Truce", track="observance", stretches=states)])], DAY, "today")
    assert len(drawn(picture, "breach")) == 1
    assert len(drawn(picture, "happened")) == 1
    assert len(drawn(picture, "bare")) == 1


def test_words_of_agreements_are_escaped() -> None:
    for picture in (
        render_windows([("<b>", [row(title="<i>&", deeds=(deed(DAY, tip='"<u>"'),))])], DAY, "today"),
        render_strips([("<b>", [Strip(title="<i>", track="<u>", stretches=(stretch(tip="<s>"),))])], DAY, "<q>"),
        render_row([Standing("pending", '<i>"', '#"><b>')], "<b>"),
    ):
        assert not {one.tag for one in ElementTree.fromstring(picture).iter()} & {"b", "i", "u", "s", "q"}


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {status_mark(status).partition(">")[2] for status in FINDINGS}
    assert len(shapes) == len(FINDINGS)


def test_words_are_shown_in_their_sentence() -> None:
    text = "It rained. On Sept. 19 police closed the road at noon, the U.S. said. Nobody passed."
    start = text.index("closed")
    told = around(text, start, start + len("closed the road"), (0, len(text)))
    assert told == ("On Sept. 19 police", "at noon, the U.S. said.")
    long = "word " * 60 + "closed" + " word" * 60
    before, after = around(long, 300, 306, (0, len(long)))
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert around(long, 300, 306, (295, 311)) == ("word", "word")


def test_days_and_letters_read_as_people_write_them() -> None:
    assert spoken_days("by 2031-03-20, from 2031-06-13T14:00") == "by 20 Mar 2031, from 13 Jun 2031, 14:00"
    assert [letter_of(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
