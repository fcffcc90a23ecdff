"""Killed and injured of the Gun Violence Database: does the figure an article states equal the coded count?

Run ``python -m trucewatch.evaluate.gvdb DEV_TSV`` on a split of the database in its tab-separated form (columns
``Full text`` and ``Json``). Only articles in which a closed figure of the kind was found are compared; the rest is
counted as not stated. Method: Pavlick et al. 2016, "The Gun Violence Database".
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.annotate import Annotated, Parser
from trucewatch.extract.figures.find import find_figures
from trucewatch.records import Figure, Segment

UNITS = ("killed", "wounded")
_CODES = {"killed": frozenset({"killed"}), "wounded": frozenset({"injured", "hospitalized"})}


@dataclass(frozen=True, slots=True)
class Article:
    """A coded article: its text, and how many victims the coders marked under each unit."""

    article_id: str
    text: str
    counts: dict[str, int]


@dataclass(slots=True)
class Tally:
    """Outcome for one unit: articles with a stated figure, and those where it equals the coded count."""

    articles: int = 0
    stated: int = 0
    exact: int = 0
    among: int = 0
    misses: list[str] = field(default_factory=list)


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a split, with the victims counted by what befell them; the killed are not injured."""
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            marks = [set(victim["victim-was"]) for victim in json.loads(row["Json"])["victim-section"]]
            killed = sum("killed" in mark for mark in marks)
            wounded = sum(bool(mark & _CODES["wounded"]) and "killed" not in mark for mark in marks)
            yield Article(row["Article id"], row["Full text"], {"killed": killed, "wounded": wounded})


def stated_count(figures: Iterable[Figure], unit: str) -> tuple[float | None, set[float]]:
    """Return the count an article states most often (first wins a tie), and all it states, for one unit."""
    closed = [item.best for item in figures if item.unit == unit and item.best is not None and item.part_of is None]
    if not closed:
        return None, set()
    return Counter(closed).most_common(1)[0][0], set(closed)


def measure(articles: list[Article], parser: Parser) -> dict[str, Tally]:
    """Return the tally per unit over the articles."""
    tallies = {unit: Tally() for unit in UNITS}
    for article, annotated in zip(articles, parser.parse(map(_whole, articles)), strict=True):
        for unit, tally in tallies.items():
            _score(tally, article, annotated, unit)
    return tallies


def _whole(article: Article) -> tuple[str, str, tuple[Segment, ...]]:
    """Return an article as one body segment."""
    segment = Segment(
        segment_id=article.article_id, document_id=article.article_id, start=0, end=len(article.text), role="body",
        repeats=None, rules=(),
    )  # fmt: skip
    return article.article_id, article.text, (segment,)


def _score(tally: Tally, article: Article, annotated: Annotated, unit: str) -> None:
    coded = article.counts[unit]
    if coded == 0:
        return
    tally.articles += 1
    main, stated = stated_count(find_figures(annotated, [], []), unit)
    if main is None:
        return
    tally.stated += 1
    tally.exact += main == coded
    tally.among += coded in stated
    if main != coded:
        tally.misses.append(f"{article.article_id}: coded {coded}, stated {sorted(stated)}")


def report(tallies: dict[str, Tally]) -> str:
    """Return the tallies as lines of text."""
    lines = ["unit      articles  stated  exact  share  among those stated"]
    for unit, tally in tallies.items():
        share = tally.exact / tally.stated if tally.stated else 0.0
        among = tally.among / tally.stated if tally.stated else 0.0
        lines.append(
            f"{unit:<9} {tally.articles:>8}  {tally.stated:>6}  {tally.exact:>5}  {share:>5.2f}  {among:>5.2f}"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure the split named on the command line and write the report; return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m trucewatch.evaluate.gvdb DEV_TSV\n")
        return 2
    path = Path(arguments[0])
    if not path.exists():
        sys.stdout.write("NOT MEASURED: the Gun Violence Database is not here.\n")
        return 0
    sys.stdout.write(report(measure(list(read_articles(path)), Parser())) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
