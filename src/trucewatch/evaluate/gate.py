"""The gate: measure accuracy on answer keys, and refuse to fall below the floors in the baseline.

The example's own key is always measured. Keys outside the repository are measured where they are present; where
they are not, NOT MEASURED is printed, which is no pass. ``--raise`` writes better figures into the baseline.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.evaluate.act_measures import score_acts
from trucewatch.evaluate.measures import score_answers
from trucewatch.pipeline.run import build
from trucewatch.publish.exports.answers import case_answers
from trucewatch.storage import open_case

MARGIN = 0.0005
"""Figures are stored with three digits; what rounds to the floor passes."""
SLACK = 0.01
"""How far below a measured figure its floor is set: parses differ a little between processors."""


@dataclass(frozen=True, slots=True)
class Set:
    """Reports with answer keys, and the casebooks they are read with."""

    name: str
    reports: Path
    keys: Path
    casebooks: tuple[str, ...]


def measure_set(measured: Set) -> dict[str, float]:
    """Build the reports of a set into a new case and return its scores, three digits."""
    keys = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(measured.keys.glob("*.json"))}
    with tempfile.TemporaryDirectory() as temporary:
        build([measured.reports], Path(temporary) / "gate.case", measured.casebooks, jobs=1)
        answers = case_answers(open_case(Path(temporary) / "gate.case"))
    made = {Path(answer["report"]).stem: answer for answer in answers}
    pairs = [(key, made.get(stem, {})) for stem, key in keys.items()]
    scores = score_answers(pairs) | score_acts(pairs)
    return {name: round(value, 3) for name, value in scores.items()}


def sets(shared: Path) -> list[Set]:
    """Return the sets to measure: the example's own, and those outside the repository."""
    example = Path("examples/arven")
    gold, seeds = shared / "gold", shared / "seeds"
    return [
        Set("example", example / "reports", example / "key", (str(example / "casebook.yml"),)),
        Set("gold with casebook", seeds, gold, ("karabakh",)),
        Set("gold without casebook", seeds, gold, ()),
    ]


def compare(name: str, scores: dict[str, float], floors: dict[str, float]) -> list[str]:
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
    baseline: dict[str, dict[str, float]] = json.loads(given.baseline.read_text(encoding="utf-8"))
    fallen: list[str] = []
    for measured in sets(given.shared):
        print(measured.name)
        if not measured.keys.is_dir():
            print("  NOT MEASURED: its keys are not here")
            continue
        scores = measure_set(measured)
        fallen += compare(measured.name, scores, baseline.get(measured.name, {}))
        if given.lift:
            baseline[measured.name] = _raised(baseline.get(measured.name, {}), scores)
    if given.lift:
        given.baseline.write_text(json.dumps(baseline, indent=2) + "\n", encoding="utf-8")
    sys.exit("\n".join(fallen) if fallen else 0)


def _raised(floors: dict[str, float], scores: dict[str, float]) -> dict[str, Any]:
    return {name: max(round(value - SLACK, 3), floors.get(name, 0.0)) for name, value in scores.items()}


if __name__ == "__main__":
    main()
