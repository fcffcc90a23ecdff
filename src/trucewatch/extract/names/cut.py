"""Cut runs of capitalised words into names: at offices, behind organisations, after people's adjectives."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from trucewatch.annotate import Annotated
from trucewatch.extract.names.kinds import kind_of
from trucewatch.extract.names.model import Name, make_name
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_DEMONYM_ENDINGS = ("an", "ish", "ese", "i", "ch", "ek", "ss", "ic", "ite", "er")
_JOINTS = ("of", "for", "to", "on", "and", "&")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def split_run(annotated: Annotated, words: Words, index: int, start: int, end: int) -> list[Name]:
    """Cut a run at the office inside it: ``U.S. Secretary of State | X Y``, ``Mr. | X``."""
    if (cut := _given_after_head(words, start, end)) is not None:
        return split_run(annotated, words, index, start, cut) + split_run(annotated, words, index, cut, end)
    governs = words.lowers[start] in name_words("office") and words.lowers[min(start + 1, end - 1)] in _JOINTS
    office = _office_in(words, start, end) if governs or words.lowers[end - 1] not in _heads() else None
    if office is None:
        return _whole_run(annotated, words, index, start, end)
    names = []
    low, high = office
    if start < low and any(words.tags[at] != "JJ" for at in range(start, low)):
        names += _whole_run(annotated, words, index, start, low)
    if high < end and words.lowers[high] in _JOINTS:
        high += 2 if words.lowers[high + 1] == "the" else 1
        if (cut := _person_behind(words, high, end)) is not None:
            person = make_name(annotated, words, index, (cut, end), "person", "office")
            return [*names, replace(person, office=(low, cut))]
        names += _whole_run(annotated, words, index, high, end)
    elif high < end and (words.lowers[end - 1] in _heads() or words.lowers[high] in name_words("honorific")):
        names += _whole_run(annotated, words, index, high, end)
    elif high < end:
        rule = "honorific" if words.lowers[high - 1] in name_words("honorific") else "office"
        person = make_name(annotated, words, index, (high, end), "person", rule)
        names.append(replace(person, office=office))
    return names


def _person_behind(words: Words, high: int, end: int) -> int | None:
    """Return where the person begins behind the place of an office: ``Special Envoy for Velmar | Anna Tarn``."""
    if end - high < 3 or words.lowers[end - 1] in _heads() or any(word in _JOINTS for word in words.lowers[high:end]):
        return None
    given = (at for at in range(high + 1, end - 1) if words.lowers[at] in name_words("given"))
    return next(given, end - 2)


@cache
def _heads() -> frozenset[str]:
    return name_words("organisation") | name_words("outlet") | name_words("geographic") | name_words("thing")


def _whole_run(annotated: Annotated, words: Words, index: int, start: int, end: int) -> list[Name]:
    """Make a name of a run without an office, less the people's adjective before it (``Velmari | Oilprom``)."""
    if words.lowers[end - 1] not in _heads():
        while start < end and words.tags[start] in ("JJ", "VBG") and (end - start == 1 or _is_demonym(words, start)):
            start += 1
    if start == end:
        return []
    if end - start > 2 and words.lowers[start] in name_words("role") and words.lowers[end - 1] not in _heads():
        return [make_name(annotated, words, index, (start + 1, end), "person", "role")]
    if words.lowers[end - 1] in name_words("organisation") and start and _ORDINAL.fullmatch(words.texts[start - 1]):
        start -= 1
    kind, rules = kind_of(words, start, end)
    return [make_name(annotated, words, index, (start, end), kind, *rules)]


def _is_demonym(words: Words, at: int) -> bool:
    return words.tags[at] == "VBG" or words.lowers[at].endswith(_DEMONYM_ENDINGS)


def _given_after_head(words: Words, start: int, end: int) -> int | None:
    """Return where a person's name begins right behind that of an organisation (``Velmar House Anna Tarn``)."""
    for at in range(start + 2, end - 1):
        if words.lowers[at] in name_words("given") and words.lowers[at - 1] in name_words("organisation"):
            return at
    short = words.texts[end - 1]  # "… Court of Velmar CV": its short form without a bracket
    initials = "".join(text[0] for text in words.texts[start : end - 1] if text[0].isupper())
    return end - 1 if len(short) > 1 and short.isupper() and short == initials else None


def _office_in(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return the token span of the last office or form of address in a run, with its portfolio, or None."""
    lowers = words.lowers
    portfolio, heads, honorifics = name_words("portfolio"), name_words("office"), name_words("honorific")
    for at in range(end - 1, start - 1, -1):
        if lowers[at] in honorifics and at + 1 < end:
            return _office_left(lowers, start, at), at + 1
        hyphenated = at > start + 1 and lowers[at - 1] in ("-", "–")
        if lowers[at] in heads and (not hyphenated or lowers[at - 2] in heads or lowers[at - 2] in portfolio):
            high = _office_right(lowers, at + 1, end)
            if high == end and at > start and lowers[at - 1] not in portfolio and words.tags[at - 1] != "JJ":
                continue  # a surname such as King or Major at the end of the run
            return _office_left(lowers, start, at), high
    return None


def _office_right(lowers: list[str], high: int, end: int) -> int:
    """Return the end of an office behind its head noun: ``of State``, ``for Tribal and Border Affairs``."""
    while high + 1 < end and lowers[high] in ("of", "for", "to", "on"):
        after = high + 2 if lowers[high + 1] == "the" else high + 1
        if "affairs" in lowers[after:end]:
            high = lowers.index("affairs", after) + 1
            continue
        last = after
        while last < end and (
            lowers[last] in name_words("portfolio") or (last > after and lowers[last] in ("and", "&"))
        ):
            last += 1
        if last == after:
            return high
        high = last
    return high


def _office_left(lowers: list[str], start: int, at: int) -> int:
    allowed = name_words("portfolio") | name_words("office") | name_words("honorific")
    while at > start and (lowers[at - 1] in allowed or lowers[at - 1] in ("-", "–")):
        at -= 1
    return at
