"""Where a document plays: what its clear names say to the doubtful ones."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from trucewatch.extract.gazetteer import Candidate
from trucewatch.extract.places.model import Spot

_KM_PER_DEGREE = 111.2
_EVIDENCE = 0.5
"""Weight of a place in the name of an institution against one that is mentioned as a place."""


@dataclass(slots=True)
class Surroundings:
    """Votes for countries, named first-order divisions, and points, each with the name that it comes from.

    A name is never judged by its own vote: every question is asked for a folded name, which is left out.
    """

    votes: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    divisions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    points: list[tuple[str, float, float]] = field(default_factory=list)

    def add(self, folded: str, place: Candidate, weight: float) -> None:
        """Count a place that a name means."""
        self.points.append((folded, place.lat, place.lon))
        if place.country:
            self.votes[place.country][folded] += weight
        if place.kind == "region" and place.division:
            self.divisions[place.division].add(folded)

    def share(self, country: str | None, folded: str = "") -> float:
        """Return the share of the votes that a country has."""
        if country is None or country not in self.votes:
            return 0.0
        total = sum(sum(votes.values()) - votes.get(folded, 0.0) for votes in self.votes.values())
        own = sum(self.votes[country].values()) - self.votes[country].get(folded, 0.0)
        return own / total if total > 0 else 0.0

    def countries(self) -> list[str]:
        """Return the countries by their share, the largest first."""
        return sorted(self.votes, key=lambda code: (-sum(self.votes[code].values()), code))

    def names_division(self, division: str | None, folded: str) -> bool:
        """Return whether another name is that of a first-order division."""
        return division is not None and bool(self.divisions.get(division, set()) - {folded})

    def sisters(self, country: str | None, folded: str) -> int:
        """Return how many divisions of a country other names are: in a row of provinces one more is meant."""
        prefix = f"{country}."
        return sum(division.startswith(prefix) and bool(names - {folded}) for division, names in self.divisions.items())

    def nearest_km(self, place: Candidate, folded: str) -> float:
        """Return about how far the nearest place of another name is, on a plane laid at the place."""
        narrow = math.cos(math.radians(place.lat))
        nearest = 1e9
        for name, lat, lon in self.points:
            if name != folded:
                north, east = lat - place.lat, (lon - place.lon) * narrow
                nearest = min(nearest, north * north + east * east)
        return _KM_PER_DEGREE * math.sqrt(nearest)


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
