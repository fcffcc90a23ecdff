"""A case of synthetic reports on disk, as a build would leave it: every table, with texts in which all of it stands.

The generator, from one seed. There is one truce for every `REPORTS_A_TRUCE` reports, each with its own two sides, their
forces, towns within a degree of one another, twenty people who are quoted, and `DAYS` days out of `SPAN`. A report is
of one of `OUTLETS` outlets and tells of two happenings of its truce on the days before, in two sentences: an act
by a force at a town on a day, one in three with a number of dead, one in three in the words of somebody. Of these,
`AGAIN` is the share that other reports of these days tell too. Then follow words of a language of its own, drawn by
Zipf's law; one report in seven repeats those of the report before it in its truce, with a credit. Nothing is read by
the pipeline: the rows are written as they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from trucewatch import __version__
from trucewatch.records import TABLES, arrow_schema, make_id
from trucewatch.rulebooks import rulebook_hash
from trucewatch.storage.manifest import Recipe
from trucewatch.storage.writer import CaseWriter

REPORTS_A_TRUCE, TOWNS, DAYS, SPAN, OUTLETS, TOLD, BATCH = 150, 40, 400, 2000, 300, 2, 5000
AGAIN = 0.15
"""The share of sentences that tell a happening of these days again, where there is one."""
_LANGUAGE, _RECENT, _NEAR = 30_000, 400, 1
ACTS = (
    ("shelling", "shelled", "FIGHT"), ("air-strike", "bombed", "FIGHT"), ("capture", "captured", "FIGHT"),
    ("armed-clash", "clashed with troops at", "FIGHT"), ("blockade", "blockaded", "COERCE"),
    ("offensive", "attacked", "FIGHT"),
)  # fmt: skip
_START = date(2026, 1, 1).toordinal()
_CLAIM: dict[str, Any] = {
    "repeats": [], "recipients": [], "mentioned": [], "due": None, "under": None, "polarity": "asserted",
    "modality": "actual", "status": "happened", "score": 0.8, "made_by": "machine", "review": "unreviewed",
    "why": "told as done", "rules": ["acts"], "kind": "act", "claimant_actor_id": None, "claimant_side": None,
}  # fmt: skip
_ONSET, _VOWELS = "bdfgklmnprstvz", "aeiou"


def word_of(number: int, syllables: int = 3) -> str:
    """Return the word of a number: syllables drawn by it, so that neighbours are not spelt alike."""
    drawn = number * 2_654_435_761 % 2**32
    spelt = ""
    for _ in range(syllables):
        drawn, rest = divmod(drawn, len(_ONSET) * len(_VOWELS))
        spelt += _ONSET[rest // len(_VOWELS)] + _VOWELS[rest % len(_VOWELS)]
    return spelt


@dataclass(frozen=True, slots=True)
class _Happening:
    act: int
    day: int
    town: int
    force: int
    dead: int


class _Text:
    """A text in the making, with the rows of what stands in it."""

    def __init__(self, document_id: str) -> None:
        self.id = document_id
        self.text = ""
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}

    def put(self, words: str) -> tuple[int, int]:
        """Add words; return where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def row(self, table: str, prefix: str, span: tuple[int, int], **fields: Any) -> str:
        """Add a row about words of the text; return its id."""
        key = make_id(prefix, self.id, table, *span)
        names = {"p": "mention_id", "t": "time_id", "f": "figure_id", "c": "claim_id", "s": "segment_id"}
        name = "attribution_id" if table == "attributions" else names[prefix]
        placed = {name: key, "document_id": self.id, "start": span[0], "end": span[1]}
        self.rows[table].append({**placed, "quote": self.text[span[0] : span[1]], **fields})
        return key


