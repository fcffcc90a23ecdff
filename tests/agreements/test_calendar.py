from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.agreements.calendar import (
    CONDITION,
    Period,
    force_period,
    recurrences,
    shift,
    shift_day,
    window_period,
)
from trucewatch.agreements.dates import WrongZone, begin, finish, zone_named
from trucewatch.agreements.model import Agreement, Condition, Duration, Force, Window

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(1, 400)


def agreement(signed: str = "2031-01-30", start: str = "2031-01-31T13:00", end: str | None = None) -> Agreement:
    force = Force(start=start, end=end, zone="+04:00")
    return Agreement(id="a", title="A", kind="preliminary", signed=signed, in_force=force)


def days(period: Period | None) -> tuple[date | None, date | None]:
    assert period is not None
    return period.first_day, period.last_day


def test_the_end_of_january_and_a_month_is_the_end_of_february() -> None:
    month = Duration(1, "months")
    assert shift_day(date(2031, 1, 31), month) == date(2031, 2, 28)
    assert shift_day(date(2032, 1, 31), month) == date(2032, 2, 29)
    assert shift_day(date(2032, 2, 29), Duration(1, "years")) == date(2033, 2, 28)
    assert shift_day(date(2032, 2, 29), Duration(4, "years")) == date(2036, 2, 29)


@given(DAYS, MONTHS)
def test_months_later_is_the_same_day_or_the_last_of_that_month(day: date, months: int) -> None:
    later = shift_day(day, Duration(months, "months"))
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 100))
def test_a_year_is_twelve_months_and_a_week_seven_days(day: date, count: int) -> None:
    assert shift_day(day, Duration(count, "years")) == shift_day(day, Duration(12 * count, "months"))
    assert shift_day(day, Duration(count, "weeks")) == day + timedelta(days=7 * count)


@given(DAYS, DAYS, MONTHS)
def test_what_begins_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert shift_day(first, Duration(months, "months")) <= shift_day(second, Duration(months, "months"))


def test_hours_run_on_a_stopwatch_and_days_on_the_clock() -> None:
    zone = zone_named("Europe/Berlin")
    evening = datetime(2031, 3, 29, 13, tzinfo=zone)  # the night in which clocks go forward
    assert shift(evening, Duration(24, "hours")).hour == 14
    assert shift(evening, Duration(1, "days")).hour == 13
    assert shift(evening, Duration(24, "hours")).astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("window", "last"),
    [
        (Window(form="by", end="2031-11-20"), date(2031, 11, 20)),
        (Window(form="until", end="2031-11-20"), date(2031, 11, 20)),
        (Window(form="before", end="2031-11-20"), date(2031, 11, 19)),
        (Window(form="by", end="2031-11"), date(2031, 11, 30)),
        (Window(form="before", end="2031-11"), date(2031, 10, 31)),
        (Window(form="between", start="2031-03-01", end="2032-02"), date(2032, 2, 29)),
        (Window(form="within", duration=Duration(3, "years"), of="signed"), date(2034, 1, 30)),
        (Window(form="within", duration=Duration(1, "months"), of="in_force"), date(2031, 2, 28)),
        (Window(form="within", duration=Duration(3, "days"), of="signed"), date(2031, 2, 2)),
        (Window(form="from", start="2031-02-01"), None),
    ],
)
def test_the_last_day_of_a_window(window: Window, last: date | None) -> None:
    assert days(window_period(window, agreement()))[1] == last


def test_an_instant_counts_on_the_local_clock() -> None:
    period = window_period(Window(form="from", start="in_force"), agreement())
    assert period is not None and period.start is not None
    assert period.start.astimezone(UTC) == datetime(2031, 1, 31, 9, tzinfo=UTC)
    due = window_period(Window(form="by", end="2031-02-02T13:00"), agreement())
    assert due is not None and due.end is not None and due.end.isoformat() == "2031-02-02T13:00:00+04:00"
    assert not due.holds(due.end) and due.holds(due.end - timedelta(seconds=1))


def test_hours_within_an_instant_end_at_an_instant() -> None:
    period = window_period(Window(form="within", duration=Duration(72, "hours"), of="in_force"), agreement())
    assert period is not None and period.end is not None
    assert period.end.isoformat() == "2031-02-03T13:00:00+04:00"


