"""What each unit is by its own words and its markup, before its place on the page is looked at."""

from __future__ import annotations

import re

from trucewatch.documents.segments.bylines import LONGEST_LINE, is_byline, is_dated, is_labelled
from trucewatch.documents.segments.laying import HEAD_REACH, Entry, Sheet
from trucewatch.documents.segments.rules import Hit, lexicon
from trucewatch.documents.segments.unit import Unit
from trucewatch.documents.segments.words import words_of

FRAME = ("nav", "footer", "form", "aside")
"""Hints of what frames an article; believed only where enough running text stands outside such elements."""
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]")
_SCRIPT_SAMPLED = 120
_BELIEVED = 0.3
_BOXED_PROSE = 40
_LINK_WORDS = 30
_SHORTEST_TITLE = 3
"""Words; a shorter main heading may be the name of the site."""
_LONGEST_HEADING = 24
_SENTENCES_FROM = 12
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{4,}[.!?]\s+[A-Z\[“]")


def mark_units(sheet: Sheet) -> None:
    """Lay the roles that words and markup decide by themselves."""
    framed = _frame_believed(sheet)
    script = _main_script(sheet)
    for index, entry in enumerate(sheet):
        unit = entry.unit
        if framed and unit.within(*FRAME) and not (unit.hint == "quote" or _boxed_prose(unit)):
            entry.lay("furniture", "markup")
        elif hit := _by_markup(unit) or _by_words(sheet, unit):
            entry.lay(hit.role, hit.rule)
        elif script and _other_script(unit, script) and min(index, len(sheet) - 1 - index) < HEAD_REACH:
            entry.lay("furniture", "other-script")


def mark_ends(sheet: Sheet) -> None:
    """Lay the roles that words decide only at some places: before, behind or below the start of the running text."""
    rules = lexicon()
    sheet.bound_prose()
    first, last = (sheet.first, sheet.last) if sheet.first is not None and sheet.last is not None else (len(sheet), -1)
    begins = sheet.article_start()
    for index, entry in enumerate(sheet):
        unit = entry.unit
        if entry.role is not None or unit.hint.startswith("heading"):
            continue
        hit = rules.below(unit) if index > first else None
        if index < begins or index > last:
            hit = hit or rules.at_end(unit) or (rules.at_head(unit) if index < first else None)
        if hit:
            entry.lay(hit.role, hit.rule)
        elif index < begins and not unit.prose and is_dated(unit):
            entry.lay("dateline", "date")


def _frame_believed(sheet: Sheet) -> bool:
    inside = outside = 0
    for entry in sheet:
        if entry.unit.prose:
            if entry.unit.within(*FRAME):
                inside += entry.unit.words
            else:
                outside += entry.unit.words
    return outside > _BELIEVED * (inside + outside) or (inside + outside == 0)


def _boxed_prose(unit: Unit) -> bool:
    """Return whether a unit set aside is long running text, such as a box of background."""
    return unit.words >= _BOXED_PROSE and unit.ended and not unit.within("nav", "footer", "form")


def _by_markup(unit: Unit) -> Hit | None:
    if unit.hint == "caption" or (unit.within("caption") and unit.words <= 110):
        return Hit("caption", "markup")
    if unit.hint == "byline" and unit.words <= 40:
        return Hit("byline", "markup")
    if unit.hint == "time" and unit.words <= 20:
        return Hit(
            "dateline" if any(char.isdigit() for char in unit.head) and is_dated(unit) else "furniture", "markup"
        )
    if unit.hint in ("title", "heading1") and not unit.within("nav") and unit.words >= _SHORTEST_TITLE:
        return Hit("headline", "markup")
    if unit.hint == "link" and unit.words <= _LINK_WORDS and not unit.ended:
        return Hit("furniture", "markup")
    return None


def _by_words(sheet: Sheet, unit: Unit) -> Hit | None:
    rules = lexicon()
    if is_byline(unit):
        return Hit("byline", "byline")
    hit = rules.line(unit) or (rules.credit(unit) if len(sheet) > 1 else None)
    if unit.words <= LONGEST_LINE and is_dated(unit) and is_labelled(unit):
        return Hit("dateline", "date")
    return hit


def _script_of(text: str) -> str:
    """Return the script that most letters of a short text belong to: latin, cyrillic, arabic … by block."""
    if _NOT_LATIN.search(text[:_SCRIPT_SAMPLED]) is None:
        return "latin"
    counts: dict[str, int] = {}
    for char in text[:_SCRIPT_SAMPLED]:
        if char.isalpha():
            block = "latin" if char < "\u0250" else f"{ord(char) >> 8:x}"
            counts[block] = counts.get(block, 0) + 1
    return max(counts, key=lambda block: counts[block]) if counts else ""


def _main_script(sheet: Sheet) -> str:
    weights: dict[str, int] = {}
    for entry in sheet:
        unit = entry.unit
        if unit.prose:
            script = _script_of(unit.head)
            weights[script] = weights.get(script, 0) + unit.words
    return max(weights, key=lambda script: weights[script]) if weights else ""


def _other_script(unit: Unit, script: str) -> bool:
    if unit.head.isascii() or _NOT_LATIN.search(unit.head[:_SCRIPT_SAMPLED]) is None:
        return script != "latin" and unit.words > 2 and any(char.isalpha() for char in unit.head)
    return _script_of(unit.head) not in ("", script)


def is_heading_like(entry: Entry) -> bool:
    """Return whether a unit has the shape of a heading: one line that no full stop closes."""
    unit = entry.unit
    first = unit.head[:1]
    if (unit.ended and not unit.asks) or not 1 <= unit.words <= _LONGEST_HEADING or unit.head[-1:] in ",;:":
        return False
    if unit.words > _SENTENCES_FROM and _SENTENCE_BREAK.search(unit.head):
        return False
    if unit.key.rpartition(" ")[2] in words_of("open-ends") and unit.words > 3:
        return False
    return not first.islower() and first not in "•·▪◦*-–—(" and any(char.isalpha() for char in unit.head)


def is_lead_in(entry: Entry) -> bool:
    """Return whether a unit announces what follows ("The minister said:"), or asks it in an interview ("A B: Why?")."""
    unit = entry.unit
    return unit.words >= 3 and (unit.head[-1:] == ":" or (unit.tail[-1:] == "?" and ": " in unit.head))
