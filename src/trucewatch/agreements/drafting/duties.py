"""What the points of an accord tell of who its parties are: who owes what belligerents owe, and who watches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trucewatch.agreements.drafting.clauses import find_clauses
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, coordinated, is_name, name_bounds, same, who_at
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_COUNTED = {"two": 2, "both": 2, "either": 2, "neither": 2, "other": 2, "three": 3, "four": 4}


def duty_evidence(points: Sequence[Cast], scene: Scene) -> Iterator[tuple[str, Who]]:
    """Yield the kind of what points tell (``owes``, ``watches``) and of whom."""
    for cast in points:
        for clause in find_clauses(cast):
            if clause.subject is None or clause.frame.leads == "none":
                continue
            low = cast.words.lowers[clause.verb]
            watches = low in forms("watching") or bool(
                set(cast.words.lowers[clause.verb + 1 : clause.verb + 7]) & forms("sent")
            )
            if not watches and low not in forms("yielding"):
                continue
            for at in coordinated(cast, clause.subject):
                if not cast.words.tags[at].startswith("PRP") and (is_name(cast, at) or can_owe(cast, at)):
                    yield "watches" if watches else "owes", who_at(cast, at, scene)


def sends(points: Sequence[Cast], who: Who, scene: Scene) -> bool:
    """Return whether somebody sends those who keep the peace between the others: "the contingent of C"."""
    for cast in points:
        lowers = cast.words.lowers
        for at, low in enumerate(lowers):
            sent = low in forms("sent") or (
                low in forms("forces") and bool(forms("peaceful") & set(lowers[max(0, at - 3) : at]))
            )
            if sent and name_bounds(cast, at)[1] > at and same(who_at(cast, at, scene), who):
                return True
    return False


def count_parties(points: Sequence[Cast]) -> int | None:
    """Return of how many parties the points speak: "both sides", "either Party", "the three Parties"."""
    for cast in points:
        for before, low in pairwise(cast.words.lowers):
            if before in _COUNTED and low in forms("parties") | forms("states"):
                return _COUNTED[before]
    return None
