"""Where a document plays: what its clear names say to the doubtful ones."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from trucewatch.extract.gazetteer import Candidate
from trucewatch.extract.places.model import Spot

_KM_PER_DEGREE = 111.2
_CELL = 6
"""Degrees: a place looks for others in its own cell and the eight around it; what lies further says nothing."""
_EVIDENCE = 0.5
"""Weight of a place in the name of an institution against one that is mentioned as a place."""

Point = tuple[str, float, float]


class Surroundings:
    """Votes for countries, named first-order divisions, and points, each with the name that it comes from.

    A name is never judged by its own vote: every question is asked for a folded name, which is left out.
    """

    def __init__(self) -> None:
        self.places = 0
        self._votes: dict[str, float] = defaultdict(float)
        self._own: dict[tuple[str, str], float] = defaultdict(float)
        self._cast: dict[str, float] = defaultdict(float)
        self._total = 0.0
        self._divisions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def add(self, folded: str, place: Candidate, weight: float) -> None:
        """Count a place that a name means."""
        self.places += 1
        self._cells[_cell(place.lat, place.lon)].append((folded, place.lat, place.lon))
        if place.country:
            self._votes[place.country] += weight
            self._own[place.country, folded] += weight
            self._cast[folded] += weight
            self._total += weight
            if place.kind == "region" and place.division:
                self._divisions[place.country][place.division].add(folded)

    def share(self, country: str | None, folded: str) -> float:
        """Return the share of the votes that a country has."""
        if country is None or country not in self._votes:
            return 0.0
        total = self._total - self._cast.get(folded, 0.0)
        own = self._votes[country] - self._own.get((country, folded), 0.0)
        return max(0.0, own / total) if total > 1e-9 else 0.0

    def speaks_of(self, country: str | None) -> bool:
        """Return whether any name is that of a country or of a place in it."""
        return country in self._votes

    def countries(self) -> list[str]:
        """Return the countries by their share, the largest first."""
        return sorted(self._votes, key=lambda code: (-self._votes[code], code))

    def names_division(self, country: str | None, division: str | None, folded: str) -> bool:
        """Return whether another name is that of a first-order division."""
        named = self._divisions.get(country or "", {})
        return division is not None and bool(named.get(division, set()) - {folded})

    def sisters(self, country: str | None, folded: str) -> int:
        """Return how many divisions of a country other names are: in a row of provinces one more is meant."""
        return sum(bool(names - {folded}) for names in self._divisions.get(country or "", {}).values())

    def nearest_km(self, place: Candidate, folded: str) -> float:
        """Return about how far beyond a place's reach the nearest place of another name is; infinite if far."""
        north, east = _cell(place.lat, place.lon)
        narrow = math.cos(math.radians(place.lat))
        nearest = math.inf
        for cell in [(north + dy, east + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]:
            for name, lat, lon in self._cells.get(cell, ()):
                if name != folded:
                    up, right = lat - place.lat, (lon - place.lon) * narrow
                    nearest = min(nearest, up * up + right * right)
        return max(0.0, _KM_PER_DEGREE * math.sqrt(nearest) - place.radius_km)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)


def find_surroundings(spots: Iterable[Spot], read: Callable[[Spot], Candidate | None]) -> Surroundings:
    """Return where a document plays, by the trusted names of which the reading is known.

    Args:
        spots: The names.
        read: Tells what place a name means, None where that is open.
    """
    counts = Counter((spot.folded, spot.hint is not None, spot.noun is not None) for spot in spots)
    found, seen = Surroundings(), set()
    for spot in spots:
        key = (spot.folded, spot.hint is not None, spot.noun is not None)
        if key in seen or spot.trust not in ("yes", "evidence") or not spot.options:
            continue
        seen.add(key)
        place = read(spot)
        if place is not None:
            weight = 1 + math.log(counts[key])
            found.add(spot.folded, place, weight if spot.trust == "yes" else weight * _EVIDENCE)
    return found
