"""Times of two accounts that cannot both be that of one happening, brought to one clock where a zone is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from trucewatch.linking.account import Account, Line, affinity, is_copied
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import Moment, document_offset, moment_of
from trucewatch.linking.tallies import Tally, find_tallies
from trucewatch.linking.wordclocks import find_word_clocks

_MINUTES, _LOOSE, _HALF_DAY = timedelta(minutes=5), timedelta(minutes=50), timedelta(hours=12)
_SOLE = timedelta(hours=4)
"""Hours of sentences that share no words are of one act only if they are no further apart."""
_ROUNDED = timedelta(minutes=14)
"""An hour in words is told to the quarter."""
_ALIKE = 1.0
_CLOCK = re.compile(r"T\d\d:\d\d")
_BEFORE, _DAY = 16, 10
_BOUND = re.compile(
    r"\b(?:by|until|till|since|from|between|not before|(?<!little )(?<!shortly )(?<!just )before)\s+$", re.I
)
"""Before an hour these make it the first or last at which something may have been."""
_FAR = timedelta(days=2)
"""An act misdated is misdated by a day or two; reports of days further apart are on two acts."""
_WORDS_BETWEEN = 3
_MARK, _MARKED = 10, 1.5


@dataclass(frozen=True, slots=True)
class Stated:
    """A time in its sentence, brought to one clock.

    ``loose``: the text says “about”, “shortly before” or the like; ``alone``: its sentence names no other day;
    ``limit``: it is only the first or last day on which something may be. ``numbers`` are the counts of its sentence by
    which the act can be known again.
    """

    moment: Moment
    line: Line
    start: int
    end: int
    loose: bool
    alone: bool
    limit: bool
    numbers: frozenset[float] = frozenset()
    worded: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is the one day of its sentence, and no deadline or limit."""
        return self.alone and not self.limit


def clash_times(meeting: Meeting) -> Iterator[Clash]:
    """Yield times of the same act that lie apart: hours of the clock in sentences on one act, days in sentences that
    say much the same."""
    offset = document_offset([meeting.left.document, meeting.right.document])
    if offset is None:
        offset = next((side.offset for side in (meeting.left, meeting.right) if side.offset is not None), None)
    lefts, rights = stated_times(meeting.left, offset), stated_times(meeting.right, offset)
    sole = not meeting.partial and _is_sole(lefts) and _is_sole(rights)
    pairs = [(one, other) for one in lefts for other in rights if _same_act(one, other, sole=sole)]
    agreeing = {(one.line.start, other.line.start) for one, other in pairs if not _apart(one, other)}
    for one, other in pairs:
        if (one.line.start, other.line.start) not in agreeing and _apart(one, other):
            yield Clash("time", Span(one.start, one.end), Span(other.start, other.end), _why(one, other))


def stated_times(account: Account, offset: float | None) -> list[Stated]:
    """Return the times of an account that name a day or an hour, with their sentences."""
    found, tallies = [], find_tallies(account)
    for row in account.times:
        line = account.line_at(row["start"])
        if line is None or not row["value"] or "/" in row["value"]:
            continue
        moment = moment_of(row["value"], row["zone"], account.offset if account.offset is not None else offset)
        if moment is not None and moment.last - moment.first <= timedelta(days=1):
            before = line.text[max(0, row["start"] - line.start - _BEFORE) : row["start"] - line.start]
            if _is_statement(line.text[: row["start"] - line.start]):
                continue
            cues = f"{before} {row['quote'].split()[0]}"
            loose, limit = (bool(clash_words().words[kind].search(cues)) for kind in ("about", "limit"))
            if _BOUND.search(before) and moment.frame != "day":
                continue
            alone = _days_in(line, account) == 1
            numbers = frozenset(item.bounds.low or 0 for item in tallies if item.line is line and _is_mark(item))
            found.append(Stated(moment, line, row["start"], row["end"], loose, alone, limit, numbers))
    return [*found, *_worded(account, found, offset)]


