"""Resolve expressions told from another time of the text: “two days later”, “since then”, “the day”."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.times.absolute import amount_of, resolve_days, resolve_iso, resolve_month, resolve_year
from trucewatch.extract.times.arithmetic import is_day, shift, smallest_holding, value_at
from trucewatch.extract.times.counted import Start, count_start, reach_of, start_of_anchor
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.narrative import Anchor
from trucewatch.extract.times.sense import Sense, View, open_sense

_VAGUE_DAYS = {"day": (2, 9), "week": (14, 35), "month": (60, 210)}
"""How many days “days”, “weeks” and “months” without a number may span, lowest and highest."""
_DATED = {"days": resolve_days, "iso": resolve_iso, "month": resolve_month, "year": resolve_year}
_SIZES = ("day", "week", "month", "year")
_EVENT = re.compile(
    r" (?:the |a |an |that |this |its |his |their )?(?P<between>(?:[\w’'.-]+ ){0,4}?)(?P<word>[a-z-]+)\b"
)
_NO_ANCHOR = "Nothing near in the text tells from when to count."


def last_anchor(view: View, unit: str) -> Anchor | None:
    """Return the time of the text from which an expression in this unit counts."""
    return view.narrative.last(unit, view.passage_number, view.sentence_number)


def move_from_anchor(view: View, unit: str, count: float) -> Sense | None:
    """Return the day, week, month or year that lies so many units from the anchor, or from publication backwards."""
    unit = "day" if unit == "weekend" else unit
    anchor = last_anchor(view, unit if unit in ("day", "week", "month", "year") else "year")
    if anchor is not None:
        start = anchor.last if count > 0 and anchor.grain == "interval" else anchor.first
        value = value_at(shift(start, unit, count), _grain_of(unit, anchor.grain))
        return Sense(value, "anchored", f"told from “{anchor.quote}”", anchor_id=anchor.time_id, year_from="running")
    today = view.reference(unit)
    if today is not None and count < 0:
        return Sense(
            value_at(shift(today, unit, count), unit), "relative", "told from publication: no other time stands near"
        )
    return open_sense("anchored", "unanchored-time", _NO_ANCHOR)


def _grain_of(unit: str, start: str) -> str:
    """Return how fine a time counted in a unit is: a week or two from a day leads to a day again."""
    return "day" if start == "day" and unit in ("week", "fortnight") else unit


def resolve_offset(view: View) -> Sense | None:
    """Resolve “two days later”, “a year earlier”, “three weeks after the truce of 3 May”."""
    said = view.said
    if said["unit"].startswith("hour"):
        return _hours(view)
    unit = load_lexicon().meaning("unit_word", said["unit"])
    count_words = said.get("count")
    vague = count_words is None or count_words in load_lexicon().words["vague_word"]
    sign = 1 if said["way"] in ("later", "after", "on from") else -1
    pointed = said["way"] in ("after", "before") and _points_at_event(view)
    if count_words is None and (not said["unit"].endswith("s") or pointed):
        return None
    if pointed and not vague and (dated := _from_date_behind(view, unit, sign * amount_of(count_words or "one"))):
        return dated
    count = amount_of(count_words or "one") + (0.5 if said.get("half") else 0.0) if not vague else 0.0
    if not pointed and not vague:
        return move_from_anchor(view, unit, sign * count)
    anchor = None if pointed else last_anchor(view, unit if unit in _VAGUE_DAYS else "year")
    start = _event_start(view, unit) if pointed else start_of_anchor(anchor) if anchor else None
    if isinstance(start, Sense):
        return start
    return _vague(start, unit, sign) if vague else _from_event(start, unit, sign * count)


def _from_date_behind(view: View, unit: str, count: float) -> Sense | None:
    """Count from the date in “two weeks after 3 May”, “three years after the 2028 truce”, where it is fine enough."""
    following = view.following
    if following is None or following.to or following.read not in _DATED:
        return None
    gap = view.low[view.found.end : following.start]
    if not re.fullmatch(r" (?:the |its |their |his |that )?", gap):
        return None
    dated = _DATED[following.read](view.beside(following))
    if dated is None or dated.value is None or (size := grain(dated.value)) not in _SIZES:
        return None
    if _SIZES.index(size) > _SIZES.index(unit if unit in _SIZES else "day"):
        return None
    first, _ = bounds(dated.value)
    assert first is not None
    words = view.text[following.start : following.end]
    value = value_at(shift(first, unit, count), _grain_of(unit, grain(dated.value)))
    return Sense(value, "anchored", f"told from “{words}”", year_from=dated.year_from)


def _hours(view: View) -> Sense | None:
    count = view.said.get("count")
    if not count or count in load_lexicon().words["vague_word"]:
        return None
    hours = amount_of(count)
    if hours < 24 or hours % 24:
        return None
    sign = 1 if view.said["way"] in ("later", "after", "on from") else -1
    if view.said["way"] in ("after", "before") and _points_at_event(view):
        start = _event_start(view, "day")
        return _from_event(start, "day", sign * hours / 24) if isinstance(start, Start) else None
    return move_from_anchor(view, "day", sign * hours / 24)


def _points_at_event(view: View) -> bool:
    """Return whether something follows that the count starts from, rather than the end of the clause."""
    return re.match(r" (?!(?:that|in|on|when)\b)[\w‘“'\"]", view.low[view.found.end : view.found.end + 8]) is not None


def _event_start(view: View, unit: str) -> Start | Sense | None:
    """Return the time of the event named behind “after” or “before”: by the text, or else by the casebook."""
    after = view.said["way"] == "after"
    reach = reach_of(view, view.found.end)
    named = count_start(view, reach, after) if reach and reach.naming.found else None
    if named is not None:
        return named
    if anchor := _event_anchor(view, unit):
        return start_of_anchor(anchor)
    return count_start(view, reach, after) if reach else None


def _event_anchor(view: View, unit: str) -> Anchor | None:
    """Return the time at which the text sets an event that is named behind “after” or “before”."""
    match = _EVENT.match(view.low, view.found.end)
    while match and match["word"] not in load_lexicon().words["event_word"]:
        rest = _EVENT.match(view.low, match.end())
        match = rest if rest and match.end() - view.found.end < 40 else None
    if match is None:
        return None
    anchor = view.narrative.dated_event(match["word"], view.passage_number, view.sentence_number)
    year = re.search(r"\b(?:19|20)\d\d\b", view.low[view.found.end : match.end()])
    if anchor is None or (year and int(year[0]) != anchor.first.year):
        return None
    return anchor if unit in ("year", "month") or anchor.grain == "day" else None


def _from_event(start: Start | None, unit: str, count: float) -> Sense:
    if start is None:
        return open_sense("anchored", "unanchored-time", "The text does not date the event from which it counts.")
    if start.grain in _SIZES and _SIZES.index(start.grain) > _SIZES.index(unit if unit in _SIZES else "year"):
        return open_sense("anchored", "unanchored-time", f"Too coarse to count {unit}s from: {start.basis}.")
    value = value_at(shift(start.first, unit, count), _grain_of(unit, start.grain))
    return Sense(value, "anchored", start.basis, anchor_id=start.anchor_id, year_from="running", rules=start.rules)


def _vague(start: Start | None, unit: str, sign: int) -> Sense | None:
    if unit not in _VAGUE_DAYS:
        return None
    if start is None:
        return open_sense("anchored", "unanchored-time", _NO_ANCHOR)
    low, high = (timedelta(days=days) for days in _VAGUE_DAYS[unit])
    first, last = sorted((start.first + sign * low, start.first + sign * high))
    basis = f"some {unit}s, {start.basis}"
    return Sense(smallest_holding(first, last), "anchored", basis, first=first, last=last, anchor_id=start.anchor_id,
                 rules=start.rules)  # fmt: skip


def resolve_day_after(view: View) -> Sense | None:
    """Resolve “the day after”, “the night before”, “the year after the truce”."""
    unit = load_lexicon().words["unit_word"].get(view.said["unit"], "day")
    sign = 1 if view.said["way"] == "after" else -1
    if view.low.startswith(" last", view.found.end):
        today = view.reference(unit)
        value = value_at(shift(today, unit, -2), unit) if today else None
        return Sense(value, "relative", "told from publication") if value else None
    if view.said["way"] in ("after", "before") and _points_at_event(view):
        start = _event_start(view, unit)
        return start if isinstance(start, Sense) else _from_event(start, unit, sign)
    return move_from_anchor(view, unit, sign)


def resolve_then(view: View) -> Sense | None:
    """Resolve “since then”, “by then”, “until then”."""
    anchor = last_anchor(view, "year")
    if anchor is None:
        return None
    value = f"{anchor.value.partition('/')[0]}/.." if "since" in view.said["then"] else anchor.value
    return Sense(value, "anchored", f"told from “{anchor.quote}”", anchor_id=anchor.time_id)


def resolve_the_day(view: View) -> Sense | None:
    """Resolve “as the day went on”, “later in the day”: the day being told of, else that of publication."""
    if view.said["lead"] == "as" and not re.match(
        r" (?:\w+ed|went|wore|began|drew|broke)\b", view.low[view.found.end :][:14]
    ):
        return None
    return _narrated_day(view, 4)


def _narrated_day(view: View, reach: int) -> Sense | None:
    anchor = last_anchor(view, "day")
    if anchor and view.passage_number - anchor.passage <= reach:
        return Sense(
            anchor.first.isoformat(), "anchored", f"the day told of, “{anchor.quote}”", anchor_id=anchor.time_id
        )
    today = view.reference("day")
    return Sense(today.isoformat(), "relative", "the day of publication") if today and reach else None


def resolve_part_of_day(view: View) -> Sense | None:
    """Resolve “in the early afternoon”, “that evening”, “the next morning” by the day being told of."""
    that = view.said.get("that")
    if that:
        step = {"the next": 1, "the following": 1, "the previous": -1}.get(that, 0)
        anchor = last_anchor(view, "day")
        return move_from_anchor(view, "day", step) if anchor else None
    anchor = last_anchor(view, "day")
    if anchor is None or (anchor.passage, anchor.sentence) != (view.passage_number, view.sentence_number):
        return None
    return _narrated_day(view, 0)


def resolve_day_of_month(view: View) -> Sense | None:
    """Resolve “on the 19th” by the month being told of."""
    anchor = last_anchor(view, "month")
    day = int(re.sub(r"\D", "", view.said["day"]))
    if anchor is None or not is_day(anchor.first.year, anchor.first.month, day):
        return None
    value = date(anchor.first.year, anchor.first.month, day).isoformat()
    return Sense(value, "anchored", f"the month of “{anchor.quote}”", anchor_id=anchor.time_id)


def resolve_clock(view: View) -> Sense | None:
    """Resolve a time of day by the day of its sentence or of the one before."""
    anchor = last_anchor(view, "day")
    if anchor and anchor.passage == view.passage_number and view.sentence_number - anchor.sentence <= 1:
        sense = _narrated_day(view, 0)
        return replace(sense, basis=f"a time of “{anchor.quote}”") if sense else None
    if not view.said.get("zone"):
        return None
    today = view.reference("day")
    return Sense(today.isoformat(), "relative", "a time of the day of publication") if today else None


def coarsen(value: str, unit: str) -> str:
    """Return the value of this unit that holds a finer one: the year of a day."""
    first, _ = bounds(value)
    return value_at(first, unit) if first else value
