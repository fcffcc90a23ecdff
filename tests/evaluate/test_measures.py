"""The measures: what matches, what does not, and the figures that follow."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.evaluate.act_measures import macro_f1, score_acts
from trucewatch.evaluate.gate import compare
from trucewatch.evaluate.measures import any_same_name, distance_km, match_items, parties_f1, score_answers


def item(text: str, start: int = 0, **fields: Any) -> dict[str, Any]:
    return {"text": text, "start": start, **fields}


def test_times_match_by_overlap_and_value() -> None:
    key = [item("5 May 2031", 10, value="2031-05-05")]
    assert match_items("times", key, [item("on 5 May 2031", 7, value="2031-05-05")])
    assert not match_items("times", key, [item("5 May 2031", 10, value="2031-05-06")])
    assert not match_items("times", key, [item("5 May 2031", 40, value="2031-05-05")])


def test_one_prediction_answers_one_item() -> None:
    key = [item("Monday", 0, value="2031-05-05"), item("Monday", 0, value="2031-05-05")]
    assert len(match_items("times", key, [item("Monday", 0, value="2031-05-05")])) == 1


def test_places_match_by_form_and_distance() -> None:
    key = [item("Orlevik", lat=10.0, lon=20.0, radius_km=15)]
    assert match_items("places", key, [item("orlevik", lat=10.2, lon=20.0, radius_km=3)])
    assert not match_items("places", key, [item("Orlevik", lat=11.0, lon=20.0, radius_km=3)])
    assert distance_km({"lat": 0, "lon": 0}, {"lat": 0, "lon": 1}) == pytest.approx(111.2, abs=0.3)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the ministry", "Ministry", True),
        ("Velmar", "President of Velmar", True),
        ("Velmar", "the long lost people of Velmar", False),
        ("Ann", "Annabel", False),
    ],
)
def test_names(left: str, right: str, same: bool) -> None:
    assert any_same_name([left], [right]) is same


def test_scores_of_a_perfect_an_empty_and_a_half_answer() -> None:
    key = {
        "times": [item("Monday", 0, value="2031-05-05"), item("Tuesday", 9, value="2031-05-06")],
        "figures": [item("at least 12", 20, low=12, high=None, unit="killed", speakers=["mayor"])],
        "events": [event("shelled Orlevik"), event("met", start=40)],
        "commitments": [item("must leave", obligors=[["Velmar"]], due="2031-06-01")],
    }
    assert score_answers([(key, key)])["times"] == 1.0
    assert score_answers([(key, key)])["figures.speaker"] == 1.0
    assert score_answers([(key, {})])["times"] == 0.0
    assert score_answers([(key, {"times": key["times"][:1]})])["times"] == pytest.approx(2 / 3)
    acts = score_acts([(key, key)])
    assert acts["events"] == acts["events.usable"] == acts["commitments"] == acts["commitments.dated"] == 1.0
    wrong = {"events": [event("shelled Orlevik", status="denied"), event("met", start=40)]}
    assert score_acts([(key, wrong)])["events"] == 1.0
    assert score_acts([(key, wrong)])["events.usable"] == 0.5


def event(text: str, start: int = 0, status: str = "happened") -> dict[str, Any]:
    people = {"actors": [["Velmar"]], "recipients": [], "places": []}
    return item(text, start, type="ASSAULT", value=None, status=status, **people)


def test_participants_and_macro_f1() -> None:
    assert parties_f1([], []) == 1.0
    assert parties_f1([["Velmar", "Velmari army"], ["Tirvania"]], [["Velmari army"]]) == pytest.approx(2 / 3)
    assert macro_f1([("a", "a"), ("a", "b"), ("b", "b")]) == pytest.approx((2 / 3 + 2 / 3) / 2)


def test_the_gate_names_what_fell_and_what_was_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    fallen = compare("set", {"times": 0.8, "places": 0.9}, {"times": 0.85, "places": 0.9, "figures": 0.7})
    assert len(fallen) == 2
    assert "times" in fallen[0]
    assert "not measured" in fallen[1]
    assert "FELL" in capsys.readouterr().out
