"""When provisions bind: windows and deadlines as pure date arithmetic in the agreement's own time zone.

Days are counted as treaties count them: the day of the event is not counted and the last day is, so that "within three
days of" 4 March ends with 7 March. A month or year later is the same day of the month, or its last day where it has no
such day. Hours are counted on a stopwatch, everything longer on the calendar and the local clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count

from trucewatch.agreements.dates import begin, finish, midnight_after, zone_of
from trucewatch.agreements.model import IN_FORCE, SIGNED, Agreement, Duration, Window
from trucewatch.extract.times.arithmetic import shift_months

CONDITION = "condition"
"""The key under which the day is given on which the condition of a window was met."""
Happened = Mapping[str, str]
"""When provisions were fulfilled (EDTF or an instant), by their ids, and when the condition of a window was met."""
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time from ``start`` on and until before ``end``, both with their zone; None where it is open."""

    start: datetime | None
    end: datetime | None

    @property
    def first_day(self) -> date | None:
        """The first day that the period touches."""
        return self.start.date() if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day that the period touches: of a deadline, the last on which the duty can be done in time."""
        return (self.end - _MICROSECOND).date() if self.end else None

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the period."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


def shift(moment: datetime, duration: Duration, times: int = 1) -> datetime:
    """Return a moment moved by a length of time, taken several times (negative: back).

    Raises:
        ValueError: where the result lies outside the years 1 to 9999.
    """
    steps = duration.count * times
    try:
        if duration.unit == "hours":
            return (moment.astimezone(UTC) + timedelta(hours=steps)).astimezone(moment.tzinfo)
        return datetime.combine(shift_day(moment.date(), duration, times), moment.timetz())
    except OverflowError as error:
        raise ValueError(str(error)) from error


def shift_day(day: date, duration: Duration, times: int = 1) -> date:
    """Return a day moved by days, weeks, months or years; 31 January and a month is the last day of February."""
    steps = duration.count * times
    if duration.unit in ("days", "weeks"):
        return day + timedelta(days=steps * (7 if duration.unit == "weeks" else 1))
    if duration.unit in ("months", "years"):
        return shift_months(day, steps * (12 if duration.unit == "years" else 1))
    raise ValueError(f"{duration} is no number of whole days")


def window_period(window: Window | None, agreement: Agreement, happened: Happened | None = None) -> Period | None:
    """Return when a window binds; None as long as what it counts from has not happened.

    A provision without a window binds while the agreement is in force. Without a beginning of its own, a deadline
    counts from the signing (or the entry into force, where that came earlier), everything else from the entry into
    force. Of a ``while`` window only the dates are told; whether its condition holds is not for the calendar.

    Args:
        window: The window of a provision, or of one of its versions.
        agreement: The agreement that it stands in.
        happened: What it may count from.
    """
    zone, known = zone_of(agreement), happened or {}
    force = force_period(agreement)
    if window is None:
        return force
    waits = window.condition is not None and window.form not in ("while", "every")
    if waits and CONDITION not in known:
        return None
    if window.form == "within":
        return _within(window, agreement, known)
    start = begin(known[CONDITION], zone) if waits else _start(window, agreement)
    if window.end is None:
        return Period(start, force.end)
    return Period(start, begin(window.end, zone) if window.form == "before" else finish(window.end, zone))


def force_period(agreement: Agreement) -> Period:
    """Return when an agreement is in force; its last day is included."""
    zone = zone_of(agreement)
    end = finish(agreement.in_force.end, zone) if agreement.in_force.end else None
    return Period(begin(agreement.in_force.start, zone), end)


def recurrences(window: Window, agreement: Agreement, until: date) -> Iterator[Period]:
    """Yield the stretches of a recurring window that begin on or before a day; once in each the duty is due.

    Each is counted from the beginning of the first, so that "every month" from 31 January falls on the last day of
    every month.
    """
    whole = window_period(window, agreement)
    if window.duration is None or whole is None or whole.start is None:
        return
    for number in count():
        start = shift(whole.start, window.duration, number)
        if start.date() > until or (whole.end and start >= whole.end):
            return
        end = shift(whole.start, window.duration, number + 1)
        yield Period(start, min(end, whole.end) if whole.end else end)


def event_value(name: str, agreement: Agreement, happened: Happened) -> str | None:
    """Return when what a window or term counts from happened: the signing, the entry into force, a provision."""
    if name == SIGNED:
        return agreement.signed
    return agreement.in_force.start if name == IN_FORCE else happened.get(name)


def _start(window: Window, agreement: Agreement) -> datetime | None:
    zone = zone_of(agreement)
    if window.start:
        return begin(event_value(window.start, agreement, {window.start: window.start}) or window.start, zone)
    force = begin(agreement.in_force.start, zone)
    signed = begin(agreement.signed, zone)
    if window.form in ("by", "before") and signed and force:
        return min(signed, force)
    return force


def _within(window: Window, agreement: Agreement, happened: Happened) -> Period | None:
    """Return the days after an event; where its day is not known exactly, the last it may have been counts."""
    zone = zone_of(agreement)
    value = event_value(window.of or CONDITION, agreement, happened)
    if value is None or window.duration is None:
        return None
    start, over = begin(value, zone), finish(value, zone)
    if over is None:
        return Period(start, None)
    return Period(start, _counted(value, over, window.duration, zone))


def _counted(value: str, over: datetime, duration: Duration, zone: tzinfo) -> datetime:
    if duration.unit == "hours":
        return shift(over, duration)
    last = over.date() if "T" in value else (over - _MICROSECOND).date()
    return midnight_after(shift_day(last, duration), zone)


def local_midnight(day: date, agreement: Agreement) -> datetime:
    """Return the instant at which a day begins where the agreement counts."""
    return datetime.combine(day, time(), zone_of(agreement))
