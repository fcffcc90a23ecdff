"""Every kind of mistake in a casebook is found, with its line, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.casebook import check_casebook, load_casebooks
from trucewatch.errors import CasebookError, UsageError

GOOD = """\
sides: {east: Eastern side}
actors:
  velmar: {kind: state, names: [Velmar]}
  osk: {kind: person, names: [Ada Osk], affiliations: velmar}
places:
  tarn: {kind: town, names: [Tarn], at: [40, 41]}
"""

MISTAKES = {
    "unknown section": ("rules: {}", 7, "unknown section “rules”"),
    "section twice": ("sides: {}", 7, "the section sides stands twice"),
    "section no mapping": ("outlets: [a]", 7, "a mapping"),
    "unknown field": ("outlets:\n  gazette:\n    names: [Gazette]\n    colour: red", 10, "unknown field “colour”"),
    "field twice": ("outlets:\n  gazette:\n    names: [Gazette]\n    names: [G]", 10, "the field names stands twice"),
    "bad id": ("outlets:\n  The Gazette: {names: [G]}", 8, "cannot be an id"),
    "id twice": ("outlets:\n  a: {names: [A]}\n  a: {names: [B]}", 9, "the id a stands twice"),
    "missing field": ("outlets:\n  a:\n    country: VE", 8, "the field names is missing"),
    "no names": ("outlets:\n  a:\n    names: []", 9, "at least one name"),
    "empty name": ("outlets:\n  a:\n    names: [A, '']", 9, "plain text"),
    "unknown name field": ("outlets:\n  a:\n    names:\n      - {text: A, since: 2020}", 10, "unknown field “since”"),
    "bad country": ("outlets:\n  a:\n    names: [A]\n    country: Velmar", 10, "not a country code"),
    "bad language": ("outlets:\n  a:\n    names: [A]\n    language: English", 10, "not a language code"),
    "bad domain": ("outlets:\n  a:\n    names: [A]\n    domains: [no dot]", 10, "not a web domain"),
    "unknown genre": ("outlets:\n  a: {names: [A], genre: gossip}", 8, "unknown genre “gossip”"),
    "unknown reliability": ("outlets:\n  a: {names: [A], reliability: G}", 8, "unknown reliability “G”"),
    "unknown owner": ("outlets:\n  a:\n    names: [A]\n    owner: nobody", 10, "owner “nobody” is not known"),
    "unknown side": ("outlets:\n  a:\n    names: [A]\n    side: west", 10, "side “west” is not known"),
    "unknown user": ("outlets:\n  a:\n    names: [{text: A, by: west}]", 9, "side or actor “west” is not known"),
    "bad truth": ("offices:\n  warden: {titles: [warden], many: several}", 8, "true or false"),
    "unknown organ": ("offices:\n  warden:\n    titles: [warden]\n    organ: keep", 10, "organ “keep” is not known"),
    "unknown limit": ("offices:\n  warden:\n    titles: [warden]\n    of: [mars]", 10, "actor “mars” is not known"),
    "unknown kind of organ": ("organs:\n  keep: {kind: castle, names: [keep]}", 8, "unknown kind “castle”"),
    "undated happening": ("happenings:\n  flood: {names: [Flood]}", 8, "the field since is missing"),
    "happening on no date": ("happenings:\n  flood: {names: [Flood], on: 2031-02-30}", 8, "is not a date"),
    "happening on half a term": ("happenings:\n  flood: {names: [Flood], on: 2031-02/}", 8, "is not a date"),
    "happening dated twice": (
        "happenings:\n  flood: {names: [F], on: 2031, since: 2030}",
        8,
        "give on, or since and until",
    ),
    "happening ends first": (
        "happenings:\n  flood: {names: [F], since: 2031, until: 2030}",
        8,
        "ends (2030) before it begins",
    ),
    "unknown happening": ("happenings:\n  flood: {names: [F], on: 2031, kind: party}", 8, "unknown kind “party”"),
    "happening of nobody": ("happenings:\n  flood: {names: {text: F, by: west}, on: 2031}", 8, "side or actor “west”"),
    "not YAML": ("outlets: {a: [", 8, "not YAML"),
}

ACTOR_MISTAKES = {
    "unknown kind": ("kind: wizard", "unknown kind “wizard”"),
    "unknown actor": ("affiliations: [velmar, atlantis]", "actor “atlantis” is not known"),
    "unknown office": ("affiliations: {of: velmar, office: primeminister}", "office “primeminister” is not known"),
    "affiliation of nobody": ("affiliations: [{office: president}]", "the field of is missing"),
    "bad date": ("affiliations: [{of: velmar, since: 2031-02-30}]", "“2031-02-30” is not a date"),
    "date in words": ("affiliations: [{of: velmar, since: May 2031}]", "“May 2031” is not a date"),
    "ends before it begins": ("affiliations: [{of: velmar, since: 2031-03, until: 2031-02-28}]", "before it begins"),
}

PLACE_MISTAKES = {
    "unknown kind": ("kind: castle, at: [1, 2]", "unknown kind “castle”"),
    "latitude out of range": ("kind: town, at: [141, 40]", "out of range"),
    "longitude out of range": ("kind: town, at: [41, 181]", "out of range"),
    "one number": ("kind: town, at: 41", "latitude, longitude"),
    "no number": ("kind: town, at: [north, 4]", "“north” is not a number"),
    "not a number": ("kind: town, at: [nan, 4]", "out of range"),
    "radius nothing": ("kind: town, at: [1, 2], radius: 0", "a radius of 0 km"),
    "line of a point": ("kind: road, at: [1, 2], line: [[1, 2]]", "at least 2 points"),
    "within nowhere": ("kind: town, at: [1, 2], within: atlantis", "place “atlantis” is not known"),
    "no point": ("kind: town", "the field at is missing"),
}


def check(folder: Path, text: str) -> list[tuple[int, str, str]]:
    path = folder / "case.yml"
    path.write_text(text, encoding="utf-8")
    return [(finding.line, finding.severity, finding.message) for finding in check_casebook(path)]


def assert_only(folder: Path, text: str, line: int, message: str) -> None:
    findings = check(folder, text)
    assert len(findings) == 1, findings
    assert findings[0][0] == line
    assert findings[0][1] == "error"
    assert message in findings[0][2]
    with pytest.raises(CasebookError) as caught:
        load_casebooks([folder / "case.yml"])
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{folder / 'case.yml'}:{line}: ")


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(tmp_path: Path, text: str, line: int, message: str) -> None:
    assert_only(tmp_path, GOOD + text + "\n", line, message)


@pytest.mark.parametrize(("fields", "message"), ACTOR_MISTAKES.values(), ids=ACTOR_MISTAKES)
def test_mistake_in_an_actor(tmp_path: Path, fields: str, message: str) -> None:
    kind = "" if fields.startswith("kind") else "kind: person, "
    entry = f"  ban: {{names: [Ban], {kind}{fields}}}\n"
    assert_only(tmp_path, GOOD.replace("places:", entry + "places:"), 5, message)


@pytest.mark.parametrize(("fields", "message"), PLACE_MISTAKES.values(), ids=PLACE_MISTAKES)
def test_mistake_in_a_place(tmp_path: Path, fields: str, message: str) -> None:
    assert_only(tmp_path, GOOD + f"  ban: {{names: [Ban], {fields}}}\n", 7, message)


def test_good_is_clean(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []


def test_all_mistakes_are_reported_by_line(tmp_path: Path) -> None:
    text = "sides: {east: East}\nactors:\n  a: {kind: x, names: [A]}\n  b: {kind: state, names: [B], side: west}\n"
    assert [line for line, _, _ in check(tmp_path, text)] == [3, 4]


def test_an_entry_that_cannot_be_read_makes_no_others_dangle(tmp_path: Path) -> None:
    text = "actors:\n  a: {kind: x, names: [A]}\n  b: {kind: state, names: [B], affiliations: a}\n"
    assert [line for line, _, _ in check(tmp_path, text)] == [2]


HOLDERS = """\
actors:
  velmar: {{kind: state, names: [Velmar]}}
  osk: {{kind: person, names: [Ada Osk], affiliations: [{{of: velmar, office: {office}, {first}}}]}}
  tarn: {{kind: person, names: [Bo Tarn], affiliations: [{{of: velmar, office: {office}, {second}}}]}}
