"""Lines that say who wrote a text, and when it was published."""

from __future__ import annotations

import re

from trucewatch.documents.segments.unit import Unit
from trucewatch.documents.segments.words import words_of
from trucewatch.documents.stated_date import find_dates, find_months

_PARTICLES = r"(?:de|da|del|della|di|van|von|der|den|al|bin|ibn|el|la|le|dos|das|ben|abu|ter|ten|zu|y|e)"
_NAME = rf"(?:{_PARTICLES}\s)?[^\W\d_][\w.'’-]*(?:\s(?:{_PARTICLES}|[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ][\w.'’-]*)){{0,4}}"
_JOIN = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*;\s*|\s*/\s*)"
BYLINE = re.compile(
    r"\W{0,3}(?i:(?:(?:written|story|text|words|report|reported|posted|published|analysis|opinion|commentary|review|interview)\s+)?by"
    r"|authors?(?:\(s\))?\s*:|text\s*:|(?:our|special) correspondent)\s*:?\s+"
    rf"(?P<names>(?=[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ]|{_PARTICLES}\s){_NAME}(?:{_JOIN}(?=[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ]){_NAME})*)"
)
"""A byline from its start; ``names`` are the names, as long as capitals go on."""
_NAME_LINE = re.compile(rf"(?=[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ]){_NAME}(?:{_JOIN}(?=[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ]){_NAME})?")
_LABEL = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated|posted|modified|released|issued|created|edited)"
    r"|publication date|date(?:d| of publication| posted| published)?)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:(?:first|last|originally|published|updated|posted|modified|released|issued|created|edited|publication|date|dated|on|at|by|of"
    r"|mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gmt|utc|est|edt|cet|cest|bst|msk"
    r"|et|pt|eet|ist|local|time|min(?:ute)?s?|read|a\.?m|p\.?m|print|share|views?|comments?|news|article|story|report|\d+)\b\.?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
LONGEST_LINE = 30
"""Words; a longer unit is neither a byline nor a date line."""


def byline_names(text: str) -> re.Match[str] | None:
    """Return the match of a byline at the start of a text; its group ``names`` are who wrote it."""
    match = BYLINE.match(text)
    if match is None or match["names"].split()[0].casefold().strip(".,'’") in words_of("not-names"):
        return None
    return match


def is_byline(unit: Unit) -> bool:
    """Return whether a unit says who wrote the text ("by A B", "Written by A B and C D | Orsk")."""
    return unit.words <= LONGEST_LINE and not (unit.ended and unit.words > 9) and byline_names(unit.head) is not None


def is_name_line(unit: Unit) -> bool:
    """Return whether a unit has the shape of nothing but one or two personal names."""
    text = unit.head
    if not 2 <= unit.words <= 7 or unit.ended or (text.isupper() and unit.words > 4):
        return False
    words = frozenset(text.casefold().replace(",", " ").split())
    return _NAME_LINE.fullmatch(text) is not None and words.isdisjoint(
        words_of("no-name-parts") | words_of("not-names")
    )


def is_dated(unit: Unit) -> bool:
    """Return whether a unit is hardly more than a date with its label, its place or its author."""
    if unit.words > LONGEST_LINE or not any(char.isdigit() for char in unit.head):
        return False
    text = unit.head
    rest, at = [], 0
    dates = list(find_dates(text))
    if not dates and is_labelled(unit):
        dates = list(find_months(text))
    if not dates:
        return False
    for date in dates:
        rest.append(text[at : date.start])
        at = date.end
    rest.append(text[at:])
    return len(_WORD.findall(_FILLER.sub(" ", " ".join(rest)))) <= (6 if is_labelled(unit) else 3)


def is_labelled(unit: Unit) -> bool:
    """Return whether a unit says that its date is one of publication or update."""
    return _LABEL.search(unit.head[:120]) is not None
