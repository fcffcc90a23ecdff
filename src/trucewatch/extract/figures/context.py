"""What surrounds a figure: who gives it, as of when, and whether it is a day's count or a total."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def innermost(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the shortest attribution whose content holds the words, one with a named source before others."""
    holding = [item for item in attributions if item.start <= start and end <= item.end]
    if not holding:
        holding = [item for item in attributions if item.start <= start < item.end]
    return min(holding, key=lambda item: (item.source_name is None, item.end - item.start), default=None)


def as_of(text: str, sentence: tuple[int, int], times: Sequence[TimeMention]) -> str | None:
    """Return the date as of which a sentence gives its figures ("as of the evening of …"), as EDTF."""
    for time in times:
        within = time.value is not None and sentence[0] <= time.start < sentence[1]
        if within and (
            _AS_OF_FIRST.match(time.quote) or _AS_OF.search(text, max(sentence[0], time.start - 40), time.start)
        ):
            return time.value
    return None


def period(sentence: str) -> str | None:
    """Return ``day`` or ``total`` where the sentence says which its figures are."""
    if _DAY.search(sentence):
        return "day"
    return "total" if _TOTAL.search(sentence) else None
