"""What stands before the running text: navigation, headlines, by-lines, date lines, captions."""

from __future__ import annotations

import re

from trucewatch.documents.segments.body import is_bare_caption
from trucewatch.documents.segments.bylines import is_name_line, is_office_line
from trucewatch.documents.segments.laying import Entry, Sheet
from trucewatch.documents.segments.marks import is_heading_like, is_lead_in
from trucewatch.documents.segments.unit import bare_words

MAIN = "main-headline"
"""The rule that names the headline of the whole text among others."""
_BULLET = re.compile(r"[•·▪◦*–—-]\s")
_ITEM = re.compile(r"\d|^[•·▪◦*–—-]")
_LISTED = 3
"""So many undecided short lines before the headline are a list of links, not headlines."""
_WHOLE_TITLE = 4
_NAMES_WITHIN = 12
_AROUND_NAMES = ("dateline", "furniture", "headline")


def lay_head(sheet: Sheet, title: str | None) -> None:
    """Lay roles over the undecided lines before the article proper."""
    first = sheet.first if sheet.first is not None else 0
    end = sheet.article_start() if sheet.first is not None else 0
    undecided = [i for i in range(end) if sheet[i].role is None and not sheet[i].unit.prose]
    for index in undecided:
        if is_bare_caption(sheet, index):
            sheet[index].lay("caption", "segments.scene")
        elif is_lead_in(sheet[index]) and index + 1 < len(sheet) and sheet[index + 1].unit.prose:
            sheet[index].lay("body", "lead-in")
        elif sheet[index].unit.words >= _WHOLE_TITLE and _BULLET.match(sheet[index].unit.head):
            sheet[index].lay("body", "item")
    undecided = [i for i in undecided if sheet[i].role is None] or _headline_of_correction(sheet, end)
    main = _main_headline(sheet, undecided, bare_words(title or ""), end)
    if main is not None:
        sheet[main].lay("headline", MAIN)
    before = [i for i in undecided if main is not None and i < main]
    for index in undecided:
        entry = sheet[index]
        if entry.role is not None:
            continue
        if index in before:
            listed = len(before) >= _LISTED or entry.unit.words < _WHOLE_TITLE
            entry.lay("furniture" if listed else "headline", "head")
        elif _is_name(sheet, index):
            told_of = _told_of(sheet, end, entry.unit.key)
            entry.lay("caption" if told_of else "byline", "name-line")
        elif entry.unit.words >= _WHOLE_TITLE or (entry.unit.key and entry.unit.key in bare_words(title or "")):
            entry.lay("headline", "head")
        elif index < first or not _may_be_listed(entry):
            entry.lay("furniture", "head")


def _may_be_listed(entry: Entry) -> bool:
    """Return whether a few words may be an item of a list in the article: with a number or a bullet."""
    return _ITEM.search(entry.unit.head) is not None


def _headline_of_correction(sheet: Sheet, end: int) -> list[int]:
    """Return the open line that was taken for a note ("Correction: Four killed, not five"), made undecided again."""
    notes = [i for i in range(end) if "segments.note-start" in sheet[i].rules and not sheet[i].unit.ended]
    if len(notes) != 1 or any(sheet[i].role == "headline" for i in range(end)):
        return []
    sheet[notes[0]].role = None
    sheet[notes[0]].rules.clear()
    return notes


def _is_name(sheet: Sheet, index: int) -> bool:
    """Return whether a line is a name beside a date, a button or the headline, or the office of one named above it."""
    if is_office_line(sheet[index].unit):
        before = sheet.neighbour(index, -1)
        return before is not None and before.role in ("byline", "headline")
    if not is_name_line(sheet[index].unit):
        return False
    around = (sheet.neighbour(index, -1), sheet.neighbour(index, 1))
    return any(entry is not None and entry.role in _AROUND_NAMES for entry in around)


def _told_of(sheet: Sheet, first: int, name: str) -> bool:
    """Return whether the text itself tells of a name, which then is that of a person pictured, not of the author."""
    return any(name in entry.unit.key for entry in sheet.entries[first : first + _NAMES_WITHIN])


def _main_headline(sheet: Sheet, candidates: list[int], title: str, end: int) -> int | None:
    """Return the unit that is most like the headline; the first of equals."""
    if any(sheet[i].role == "headline" for i in range(end)):
        return None
    paragraphs = [entry.unit for entry in sheet.entries[end : end + 6] if entry.unit.prose][:3]
    opening = {word for unit in paragraphs for word in unit.key.split() if len(word) > 3}
    keys = [entry.unit.key for entry in sheet]
    scored = [(_headline_score(sheet[i], title, opening, keys.count(sheet[i].unit.key)), -i) for i in candidates]
    best = max(scored, default=None)
    return -best[1] if best and best[0] > 0 else None


def _headline_score(entry: Entry, title: str, opening: set[str], copies: int) -> float:
    unit = entry.unit
    words = {word for word in unit.key.split() if len(word) > 3}
    score = 2.0 if 5 <= unit.words <= 22 else 1.0 if unit.words in (3, 4) else -0.5
    if title and unit.key and (unit.key == title or (unit.words >= _WHOLE_TITLE and unit.key in title)):
        score += 4
    if unit.hint.startswith("heading"):
        score += 2
    if copies > 1 and unit.words >= _WHOLE_TITLE:
        score += 1.5
    if words and len(words & opening) >= 0.4 * len(words):
        score += 1.5
    if not is_heading_like(entry) or unit.asks:
        score -= 1
    return score
