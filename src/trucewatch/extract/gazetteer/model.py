"""What a name can mean: one candidate place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean.

    ``place_id`` is ``geonames:N`` for a populated place or division, ``country:CC``, ``region:ID`` or
    ``casebook:ID``. ``names`` are all its names side by side, the first included. ``division`` is the GeoNames
    code of the first-order division it lies in (``AZ.55``). ``main`` is true where the looked-up name is its
    first one or that in another transliteration, ``population`` 0 where unknown.
    """

    place_id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    division: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    main: bool = True
