"""Lay segments with roles over the one text of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.documents.model import Reading
from trucewatch.documents.segments.body import lay_body, lay_foot
from trucewatch.documents.segments.datelines import dateline_end
from trucewatch.documents.segments.head import lay_head
from trucewatch.documents.segments.laying import Entry, Sheet
from trucewatch.documents.segments.lines import find_units
from trucewatch.documents.segments.marks import mark_ends, mark_units
from trucewatch.documents.segments.quotes import mark_pull_quotes
from trucewatch.documents.segments.repeats import mark_doubles, mark_running_heads, settle_doubles
from trucewatch.documents.segments.sections import mark_biography, mark_sections
from trucewatch.documents.segments.teasers import mark_teasers
from trucewatch.records import Segment, make_id

MOST_LINES = 100_000
"""A text of more lines, some two thousand printed pages, is no report; it is body as a whole."""
_MERGED = frozenset({"body", "note", "furniture"})
"""Roles whose neighbouring paragraphs make one segment; of the others each is one by itself."""
_DATELINE_REACH = 3
"""Paragraphs of running text from the top that may open with a date line of an agency."""


def find_segments(document_id: str, reading: Reading) -> tuple[Segment, ...]:
    """Return the segments of a reading, in text order, not overlapping.

    Together they hold every character that is not white space. Running text is cut where no blank line
    stands between two paragraphs, so that no paragraph of a segment hides another.

    Args:
        document_id: What the segments belong to.
        reading: The text with what its markup says; ``metadata.title`` helps to tell the headline.
    """
    if max(reading.text.count("\n"), reading.text.count("\r"), len(reading.blocks)) > MOST_LINES:
        return _unlaid(document_id, reading.text)
    sheet = Sheet(reading.text, [Entry(unit) for unit in find_units(reading)])
    lay_roles(sheet, reading.metadata.title)
    return tuple(_segments(document_id, sheet))


def _unlaid(document_id: str, text: str) -> tuple[Segment, ...]:
    """Return one segment over the whole of a text that is no report by its size."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    segment = Segment(
        segment_id=make_id("s", document_id, start, end), document_id=document_id, start=start, end=end,
        role="body", repeats=None, rules=("too-many-lines",),
    )  # fmt: skip
    return (segment,) if end > start else ()


def lay_roles(sheet: Sheet, title: str | None) -> None:
    """Decide the role of every entry of a sheet; first by words and markup, then by place and repetition."""
    mark_units(sheet)
    mark_doubles(sheet)
    mark_running_heads(sheet)
    mark_sections(sheet)
    mark_ends(sheet)
    sheet.bound_prose()
    lay_head(sheet, title)
    mark_teasers(sheet)
    mark_pull_quotes(sheet)
    settle_doubles(sheet)
    mark_biography(sheet)
    lay_body(sheet)
    lay_foot(sheet)


@dataclass(slots=True)
class _Run:
    """Neighbouring entries that become one segment."""

    start: int
    end: int
    role: str
    rules: list[str]
    entries: list[int]
    repeats: int | None


def _runs(sheet: Sheet) -> Iterator[_Run]:
    run: _Run | None = None
    opened = 0
    for index, entry in enumerate(sheet):
        unit, role = entry.unit, entry.role or "body"
        cut = None
        if role == "body" and unit.prose and opened < _DATELINE_REACH:
            opened += 1
            cut = dateline_end(sheet.text, unit.start)
        if run and run.role == role and _merges(role, entry, run) and cut is None:
            run.end = unit.end
            run.entries.append(index)
            run.rules.extend(rule for rule in entry.rules if rule not in run.rules)
            continue
        if run:
            yield run
        start = unit.start
        if cut is not None and cut < unit.end:
            yield _Run(start, len(sheet.text[:cut].rstrip()), "dateline", ["agency-dateline"], [], None)
            start = cut
        run = _Run(start, unit.end, role, list(entry.rules), [index], entry.repeats)
    if run:
        yield run


def _merges(role: str, entry: Entry, run: _Run) -> bool:
    if role not in _MERGED:
        return False
    if role == "furniture":
        return True
    return entry.unit.after_blank and entry.repeats is None and run.repeats is None


def _segments(document_id: str, sheet: Sheet) -> Iterator[Segment]:
    runs = list(_runs(sheet))
    ids = [make_id("s", document_id, run.start, run.end) for run in runs]
    of_entry = {index: ids[number] for number, run in enumerate(runs) for index in run.entries}
    for run, segment_id in zip(runs, ids, strict=True):
        repeats = of_entry.get(run.repeats) if run.repeats is not None else None
        yield Segment(
            segment_id=segment_id, document_id=document_id, start=run.start, end=run.end, role=run.role,
            repeats=repeats if repeats != segment_id else None, rules=tuple(run.rules),
        )  # fmt: skip
