"""When a provision binds, in days: its window, its term, what suspends it and what takes its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from trucewatch.agreements.calendar import CONDITION, Happened, force_period, window_period
from trucewatch.agreements.model import IN_FORCE, SIGNED, Agreement, Provision
from trucewatch.agreements.terms import term_start, terms_of
from trucewatch.assess.days import NEVER, iso_day
from trucewatch.assess.hours import Hour
from trucewatch.assess.span import Span

DEADLINES = ("by", "before", "within")
CONTINUING = ("never_done", "kept_up")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Agreements and provisions by the names that others call them: from when to when each is in force, in days."""

    spans: Mapping[str, tuple[int, int]]
    replaced_from: Mapping[str, int]

    def stretches(self, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Return when those of the names that the case holds are in force."""
        return tuple(self.spans[name] for name in names if name in self.spans)


def neighbours_of(agreements: Iterable[Agreement]) -> Neighbours:
    """Return how the agreements of a case bear on each other."""
    spans: dict[str, tuple[int, int]] = {}
    replaced: dict[str, int] = {}
    for agreement in agreements:
        stretch = _force(agreement)
        spans[agreement.id] = stretch
        for provision in agreement.provisions:
            spans[f"{agreement.id}/{provision.id}"] = stretch
        own = (name for provision in agreement.provisions for name in provision.supersedes)
        for name in (*agreement.supersedes, *own):
            full = f"{agreement.id}/{name}" if name in agreement._by_id else name
            replaced[full] = min(replaced.get(full, NEVER), stretch[0])
    return Neighbours(spans, replaced)


def depends_on(provision: Provision) -> str | None:
    """Return the name of the provision on whose fulfilment the window counts, `CONDITION` for an event, else None."""
    window = provision.window
    if window is None or window.form not in ("within", "on"):
        return None
    if window.form == "on" or window.of is None:
        return (window.condition.provision if window.condition else None) or CONDITION
    return None if window.of in (SIGNED, IN_FORCE) else window.of


def span_of(agreement: Agreement, provision: Provision, near: Neighbours, happened: int | None = None) -> Span:
    """Return when a provision binds.

    Args:
        agreement: The agreement that it stands in.
        provision: The provision.
        near: The other agreements of the case.
        happened: The day on which what its window counts from happened, as far as it is known.
    """
    key, day = depends_on(provision), iso_day(happened) if happened is not None else None
    known: Happened = {key: day, CONDITION: day} if key and day else {}
    period = window_period(provision.window, agreement, known)
    if period is None:
        return replace(_forced(agreement), waits=True)
    first, last = period.first_day, period.last_day
    span = _forced(agreement)
    if first is not None:
        hour = _hour(period.start)
        span = replace(span, opens=first.toordinal(), certain_from=first.toordinal() + (hour is not None), hour=hour)
    form = provision.window.form if provision.window else "from"
    if last is not None:
        if form in DEADLINES or (provision.check not in CONTINUING and form in ("until", "between")):
            span = replace(span, due=last.toordinal())
        elif provision.check in CONTINUING:
            span = replace(span, closes=min(span.closes, last.toordinal()))
    return _of_neighbours(_with_term(span, agreement, provision, known), agreement, provision, near)


def _hour(start: datetime | None) -> Hour | None:
    """Return the hour at which something begins, None where that is the beginning of a day."""
    if start is None or start.tzinfo is None or start.timetz().replace(tzinfo=None) == time():
        return None
    return Hour(start.date().toordinal(), start.hour * 60 + start.minute, start.tzinfo)


def force_hour(agreement: Agreement) -> Hour | None:
    """Return the hour at which an agreement enters into force, None where that is the beginning of a day."""
    return _hour(force_period(agreement).start)


def _forced(agreement: Agreement) -> Span:
    first, last = _force(agreement)
    return Span(opens=first, certain_from=first, closes=last)


def _force(agreement: Agreement) -> tuple[int, int]:
    period = force_period(agreement)
    first, last = period.first_day, period.last_day
    return (first.toordinal() if first else 1), (last.toordinal() if last else NEVER)


def _with_term(span: Span, agreement: Agreement, provision: Provision, known: Happened) -> Span:
    """Return the span with its term; one that is not renewed ends what binds."""
    start = term_start(provision, agreement, known) if provision.term else None
    if provision.term is None or start is None:
        return span
    term = terms_of(provision.term, start, start.date())[0]
    end = term.period.last_day
    ends = end.toordinal() if end else None
    closes = span.closes if provision.term.renewal or ends is None else min(span.closes, ends)
    return replace(span, closes=closes, term_ends=ends, notice_by=_number(term.notice_by))


def _of_neighbours(span: Span, agreement: Agreement, provision: Provision, near: Neighbours) -> Span:
    """Return the span as other agreements leave it: suspended, replaced from a day on."""
    suspended = near.stretches((*provision.suspended_by, *agreement.suspended_by))
    names = (agreement.id, f"{agreement.id}/{provision.id}")
    replaced = min((near.replaced_from.get(name, NEVER) for name in names), default=NEVER)
    return replace(span, suspended=suspended, closes=min(span.closes, replaced - 1 if replaced < NEVER else NEVER))


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None
