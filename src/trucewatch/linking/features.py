"""From rows of claims to columns: what each claim says of act, actors, place, time, figures, and in which words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from trucewatch.casebook import Casebook
from trucewatch.extract import edtf
from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Columns, code, empty_columns, key_of
from trucewatch.linking.lineage import Lineages
from trucewatch.linking.model import LINKED_KINDS, Row, Tables
from trucewatch.linking.stems import LIGHT, fingerprint, rarest, sense_of, silent, stem, stems

BEFORE_PRINT = 14
"""Days before publication in which an undated act of a news report most likely lies."""

_DAYS, _MONTH = 4, 62
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")
_TRIGGER = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What claims refer to, by id."""

    documents: Mapping[str, Row]
    segments: Mapping[str, Row]
    places: Mapping[str, Row]
    times: Mapping[str, Row]
    figures: Mapping[str, Row]
    hints: Mapping[str, Sequence[Row]]
    lineages: Lineages


def linked_claims(tables: Tables) -> list[Row]:
    """Return the claims that are about a happening, in the order of their ids: acts and rows of others, no remarks."""
    rows = (row for row in tables["claims"] if row["kind"] in LINKED_KINDS and row["status"] != "none")
    return sorted(rows, key=lambda row: str(row["claim_id"]))


def read_features(claims: Sequence[Row], tables: Tables, casebook: Casebook) -> Columns:
    """Return the columns of claims (in the order given)."""
    setting = _setting(tables, casebook)
    made = empty_columns(len(claims))
    stories = {
        document_id: fingerprint(stems(str(setting.documents[document_id]["text"])))
        for document_id in sorted({str(row["document_id"]) for row in claims})
    }
    for index, claim in enumerate(claims):
        made.key[index] = key_of(str(claim["claim_id"]))
        made.document[index] = key_of(str(claim["document_id"]))
        made.story[index] = stories[str(claim["document_id"])]
        _fill_act(made, index, claim)
        _fill_time(made, index, claim, setting)
        _fill_actors(made, index, claim, setting)
        _fill_places(made, index, claim, setting)
        _fill_figures(made, index, claim, setting)
        _fill_words(made, index, claim, setting)
    return made


def _setting(tables: Tables, casebook: Casebook) -> Setting:
    def by(table: str, name: str) -> dict[str, Row]:
        return {str(row[name]): row for row in tables.get(table, ())}

    hints: dict[str, list[Row]] = {}
    for row in tables.get("times", ()):
        if row["value"] and row["earliest"] and row["latest"]:
            hints.setdefault(str(row["segment_id"]), []).append(row)
    return Setting(
        by("documents", "document_id"), by("segments", "segment_id"), by("places", "mention_id"),
        by("times", "time_id"), by("figures", "figure_id"), hints, Lineages(casebook),
    )  # fmt: skip


def _fill_act(made: Columns, index: int, claim: Row) -> None:
    table = act_table()
    made.act[index] = table.number(claim["act"])
    made.groups[index] = table.groups[made.act[index]]
    made.mood[index] = {"planned": at.PLANNED, "omitted": at.OMITTED}.get(str(claim["modality"]), at.DONE)


def _fill_time(made: Columns, index: int, claim: Row, setting: Setting) -> None:
    document = setting.documents[str(claim["document_id"])]
    first, last, basis = claim_days(claim, document, setting.hints.get(str(claim["segment_id"]), ()))
    made.first[index], made.last[index], made.basis[index] = first, last, basis


def claim_days(claim: Row, document: Row, hints: Sequence[Row] = ()) -> tuple[int, int, int]:
    """Return first and last day of what a claim tells, and what they rest on.

    An open end is closed by the day of publication. An undated claim takes the last date named before it in its
    paragraph, else the fortnight up to the day of publication: both are weak evidence, marked as such.
    """
    printed = _day(document.get("published_to"))
    if claim["date"]:
        first, last = edtf.bounds(str(claim["date"]))
        start = first or last
        end = last or (date.fromordinal(printed) if printed and first and printed >= first.toordinal() else first)
        assert start is not None and end is not None
        span = end.toordinal() - start.toordinal() + 1
        basis = at.DAY if span <= _DAYS else at.COARSE if span <= _MONTH else at.LONG
        return start.toordinal(), end.toordinal(), basis
    before = [row for row in hints if row["start"] < claim["start"]]
    if before:
        nearest = max(before, key=lambda row: (row["start"], str(row["time_id"])))
        return _known(_day(nearest["earliest"])), _known(_day(nearest["latest"])), at.HINT
    if printed:
        opened = _day(document.get("published_from")) or printed
        return opened - BEFORE_PRINT, printed, at.WINDOW
    return 0, 0, at.UNDATED


