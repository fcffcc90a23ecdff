"""Measure places against corpora of news with toponyms and their coordinates, in the formats of LGL and GeoVirus.

    python -m trucewatch.evaluate.geoparsing FILE [--first N]

A toponym counts as found where a predicted span equals the gold span; the distances are of those. The shares within
161 and 25 km are given over all gold toponyms with coordinates (a missed one counts against) and over those found.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from trucewatch.annotate import Parser
from trucewatch.casebook.load import load_casebooks
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge
from trucewatch.extract.places import find_places
from trucewatch.extract.places.resolve import distance_km
from trucewatch.records import PlaceMention, Segment

NEAR_KM, CLOSE_KM = 161.0, 25.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold toponym: words at ``[start, end)`` of the text, and its point if it has one."""

    start: int
    end: int
    words: str
    lat: float | None
    lon: float | None


@dataclass(slots=True)
class Tally:
    """Counts over a corpus, and the distances of the toponyms found, in km."""

    gold: int = 0
    located: int = 0
    predicted: int = 0
    found: int = 0
    distances: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return precision, recall, F1 of spans, and how near the points are."""
        precision = self.found / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        near = sum(distance <= NEAR_KM for distance in self.distances)
        close = sum(distance <= CLOSE_KM for distance in self.distances)
        found = len(self.distances) or 1
        return {
            "gold": self.gold, "predicted": self.predicted, "precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if self.found else 0.0,
            "within 161 km of all": near / (self.located or 1), "within 161 km of found": near / found,
            "within 25 km of all": close / (self.located or 1), "within 25 km of found": close / found,
            "median km": median(self.distances) if self.distances else 0.0,
        }  # fmt: skip


def read_corpus(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield text and gold toponyms of every article of an LGL or GeoVirus file."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        found = [_toponym(item, text) for item in (*article.iter("toponym"), *article.iter("location"))]
        yield text, [item for item in found if item is not None]


def _toponym(item: ElementTree.Element, text: str) -> Toponym | None:
    words = item.findtext("phrase") or item.findtext("name") or ""
    start = int(item.findtext("start") or 0)
    if text[start : start + len(words)] != words:
        nearby = text.find(words, max(0, start - 30), start + len(words) + 30)
        start = nearby if nearby >= 0 else start
    tag = item.find("gaztag")
    place = tag if tag is not None else item
    lat, lon = place.findtext("lat"), place.findtext("lon")
    return Toponym(start, start + len(words), words, float(lat) if lat else None, float(lon) if lon else None)


def measure_places(articles: Sequence[tuple[str, list[Toponym]]], parser: Parser, knowledge: Knowledge) -> Tally:
    """Return the tally of a corpus."""
    tally = Tally()
    texts = []
    for text, _ in articles:
        document_id = "d-" + hashlib.sha256(text.encode()).hexdigest()[:16]
        segment = Segment(
            segment_id=document_id, document_id=document_id, start=0, end=len(text), role="body", repeats=None, rules=()
        )
        texts.append((document_id, text, (segment,)))
    for annotated, (text, gold) in zip(parser.parse(texts), articles, strict=True):
        mentions, _ = find_places(annotated, knowledge)
        _count(tally, text, gold, [mention for mention in mentions if mention.lat is not None])
    return tally


def _count(tally: Tally, text: str, gold: list[Toponym], mentions: list[PlaceMention]) -> None:
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    tally.gold += len(gold)
    tally.predicted += len(mentions)
    for toponym in gold:
        mention = by_span.pop((toponym.start, toponym.end), None)
        context = " ".join(text[max(0, toponym.start - 40) : toponym.end + 30].split())
        tally.located += toponym.lat is not None
        if mention is None:
            tally.missed.append(f"{toponym.words} | {context}")
            continue
        tally.found += 1
        if toponym.lat is not None and toponym.lon is not None and mention.lat is not None and mention.lon is not None:
            distance = distance_km(toponym.lat, toponym.lon, mention.lat, mention.lon)
            tally.distances.append(distance)
            if distance > NEAR_KM:
                tally.misplaced.append(f"{toponym.words} | {mention.place_id} {round(distance)} km | {context}")
    for start, end in by_span:
        tally.invented.append(f"{text[start:end]} | {' '.join(text[max(0, start - 40) : end + 30].split())}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure a file and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--first", type=int, default=None, help="only so many articles")
    options.add_argument("--errors", type=Path, default=None, help="write what went wrong to this file")
    chosen = options.parse_args(arguments)
    articles = list(read_corpus(chosen.file))[: chosen.first]
    tally = measure_places(articles, Parser(), Knowledge(load_casebooks(), open_gazetteer()))
    for name, value in tally.figures().items():
        print(f"{name:24s} {value:10.3f}")
    if chosen.errors:
        lists = (("missed", tally.missed), ("invented", tally.invented), ("misplaced", tally.misplaced))
        lines = [f"{kind}: {line}" for kind, listed in lists for line in listed]
        chosen.errors.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
