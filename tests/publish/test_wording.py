"""How ranges read."""

from __future__ import annotations

import pytest

from trucewatch.linking.ranges import Range
from trucewatch.publish.dossier import wording


@pytest.mark.parametrize(
    ("low", "high", "above", "below", "words"),
    [
        (25, 200, True, False, "25 to 200 or more"),
        (50_000, 120_000, True, True, "50,000 or less to 120,000 or more"),
        (12, 12, False, False, "12"),
        (12, 12, True, False, "12 or more"),
        (12, 12, False, True, "12 or less"),
        (12, 12, True, True, "12, or less, or more"),
        (None, None, False, False, "no number known"),
    ],
)
def test_each_open_end_stands_at_its_number(
    low: float | None, high: float | None, above: bool, below: bool, words: str
) -> None:
    assert wording.span(Range(low, high, above, below, ("a",))) == words
