"""Weights are documented as they are, checked when read, and scores do not depend on how pairs are asked for."""

from __future__ import annotations

import copy
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from tests.linking.test_grow import crowd
from trucewatch.errors import RulebookError
from trucewatch.linking.acts import act_table
from trucewatch.linking.compare import COMPARISONS
from trucewatch.linking.weights import HOPELESS, load_weights, make_weights, score_pairs

REFERENCE = (Path(__file__).parent.parent.parent / "docs" / "reference" / "linking.md").read_text(encoding="utf-8")
DATA = yaml.safe_load((files("trucewatch.linking") / "data" / "weights.yml").read_text(encoding="utf-8"))
LEFT, RIGHT = np.triu_indices(60, 1)


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
def test_every_level_stands_in_the_reference_with_its_weights(comparison: Any) -> None:
    for level, found in comparison.levels:
        claims, mentions = (DATA[kind]["comparisons"][comparison.name][level] for kind in ("claims", "mentions"))
        assert f"| {comparison.name} | {level} | {found} | {claims:g} | {mentions + 0:g} |" in REFERENCE.replace(
            " -0 |", " 0 |"
        )


def test_every_whole_stands_in_the_reference_with_its_parts() -> None:
    listed = yaml.safe_load((files("trucewatch.linking") / "data" / "acts.yml").read_text(encoding="utf-8"))["parts"]
    for whole, parts in listed.items():
        assert f"| {whole} | {', '.join(parts)} |" in REFERENCE
        assert all(act_table().parts[act_table().number(part), act_table().number(whole)] for part in parts)


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
def test_comparisons_are_the_same_both_ways(comparison: Any) -> None:
    columns = crowd(60, 5)
    assert np.array_equal(comparison.find(columns, LEFT, RIGHT), comparison.find(columns, RIGHT, LEFT))


def test_a_pair_has_one_score_in_whatever_company() -> None:
    columns, weights = crowd(60, 7), load_weights()
    scores = score_pairs(columns, LEFT, RIGHT, weights)
    alone = [score_pairs(columns, LEFT[at : at + 1], RIGHT[at : at + 1], weights)[0] for at in range(len(LEFT))]
    assert np.array_equal(scores, alone)
    least = score_pairs(columns, LEFT, RIGHT, weights, least=0)
    assert np.array_equal(least[scores >= 0], scores[scores >= 0])
    assert (least[least != scores] == HOPELESS).all()


@pytest.mark.parametrize("fault", ["missing level", "unknown comparison"])
def test_weights_that_do_not_fit_the_comparisons_are_refused(fault: str) -> None:
    data = copy.deepcopy(DATA["claims"])
    if fault == "missing level":
        del data["comparisons"]["act"]["near"]
    else:
        data["comparisons"]["colour"] = {"same": 1.0}
    with pytest.raises(RulebookError):
        make_weights(data)
