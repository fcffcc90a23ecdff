"""The tables of the gazetteer: complete, within bounds, and near what they describe."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest
import yaml

from tests.conftest import Tools
from trucewatch.extract.gazetteer.derive import derive_divisions, measure_extent, other_names
from trucewatch.extract.gazetteer.sources import data_file, read_countries, read_regions
from trucewatch.extract.places.resolve import distance_km


def division_points() -> dict[str, list[tuple[float, float, float]]]:
    points = defaultdict(list)
    for row in csv.DictReader(data_file("divisions.csv").read_text(encoding="utf-8").splitlines()):
        if row["level"] == "1":
            country = row["code"].partition(".")[0]
            points[country].append((float(row["lat"]), float(row["lon"]), float(row["radius_km"])))
    return points


def test_every_country_lies_among_its_provinces() -> None:
    points = division_points()
    for country in read_countries():
        near = [
            distance_km(country.lat, country.lon, lat, lon) - radius
            for lat, lon, radius in points[country.country or ""]
        ]
        assert not near or min(near) < max(250.0, country.radius_km), country


def test_countries_reach_as_far_as_their_area() -> None:
    radius = {country.country: country.radius_km for country in read_countries()}
    assert 2000 < radius["RU"] < 4500
    assert 1500 < radius["US"] < 3500
    assert 100 < radius["AM"] < 300
    assert len(radius) > 240


def test_regions_are_well_formed() -> None:
    data = yaml.safe_load(data_file("regions.yml").read_text(encoding="utf-8"))["places"]
    allowed = {"id", "name", "also", "kind", "lat", "lon", "radius", "in", "note"}
    assert all(set(item) <= allowed for item in data)
    assert len({item["id"] for item in data}) == len(data) > 450
    for region in read_regions():
        assert -90 <= region.lat <= 90 and -180 <= region.lon <= 180 and 1 <= region.radius_km <= 8000


@pytest.mark.parametrize(
    ("name", "lat", "lon", "within"),
    [
        ("Nagorno-Karabakh", 39.8, 46.8, 60), ("Artsakh", 39.8, 46.8, 60), ("Gaza", 31.4, 34.4, 30),
        ("Crimea", 45.2, 34.2, 80), ("South Caucasus", 41, 45.5, 150), ("Strait of Hormuz", 26.6, 56.3, 60),
        ("USSR", 58, 80, 500), ("Darfur", 13, 24.5, 150), ("Tigray", 13.9, 38.7, 100), ("Hodeida", 14.8, 42.95, 20),
        ("DRC", -2.5, 23.5, 300), ("UAE", 24, 54, 100), ("Burma", 21, 96, 300), ("Kherson Oblast", 46.7, 33.4, 80),
        ("North Kivu", -0.8, 28.9, 100), ("Khyber Pakhtunkhwa", 34.5, 72, 120),
    ],
)  # fmt: skip
def test_known_places_are_where_they_are(tools: Tools, name: str, lat: float, lon: float, within: float) -> None:
    best = tools.knowledge.gazetteer.lookup(name)[0]
    assert distance_km(best.lat, best.lon, lat, lon) <= within


def test_each_country_has_one_capital_at_most(tools: Tools) -> None:
    capitals = [place for place in tools.knowledge.gazetteer.lookup("Washington") if place.kind == "capital"]
    assert [(place.country, place.division) for place in capitals] == [("US", "US.DC")]


def test_an_extent_is_the_middle_of_what_it_holds() -> None:
    near = measure_extent([("a", 10, 40.0, 45.0), ("b", 20, 40.4, 45.4)])
    assert (near.lat, near.lon, near.population) == (40.2, 45.2, 30)
    crowded = [(str(n), 1, 0.0 + n * 0.25, 0.0) for n in range(20)] + [("far", 1, 19.0, 0.0)]
    assert measure_extent(crowded).lat == 9.5


def test_divisions_that_add_no_name_are_left_out() -> None:
    divisions = [
        ["Tirv Governorate", "", "VL.01", "1", "", "Tirv|Тирв", "1"],
        ["Sharvik", "", "VL.01.2", "2", "", "", "2"],
        ["Norland District", "", "VL.01.3", "3", "", "Noorland District", "2"],
        ["Empty", "", "VL.02", "4", "", "", "1"],
    ]
    places = [["Sharvik", "9", "1|2", "", "500", "10.0", "20.0"], ["Upper Norl", "8", "1|3", "", "70", "10.4", "20.4"]]
    rows = list(derive_divisions(divisions, places))
    assert [row["name"] for row in rows] == ["Tirv Governorate", "Norland District"]
    assert rows[0]["also"] == "Tirv" and rows[0]["population"] == 570


def test_other_names_are_latin_and_differ() -> None:
    assert other_names("Ma’rib", ["Marib", "مأرب", "Mareb", "XX"]) == ["Mareb"]
