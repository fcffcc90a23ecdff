"""Fit the weights by which two documents are told to be about one happening; say how well they do on pairs held back.

Run ``python benchmarks/fit_stories.py FOLDER [--write]`` on a folder of labelled texts (its two files: see
`trucewatch.evaluate.linkdata`). Two documents are related (1) or not (0):

- labelled pairs as labelled (``same`` and ``sub`` are 1), weight 1;
- pairs without a label: 1 where a chain of ``same`` pairs joins them, else 0; reviews and portraits left out; weight 1
  where they tell of the same days, else `UNLABELLED`;
- each unlabelled 0 once more as if both had happened on one day, weight `SUPPOSED`: they would still be two happenings,
  and in a real case many things happen on one day.

Logistic regression by Newton's method with an L2 penalty. Held back: a pair is judged by weights fitted without any
pair that touches a story of either text. The folder's texts are never copied; only the weights are kept. The weight of
ages is not fitted: a folder of truces has too few (`SET`).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import Labelled, read_labelled
from trucewatch.linking.profile import Profile, find_profiles
from trucewatch.linking.stories import measure, within
from trucewatch.linking.storywords import StoryWeights, story_words

Array = npt.NDArray[np.float64]
UNLABELLED, SUPPOSED, PENALTY = 0.15, 0.05, 0.3
SET = "ages"
"""Its weight stands as it is in the file, and the others are fitted beside it."""
NAMES = [field.name for field in fields(StoryWeights) if field.name != SET]
TARGET = Path(__file__).parent.parent / "src/trucewatch/linking/data/stories.yml"


@dataclass(frozen=True)
class Sample:
    """One pair: the stories of its texts, its values, whether it is related, its weight, whether it was labelled."""

    stories: frozenset[str]
    names: str
    values: Array
    related: float
    weight: float
    labelled: bool
    given: float

    def related_by(self, weights: Array) -> bool:
        """Return whether weights judge the pair to be related."""
        return float(self.values @ weights) + self.given > 0


def find_stories(labelled: Labelled) -> dict[str, str]:
    """Return the story of each text: the least id that a chain of pairs labelled same joins it to."""
    story = {name: name for name in labelled.texts}
    for pair in labelled.pairs:
        if pair.event == "same":
            old, new = sorted((story[pair.left], story[pair.right]), reverse=True)
            story = {name: new if one == old else one for name, one in story.items()}
    return story


def make_samples(labelled: Labelled, profiles: dict[str, Profile]) -> list[Sample]:
    """Return the samples of a folder; ``profiles`` by the id of the text."""
    story = find_stories(labelled)
    labels = {frozenset((pair.left, pair.right)): pair.event for pair in labelled.pairs}
    found = []
    for left, right in combinations(labelled.texts, 2):
        one, other = profiles[left], profiles[right]
        label = labels.get(frozenset((left, right)))
        special = any(item.happening.reviews or item.portrait for item in (one, other))
        if (label is None and special) or within(one, other) is not None:
            continue  # of two reviews the stretches decide
        stories, pair = frozenset((story[left], story[right])), f"{left} {right}"
        values = measure(one, other)
        related = label != "different" if label else story[left] == story[right]
        weight = 1.0 if label or values["same_days"] else UNLABELLED
        given = values[SET] * story_words().weights.ages
        found.append(Sample(stories, pair, _array(values), float(related), weight, label is not None, given))
        if not label and not related and not values["same_days"]:
            supposed = values | {"same_days": 1.0, "other_days": 0.0}
            found.append(Sample(stories, pair, _array(supposed), 0.0, SUPPOSED, False, given))
    return found


def _array(values: dict[str, float]) -> Array:
    return np.array([values[name] for name in NAMES])


def fit(samples: list[Sample]) -> Array:
    """Return the weights that fit samples best."""
    rows = np.array([sample.values for sample in samples])
    wanted = np.array([sample.related for sample in samples])
    weights = np.array([sample.weight for sample in samples])
    given = np.array([sample.given for sample in samples])
    penalty = np.diag([0.0 if name == "base" else PENALTY for name in NAMES])
    found = np.zeros(len(NAMES))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found - given))
        slope = rows.T @ (weights * (chance - wanted)) + penalty @ found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return found


def hold_back(samples: list[Sample]) -> list[str]:
    """Return the labelled pairs that weights fitted without their stories judge wrongly."""
    wrong = []
    for sample in samples:
        if sample.labelled:
            weights = fit([other for other in samples if not other.stories & sample.stories])
            if sample.related_by(weights) != bool(sample.related):
                wrong.append(f"{sample.names} ({'related' if sample.related else 'different'})")
    return wrong


def main() -> None:
    """Fit, report, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    labelled = read_labelled(options.folder)
    read = read_texts(labelled.texts.values())
    profiles = find_profiles(read.tables, read.casebook)
    samples = make_samples(labelled, {name: profiles[key] for name, key in read.documents.items()})
    weights = fit(samples)
    told = [sample for sample in samples if sample.labelled]
    fitted = sum(sample.related_by(weights) == bool(sample.related) for sample in told)
    wrong = hold_back(samples)
    print(f"{len(samples)} samples, {len(told)} labelled; fitted: {fitted / len(told):.3f} of the labelled right")
    print(f"held back: {1 - len(wrong) / len(told):.3f} right; wrong: {'; '.join(wrong)}")
    print({name: round(float(value), 2) for name, value in zip(NAMES, weights, strict=True)})
    if options.write:
        _write(weights)


def _write(weights: Array) -> None:
    values = {**dict(zip(NAMES, weights, strict=True)), SET: story_words().weights.ages}
    listed = ", ".join(f"{name}: {value:.2f}" for name, value in values.items())
    lines = TARGET.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [f"weights: {{{listed}}}\n" if line.startswith("weights:") else line for line in lines]
    yaml.safe_load("".join(changed))
    TARGET.write_text("".join(changed), encoding="utf-8")


if __name__ == "__main__":
    main()
