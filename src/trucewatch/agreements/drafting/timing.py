"""When a clause binds: days, instants and lengths of time with the words that lead them."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from trucewatch.agreements.drafting.counted import OF, counted_from, find_counted
from trucewatch.agreements.drafting.days import Day, find_days
from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lengths import LENGTH, NUMBERS, find_lengths, is_notice
from trucewatch.agreements.drafting.lexicon import forms, leads
from trucewatch.agreements.drafting.model import Cited, Span
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_PLAIN = {
    "hourly": "1 hour",
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "3 months",
    "annually": "1 year",
    "yearly": "1 year",
}
_OFTEN = {"once": 1, "twice": 2, "three times": 3, "four times": 4}
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|quarter|year)\b"
_MADE_OF = {"fortnight": "2 weeks", "quarter": "3 months"}
_TIMES_A = re.compile(
    rf"\b(?P<often>{'|'.join(_OFTEN)})\s+(?:a|every|each|per|in\s+(?:a|each|every))\s+{_UNIT}", re.IGNORECASE
)
_EACH = re.compile(
    rf"\b(?:each|every|per|(?<=\d\s)a|(?<=s\s)a(?=\s+(?:day|week|month)\b)|(?:{'|'.join(sorted(NUMBERS))})(?:\s+\w+)?\s+a)\s+{_UNIT}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:each|every)\s+(?:{'|'.join(day_name)})\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\b(?:each|every)\s+(?:morning|evening|night)\b", re.IGNORECASE)
_OTHER = re.compile(rf"\b(?:each|every)\s+(?:other|second)\s+{_UNIT}", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|inside(?:\s+of)?|in\s+under|in\s+at\s+most|in no more than"
    r"|no later than|not later than|in less than|in the course of|over|not exceeding|at the latest"
    r"|(?:no|not) more than(?=.{4,30}\bafter\b)"
    r"|in\s+(?:the|a)\s+(?:term|period|space|course)\s+of)\s+"
    r"(?:the\s+|a\s+)?(?:(?:next|first|coming|following|ensuing)\s+|(?:maximum\s+)?(?:period|term)\s+of\s+|at\s+most\s+|maximum\s+of\s+)*$",
    re.IGNORECASE,
)
_IN_TIME = re.compile(r"['’]?s?\s+(?:time|term)\b")
_EVERY = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s*(?:hours|hrs|h))?")
"""A time of day: with "every day" it tells the hours of each, and no deadline."""
_ENDING = frozenset(
    {"ends", "end", "expires", "expire", "closes", "finishes", "completed", "concluded", "finished", "lapses"}
)


def find_windows(cast: Cast, clause: Clause, scene: Scene, zero: date | None) -> Iterator[Span]:
    """Yield the windows of a clause in text order; ``zero`` is what the text calls Day D."""
    text = scene.annotated.text
    low, high = cast.words.starts[clause.first], cast.words.ends[clause.last]
    lengths = list(_durations(scene, low, high, zero))
    taken = [(span.cited.start, span.cited.end) for span in lengths]
    lengths += [
        span for span in find_counted(text, low, high, zero is not None)
        if not any(start < span.cited.end and span.cited.start < end for start, end in taken)
    ]  # fmt: skip
    daily = any(span.form == "every" and span.duration == "1 day" for span in lengths)
    told = [(span.cited.start, span.cited.end) for span in lengths]
    days = [
        day for day in find_days(scene, low, high, zero)
        if not _counted_from(text, day)
        and not (daily and _CLOCK.fullmatch(text[day.start : day.end]))
        and not any(start < day.end and day.start < end for start, end in told)
    ]  # fmt: skip
    spans = [span for day in days if (span := _dated(cast, clause, day, scene)) is not None] + lengths
    yield from sorted(spans, key=lambda span: span.cited.start)


def _counted_from(text: str, day: Day) -> bool:
    return bool(LENGTH.match(text, day.start, day.end)) and not re.search(r"\d{4}", text[day.start : day.end])


def _dated(cast: Cast, clause: Clause, day: Day, scene: Scene) -> Span | None:
    """Return the window that a date makes with the words that lead it; none where it only tells of something."""
    token = next(iter(cast.tokens(day.start, day.end)), None)
    if token is None:
        return None
    text, signed = scene.annotated.text, scene.published.value if scene.published else None
    form, first = _lead(cast, token, clause.first)
    ahead = form == "by" and signed is not None and day.value[:10] > signed  # what lies ahead is no tale
    told_of = not ahead and _tells_of(cast, clause, token, led=form is not None)
    if told_of or (form is None and re.fullmatch(r"\d{4}", day.value)):
        return None
    ending = _ends(cast, token)
    doubt = None if form else "no word says whether by then, until then or from then on"
    if form in ("on", None):
        form = "until" if ending else "from" if _begins(cast, clause, token) else "by"
    start = min(cast.words.starts[first], day.start)
    cited = Cited(value=day.value, start=start, end=day.end, quote=text[start : day.end], sure=not doubt, note=doubt)
    if form == "from":
        return Span(form=form, cited=cited, start=day.value)
    return Span(form=form, cited=cited, end=day.value)


def _tells_of(cast: Cast, clause: Clause, token: int, led: bool) -> bool:
    """Return whether a date belongs to a thing told of: "the truce of 3 May", "mines laid since 2036"."""
    words, at, verb = cast.words, token, led
    for _ in range(8):
        head = words.heads[at]
        verb |= words.tags[at].startswith("VB")
        if head == at or at == clause.verb:
            return False
        if words.deps[at] in ("acl", "relcl") and words.tags[at] in ("VBN", "VBD"):
            return words.lowers[at] not in _ENDING
        if words.lowers[at] == "of" and words.deps[at] == "prep" and not verb:
            return words.lowers[head] not in (
                "night",
                "midnight",
                "morning",
                "evening",
                "end",
                "beginning",
                "start",
                "hours",
            )
        at = head
    return False


def _ends(cast: Cast, token: int) -> bool:
    """Return whether the verb nearest before a date says that something ends then: "which … ends on 30 June"."""
    words = cast.words
    near = [at for at in range(max(words.sentences[token], token - 4), token) if words.tags[at].startswith("VB")]
    return bool(near) and words.lowers[near[-1]] in _ENDING and words.deps[near[-1]] in ("relcl", "conj", "acl")


def _begins(cast: Cast, clause: Clause, token: int) -> bool:
    """Return whether something begins at a time: so says the verb of the clause, or one between it and the time."""
    words = cast.words
    begin = min(clause.mark, max(words.sentences[token], token - 4))
    verbs = [
        at for at in range(begin, max(token, clause.verb + 1))
        if words.tags[at].startswith("VB") or at == clause.verb
    ]  # fmt: skip
    return any(words.lowers[at] in forms("begins") for at in verbs)


def _lead(cast: Cast, token: int, first: int) -> tuple[str | None, int]:
    """Return the form of window that the words before a date make, and the first of these words."""
    words = cast.words
    for back in range(5):
        at = token - back
        if at < first:
            break
        for lead, form, _ in leads():
            begin = at - len(lead)
            inside = tuple(words.lowers[begin:at]) if begin >= first - 1 and begin >= 0 else ()
            if inside == lead:
                return form, begin
        if back and words.lowers[at] not in ("the", "at", "on", "midnight", "noon", "hours", "of", "about", "day"):
            break
    own = (words.lowers[token],)
    return next((form for lead, form, _ in leads() if lead == own), None), token


def _durations(scene: Scene, low: int, high: int, zero: date | None) -> Iterator[Span]:
    """Yield windows told by their length: within three years, every six months."""
    text = scene.annotated.text
    for length in find_lengths(text, low, high):
        before = text[max(low, length.start - 60) : length.start]
        within, timed = _WITHIN.search(before), _IN_TIME.match(text, length.end, high)
        if timed and not within:
            within = re.search(r"\bin\s+$", before, re.IGNORECASE)
        if within and not is_notice(text, length, high):
            start = length.start - len(before) + within.start()
            yield _within(scene, length.value, (start, timed.end() if timed else length.end), high, zero)
        elif match := _EVERY.search(before):
            start = length.start - len(before) + match.start()
            yield Span(form="every", duration=length.value, cited=_cited(text, length.value, start, length.end))
    yield from _recurring(text, low, high)


def _within(scene: Scene, value: str, span: tuple[int, int], high: int, zero: date | None) -> Span:
    """Return a window of a length, counted from what the words behind it name: a day itself where that is known."""
    text, (start, end) = scene.annotated.text, span
    match = OF.match(text, end, high)
    if match is None:
        return Span(form="within", duration=value, cited=_cited(text, value, start, end))
    count, unit = value.split()
    days = next(
        (
            day
            for day in find_days(scene, match.start("what"), match.end(), zero)
            if day.start <= match.start("what") + 4
        ),
        None,
    )
    if zero and days and days.value == zero.isoformat() and unit.startswith("day"):
        by = (zero + timedelta(days=int(count))).isoformat()
        return Span(form="by", end=by, cited=_cited(text, by, start, days.end))
    return Span(
        form="within", duration=value, of=counted_from(match["what"]), cited=_cited(text, value, start, match.end())
    )


def _recurring(text: str, low: int, high: int) -> Iterator[Span]:
    """Yield windows told by how often: each week, twice a year, monthly."""
    often: list[tuple[int, int]] = []
    for match in _TIMES_A.finditer(text, low, high):
        count, unit = _OFTEN[match["often"].lower()], match["unit"].lower()
        value = _share(unit, count)
        cited = _cited(text, value or f"1 {unit}", match.start(), match.end())
        if not value:
            cited = replace(cited, sure=False, note=f"{count} times in each {unit}")
        often.append(match.span())
        yield Span(form="every", duration=cited.value, cited=cited)
    for match in _EACH.finditer(text, low, high):
        if not any(start < match.end() and match.start() < end for start, end in often):
            unit = match["unit"].lower()
            value = _MADE_OF.get(unit, f"1 {unit}")
            yield Span(form="every", duration=value, cited=_cited(text, value, match.start(), match.end()))
    for match in _WEEKDAY.finditer(text, low, high):
        yield Span(form="every", duration="1 week", cited=_cited(text, "1 week", match.start(), match.end()))
    for match in _PART_OF_DAY.finditer(text, low, high):
        yield Span(form="every", duration="1 day", cited=_cited(text, "1 day", match.start(), match.end()))
    for match in _OTHER.finditer(text, low, high):
        value = f"2 {match['unit'].lower()}s"
        yield Span(form="every", duration=value, cited=_cited(text, value, match.start(), match.end()))
    for match in re.finditer(r"\w+", text[low:high]):
        if told := _PLAIN.get(match[0].lower()):
            yield Span(form="every", duration=told, cited=_cited(text, told, low + match.start(), low + match.end()))


def _share(unit: str, often: int) -> str:
    if unit == "year" and 12 % often == 0:
        months = 12 // often
        return f"{months} months" if 1 < months < 12 else "1 month" if months == 1 else "1 year"
    return _MADE_OF.get(unit, f"1 {unit}") if often == 1 else ""


def _cited(text: str, value: str, start: int, end: int) -> Cited:
    return Cited(value=value, start=start, end=end, quote=text[start:end])
