"""What stands among and behind the running text: sub-headlines, captions, stray lines, the foot of the page."""

from __future__ import annotations

from trucewatch.documents.segments.bylines import is_name_line
from trucewatch.documents.segments.laying import Sheet
from trucewatch.documents.segments.marks import is_heading_like
from trucewatch.documents.segments.rules import lexicon

LONGEST_HEADING = 24
_LONGEST_BARE_CAPTION = 45
_NAMES_REACH = 12
"""Units from the top within which a lone name is the author's."""
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
        elif _is_caption(sheet, index):
            entry.lay("caption", "segments.scene")
        elif _is_heading(sheet, index):
            entry.lay("headline", "sub-headline")
        else:
            entry.lay("body", "among-prose")


def _is_author(sheet: Sheet, index: int) -> bool:
    if index >= _NAMES_REACH or not is_name_line(sheet[index].unit):
        return False
    around = (sheet.neighbour(index, -1), sheet.neighbour(index, 1))
    return any(
        entry is not None
        and (entry.role == "dateline" or {"segments.empty-label", "segments.reading-time"} & set(entry.rules))
        for entry in around
    )


def _is_caption(sheet: Sheet, index: int) -> bool:
    """Return whether an open line describes a scene beside the credit of a picture."""
    unit = sheet[index].unit
    following = sheet.neighbour(index, 1)
    credited = following is not None and "segments.credit-line" in following.rules
    return credited and unit.words <= _LONGEST_BARE_CAPTION and lexicon().scene(unit) is not None


def _is_heading(sheet: Sheet, index: int) -> bool:
    """Return whether an open line stands by itself right above running text, another heading or a picture."""
    entry = sheet[index]
    if entry.unit.hint.startswith("heading"):
        return True
    if entry.unit.words > LONGEST_HEADING or not is_heading_like(entry) or entry.unit.hint in ("list", "table"):
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
        if sheet.last is None:
            entry.lay("body", "no-prose")
        elif begun or (entry.unit.words < _FOOT_WORDS and not entry.unit.ended):
            entry.lay("furniture", "foot")
        else:
            entry.lay("body", "foot")
