"""Coast lines and boundaries for orientation, from Natural Earth 1:10m (public domain).

The file is a topology: arcs of quantised, delta-coded points that polygons refer to by number (``~n`` backwards).
An arc that two polygons share is a boundary, one of a single polygon a coast. Boundaries are drawn all alike and
take no position on any of them.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Land:
    """What of the world lies in a box: filled rings, and boundary lines, as (lon, lat)."""

    rings: tuple[tuple[Point, ...], ...]
    boundaries: tuple[tuple[Point, ...], ...]


def land_within(box: Box) -> Land:
    """Return the land of a box; rings that reach beyond it are whole and have to be clipped."""
    arcs, polygons, shared = _topology()
    rings = []
    for polygon in polygons:
        for ring in polygon:
            points = tuple(point for number in ring for point in _directed(arcs, number))
            if _touches(points, box):
                rings.append(points)
    boundaries = tuple(arcs[number] for number in sorted(shared) if _touches(arcs[number], box))
    return Land(tuple(rings), boundaries)


def _directed(arcs: tuple[tuple[Point, ...], ...], number: int) -> tuple[Point, ...]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _touches(points: tuple[Point, ...], box: Box) -> bool:
    west, south, east, north = box
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


@cache
def _topology() -> tuple[tuple[tuple[Point, ...], ...], list[list[list[int]]], set[int]]:
    packed = (files("trucewatch.publish") / "data" / "natural-earth-10m.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    (scale_x, scale_y), (move_x, move_y) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for deltas in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(tuple(points))
    uses = Counter(n if n >= 0 else ~n for polygon in data["polygons"] for ring in polygon for n in ring)
    return tuple(arcs), data["polygons"], {number for number, count in uses.items() if count > 1}
