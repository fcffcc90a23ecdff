"""When a clause binds: days, instants and durations with the words that lead them, terms and their renewal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.clauses import Clause
from trucewatch.agreements.drafting.lexicon import forms, leads
from trucewatch.agreements.drafting.model import Cited, Lasting, Span
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene
from trucewatch.records import TimeMention

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "twenty-one": 21,
    "thirty": 30,
    "forty-five": 45,
    "forty-eight": 48,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
    "a": 1,
    "an": 1,
}
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_LENGTH = re.compile(
    rf"\b{_COUNT}(?:\s*\(\d+\))?[\s-]+(?:calendar\s+|working\s+|consecutive\s+)?{_UNIT}\b", re.IGNORECASE
)
_PLAIN = {
    "hourly": "1 hour",
    "daily": "1 day",
    "weekly": "1 week",
    "monthly": "1 month",
    "quarterly": "3 months",
    "annually": "1 year",
    "yearly": "1 year",
}
_TIMES_A = re.compile(
    r"\b(?P<often>once|twice|three times)\s+(?:a|every|each|per)\s+(?P<unit>week|month|year)\b", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\b(?:within|inside|in no more than|no later than|not later than|in less than)\s+"
    r"(?:the\s+)?(?:next\s+|first\s+|a\s+(?:maximum\s+)?period\s+of\s+|at\s+most\s+|a\s+maximum\s+of\s+)*$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)
_TERM_BEFORE = re.compile(
    r"\b(?:for|lasts?|of)\s+(?:an?\s+)?(?:initial\s+|first\s+|further\s+)?(?:(?:period|term|duration)s?\s+of\s+)?(?:up\s+to\s+)?$"
)
_TERM_WORDS = re.compile(r"\b(?:for|period|term|duration|lasts?)\b")
_TERM_AFTER = re.compile(r"\s+(?:ceasefire|truce|pause|cessation|halt|mandate|term|extension)")
_EACH = re.compile(r"\b(?:each|every)\s+(?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in the text, such as "within three years"."""

    value: str
    start: int
    end: int


def find_windows(cast: Cast, clause: Clause, scene: Scene) -> Iterator[Span]:
    """Yield the windows of a clause in text order."""
    text = scene.annotated.text
    low, high = cast.words.starts[clause.first], cast.words.ends[clause.last]
    times = [time for time in scene.times if low <= time.start < high and time.value and not _counted_from(text, time)]
    lengths = list(_durations(text, low, high))
    told = [(span.cited.start, span.cited.end) for span in lengths]
    free = [time for time in times if not any(start < time.end and time.start < end for start, end in told)]
    spans = [span for time in free if (span := _dated(cast, clause, time, text)) is not None] + lengths
    yield from sorted(spans, key=lambda span: span.cited.start)


def _counted_from(text: str, time: TimeMention) -> bool:
    return bool(_LENGTH.match(text, time.start, time.end)) and not re.search(r"\d{4}", text[time.start : time.end])


def _dated(cast: Cast, clause: Clause, time: TimeMention, text: str) -> Span | None:
    """Return the window that a date makes with the words that lead it."""
    token = next(iter(cast.tokens(time.start, time.end)), None)
    if token is None or time.value is None:
        return None
    form, first = _lead(cast, token, clause.first)
    start = cast.words.starts[first]
    quote = text[start : time.end]
    if form == "on":
        form = "from" if _begins(cast, clause, token) else "by"
    if form is None:
        form = "from" if _begins(cast, clause, token) else "on"
        cited = Cited(
            value=time.value,
            start=start,
            end=time.end,
            quote=quote,
            sure=False,
            note="no word says whether by then, until then or from then on",
        )
        return Span(
            form="by" if form == "on" else form,
            cited=cited,
            end=None if form == "from" else time.value,
            start=time.value if form == "from" else None,
        )
    cited = Cited(value=time.value, start=start, end=time.end, quote=quote)
    if form == "from":
        return Span(form=form, cited=cited, start=time.value)
    return Span(form=form, cited=cited, end=time.value)


def _begins(cast: Cast, clause: Clause, token: int) -> bool:
    """Return whether something begins at a time: so says the verb of the clause, or one between it and the time."""
    words = cast.words
    verbs = [
        at
        for at in range(clause.mark, max(token, clause.verb + 1))
        if words.tags[at].startswith("VB") or at == clause.verb
    ]
    return any(words.lowers[at] in forms("begins") for at in verbs)


def _lead(cast: Cast, token: int, first: int) -> tuple[str | None, int]:
    """Return the form of window that the words before a date make, and the first of these words."""
    words = cast.words
    for back in range(4):
        at = token - back
        if at < first:
            break
        for lead, form, _ in leads():
            begin = at - len(lead)
            inside = tuple(words.lowers[begin:at]) if begin >= first - 1 and begin >= 0 else ()
            if inside == lead:
                return form, begin
        if back and words.lowers[at] not in ("the", "at", "on", "midnight", "noon", "hours", "of", "about"):
            break
    own = (words.lowers[token],)
    return next((form for lead, form, _ in leads() if lead == own), None), token


