"""Supply the year that a date leaves out: from the publication, the running narrative, or the same day elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.extract.times.arithmetic import is_day
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.narrative import Anchor
from trucewatch.extract.times.sense import View

_PAST = ("past", "perfect", "participle")
_NEWS = 21
"""Days before publication within which a day without a year is not next year’s, whatever the tense seems to be."""
_FRESH, _RECENT = 10, 60
"""Days before publication: news of this age needs no year; beyond the second the narrative decides."""
_TERM = 120
"""Days within which a term set on a past day, “the accord of 10 November obliged them to leave by 1 December”, ends."""
_FORWARD, _BACKWARD = 270, 45
"""A running narrative moves on by at most so many days, and turns back by at most so many."""
_HALF = 183
"""Days beyond which a step forward is taken only where the step back would be longer."""


@dataclass(frozen=True, slots=True)
class Year:
    """A supplied year, where it comes from (``said``, ``running``, ``published``), and why."""

    number: int
    source: str
    basis: str
    anchor_id: str | None = None


def supply_year(view: View, month: int, day: int | None) -> Year | None:
    """Return the year of a month and day given without one, or None where nothing tells."""
    near = _near_publication(view, month, day)
    running = view.narrative.running(view.passage_number, view.sentence_number, view.day_published)
    told = _of_narrative(running, month, day) if running else None
    if near is None or view.published is None:
        return told or _given_elsewhere(view, month, day)
    if told is None or told.number == near.number:
        return _better_elsewhere(view, near, month, day)
    assert running is not None
    age = abs((view.published.first - _on(near.number, month, day)).days)
    same_sentence = running.passage == view.passage_number and running.sentence == view.sentence_number
    if (
        same_sentence
        and view.deadline
        and age > _TERM
        and 0 <= (_on(told.number, month, day) - running.last).days <= _TERM
    ):
        return told
    if near.source == "weekday" or view.tense in ("future", "present"):
        return near
    if (view.published.first - running.last).days <= _RECENT:
        return near
    if age <= (_FRESH if running.grain in ("day", "month") else _RECENT):
        return near
    return told if same_sentence or age > _RECENT else near


def _on(year: int, month: int, day: int | None) -> date:
    return date(year, month, day if day and is_day(year, month, day) else 1)


def _near_publication(view: View, month: int, day: int | None) -> Year | None:
    if view.published is None:
        return None
    first, last = view.published.first, view.published.last
    years = [year for year in range(last.year - 4, last.year + 5) if day is None or is_day(year, month, day)]
    if not years:
        return None
    past = max(year for year in years if _on(year, month, day) <= last)
    future = min(year for year in years if _end(year, month, day) >= first)
    if (lead := view.said.get("lead")) and day and past != future:
        name = f"the day of that name nearest to publication, {view.published.value}, which is a {lead.capitalize()}"
        if date(past, month, day).weekday() == _weekday(lead):
            return Year(past, "weekday", name)
        if date(future, month, day).weekday() == _weekday(lead) and view.tense not in _PAST:
            return Year(future, "weekday", name)
    if past == future:
        return Year(past, "published", f"the year of publication, {view.published.value}")
    if day and (first - _on(past, month, day)).days <= _NEWS and view.tense == "future":
        return Year(
            past, "published", f"so near before publication, {view.published.value}, a year would stand with it"
        )
    if _looks_ahead(view, (first - _on(past, month, day)).days, (_on(future, month, day) - last).days):
        return Year(future, "published", f"the first such day after publication, {view.published.value}")
    return Year(past, "published", f"the last such day before publication, {view.published.value}")


def _end(year: int, month: int, day: int | None) -> date:
    return _on(year, month, day) if day else date(year + month // 12, month % 12 + 1, 1)


def _looks_ahead(view: View, back: int, ahead: int) -> bool:
    if view.tense == "future" or (view.deadline and view.tense == "present"):
        return True
    if view.tense in _PAST and not view.deadline:
        return False
    return ahead < back if view.tense == "leaning" else ahead * 3 < back


def _weekday(lead: str) -> int:
    words = load_lexicon().words
    return int(words["weekday_full"].get(lead) or words["weekday_short"][lead])


def _of_narrative(running: Anchor, month: int, day: int | None) -> Year | None:
    if day and not any(is_day(running.first.year + step, month, day) for step in (-1, 0, 1)):
        return None
    start = running.first.replace(day=1) if day is None else running.first
    years = range(running.first.year - 1, running.first.year + 2)
    steps = {(_on(year, month, day) - start).days: year for year in years}
    fitting = [step for step in steps if -_BACKWARD <= step <= _FORWARD]
    if not fitting:
        return None
    step = max(fitting)
    back = max((other for other in steps if other < 0), default=-_FORWARD)
    if step > _HALF and -back < step:  # "on 4 June … the lines set on 10 February" goes back
        step = back
    number = steps[step]
    return Year(number, "running", f"the year of the narrative, from “{running.quote}”", running.time_id)


def _given_elsewhere(view: View, month: int, day: int | None) -> Year | None:
    years = view.narrative.given.get((month, day or 0), set())
    if len(years) == 1:
        return Year(next(iter(years)), "running", "the same day stands with its year elsewhere in the text")
    return None


def _better_elsewhere(view: View, near: Year, month: int, day: int | None) -> Year:
    """Prefer a year that the text itself gives for the day, where the publication makes it old news anyway."""
    assert view.published is not None
    if day and abs((view.published.first - _on(near.number, month, day)).days) > _RECENT and view.tense != "future":
        given = _given_elsewhere(view, month, day)
        return given if given and _on(given.number, month, day) <= view.published.last else near
    return near
