"""A thing in two opposite states at one time: valves that “have stood open without a break”, and that were found shut.

States change, so one side must speak of the whole time or the whole thing, and both must have been published within
days of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from trucewatch.linking.account import REMEMBERED, Account, Line
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words, quiet_stems
from trucewatch.linking.stems import stems

_BEFORE, _AFTER = 6, 3
_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class State:
    """Words of a clause that tell a state: which pair of opposites and which of the two, and the nouns beside it."""

    pair: int
    side: int
    things: frozenset[str]
    steady: bool
    start: int
    end: int


def clash_states(meeting: Meeting) -> Iterator[Clash]:
    """Yield the first two opposite states of one thing."""
    moments = meeting.left.published, meeting.right.published
    if meeting.partial or not (moments[0] and moments[1]) or abs(moments[0].first - moments[1].first) > _DAYS:
        return
    for one in find_states(meeting.left):
        for other in find_states(meeting.right):
            opposite = one.pair == other.pair and one.side != other.side
            both = _tells(meeting.left, other) or _tells(meeting.right, one)
            if opposite and not both and (one.steady or other.steady) and one.things & other.things:
                why = f"one thing ({', '.join(sorted(one.things & other.things))}) in two opposite states"
                yield Clash("status", Span(one.start, one.end), Span(other.start, other.end), why)
                return


def _tells(account: Account, state: State) -> bool:
    """Tell whether an account itself tells a state of the other: who tells of both contradicts neither."""
    return any(
        one.pair == state.pair and one.side == state.side and one.things & state.things for one in find_states(account)
    )


@lru_cache(maxsize=REMEMBERED)
def find_states(account: Account) -> tuple[State, ...]:
    """Return the states that an account tells, but for those that are to come, denied or left open."""
    return tuple(state for line in account.lines for state in _states(line))


def _states(line: Line) -> Iterator[State]:
    words = clash_words()
    for start, clause in line.clauses():
        bare = words.words["steady"].sub("", clause)
        if any(words.words[kind].search(bare) for kind in ("changed", "not", "open", "deny")):
            continue
        steady = bool(words.words["steady"].search(clause))
        for pair, sides in enumerate(words.states):
            for side, pattern in enumerate(sides):
                for match in pattern.finditer(clause):
                    things = _beside(clause, match) - quiet_stems()
                    yield State(pair, side, frozenset(things), steady, start, start + len(clause))


def _beside(clause: str, match: re.Match[str]) -> frozenset[str]:
    """Return the stems of the words in small letters around a state: names are not what is in it."""
    before = clause[: match.start()].split()[-_BEFORE:]
    after = clause[match.end() :].split()[:_AFTER]
    return frozenset(stems(" ".join(word for word in (*before, *after) if word[:1].islower())))
