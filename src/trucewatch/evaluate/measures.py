"""Precision, recall and F1 of predicted answers against an answer key, one prediction to one key item.

The rules of matching are those of the answer keys: times by overlap and equal value, places by surface form and
distance, figures by overlap, bounds and unit, statements by overlap and an accepted speaker.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
LAYERS = ("times", "places", "figures", "statements")
MOST_WORDS = {"times": 10, "figures": 12, "events": 10}
LEAST_DISTANCE_KM = 25.0
EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Score:
    """Matched, predicted and key items of one layer."""

    matched: int
    predicted: int
    keyed: int

    @property
    def precision(self) -> float:
        """Share of predictions that match."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of key items that were matched."""
        return self.matched / self.keyed if self.keyed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_answers(pairs: Iterable[tuple[Item, Item]]) -> dict[str, float]:
    """Return F1 by layer, and the share of matched figures with an accepted speaker as ``figures.speaker``.

    Args:
        pairs: ``(key, prediction)`` of each report, both in the answer-key format.
    """
    counts = {layer: [0, 0, 0] for layer in LAYERS}
    speakers: list[bool] = []
    for key, prediction in pairs:
        for layer in LAYERS:
            wanted, made = key.get(layer) or [], _predicted(layer, prediction)
            matched = match_items(layer, wanted, made)
            for index, number in enumerate((len(matched), len(made), len(wanted))):
                counts[layer][index] += number
            if layer == "figures":
                speakers += [any_same_name(k["speakers"], m.get("speakers") or ["report"]) for k, m in matched]
    scores = {layer: Score(*numbers).f1 for layer, numbers in counts.items()}
    return scores | {"figures.speaker": sum(speakers) / len(speakers) if speakers else 0.0}


def match_items(layer: str, wanted: Sequence[Item], made: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Return the pairs of key and predicted items, each used once; the longest overlap is taken first."""
    used: set[int] = set()
    pairs = []
    for key in wanted:
        fitting = [
            (overlap(key, item), -len(item["text"]), index)
            for index, item in enumerate(made)
            if index not in used and fits(layer, key, item)
        ]
        if fitting:
            index = max(fitting)[2]
            used.add(index)
            pairs.append((key, made[index]))
    return pairs


def fits(layer: str, key: Item, item: Item) -> bool:
    """Return whether a predicted item answers a key item."""
    if layer == "places":
        same = plain_name(key["text"]) == plain_name(item["text"])
        return same and distance_km(key, item) <= max(LEAST_DISTANCE_KM, key["radius_km"])
    if len(re.findall(r"\w+", item["text"])) > MOST_WORDS.get(layer, 10_000):
        return False
    if layer == "times":
        return _near(key, item, min, 0.5) and key["value"] == item.get("value")
    if layer == "figures":
        same = all(key.get(name) == item.get(name) for name in ("low", "high", "unit"))
        return same and _near(key, item, min, 0.5)
    if layer == "events":
        return _near(key, item, min, 0.5) and key["type"] == item["type"]
    if layer == "commitments":
        return _near(key, item, max, 0.4) and _half_bound(key, item) and key.get("due") == item.get("due")
    return _near(key, item, max, 0.4) and any_same_name(key["speakers"], item.get("speakers") or [])


def _half_bound(key: Item, item: Item) -> bool:
    """Return whether those bound overlap by an F1 of at least one half."""
    return parties_f1(key.get("obligors") or [], item.get("obligors") or []) >= 0.5


def overlap(left: Item, right: Item) -> int:
    """Return the code points that two items share."""
    ends = min(left["start"] + len(left["text"]), right["start"] + len(right["text"]))
    return max(0, int(ends - max(left["start"], right["start"])))


def plain_name(text: str) -> str:
    """Return a name for comparing: folded case, no leading article, no punctuation."""
    bare = re.sub(r"^(the|an?)\s+", "", text.casefold().strip())
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


def any_same_name(left: Iterable[str], right: Iterable[str]) -> bool:
    """Return whether two lists share a name: equal, or one within the other with at most two more words."""
    others = [plain_name(name) for name in right]
    return any(_same(plain_name(name), other) for name in left for other in others)


def _same(left: str, right: str) -> bool:
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    return left == right or (f" {short} " in f" {long} " and len(long.split()) - len(short.split()) <= 2)


def parties_f1(wanted: Sequence[Sequence[str]], made: Sequence[Sequence[str]]) -> float:
    """Return F1 over sets of participants, each a list of accepted names; 1 where both are empty."""
    if not wanted and not made:
        return 1.0
    left, hits = list(made), 0
    for names in wanted:
        fitting = next((other for other in left if any_same_name(names, other)), None)
        if fitting is not None:
            left.remove(fitting)
            hits += 1
    return 2 * hits / (len(wanted) + len(made))


def distance_km(left: Item, right: Item) -> float:
    """Return the great-circle distance between two items with ``lat`` and ``lon`` (haversine)."""
    (lat, lon), (lat2, lon2) = ((math.radians(item["lat"]), math.radians(item["lon"])) for item in (left, right))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(half)))


def _near(key: Item, item: Item, of: Any, share: float) -> bool:
    shared = overlap(key, item)
    return shared > 0 and shared >= share * of(len(key["text"]), len(item["text"]))


def _predicted(layer: str, prediction: Item) -> list[Item]:
    items = list(prediction.get(layer) or [])
    if layer == "places":
        return list({plain_name(item["text"]): item for item in reversed(items)}.values())
    return items
