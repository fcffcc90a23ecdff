"""Counts in words that are no figure by themselves, read only to compare accounts of one happening.

“Not one vehicle was sent back” counts none; “one driver was killed and a second wounded” counts a wounded one; “thirty
more days of truce” counts days; “a guard and two porters were hurt” counts three; “three people are dead” counts the
dead. Each is a number, a kind of those counted, and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import Numeral, find_numerals
from trucewatch.linking.nobody import find_unharmed
from trucewatch.linking.quantities import PEOPLE, quantity_book
from trucewatch.linking.stems import stem
from trucewatch.linking.storywords import story_words

_TERM = re.compile(r"\s*(?:more |further |additional |extra )?(?P<word>day|week|month|year|hour)s?\b", re.IGNORECASE)
_SECOND = re.compile(
    r"\b(?:a second|another|one more|a third)\b(?:\s+[a-z]+){0,2}?\s+(?:was |were )?(?:\w+ly )?"
    r"(?P<fate>wounded|injured|hurt|killed|dead)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?:names|bodies|graves|corpses) of (?:the |those )?(?:dead|victims|killed|fallen)", re.IGNORECASE
)
_FATES = r"(?P<fate>wounded|injured|hurt|killed|dead|detained|arrested|abducted|seized)"
_WAS = r"(?:was|were|has been|had been|have been)\s+(?:\w+ly\s+)?"
_ONE = r"an?|one|two|three|four|five|six"
_PERSON = r"[a-z-]+(?:man|woman|er|or|ist|ee|soldier|civilian|child|boy|girl|nurse|guard)"
_BOTH = re.compile(
    rf"\b(?P<one>{_ONE})\s+(?:[a-z-]+\s+){{1,2}}?and\s+(?P<other>{_ONE}|\d+)\s+(?:[a-z-]+\s+){{1,2}}?{_WAS}{_FATES}\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:the|an?|his|her)\s+[a-z]+(?:, [^,.;]{2,40},)? and (?:the|an?|his|her|their)\s+[a-z]+\s+"
    r"(?:were |was )?(?P<fate>died|killed|drowned|wounded|hurt|injured)\b"
)
_PUT = re.compile(
    r"\b(?P<fate>dead|killed|wounded|injured|deaths|toll)(?: [a-z]+)? (?:as|at|to)\s+(?:at least |some |about )?$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\b(?:an?|one|single)\s+{_PERSON}\s+{_WAS}{_FATES}\b"
    rf"|\b(?P<done>wounded|wounding|injured|injuring|hurt|killed|killing|detained|arrested|abducted)\s+(?:an?|one)\s+{_PERSON}\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\s+(?:of (?:the |those )?)?(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z-]+)\b", re.IGNORECASE)
_ELIDED = re.compile(
    r"\s+(?:(?:were|was|are|is|had|have|has|remain|remained|stayed)\b|of (?:them|these|those)\b)", re.IGNORECASE
)
_HELD = re.compile(
    r"\s+(?:of them |of these |of those )?(?:were|was|are|is|remain|remained)?\s?(?:still )?(?:being )?"
    r"(?:held|captive|missing|in the hands of|in (?:their|its|our) hands|behind)\b",
    re.IGNORECASE,
)
_THING = re.compile(r"\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{2,}[a-rt-z]s)\b(?! (?:and|or) (?:[a-z]+ )?[a-z]+s\b)")
_LASTING = re.compile(
    r"\b(?:for|lasted|lasting|took|taking|last|lasts)(?: just| only| under| over| about| some| nearly)*\s+$", re.I
)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_SPAN = re.compile(r"\s+(?P<word>minute|hour|day|week)s?\b")
LASTING = "lasting"
"""The unit of how long something went on, in minutes."""
_NO_THINGS = frozenset({
    "days", "hours", "minutes", "seconds", "weeks", "months", "years", "times", "sides", "ways", "parties",
    "points", "metres", "kilometres", "miles", "others", "occasions", "countries", "capitals", "reasons",
    "steps", "parts", "thirds", "quarters", "hundreds", "thousands", "dozens", "his", "its", "this", "was",
    "has", "governments", "nations", "states", "always", "does", "towards", "degrees", "paces", "percent",
    "crowns", "thalers", "marks", "dollars", "euros",
})  # fmt: skip
_BOUNDS = {
    "low": re.compile(r"\b(?:at least|more than|over|no fewer than|not less than|no less than|upwards of)\s+$", re.I),
    "high": re.compile(
        r"\b(?:at most|at the most|no more than|not more than|fewer than|less than|up to|hardly|barely)\s+$", re.I
    ),
    "about": re.compile(r"\b(?:about|some|around|roughly|nearly|almost|close to)\s+$", re.I),
}
THINGS = "things"
"""The unit of things that no figure counts: “61 boxes”; their kind is the stem of the noun."""
ELIDED = "those just named"
"""Unit and kind of a number without a noun: “fifteen were driven off”."""
_SMALL = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0}
_NEAR, _VERB = 90, 40
NATIONAL = re.compile(
    r"(?:\s+(?:were|are|was|of them|came from))*\s+(?P<nation>[^\W\d_a-z][^\W\d_]{3,})(?:\s+(?P<noun>[a-z]+))?"
)
"""What stands behind a number of nationals: “fifteen were Velunian and twelve Orrish”."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A count at ``[start, end)`` of a sentence; ``word`` is the unit of time of a term.

    ``whole`` is true where it is the sum of what stands in it, and takes the place of the parts. ``bound`` is low,
    high or about where the words before the number say so.
    """

    unit: str
    kind: str
    number: float
    start: int
    end: int
    word: str | None = None
    whole: bool = False
    bound: str = ""


def find_loose(text: str, *, on_accord: bool) -> Iterator[Loose]:
    """Yield the loose counts of a sentence.

    Args:
        text: The sentence.
        on_accord: Whether it is about an accord, so that a bare number of days is a term.
    """
    for match in _BOTH.finditer(text):
        number = sum(_SMALL.get(match[name].lower()) or float(match[name]) for name in ("one", "other"))
        yield Loose(_fate(match["fate"]), PEOPLE, number, *match.span(), whole=True)
    for match in _PAIR.finditer(text):
        yield Loose(_fate(match["fate"]), PEOPLE, 2, *match.span(), whole=True)
    for match in _ALONE.finditer(text):
        yield Loose(_fate(match["fate"] or match["done"]), PEOPLE, 1, *match.span())
    for numeral in find_numerals(text, load_lexicon()):
        if not numeral.vague:
            yield from _of_numeral(text, numeral, on_accord=on_accord)
    yield from _none(text)
    for unit, start, end in find_unharmed(text):
        yield Loose(unit, PEOPLE, 0, start, end)


def find_nationals(text: str, names: Container[str]) -> Iterator[tuple[Numeral, str, str | None, int]]:
    """Yield numbers of nationals that lean on a noun before them: number, nation, fate if stated, and where it ends."""
    for numeral in find_numerals(text, load_lexicon()):
        match = None if numeral.vague else NATIONAL.match(text, numeral.end)
        if match and match["nation"] in names and match["nation"].lower() not in story_words().calendar:
            noun = match["noun"] or ""
            unit = next((unit for unit, pattern in _fate_patterns().items() if pattern.fullmatch(noun)), None)
            yield numeral, match["nation"].lower(), unit, match.end("noun" if unit else "nation")


def _of_numeral(text: str, numeral: Numeral, *, on_accord: bool) -> Iterator[Loose]:
    if match := _TERM.match(text, numeral.end):
        if on_accord:
            word = match["word"].lower()
            yield Loose("duration-limit", "duration-limit", numeral.value, numeral.start, match.end(), word)
        elif (span := _SPAN.match(text, numeral.end)) and (before := _LASTING.search(text[: numeral.start])):
            minutes, bound = numeral.value * _MINUTES[span["word"]], "about" if " " in before.group().strip() else ""
            yield Loose(LASTING, LASTING, minutes, numeral.start, span.end(), bound=bound)
    elif put := _PUT.search(text[: numeral.start]):
        yield Loose(
            "killed" if put["fate"].lower() == "toll" else _fate(put["fate"]),
            PEOPLE,
            numeral.value,
            numeral.start,
            numeral.end,
        )
    elif match := _NAMED.match(text, numeral.end):
        yield Loose("killed", PEOPLE, numeral.value, numeral.start, match.end())
    elif (match := _ELIDED.match(text, numeral.end)) and _HELD.match(text, numeral.end):
        yield Loose("captured", PEOPLE, numeral.value, numeral.start, numeral.end)
    elif match and numeral.value and " of " not in match.group() and (fate := _fate_after(text, match.end())):
        yield Loose(fate, PEOPLE, numeral.value, numeral.start, numeral.end)
    elif match:
        yield Loose(ELIDED, ELIDED, numeral.value, numeral.start, numeral.end)
    elif (match := _HEAD.match(text, numeral.end)) and (kind := person_kind(match["noun"])):
        unit = fate_near(text, numeral.start, match.end())
        if unit:
            yield Loose(unit, kind, numeral.value, numeral.start, match.end())
    elif (match := _THING.match(text, numeral.end)) and numeral.value > 1 and match["noun"].lower() not in _NO_THINGS:
        bound = next((name for name, pattern in _BOUNDS.items() if pattern.search(text[: numeral.start])), "")
        yield Loose(THINGS, stem(match["noun"]), numeral.value, numeral.start, match.end(), bound=bound)


def _fate_after(text: str, at: int) -> str | None:
    """Return what a verb right behind a number tells of those counted: “two were flown to hospital”."""
    words = re.split(r"[,;:.]", text[at : at + _VERB], maxsplit=1)[0]
    return next((unit for unit, pattern in _fate_patterns().items() if pattern.search(words)), None)


def person_kind(noun: str) -> str | None:
    """Return the class of a noun of persons; one that only ends like such a noun is of people in general."""
    kind = quantity_book().forms.get((noun.lower(),))
    if kind is not None:
        return kind
    return PEOPLE if re.fullmatch(r"\w+(?:men|women|ers|ors|ists|ees|ians)", noun.lower()) else None


def fate_near(text: str, start: int, end: int) -> str | None:
    """Return what befell those counted, by the nearest word of it within reach in the same clause; None where none."""
    left = max(text.rfind(mark, 0, start) for mark in ";:.") + 1
    right = min((at for mark in ";:." if (at := text.find(mark, end)) >= 0), default=len(text))
    found: list[tuple[int, str]] = []
    for unit, pattern in _fate_patterns().items():
        for match in pattern.finditer(text, max(left, start - _NEAR), min(right, end + _NEAR)):
            found.append((min(abs(match.start() - end), abs(start - match.end())), unit))
    return min(found, default=(0, None))[1]


@cache
def _fate_patterns() -> dict[str, re.Pattern[str]]:
    words = quantity_book().words
    return {
        unit: re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in words[unit])})\b", re.IGNORECASE)
        for unit in ("killed", "wounded", "captured")
    }


def _fate(word: str) -> str:
    return next((unit for unit, pattern in _fate_patterns().items() if pattern.fullmatch(word)), "wounded")


@cache
def _none_pattern() -> re.Pattern[str]:
    forms = sorted((" ".join(form) for form in quantity_book().forms), key=lambda form: -len(form))
    words = "|".join(map(re.escape, forms))
    return re.compile(rf"\b(?:not one|not a single|no|none of the)\s+(?:[a-z]+\s+)?(?P<noun>{words})\b", re.IGNORECASE)


def _none(text: str) -> Iterator[Loose]:
    """Yield counts of none among vehicles and other things: “not one lorry was sent back”."""
    for found in _none_pattern().finditer(text):
        kind = quantity_book().forms[tuple(found["noun"].lower().split())]
        entry = quantity_book().classes[kind]
        unit = entry.within or kind
        if unit in ("vehicles", "positions", "prisoners", "police"):
            yield Loose(unit, kind, 0, *found.span())


def find_seconds(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the fate of “a second” victim, with where the words stand."""
    for match in _SECOND.finditer(text):
        yield _fate(match["fate"]), match.start(), match.end()
