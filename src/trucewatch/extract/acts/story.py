"""The story that a news report tells: its days, and which sentences belong to it.

News tells first what is newest and falls back on older times for its background (the "inverted pyramid" of reporting
handbooks). What the foreground tells in the past without a day of its own happened between the first day of the story
and its last, the day of the accord that ended it or the day of publication. Such a span is a date as uncertain as the
report leaves it, not a guess at one day. Analysis, opinion and reference have no such foreground.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.telling import Telling
from trucewatch.extract.acts.tense import PLUPERFECT
from trucewatch.extract.edtf import bounds
from trucewatch.extract.model import Published

GENRES = frozenset({"news", "agency", "unknown"})
_FRESH = timedelta(days=8)
"""How far back a story begins at most before it is printed."""
_NEXT = timedelta(days=1)
_WIDEST = timedelta(days=3)
_CITED = 3
"""How many times are cited for the days of a story."""
_WARFARE = frozenset({"offensive", "air-strike", "capture", "armed-clash"})
ENDS = frozenset({"ceasefire", "surrender", "signing"})
"""Acts that end a story of fighting."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time that the narrative names: where it stands, its paragraph and its value.

    ``aside`` is true where it only tells which thing is meant, ``earlier`` where its verb is in the pluperfect.
    """

    at: int
    paragraph: int
    value: str
    time_id: str
    aside: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The days of a story.

    ``long`` is true where fighting went on through them, ``end`` is the day of the accord that ended it, ``fresh`` the
    day on which the report could say “today”, ``time_ids`` the times that give its first and last day.
    """

    first: date
    last: date
    long: bool
    fresh: date
    end: date | None
    time_ids: tuple[str, ...]

    def span(self) -> str:
        """Return the days of the story as EDTF."""
        first, last = self.first.isoformat(), self.last.isoformat()
        return first if first == last else f"{first}/{last}"


def find_story(tellings: Sequence[Telling], genre: str, published: Published | None) -> Story | None:
    """Return the story of a document, None where it is no news, is undated, or tells of nothing fresh."""
    if genre not in GENRES or published is None or published.last - published.first > _WIDEST:
        return None
    told = [(telling, days) for telling in tellings if _is_done(telling) and (days := _days(telling, published))]
    told = [entry for entry in told if entry[0].tense != PLUPERFECT] or told
    if not told:
        return None
    first, last = told[0][1]
    for _, days in sorted(told, key=lambda entry: entry[1]):
        if first - _NEXT <= days[1] and days[0] <= last + _NEXT:
            first, last = min(first, days[0]), max(last, days[1])
    ends = [days[1] for t in tellings if t.act.act in ENDS and (days := _days(t, published)) and first <= days[1]]
    fresh = published.first  # where the date is implied by what the report tells, the first day that it could be
    wars = {days for telling, days in told if telling.act.act in _WARFARE and first <= days[0]}
    long = any(telling.act.act == "offensive" for telling, _ in told) or len(wars) > 1 or bool(ends)
    closing = max(ends, default=max(fresh, last))
    words = [telling.act.time_ids for telling, days in told if days[0] == first or days[1] == closing]
    time_ids = tuple(dict.fromkeys(time_id for ids in words for time_id in ids))
    return Story(first, closing, long, max(fresh, first), max(ends, default=None), time_ids[:_CITED])


def is_past(act: Act, story: Story) -> bool:
    """Return whether an act was before a story began."""
    last = bounds(act.date)[1] if act.date else None
    return last is not None and last < story.first - _NEXT


def _is_done(telling: Telling) -> bool:
    act = telling.act
    return act.modality in ("actual", "ongoing") and not act.remark and telling.role in ("headline", "body", "teaser")


def _days(telling: Telling, published: Published) -> tuple[date, date] | None:
    """Return the days of an act that is news: dated to the day, not long before it was printed."""
    if telling.act.date is None:
        return None
    first, last = bounds(telling.act.date)
    if first is None or last is None or last - first > _WIDEST:
        return None
    return (first, last) if published.last - _FRESH <= first and last <= published.last else None


class Foreground:
    """Which offsets of a document belong to its story: those behind a time of the story, up to an older time.

    Without a story, all do.
    """

    def __init__(self, story: Story | None, marks: Iterable[Mark], breaks: Iterable[int]) -> None:
        turns = [(mark.at, state) for mark in marks if story and (state := _state(mark, story)) is not None]
        turns += [(at, False) for at in breaks] if story else []
        self._turns = sorted(turns)
        self._starts = [at for at, _ in self._turns]

    def holds(self, at: int) -> bool:
        """Return whether the sentence that begins at an offset belongs to the story; the lead does."""
        index = bisect_right(self._starts, at) - 1
        return index < 0 or self._turns[index][1]


def _state(mark: Mark, story: Story) -> bool | None:
    """Return whether a time leads into the story or out of it; None where it does neither."""
    first, last = bounds(mark.value)
    if first is None or last is None:
        return None
    if first >= story.first - _NEXT and first <= story.last + _NEXT and last - first <= _WIDEST:
        return True
    return False if last < story.first - _NEXT and not mark.aside else None
