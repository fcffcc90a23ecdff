"""The place of a row: its coordinates with the name beside them, or the name alone where it is clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.extract.foreign.register import register_of
from trucewatch.extract.foreign.row import Cell, Row
from trucewatch.extract.gazetteer import Candidate
from trucewatch.extract.places.resolve import SETTLEMENTS, distance_km
from trucewatch.records import PlaceMention, make_id

RADII_OF_ACLED = {1: 5.0, 2: 25.0, 3: 100.0}
RADII_OF_GED = {1: 5.0, 2: 25.0, 3: 40.0, 4: 120.0, 5: 100.0, 6: 500.0, 7: 500.0}
"""How far from its point the place of an event may lie, by the level of precision, in kilometres."""

OBSERVED_KM = 1.0
"""The same where monitors in the field give the point."""

_SAME_KM = 50.0
"""How far a place of the name may lie from the row's point to be the one meant."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row says it was, within a radius, and the cell that begins its words."""

    lat: float
    lon: float
    radius_km: float
    cell: Cell


def read_point(row: Row, radius_km: float) -> Point | None:
    """Return the coordinates of a row; cells that cannot be any are noted as bad."""
    latitude, longitude = row.cell("latitude"), row.cell("longitude")
    lat, lon = _degrees(row, latitude, 90), _degrees(row, longitude, 180)
    if lat is None or lon is None or latitude is None:
        return None
    if lat == lon == 0:
        row.mark_bad(latitude, "and a longitude of 0 stand for no place")
        return None
    return Point(lat, lon, radius_km, latitude)


def read_radius(row: Row, column: str, radii: dict[int, float]) -> float:
    """Return the radius of a row by the column of its precision; the second level where there is none."""
    cell = row.cell(column)
    level = row.whole_number(cell)
    if cell is not None and level is not None and level not in radii:
        row.mark_bad(cell, "is none of the levels of precision")
    return radii.get(level or 0, radii[2])


def add_place(row: Row, name: Cell | None, point: Point | None) -> PlaceMention | None:
    """Add the place that a cell names, at a point if one is given; one that stays open is noted."""
    cell = name or (point.cell if point else None)
    if cell is None:
        return None
    options = _options(row, name.value) if name else []
    mention = _at_point(row, cell, point, options) if point else _by_name(row, cell, options)
    row.places.append(mention)
    if mention.place_id is None:
        code = "unresolved-place" if options else "unknown-place"
        which = (
            "It is open which of the places of this name is meant" if options else "No casebook or gazetteer knows it"
        )
        row.report(code, f"{row.where}, column “{cell.column}”: {which}.", cell, "resolve")
    return mention if mention.place_id else None


def _degrees(row: Row, cell: Cell | None, most: int) -> float | None:
    if cell is None:
        return None
    try:
        value = float(cell.value.replace(",", "."))
    except ValueError:
        row.mark_bad(cell, "is no coordinate in degrees")
        return None
    if not -most <= value <= most:
        row.mark_bad(cell, f"lies outside -{most} to {most} degrees")
        return None
    return value


def _options(row: Row, name: str) -> list[Candidate]:
    """Return what a name can mean: the casebook's places first, then settlements, then all others."""
    own = [
        Candidate(
            f"casebook:{place.id}", place.name, tuple(name.text for name in place.names), place.kind, place.country,
            None, place.lat, place.lon, place.radius_km, 0,
        )
        for place in register_of(row.knowledge.casebook).places(name)
    ]  # fmt: skip
    world = row.knowledge.gazetteer.lookup(name)
    return own + sorted(world, key=lambda option: option.kind not in SETTLEMENTS)


def _at_point(row: Row, cell: Cell, point: Point, options: Sequence[Candidate]) -> PlaceMention:
    near = [o for o in options if distance_km(point.lat, point.lon, o.lat, o.lon) <= max(_SAME_KM, o.radius_km)]
    if near:
        radius = max(point.radius_km, near[0].radius_km) if point.radius_km > OBSERVED_KM else point.radius_km
        return _mention(row, cell, near[0], Point(point.lat, point.lon, radius, cell), "the row’s coordinates and name")
    place = Candidate(
        f"composed:point:{point.lat:.4f},{point.lon:.4f}", cell.value, (cell.value,), "site", _country(row), None,
        point.lat, point.lon, point.radius_km, 0,
    )  # fmt: skip
    return _mention(row, cell, place, point, "the row’s coordinates; no place of that name is known near them")


def _by_name(row: Row, cell: Cell, options: Sequence[Candidate]) -> PlaceMention:
    """Return the place that the name alone tells: the casebook's, or that of the row's country, or the only one."""
    country = _country(row)
    fitting = [option for option in options if country in (None, option.country)]
    own = [option for option in fitting if option.place_id.startswith("casebook:")]
    best = (own or fitting)[:1]
    if best and all(_together(best[0], other) for other in own or fitting):
        return _mention(row, cell, best[0], None, "the only place of that name")
    return _mention(row, cell, None, None, "the name does not tell which place it is")


def _together(one: Candidate, other: Candidate) -> bool:
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= max(_SAME_KM, one.radius_km)


def _country(row: Row) -> str | None:
    """Return the code of the country that the row names, if it has such a column."""
    named = row.value("country")
    found = row.knowledge.gazetteer.lookup(named) if named else ()
    return next((option.country for option in found if option.kind == "country"), None)


def _mention(row: Row, cell: Cell, place: Candidate | None, point: Point | None, basis: str) -> PlaceMention:
    spot = point or place
    return PlaceMention(
        mention_id=make_id("p", row.document_id, cell.start, cell.end), **row.words(cell.start, cell.end),
        place_id=place.place_id if place else None, name=place.name if place else cell.value,
        names=place.names if place else (cell.value,), kind=place.kind if place else "site",
        country=place.country if place else None, lat=spot.lat if spot else None, lon=spot.lon if spot else None,
        radius_km=spot.radius_km if spot else None, score=0.95 if point else 0.8 if place else 0.2, basis=basis,
        metonym=False, cue=None, governor=None, alternatives=(), rules=("foreign.place",),
    )  # fmt: skip