def _known(day: int | None) -> int:
    assert day is not None
    return day


def _day(value: object) -> int | None:
    return date.fromisoformat(str(value)).toordinal() if value else None


def _fill_actors(made: Columns, index: int, claim: Row, setting: Setting) -> None:
    known = made.basis[index] not in (at.UNDATED,)
    on = date.fromordinal(int(made.last[index])).isoformat() if known else None
    for role, ids, roots in (("actors", made.doers, made.doer_roots), ("recipients", made.bearers, made.bearer_roots)):
        named = list(dict.fromkeys(str(one["actor_id"]) for one in claim[role] if one["actor_id"]))[: at.ACTORS]
        for slot, actor_id in enumerate(named):
            ids[index, slot] = code(actor_id)
            roots[index, slot] = code(setting.lineages.root(actor_id, on))


def _fill_places(made: Columns, index: int, claim: Row, setting: Setting) -> None:
    found: dict[str, Row] = {}
    for mention_id in claim["place_mention_ids"]:
        place = setting.places.get(str(mention_id))
        if place and place["place_id"] and place["lat"] is not None:
            found.setdefault(str(place["place_id"]), place)
    narrowest = sorted(found.values(), key=lambda place: (place["radius_km"], str(place["place_id"])))
    for slot, place in enumerate(narrowest[: at.PLACES]):
        made.places[index, slot] = code(str(place["place_id"]))
        made.points[index, slot] = point(float(place["lat"]), float(place["lon"]))
        made.radii[index, slot] = place["radius_km"]


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """Return a place on the unit sphere."""
    latitude, longitude = math.radians(lat), math.radians(lon)
    return (
        math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude),
    )  # fmt: skip


def _fill_figures(made: Columns, index: int, claim: Row, setting: Setting) -> None:
    rows = [setting.figures[str(one)] for one in claim["figure_ids"] if str(one) in setting.figures]
    for slot, figure in enumerate(rows[: at.FIGURES]):
        low, high = figure["low"], figure["high"]
        made.units[index, slot] = code(str(figure["unit"]))
        made.lows[index, slot] = -math.inf if low is None else low
        made.highs[index, slot] = math.inf if high is None else high


def _fill_words(made: Columns, index: int, claim: Row, setting: Setting) -> None:
    text = str(setting.documents[str(claim["document_id"])]["text"])
    segment = setting.segments.get(str(claim["segment_id"]))
    start, end = (segment["start"], segment["end"]) if segment else (0, len(text))
    fill_words(made, index, str(claim["quote"]), sentence_around(text[start:end], claim["start"] - start))


def fill_words(made: Columns, index: int, trigger: str, sentence: str) -> None:
    """Fill in the words of a claim: stems and meanings of its trigger, and the telling stems of its sentence."""
    found = dict.fromkeys(map(stem, _TRIGGER.findall(trigger)))
    triggering = [one for one in found if sense_of(one) > LIGHT] or [one for one in found if one not in silent()]
    for slot, one in enumerate(triggering[: at.TRIGGERS]):
        made.triggers[index, slot] = code(one)
        made.senses[index, slot] = sense_of(one)
    telling = rarest((one for one in stems(sentence) if one not in triggering), at.WORDS)
    made.words[index, : len(telling)] = np.array(telling, np.uint32)


def sentence_around(passage: str, offset: int) -> str:
    """Return the sentence of a passage in which an offset lies."""
    ends = [match.end() for match in _SENTENCE_END.finditer(passage)]
    start = max((end for end in ends if end <= offset), default=0)
    return passage[start : min((end for end in ends if end > offset), default=len(passage))]
