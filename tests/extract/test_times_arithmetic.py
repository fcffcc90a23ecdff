"""Days moved by calendar units."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.times.arithmetic import (
    easter,
    interval_of,
    shift,
    smallest_holding,
    value_at,
    weekday_on_or_after,
    weekday_on_or_before,
)

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "season", "quarter", "year", "decade"])


@pytest.mark.parametrize(
    ("day", "unit", "count", "moved"),
    [
        ("2031-05-31", "month", 1, "2031-06-30"),
        ("2032-02-29", "year", 1, "2033-02-28"),
        ("2031-01-01", "month", -1, "2030-12-01"),
        ("2031-05-07", "week", -2, "2031-04-23"),
        ("2031-05-07", "month", -1.5, "2031-03-23"),
        ("2031-05-07", "year", 1.5, "2032-11-07"),
        ("2031-05-07", "fortnight", 1, "2031-05-21"),
        ("2031-05-07", "decade", -1, "2021-05-07"),
    ],
)
def test_a_day_is_moved(day: str, unit: str, count: float, moved: str) -> None:
    assert shift(date.fromisoformat(day), unit, count).isoformat() == moved


def test_a_day_is_not_moved_off_the_calendar() -> None:
    with pytest.raises(ValueError):
        shift(date(2031, 5, 7), "year", 9000)
    with pytest.raises(ValueError):
        shift(date(2031, 5, 7), "day", 9_000_000)


@given(DAYS, UNITS)
def test_the_value_of_a_unit_holds_the_day(day: date, unit: str) -> None:
    first, last = bounds(value_at(day, unit))
    assert first is not None
    assert last is not None
    assert first <= day <= last
    assert grain(value_at(day, unit)) == unit


@given(DAYS, st.integers(0, 6))
def test_weekdays_on_either_side(day: date, weekday: int) -> None:
    before, after = weekday_on_or_before(day, weekday), weekday_on_or_after(day, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert before <= day <= after
    assert (after - before).days in (0, 7)


@given(DAYS, DAYS)
def test_the_smallest_value_holds_both_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    low, high = bounds(smallest_holding(first, last))
    assert low is not None
    assert high is not None
    assert low <= first <= last <= high


def test_intervals_join_starts_to_ends() -> None:
    assert interval_of("2031-05-03", "2031-05-07") == "2031-05-03/2031-05-07"
    assert interval_of("2030/2031", "2032/2033") == "2030/2033"
    with pytest.raises(ValueError):
        interval_of("2031", "2029")


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2024-03-31", "2025-04-20", "2038-04-25"])
def test_easter_sundays(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day
