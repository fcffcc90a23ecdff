"""Acts and commitments of invented reports on other conflicts stay as well read as they are, without a casebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.evaluate.gate import Set, measure_set

DATA = Path(__file__).parents[1] / "data"
FLOORS = {
    "keys-own": {
        "events": 0.80, "events.precision": 0.87, "events.usable": 0.17, "events.actors": 0.68,
        "events.recipients": 0.65, "events.date": 0.68, "events.place": 0.76, "events.status": 0.58,
        "commitments": 0.31,
    },
    "keys-second": {
        "events": 0.79, "events.precision": 0.90, "events.usable": 0.08, "events.actors": 0.70,
        "events.recipients": 0.65, "events.date": 0.60, "events.place": 0.70, "events.status": 0.90,
        "commitments": 0.35,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figures_do_not_fall(name: str) -> None:
    scores = measure_set(Set(name, DATA / name / "reports", DATA / name / "key", ()))
    fallen = {measure: scores[measure] for measure, floor in FLOORS[name].items() if scores[measure] < floor}
    assert not fallen
