"""Claims as columns: one number a claim and field, so that a provision selects its claims among a million at once.

Two clocks stand in every row: the days between which it happened (``first``, ``last``) and the day by which it was
certainly published (``known``). A row is a telling of a claim: what it says itself, or that with a day or place that
another claim about the same event lends (see `assess.lending`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from trucewatch.assess.days import LONG_AGO, NEVER, day_bounds
from trucewatch.assess.lending import Told, lend
from trucewatch.assess.lists import Lists, encode_lists
from trucewatch.assess.voices import AUTHOR, UNNAMED, Voices, read_voices
from trucewatch.casebook.model import Casebook
from trucewatch.records import TABLES, arrow_schema
from trucewatch.records.claim import STATUSES
from trucewatch.records.link import Event, Origin

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Row = Mapping[str, Any]

TOLD = ("happened", "ongoing", "alleged", "omitted", "denied")
"""Statuses that tell of something past when the report is published, so that its publication bounds the day."""
DATED_BY = ("claim", "event", "publication")
OWN, EVENT, PUBLICATION = range(3)
READ = (
    "claim_id", "document_id", "start", "end", "quote", "act", "status", "date", "place_ids", "figure_ids", "actors",
    "recipients", "claimant", "claimant_actor_id", "claimant_side", "own_voice", "time_ids",
    "attribution_id",
)  # fmt: skip
"""Fields of claims that assessment reads."""
REACH = 80
"""Characters after a claim's own words that can complete them."""
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.;:!?\n]")


@dataclass(frozen=True)
class Columns:
    """Tellings of claims, one a row of the arrays ``claim`` to ``place_of``; the rest goes by claim.

    ``claim`` is the row in ``table`` (the claims), ``place_of`` the claim whose places count. ``event`` counts
    happenings; ``event_ids`` names them, None where a claim stands alone. ``credible`` is false of an author's own
    voice and of sources without a name. ``act`` indexes ``acts`` (-1: none) and
    ``status`` `STATUSES`. ``published`` are the last days of publication of all documents.
    """

    claim: Ints
    first: Ints
    last: Ints
    known: Ints
    basis: Ints
    place_of: Ints
    table: pa.Table
    event: Ints
    event_ids: tuple[str | None, ...]
    act: Ints
    acts: tuple[str, ...]
    status: Ints
    actors: Lists
    recipients: Lists
    places: Lists
    voices: Voices
    credible: Bools
    documents: pa.Table
    published: Ints

    def act_is(self, codes: Sequence[str]) -> Bools:
        """Return for each claim whether its act is one of the codes."""
        return np.array([*(code in codes for code in self.acts), False], dtype=np.bool_)[self.act]

    def status_is(self, *names: str) -> Bools:
        """Return for each claim whether its status is one of the names."""
        return np.array([name in names for name in STATUSES], dtype=np.bool_)[self.status]

    def claim_id(self, claim: int) -> str:
        """Return the id of a claim by its row."""
        return str(self.table["claim_id"][claim].as_py())

    def words(self, claim: int) -> str:
        """Return the words of a claim and those that complete them: on to the end of the sentence, or `REACH`."""
        text, row = self.text_of(claim)
        after = text[row["end"] : row["end"] + REACH]
        stop = _STOP.search(after)
        return str(row["quote"]) + (after[: stop.start()] if stop else after)

    def spoken(self, claim: int) -> frozenset[str]:
        """Return the words of a claim and of what completes it, each once, in lower case."""
        if claim not in self._spoken:
            self._spoken[claim] = frozenset(_WORD.findall(self.words(claim).lower()))
        return self._spoken[claim]

    @cached_property
    def _spoken(self) -> dict[int, frozenset[str]]:
        return {}

    def text_of(self, claim: int) -> tuple[str, Row]:
        """Return the text of a claim's document (empty where that is not there), and where its words stand in it."""
        row = self.table.slice(claim, 1).select(["document_id", "start", "end", "quote"]).to_pylist()[0]
        at = self._document_rows.get(row["document_id"])
        return str(self.documents["text"][at].as_py() or "") if at is not None else "", row

    @cached_property
    def _document_rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.documents["document_id"].to_pylist())}

    def happening(self, claim: int) -> str:
        """Return what keys the happening of a claim: its event's id, else the claim's own."""
        return self.event_ids[self.event[claim]] or self.claim_id(claim)


def as_table(rows: pa.Table | Sequence[Row], name: str) -> pa.Table:
    """Return rows of a table of a case as Arrow, in one piece."""
    if isinstance(rows, pa.Table):
        return rows.combine_chunks()
    schema = arrow_schema(TABLES[name])
    return pa.Table.from_pylist([{field: row.get(field) for field in schema.names} for row in rows], schema=schema)