def test_a_deadline_counts_from_the_signing_what_is_to_be_kept_from_the_entry_into_force() -> None:
    assert days(window_period(Window(form="by", end="2031-05-01"), agreement()))[0] == date(2031, 1, 30)
    assert days(window_period(Window(form="until", end="2031-05-01"), agreement()))[0] == date(2031, 1, 31)
    early = agreement(signed="2031-02-05")
    assert days(window_period(Window(form="by", end="2031-05-01"), early))[0] == date(2031, 1, 31)


def test_what_counts_from_another_provision_waits_for_it() -> None:
    window = Window(form="within", duration=Duration(10, "days"), of="guns")
    assert window_period(window, agreement()) is None
    assert days(window_period(window, agreement(), {"guns": "2031-02-20"})) == (date(2031, 2, 20), date(2031, 3, 2))
    assert days(window_period(window, agreement(), {"guns": "2031-02"}))[1] == date(2031, 3, 10)


def test_what_counts_from_an_event_waits_for_it() -> None:
    window = Window(form="within", duration=Duration(7, "days"), condition=Condition(acts=("demand",)))
    assert window_period(window, agreement()) is None
    assert days(window_period(window, agreement(), {CONDITION: "2031-04-01"})) == (date(2031, 4, 1), date(2031, 4, 8))
    once = Window(form="on", condition=Condition(acts=("demand",)), end="2031-12-31")
    assert window_period(once, agreement()) is None
    assert days(window_period(once, agreement(), {CONDITION: "2031-04-01"})) == (date(2031, 4, 1), date(2031, 12, 31))


def test_a_deadline_on_a_condition_waits_for_it() -> None:
    window = Window(form="by", end="2031-12-31", condition=Condition(acts=("demand",)))
    assert window_period(window, agreement()) is None
    assert days(window_period(window, agreement(), {CONDITION: "2031-04-01"})) == (date(2031, 4, 1), date(2031, 12, 31))


def test_without_a_window_a_provision_binds_while_the_agreement_is_in_force() -> None:
    ending = agreement(end="2033-01-31")
    assert window_period(None, ending) == force_period(ending)
    assert days(force_period(ending)) == (date(2031, 1, 31), date(2033, 1, 31))
    assert days(window_period(Window(form="from", start="in_force"), ending))[1] == date(2033, 1, 31)


def test_recurring_from_the_end_of_a_month_stays_at_its_end() -> None:
    window = Window(form="every", duration=Duration(1, "months"), end="2031-05-15")
    periods = list(recurrences(window, agreement(), date(2040, 1, 1)))
    assert [period.first_day for period in periods] == [
        date(2031, 1, 31), date(2031, 2, 28), date(2031, 3, 31), date(2031, 4, 30),
    ]  # fmt: skip
    assert periods[-1].last_day == date(2031, 5, 15)


@given(st.dates(date(2031, 2, 1), date(2060, 1, 1)), st.integers(1, 30), st.sampled_from(["days", "weeks", "months"]))
def test_recurrences_follow_each_other_without_gap_or_overlap(until: date, count: int, unit: str) -> None:
    window = Window(form="every", duration=Duration(count, unit))
    periods = list(recurrences(window, agreement(), until))
    assert periods and periods[0].first_day == date(2031, 1, 31)
    for one, other in pairwise(periods):
        assert one.end == other.start and one.start is not None and one.end is not None and one.start < one.end
    assert all(period.first_day is not None and period.first_day <= until for period in periods)


@given(DAYS, st.sampled_from(["+04:00", "-02:30", "Asia/Yerevan", "Europe/Moscow", "America/Havana"]))
def test_by_until_and_before_a_day_differ_by_that_day_alone(day: date, zone: str) -> None:
    force = Force(start="1899-01-01", zone=zone)
    accord = Agreement(id="a", title="A", kind="order", signed="1899-01-01", in_force=force)
    ends = {form: window_period(Window(form=form, end=day.isoformat()), accord) for form in ("by", "until", "before")}
    assert days(ends["by"])[1] == days(ends["until"])[1] == day
    assert days(ends["before"])[1] == day - timedelta(days=1)


@given(DAYS)
def test_a_date_begins_at_midnight_and_is_over_at_the_next(day: date) -> None:
    zone = zone_named("+04:00")
    first, over = begin(day.isoformat(), zone), finish(day.isoformat(), zone)
    assert first is not None and over is not None and over - first == timedelta(days=1)


@pytest.mark.parametrize("name", ["Mars/Olympus", "+25:00", "+04:75", "Europe", "../etc/passwd"])
def test_an_unknown_zone_is_told(name: str) -> None:
    with pytest.raises(WrongZone, match=r"zone|offset"):
        zone_named(name)
