"""Terms and their renewals: which terms there are, by when notice is to be given, and which term is the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trucewatch.agreements.calendar import Happened, Period, event_value, shift, window_period
from trucewatch.agreements.dates import begin, zone_of
from trucewatch.agreements.model import Agreement, Duration, Provision, Term

MOST_TERMS = 1000


@dataclass(frozen=True, slots=True)
class TermSpan:
    """One term, ``number`` from 1. ``notice_by`` is the last day on which notice still ends it with ``period``."""

    number: int
    period: Period
    notice_by: date | None


def terms_of(term: Term, start: datetime, until: date) -> list[TermSpan]:
    """Return the terms that begin on or before a day, the first always, as if nobody gave notice.

    Every term is counted from the beginning of the first: renewed by a month each time, a term that began on
    31 January ends with the last days of February and of March.

    Args:
        term: Length, renewal and notice.
        start: When the first term begins.
        until: The last day of interest.
    """
    spans = [_span(1, Period(start, shift(start, term.length)), term)]
    while term.renewal and len(spans) < MOST_TERMS:
        begins = spans[-1].period.end
        if begins is None or begins.date() > until:
            break
        ends = _renewed(start, term.length, term.renewal, len(spans))
        spans.append(_span(len(spans) + 1, Period(begins, ends), term))
    return spans


def last_term(spans: Sequence[TermSpan], term: Term, notices: Iterable[date]) -> TermSpan | None:
    """Return the term that is the last, None as long as it goes on being renewed.

    A notice ends the first term whose day of notice it does not miss. Without renewal the first term is the last.
    """
    if term.renewal is None:
        return spans[0]
    first = min(notices, default=None)
    if first is None:
        return None
    return next((span for span in spans if first <= (span.notice_by or span.period.last_day or first)), None)


def term_start(provision: Provision, agreement: Agreement, happened: Happened | None = None) -> datetime | None:
    """Return when the term of a provision begins; None as long as what it counts from has not happened."""
    term, known = provision.term, happened or {}
    if term is not None and term.start is not None:
        value = event_value(term.start, agreement, known)
        value = term.start if value is None and term.start[:4].isdigit() else value
        return begin(value, zone_of(agreement)) if value else None
    period = window_period(provision.window, agreement, known)
    return period.start if period else None


def _span(number: int, period: Period, term: Term) -> TermSpan:
    notice = shift(period.end, term.notice_before, -1).date() if period.end and term.notice_before else None
    return TermSpan(number, period, notice)


def _renewed(start: datetime, length: Duration, renewal: Duration, times: int) -> datetime:
    """Return the end of the term after so many renewals, counted in one step where the units allow it."""
    if length.unit == renewal.unit:
        return shift(start, Duration(length.count + renewal.count * times, length.unit))
    months = {"months": 1, "years": 12}
    if length.unit in months and renewal.unit in months:
        total = length.count * months[length.unit] + renewal.count * months[renewal.unit] * times
        return shift(start, Duration(total, "months"))
    return shift(shift(start, length), renewal, times)