def read_columns(
    tables: Mapping[str, pa.Table | Sequence[Row]],
    events: Sequence[Event],
    origins: pa.Table | Sequence[Origin],
    casebook: Casebook,
) -> Columns:
    """Return the acts among the claims of a case as columns.

    Args:
        tables: ``claims`` (rejected ones are left out), ``documents``, ``actors``.
        events: What linking made of the claims; claims of none stand alone.
        origins: Who first said each claim; where one is missing, its claimant or its document.
        casebook: Which origins are known, and of which side they are.
    """
    claims = as_table(tables["claims"], "claims")
    wanted = pc.and_(pc.is_in(claims["kind"], pa.array(["act", "record"])), pc.not_equal(claims["review"], "rejected"))
    claims = claims.select(READ).filter(wanted).combine_chunks()
    documents = as_table(tables["documents"], "documents")
    document = _index(claims["document_id"], documents["document_id"])
    published = _days(documents["published_to"], NEVER)
    known = np.append(published, NEVER)[document]
    status = _index(claims["status"], pa.array(STATUSES))
    told = np.array([name in TOLD for name in STATUSES])[status]
    event, event_ids = _happenings(claims["claim_id"], events)
    places = encode_lists(claims["place_ids"])
    said = _told(claims["date"], event, ~places.empty(), known, told)
    more = lend(said)
    whole = np.arange(len(claims), dtype=np.int64)
    claim = np.concatenate([whole, more.claim])
    last = np.concatenate([said.last, more.last])
    act = _encoded(claims["act"])
    voices = read_voices(claims, documents, document, origins, casebook)
    participants = _participants(as_table(tables["actors"], "actors"))
    return Columns(
        claim=claim, first=np.concatenate([said.first, more.first]), known=np.concatenate([known, more.known]),
        last=np.where(told[claim], np.minimum(last, known[claim]), last),
        basis=np.concatenate([np.where(said.dated, OWN, PUBLICATION), np.where(more.lent, EVENT, OWN)]),
        place_of=np.concatenate([whole, more.place_of]), table=claims, event=event, event_ids=event_ids,
        act=act[0], acts=act[1], status=status, actors=participants(claims["actors"]),
        recipients=participants(claims["recipients"]), places=places, documents=documents, published=published,
        voices=voices, credible=_credible(voices, claims, documents, document),
    )  # fmt: skip


def _credible(voices: Voices, claims: pa.Table, documents: pa.Table, document: Ints) -> Bools:
    """Return of which claims the word counts towards independent reports: not an opinion's own voice, nor nobody's."""
    opinion = np.append(np.asarray(pc.fill_null(pc.equal(documents["genre"], "opinion"), False)), False)[document]
    own = np.asarray(pc.fill_null(claims["own_voice"], False))
    kind = voices.kind[voices.origin]
    return np.asarray((kind != AUTHOR) & (kind != UNNAMED) & ~(opinion & own))


def _told(dates: pa.ChunkedArray, event: Ints, placed: Bools, known: Ints, told: Bools) -> Told:
    """Return what claims say themselves of their days; a period that begins after the report was printed says none."""
    encoded = dates.combine_chunks().dictionary_encode()
    bounds = [day_bounds(value) for value in encoded.dictionary.to_pylist()]
    table = np.array([*bounds, (LONG_AGO, NEVER)], dtype=np.int64)
    days = table[np.asarray(encoded.indices.fill_null(-1), dtype=np.int64)]
    first, last = days[:, 0], np.where(told, np.minimum(days[:, 1], known), days[:, 1])
    dated = (first > LONG_AGO) & (first <= last)
    return Told(event, np.where(dated, first, LONG_AGO), last, dated & (last < NEVER), placed, known)


def _happenings(claim_ids: pa.ChunkedArray, events: Sequence[Event]) -> tuple[Ints, tuple[str | None, ...]]:
    """Return the number of each claim's happening and the events' ids; claims of no event get numbers of their own."""
    held = pa.array([claim for event in events for claim in event.claim_ids], pa.string())
    owner = np.repeat(np.arange(len(events)), [len(event.claim_ids) for event in events])
    place = _index(claim_ids, held)
    found = np.append(owner, -1)[place].astype(np.int64)
    alone = np.nonzero(found < 0)[0]
    found[alone] = len(events) + np.arange(len(alone))
    return found, (*(event.event_id for event in events), *(None for _ in alone))


def _participants(actors: pa.Table) -> Any:
    """Return a function from a column of participants to `Lists` of the actors that they stand for.

    One known only from its document stands for what it was said to belong to there ("Velmari officials").
    """
    mention_ids, belongs = actors["mention_id"].combine_chunks(), actors["affiliation"].combine_chunks()

    def read(column: pa.ChunkedArray) -> Lists:
        array = column.combine_chunks()
        named = array.values
        ids, names = named.field("actor_id"), named.field("name")
        place = pc.index_in(named.field("mention_id"), mention_ids)
        local = pc.fill_null(pc.starts_with(ids, "local:"), True)
        keys = pc.if_else(local, pc.coalesce(belongs.take(place), ids, names), ids)
        return encode_lists(array, keys)

    return read


def _index(column: pa.ChunkedArray, values: pa.ChunkedArray | pa.Array) -> Ints:
    """Return where each value of a column stands among ``values``; -1 where it does not."""
    among = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    found = pc.fill_null(pc.index_in(column.combine_chunks(), among), -1)
    return np.asarray(found, dtype=np.int64)


def _days(column: pa.ChunkedArray, default: int) -> Ints:
    encoded = column.combine_chunks().dictionary_encode()
    days = np.array([*(day_bounds(value)[1] for value in encoded.dictionary.to_pylist()), default], dtype=np.int64)
    return days[np.asarray(encoded.indices.fill_null(-1), dtype=np.int64)]


def _encoded(column: pa.ChunkedArray) -> tuple[Ints, tuple[str, ...]]:
    encoded = column.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices.fill_null(-1), dtype=np.int64), tuple(encoded.dictionary.to_pylist())
