"""How two claims are compared: a visible list of comparisons, each of which finds one of a few named levels.

Every comparison takes columns and two arrays of row numbers and returns the level of each pair. A level has a weight
in logits (`weights`); their sum is the score of the pair. All is done in whole numbers, so that a pair has the same
score wherever, whenever and in whatever company it is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.stems import LIGHT

Comparer = Callable[[Columns, Array, Array], Array]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison: its name, its levels with what each says in words, and the function that finds them."""

    name: str
    levels: tuple[tuple[str, str], ...]
    find: Comparer


_SMALL_KM, _COUNTRY_KM, _SLACK_KM, _CLOSE_KM = 30.0, 250.0, 5.0, 25.0
_EARTH_KM = 6371.0
_NEXT_DAYS, _AFTER_DAYS, _VAGUE_DAYS = 1, 2, 15
"""Days by which dates may miss each other and yet be meant for one: spans such as an autumn have vague ends."""
_LONG_DAYS = 62
"""A date beside a claim that spans more says next to nothing of when it was."""

_STORY_BITS = (165, 185, 200)
"""Bits of 512 in which fingerprints differ where the angle between two texts is 58°, 65° and 70°."""


def shared(left: Array, right: Array) -> Array:
    """Return which rows of two padded arrays of codes have one in common. Padding follows the codes of a row."""
    found: Array = (left[:, 0] == right[:, 0]) & (left[:, 0] != 0)
    for one, other, rows in _slots(left, right):
        found[rows] |= left[rows, one] == right[rows, other]
    return found


def _slots(left: Array, right: Array) -> Iterator[tuple[int, int, Array]]:
    """Yield the pairs of slots after the first, with the rows that have a value in both."""
    more = [np.flatnonzero(left[:, one]) for one in range(left.shape[1])]
    for one, rows in enumerate(more):
        for other in range(right.shape[1]):
            if one or other:
                yield one, other, rows[right[rows, other] != 0]


def compare_acts(columns: Columns, left: Array, right: Array) -> Array:
    """Compare acts by the act table."""
    stands: Array = act_table().stands[columns.act[left], columns.act[right]]
    return stands


def compare_doers(columns: Columns, left: Array, right: Array) -> Array:
    """Compare who did it: the same, a body and its state, two bodies of one state, the other claim's bearer, others."""
    swapped = shared(columns.doer_roots[left], columns.bearer_roots[right])
    swapped |= shared(columns.bearer_roots[left], columns.doer_roots[right])
    same, akin, sister, missing = _compare_actors(columns.doers, columns.doer_roots, left, right)
    return np.select([same, akin, sister, swapped, missing], [0, 1, 2, 3, 4], 5).astype(np.int8)


def compare_bearers(columns: Columns, left: Array, right: Array) -> Array:
    """Compare who bore it: the same, a body and its state, two bodies of one state, or others."""
    same, akin, sister, missing = _compare_actors(columns.bearers, columns.bearer_roots, left, right)
    return np.select([same, akin, sister, missing], [0, 1, 2, 3], 4).astype(np.int8)


def _compare_actors(ids: Array, roots: Array, left: Array, right: Array) -> tuple[Array, Array, Array, Array]:
    mine, others = ids[left], ids[right]
    above = roots[left], roots[right]
    missing = (mine[:, 0] == 0) | (others[:, 0] == 0)
    return shared(mine, others), shared(mine, above[1]) | shared(above[0], others), shared(*above), missing


def compare_places(columns: Columns, left: Array, right: Array) -> Array:
    """Compare places within their radius; of several, the pair of places that fits best."""
    mine, others = columns.places[left], columns.places[right]
    best = np.full(len(left), 7, np.int8)
    rows = np.flatnonzero((mine[:, 0] != 0) & (others[:, 0] != 0))
    for one, other, chosen in [(0, 0, rows), *_slots(mine, others)]:
        found = _compare_place(columns, (left[chosen], one), (right[chosen], other))
        best[chosen] = np.minimum(best[chosen], found)
    return best


