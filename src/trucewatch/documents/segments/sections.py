"""Headings that say what follows: lists of other articles, readers' comments, notes."""

from __future__ import annotations

from trucewatch.documents.segments.laying import Sheet
from trucewatch.documents.segments.rules import Hit, lexicon

RESUMING = 25
"""Words of a closed paragraph from which a list of other articles may be taken to be over."""
_TAIL_PROSE = 3


def mark_sections(sheet: Sheet) -> None:
    """Lay roles under headings such as "Most read", "Comments (12)" or "Note from the author:"."""
    rules = lexicon()
    sheet.bound_prose()
    first = sheet.first if sheet.first is not None else len(sheet)
    index = first
    while index < len(sheet):
        entry = sheet[index]
        hit = rules.label(entry.unit) if not entry.unit.prose else None
        if hit is None or entry.role not in (None, "furniture", "note"):
            index += 1
            continue
        entry.role = None
        entry.lay(hit.role, hit.rule)
        index = _lay_below(sheet, index + 1, hit)


def _lay_below(sheet: Sheet, index: int, hit: Hit) -> int:
    """Lay the role of a heading over what it reaches, and return the index behind it."""
    if hit.until == "next":
        return _lay_note(sheet, index, hit)
    while index < len(sheet):
        entry = sheet[index]
        if hit.until == "prose" and (_resumes(sheet, index) or entry.role in ("note", "dateline", "byline")):
            break
        if hit.role == "note" and entry.role == "furniture":
            break
        entry.role = None
        entry.lay(hit.role, hit.rule)
        index += 1
    return index


def _lay_note(sheet: Sheet, index: int, hit: Hit) -> int:
    """Lay a note: the next paragraph, and at the foot of a text all until its furniture begins."""
    rest = 0
    for entry in sheet.entries[index:]:
        rest += entry.unit.prose and entry.role is None
        if rest > _TAIL_PROSE:
            break
    laid = 0
    while index < len(sheet) and sheet[index].role in (None, "note") and (laid == 0 or rest <= _TAIL_PROSE):
        if laid and not sheet[index].unit.prose:
            break
        sheet[index].role = None
        sheet[index].lay(hit.role, hit.rule)
        laid += 1
        index += 1
    return index


def _resumes(sheet: Sheet, index: int) -> bool:
    """Return whether the article goes on here: a full paragraph that is not the blurb of a listed headline."""
    entry, following, before = sheet[index], sheet.neighbour(index, 1), sheet[index - 1]
    unit = entry.unit
    if entry.role is not None or not (unit.ended and unit.words >= RESUMING) or unit.tail.endswith(("…", "...")):
        return False
    if not unit.after_blank and not before.unit.ended:
        return False
    return following is None or following.unit.prose or following.role is not None
