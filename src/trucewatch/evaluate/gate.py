"""The gate: measure accuracy on answer keys, and refuse to fall below the floors in the baseline.

Keys in the repository are always measured. Keys outside it are measured where they are present; where they are not,
NOT MEASURED is printed, which is no pass. ``--raise`` writes better figures into the baseline.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from trucewatch.agreements.drafting.propose import propose_agreement
from trucewatch.annotate import Parser
from trucewatch.casebook import load_casebooks
from trucewatch.evaluate.act_measures import score_acts
from trucewatch.evaluate.draftkeys import read_keys
from trucewatch.evaluate.drafts import MEASURES, measure_draft, sum_scores
from trucewatch.evaluate.linkanswers import answer_pairs
from trucewatch.evaluate.linkdata import read_labelled
from trucewatch.evaluate.links import measure
from trucewatch.evaluate.measures import score_answers
from trucewatch.evaluate.status import evaluate_status, read_rows
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge
from trucewatch.pipeline.document import Tools
from trucewatch.pipeline.run import build
from trucewatch.publish.exports.answers import case_answers
from trucewatch.storage import open_case

MARGIN = 0.0005
"""Figures are stored with three digits; what rounds to the floor passes."""
SLACK = 0.01
"""How far below a measured figure its floor is set: parses differ a little between processors."""

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Set:
    """Reports with answer keys, and the casebooks they are read with."""

    name: str
    reports: Path
    keys: Path
    casebooks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What the gate measures: a name, the file or folder that it needs, and how."""

    name: str
    needs: Path
    scores: Callable[[], Scores]


def measure_set(measured: Set) -> Scores:
    """Build the reports of a set into a new case and return its scores, three digits."""
    keys = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(measured.keys.glob("*.json"))}
    with tempfile.TemporaryDirectory() as temporary:
        build([measured.reports], Path(temporary) / "gate.case", measured.casebooks, jobs=1)
        answers = case_answers(open_case(Path(temporary) / "gate.case"))
    made = {Path(answer["report"]).stem: answer for answer in answers}
    pairs = [(key, made.get(stem, {})) for stem, key in keys.items()]
    return _rounded(score_answers(pairs) | score_acts(pairs))


def measure_links(folder: Path) -> Scores:
    """Return how well linking tells the labelled pairs of a folder; ``calm`` is one less the share of false alarms."""
    found = measure(answer_pairs(read_labelled(folder)))
    return _rounded({
        "copies": found.copied.f1, "events": found.event_accuracy, "contradictions": found.contradictions.f1,
        "calm": 1 - found.false_alarms, "origins": found.origins_exact,
    })  # fmt: skip


def measure_status(file: Path) -> Scores:
    """Return the accuracy on labelled statuses and the least recall of a label."""
    found = evaluate_status(read_rows(file), Tools(Parser(), _knowledge()))
    return _rounded({"accuracy": found.accuracy, "least recall": min(found.recall(label) for label in found.labels)})


def measure_drafts(folder: Path) -> Scores:
    """Return what is right of the provisions that accords' texts should propose."""
    parser, known = Parser(), _knowledge()
    keyed = read_keys(folder).values()
    total = sum_scores([measure_draft(propose_agreement(text, parser, known), key) for text, key in keyed])
    return _rounded({name: total.share(name) for name in MEASURES})


def _knowledge() -> Knowledge:
    return Knowledge(load_casebooks([]), open_gazetteer())


def _rounded(scores: Scores) -> Scores:
    return {name: round(value, 3) for name, value in scores.items()}


def sets(shared: Path) -> list[Set]:
    """Return the sets of reports with keys: the example's own, and those outside the repository."""
    example = Path("examples/arven")
    gold, seeds = shared / "gold", shared / "seeds"
    return [
        Set("example", example / "reports", example / "key", (str(example / "casebook.yml"),)),
        Set("gold with casebook", seeds, gold, ("karabakh",)),
        Set("gold without casebook", seeds, gold, ()),
    ]


def measures(shared: Path) -> list[Measure]:
    """Return everything that the gate measures, in order."""
    own, gold = Path("tests/data"), shared / "gold"
    return [
        *(Measure(each.name, each.keys, partial(measure_set, each)) for each in sets(shared)),
        _of("status, own", own / "status-third.jsonl", measure_status),
        _of("status pairs", gold / "status-pairs.jsonl", measure_status),
        _of("links, own", own / "link-third", measure_links),
        _of("link pairs", gold / "link-pairs", measure_links),
        _of("drafts, own", own / "accords-more", measure_drafts),
    ]


def _of(name: str, path: Path, measured: Callable[[Path], Scores]) -> Measure:
    return Measure(name, path, partial(measured, path))


def compare(name: str, scores: Scores, floors: Scores) -> list[str]:
    """Print a set's scores beside their floors; return what fell below."""
    fallen = []
    for layer, value in scores.items():
        floor = floors.get(layer)
        low = floor is not None and value < floor - MARGIN
        print(f"  {layer:18s} {value:.3f}   floor {floor if floor is not None else '–'}{'   FELL' if low else ''}")
        if low:
            fallen.append(f"{name}: {layer} {value:.3f} is below {floor}")
    missing = [layer for layer in floors if layer not in scores]
    return fallen + [f"{name}: {layer} has a floor and was not measured" for layer in missing]


def main() -> None:
    """Run the gate; exit code 1 where a figure fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baseline", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write better figures into the baseline")
    given = parser.parse_args()
    baseline: dict[str, Scores] = json.loads(given.baseline.read_text(encoding="utf-8"))
    fallen: list[str] = []
    for measured in measures(given.shared):
        print(measured.name, flush=True)
        if not measured.needs.exists():
            print("  NOT MEASURED: its keys are not here")
            continue
        scores = measured.scores()
        fallen += compare(measured.name, scores, baseline.get(measured.name, {}))
        if given.lift:
            baseline[measured.name] = _raised(baseline.get(measured.name, {}), scores)
    if given.lift:
        given.baseline.write_text(json.dumps(baseline, indent=2) + "\n", encoding="utf-8")
    sys.exit("\n".join(fallen) if fallen else 0)


def _raised(floors: Scores, scores: Scores) -> dict[str, Any]:
    return {name: max(round(value - SLACK, 3), floors.get(name, 0.0)) for name, value in scores.items()}


if __name__ == "__main__":
    main()
