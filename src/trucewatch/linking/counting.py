"""One figure with what stands around it: whom it counts, when and where, as of when, who gives it, at what event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from trucewatch.casebook import Casebook
from trucewatch.extract.edtf import bounds
from trucewatch.linking.attachment import event_of
from trucewatch.linking.clash import Bounds
from trucewatch.linking.model import Row, Tables
from trucewatch.linking.quantities import Whom, quantity_book, read_whom
from trucewatch.linking.sentences import Sentence, find_sentences, sentence_at
from trucewatch.linking.stems import stems
from trucewatch.records.link import Event, Origin

Period = tuple[date, date]
_NEWSY = frozenset({"news", "agency", "statement"})
_BACK = timedelta(days=7)
_LOOK_BACK = 40
_HOUR = re.compile(
    r"(?:(?:about|around|at) )?(?:noon|midnight|\d{1,2}[:.]?\d\d)(?: (?:local time|gmt|utc|hours))?", re.IGNORECASE
)
"""A bare hour names no day of what is counted; which day it is of is often guessed from another sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at which something is counted: where its middle is, and how far from it the place may reach."""

    place_id: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure in its surroundings.

    ``period`` are the first and last day of what it counts, None where nothing tells; ``stated`` is true where its own
    sentence says so. ``spots`` are the places of its sentence, ``stems`` its telling words but for the figure's own.
    ``origin`` is the key of who first gave it. ``event_id`` is the event at which it hangs (see `linking.attachment`).
    """

    figure: Row
    document: Row
    sentence: Sentence
    bounds: Bounds
    whom: Whom
    scope: str
    period: Period | None
    stated: bool
    spots: tuple[Spot, ...]
    stems: frozenset[str]
    event_id: str | None
    claim: Row | None
    claimant: str | None
    side: str | None
    origin: str
    as_of: str | None
    as_of_basis: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with its sentences, and the rows of its mentions and claims in text order."""

    document: Row
    sentences: tuple[Sentence, ...]
    times: tuple[Row, ...]
    places: tuple[Row, ...]
    claims: tuple[Row, ...]
    attributions: Mapping[str, Row]


def read_counts(tables: Tables, events: Iterable[Event], origins: Iterable[Origin], casebook: Casebook) -> list[Count]:
    """Return every figure of a case with its surroundings, in the order of documents and texts."""
    roots = _roots_of_claims(events)
    sources = {origin.claim_id: origin.origin for origin in origins}
    by_document = {
        name: _grouped(tables.get(name, ())) for name in ("segments", "times", "places", "claims", "figures")
    }
    said = _grouped(tables.get("attributions", ()))
    found = []
    for document in sorted(tables["documents"], key=lambda row: str(row["document_id"])):
        key = document["document_id"]
        figures = by_document["figures"].get(key)
        if not figures:
            continue
        sentences = find_sentences(document["text"], by_document["segments"].get(key, ()))
        page = _Page(
            document, tuple(sentences), _rows(by_document["times"], key),
            _rows(by_document["places"], key), _rows(by_document["claims"], key),
            {row["attribution_id"]: row for row in said.get(key, ())},
        )  # fmt: skip
        found += [count for figure in figures if (count := _read(figure, page, roots, sources, casebook))]
    return found


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["document_id"]].append(row)
    return groups


def _rows(groups: Mapping[str, list[Row]], key: str) -> tuple[Row, ...]:
    return tuple(sorted(groups.get(key, ()), key=lambda row: int(row["start"])))


def _roots_of_claims(events: Iterable[Event]) -> dict[str, str]:
    return {claim_id: event.event_id for event in events for claim_id in event.claim_ids}


def _read(
    figure: Row, page: _Page, roots: Mapping[str, str], sources: Mapping[str, str], casebook: Casebook
) -> Count | None:
    sentence = sentence_at(page.sentences, figure["start"])
    if sentence is None:
        return None
    claim = _claim_of(figure, page.claims)
    source = page.attributions.get(figure["attribution_id"] or "")
    as_of, basis, as_of_time = _as_of(figure, sentence, page)
    period, stated = _period(figure, sentence, page, as_of_time)
    claimant = figure["claimant"] or (claim["claimant"] if claim else None) or page.document["outlet"]
    return Count(
        figure=figure, document=page.document, sentence=sentence, whom=read_whom(figure, casebook),
        bounds=Bounds(figure["low"], figure["high"], figure["approximate"]), scope=_scope(figure, sentence, page),
        period=period, stated=stated, spots=_spots(sentence, page), claim=claim, claimant=claimant,
        event_id=_event(figure, sentence, page, roots), side=_side(claim, source),
        origin=_origin(claim, source, sources, page.document, claimant), as_of=as_of, as_of_basis=basis,
        stems=_stems(figure, sentence, page),
    )  # fmt: skip


def _claim_of(figure: Row, claims: Sequence[Row]) -> Row | None:
    """Return the claim that is the figure itself, else the shortest that holds it."""
    holding = [claim for claim in claims if figure["figure_id"] in (claim["figure_ids"] or ())]
    return min(holding, key=lambda row: (row["kind"] != "figure", row["end"] - row["start"]), default=None)


def _side(claim: Row | None, source: Row | None) -> str | None:
    return (claim["claimant_side"] if claim else None) or (source["source_side"] if source else None)


def _origin(
    claim: Row | None, source: Row | None, sources: Mapping[str, str], document: Row, claimant: str | None
) -> str:
    """Return the key of who first gave the figure: as found for its claim, else its source, else who prints it."""
    if claim is not None and claim["claim_id"] in sources:
        return sources[claim["claim_id"]]
    if source is not None and source["source_actor_id"]:
        return str(source["source_actor_id"])
    if source is not None and claimant:
        return f"local:{claimant}"
    outlet = document["outlet_id"] or document["outlet"]
    return f"outlet:{outlet}" if outlet else f"document:{document['document_id']}"


def _event(figure: Row, sentence: Sentence, page: _Page, roots: Mapping[str, str]) -> str | None:
    paragraph = [item for item in page.sentences if item.paragraph == sentence.paragraph]
    before = [item for item in page.sentences if item.paragraph == sentence.paragraph - 1] or paragraph
    end = paragraph[-1].end
    spans = (sentence.start, sentence.end), (paragraph[0].start, end), (before[0].start, end)
    return event_of(figure, page.claims, roots, spans)


def _spots(sentence: Sentence, page: _Page) -> tuple[Spot, ...]:
    """Return the places of the sentence; metonyms are governments, not places."""
    here = [row for row in page.places if sentence.start <= row["start"] < sentence.end and not row["metonym"]]
    known = {row["place_id"]: row for row in here if row["place_id"] and row["lat"] is not None}
    return tuple(Spot(key, row["lat"], row["lon"], row["radius_km"] or 0.0) for key, row in sorted(known.items()))


def _stems(figure: Row, sentence: Sentence, page: _Page) -> frozenset[str]:
    own = stems(f"{figure['quote']} {figure['counted_quote'] or ''}")
    return frozenset(stems(page.document["text"][sentence.start : sentence.end])) - frozenset(own)


def _period(figure: Row, sentence: Sentence, page: _Page, as_of_time: str | None) -> tuple[Period | None, bool]:
    """Return the days that a figure is about, and whether its own sentence says so.

    In news these are the days before publication where the sentence names none, elsewhere those of the sentence before
    it in the paragraph. The time at which a source spoke, outside its words, is not the time that it spoke of.
    """
    source = page.attributions.get(figure["attribution_id"] or "")
    newsy = page.document["genre"] in _NEWSY and bool(page.document["published_to"])
    for item in [sentence] if newsy else _backwards(sentence, page):
        times = [row for row in page.times if item.start <= row["start"] < item.end and row["time_id"] != as_of_time]
        times = [row for row in times if not _HOUR.fullmatch(row["quote"])]
        if source is not None and item is sentence:
            times = [row for row in times if source["start"] <= row["start"] < source["end"]]
        spans = [span for row in times if row["value"] and (span := _span(row["value"], page.document))]
        spans = [span for span in spans if not _is_to_come(span, page.document)] or spans
        if spans:
            return (min(first for first, _ in spans), max(last for _, last in spans)), item is sentence
    if newsy:
        last = date.fromisoformat(page.document["published_to"])
        return (last - _BACK, last), False
    return None, False


def _is_to_come(span: Period, document: Row) -> bool:
    return bool(document["published_to"]) and span[0] > date.fromisoformat(document["published_to"])


def _backwards(sentence: Sentence, page: _Page) -> list[Sentence]:
    before = [item for item in page.sentences if item.paragraph == sentence.paragraph and item.start <= sentence.start]
    return before[::-1]


def _span(value: str, document: Row) -> Period | None:
    """Return the days of a value; one that is open runs to the day of publication."""
    try:
        first, last = bounds(value)
    except ValueError:
        return None
    if last is None and document["published_to"]:
        last = date.fromisoformat(document["published_to"])
    return (first, last) if first and last and first <= last else None


def _as_of(figure: Row, sentence: Sentence, page: _Page) -> tuple[str | None, str, str | None]:
    """Return as of when a figure was counted, what that rests on, and the id of the time in the text."""
    text = page.document["text"]
    here = [row for row in page.times if sentence.start <= row["start"] < sentence.end and row["value"]]
    for time in here:
        before = text[max(sentence.start, time["start"] - _LOOK_BACK) : time["start"]]
        if _cue_pattern().search(before) and _is_past(time["value"], page.document):
            return time["value"], f"“{_quoted(text, time, sentence)}”", time["time_id"]
    if figure["as_of"]:
        return figure["as_of"], "as the text says of a figure before it", None
    if page.document["published_to"]:
        return page.document["published_to"], "published no later than this", None
    return None, "nothing says", None


def _is_past(value: str, document: Row) -> bool:
    """Tell that a time is no deadline: it begins no later than the day of publication."""
    span = _span(value, document)
    return span is not None and (not document["published_to"] or span[0].isoformat() <= document["published_to"])


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = "|".join(re.escape(form) for form in quantity_book().words["asof"])
    return re.compile(
        rf"\b(?:{cues})\s+(?:the\s+)?(?:(?:evening|morning|end|night|noon|close)\s+of\s+)?$", re.IGNORECASE
    )


def _quoted(text: str, time: Row, sentence: Sentence) -> str:
    """Return the words of the cue and the time."""
    start = max(sentence.start, time["start"] - _LOOK_BACK)
    cue = _cue_pattern().search(text[start : time["start"]])
    begin = start + (cue.start() if cue else time["start"] - start)
    return " ".join(text[begin : time["end"]].split())


def _scope(figure: Row, sentence: Sentence, page: _Page) -> str:
    if figure["part_of"]:
        return "part"
    if figure["period"] == "day":
        return "day"
    near = page.document["text"][max(sentence.start, figure["start"] - 60) : min(sentence.end, figure["end"] + 60)]
    return "day" if figure["period"] is None and _daily_pattern().search(near) else "total"


@cache
def _daily_pattern() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in quantity_book().words["day"])
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
