"""A smoke test of event types on the sentences of PLOVER's gold standard file (GSR), made from the CAMEO manual.

    python -m trucewatch.evaluate.plover FILE [--errors N]

The file codes an older PLOVER: DEMAND is now REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT. Each
sentence is read as a document of its own. Of the acts found in it, whatever their status, the one that overlaps the
coded words most is compared; a sentence without any act counts as wrong. The sentences are single, of all countries and
ideal codings; the finder is made for whole reports on a conflict, so the figure tells of breadth, not of its use.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trucewatch.annotate import Parser
from trucewatch.casebook.load import load_casebooks
from trucewatch.documents.model import Received
from trucewatch.errors import UsageError
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge
from trucewatch.pipeline.document import Tables, Tools, process_documents
from trucewatch.records import Claim, make_id

NOW_CALLED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NONE = "(none)"
_CODED = re.compile(r"\(EVT: ([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Coded:
    """One sentence, its type by today's names, and the words that were coded."""

    text: str
    event_type: str
    words: frozenset[str]


@dataclass(slots=True)
class TypeTally:
    """How often each type was read as each, and the sentences that were misread."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    misread: list[tuple[Coded, str]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the number of sentences, in how many an act was found, and how many types are right."""
        total = self.counts.total() or 1
        found = sum(count for (_, read), count in self.counts.items() if read != NONE)
        right = sum(count for (coded, read), count in self.counts.items() if coded == read)
        return {
            "sentences": self.counts.total(), "with an act": found / total, "type right": right / total,
            "type right where an act was found": right / (found or 1),
        }  # fmt: skip

    def commonest(self, many: int) -> list[tuple[str, str, int]]:
        """Return the commonest errors: type, what was read instead, how often."""
        wrong = [(coded, read, count) for (coded, read), count in self.counts.items() if coded != read]
        return sorted(wrong, key=lambda row: (-row[2], row[0], row[1]))[:many]


def read_sentences(path: Path) -> list[Coded]:
    """Return the coded sentences of a GSR file.

    Raises:
        UsageError: where the file is not in its format.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    return [
        Coded(row["text"], NOW_CALLED.get(row["event"], row["event"]), _coded_words(row))
        for row in rows
        if "text" in row and row["event"] != "DOCUMENT"
    ]


def _coded_words(row: dict[str, Any]) -> frozenset[str]:
    """Return the words marked as the event; a few rows give the marked sentence without its name."""
    info = row.get("textInfo") or ""
    marked = info.get("markup", "") if isinstance(info, dict) else str(info)
    return frozenset(" ".join(_CODED.findall(marked)).casefold().split())


def measure_types(sentences: Sequence[Coded], tools: Tools) -> TypeTally:
    """Return how the types of coded sentences are read."""
    received = [
        Received(
            document_id=make_id("d", str(index), coded.text), source_sha256="0" * 64, origin=f"sentence {index + 1}",
            locator="", media_type="text/plain", payload=coded.text.encode(),
        )
        for index, coded in enumerate(sentences)
    ]  # fmt: skip
    tally = TypeTally()
    for coded, tables in zip(sentences, process_documents(received, tools), strict=True):
        read = _type_read(coded, tables)
        tally.counts[coded.event_type, read] += 1
        if read != coded.event_type:
            tally.misread.append((coded, read))
    return tally


def _type_read(coded: Coded, tables: Tables) -> str:
    acts = [claim for claim in tables.get("claims", ()) if isinstance(claim, Claim) and claim.kind == "act"]
    if not acts:
        return NONE
    best = max(acts, key=lambda act: (len(coded.words & set(act.quote.casefold().split())), -act.start))
    return best.event_type or NONE


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure a file and print the figures with the commonest errors."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--errors", type=int, default=12, help="how many of the commonest errors to print")
    chosen = options.parse_args(arguments)
    tools = Tools(Parser(), Knowledge(load_casebooks(), open_gazetteer()))
    tally = measure_types(read_sentences(chosen.file), tools)
    for name, value in tally.figures().items():
        print(f"{name:36s} {value:8.3f}")
    for coded, read, count in tally.commonest(chosen.errors):
        print(f"{coded:12s} read as {read:12s} {count:4d}")


if __name__ == "__main__":
    main()
