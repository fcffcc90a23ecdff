"""Records that others made: a row of a table of events or observations becomes one claim, without a model of language.

The claim's words are the row; its source is whoever the row names, never the dataset alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trucewatch.documents.model import Reading, Received
from trucewatch.extract.foreign.dates import parse_stamp
from trucewatch.extract.foreign.register import register_of
from trucewatch.extract.foreign.row import Cell, Row, find_cells
from trucewatch.extract.foreign.tables import Told, tell_acled, tell_ged, tell_observation
from trucewatch.extract.model import Knowledge
from trucewatch.records import Attribution, Claim, Document, Segment, make_id

_TITLE = 100
_UNDATED = "Nothing says when this was published."


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows of a kind of table are read: the dataset's name, and the columns that hold what all rows have.

    ``sources`` lists the columns of who says so, the innermost source first; ``required`` is the column that must
    be filled for a date.
    """

    dataset: str | None
    genre: str
    language: str | None
    tell: Callable[[Row], Told]
    titles: tuple[str, ...]
    sources: tuple[str, ...]
    published: str
    dated: str


_TABLES = {
    "acled": _Table("ACLED", "reference", "en", tell_acled, ("notes",), ("source",), "timestamp", "event_date"),
    "ged": _Table(
        "UCDP GED", "reference", "en", tell_ged, ("source_headline", "where_description", "dyad_name"),
        ("source_original", "source_office", "source_article"), "source_date", "date_start",
    ),
    "observation": _Table(
        None, "statement", None, tell_observation, ("description", "observation"), ("observer",), "date", "date"
    ),
}  # fmt: skip


def read_record(kind: str, received: Received, reading: Reading, knowledge: Knowledge) -> dict[str, list[Any]]:
    """Return all records of a row, by table.

    Args:
        kind: ``acled``, ``ged`` or ``observation``.
        received: The row as received.
        reading: Its text, lines of “column: value”.
        knowledge: Casebook and gazetteer, for names of actors and places.
    """
    table, text = _TABLES[kind], reading.text
    segment = Segment(
        segment_id=make_id("s", received.document_id, 0, len(text)), document_id=received.document_id, start=0,
        end=len(text), role="body", repeats=None, rules=(f"foreign.{kind}",),
    )  # fmt: skip
    row = Row(
        document_id=received.document_id, segment_id=segment.segment_id,
        origin=f"{received.origin} {received.locator}".strip(), text=text, knowledge=knowledge, cells=find_cells(text),
    )  # fmt: skip
    document = _document(table, received, reading, row)
    said = _attribute(table, row)
    if row.cell(table.dated) is None:
        row.mark_empty(table.dated)
    told = table.tell(row)
    return {
        "documents": [document], "segments": [segment], "times": row.times, "places": row.places,
        "actors": row.actors, "attributions": row.attributions, "figures": row.figures,
        "claims": [_claim(table, row, told, said)], "issues": row.issues,
    }  # fmt: skip


def _document(table: _Table, received: Received, reading: Reading, row: Row) -> Document:
    stamp = row.cell(table.published)
    day = parse_stamp(stamp.value) if stamp else None
    if stamp and day is None and table.published != table.dated:
        row.mark_bad(stamp, "is no date that can be told")
    if day is None:
        row.report("undated", _UNDATED, stage="date")
    published = day.isoformat() if day else None
    outlet = table.dataset or row.value(*table.sources)
    known = register_of(row.knowledge.casebook).outlet(outlet) if outlet else None
    return Document(
        document_id=received.document_id, source_sha256=received.source_sha256, origin=received.origin,
        locator=received.locator, media_type=received.media_type, encoding=reading.encoding, text=reading.text,
        title=_title(row.value(*table.titles)), outlet=outlet, outlet_id=known.id if known else None,
        author=None, address=None, language=table.language, genre=table.genre, genre_basis=None, published=published,
        published_from=published, published_to=published, published_basis="metadata" if stamp and day else "none",
        published_quote=stamp.value if stamp and day else None, published_start=stamp.start if stamp and day else None,
        pages=reading.pages,
    )  # fmt: skip


def _title(words: str | None) -> str | None:
    """Return the beginning of a description, whole words only."""
    if words is None or len(words) <= _TITLE:
        return words
    return f"{words[:_TITLE].rpartition(' ')[0] or words[:_TITLE]} …"


def _attribute(table: _Table, row: Row) -> Attribution | None:
    """Add that the row's source says what the row says; without a source, note that it is missing."""
    cell: Cell | None = row.cell(*table.sources)
    if cell is None:
        row.mark_empty(table.sources[0])
        return None
    register = register_of(row.knowledge.casebook)
    known = register.actor(cell.value) or register.outlet(cell.value)
    said = Attribution(
        attribution_id=make_id("q", row.document_id, cell.start), **row.words(0, len(row.text)),
        source_start=cell.start, source_end=cell.end, source_quote=cell.value,
        source_name=known.name if known else cell.value,
        source_actor_id=known.id if known else f"local:{cell.value}", source_side=known.side if known else None,
        cue_start=cell.at, cue_end=cell.at + len(cell.column), cue_quote=cell.column, kind="indirect",
        stance="assert", hedges=(), within_id=None, rules=("foreign.source",),
    )  # fmt: skip
    row.attributions.append(said)
    return said


def _claim(table: _Table, row: Row, told: Told, said: Attribution | None) -> Claim:
    claimant = said.source_name if said else table.dataset
    innermost = row.cell(*table.sources)
    relays = (cell.value for name in table.sources[:2] if (cell := row.cell(name)) and cell is not innermost)
    chain = tuple(dict.fromkeys(name for name in (claimant, *relays, table.dataset) if name))
    places = [place for place in told.places if place]
    source = f"The row names its source in column “{said.cue_quote}”." if said else "The row names no source."
    return Claim(
        claim_id=make_id("c", row.document_id, "record", 0, len(row.text), claimant or "", told.act and told.act.code),
        **row.words(0, len(row.text)), repeats=(), kind="record", act=told.act.code if told.act else None,
        event_type=told.act.event_type if told.act else None, actors=told.actors, recipients=told.recipients,
        mentioned=told.mentioned, place_ids=tuple(place.place_id for place in places if place.place_id),
        place_mention_ids=tuple(place.mention_id for place in places), date=told.date, due=None, under=None,
        time_ids=tuple(time.time_id for time in row.times),
        figure_ids=tuple(figure.figure_id for figure in row.figures),
        attribution_id=said.attribution_id if said else None, polarity="asserted", modality="actual",
        status=told.status, claimant=claimant, claimant_actor_id=said.source_actor_id if said else None,
        claimant_side=said.source_side if said else None, chain=chain, own_voice=False,
        score=1.0 if said else 0.5, made_by="machine", review="unreviewed", why=f"{source} {told.why}".strip(),
        rules=told.rules,
    )  # fmt: skip
