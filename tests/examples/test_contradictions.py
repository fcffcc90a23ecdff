"""What contradicts in the example case: the denials and tolls that a reader finds, and none of what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.pipeline.run import build
from trucewatch.records.link import Contradiction
from trucewatch.storage import open_case
from trucewatch.storage.linked import open_linked

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contradiction, ...]:
    folder = tmp_path_factory.mktemp("example") / "arven.case"
    build([EXAMPLE / "reports"], folder, [EXAMPLE / "casebook.yml"], jobs=1)
    return open_linked(open_case(folder)).contradictions


def between(found: tuple[Contradiction, ...], one: str, other: str) -> list[Contradiction]:
    """Return the rows of which one side's words hold the first, the other's the second."""
    sides = [(row, (row.left_quote, row.right_quote)) for row in found]
    return [row for row, (left, right) in sides if (one in left and other in right) or (other in left and one in right)]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("shelled the village", "fired a single shot", "status"),
        ("leave Lodin", "withdraw its last battery", "status"),
        ("Seven people", "Four", "figure"),
    ],
)
def test_what_contradicts(found: tuple[Contradiction, ...], one: str, other: str, kind: str) -> None:
    assert kind in {row.kind for row in between(found, one, other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("did not stop the columns", "brokered by", id="both only name the same party"),
        pytest.param("fired a single shot", "last guns leave", id="a month apart, and both only name the same party"),
        pytest.param("asks Drosmark to withdraw", "did not withdraw", id="a request asserts nothing"),
        pytest.param("On May 9", "Some 60", id="a day is no other number"),
        pytest.param("20 were civilians", "four children", id="four children can be among twenty civilians"),
    ],
)
def test_what_only_looks_so(found: tuple[Contradiction, ...], one: str, other: str) -> None:
    assert not between(found, one, other)
