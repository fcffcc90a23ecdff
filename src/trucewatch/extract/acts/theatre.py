"""Where acts were whose sentences name no place: the place of the tale that goes on, else the theatre of the story.

The theatre is the region, district or territory that most of a document's deeds of force are set in. It is coarse, and
says no more than a reader takes from the report; a town is never handed on beyond the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from trucewatch.extract.acts.telling import Telling
from trucewatch.records import PlaceMention

_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_ELSEWHERE = frozenset({"expulsion", "detention", "release", "exchange", "disarmament", "dissolution", "surrender"})
"""Deeds that may be done anywhere."""
_WIDE = frozenset({"region", "territory", "district", "zone", "corridor", "country"})
_LEAST, _SHARE = 2, 0.5


def spread_places(
    tellings: Sequence[Telling], theatre: tuple[str, ...], belongs: Callable[[Telling], bool]
) -> list[Telling]:
    """Return the tellings with the places that they take over.

    Args:
        tellings: Acts in text order.
        theatre: Place mentions of where the story is set (`find_theatre`).
        belongs: Whether an act belongs to the story.
    """
    spread: list[Telling] = []
    for telling in tellings:
        if telling.act.place_mention_ids or not _has_a_place(telling):
            spread.append(telling)
            continue
        before = spread[-1] if spread else None
        own = _of_the_tale(telling, before) or (theatre if belongs(telling) else ())
        spread.append(replace(telling, act=replace(telling.act, place_mention_ids=own)))
    return spread


def _has_a_place(telling: Telling) -> bool:
    act = telling.act
    deed = act.event_type in _DEEDS and act.act not in _ELSEWHERE and not act.remark
    return deed and act.modality in ("actual", "ongoing")


def _of_the_tale(telling: Telling, before: Telling | None) -> tuple[str, ...]:
    """Return the place of the act before, in the same sentence."""
    if before is None or before.at != telling.at or before.act.event_type != telling.act.event_type:
        return ()
    return before.act.place_mention_ids


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
