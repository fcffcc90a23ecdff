"""Several casebooks become one: what extends, what replaces, what stays."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from trucewatch.casebook import Casebook, load_casebooks
from trucewatch.errors import CasebookError, UsageError

FIRST = """
sides: {east: Eastern side}
actors:
  velmar:
    kind: state
    names: [Velmar, Republic of Velmar]
    demonyms: Velmari
    country: VE
  osk:
    kind: person
    names: [Ada von Osk]
    family: von Osk
    affiliations: [{of: velmar, office: president, since: 2028-05-01}]
places:
  tarn:
    kind: town
    names: [Tarn]
    at: [40.5, 41.5]
"""

SECOND = """
actors:
  velmar:
    names: [{text: The Old Country, by: east}, Velmar]
    demonyms: [Velmari, Velmaris]
    side: east
  osk: {affiliations: [{of: velmar, office: prime minister, since: 2020-01, until: 2028-04}]}
places:
  tarn: {names: {text: Tarnovar, by: velmar, language: ru}, radius: 9}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def merged(tmp_path: Path) -> Casebook:
    return load_casebooks([write(tmp_path, "a.yml", FIRST), write(tmp_path, "b.yml", SECOND)])


def test_general_comes_first_and_is_always_there(merged: Casebook) -> None:
    assert merged.names[0] == "general"
    assert merged.actors["united-nations"].name == "United Nations"


def test_later_entry_extends_lists_and_overrides_single_values(merged: Casebook) -> None:
    velmar = merged.actors["velmar"]
    assert [name.text for name in velmar.names] == ["Velmar", "Republic of Velmar", "The Old Country"]
    assert velmar.names[2].by == ("east",)
    assert velmar.demonyms == ("Velmari", "Velmaris")
    assert (velmar.side, velmar.country, velmar.kind) == ("east", "VE", "state")
    offices = {item.office: (item.since, item.until) for item in merged.actors["osk"].affiliations}
    assert offices == {"president": ("2028-05-01", None), "prime minister": ("2020-01-01", "2028-04-30")}
    assert merged.places["tarn"].radius_km == 9
    assert merged.places["tarn"].names[1].language == "ru"


def test_a_name_said_again_keeps_its_place_and_takes_the_new_users(tmp_path: Path) -> None:
    again = "actors: {velmar: {names: {text: Velmar, by: osk}}}"
    casebook = load_casebooks([write(tmp_path, "a.yml", FIRST), write(tmp_path, "b.yml", again)])
    assert casebook.actors["velmar"].names[0].by == ("osk",)
    assert len(casebook.actors["velmar"].names) == 2


def test_replace_stands_instead_of_the_earlier_entry(tmp_path: Path) -> None:
    other = "actors: {velmar: {replace: true, kind: territory, names: [Velm]}}"
    with pytest.raises(CasebookError, match="unknown kind “territory”"):
        load_casebooks([write(tmp_path, "a.yml", FIRST), write(tmp_path, "b.yml", other)])
    other = other.replace("territory", "government")
    casebook = load_casebooks([tmp_path / "a.yml", write(tmp_path, "b.yml", other)])
    velmar = casebook.actors["velmar"]
    assert (velmar.kind, velmar.demonyms, [name.text for name in velmar.names]) == ("government", (), ["Velm"])


def test_family_name_is_the_last_word_unless_given(merged: Casebook) -> None:
    assert merged.actors["osk"].family == "von Osk"
    assert load_casebooks(["karabakh"]).actors["nikol-pashinyan"].family == "Pashinyan"


def test_hash_tells_contents_and_order_apart(tmp_path: Path) -> None:
    one = write(tmp_path, "a.yml", FIRST)
    two = write(tmp_path, "b.yml", "about: Nothing.")
    hashes = {load_casebooks(books).sha256 for books in ([], [one], [one, two], [two, one])}
    assert len(hashes) == 4
    assert load_casebooks([one, two]).sha256 == load_casebooks([str(one), str(two)]).sha256


def test_geometry_is_given_in_latitude_first_and_kept_longitude_first(tmp_path: Path) -> None:
    text = """
places:
  road: {kind: road, names: [R], at: [10, 20], line: [[10, 20], [11, 21]]}
  field: {kind: zone, names: [F], at: [10, 20], area: [[10, 20], [10, 21], [11, 21]]}
"""
    places = load_casebooks([write(tmp_path, "a.yml", text)]).places
    assert (places["road"].lat, places["road"].lon) == (10, 20)
    assert places["road"].geometry == (((20, 10), (21, 11)),)
    ring = places["field"].geometry[0]
    assert ring[0] == ring[-1] == (20, 10)
    assert len(ring) == 4


def test_casebook_can_be_sent_to_another_process(merged: Casebook) -> None:
    assert pickle.loads(pickle.dumps(merged)) == merged


def test_an_unknown_name_tells_which_casebooks_there_are() -> None:
    with pytest.raises(UsageError, match="general, hodeidah, karabakh, sudan, tigray"):
        load_casebooks(["nowhere"])


def test_an_empty_casebook_adds_nothing(tmp_path: Path) -> None:
    assert load_casebooks([write(tmp_path, "a.yml", "")]).actors == load_casebooks().actors


def test_happenings_are_extended_and_dated_anew(tmp_path: Path) -> None:
    first = write(
        tmp_path, "a.yml", "happenings:\n  flood: {names: [Great Flood], on: 2031-03-04/2031-03-06, kind: disaster}"
    )
    second = write(tmp_path, "b.yml", "happenings:\n  flood: {names: [Tarn flood], on: 2031-03-05}")
    flood = load_casebooks([first]).happenings["flood"]
    assert (flood.name, flood.since, flood.until, flood.kind) == ("Great Flood", "2031-03-04", "2031-03-06", "disaster")
    later = load_casebooks([first, second]).happenings["flood"]
    assert [name.text for name in later.names] == ["Great Flood", "Tarn flood"]
    assert (later.since, later.until) == ("2031-03-05", "2031-03-05")


def test_a_happening_without_an_end_goes_on(tmp_path: Path) -> None:
    book = write(tmp_path, "a.yml", "happenings:\n  siege: {names: [Siege of Tarn], since: 2031-03, kind: siege}")
    assert load_casebooks([book]).happenings["siege"].until is None
