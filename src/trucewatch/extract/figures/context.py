"""What surrounds a figure: who gives it, as of when, and whether it is a day's count or a total."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from trucewatch.records import Attribution, TimeMention

_AS_OF = re.compile(
    r"\bas\s+(?:of|at)\s+(?:(?:the|late|early|noon|midday|midnight|morning|evening|afternoon|night|end|on|of)\s+)*$",
    re.IGNORECASE,
)
_AS_OF_FIRST = re.compile(r"as\s+(?:of|at)\s", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:past|last|previous|preceding)\s+(?:24|twenty-four)\s+hours"
    r"|\b(?:in|over|during)\s+(?:the\s+)?(?:past|last)\s+day\b|\bin\s+(?:a|one)\s+(?:single\s+)?day\b"
    r"|\bon\s+\w+day\s+alone\b|\btoday\s+alone\b|\bthe\s+(?:past|last)\s+24\s+hours",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\bsince\b|\bin\s+all\b|\bin\s+total\b|\bso\s+far\b|\boverall\b|\baltogether\b|\bto\s+date\b|\btoll\b|\btotal(?:s|led|ed|ling)?\b"
    r"|\bup\s+to\s+now\b|\buntil\s+now\b|\bcumulative",
    re.IGNORECASE,
)


class Surroundings:
    """The attributions and times of a document, sorted so that each figure finds its own quickly."""

    def __init__(self, attributions: Sequence[Attribution], times: Sequence[TimeMention]) -> None:
        self._said = sorted(attributions, key=lambda item: item.start)
        self._said_starts = [item.start for item in self._said]
        self._reach = list(accumulate((item.end for item in self._said), max))
        self._times = sorted(times, key=lambda time: time.start)
        self._time_starts = [time.start for time in self._times]
        self._time_ends = [time.end for time in self._times]

    def innermost(self, start: int, end: int) -> Attribution | None:
        """Return the shortest attribution whose content holds the words, one with a named source before others."""
        begun: list[Attribution] = []
        for at in range(bisect_right(self._said_starts, start) - 1, -1, -1):
            if self._reach[at] <= start:
                break
            if self._said[at].end > start:
                begun.append(self._said[at])
        holding = [item for item in begun if item.end >= end] or begun
        return min(holding, key=lambda item: (item.source_name is None, item.end - item.start), default=None)

    def in_time(self, start: int, end: int) -> bool:
        """Tell whether a number lies within an expression of time."""
        at = bisect_right(self._time_starts, start)
        if at and self._time_ends[at - 1] > start:
            return True
        return at < len(self._times) and self._time_starts[at] < end

    def as_of(self, text: str, sentence: tuple[int, int]) -> str | None:
        """Return the date as of which a sentence gives its figures ("as of the evening of …"), as EDTF."""
        for at in range(bisect_left(self._time_starts, sentence[0]), bisect_left(self._time_starts, sentence[1])):
            time = self._times[at]
            before = max(sentence[0], time.start - 40)
            if time.value is not None and (_AS_OF_FIRST.match(time.quote) or _AS_OF.search(text, before, time.start)):
                return time.value
        return None


def period(sentence: str) -> str | None:
    """Return ``day`` or ``total`` where the sentence says which its figures are."""
    if _DAY.search(sentence):
        return "day"
    return "total" if _TOTAL.search(sentence) else None
