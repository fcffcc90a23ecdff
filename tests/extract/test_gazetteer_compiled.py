"""The compiled file: what goes in comes out, the same bytes every time, in every process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Tools
from trucewatch.extract.gazetteer import Gazetteer, fold_name, sound_key
from trucewatch.extract.gazetteer.compiled import compile_gazetteer
from trucewatch.extract.gazetteer.sources import Entry
from trucewatch.extract.gazetteer.store import remove_old


def entry(place_id: str, *names: str, country: str | None = "AR", kind: str = "town", population: int = 1000) -> Entry:
    return Entry(place_id, names, kind, country, None, -10.5, 20.25, 8.0, population)


SMALL = (
    entry("region:tirv", "Tirv Mountains", country=None, kind="range"),
    entry("country:VL", "Velmar", "VLM!", country="VL", kind="country", population=5_000_000),
    entry("geonames:1", "Velmar", country="NR", population=90_000),
    entry("geonames:2", "Šàrvik", "Sharvik", "Norburg", country="NR"),
    entry("geonames:3", "Al Qarmah", country="YE"),
)


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    compile_gazetteer(SMALL, tmp_path / "small.bin")
    return Gazetteer(tmp_path / "small.bin")


def test_the_weightiest_reading_comes_first(small: Gazetteer) -> None:
    assert [place.place_id for place in small.lookup("Velmar")] == ["country:VL", "geonames:1"]


def test_case_and_diacritics_do_not_matter(small: Gazetteer) -> None:
    for name in ("Šàrvik", "sarvik", "SARVIK"):
        assert [place.place_id for place in small.lookup(name)] == ["geonames:2"]
    (place,) = small.lookup("Norburg")
    assert not place.main and place.names == ("Šàrvik", "Sharvik", "Norburg")
    assert (place.lat, place.lon) == (-10.5, 20.25)


def test_another_transliteration_is_as_good_as_the_first_name(small: Gazetteer) -> None:
    (place,) = small.lookup("Sharvik")
    assert place.main


def test_abbreviations_count_in_capitals_only(small: Gazetteer) -> None:
    assert small.lookup("VLM") and not small.lookup("vlm") and not small.lookup("Vlm")


def test_an_arabic_article_may_be_left_out_or_vary(small: Gazetteer) -> None:
    for name in ("Al Qarmah", "al-Qarmah", "El Qarmah", "Qarmah"):
        assert [place.place_id for place in small.lookup(name)] == ["geonames:3"]


def test_places_are_found_by_sound_within_a_country(small: Gazetteer) -> None:
    key = sound_key(fold_name("Sharwig"))
    assert [place.place_id for place in small.sounding(key, "NR")] == ["geonames:2"]
    assert not small.sounding(key, "YE")


def test_unknown_names_yield_nothing(small: Gazetteer) -> None:
    assert small.lookup("Qelmarhund") == ()
    assert small.lookup("") == ()


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.bin", "b.bin"):
        compile_gazetteer(SMALL, tmp_path / name)
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.bin").write_bytes(b"x" * 100)
    with pytest.raises(ValueError, match="no compiled gazetteer"):
        Gazetteer(tmp_path / "no.bin")


def test_a_pickled_gazetteer_opens_the_file_again(small: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(small))
    assert again.lookup("Velmar") == small.lookup("Velmar")


def test_lookups_are_the_same_in_another_process(tools: Tools) -> None:
    gazetteer = tools.knowledge.gazetteer
    code = (
        "from pathlib import Path; from trucewatch.extract.gazetteer import Gazetteer;"
        f"print(repr([Gazetteer(Path({str(gazetteer.path)!r})).lookup(n) for n in ('Paris', 'Lima', 'Georgia')]))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == repr([gazetteer.lookup(name) for name in ("Paris", "Lima", "Georgia")])


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(max_size=40), st.sampled_from(["", " ", "\u00a0", "\n"]))
def test_folding_ignores_case_and_outer_space(name: str, space: str) -> None:
    assert fold_name(space + name.upper().lower() + space) == fold_name(name.upper().lower())


def test_files_of_old_versions_go_but_one(tmp_path: Path) -> None:
    for age, name in enumerate(("gazetteer-a.bin", "gazetteer-b.bin", "gazetteer-c.bin")):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    remove_old(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["gazetteer-c.bin"]
