"""The date line that opens agency copy: ``ORSK, May 3 (Norrland News) —``."""

from __future__ import annotations

import re

from trucewatch.documents.stated_date import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TOWN = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?:[ /-](?:(?:de|al|el|la|le|du|of|the|and)[ -])?[A-ZÀ-ÞĀ-Ž][\w.'’-]*){0,4}"
_DAY = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:(?:{_MONTH})\.?\s\d{{1,2}}(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}\s(?:{_MONTH})\.?,?(?:\s(?:\d{{4}}|\d\d))?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_DATELINE = re.compile(
    rf"(?P<towns>{_TOWN}(?:(?:,\s|\s?/\s?|\s?\(){_TOWN}\)?){{0,2}}?)"
    rf"(?:(?:,\s|\.\s|\s–\s|\s)(?i:(?P<day>{_DAY})))?"
    r"(?:[,.]?\s?(?:[(\[/](?P<agency>[^()\[\]/\n]{2,40})[)\]/]|,\s(?P<capitals>[A-Z][A-Z.]{2,20}(?=\.|\s[–—-]))))?"
    r"\s*(?P<mark>--+|—|–|-|\.|:)\s+(?=[\"“‘'(\[]?\w)"
)
_BRACKETED = re.compile(
    rf"\((?:{_TOWN}(?:,\s{_TOWN}){{0,2}}?)(?:,\s(?i:{_DAY}))?(?:\s?/\s?{_TOWN})?\)\s*[–—-]+\s+(?=[\"“‘'(\[]?\w)"
)
"""``(Orsk, May 3, 2031) –``, as human-rights bodies write it."""
_LONGEST = 140
_FLAT = re.compile(
    r"[\"“(]?(?i:the|a|an|in|on|at|it|he|she|they|this|that|there|when|while|but|and|as|after|for)\b|(?:UPDATE|NOTE|BREAKING|WATCH|OPINION|ANALYSIS|EXCLUSIVE|LIVE|CORRECTION|EDITOR|PHOTO|VIDEO)\w*\b"
)


def dateline_end(text: str, start: int) -> int | None:
    """Return where a date line that opens at ``start`` ends and the report begins, or None where none opens.

    It must give a day or an agency, or set a town in capitals before a dash.
    """
    match = _DATELINE.match(text, start, start + _LONGEST)
    if match is None:
        bracketed = _BRACKETED.match(text, start, start + _LONGEST)
        return bracketed.end() if bracketed else None
    agency = match["agency"] or match["capitals"]
    dashed = match["mark"] not in ".:"
    town = match["towns"]
    if _FLAT.match(town) or not (match["day"] or agency or (town.isupper() and len(town) > 3)):
        return None
    if not dashed and not (match["day"] and agency) and not (match["mark"] == ":" and town.isupper()):
        return None
    if not agency and text[match.end() : match.end() + 1].isdigit():
        return None
    if match["mark"] == "-" and not (agency or match["day"]) and not text[match.end() :][:1].isupper():
        return None
    return match.end()


def dateline_agency(text: str) -> str | None:
    """Return the agency that a date line names, as written."""
    match = _DATELINE.match(text if text[-1:].isspace() else text + " X")
    return (match["agency"] or match["capitals"]) if match else None
