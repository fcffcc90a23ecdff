"""What the screen sets aside was not related: it is held against the exact comparison of every pair."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from tests.linking.told import Shelf, dated, profiles
from trucewatch.linking.rarity import alike
from trucewatch.linking.stories import relate
from trucewatch.linking.storyscreen import _keys, screen_pairs

WORDS = [
    "ferry", "fire", "harbour", "deckhand", "docker", "strike", "wage", "barge", "grain", "skipper", "tanker",
    "beach", "sandbank", "pilot", "storm", "mill", "bridge", "Pellor", "Pelloru", "Vennograd", "Venograd", "Tarsk",
    "Tarskoi", "Albatross", "Albatros",
]  # fmt: skip


def shelf(draw: Random) -> Shelf:
    found = Shelf()
    for number in range(24):
        key, day = f"d{number:02}", f"2033-05-{draw.randint(8, 12):02}"
        about = draw.sample(WORDS, 9)
        sentences = [f"On that day the {' '.join(draw.choices(about, k=7))} came." for _ in range(draw.randint(1, 4))]
        title = "Monthly review" if draw.random() < 0.1 else "He said that he saw him" if draw.random() < 0.2 else ""
        found.document(key, " ".join(sentences), day, title=title)
        if draw.random() < 0.8:
            dated(found, key, "that day", day)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_related_pair_is_set_aside(seed: int) -> None:
    read = profiles(shelf(Random(seed)))
    ordered = [read[key] for key in sorted(read)]
    pairs = list(combinations(range(len(ordered)), 2))
    related = {pair for pair in pairs if relate(ordered[pair[0]], ordered[pair[1]]).relation != "different"}
    kept = set(screen_pairs(ordered, np.array(pairs)))
    assert related
    assert related <= kept
    assert len(kept) < len(pairs)


def test_names_that_are_alike_have_a_key_in_common() -> None:
    draw = Random(3)
    names = sorted({"".join(draw.choices("abe", k=draw.randint(3, 9))) for _ in range(300)})
    pairs = [pair for pair in combinations(names, 2) if alike(*pair)]
    assert len(pairs) > 100
    assert all(_keys(one) & _keys(other) for one, other in pairs)
