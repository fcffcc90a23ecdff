"""Decide which place a name means: by what it is without context, and by what else the document speaks of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from trucewatch.extract.gazetteer import Candidate
from trucewatch.extract.places.model import Meaning, Spot
from trucewatch.extract.places.surroundings import Surroundings, find_surroundings

_DIVISIONS = ("region", "district")
SMALL = ("town", "village")
SETTLEMENTS = ("capital", "city", "town", "village")
_SETTLEMENT_NOUNS = frozenset(("city", "town", "village", "settlement", "hamlet", "capital", "township"))
_DIVISION_NOUNS = frozenset(
    ("province", "district", "state", "governorate", "region", "county", "oblast", "department")
)
_SURE = 0.6
_FIRST_READINGS = 12
"""So many readings are weighed in any case, the most populous first; beyond them those in countries of the text."""
_CLEAR = 0.3
"""A reading that leads by so much without context anchors the document."""
_PEOPLE_UNKNOWN = 1_500
_COUNTRY, _REGION, _OWN_NAME = 2.0, 1.7, 0.35
_PER_DECADE, _OTHER_NAME = 0.2, 0.6
"""What ten times the people add, and what context counts where the name is not the place's first."""
_NOWHERE, _NOWHERE_ALONE, _MANY_POINTS = 0.85, 0.6, 3
"""How likely it is that a name means a place that no source knows, in a text of many clear places and of few."""
_MISSPELT, _UNSPOKEN = 0.3, -0.15
"""What is added to that for a name spelled otherwise, and to a town of a country that the text does not speak of."""
_TEMPERATURE = 0.18
_NEAR_KM = 400.0
_COUNTRY_SHARE, _NEARNESS, _PARENT, _DIVISION_NAMED, _CHILD, _SISTER = 0.5, 0.35, 1.0, 0.3, 0.8, 0.2


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Return the great-circle distance of two points."""
    la, lb = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def wanted_kind(spot: Spot) -> str | None:
    """Return ``division`` or ``settlement`` where the noun beside the name says so."""
    noun = spot.noun or spot.hint
    if noun is None:
        return None
    first = noun.words.split()[0]
    if noun.rule in ("places.district", "places.province", "places.region") or first in _DIVISION_NOUNS:
        return "division"
    return "settlement" if first in _SETTLEMENT_NOUNS else None


def prior(option: Candidate, wanted: str | None) -> float:
    """Return how likely a place is meant by its name alone, on a scale where a village is 0.6 and a country 2."""
    source = option.place_id.partition(":")[0]
    if source == "casebook":
        value = 3.0
    elif source == "country":
        value = _COUNTRY
    elif source == "region" and option.kind not in SMALL:
        value = _REGION
    else:
        value = _PER_DECADE * math.log10(option.population or _PEOPLE_UNKNOWN) + (0.0 if option.main else -0.25)
        value += {"region": -0.2, "district": -0.3}.get(
            option.kind, 0.35 if option.kind == "capital" and option.main else 0.0
        )
    if wanted == "division":
        value += 0.5 if option.kind in _DIVISIONS else 0.0
    elif wanted == "settlement":
        value += 0.3 if option.kind in SETTLEMENTS else -0.5
    return value


def priors(spot: Spot) -> list[float]:
    """Return the prior of each reading; a province without a town of its name in it owns the name."""
    wanted = wanted_kind(spot)
    known = spot.priors.get(wanted)
    if known is None:
        towns = {option.division for option in spot.options if option.kind in SETTLEMENTS}
        known = spot.priors[wanted] = [
            prior(option, wanted)
            + (_OWN_NAME if option.kind == "region" and option.division and option.division not in towns else 0.0)
            for option in spot.options
        ]
    return known


def best_reading(spot: Spot) -> Candidate:
    """Return the likeliest place of a name by the name alone."""
    values = priors(spot)
    return spot.options[values.index(max(values))]


def clear_reading(spot: Spot) -> Candidate | None:
    """Return the one place that a name means without context, or None where it is open."""
    values = priors(spot)
    top = max(values)
    best = spot.options[values.index(top)]
    for value, other in zip(values, spot.options, strict=True):
        if top - value < _CLEAR and distance_km(best.lat, best.lon, other.lat, other.lon) > 100:
            return None
    return best


def _group_key(spot: Spot) -> tuple[str, str | None]:
    return spot.folded, wanted_kind(spot)


def resolve_spots(spots: Sequence[Spot], evidence: Sequence[Spot], around: Surroundings) -> list[Meaning]:
    """Return the meaning of each spot; a name means one place throughout a document.

    What the first pass makes of the names is what the second goes by.

    Args:
        spots: The names to resolve.
        evidence: Names that are not mentioned as places but tell where the document plays.
        around: What is clear without context.
    """
    first = _resolve_once(spots, around)
    known = {id(spot): meaning for spot, meaning in zip(spots, first, strict=True)}

    def read(spot: Spot) -> Candidate | None:
        meaning = known.get(id(spot))
        if meaning is None:
            return clear_reading(spot)
        return meaning.place if meaning.score >= _SURE else None

    return _resolve_once(spots, find_surroundings((*spots, *evidence), read))


def _resolve_once(spots: Sequence[Spot], around: Surroundings) -> list[Meaning]:
    parents: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.parent is not None:
            parents[spot.folded].append(spot.parent)
    known: dict[tuple[str, str | None, str | None], Meaning] = {}
    meanings = []
    for spot in spots:
        above = [spot.parent] if spot.parent else parents[spot.folded]
        key = (*_group_key(spot), spot.parent.folded if spot.parent else None)
        if key not in known:
            known[key] = _decide(spot, above, around)
        meanings.append(known[key])
    return meanings


def _decide(spot: Spot, parents: Sequence[Spot], around: Surroundings) -> Meaning:
    if spot.source == "casebook" and len(spot.options) == 1:
        return Meaning(spot.options[0], 1.0, _explain(spot, spot.options[0], parents, around))
    scored = [
        (alone + _context(option, spot, parents, around), -index)
        for index, (option, alone) in enumerate(zip(spot.options, priors(spot), strict=True))
        if index < _FIRST_READINGS or around.speaks_of(option.country)
    ]
    scored.sort(reverse=True)
    top = scored[0][0]
    weights = [math.exp((value - top) / _TEMPERATURE) for value, _ in scored]
    nowhere = _NOWHERE if around.places >= _MANY_POINTS else _NOWHERE_ALONE
    nowhere += _MISSPELT if spot.source == "approximate" else 0.0
    total = sum(weights) + math.exp((nowhere - top) / _TEMPERATURE)
    chances = [(spot.options[-index], weight / total) for (_, index), weight in zip(scored, weights, strict=True)]
    best = chances[0][0]
    share = min(1.0, sum(chance for option, chance in chances if _same_spot(option, best)))
    others = tuple((option, round(chance, 4)) for option, chance in chances[1:6])
    return Meaning(best, round(share, 4), _explain(spot, best, parents, around), others)


def _same_spot(option: Candidate, best: Candidate) -> bool:
    return distance_km(option.lat, option.lon, best.lat, best.lon) <= 25


def _context(option: Candidate, spot: Spot, parents: Sequence[Spot], around: Surroundings) -> float:
    """Return what the rest of the document adds to a reading."""
    value = _COUNTRY_SHARE * around.share(option.country, spot.folded)
    value += _NEARNESS * math.exp(-around.nearest_km(option, spot.folded) / _NEAR_KM)
    if not option.main:
        value *= _OTHER_NAME
    if around.places >= _MANY_POINTS and option.country and not around.speaks_of(option.country):
        value += _UNSPOKEN if option.kind in SETTLEMENTS and option.kind != "capital" else 0.0
    if option.kind == "region" and option.division and option.place_id.startswith("geonames:"):
        value += _SISTER * min(3, around.sisters(option.country, spot.folded))
    elif around.names_division(option.country, option.division, spot.folded):
        value += _DIVISION_NAMED
    if any(lies_in(option, parent) for parent in parents):
        value += _PARENT
    if spot.children and len(spot.options) > 1:
        value += _CHILD * _share_inside(option, spot)
    return value


def _share_inside(option: Candidate, spot: Spot) -> float:
    """Return the share of the names before "X, THIS" of which a well-known reading lies in one reading of THIS."""
    alone = replace(spot, options=(option,), children=[], priors={})
    inside = sum(any(lies_in(below, alone) for below in child.options[:3]) for child in spot.children)
    return inside / len(spot.children)


def lies_in(option: Candidate, parent: Spot) -> bool:
    """Return whether a place lies in one of the likelier readings of another name."""
    for above in parent.options[:3]:
        kind, _, code = above.place_id.partition(":")
        if kind == "country" and option.country == code:
            return True
        if above.kind == "region" and above.division is not None and option.division == above.division:
            return option.place_id != above.place_id
        if kind in ("casebook", "region") and above.place_id != option.place_id:
            if above.country and above.kind == "country" and option.country == above.country:
                return True
            if distance_km(option.lat, option.lon, above.lat, above.lon) <= above.radius_km * 1.2:
                return above.radius_km > option.radius_km
    return False


def _explain(spot: Spot, best: Candidate, parents: Sequence[Spot], around: Surroundings) -> str:
    if spot.source == "casebook":
        return "the casebook has this name"
    if spot.source == "approximate":
        return f"no place of this name; it is close to “{best.name}” in a country that the text speaks of"
    if len(spot.options) == 1:
        return "the only place of this name in the gazetteer"
    if any(lies_in(best, parent) for parent in parents):
        return f"one of {len(spot.options)} places of this name; the text names what it lies in"
    if best.country and around.share(best.country, spot.folded) >= 0.2:
        return f"one of {len(spot.options)} places of this name; the text speaks of its country"
    return f"the best known of {len(spot.options)} places of this name"
