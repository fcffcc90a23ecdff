"""Which places lie within which: by the casebook's ``within``, by its outlines, and by distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from trucewatch.casebook.model import Casebook, Place

Row = Mapping[str, Any]
AREAS = frozenset(["district", "region", "territory", "zone", "valley", "corridor", "road", "site", "city", "town"])
"""Kinds of places of which something else can be a part by distance; a country's circle takes in others."""
LANDS = frozenset(["region", "territory"])
_SIMILAR = 1.5
_EARTH_KM = 6371.0
_SMALL_KM = 3.0


class Containment:
    """The places of a casebook and of reports as parts of one another."""

    def __init__(self, casebook: Casebook, mentions: Iterable[Row] = ()) -> None:
        self._places = casebook.places
        self._points = {row["place_id"]: (row["lat"], row["lon"], row["radius_km"] or 0.0) for row in mentions
                        if row["place_id"] and row["lat"] is not None}  # fmt: skip

    def within(self, place_id: str, targets: Sequence[str]) -> bool:
        """Return whether a claim's place (``casebook:ID``, ``composed:KIND:…``) is one of ``targets`` or lies in one.

        A place that is larger than a target does not lie in it, nor does one whose point is not known.
        """
        own = casebook_id(place_id)
        if own is not None and own in self._places:
            above = self._above(own)
            return any(target in above or self._near(own, target) or self._alike(own, target) for target in targets)
        point = self._points.get(place_id)
        return point is not None and any(self._holds(target, *point) for target in targets)

    def kind(self, place_id: str) -> str | None:
        """Return the kind of a casebook place, None of one that there is not."""
        place = self._places.get(place_id)
        return place.kind if place else None

    def leads_into(self, way: str, land: str) -> bool:
        """Return whether a road or corridor leads into a land: its middle lies within the land's radius."""
        place, target = self._places.get(way), self._places.get(land)
        if place is None or target is None or target.kind not in AREAS:
            return False
        return _distance(target, place.lat, place.lon) <= target.radius_km

    def same(self, place_id: str, target: str) -> bool:
        """Return whether a place of a claim is a target itself, or a land of much the same extent."""
        own = casebook_id(place_id)
        return own == target or (own in self._places and own is not None and self._alike(own, target))

    def _above(self, place_id: str) -> set[str]:
        found, steps = {place_id}, [place_id]
        while steps:
            place = self._places.get(steps.pop())
            fresh = [step for step in (place.within if place else ()) if step not in found]
            found.update(fresh)
            steps += fresh
        return found

    def _near(self, place_id: str, target: str) -> bool:
        """Return whether a place of which at most the country is told is in a target by its point."""
        place = self._places[place_id]
        told = [self._places[step].kind for step in place.within if step in self._places]
        return all(kind == "country" for kind in told) and self._holds(target, place.lat, place.lon, place.radius_km)

    def _alike(self, place_id: str, target: str) -> bool:
        """Return whether two names of lands are used for much the same land: same middle, similar size."""
        place, other = self._places[place_id], self._places.get(target)
        if other is None or not {place.kind, other.kind} <= LANDS:
            return False
        small, large = sorted((place.radius_km, other.radius_km))
        return large <= _SIMILAR * small and _distance(other, place.lat, place.lon) <= small / 4

    def _holds(self, target: str, lat: float, lon: float, radius_km: float) -> bool:
        place = self._places.get(target)
        if place is None or place.kind not in AREAS or radius_km > max(place.radius_km, _SMALL_KM):
            return False
        rings = [ring for ring in place.geometry if ring and ring[0] == ring[-1]]
        if rings:
            return any(_inside(lat, lon, ring) for ring in rings)
        return _distance(place, lat, lon) <= place.radius_km


def casebook_id(place_id: str) -> str | None:
    """Return the casebook id in the id of a place; of one composed of another ("Agdam district") that of the other."""
    while place_id.startswith("composed:"):
        place_id = place_id.split(":", 2)[2]
    return place_id.removeprefix("casebook:") if place_id.startswith("casebook:") else None


def _inside(lat: float, lon: float, ring: Sequence[tuple[float, float]]) -> bool:
    """Return whether a point lies in a ring of (lon, lat), by the even-odd rule."""
    crossed = False
    for (left, low), (right, high) in pairwise(ring):
        if (low > lat) != (high > lat) and lon < (right - left) * (lat - low) / (high - low) + left:
            crossed = not crossed
    return crossed


def _distance(place: Place, lat: float, lon: float) -> float:
    """Return the great-circle distance in km (haversine)."""
    north, south = radians(place.lat), radians(lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(lon - place.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
