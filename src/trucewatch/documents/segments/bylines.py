"""Lines that say who wrote a text, and when it was published."""

from __future__ import annotations

import re

from trucewatch.documents.segments.unit import Unit
from trucewatch.documents.segments.words import words_of
from trucewatch.documents.stated_date import find_dates, find_months

_PARTICLES = r"(?:de|da|del|della|di|van|von|der|den|al|bin|ibn|el|la|le|dos|das|ben|abu|ter|ten|zu|y|e)\b"
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
    r"|publication date|dated|date (?:of publication|posted|published))\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:(?:first|last|originally|published|updated|posted|modified|released|issued|created|edited|publication|date|dated|on|at|by|of"
    r"|mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gmt|utc|est|edt|cet|cest|bst|msk"
    r"|et|pt|eet|ist|local|time|min(?:ute)?s?|read|a\.?m|p\.?m|print|share|views?|comments?|news|article|story|report|\d+)\b\.?)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b[Bb]y\s+[A-Z].{1,80}$")
_RANGE = frozenset({"-", "–", "—", "to", "until", "and"})
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_OFFICES = (
    "fellow|correspondent|reporter|editor|editor-in-chief|analyst|professor|lecturer|director|writer|columnist|journalist|researcher"
    "|producer|scholar|expert|adviser|advisor|consultant|candidate|student|author|historian|contributor|ambassador|diplomat|lawyer"
)
_OFFICE = re.compile(
    rf"(?:[A-Z][\w'’-]*,?\s){{0,4}}(?:{'|'.join(word.capitalize() for word in _OFFICES.split('|'))})s?"
    r"(?:[,|]\s?.{2,60}|\s(?:at|of|for|in|on)\s.{2,60})?"
    r"|(?:BBC|Reuters|AFP|AP) [A-Z][\w ]{3,30}"
)
_BIOGRAPHY = re.compile(
    r"\W{0,3}(?:(?i:the )?(?i:author|writer)s?\b"
    r"|(?:(?:Dr|Prof|Professor|Ambassador|Gen)\.?\s)?[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})"
    r"(?:\s\([^)]{2,40}\))?,?\s(?:is|are|serves?|works?|has been)\s(?:currently\s|also\s)?(?:as\s)?(?:an?|the)\s"
    rf"[^.]{{0,80}}?\b(?:{_OFFICES})\b"
)
_LONGEST_OFFICE, _LONGEST_BIOGRAPHY = 14, 90
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


def is_office_line(unit: Unit) -> bool:
    """Return whether a unit is the office of somebody who writes ("Senior Fellow, River Programme")."""
    return unit.words <= _LONGEST_OFFICE and not unit.ended and _OFFICE.fullmatch(unit.head) is not None


def is_biography(unit: Unit) -> bool:
    """Return whether a unit says who the author is, as at the foot of an article."""
    return unit.words <= _LONGEST_BIOGRAPHY and _BIOGRAPHY.match(unit.head) is not None


def is_dated(unit: Unit) -> bool:
    """Return whether a unit is hardly more than a date with its label, its place or its author."""
    if unit.words > LONGEST_LINE or _DIGIT.search(unit.head) is None:
        return False
    text = unit.head
    rest, at = [], 0
    dates = list(find_dates(text))
    if not dates and (is_labelled(unit) or unit.words == 2):
        dates = list(find_months(text))
    for date in dates:
        rest.append(text[at : date.start])
        at = date.end
    if not dates or any(between.strip() in _RANGE for between in rest[1:]):
        return False
    rest.append(_BY.sub(" ", text[at:]))
    return len(_WORD.findall(_FILLER.sub(" ", " ".join(rest)))) <= (6 if is_labelled(unit) else 3)


def is_labelled(unit: Unit) -> bool:
    """Return whether a unit says that its date is one of publication or update."""
    return _LABEL.search(unit.head[:120]) is not None
