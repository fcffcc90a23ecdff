"""On which side of an hour something was: the day on which a truce begins at one in the afternoon has a morning too.

A claim tells its side by an hour of the clock or a part of the day in its own sentence, or by words about the truce
itself (“three hours into the ceasefire”). What tells nothing may have been on either side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from trucewatch.assess.columns import Columns, Ints
from trucewatch.assess.days import day_bounds, iso_day

BEFORE, OPEN, AFTER = -1, 0, 1
WIDEST = 2
"""Days that a claim's period may have to be asked for its hour."""
DAY = 24 * 60
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(]?[A-Z])|\n")
Sides = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a day, in minutes after midnight, where a zone counts."""

    day: int
    minute: int
    zone: tzinfo

    def __str__(self) -> str:
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


@dataclass(frozen=True)
class Hours:
    """The hours that claims tell of.

    ``times`` are the mentions of times that claims name by ``time_ids``; ``attributions`` tell where the words begin
    and end that somebody is told to have said.
    """

    columns: Columns
    times: pa.Table
    attributions: pa.Table

    def sides(self, rows: Ints, hour: Hour) -> Sides:
        """Return for each row whether it was before an hour or after it, `OPEN` where that is not told."""
        columns = self.columns
        first, last = columns.first[rows], columns.last[rows]
        near = (first <= hour.day) & (last >= hour.day) & (last - first < WIDEST)
        sides = np.zeros(len(rows), dtype=np.int8)
        if not near.any():
            return sides
        told = {claim: self._side(claim, hour) for claim in np.unique(columns.claim[rows[near]]).tolist()}
        sides[near] = [told[claim] for claim in columns.claim[rows[near]].tolist()]
        return sides

    def _side(self, claim: int, hour: Hour) -> int:
        """Return the side of one claim. “Late on Monday A accused B of shelling”: the hour is that of the word.

        What was told before the hour had been by then; of what was told after it only the words themselves tell.
        """
        text, start, end = self._sentence(claim)
        told = self._content.get(self.columns.table["attribution_id"][claim].as_py() or "")
        whole = self._side_in(claim, text, (start, end), hour)
        if told is None:
            return whole
        said = self._side_in(claim, text, (max(start, told[0]), min(end, told[1])), hour)
        return said or (BEFORE if whole == BEFORE else OPEN)

    def _side_in(self, claim: int, text: str, span: tuple[int, int], hour: Hour) -> int:
        by_words = _side_of_words(text[span[0] : span[1]])
        by_clock = _side_of_clock(self._ranges(claim, span, hour), hour)
        if by_words and by_clock and by_words != by_clock:
            return OPEN
        return by_words or by_clock

    def _sentence(self, claim: int) -> tuple[str, int, int]:
        """Return the text of a claim's document, and where the sentences that hold its words begin and end."""
        text, row = self.columns.text_of(claim)
        before = [match.end() for match in _SENTENCE.finditer(text, 0, row["start"])]
        after = _SENTENCE.search(text, row["end"])
        return text, before[-1] if before else 0, after.start() + 1 if after else len(text)

    def _ranges(self, claim: int, span: tuple[int, int], hour: Hour) -> list[tuple[int, int]]:
        """Return from which to which minute of the day the times of a claim can be that stand in a span."""
        ids = self.columns.table["time_ids"][claim].as_py() or ()
        found = []
        for name in ids:
            time = self._by_id.get(name)
            if time and span[0] <= time["start"] < span[1] and day_bounds(time["value"])[0] == hour.day:
                found.append(_range(time, hour))
        return [one for one in found if one is not None]

    @cached_property
    def _content(self) -> dict[str, tuple[int, int]]:
        """Where what is told to have been said begins and ends, by the id of the attribution."""
        rows = self.attributions.select(["attribution_id", "start", "end"]).to_pylist()
        return {row["attribution_id"]: (row["start"], row["end"]) for row in rows}

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        """The mentions that have an hour or a part of the day, by id."""
        wanted = pc.or_(pc.is_valid(self.times["part"]), pc.match_substring(self.times["value"], "T"))
        return {row["time_id"]: row for row in self.times.filter(pc.fill_null(wanted, False)).to_pylist()}


def _range(time: dict[str, Any], hour: Hour) -> tuple[int, int] | None:
    clock = time["value"].partition("T")[2]
    if clock and "/" not in time["value"]:
        minute = _local(_minutes(clock), time["zone"], hour)
        return None if minute is None else (minute, minute)
    given = _table()["parts"].get(time["part"])
    return (_minutes(given[0]), _minutes(given[1])) if given else None


def _local(minute: int, zone: str | None, hour: Hour) -> int | None:
    """Return a minute of the day by the agreement's clock; None where the zone is not known, or the day another."""
    if zone in (None, "local"):
        return minute
    ahead = _table()["zones"].get(zone)
    offset = datetime.fromisoformat(f"{iso_day(hour.day)}T12:00").replace(tzinfo=hour.zone).utcoffset()
    if ahead is None or offset is None:
        return None
    there = minute + int(offset.total_seconds()) // 60 - int(ahead)
    return there if 0 <= there < DAY else None


def _side_of_clock(ranges: list[tuple[int, int]], hour: Hour) -> int:
    if not ranges:
        return OPEN
    least, most = min(first for first, _ in ranges), max(last for _, last in ranges)
    return BEFORE if most < hour.minute else AFTER if least >= hour.minute else OPEN


def _side_of_words(sentence: str) -> int:
    before, after = (bool(pattern.search(sentence)) for pattern in _patterns())
    return OPEN if before == after else BEFORE if before else AFTER


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table()
    before = re.compile(rf"\b{table['before']}\s+{table['truce']}\b", re.IGNORECASE)
    after = re.compile(rf"\b{table['after']}\s+{table['truce']}\b(?!{table['agreed']})", re.IGNORECASE)
    return before, after


@cache
def _table() -> dict[str, Any]:
    text = (files("trucewatch.assess") / "data" / "hours.yml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table
