"""When and where an act was: its own time and place among those that its sentence names."""

from __future__ import annotations

from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.triggers import Trigger
from trucewatch.records import PlaceMention, TimeMention

WHERE = frozenset(
    {"in", "at", "near", "on", "around", "inside", "outside", "into", "from", "of", "to", "along", "across", "over"}
)
_LANDS = ("country", "continent")


def find_time(cast: Cast, trigger: Trigger, times: list[TimeMention]) -> TimeMention | None:
    """Return the time of a trigger: the one that hangs on its clause, else the only one of its sentence."""
    near = [time for time in times if time.value and _same_sentence(cast, trigger, time.start)]
    if not near:
        return None
    ranked = sorted(near, key=lambda time: (_steps(cast, trigger, time.start), abs(time.start - _at(cast, trigger))))
    best = ranked[0]
    return best if _steps(cast, trigger, best.start) <= 3 or len(near) == 1 else None


def find_places(cast: Cast, trigger: Trigger, places: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places of a trigger: those within or right behind its words, else the nearest of its sentence."""
    words = cast.words
    low, high = words.starts[trigger.first], words.ends[trigger.last]
    near = [p for p in places if p.place_id and _same_sentence(cast, trigger, p.start)]
    own = [p for p in near if low <= p.start < high and _is_setting(p)]
    if own:
        return own
    hanging = [p for p in near if _is_setting(p) and _steps(cast, trigger, p.start) <= 3]
    return sorted(hanging, key=lambda p: abs(p.start - high))[:1]


def _is_setting(place: PlaceMention) -> bool:
    """Return whether a place may be where something happened: not a government, not who did it."""
    if place.metonym:
        return False
    return (place.cue or "").lower() in WHERE or place.kind not in _LANDS


def _at(cast: Cast, trigger: Trigger) -> int:
    return cast.words.starts[trigger.head]


def _token(cast: Cast, start: int) -> int | None:
    return next(iter(cast.tokens(start, start + 1)), None)


def _same_sentence(cast: Cast, trigger: Trigger, start: int) -> bool:
    token = _token(cast, start)
    return token is not None and cast.words.sentences[token] == cast.words.sentences[trigger.head]


def _steps(cast: Cast, trigger: Trigger, start: int) -> int:
    """Return how many verbs lie between a mention and the trigger's clause: 0 where it hangs on it."""
    words = cast.words
    token = _token(cast, start)
    if token is None:
        return 99
    mine, steps, seen = _clauses(cast, trigger.clause), 0, set()
    while token not in mine and token not in seen:
        seen.add(token)
        if words.tags[token].startswith("VB"):
            steps += 1
        if words.heads[token] == token:
            return 50
        token = words.heads[token]
    return steps + mine.index(token) if token in mine else 99


def _clauses(cast: Cast, at: int) -> list[int]:
    """Return a token and the heads above it, nearest first."""
    chain = [at]
    while cast.words.heads[chain[-1]] not in chain:
        chain.append(cast.words.heads[chain[-1]])
    return chain
