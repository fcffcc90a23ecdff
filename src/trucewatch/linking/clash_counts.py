"""Two counts that may not both hold, weighed by all that speaks for their being of the same.

`clash_figures` holds two figures against each other where rules say that they count the same. Here every pair of counts
with no number in common is judged by the sum of its comparisons (`clashweights`): the weightiest pair of two accounts
contradicts if it weighs enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.linking.account import affinity, is_copied
from trucewatch.linking.clash import disjoint
from trucewatch.linking.clash_fates import figure_clash
from trucewatch.linking.clash_figures import (
    FATES,
    adds_up,
    clashing,
    comparable,
    is_near,
    is_share,
    is_sole,
    makes_up,
    size_of,
)
from trucewatch.linking.clashing import Clash, Meeting
from trucewatch.linking.clashweights import Told, clash_weights
from trucewatch.linking.tallies import Tally, find_tallies

_MOST_NEAR, _NEAR = 6.0, 3.0
_FARTHEST = 3.0
_FEW = 10
"""Up to here numbers tell nothing by their order of size."""


@dataclass(frozen=True, slots=True)
class WeighedCounts:
    """Two counts with what their comparisons tell."""

    told: Told
    left: Tally
    right: Tally


def clash_counts(meeting: Meeting) -> Iterator[Clash]:
    """Yield the weightiest pair of counts that cannot both hold, if it weighs enough."""
    if meeting.partial:
        return
    weights = clash_weights("figures")
    rivals = meeting.rival or meeting.opposed  # else a toll that the rules let stand may just have risen
    pairs = (pair for pair in weigh_counts(meeting) if rivals or pair.told["clashing"])
    best = max(
        pairs, key=lambda pair: (weights.score(pair.told), -pair.left.start, -pair.right.start), default=None
    )  # fmt: skip
    if best is not None and weights.score(best.told) >= weights.least:
        yield figure_clash(best.left, best.right, _why(best))


def weigh_counts(meeting: Meeting) -> Iterator[WeighedCounts]:
    """Yield every two counts that may be of the same and have no number in common, and how they compare."""
    lefts, rights = find_tallies(meeting.left), find_tallies(meeting.right)
    pairs = [(one, other) for one in lefts for other in rights if comparable(one, other, meeting)]
    apart = [pair for pair in pairs if disjoint(pair[0].bounds, pair[1].bounds)]
    fitting = {id(item) for pair in pairs if pair not in apart for item in pair}
    for one, other in apart:
        if _may_be_one(one, other, meeting) and (clashing(one, other, meeting) or not is_share(one, other)):
            fits = (id(one) in fitting) + (id(other) in fitting)
            yield WeighedCounts(_compare(one, other, meeting, fits), one, other)


def _may_be_one(one: Tally, other: Tally, meeting: Meeting) -> bool:
    """Tell that two counts are of one order of size, or none and some, and that no sum makes them fit."""
    sized = is_near(one, other) or 0 in (size_of(one), size_of(other)) or max(map(size_of, (one, other))) <= _FEW
    summed = adds_up(one, other) or adds_up(other, one)
    return sized and not (summed or makes_up(one, other, meeting.left) or makes_up(other, one, meeting.right))


def _compare(one: Tally, other: Tally, meeting: Meeting, fits: int) -> Told:
    small, large = sorted(map(size_of, (one, other)))
    return {
        "clashing": clashing(one, other, meeting),
        "fate": one.unit == other.unit and one.unit in FATES, "nations": bool(one.nations and other.nations),
        "stage": one.stage == other.stage, "scope": one.scope == other.scope,
        "act": bool(one.families & other.families), "rival": meeting.rival, "opposed": meeting.opposed,
        "sole": is_sole(one, meeting.left) and is_sole(other, meeting.right),
        "apart": min(math.log(large / small), _FARTHEST) / _FARTHEST if small > 0 else 1.0,
        "copied": is_copied(one.line, other.line), "near": min(affinity(one.line, other.line), _MOST_NEAR) / _NEAR,
        "share": is_share(one, other), "fits-another": fits,
    }  # fmt: skip


def _why(pair: WeighedCounts) -> str:
    """Return the reason as a sentence that names what speaks for the two being of the same."""
    told, words = pair.told, {
        "fate": "what befell those counted is the same", "act": "their sentences name one act",
        "sole": "either report counts such only once", "rival": "the reports contradict each other on the act too",
        "opposed": "the outlets are of opposed sides", "copied": "the sentences say much the same",
    }  # fmt: skip
    reasons = [text for name, text in words.items() if told[name]] or ["they are in one unit"]
    return f"no number fits both figures, and {', '.join(reasons)}"