def _worded(account: Account, read: Sequence[Stated], offset: float | None) -> Iterator[Stated]:
    """Yield the hours written out in words, on the day of their sentence or of publication."""
    shift = account.offset if account.offset is not None else offset
    for line in account.lines:
        days = [item.moment.first for item in read if item.line is line]
        day = days[0] if days else account.published.first if account.published else None
        for clock in find_word_clocks(line.text):
            figured = any(item.line is line and item.moment.frame != "day" for item in read)
            if day is None or figured:
                continue
            if _is_statement(line.text[: clock.start]):
                continue
            at = day.replace(hour=0, minute=0) + timedelta(minutes=clock.minutes)
            at -= timedelta(hours=0 if clock.utc or shift is None else shift)
            frame = "utc" if clock.utc or shift is not None else "local"
            before = line.text[max(0, clock.start - _BEFORE) : clock.start]
            loose, limit = bool(clash_words().words["about"].search(before)), bool(_BOUND.search(before))
            span = line.start + clock.start, line.start + clock.end
            yield Stated(Moment(at, at, frame), line, *span, loose, True, limit, worded=24 if clock.sure else 12)


def _is_mark(tally: Tally) -> bool:
    """Tell whether a count marks an act, so that accounts which give it tell of one: closed, and no small number."""
    return tally.bounds.closed and (tally.bounds.low or 0) >= _MARK


def _is_statement(before: str) -> bool:
    """Tell a time that is when something was said: right after a verb of saying, with whom or where at most between."""
    said = [match.end() for match in clash_words().words["say"].finditer(before)]
    return bool(said) and len(before[said[-1] :].split()) <= _WORDS_BETWEEN


def _days_in(line: Line, account: Account) -> int:
    inside = (row for row in account.times if line.start <= row["start"] < line.sentence.end and row["value"])
    return len({row["value"][:_DAY] for row in inside if len(row["value"]) >= _DAY})


def _is_sole(stated: Sequence[Stated]) -> bool:
    """Tell whether an account gives one hour only of what was done, so that it must be that of its happening."""
    hours = {item.moment.first for item in stated if item.moment.frame != "day" and item.line.families}
    return len(hours) == 1


def _same_act(one: Stated, other: Stated, *, sole: bool) -> bool:
    """Tell whether two sentences date the same act: hours where they name one act and share words, or are the only ones
    of their accounts; days where they say much alike."""
    near = affinity(one.line, other.line)
    if one.moment.frame == other.moment.frame == "day":
        alike = is_copied(one.line, other.line) or (bool(one.numbers & other.numbers) and near >= _MARKED)
        return alike and one.plain and other.plain
    if "day" in (one.moment.frame, other.moment.frame) or one.moment.frame != other.moment.frame:
        return False
    if (one.worded or other.worded) and (one.limit or other.limit):
        return False
    acts = one.line.families & other.line.families or is_copied(one.line, other.line)
    sole = sole and not (one.limit or other.limit)
    return bool(acts) and _gap(one, other) < (_HALF_DAY if near >= _ALIKE else _SOLE if sole else timedelta(0))


def _apart(one: Stated, other: Stated) -> bool:
    if one.moment.frame == "day":
        gap = max(one.moment.first, other.moment.first) - min(one.moment.last, other.moment.last)
        return timedelta(0) <= gap < _FAR
    room = _LOOSE if one.loose or other.loose else _ROUNDED if one.worded or other.worded else _MINUTES
    return _gap(one, other) > room


def _gap(one: Stated, other: Stated) -> timedelta:
    """Return how far two hours lie apart; of one written out in words the clock alone is compared, not the day."""
    apart = abs(one.moment.first - other.moment.first)
    rounds = min((item.worded for item in (one, other) if item.worded), default=0)
    if not rounds:
        return apart
    apart %= timedelta(hours=rounds)
    return min(apart, timedelta(hours=rounds) - apart)


def _why(one: Stated, other: Stated) -> str:
    if one.moment.frame == "day":
        return "the same act on two days"
    clock = "UTC" if one.moment.frame == "utc" else "local time"
    return f"the same act at {one.moment.first:%H:%M} and at {other.moment.first:%H:%M} {clock}"
