"""Resolve one expression: choose its resolver, then put range, clock, part of day and open ends on its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.times import absolute, anchored, counted, relative
from trucewatch.extract.times.arithmetic import interval_of, shift, value_at
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.scan import Found
from trucewatch.extract.times.sense import Sense, View, open_sense

RESOLVERS: dict[str, Callable[[View], Sense | None]] = {
    "iso": absolute.resolve_iso, "numeric": absolute.resolve_numeric, "days": absolute.resolve_days,
    "month": absolute.resolve_month, "week_of_month": absolute.resolve_week_of_month,
    "half_of_month": absolute.resolve_half_of_month, "first_units_of": absolute.resolve_first_units_of,
    "season": absolute.resolve_season, "quarter": absolute.resolve_quarter, "years": absolute.resolve_years,
    "year": absolute.resolve_year, "decade": absolute.resolve_decade, "century": absolute.resolve_century,
    "holiday": absolute.resolve_holiday,
    "weekday": relative.resolve_weekday, "deictic": relative.resolve_deictic,
    "which_unit": relative.resolve_which_unit, "of_the_unit": relative.resolve_of_the_unit,
    "year_end": relative.resolve_year_end, "ago": relative.resolve_ago, "from_now": relative.resolve_from_now,
    "nth_day": relative.resolve_nth_day, "past_span": relative.resolve_past_span,
    "offset": anchored.resolve_offset, "day_after": anchored.resolve_day_after, "then": anchored.resolve_then,
    "the_day": anchored.resolve_the_day, "part_of_day": anchored.resolve_part_of_day,
    "day_of_month": anchored.resolve_day_of_month, "clock": anchored.resolve_clock,
    "happening": counted.resolve_happening,
}  # fmt: skip
"""The resolver of every way to read that a pattern of ``times.yml`` can name."""

_COUNTED = ("offset", "day_after", "which_unit", "ago")
_APPOSED = re.compile(r"(?:,| \(| –| —|—| -)?\s?(?:on |in |of )?(?:the )?")
_COARSER = {"day": "month", "week": "month", "month": "year", "year": "year"}
_THIRDS = {"early": 0, "mid": 1, "late": 2}


def resolve_found(view: View, before: tuple[Found, Sense] | None) -> Sense | None:
    """Return what an expression means, or None where it turns out to name no time.

    Args:
        view: The expression in its surroundings.
        before: The expression of the same passage before it, and what it means.
    """
    try:
        sense = _by_apposition(view, before) or RESOLVERS[view.found.read](view)
        if sense is None or sense.value is None:
            return sense
        return _finish(view, sense)
    except ValueError:
        return open_sense("absolute", "no-such-day", "The calendar has no such day.")


def _finish(view: View, sense: Sense) -> Sense:
    assert sense.value is not None
    if view.found.to is not None:
        return _range(view, sense, view.found.to)
    sense = _narrowed(view, sense)
    value = sense.value or ""
    if "week_of" in view.said and grain(value) == "day":
        return replace(sense, value=value_at(_first(value), "week"))
    if (clock := view.said.get("clock")) and grain(value) == "day":
        value = f"{value}T{clock_of(clock)}"
    if "since" in view.said or "onwards" in view.said:
        value = f"{value.partition('/')[0]}/.."
    return replace(sense, value=value)


def _range(view: View, left: Sense, to: Found) -> Sense:
    right = RESOLVERS[to.read](view.beside(to))
    if right is None or right.value is None or left.value is None:
        return left
    try:
        value = interval_of(left.value, right.value)
    except ValueError:
        if right.year_from == "said":
            raise
        moved = shift(_first(right.value), "year", 1)
        value = interval_of(left.value, value_at(moved, grain(right.value)))
    kinds = {left.kind, right.kind}
    kind = "absolute" if kinds == {"absolute"} else next(k for k in (left.kind, right.kind) if k != "absolute")
    return replace(left, value=value, kind=kind, rules=(*left.rules, *right.rules))


def _first(value: str) -> date:
    first, last = bounds(value)
    chosen = first or last
    assert chosen is not None
    return chosen


def _narrowed(view: View, sense: Sense) -> Sense:
    """Narrow the bounds by “early”, “mid” and “late”: thirds of a month, year, season or decade."""
    word = view.said.get("edge")
    edge = load_lexicon().words["edge_word"].get(word, "") if word else ""
    assert sense.value is not None
    if edge not in _THIRDS or grain(sense.value) in ("day", "interval", "week"):
        return sense
    first, last = bounds(sense.value)
    assert first is not None
    assert last is not None
    third = (last - first).days / 3
    index = _THIRDS[edge]
    return replace(
        sense,
        first=first + timedelta(days=round(third * index)),
        last=first + timedelta(days=round(third * (index + 1))),
    )


def _by_apposition(view: View, before: tuple[Found, Sense] | None) -> Sense | None:
    """“two days later, on 23 May”: the date that stands beside the expression gives its value."""
    found = view.found
    if found.read not in (*_COUNTED, "weekday", "deictic"):
        return None
    unit = _unit(found)
    if unit is None:
        return None
    following = view.following
    if following and following.read in ("days", "iso", "month", "year") and following.to is None:
        gap = view.low[found.end : following.start]
        if gap and _APPOSED.fullmatch(gap) and (gap[0] in ",(—" or gap[:2] in (" (", " –", " —")):
            beside = RESOLVERS[following.read](view.beside(following))
            return _coarsened(beside, unit, view, following)
    if before and found.read in ("offset", "day_after") and before[0].read == "days" and before[1].value:
        gap = view.low[before[0].end : found.start]
        if gap == ", " and view.low[found.end : found.end + 1] in (",", ")", "."):
            return _coarsened(before[1], unit, view, before[0])
    return None


def _unit(found: Found) -> str | None:
    if found.read in ("weekday", "deictic"):
        return None if found.said.get("deictic") == "overnight" else "day"
    if found.said["unit"].startswith("hour"):
        return None
    unit = load_lexicon().words["unit_word"].get(found.said["unit"], "day")
    count = found.said.get("count")
    if found.read == "offset" and (count is None or count in load_lexicon().words["vague_word"]):
        return _COARSER.get(unit)
    return unit if unit in _COARSER else None


def _coarsened(beside: Sense | None, unit: str, view: View, other: Found) -> Sense | None:
    sizes = ("day", "week", "month", "year")
    if beside is None or beside.value is None or grain(beside.value) not in sizes:
        return None
    if sizes.index(grain(beside.value)) > sizes.index(unit):
        return None
    words = view.text[other.start : other.end]
    return Sense(anchored.coarsen(beside.value, unit), "anchored", f"the date that stands beside it, “{words}”",
                 year_from=beside.year_from)  # fmt: skip


def clock_of(words: str) -> str:
    """Return ``HH:MM`` of a time of day as written: “3:27 pm”, “13.00”, “0600”, “noon”."""
    if fixed := load_lexicon().words["noon_word"].get(words):
        return fixed
    digits = re.findall(r"\d+", words)
    if len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if re.search(r"p\.?m", words) and hour < 12:
        hour += 12
    if re.search(r"a\.?m", words) and hour == 12:
        hour = 0
    return f"{hour % 24:02d}:{minute:02d}"