def _durations(text: str, low: int, high: int) -> Iterator[Span]:
    """Yield windows told by their length: within three years, every six months."""
    for length in find_lengths(text, low, high):
        before = text[max(low, length.start - 40) : length.start]
        if match := _WITHIN.search(before):
            start = length.start - len(before) + match.start()
            end, of = _counted_of(text, length.end, high)
            yield Span(form="within", duration=length.value, of=of, cited=_cited(text, length.value, start, end))
        elif match := _EVERY.search(before):
            start = length.start - len(before) + match.start()
            yield Span(form="every", duration=length.value, cited=_cited(text, length.value, start, length.end))
    yield from _recurring(text, low, high)


def _recurring(text: str, low: int, high: int) -> Iterator[Span]:
    """Yield windows told by how often: each week, twice a year, monthly."""
    for match in _EACH.finditer(text, low, high):
        value = f"1 {match['unit'].lower()}"
        yield Span(form="every", duration=value, cited=_cited(text, value, match.start(), match.end()))
    for match in _TIMES_A.finditer(text, low, high):
        often = {"once": 1, "twice": 2, "three times": 3}[match["often"].lower()]
        unit = match["unit"].lower()
        value = _share(unit, often)
        cited = _cited(text, value or f"1 {unit}", match.start(), match.end())
        if not value:
            cited = replace(cited, sure=False, note=f"{often} times in each {unit}")
        yield Span(form="every", duration=cited.value, cited=cited)
    for match in re.finditer(r"\w+", text[low:high]):
        often_told = _PLAIN.get(match[0].lower())
        if often_told:
            yield Span(
                form="every",
                duration=often_told,
                cited=_cited(text, often_told, low + match.start(), low + match.end()),
            )


def _share(unit: str, often: int) -> str:
    if unit == "year" and 12 % often == 0:
        months = 12 // often
        return f"{months} months" if months > 1 else "1 month"
    return f"1 {unit}" if often == 1 else ""


def _counted_of(text: str, end: int, high: int) -> tuple[int, str | None]:
    """Return where the words end from which a length counts, and what an agreement file calls it."""
    match = re.match(r"\s+(?:of|from|after|following)\s+(?:the\s+)?([^,.;]{3,60})", text[end:high])
    if not match:
        return end, None
    words = match[1].lower()
    known = next(
        (
            name
            for stem, name in (
                ("sign", "signed"),
                ("entry into force", "in_force"),
                ("ceasefire", "in_force"),
                ("truce", "in_force"),
                ("conclusion", "signed"),
            )
            if stem in words
        ),
        None,
    )
    return end + match.end(), known


def find_lengths(text: str, low: int, high: int) -> Iterator[Length]:
    """Yield the lengths of time in ``text[low:high]``."""
    for match in _LENGTH.finditer(text, low, high):
        word = match["count"].lower()
        count = int(word) if word.isdigit() else _NUMBERS[word]
        unit = match["unit"].lower()
        if count and not (word in ("a", "an") and match[0].endswith("s")):
            yield Length(f"{count} {unit}{'s' if count > 1 else ''}", match.start(), match.end())


def find_term(text: str, low: int, high: int) -> Lasting | None:
    """Return how long something is to last: "for (a period of) five years", "a seven-day truce"."""
    for length in find_lengths(text, low, high):
        before = text[max(low, length.start - 40) : length.start].lower()
        after = text[length.end : min(high, length.end + 12)].lower()
        told = _TERM_BEFORE.search(before) and _TERM_WORDS.search(before)
        noticed = after.startswith(("’ notice", "' notice", " notice", " ago"))
        hyphened = "-" in text[length.start : length.end] and _TERM_AFTER.match(text, length.end, high)
        if (told and not noticed) or hyphened:
            return Lasting(length=_cited(text, length.value, length.start, length.end))
    return None


def find_renewal(text: str, low: int, high: int) -> tuple[Cited | None, Cited | None]:
    """Return by how long a term is renewed, and how long before its end notice is to be given."""
    renewal = notice = None
    for length in find_lengths(text, low, high):
        after = text[length.end : min(high, length.end + 60)].lower()
        cited = _cited(text, length.value, length.start, length.end)
        if re.match(r"\s*(?:before|prior to|in advance|ahead of|['’]s?\s+notice|notice)", after):
            notice = notice or cited
        else:
            renewal = renewal or cited
    return renewal, notice


def _cited(text: str, value: str, start: int, end: int) -> Cited:
    return Cited(value=value, start=start, end=end, quote=text[start:end])