"""


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("until: 2031-05-01", "since: 2031-05-01", False),
        ("until: 2031-05-02", "since: 2031-05-01", True),
        ("since: 2031-05-01", "until: 2031-05-01", False),
        ("since: 2031-01-01", "since: 2031-05-01", True),
        ("until: 2031-05", "since: 2031-05", False),
        ("until: 2031", "since: 2031-05", False),
        ("until: 2031-06", "since: 2031-05", True),
        ("since: 2029, until: 2031", "since: 2030-02, until: 2030-03", True),
    ],
)
def test_two_holders_at_once(tmp_path: Path, first: str, second: str, wrong: bool) -> None:
    text = HOLDERS.format(office="president", first=first, second=second)
    findings = check(tmp_path, text)
    assert [line for line, _, _ in findings] == ([4] if wrong else [])
    if wrong:
        assert "tarn: is president of velmar while osk is (line 3)" in findings[0][2]


def test_many_may_hold_some_offices_at_once(tmp_path: Path) -> None:
    assert check(tmp_path, HOLDERS.format(office="ambassador", first="since: 2030", second="since: 2030-03")) == []


def test_nobody_holds_an_office_twice_at_once(tmp_path: Path) -> None:
    text = "actors:\n  velmar: {kind: state, names: [Velmar]}\n"
    text += "  ban:\n    kind: person\n    names: [Ban]\n    affiliations:\n"
    text += "      - {of: velmar, office: ambassador, since: 2030-01-01}\n"
    text += "      - {of: velmar, office: ambassador, since: 2031-01-01}\n"
    assert [line for line, _, _ in check(tmp_path, text)] == [8]


def test_warnings_do_not_stop_loading(tmp_path: Path) -> None:
    text = GOOD + "  far: {kind: village, names: [Far], at: [44, 41], within: tarn}\n"
    text += "outlets: {a: {names: [Velmar]}, b: {names: [Velmar]}}\n"
    findings = check(tmp_path, text)
    assert [(line, severity) for line, severity, _ in findings] == [(7, "warning"), (8, "warning")]
    assert "445 km from tarn" in findings[0][2]
    assert "“Velmar” is also a's" in findings[1][2]
    assert "far" in load_casebooks([tmp_path / "case.yml"]).places


def test_a_casebook_can_build_on_another(tmp_path: Path) -> None:
    path = tmp_path / "more.yml"
    path.write_text("actors: {ban: {kind: person, names: [Ban], affiliations: nk-government}}", encoding="utf-8")
    assert len(check_casebook(path)) == 1
    assert check_casebook(path, after=["karabakh"]) == []


def test_wrong_bytes_and_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_bytes(b"about: fine\nsides: {a: \xff}\n")
    assert [(finding.line, finding.message) for finding in check_casebook(path)] == [(2, "not UTF-8 text")]
    with pytest.raises(UsageError):
        check_casebook(tmp_path / "none.yml")
    with pytest.raises(UsageError):
        check_casebook(tmp_path)


def test_a_tangle_of_aliases_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    assert check(tmp_path, "actors: &a\n  b: *a\n")
    assert check(tmp_path, "actors: {a: {kind: state, names: &n [*n]}}\n")
