"""The shipped numbers and words by which documents are told to be about one happening (`data/stories.yml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

from trucewatch.errors import RulebookError

_FILE = "stories.yml"


@dataclass(frozen=True, slots=True)
class StoryWeights:
    """Weights of the comparisons, as a logistic regression gave them; ``base`` is the constant."""

    base: float
    same_days: float
    other_days: float
    words: float
    lead: float
    ages: float


@dataclass(frozen=True, slots=True)
class StoryWords:
    """Weights; titles of reviews; words of recalling; third-person pronouns; words of the calendar."""

    weights: StoryWeights
    reviews: re.Pattern[str]
    recalls: re.Pattern[str]
    pronouns: frozenset[str]
    calendar: frozenset[str]


@cache
def story_words() -> StoryWords:
    """Return the contents of the data file.

    Raises:
        RulebookError: where a field is missing, unknown or of the wrong kind.
    """
    data = yaml.load((files("trucewatch.linking") / "data" / _FILE).read_text(encoding="utf-8"), yaml.CSafeLoader)
    wanted = {"about", *(field.name for field in fields(StoryWords))}
    if not isinstance(data, dict) or set(data) != wanted:
        raise RulebookError(_FILE, None, f"it must have the fields {', '.join(sorted(wanted))} and no others")
    names = {field.name for field in fields(StoryWeights)}
    if set(data["weights"]) != names:
        raise RulebookError(_FILE, None, f"“weights” must be {', '.join(sorted(names))}")
    weights = StoryWeights(**{name: float(value) for name, value in data["weights"].items()})
    return StoryWords(
        weights, _any_of(data["reviews"]), _any_of(data["recalls"]), frozenset(data["pronouns"]),
        frozenset(data["calendar"]),
    )  # fmt: skip


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.IGNORECASE)
