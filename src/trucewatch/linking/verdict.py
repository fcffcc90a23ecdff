"""Whether the passages that two texts share show a copy, and of what kind.

A passage shows one where it is long and has enough words of its own: no names, no function words, nothing within
quotation marks, since two reporters who hear one speaker write the same quotation. Nor does a formula that every
newsroom prints show one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from trucewatch.linking.passages import Shared, find_passages, to_passage
from trucewatch.linking.versions import ALIKE
from trucewatch.linking.wording import Wording
from trucewatch.records.link import Passage
from trucewatch.rulebooks import load_rulebook

LEAST = ((12, 9, 6), (14, 7, 6))
"""A passage shows a copy that has at least so many equal words, so many of them in a row, and so many its own."""
LEAST_IN_HOUSE = (*LEAST, (12, 5, 8), (10, 7, 4))
"""The same where both documents are of one outlet, which takes over its own background more often than others do."""
TOGETHER_RUN, TOGETHER_OWN = 6, 4
TOGETHER = (2, 18, 8)
"""Shorter passages, each with so many words in a row and so many its own, show a copy together: at least so many of
them, with so many equal words, and so many their own."""
BESIDE_WORDS, BESIDE_RUN, BESIDE_OWN = 8, 4, 3
"""What a passage needs to be counted beside one that shows a copy; in a row, and own, as above."""
FULL = 0.6
"""A copy is full where at least this share of the words of both documents is the same …"""
WHOLE = 0.85
"""… or this share of those of the later one, however long the earlier went on."""
FORMULA_WORDS = 30
"""A passage with fewer words that holds a formula of newsrooms (rulebook ``formulas``) shows nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kind, passages by their place in the right text, and the shares of both texts' words that stand in them."""

    kind: str
    passages: tuple[Passage, ...]
    left_share: float
    right_share: float
    common: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What is known of two documents beside their words.

    ``in_house`` is true where one outlet printed both; ``common`` is ``address`` or ``title`` where they share it, so
    that they may be versions.
    """

    in_house: bool = False
    common: str | None = None


def judge(left: Wording, right: Wording, right_text: str, relation: Relation) -> Verdict | None:
    """Return how two texts share their words, or None where they do not.

    Args:
        left: The words of the earlier text.
        right: Those of the later one.
        right_text: The later text itself.
        relation: What is known of the documents beside their words.
    """
    shared, common = find_passages(left, right), relation.common
    least = LEAST_IN_HOUSE if relation.in_house else LEAST
    worded = [item for item in shared if not _formulaic(item, right, right_text)]
    shown = any(_shows(item, left, right, least) for item in worded) or _show_together(worded, left, right)
    if not shown and common != "address":
        return None
    kept = [item for item in shared if _counts(item, left, right)] if shown else []
    words = sum(len(item.pairs) for item in kept)
    left_share, right_share = words / max(len(left), 1), words / max(len(right), 1)
    passages = tuple(to_passage(item, left, right) for item in kept)
    version = common == "address" or (common == "title" and min(left_share, right_share) >= ALIKE)
    full = min(left_share, right_share) >= FULL or right_share >= WHOLE
    kind = "version" if version else "full" if full else "partial"
    return Verdict(kind, passages, round(left_share, 4), round(right_share, 4), common if version else None)


def _shows(shared: Shared, left: Wording, right: Wording, least: tuple[tuple[int, int, int], ...]) -> bool:
    size = (len(shared.pairs), shared.longest, _own_words(shared, left, right))
    return any(all(has >= needs for has, needs in zip(size, needed, strict=True)) for needed in least)


def _show_together(shared: list[Shared], left: Wording, right: Wording) -> bool:
    own = [(len(item.pairs), _own_words(item, left, right)) for item in shared if item.longest >= TOGETHER_RUN]
    kept = [sizes for sizes in own if sizes[0] >= BESIDE_WORDS and sizes[1] >= TOGETHER_OWN]
    size = (len(kept), sum(words for words, _ in kept), sum(words for _, words in kept))
    return all(has >= needs for has, needs in zip(size, TOGETHER, strict=True))


def _formulaic(shared: Shared, right: Wording, right_text: str) -> bool:
    words = right_text[right.starts[shared.right] : right.ends[shared.right_end - 1]]
    return len(shared.pairs) < FORMULA_WORDS and any(formula.search(words) for formula in _formulas())


def _counts(shared: Shared, left: Wording, right: Wording) -> bool:
    if len(shared.pairs) < BESIDE_WORDS or shared.longest < BESIDE_RUN:
        return False
    return _own_words(shared, left, right, quoted=True) >= BESIDE_OWN


def _own_words(shared: Shared, left: Wording, right: Wording, quoted: bool = False) -> int:
    """Return how many equal words are no names and no function words, nor (unless ``quoted``) a quotation."""
    ours, theirs = np.array(shared.pairs, dtype=np.int64).T
    own = right.telling[theirs] & ~right.named[theirs]
    if not quoted:
        own &= ~(left.quoted[ours] | right.quoted[theirs])
    return int(own.sum())


@cache
def _formulas() -> tuple[re.Pattern[str], ...]:
    rules = load_rulebook("formulas", frozenset({"pattern", "found", "ignored"}), frozenset({"pattern"}))
    return tuple(re.compile(rule.get("pattern")) for rule in rules)
