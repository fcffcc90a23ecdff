"""Where acts were whose sentences name no place: the place of the tale that goes on, else the theatre of the story.

The theatre is the region, district or territory that most of a document's deeds of force are set in. It is coarse, and
says no more than a reader takes from the report; a town is never handed on beyond the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from trucewatch.extract.acts.telling import Telling
from trucewatch.extract.acts.tense import PAST
from trucewatch.records import PlaceMention

_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_ELSEWHERE = frozenset({"expulsion", "detention", "release", "exchange"})
"""Deeds that may be done anywhere."""
_OF_THE_TRUCE = frozenset({"mediation", "signing"})
"""Acts in words that, where nothing else is said, are about the ground that is fought over."""
_FORCE = frozenset({"ASSAULT", "COERCE"})
_REACH = 80
"""Characters behind an act within which its sentence may still name its place."""
_WIDE = frozenset({"region", "territory", "district", "zone", "corridor", "country"})
_LEAST, _SHARE = 2, 0.5


def spread_places(
    tellings: Sequence[Telling],
    theatre: tuple[str, ...],
    belongs: Callable[[Telling], bool],
    places: Mapping[str, PlaceMention],
) -> list[Telling]:
    """Return the tellings with the places that they take over.

    Args:
        tellings: Acts in text order.
        theatre: Place mentions of where the story is set (`find_theatre`).
        belongs: Whether an act belongs to the story.
        places: The place mentions of the document by id.
    """
    spread: list[Telling] = []
    for telling in tellings:
        if telling.act.place_mention_ids or not _has_a_place(telling):
            spread.append(telling)
            continue
        own = _of_the_tale(telling, spread, places) or (theatre if belongs(telling) else ())
        spread.append(replace(telling, act=replace(telling.act, place_mention_ids=own)))
    return spread


def _has_a_place(telling: Telling) -> bool:
    act = telling.act
    deed = (act.event_type in _DEEDS and act.act not in _ELSEWHERE) or act.act in _OF_THE_TRUCE
    return deed and not act.remark and act.modality in ("actual", "ongoing")


def _of_the_tale(telling: Telling, tellings: Sequence[Telling], places: Mapping[str, PlaceMention]) -> tuple[str, ...]:
    """Return the place of the act before: in the same sentence, or in one that goes on without naming any place."""
    if not tellings:
        return ()
    act, last = telling.act, tellings[-1]
    if last.at == telling.at and last.act.event_type == act.event_type and last.act.place_mention_ids:
        return last.act.place_mention_ids
    end = act.end + _REACH
    if not _is_force(telling) or any(telling.at <= place.start < end for place in places.values()):
        return ()
    near = (other for other in reversed(tellings) if _is_force(other) and other.act.place_mention_ids)
    found = next(near, None)
    return found.act.place_mention_ids if found is not None and _goes_on(telling, found) else ()


def _is_force(telling: Telling) -> bool:
    """Return whether the body of a report tells in the past of a deed of force."""
    return telling.act.event_type in _FORCE and telling.role == "body" and telling.tense == PAST


def _goes_on(telling: Telling, before: Telling) -> bool:
    """Return whether a deed is told right after another, and of no other day."""
    act, last = telling.act, before.act
    same_day = act.date is None or last.date is None or act.date == last.date
    return same_day and telling.paragraph - before.paragraph <= 1 and act.modality == last.modality


def find_theatre(tellings: Sequence[Telling], places: Mapping[str, PlaceMention]) -> tuple[str, ...]:
    """Return the mention of the place that most deeds are set in, nothing where none stands out."""
    placed = [telling.act.place_mention_ids[0] for telling in tellings if telling.act.place_mention_ids]
    deeds = [mention_id for mention_id in placed if mention_id in places]
    counted = Counter(places[mention_id].place_id for mention_id in deeds if places[mention_id].kind in _WIDE)
    if not counted:
        return ()
    place_id, count = counted.most_common(1)[0]
    if count < _LEAST or count < _SHARE * sum(counted.values()):
        return ()
    return (next(mention_id for mention_id in deeds if places[mention_id].place_id == place_id),)
