"""Lengths of time in an accord: "three (3) days", "a two-week truce", terms, their renewal and notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.agreements.drafting.model import Cited, Lasting

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = (
    {word: number for number, word in enumerate(_SMALL, 1)}
    | _TENS
    | {f"{ten}-{_SMALL[n - 1]}": value + n for ten, value in _TENS.items() for n in range(1, 10)}
    | {"a": 1, "an": 1}
)
"""Numbers in words up to ninety-nine."""
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
LENGTH = re.compile(
    rf"\b{_COUNT}[\s-]+(?:(?:calendar|working|consecutive|full|more|further|additional)\s+)?"
    r"(?P<unit>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_WHOLES = {"fortnight": "2 weeks", "year": "6 months"}
_WHOLE = re.compile(r"\b(?:(?:a|one)\s+fortnight|half\s+a\s+year)\b", re.IGNORECASE)
_TERM_BEFORE = re.compile(
    r"\b(?:for|lasts?|of|runs?|is|be)\s+(?:an?\s+|the\s+)?(?:initial\s+|first\s+|further\s+|next\s+)?"
    r"(?:(?:period|term|duration)s?\s+of\s+)?(?:up\s+to\s+)?$"
)
_TERM_WORDS = re.compile(r"\b(?:for|period|term|duration|lasts?|stay|mandate|deployment)\b")
_TRUCE_OF = re.compile(r"\b(?:ceasefire|truce|pause|cessation(?: of hostilities)?|halt|moratorium)\s+of\s+$")
_TERM_AFTER = re.compile(r"\s+(?:ceasefire|truce|pause|cessation|halt|mandate|term|extension)")
_NOTICE = re.compile(r"\s*(?:before|prior to|in advance|ahead of|['’]s?\s+(?:prior\s+|written\s+)?notice|notice)")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in the text, such as "three years"."""

    value: str
    start: int
    end: int


def find_lengths(text: str, low: int, high: int) -> Iterator[Length]:
    """Yield the lengths of time in ``text[low:high]``."""
    for match in _WHOLE.finditer(text, low, high):
        yield Length(_WHOLES[match[0].lower().split()[-1]], match.start(), match.end())
    for match in LENGTH.finditer(text, low, high):
        if text[max(low, match.start() - 5) : match.start()].lower() == "half ":
            continue
        word = match["count"].lower()
        count = int(word) if word.isdigit() else NUMBERS[word]
        unit = match["unit"].lower()
        if count and not (word in ("a", "an") and match[0].endswith("s")):
            yield Length(f"{count} {unit}{'s' if count > 1 else ''}", match.start(), match.end())


def is_notice(text: str, length: Length, high: int) -> bool:
    """Return whether a length tells how long before something: "30 days before it expires", "five days' notice"."""
    return bool(_NOTICE.match(text[length.end : high].lower()))


def find_term(text: str, low: int, high: int) -> Lasting | None:
    """Return how long something is to last: "for (a period of) five years", "a seven-day truce"."""
    for length in find_lengths(text, low, high):
        before = text[max(low, length.start - 40) : length.start].lower()
        after = text[length.end : min(high, length.end + 12)].lower()
        told = (_TERM_BEFORE.search(before) and _TERM_WORDS.search(before)) or _TRUCE_OF.search(before)
        counted = after.startswith((" ago", " before", " prior", " after")) or re.search(r"\bin the term of $", before)
        hyphened = "-" in text[length.start : length.end] and _TERM_AFTER.match(text, length.end, high)
        if hyphened or (told and not counted and not is_notice(text, length, high)):
            return Lasting(length=_cited(text, length))
    return None


def find_renewal(text: str, low: int, high: int) -> tuple[Cited | None, Cited | None]:
    """Return by how long a term is renewed, and how long before its end notice is to be given."""
    renewal = notice = None
    for length in find_lengths(text, low, high):
        if is_notice(text, length, min(high, length.end + 60)):
            notice = notice or _cited(text, length)
        else:
            renewal = renewal or _cited(text, length)
    return renewal, notice


def _cited(text: str, length: Length) -> Cited:
    return Cited(value=length.value, start=length.start, end=length.end, quote=text[length.start : length.end])
