"""Weights by which two passages are judged to contradict each other, in logits, from ``data/clash_weights.yml``.

Each comparison of two passages tells a number, mostly 1 where it holds and 0 where it does not. Their weighted sum and
the prior are the logit of a logistic regression, fitted by `benchmarks/fit_contradictions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from trucewatch.errors import RulebookError

Told = Mapping[str, float]
"""What the comparisons of two passages tell, by their names."""


@dataclass(frozen=True, slots=True)
class ClashWeights:
    """``prior`` of any two passages, the score from which they contradict (``least``), a weight for each comparison."""

    prior: float
    least: float
    weights: Mapping[str, float]

    def score(self, told: Told) -> float:
        """Return the logit that two passages contradict each other."""
        return self.prior + sum(weight * told[name] for name, weight in self.weights.items())


@cache
def clash_weights(kind: str) -> ClashWeights:
    """Return the weights for ``denials`` or ``figures``.

    Raises:
        RulebookError: where the file does not hold a number for each part of the kind.
    """
    text = (files("trucewatch.linking") / "data" / "clash_weights.yml").read_text(encoding="utf-8")
    return make_clash_weights(yaml.load(text, yaml.CSafeLoader)[kind])


def make_clash_weights(data: Mapping[str, object]) -> ClashWeights:
    """Return weights from their file's form."""
    prior, least, weights = data.get("prior"), data.get("least"), data.get("comparisons")
    known = set(data) <= {"fitted", "prior", "least", "comparisons"} and isinstance(weights, dict)
    if not known or not isinstance(weights, dict) or not all(map(_is_number, (prior, least, *weights.values()))):
        raise RulebookError(
            "clash_weights.yml", None, "each kind has prior, least and comparisons, all of them numbers"
        )
    return ClashWeights(float(str(prior)), float(str(least)), {str(key): float(weights[key]) for key in weights})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
