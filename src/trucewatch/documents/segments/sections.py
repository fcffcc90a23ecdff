"""Headings that say what follows: lists of other articles, readers' comments, notes."""

from __future__ import annotations

from trucewatch.documents.segments.bylines import is_biography
from trucewatch.documents.segments.laying import Entry, Sheet
from trucewatch.documents.segments.rules import Hit, lexicon

RESUMING = 25
"""Words of a closed paragraph from which a list of other articles may be taken to be over."""
_SHORTEST_PARAGRAPH, _FEWEST_WORDS = 8, 3
_SWALLOWED = 0.4
"""Share of all running text that no list of other articles holds; a heading that would take more is none."""
_TAIL_PROSE = 3
_LIVES = 2
"""Paragraphs from the end that may say who the authors are."""


def mark_sections(sheet: Sheet) -> None:
    """Lay roles under headings such as "Most read", "Comments (12)" or "Note from the author:"."""
    rules = lexicon()
    sheet.bound_prose()
    first = sheet.first if sheet.first is not None else len(sheet)
    index = first
    while index < len(sheet):
        entry = sheet[index]
        hit = rules.label(entry.unit) if not entry.unit.prose else None
        if hit is None or entry.role not in (None, "furniture", "note") or "markup" in entry.rules:
            index += 1
            continue
        entry.role = None
        entry.lay(hit.role, hit.rule)
        index = _lay_below(sheet, index + 1, hit)


def mark_biography(sheet: Sheet) -> None:
    """Lay the role of a note over the last paragraphs of the running text where they say who the author is."""
    if sheet.first is None or sheet.last is None:
        return
    for index in range(sheet.last, max(sheet.first, sheet.last - _LIVES), -1):
        if sheet[index].role is None and is_biography(sheet[index].unit):
            sheet[index].lay("note", "biography")


def _lay_below(sheet: Sheet, index: int, hit: Hit) -> int:
    """Lay the role of a heading over what it reaches, and return the index behind it."""
    if hit.until == "next":
        return _lay_note(sheet, index, hit)
    end = _list_end(sheet, index, hit) if hit.until == "prose" else _foot_end(sheet, index, hit)
    for entry in sheet.entries[index:end]:
        entry.role = None
        entry.lay(hit.role, hit.rule)
    return end


def _foot_end(sheet: Sheet, index: int, hit: Hit) -> int:
    """Return where what goes on to the end of a page ends: notes end where furniture begins."""
    rest = enumerate(sheet.entries[index:], start=index)
    return next((i for i, entry in rest if hit.role == "note" and entry.role == "furniture"), len(sheet))


def _list_end(sheet: Sheet, index: int, hit: Hit) -> int:
    """Return where a list of other articles ends; ``index`` where its heading heads none."""
    end = index
    while end < len(sheet) and not _ends_list(sheet, end, sheet[index - 1], hit):
        end += 1
    while end < len(sheet) and end > index and _is_sentence(sheet[end - 1]):
        end -= 1
    swallowed = _prose_words(sheet, index, end)
    return index if swallowed > _SWALLOWED * _prose_words(sheet, 0, len(sheet)) else end


def _ends_list(sheet: Sheet, index: int, label: Entry, hit: Hit) -> bool:
    """Return whether a list is over: the article goes on, or another heading or note begins."""
    entry = sheet[index]
    if entry.role == "note" or _resumes(sheet, index) or _outranks(entry, label):
        return True
    if entry.role == "caption" and index + 1 < len(sheet) and _resumes(sheet, index + 1):
        return True
    other = lexicon().label(entry.unit)
    return other is not None and other.role != hit.role


def _is_sentence(entry: Entry) -> bool:
    unit = entry.unit
    return entry.role is None and unit.ended and unit.words >= _FEWEST_WORDS and not unit.asks


def _outranks(entry: Entry, label: Entry) -> bool:
    """Return whether a heading of markup stands as high as the heading of the list, so that the list is over."""
    hint, above = entry.unit.hint, label.unit.hint
    return hint.startswith("heading") and above.startswith("heading") and hint <= above


def _prose_words(sheet: Sheet, start: int, end: int) -> int:
    return sum(entry.unit.words for entry in sheet.entries[start:end] if entry.unit.prose and entry.role is None)


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
    """Return whether the article goes on here: two paragraphs in a row, or a full one that is no headline's blurb."""
    entry, following, before = sheet[index], sheet.neighbour(index, 1), sheet[index - 1]
    if not _is_paragraph(entry) or entry.unit.tail.endswith(("…", "...")):
        return False
    if following is not None and _is_paragraph(following):
        return True
    blurb = not entry.unit.after_blank and not before.unit.ended
    last = following is None or following.unit.prose or following.role is not None
    return entry.unit.words >= RESUMING and last and not blurb


def _is_paragraph(entry: Entry) -> bool:
    return entry.role is None and entry.unit.ended and entry.unit.words >= _SHORTEST_PARAGRAPH
