"""People's judgements as bounds of clustering: what they joined, what they parted, and what a later one overruled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.linking.model import Judgement, Stopped

HEEDED = ("same", "different")
"""The relations that bear on events; copies and contradictions are taken up elsewhere."""


@dataclass(frozen=True, slots=True)
class Heeded:
    """The judgements that stand, by relation, and what is to be reported of the others."""

    same: tuple[Judgement, ...]
    different: tuple[Judgement, ...]
    stopped: tuple[Stopped, ...]


class _Sets:
    """Claims joined so far."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, claim_id: str) -> str:
        while (above := self._above.get(claim_id, claim_id)) != claim_id:
            claim_id = above
        return claim_id

    def join(self, left: str, right: str) -> None:
        self._above[self.find(left)] = self.find(right)


def heed_judgements(judgements: Sequence[Judgement], claims: Mapping[str, int]) -> Heeded:
    """Return which judgements stand. The latest is heard first; an earlier one that it rules out is reported.

    "Same" reaches through a third claim: if A is B, and B is C, then "A and C are different" contradicts them.

    Args:
        judgements: In the order in which they were made.
        claims: The claims that can be linked, by id.
    """
    joined = _Sets()
    same: list[Judgement] = []
    parted: list[Judgement] = []
    stopped: list[Stopped] = []
    for one in reversed([judgement for judgement in judgements if judgement.relation in HEEDED]):
        if missing := [claim for claim in (one.left_id, one.right_id) if claim not in claims]:
            stopped.append(_unknown(one, missing))
        elif one.relation == "same" and _is_parted(joined, parted, one):
            stopped.append(_overruled(one))
        elif one.relation == "same":
            joined.join(one.left_id, one.right_id)
            same.append(one)
        elif joined.find(one.left_id) == joined.find(one.right_id):
            stopped.append(_overruled(one))
        else:
            parted.append(one)
    return Heeded(tuple(reversed(same)), tuple(reversed(parted)), tuple(reversed(stopped)))


def _is_parted(joined: _Sets, parted: Sequence[Judgement], one: Judgement) -> bool:
    ends = {joined.find(one.left_id), joined.find(one.right_id)}
    return any({joined.find(other.left_id), joined.find(other.right_id)} == ends for other in parted)


def _overruled(one: Judgement) -> Stopped:
    return Stopped(
        code="judgement-overruled",
        reason=f"{one.by} judged {one.left_id} and {one.right_id} to be {one.relation} (“{one.why}”); later judgements "
        "say otherwise, directly or through a third claim, and stand.",
        claim_ids=(one.left_id, one.right_id),
        pairs=((one.left_id, one.right_id),),
    )


def _unknown(one: Judgement, missing: Sequence[str]) -> Stopped:
    return Stopped(
        code="judgement-unknown",
        reason=f"{one.by} judged {one.left_id} and {one.right_id} to be {one.relation} (“{one.why}”), but "
        f"{' and '.join(missing)} is no claim of an act in this case now.",
        claim_ids=tuple(claim for claim in (one.left_id, one.right_id) if claim not in missing),
        pairs=((one.left_id, one.right_id),),
    )
