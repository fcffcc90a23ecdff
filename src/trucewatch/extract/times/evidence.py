"""What a text says of time before its publication date is known: days with and without a year, past or to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trucewatch.annotate import Annotated
from trucewatch.extract.edtf import bounds
from trucewatch.extract.times.arithmetic import is_day
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.narrative import Narrative
from trucewatch.extract.times.resolve import resolve_found
from trucewatch.extract.times.scan import days_of, lower_text, month_of, scan_passage, text_of
from trucewatch.extract.times.sense import View, modifies

_WITH_YEAR = frozenset(("days", "iso", "numeric", "month", "season", "year", "years"))


_BESIDE = ("teaser", "note")
"""Roles whose words were not written with the text: a teaser may be newer than it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A time named by the text, at ``[start, end)`` of it.

    ``first`` is its first day where the words give the year; else ``month_day`` is its month and day. ``size`` is
    ``day``, ``month`` or ``year``. ``ahead`` is true where the text speaks of it as to come, ``cited`` where
    it dates a source in brackets. ``weekday`` is the one that stands with it.
    """

    start: int
    end: int
    first: date | None
    month_day: tuple[int, int] | None
    size: str
    ahead: bool
    cited: bool
    weekday: int | None


def gather_evidence(annotated: Annotated) -> Iterator[Evidence]:
    """Yield the calendar days, months and years of a text with how the text speaks of them."""
    for passage in annotated.passages:
        if passage.segment.role in _BESIDE or passage.segment.repeats:
            continue
        text = text_of(annotated, passage)
        low = lower_text(text)
        for found in scan_passage(passage, text):
            if found.read in _WITH_YEAR and not {"which", "of_year"} & found.said.keys():
                item = _evidence(View(found, text, low, passage, 0, 0, Narrative(), None, None))
                if item is not None:
                    yield item


def _evidence(view: View) -> Evidence | None:
    found, passage = view.found, view.passage
    ahead = view.tense == "future" or (view.deadline and view.tense in ("present", None))
    ahead = ahead and not (found.read == "year" and modifies(passage, found))
    start, end = passage.start + found.start, passage.start + found.end
    if "year" in found.said:
        sense = resolve_found(view, None)
        first = bounds(sense.value)[0] if sense and sense.value else None
        size = "day" if found.read in ("days", "iso", "numeric") else "month" if found.read == "month" else "year"
        return Evidence(start, end, first, None, size, ahead, view.cited, None) if first else None
    if found.read != "days" or found.said.get("short_year"):
        return None
    month, day = month_of(found), days_of(found.said["days"])[-1]
    if not is_day(2000, month, day):
        return None
    lead = found.said.get("lead")
    words = load_lexicon().words
    weekday = words["weekday_full"].get(lead) or words["weekday_short"].get(lead) if lead else None
    return Evidence(start, end, None, (month, day), "day", ahead, view.cited, int(weekday) if weekday else None)