class Reports:
    """Draws reports, one after another."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.random = np.random.default_rng(seed)
        self.truces = max(1, count // REPORTS_A_TRUCE)
        self.centres = self.random.uniform((-35, -110), (55, 140), (self.truces, 2))
        self.towns = self.random.uniform(-0.9, 0.9, (self.truces, TOWNS, 2))
        self.opens = self.random.integers(0, SPAN - DAYS, self.truces)
        self.known: dict[int, list[_Happening]] = {}
        self.shares = np.cumsum(1 / (np.arange(_LANGUAGE) + 10.0))
        self.last: dict[int, tuple[str, str]] = {}

    def draw(self, number: int) -> _Text:
        """Return one report."""
        random, made = self.random, _Text(make_id("d", "synthetic", number))
        truce = int(random.integers(self.truces))
        day = int(self.opens[truce]) + int(random.integers(DAYS)) + _START
        told = [self._happening(truce, day) for _ in range(TOLD)]
        printed = max(one.day for one in told) + int(random.integers(1, 4))
        outlet = f"{word_of(800_000 + int(random.integers(OUTLETS))).title()} Courier"
        copied = self.last.get(truce) if random.random() < 1 / 7 else None
        title = " ".join(self._words(5)).capitalize()
        span = made.put(title)
        made.row("segments", "s", span, role="headline", repeats=None, rules=["main"])
        made.put("\n\n")
        for one in told:
            self._tell(made, truce, one)
        start = len(made.text)
        filler = copied[0] if copied else f"{' '.join(self._words(24)).capitalize()}."
        made.put(f"{filler} ({copied[1]})" if copied else filler)
        made.row("segments", "s", (start, len(made.text)), role="body", repeats=None, rules=["main"])
        self.last[truce] = filler, outlet
        made.rows["documents"].append(self._document(made, number, title, outlet, printed))
        return made

    def _happening(self, truce: int, day: int) -> _Happening:
        """Return a happening of a truce: one that was told already, of about this day, or a new one."""
        random, known = self.random, self.known.setdefault(truce, [])
        near = [one for one in known[-_RECENT:] if abs(one.day - day) <= _NEAR]
        if near and random.random() < AGAIN:
            return near[int(random.zipf(2.1) - 1) % len(near)]
        made = _Happening(
            int(random.integers(len(ACTS))), day - int(random.integers(3)), int(random.integers(TOWNS)),
            int(random.integers(6)), int(np.exp(random.normal(2.5, 1.2))) + 1,
        )  # fmt: skip
        known.append(made)
        return made

    def _words(self, count: int) -> list[str]:
        drawn = np.searchsorted(self.shares, self.random.random(count) * self.shares[-1])
        return [word_of(int(one)) for one in drawn]

    def _tell(self, made: _Text, truce: int, one: _Happening) -> None:
        """Add the sentence of one happening, as a paragraph of its own."""
        random, begin = self.random, len(made.text)
        act, verb, kind = ACTS[one.act]
        force = f"{word_of(100_000 + truce * 6 + one.force, 4).title()} Guard"
        made.put(f"{force} ")
        trigger = made.put(verb)
        made.put(" ")
        name = word_of(200_000 + truce * TOWNS + one.town, 4).title()
        town = made.put(name)
        made.put(" on ")
        day = made.put(f"{date.fromordinal(one.day):%-d %B %Y}")
        dead = made.put(str(one.dead)) if random.random() < 1 / 3 and made.put(", killing ") else None
        made.put(" people" if dead else "")
        person = int(random.integers(20))
        speaker = f"{word_of(700_000 + person).title()} {word_of(600_000 + truce * 20 + person, 4).title()}"
        said = random.random() < 1 / 3
        source = (made.put(", ")[1], made.put(speaker)[1]) if said else (0, 0)
        made.put(" said" if said else "")
        made.put(f", {' '.join(self._words(4))}.")
        segment = made.row("segments", "s", (begin, len(made.text)), role="body", repeats=None, rules=["main"])
        made.put("\n\n")
        place = self._place(made, town, truce, one.town, segment)
        when = self._time(made, day, one.day, segment)
        figure = self._figure(made, dead, one.dead, segment) if dead else None
        source_id = self._source(made, (begin, source[0]), source, speaker, segment) if said else None
        made.row(
            "claims", "c", trigger, segment_id=segment, act=act, event_type=kind, place_ids=[f"geo:{name}"],
            actors=[{"actor_id": f"local:{force}", "name": force, "mention_id": make_id("a", made.id, begin)}],
            place_mention_ids=[place], date=date.fromordinal(one.day).isoformat(), time_ids=[when],
            figure_ids=[figure] if figure else [], attribution_id=source_id, claimant=speaker if said else None,
            chain=[speaker] if said else [], own_voice=not said, **_CLAIM,
        )  # fmt: skip

    def _place(self, made: _Text, span: tuple[int, int], truce: int, town: int, segment: str) -> str:
        lat, lon = (self.centres[truce] + self.towns[truce, town]).tolist()
        name = made.text[span[0] : span[1]]
        return made.row(
            "places", "p", span, segment_id=segment, place_id=f"geo:{name}", name=name, names=[name], kind="town",
            country=None, lat=lat, lon=lon, radius_km=5.0, score=1.0, basis="drawn", metonym=False, cue=None,
            governor="silent", alternatives=[], rules=["drawn"],
        )  # fmt: skip

    def _time(self, made: _Text, span: tuple[int, int], day: int, segment: str) -> str:
        told = date.fromordinal(day).isoformat()
        return made.row(
            "times", "t", span, segment_id=segment, value=told, earliest=told, latest=told, kind="absolute",
            anchor_id=None, basis="as written", zone=None, part=None, rules=["drawn"],
        )  # fmt: skip

    def _figure(self, made: _Text, span: tuple[int, int], number: int, segment: str) -> str:
        counted = (span[1] + 1, span[1] + 1 + len("people"))
        return made.row(
            "figures", "f", span, segment_id=segment, low=float(number), high=float(number), best=float(number),
            approximate=False, unit="killed", counted_start=counted[0], counted_end=counted[1],
            counted_quote="people", attribution_id=None, claimant=None, as_of=None, period=None, part_of=None,
            rules=["drawn"],
        )  # fmt: skip

    def _source(
        self, made: _Text, span: tuple[int, int], source: tuple[int, int], name: str, segment: str
    ) -> str:  # fmt: skip
        cue = (source[1] + 1, source[1] + 1 + len("said"))
        return made.row(
            "attributions", "t", span, segment_id=segment, source_start=source[0], source_end=source[1],
            source_quote=name, source_name=name, source_actor_id=None, source_side=None, cue_start=cue[0],
            cue_end=cue[1], cue_quote="said", kind="indirect", stance="assert", hedges=[], within_id=None,
            rules=["drawn"],
        )  # fmt: skip

    def _document(self, made: _Text, number: int, title: str, outlet: str, printed: int) -> dict[str, Any]:
        day = date.fromordinal(printed).isoformat()
        return {
            "document_id": made.id, "source_sha256": "0" * 64, "origin": f"synthetic/{number:07d}", "locator": "",
            "media_type": "text/plain", "encoding": "utf-8", "title": title, "outlet": outlet, "outlet_id": None,
            "author": None, "address": None, "language": "en", "genre": "news", "genre_basis": "drawn",
            "published": day, "published_from": day, "published_to": day, "published_basis": "drawn",
            "published_quote": None, "published_start": None, "pages": [], "text": made.text,
        }  # fmt: skip


def write_case(case: Path, count: int, more: int = 1) -> Reports:
    """Write a case of so many reports; what it returns draws the next ones (`add_reports`)."""
    reports = Reports(count + more)
    add_reports(case, reports, range(count))
    return reports


def add_reports(case: Path, reports: Reports, numbers: Sequence[int]) -> None:
    """Write reports of some numbers into a case, in a snapshot of its own."""
    with CaseWriter(case) as writer:
        writer.begin(Recipe(__version__, rulebook_hash(), "none", "none"), ())
        for part in _parts(numbers):
            drawn = [reports.draw(number) for number in part]
            writer.add({
                name: pa.Table.from_pylist([row for one in drawn for row in one.rows[name]], schema=arrow_schema(kind))
                for name, kind in TABLES.items()
            })  # fmt: skip
        writer.finish([], set())


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]
