"""Blurbs of other articles that stand among the paragraphs: a headline with the paragraph right under it."""

from __future__ import annotations

from trucewatch.documents.segments.laying import Sheet
from trucewatch.documents.segments.marks import is_heading_like

LONGEST_BLURB = 80
_NEEDED = 2.0
_CUT = ("…", "...", "[…]", "[...]", "(more)")


def mark_teasers(sheet: Sheet) -> None:
    """Lay the role of a teaser over a headline and its blurb among the running text."""
    if sheet.first is None or sheet.last is None:
        return
    apart = _paragraphs_apart(sheet)
    for index in range(sheet.first, sheet.last):
        heading, blurb = sheet[index], sheet[index + 1]
        if heading.role is not None or blurb.role is not None or heading.unit.prose or not blurb.unit.prose:
            continue
        if blurb.unit.words <= LONGEST_BLURB and is_heading_like(heading) and _score(sheet, index, apart) >= _NEEDED:
            heading.lay("teaser", "teaser")
            blurb.lay("teaser", "teaser")


def _score(sheet: Sheet, index: int, apart: bool) -> float:
    """Return the evidence that a heading and the paragraph under it announce another article."""
    heading, blurb, behind = sheet[index].unit, sheet[index + 1].unit, sheet.neighbour(index, 2)
    attached = apart and heading.after_blank and not blurb.after_blank and (behind is None or behind.unit.after_blank)
    score = 1.0 if attached else 0.0
    if blurb.tail.rstrip(' "”’)').endswith(_CUT) or blurb.tail.endswith(_CUT):
        score += 1.5 if attached or heading.words >= 5 else 0.5
    if heading.words >= 6:
        score += 0.5
    restated = _restated(heading.key, blurb.key)
    score += 1.0 if restated >= 0.5 else 0.5 if restated >= 0.3 else 0.0
    if heading.within("aside", "link") or blurb.within("aside"):
        score += 1.0
    return score


def _restated(heading: str, blurb: str) -> float:
    """Return the share of the headline's longer words that the paragraph says again, by their stems."""
    said = {word[:5] for word in blurb.split()}
    words = {word[:5] for word in heading.split() if len(word) > 3}
    return len(words & said) / len(words) if words else 0.0


def _paragraphs_apart(sheet: Sheet) -> bool:
    """Return whether blank lines set the paragraphs of the text apart, so that a line right above one tells."""
    prose = [entry.unit.after_blank for entry in sheet if entry.unit.prose and entry.role is None]
    return sum(prose) >= 0.7 * len(prose)
