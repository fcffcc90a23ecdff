from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.agreements.calendar import shift_day
from trucewatch.agreements.model import Agreement, Duration, Force, Provision, Term, Window
from trucewatch.agreements.terms import last_term, term_start, terms_of

FIVE = Term(length=Duration(5, "years"), renewal=Duration(5, "years"), notice_before=Duration(6, "months"))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_five_years_renewed_for_five_unless_notice_is_given_six_months_before() -> None:
    spans = terms_of(FIVE, at(date(2030, 11, 10)), date(2041, 1, 1))
    assert [(span.period.first_day, span.period.last_day, span.notice_by) for span in spans] == [
        (date(2030, 11, 10), date(2035, 11, 9), date(2035, 5, 10)),
        (date(2035, 11, 10), date(2040, 11, 9), date(2040, 5, 10)),
        (date(2040, 11, 10), date(2045, 11, 9), date(2045, 5, 10)),
    ]


def test_notice_ends_the_term_whose_day_of_notice_it_does_not_miss() -> None:
    spans = terms_of(FIVE, at(date(2030, 11, 10)), date(2041, 1, 1))
    in_time = last_term(spans, FIVE, [date(2035, 5, 10)])
    too_late = last_term(spans, FIVE, [date(2035, 5, 11)])
    assert in_time is not None and in_time.number == 1
    assert too_late is not None and too_late.number == 2
    assert last_term(spans, FIVE, []) is None


def test_a_term_that_is_not_renewed_is_the_last() -> None:
    term = Term(length=Duration(2, "years"))
    spans = terms_of(term, at(date(2032, 2, 29)), date(2050, 1, 1))
    assert [span.period.last_day for span in spans] == [date(2034, 2, 27)]
    assert last_term(spans, term, []) == spans[0]


def test_terms_renewed_by_a_month_from_its_end_stay_at_month_ends() -> None:
    term = Term(length=Duration(1, "months"), renewal=Duration(1, "months"))
    spans = terms_of(term, at(date(2031, 1, 31)), date(2031, 4, 1))
    assert [span.period.end.date() for span in spans if span.period.end] == [
        date(2031, 2, 28), date(2031, 3, 31), date(2031, 4, 30),
    ]  # fmt: skip


def test_a_term_begins_with_its_window_the_entry_into_force_or_another_provision() -> None:
    force = Force(start="2031-01-31T13:00", zone="+04:00")
    accord = Agreement(id="a", title="A", kind="order", signed="2031-01-30", in_force=force)

    def start(term_from: str | None, window: Window | None, happened: dict[str, str]) -> datetime | None:
        term = Term(length=Duration(1, "years"), start=term_from)
        provision = Provision(id="p", article="1", words="w", kind="duty", window=window, term=term)
        return term_start(provision, accord, happened)

    assert str(start(None, None, {})) == "2031-01-31 13:00:00+04:00"
    assert str(start(None, Window(form="from", start="2031-02-03"), {})) == "2031-02-03 00:00:00+04:00"
    assert str(start("signed", None, {})) == "2031-01-30 00:00:00+04:00"
    assert str(start("2031-07", None, {})) == "2031-07-01 00:00:00+04:00"
    assert start("arrival", None, {}) is None
    assert str(start("arrival", None, {"arrival": "2031-02-09"})) == "2031-02-09 00:00:00+04:00"


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 30), st.integers(1, 30), st.integers(0, 20),
    st.sampled_from(["months", "years"]),
)  # fmt: skip
def test_terms_join_and_notice_comes_before_the_end(
    start: date, length: int, renewal: int, notice: int, unit: str
) -> None:
    before = Duration(notice, "months") if notice else None
    term = Term(length=Duration(length, unit), renewal=Duration(renewal, unit), notice_before=before)
    until = start + timedelta(days=20_000)
    spans = terms_of(term, at(start), until)
    assert spans[0].period.first_day == start
    assert spans[0].period.end == at(shift_day(start, Duration(length, unit)))
    for number, (one, other) in enumerate(pairwise(spans)):
        assert one.period.end == other.period.start
        assert one.number == number + 1
    for span in spans:
        assert span.period.start is not None and span.period.end is not None and span.period.start < span.period.end
        assert span.period.first_day is not None and span.period.first_day <= until
        if before:
            assert span.notice_by is not None
            assert shift_day(span.notice_by, before) <= span.period.end.date()
    for one, other in pairwise(spans):
        if one.notice_by and other.notice_by:
            assert one.notice_by <= other.notice_by


@given(st.lists(st.dates(date(2031, 1, 1), date(2060, 1, 1)), max_size=5))
def test_the_last_term_depends_on_the_earliest_notice_in_any_order(notices: list[date]) -> None:
    spans = terms_of(FIVE, at(date(2030, 11, 10)), date(2070, 1, 1))
    found = last_term(spans, FIVE, notices)
    assert found == last_term(spans, FIVE, sorted(notices, reverse=True))
    if notices:
        assert found is not None and found.notice_by is not None and min(notices) <= found.notice_by
    else:
        assert found is None
