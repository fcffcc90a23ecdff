"""Acts and commitments of invented reports on other conflicts stay as well read as they are, without a casebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.evaluate.gate import Set, measure_set

OWN = Path(__file__).parents[1] / "data" / "keys-own"
FLOORS = {
    "events": 0.80, "events.precision": 0.87, "events.usable": 0.17, "events.actors": 0.68,
    "events.recipients": 0.66, "events.date": 0.69, "events.place": 0.76, "events.status": 0.58, "commitments": 0.31,
}  # fmt: skip


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    return measure_set(Set("own", OWN / "reports", OWN / "key", ()))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figures_do_not_fall(scores: dict[str, float], name: str) -> None:
    assert scores[name] >= FLOORS[name]
