"""Moments of two documents on one clock."""

from __future__ import annotations

from datetime import datetime

import pytest

from trucewatch.linking.clocks import day_moment, is_later, moment_of, published_moment, stated_offset


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Clocks in the valley stand at UTC+4.", 4),
        ("Local time is two hours behind GMT.", -2),
        ("All times are local (GMT plus five and a half hours).", 5.5),
        ("The province keeps UTC+5:30.", 5.5),
        ("It is one hour ahead of GMT there.", 1),
        ("The shells fell at noon GMT.", None),
        ("Nothing is said of clocks.", None),
    ],
)
def test_an_offset_that_the_text_states(text: str, hours: float | None) -> None:
    assert stated_offset(text) == hours


def test_local_time_with_a_known_offset_is_the_same_moment_as_its_utc() -> None:
    local = moment_of("2031-08-03T05:00", "local", 4)
    assert local == moment_of("2031-08-03T01:00", "UTC", None)
    assert local is not None and local.frame == "utc"


def test_local_time_without_an_offset_stays_local() -> None:
    local = moment_of("2031-08-03T05:00", "local", None)
    assert local is not None and local.frame == "local"
    assert is_later(local, moment_of("2031-08-03T01:00", "UTC", None)) is None


def test_days_are_compared_by_the_day() -> None:
    third, fourth = day_moment("2031-08-03"), day_moment("2031-08-04")
    assert is_later(fourth, third) is True
    assert is_later(third, fourth) is False
    assert is_later(third, day_moment("2031-08")) is None
    assert day_moment("2031-08/..") is None
    assert day_moment("no date") is None


def test_a_zone_may_turn_round_what_lies_within_a_day() -> None:
    assert is_later(moment_of("2031-08-03T23:00", "local", None), day_moment("2031-08-02")) is None
    assert is_later(moment_of("2031-08-04T23:00", "local", None), day_moment("2031-08-02")) is True


def test_publication_is_to_the_minute_where_its_words_are() -> None:
    row = {"published_quote": "2031-08-03T18:20+02:00", "published_to": "2031-08-03"}
    moment = published_moment(row)
    assert moment is not None and moment.first == datetime(2031, 8, 3, 16, 20)
    assert published_moment({"published_quote": None, "published_to": "2031-08-03"}) == day_moment("2031-08-03")
    assert published_moment({"published_quote": None, "published_to": None}) is None
