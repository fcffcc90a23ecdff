"""Windows counted from what happens: "the tenth day after signature", "by day 14", "D+5", "12 hours after"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.agreements.drafting.lengths import NUMBERS, Length, find_lengths, is_notice
from trucewatch.agreements.drafting.lexicon import listed
from trucewatch.agreements.drafting.model import Cited, Span

THING = r"(?:(?:the|an?|this|each|such|any|its|their)\s+)?(?:[Dd]ay\s+\w+|[\w’'+-]+)"
OF = re.compile(
    rf"\s+(?:of|from|after|following|since)\s+(?P<what>{THING}(?:\s+(?:of|into|in|is|becomes)\s+{THING}){{0,3}})"
)
COUNTED_FROM = (
    ("sign", "signed"), ("force", "in_force"), ("ceasefire", "in_force"), ("cease-fire", "in_force"),
    ("truce", "in_force"), ("effect", "in_force"), ("conclusion", "signed"), ("this order", "signed"),
    ("adoption", "signed"), ("present agreement", "signed"), ("present resolution", "signed"),
    ("this resolution", "signed"), ("this agreement", "signed"),
)  # fmt: skip
_LEAD = (
    r"\b(?P<lead>(?:no|not)\s+later\s+than|at\s+(?:the\s+)?latest(?:\s+(?:by|on))?"
    r"|by|before|until|within|on|in|from)\s+(?:the\s+)?"
)
_NTH = re.compile(
    rf"{_LEAD}(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>hour|day|week|month)\s+"
    r"(?=of|after|following|from)", re.IGNORECASE,
)  # fmt: skip
_DAY_N = re.compile(
    rf"{_LEAD}(?P<of>day|D-day|D)\s*(?P<sign>\+?)\s*(?P<count>\d{{1,3}}|[a-z]+(?:-[a-z]+)?)\b(?!\s*[/:])", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r"\b(?:not before|not earlier than|no sooner than|no earlier than)\s+$", re.IGNORECASE)
_LATER = "counted from what it names onwards; a person says whether by then or from then on"


def find_counted(text: str, low: int, high: int, dated: bool) -> Iterator[Span]:
    """Yield the windows of ``text[low:high]`` that count days or hours from what happens, without "within".

    Args:
        text: The accord's text.
        low: Where to begin.
        high: Where to end.
        dated: Whether the text dates its Day D, so that "D+5" is a day of the calendar.
    """
    for match in _NTH.finditer(text, low, high):
        count = _ordinal(match["nth"].lower())
        if count:
            yield _within(
                text, f"{count} {match['unit'].lower()}{'s' if count > 1 else ''}", match.start(), match.end() - 1, high
            )
    for match in _DAY_N.finditer(text, low, high):
        count = _count(match["count"])
        if dated and (match["sign"] or match["of"].lower() != "day"):
            continue
        if count is not None and (match["sign"] or match[0][-len(match["count"]) - 1].isspace()):
            value = f"{count} day{'s' if count != 1 else ''}"
            cited = _cited(
                text, value, match.start(), match.end(), "counted from a day that the text names; a person says which"
            )
            yield Span(form="within", duration=value, of="in_force", cited=cited)
    for length in find_lengths(text, low, high):
        yield from _after(text, length, low, high)


def _after(text: str, length: Length, low: int, high: int) -> Iterator[Span]:
    """Yield a length that counts from what follows it: "twelve hours after this Agreement is signed"."""
    behind = OF.match(text, length.end, high)
    before = text[max(low, length.start - 30) : length.start]
    told = behind is not None and re.match(r"\s+(?:after|from|following)\b", behind[0])
    if not told or is_notice(text, length, high) or _NOT_BEFORE.search(before) or re.search(r"\bfor\s+$", before):
        return
    yield _within(text, length.value, length.start, length.end, high, _LATER)


def _within(text: str, value: str, start: int, end: int, high: int, note: str | None = None) -> Span:
    match = OF.match(text, end, high)
    stop = match.end() if match else end
    return Span(
        form="within",
        duration=value,
        of=counted_from(match["what"]) if match else None,
        cited=_cited(text, value, start, stop, note),
    )


def counted_from(what: str) -> str | None:
    """Return from what known beginning of an agreement a length counts: ``signed``, ``in_force`` or neither."""
    return next((name for stem, name in COUNTED_FROM if stem in what.lower()), None)


def _ordinal(word: str) -> int | None:
    if word[:1].isdigit():
        return int(word[:-2])
    if word in listed("ordinals"):
        return listed("ordinals").index(word) + 1
    tens = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "ninetieth": 90}
    ten, _, one = word.partition("-")
    return tens.get(word) or (
        NUMBERS[ten] + listed("ordinals").index(one) + 1 if ten in NUMBERS and one in listed("ordinals") else None
    )


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower()) if word.lower() not in ("a", "an") else None


def _cited(text: str, value: str, start: int, end: int, note: str | None) -> Cited:
    return Cited(value=value, start=start, end=end, quote=text[start:end], sure=note is None, note=note)