def _compare_place(columns: Columns, left: tuple[Array, int], right: tuple[Array, int]) -> Array:
    same = columns.places[left] == columns.places[right]
    radii = columns.radii[left], columns.radii[right]
    wide = np.maximum(*radii)
    reach = radii[0] + radii[1] + np.float32(_SLACK_KM)
    apart = distance_km(columns.points[left], columns.points[right])
    levels = [
        same & (wide <= _SMALL_KM), same & (wide <= _COUNTRY_KM), same,
        (apart <= reach) & (wide <= _SMALL_KM), apart <= reach, apart <= reach + np.float32(_CLOSE_KM),
    ]  # fmt: skip
    return np.select(levels, [0, 1, 2, 3, 4, 5], 6).astype(np.int8)


def distance_km(left: Array, right: Array) -> Array:
    """Return the chord between points on the unit sphere in km: within 1% of the way over ground up to 3,000 km."""
    step = left - right
    squared = step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1] + step[:, 2] * step[:, 2]
    km: Array = np.sqrt(squared) * np.float32(_EARTH_KM)
    return km


def compare_times(columns: Columns, left: Array, right: Array) -> Array:
    """Compare days within their uncertainty; what rests on the day of publication alone counts apart.

    That an act of a document was not of late says nothing of another, undated one of the same document.
    """
    gap = np.maximum(columns.first[left], columns.first[right]) - np.minimum(columns.last[left], columns.last[right])
    loose = np.maximum(columns.basis[left], columns.basis[right])
    equal = (columns.first[left] == columns.first[right]) & (columns.last[left] == columns.last[right])
    printed = loose == at.WINDOW
    meets = gap <= 0
    silent = (loose == at.UNDATED) | (printed & ~meets & (columns.document[left] == columns.document[right]))
    next_to = gap <= np.where(loose == at.DAY, _NEXT_DAYS, _VAGUE_DAYS)
    hinted = (loose == at.HINT) & (gap <= _AFTER_DAYS)
    span = np.maximum(columns.last[left] - columns.first[left], columns.last[right] - columns.first[right])
    levels = [
        silent, printed & meets, printed, hinted & (span > _LONG_DAYS), hinted, loose == at.HINT,
        meets & (loose == at.DAY), meets & equal, meets & (loose == at.COARSE), meets, next_to, gap <= _AFTER_DAYS,
    ]  # fmt: skip
    return np.select(levels, [10, 8, 9, 12, 6, 7, 0, 1, 2, 3, 4, 11], 5).astype(np.int8)


def compare_figures(columns: Columns, left: Array, right: Array) -> Array:
    """Compare figures of one unit: the same number, bounds that both can hold, or other numbers."""
    mine, others = columns.units[left], columns.units[right]
    best = np.full(len(left), 3, np.int8)
    rows = np.flatnonzero((mine[:, 0] != 0) & (others[:, 0] != 0))
    for one, other, both in [(0, 0, rows), *_slots(mine, others)]:
        chosen = both[mine[both, one] == others[both, other]]
        low, high = columns.lows[left[chosen], one], columns.highs[left[chosen], one]
        bounds = columns.lows[right[chosen], other], columns.highs[right[chosen], other]
        equal = (low == bounds[0]) & (high == bounds[1])
        meets = np.maximum(low, bounds[0]) <= np.minimum(high, bounds[1])
        best[chosen] = np.minimum(best[chosen], np.select([equal, meets], [0, 1], 2).astype(np.int8))
    return best


def compare_triggers(columns: Columns, left: Array, right: Array) -> Array:
    """Compare the words of the act: the same stem, the same but one that says little, one meaning, or other words.

    Where the same word has words beside it in both, and they have none of these in common, it is said of other things.
    """
    words, senses = columns.triggers, columns.senses
    missing = (words[left, 0] == 0) | (words[right, 0] == 0)
    alike = shared(words[left], words[right])
    same = shared(np.where(senses[left] == LIGHT, 0, words[left]), words[right])
    akin = shared(np.where(senses[left] == LIGHT, 0, senses[left]), senses[right])
    count = _common(words[left], words[right])
    least = np.minimum((words[left] != 0).sum(axis=1), (words[right] != 0).sum(axis=1))
    partly = same & (least > 1) & (count == 1)
    return np.select([missing, partly, same, akin, alike], [4, 5, 0, 1, 2], 3).astype(np.int8)


