"""Measures of coreference on small partitions, with values worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from trucewatch.evaluate.chains import assign, score_chains

KEY = [frozenset("abc"), frozenset("defg")]
ANSWER = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_values_of_the_paper_on_lea() -> None:
    recall, precision, f1 = score_chains(KEY, ANSWER)["LEA"]
    assert recall == pytest.approx((3 * 1 / 3 + 4 * 1 / 6) / 7)
    assert precision == pytest.approx((2 * 1 + 2 * 0 + 4 * 1 / 6) / 8)
    assert f1 == pytest.approx(2 * recall * precision / (recall + precision))


def test_muc_and_b_cubed() -> None:
    scores = score_chains(KEY, ANSWER)
    assert scores["MUC"][:2] == pytest.approx((2 / 5, 2 / 5))
    assert scores["B3"][:2] == pytest.approx(((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7, (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8))


def test_the_same_partition_is_perfect_and_singles_are_not() -> None:
    assert all(value == (1.0, 1.0, 1.0) for value in score_chains(KEY, KEY).values())
    alone = [frozenset(one) for one in "abcdefg"]
    scores = score_chains(KEY, alone)
    assert scores["MUC"][2] == 0.0 and scores["LEA"][2] == 0.0 and scores["B3"][1] == 1.0


def test_singles_count_for_lea() -> None:
    key = [frozenset("a"), frozenset("bc")]
    assert score_chains(key, [frozenset("a"), frozenset("b"), frozenset("c")])["LEA"][0] == pytest.approx(1 / 3)


@pytest.mark.parametrize("size", [1, 2, 4, 6])
def test_assignment_is_the_best_there_is(size: int) -> None:
    cost = np.random.default_rng(size).random((size, size))
    best = min(sum(cost[row, column] for row, column in enumerate(order)) for order in permutations(range(size)))
    assert sum(cost[row, column] for row, column in enumerate(assign(cost))) == pytest.approx(best)
