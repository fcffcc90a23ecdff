"""Where an act was: its own place among those that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.extract.acts.model import Trigger
from trucewatch.extract.acts.roles import Cast, is_of_people
from trucewatch.records import Attribution, PlaceMention

WHERE = frozenset(
    {"in", "at", "near", "on", "around", "inside", "outside", "into", "from", "of", "to", "along", "across", "over"}
)
_STANDING = frozenset({"in", "at", "near", "outside"})
_OF_DOERS = frozenset({"by", "with", "between", "against"})
_SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "settlement"})
_SETTLED = frozenset({"place", "village", "town", "city", "hamlet", "settlement", "capital"})
_FAR = 700
"""Characters before "the village" within which it was named."""
_ORIGIN = frozenset({"from", "of"})
_LANDS = ("country", "continent")


def _above(cast: Cast, at: int) -> list[int]:
    """Return a token and the heads above it, nearest first."""
    chain = [at]
    while cast.words.heads[chain[-1]] not in chain:
        chain.append(cast.words.heads[chain[-1]])
    return chain


def find_places(
    cast: Cast, trigger: Trigger, places: Sequence[PlaceMention], said: Attribution | None
) -> list[PlaceMention]:
    """Return the places of a trigger: those within or right behind its words, else the nearest of its sentence."""
    words = cast.words
    low, high = words.starts[trigger.first], words.ends[trigger.last]
    near = [place for place in places if _is_setting(place) and not _is_source(place, said)]
    near = [place for place in near if not _takes_part(cast, trigger, place)]
    if trigger.type.speech:  # what is said in one place is mostly about another
        near = [place for place in near if (place.cue or "").lower() in _STANDING]
    near = [p for p in near if (t := _token(cast, p.start)) is not None and _same_sentence(cast, trigger, t)]
    own = [place for place in near if low <= place.start < high]
    if own:
        return own
    hanging = [place for place in near if _steps(cast, trigger, place.start) <= 3]
    return sorted(hanging, key=lambda place: abs(place.start - high))[:1]


def find_meant(cast: Cast, trigger: Trigger, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the settlement that "the village" behind an act means: the one named last before it."""
    words, at = cast.words, trigger.head
    pointing = [
        token
        for token in (cast.grammar.object(at), *cast.grammar.prepositionals(at, *sorted(WHERE)))
        if token is not None and words.lowers[token] in _SETTLEMENTS and token > 0
    ]
    if not pointing or words.lowers[cast.grammar.phrase(pointing[0])[0]] not in ("the", "that"):
        return []
    start = words.starts[pointing[0]]
    before = [p for p in places if start - _FAR <= p.start < start and p.kind in _SETTLED]
    return before[-1:]


def _is_source(place: PlaceMention, said: Attribution | None) -> bool:
    """Return whether a place only tells where those are who say so."""
    if said is None or said.source_start is None or said.source_end is None:
        return False
    return said.source_start <= place.start < said.source_end


def _takes_part(cast: Cast, trigger: Trigger, place: PlaceMention) -> bool:
    """Return whether a place stands for who acts: the subject of the clause, or the capital "by" whose mediation."""
    token = _token(cast, place.start)
    if token is None or trigger.type.code == "capture":
        return False
    acting = {who.mention_id for who in trigger.actors if who.mention_id}
    actor = cast.actors.get(token)
    named = place.mention_id in acting or (
        actor is not None and actor.mention_id in acting and actor.start == place.start
    )
    return named and (place.cue or "").lower() not in _STANDING


def _is_setting(place: PlaceMention) -> bool:
    """Return whether a place may be where something happened: not a government, not who did it."""
    if place.metonym:  # "the war in Velmar": there, whoever else the name stands for
        return (place.cue or "").lower() in _STANDING
    cue = (place.cue or "").lower()
    if cue in _ORIGIN and place.kind in _LANDS and is_of_people((place.governor or "").lower()):
        return False  # "inspectors from Norrland" may be anywhere
    return cue in WHERE or (place.kind not in _LANDS and not (cue in _OF_DOERS and place.kind == "capital"))


def _token(cast: Cast, start: int) -> int | None:
    return next(iter(cast.tokens(start, start + 1)), None)


def _same_sentence(cast: Cast, trigger: Trigger, token: int) -> bool:
    return cast.words.sentences[token] == cast.words.sentences[trigger.head]


def _steps(cast: Cast, trigger: Trigger, start: int) -> int:
    """Return how many verbs lie between a mention and the trigger's clause: 0 where it hangs on it."""
    words = cast.words
    token = _token(cast, start)
    if token is None:
        return 99
    mine, steps, seen = _above(cast, trigger.clause), 0, set()
    while token not in mine and token not in seen:
        seen.add(token)
        steps += words.tags[token].startswith("VB")
        if words.heads[token] == token:
            return 50
        token = words.heads[token]
    return steps + mine.index(token) if token in mine else 99
