"""What stands among and behind the running text: sub-headlines, captions, stray lines, the foot of the page."""

from __future__ import annotations

from trucewatch.documents.segments.bylines import is_dated, is_name_line, is_office_line
from trucewatch.documents.segments.laying import Sheet
from trucewatch.documents.segments.marks import is_heading_like, is_lead_in
from trucewatch.documents.segments.rules import lexicon

_LONGEST_BARE_CAPTION = 45
_SHARED_CAPTION = 0.6
_NAMES_REACH = 12
"""Units from the top within which a lone name is the author's."""
_BESIDE_NAMES = frozenset({"segments.empty-label", "segments.reading-time"})
_FOOT_WORDS = 4


def lay_body(sheet: Sheet) -> None:
    """Lay roles over all that is undecided from the first to the last running text."""
    if sheet.first is None or sheet.last is None:
        return
    for index in range(sheet.first, sheet.last + 1):
        entry = sheet[index]
        if entry.role is not None:
            continue
        if entry.unit.prose:
            entry.lay("body", "prose")
        elif _is_author(sheet, index):
            entry.lay("byline", "name-line")
        elif _is_dateline(sheet, index):
            entry.lay("dateline", "date")
        elif _is_stray(sheet, index):
            entry.lay("furniture", "stray")
        elif is_bare_caption(sheet, index):
            entry.lay("caption", "segments.scene")
        elif _is_heading(sheet, index):
            entry.lay("headline", "sub-headline")
        else:
            entry.lay("body", "among-prose")


def _is_author(sheet: Sheet, index: int) -> bool:
    """Return whether a line is a name beside an office, a date or its label; or an office behind a name."""
    unit, around = sheet[index].unit, (sheet.neighbour(index, -1), sheet.neighbour(index, 1))
    if index >= _NAMES_REACH:
        return False
    if is_office_line(unit):
        return around[0] is not None and around[0].role == "byline"
    if not is_name_line(unit):
        return False
    return any(
        entry is not None
        and (entry.role == "dateline" or is_office_line(entry.unit) or _BESIDE_NAMES & set(entry.rules))
        for entry in around
    )


def _is_stray(sheet: Sheet, index: int) -> bool:
    """Return whether a few words stand between pieces of furniture."""
    unit, around = sheet[index].unit, (sheet.neighbour(index, -1), sheet.neighbour(index, 1))
    if unit.words >= _FOOT_WORDS or unit.ended or unit.hint.startswith("heading"):
        return False
    return all(entry is not None and entry.role == "furniture" for entry in around)


def _is_dateline(sheet: Sheet, index: int) -> bool:
    """Return whether a lone date stands among the lines on author and date near the top."""
    around = (sheet.neighbour(index, -1), sheet.neighbour(index, 1))
    beside = any(entry is not None and entry.role in ("dateline", "byline") for entry in around)
    return beside and index < _NAMES_REACH and is_dated(sheet[index].unit)


def is_bare_caption(sheet: Sheet, index: int) -> bool:
    """Return whether an open line describes a scene above the credit of a picture, or says what its caption says."""
    unit = sheet[index].unit
    following = sheet.neighbour(index, 1)
    if following is None or not 3 <= unit.words <= _LONGEST_BARE_CAPTION:
        return False
    if following.role == "caption":
        words = set(unit.key.split())
        return len(words & set(following.unit.key.split())) >= _SHARED_CAPTION * len(words)
    return "segments.credit-line" in following.rules and lexicon().scene(unit) is not None


def _is_heading(sheet: Sheet, index: int) -> bool:
    """Return whether an open line stands by itself right above running text, another heading or a picture."""
    entry = sheet[index]
    if entry.unit.hint.startswith("heading"):
        return True
    if not is_heading_like(entry) or is_lead_in(entry) or entry.unit.hint in ("list", "table"):
        return False
    return any(later.unit.prose or later.role == "body" for later in sheet.entries[index + 1 : index + 4])


def lay_foot(sheet: Sheet) -> None:
    """Lay roles over all that is undecided behind the last running text."""
    begun = False
    for index in range(sheet.last + 1 if sheet.last is not None else 0, len(sheet)):
        entry = sheet[index]
        begun = begun or entry.role == "furniture"
        if entry.role is not None:
            continue
        if sheet.last is None or entry.unit.hint == "table":
            entry.lay("body", "no-prose" if sheet.last is None else "table")
        elif not begun and is_name_line(entry.unit):
            entry.lay("byline", "signature")
        elif begun or (entry.unit.words < _FOOT_WORDS and not entry.unit.ended):
            entry.lay("furniture", "foot")
            begun = True
        else:
            entry.lay("body", "foot")