def _common(left: Array, right: Array) -> Array:
    """Return how many codes two padded arrays have in common, row by row."""
    count = np.zeros(len(left), np.int16)
    for slot in range(left.shape[1]):
        count += ((left == right[:, slot : slot + 1]) & (left != 0)).any(axis=1)
    return count


def compare_words(columns: Columns, left: Array, right: Array) -> Array:
    """Compare the telling words of the two sentences by how many the shorter shares with the longer."""
    mine, others = columns.words[left], columns.words[right]
    count = _common(mine, others)
    size = np.minimum((mine != 0).sum(axis=1), (others != 0).sum(axis=1))
    many = (count >= 3) & (2 * count >= size)
    return np.select([many, count >= 2, count == 1], [0, 1, 2], 3).astype(np.int8)


def compare_stories(columns: Columns, left: Array, right: Array) -> Array:
    """Compare the documents: the same one, or how much alike their fingerprints are."""
    same = columns.document[left] == columns.document[right]
    differs = np.bitwise_count(columns.story[left] ^ columns.story[right]).sum(axis=1, dtype=np.int16)
    return np.select([same, *(differs <= bits for bits in _STORY_BITS)], [0, 1, 2, 3], 4).astype(np.int8)


def compare_moods(columns: Columns, left: Array, right: Array) -> Array:
    """Compare how the act is told: both done, one planned and one done, one left undone."""
    mine, others = columns.mood[left], columns.mood[right]
    return np.select([mine == others, (mine == at.OMITTED) | (others == at.OMITTED)], [0, 2], 1).astype(np.int8)


COMPARISONS = (
    Compared("act", (("same", "the same act"), ("near", "acts that are told for one another"),
                     ("part", "an act and one that can be a part of it"),
                     ("far", "other acts"), ("open", "an act is not known")), compare_acts),
    Compared("time", (("same", "the same day"), ("span", "the same span of time"), ("inside", "days that fit"),
                      ("long", "long spans that meet"), ("next", "dates that just miss each other"),
                      ("apart", "other days"),
                      ("hint", "a date beside it fits"), ("hint-apart", "a date beside it does not fit"),
                      ("printed", "undated, printed then"), ("printed-apart", "undated, printed at another time"),
                      ("open", "no date"), ("after", "two days apart"), ("hint-long", "a long span beside it fits")),
             compare_times),
    Compared("place", (("spot", "the same place"), ("area", "the same area"), ("country", "the same country"),
                       ("within", "places within reach"), ("inside", "the one place lies in the other"),
                       ("close", "places close by"), ("apart", "other places"), ("open", "a place is not known")),
             compare_places),
    Compared("doer", (("same", "the same actor"), ("akin", "an actor and the state or body it is of"),
                      ("sister", "two bodies of one state"),
                      ("swapped", "the actor of one bears it in the other"), ("open", "an actor is not known"),
                      ("other", "other actors")), compare_doers),
    Compared("bearer", (("same", "the same bearer"), ("akin", "a bearer and the state or body it is of"),
                        ("sister", "two bodies of one state"),
                        ("open", "a bearer is not known"), ("other", "other bearers")), compare_bearers),
    Compared("mood", (("same", "told in the same way"), ("planned", "planned in one, done in the other"),
                      ("omitted", "left undone in one")), compare_moods),
    Compared("figure", (("same", "the same number"), ("fits", "numbers that fit"), ("other", "other numbers"),
                        ("open", "no numbers to compare")), compare_figures),
    Compared("trigger", (("same", "the same word for it"), ("akin", "words of one meaning"),
                         ("light", "the same word, one that says little"), ("other", "other words"),
                         ("open", "no word for it"), ("part", "the same word, of other things")), compare_triggers),
    Compared("words", (("many", "most telling words shared"), ("some", "telling words shared"),
                       ("one", "one telling word shared"), ("none", "no telling word shared")), compare_words),
    Compared("story", (("document", "in one document"), ("near", "documents much alike"),
                       ("close", "documents alike"), ("akin", "documents on akin matters"),
                       ("unlike", "documents on other matters")),
             compare_stories),
)  # fmt: skip
"""Every comparison, the cheap ones that tell most apart first. Weights name the levels in this order."""
