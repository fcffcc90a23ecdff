"""EDTF values: the days that bound them, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.edtf import bounds, grain, month_end

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "size"),
    [
        ("2031", "2031-01-01", "2031-12-31", "year"),
        ("2031-02", "2031-02-01", "2031-02-28", "month"),
        ("2028-02", "2028-02-01", "2028-02-29", "month"),
        ("2031-12", "2031-12-01", "2031-12-31", "month"),
        ("2031-05-07", "2031-05-07", "2031-05-07", "day"),
        ("2031-05-07T13:00", "2031-05-07", "2031-05-07", "day"),
        ("2031-W01", "2030-12-30", "2031-01-05", "week"),
        ("2032-W53", "2032-12-27", "2033-01-02", "week"),
        ("2031-Q4", "2031-10-01", "2031-12-31", "quarter"),
        ("2031-SP", "2031-03-01", "2031-05-31", "season"),
        ("2027-WI", "2027-12-01", "2028-02-29", "season"),
        ("1980s", "1980-01-01", "1989-12-31", "decade"),
        ("2031-05-03/2031-05-07", "2031-05-03", "2031-05-07", "interval"),
        ("1992/1994", "1992-01-01", "1994-12-31", "interval"),
        ("2031-W18/2031-06", "2031-04-28", "2031-06-30", "interval"),
    ],
)
def test_bounds_of_a_value(value: str, first: str, last: str, size: str) -> None:
    assert bounds(value) == (date.fromisoformat(first), date.fromisoformat(last))
    assert grain(value) == size


def test_open_sides_have_no_bound() -> None:
    assert bounds("2031/..") == (date(2031, 1, 1), None)
    assert bounds("../2031-05") == (None, date(2031, 5, 31))


@pytest.mark.parametrize(
    "value",
    ["", "31", "2031-13", "2031-00", "2031-02-30", "2031-W54", "2031-Q5", "2031-XX", "2031-05-07T25:00", "../..",
     "2031/", "2031/2030", "2031-05-07/2031-05-06", "2031-5-7", "2031-05-07Z", "soon"],
)  # fmt: skip
def test_other_strings_are_refused(value: str) -> None:
    with pytest.raises(ValueError):
        bounds(value)


@given(DAYS)
def test_a_day_bounds_itself_and_lies_within_its_month_year_and_week(day: date) -> None:
    iso = day.isocalendar()
    assert bounds(day.isoformat()) == (day, day)
    for value in (f"{day:%Y-%m}", f"{day.year:04d}", f"{iso.year:04d}-W{iso.week:02d}", f"{day.year // 10 * 10:04d}s"):
        first, last = bounds(value)
        assert first is not None
        assert last is not None
        assert first <= day <= last


@given(DAYS)
def test_the_day_after_a_month_end_is_a_first(day: date) -> None:
    end = month_end(day.year, day.month)
    assert end.month == day.month
    assert (end + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_an_interval_is_bounded_by_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)
