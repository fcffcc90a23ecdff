"""Resolve expressions told from the day of publication: “on Tuesday”, “last week”, “three years ago”."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trucewatch.extract.times.absolute import amount_of
from trucewatch.extract.times.anchored import last_anchor, move_from_anchor
from trucewatch.extract.times.arithmetic import shift, value_at, weekday_on_or_after, weekday_on_or_before
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.sense import Sense, View, open_sense

_PAST = ("past", "perfect", "participle")
_SATURDAY = 5
_UNDATED = "The day of publication is not known well enough."


def resolve_weekday(view: View) -> Sense | None:
    """Resolve a weekday by its qualifier, the tense of its clause, and the day of publication."""
    today = view.reference("day")
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    weekday = int(load_lexicon().meaning("weekday_full", view.said["weekday"]))
    which = load_lexicon().words["which_word"].get(view.said.get("which", ""), "")
    before, after = weekday_on_or_before(today, weekday), weekday_on_or_after(today, weekday)
    published = f"publication, {view.published.value}" if view.published else ""
    if which in ("last", "previous"):
        day = before if before != today else before - timedelta(days=7)
        basis = f"the last such weekday before {published}"
    elif which == "next" or which == "following":
        day = after if after != today else after + timedelta(days=7)
        if which == "next" and day.isocalendar().week == today.isocalendar().week and (day - today).days <= 2:
            day += timedelta(days=7)
        basis = f"the first such weekday after {published}"
    elif looks_ahead(view, weekday) or (which == "this" and view.tense not in _PAST and before != today):
        day, basis = after, f"the weekday ahead: first on or after {published}"
    else:
        day, basis = before, f"weekday in the past tense: last on or before {published}"
    return Sense(day.isoformat(), "relative", basis)


def looks_ahead(view: View, weekday: int) -> bool:
    """Return whether the clause tells of something to come; “were to meet on” leaves it to the nearer weekday."""
    if view.tense == "open" and (today := view.reference("day")):
        return (weekday - today.weekday()) % 7 < (today.weekday() - weekday) % 7
    owned = view.low.startswith(("'s", "’s"), view.found.end)
    ahead = view.tense == "future" or (view.tense == "present" and not owned)
    return ahead or (view.deadline and view.tense != "past")


def resolve_deictic(view: View) -> Sense | None:
    """Resolve today, yesterday, tomorrow, tonight, this morning, last night, overnight."""
    word = view.said["deictic"]
    if word == "today" and _means_nowadays(view):
        return None
    if word == "overnight" and _leads_to_day(view):
        return None
    today = view.reference("day")
    if today is None:
        return _interval_of_publication(view) if word == "today" else open_sense("relative", "undated-time", _UNDATED)
    day = today + timedelta(days=int(load_lexicon().meaning("deictic_word", word)))
    value = day.isoformat()
    if word == "overnight":
        value = f"{(day - timedelta(days=1)).isoformat()}/{value}"
    return Sense(value, "relative", _told_from(view))


def _leads_to_day(view: View) -> bool:
    """“overnight on Tuesday”: the day that follows says it all."""
    following = view.following
    return following is not None and following.start - view.found.end <= 6 and following.read in ("weekday", "days")


def _means_nowadays(view: View) -> bool:
    """“is weaker today than”, “Today, the firm owns a fifth”: no one day is meant."""
    start, end = view.found.start, view.found.end
    before, after = view.low[max(0, start - 8) : start], view.low[end : end + 8]
    if after.startswith(" than") or before.endswith("than "):
        return True
    opens = not before.strip() or before.rstrip()[-1] in ".!?"
    return opens and after.startswith(",") and view.tense == "present"


def _interval_of_publication(view: View) -> Sense | None:
    if view.published is None:
        return open_sense("relative", "undated-time", _UNDATED)
    value = f"{view.published.first.isoformat()}/{view.published.last.isoformat()}"
    return Sense(value, "relative", "the days on which this can have been published")


def _told_from(view: View) -> str:
    return f"told from publication, {view.published.value}" if view.published else ""


def resolve_which_unit(view: View) -> Sense | None:
    """Resolve “last week”, “this month”, “the following day”, “the same year”, “over the weekend”."""
    words = load_lexicon().words
    unit = words["unit_word"][view.said["unit"]]
    which = words["which_word"].get(view.said.get("which", ""), "weekend")
    if which in ("same", "previous", "following"):
        return move_from_anchor(view, unit, {"same": 0, "previous": -1, "following": 1}[which])
    today = view.reference(unit)
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    if unit == "weekend":
        return _weekend(view, today, which)
    count = {"last": -1, "next": 1}.get(which, 0)
    value = value_at(shift(today.replace(day=1) if unit in ("month", "quarter") else today, unit, count), unit)
    return _clipped(view, Sense(value, "relative", _told_from(view)))


def _clipped(view: View, sense: Sense) -> Sense:
    """Bound “this month” and “earlier this year” by publication, where the clause is in the past."""
    edge = load_lexicon().words["edge_word"].get(view.said.get("edge", ""))
    if view.published and (edge == "earlier" or view.tense in _PAST):
        return replace(sense, last=view.published.last)
    if view.published and edge == "later" and view.tense not in _PAST:
        return replace(sense, first=view.published.first)
    return sense


def _weekend(view: View, today: date, which: str) -> Sense:
    saturday = weekday_on_or_before(today, 5)
    if (
        which == "next"
        or (which in ("this", "weekend") and looks_ahead(view, _SATURDAY))
        or (which == "this" and view.tense not in _PAST)
    ):
        saturday = weekday_on_or_after(today, 5) if today.weekday() != 6 else saturday
        if which == "next":
            saturday += timedelta(days=7 if (saturday - today).days < 3 else 0)
    elif which == "last" and (today - saturday).days <= 1:
        saturday -= timedelta(days=7)
    return Sense(value_at(saturday, "weekend"), "relative", _told_from(view))


def resolve_of_the_unit(view: View) -> Sense | None:
    """Resolve “later in the week”, “by the end of the year”: of publication, or of an older narrative."""
    unit = view.said["unit"]
    running = view.narrative.running(view.passage_number, view.sentence_number, view.day_published)
    if (
        running
        and running.passage == view.passage_number
        and running.grain in ("day", "month")
        and view.tense not in ("present", "future")
        and (view.published is None or running.first.year < view.published.first.year)
    ):
        value = value_at(running.first, unit)
        return Sense(value, "anchored", f"told from “{running.quote}”", anchor_id=running.time_id)
    today = view.reference(unit)
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    return _clipped(view, Sense(value_at(today, unit), "relative", _told_from(view)))


def resolve_year_end(view: View) -> Sense | None:
    """Resolve “by year-end”."""
    today = view.reference("year")
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    return Sense(value_at(today, "month")[:5] + "12", "relative", _told_from(view))


def resolve_ago(view: View) -> Sense | None:
    """Resolve “three years ago”, “a year and a half ago”, “48 hours ago”."""
    measured = measure(view, "count", "unit", "half")
    if measured is None:
        return None
    count, unit = measured
    today = view.reference(unit)
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    return Sense(value_at(shift(today, unit, -count), unit), "relative", _told_from(view))


def resolve_nth_day(view: View) -> Sense | None:
    """Resolve “for a fourth straight day”: from its first day on, or up to the day told of in the sentence."""
    word, unit = view.said["ordinal"], load_lexicon().meaning("unit_word", view.said["unit"])
    count = int(load_lexicon().words["day_word"].get(word) or word[:-2]) - 1
    anchor = last_anchor(view, unit)
    if anchor and (anchor.passage, anchor.sentence) == (view.passage_number, view.sentence_number):
        first = shift(anchor.first, unit, -count)
        value = f"{value_at(first, unit)}/{value_at(anchor.first, unit)}" if count else value_at(first, unit)
        return Sense(value, "anchored", f"counted back from “{anchor.quote}”", anchor_id=anchor.time_id)
    today = view.reference(unit)
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    return Sense(f"{value_at(shift(today, unit, -count), unit)}/..", "relative", _told_from(view))


def resolve_from_now(view: View) -> Sense | None:
    """Resolve “two weeks from now” and “in two weeks’ time”."""
    number = "" if view.said.get("count") else "2"
    measured = measure(view, f"count{number}", f"unit{number}", "half")
    if measured is None:
        return None
    today = view.reference(measured[1])
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    return Sense(value_at(shift(today, measured[1], measured[0]), measured[1]), "relative", _told_from(view))


def measure(view: View, count: str, unit: str, half: str) -> tuple[float, str] | None:
    """Return the count and unit of a stretch; whole days out of hours; None where it is finer than a day."""
    words, name = view.said.get(count, "one"), view.said[unit]
    number = amount_of(words) + (0.5 if view.said.get(half) else 0.0)
    if name.startswith("hour"):
        return (number / 24, "day") if number >= 24 and number % 24 == 0 else None
    return number, load_lexicon().meaning("unit_word", name)


def resolve_past_span(view: View) -> Sense | None:
    """Resolve “over the past two weeks” and “in the next three months”: a stretch from or to publication."""
    number = next((n for n in ("", "2", "3") if view.said.get(f"way{n}")), "")
    measured = measure(view, f"count{number}", f"unit{number}", f"half{number}")
    if measured is None or measured[1] in ("decade", "weekend"):
        return None
    way = view.said[f"way{number}"]
    today = view.reference("day") or view.reference(measured[1])
    if today is None:
        return open_sense("relative", "undated-time", _UNDATED)
    count, unit = measured
    ahead = way in ("next", "coming", "following")
    other = shift(today, unit, count if ahead else -count)
    first, last = sorted((today, other))
    step = "year" if unit == "year" else "day"
    return Sense(f"{value_at(first, step)}/{value_at(last, step)}", "relative", _told_from(view))
