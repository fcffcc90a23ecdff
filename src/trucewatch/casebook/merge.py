"""Merge casebooks in order: an entry of a known id extends the earlier one, or replaces it where it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from trucewatch.casebook.finding import Finding
from trucewatch.casebook.model import Actor, Affiliation, Casebook, Happening, Name, Office, Organ, Outlet, Place
from trucewatch.casebook.read import SECTIONS, Book, Entry
from trucewatch.casebook.values import Stay, first_day, last_day

REQUIRED = {
    "sides": ("name",), "organs": ("kind", "names"), "offices": ("titles",), "actors": ("kind", "names"),
    "places": ("kind", "names", "at"), "outlets": ("names",), "happenings": ("names", "since"),
}  # fmt: skip
"""Fields that an entry must have unless it extends an earlier one."""

RADIUS_KM = {
    "village": 3.0, "town": 6.0, "city": 12.0, "capital": 15.0, "district": 25.0, "region": 75.0, "country": 300.0,
    "territory": 60.0, "corridor": 25.0, "road": 25.0, "mountain": 5.0, "range": 75.0, "river": 100.0, "lake": 10.0,
    "sea": 300.0, "strait": 30.0, "bridge": 1.0, "site": 2.0, "airport": 3.0, "zone": 50.0, "continent": 3000.0,
    "valley": 30.0,
}  # fmt: skip
"""How far from its point a place of a kind is taken to reach, where its entry gives no radius."""

Fields = dict[str, Any]


def merge_books(books: Iterable[Book], sha256: str) -> tuple[Casebook, list[Finding]]:
    """Return the casebook that several make together, and what is missing in their entries."""
    books = list(books)
    merged: dict[str, dict[str, Fields]] = {section: {} for section in SECTIONS}
    findings: list[Finding] = []
    for book in books:
        for entry in book.entries:
            _merge_entry(merged[entry.section], entry, findings)
    return _make_casebook(merged, tuple(book.name for book in books), sha256), findings


def _merge_entry(section: dict[str, Fields], entry: Entry, findings: list[Finding]) -> None:
    earlier, fields = section.get(entry.id), _spelled_out(entry.fields)
    if earlier is not None and not fields.get("replace"):
        section[entry.id] = _extended(earlier, fields)
        return
    missing = [name for name in REQUIRED[entry.section] if name not in fields]
    if not missing:
        section[entry.id] = dict(fields)
    for name in missing:
        there = {*entry.lines, "since"} if "on" in entry.lines else entry.lines
        if name not in there:  # a field that is there but wrong has a finding already
            findings.append(Finding(entry.line, "error", f"{entry.id}: the field {name} is missing", entry.file))


def _spelled_out(fields: Fields) -> Fields:
    """Return the fields of an entry with ``on`` written as ``since`` and ``until``."""
    if "on" not in fields:
        return fields
    since, until = fields["on"]
    return _without(fields, "on") | {"since": since, "until": until}


def _extended(earlier: Fields, later: Fields) -> Fields:
    """Return the earlier fields with lists lengthened and single values overridden by the later ones."""
    fields = dict(earlier)
    for name, value in later.items():
        if name == "names" and value and isinstance(value[0], Name):
            fields[name] = _extended_names(earlier.get(name, ()), value)
        elif isinstance(value, tuple) and name not in ("at", "line", "area"):
            before = earlier.get(name, ())
            fields[name] = before + tuple(item for item in value if item not in before)
        else:
            fields[name] = value
    return fields


def _extended_names(earlier: tuple[Name, ...], later: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return both lists of names; a later name of the same words takes the earlier one's place in the order."""
    restated = {name.text: name for name in later}
    kept = tuple(restated.pop(name.text, name) for name in earlier)
    return kept + tuple(name for name in later if name.text in restated)


def _make_casebook(merged: dict[str, dict[str, Fields]], names: tuple[str, ...], sha256: str) -> Casebook:
    return Casebook(
        names=names,
        sides={key: fields["name"] for key, fields in merged["sides"].items()},
        actors={key: _make_actor(key, fields) for key, fields in merged["actors"].items()},
        places={key: _make_place(key, fields) for key, fields in merged["places"].items()},
        outlets={key: Outlet(key, **_without(fields, "replace")) for key, fields in merged["outlets"].items()},
        sha256=sha256,
        offices={key: Office(key, **_without(fields, "replace", "note")) for key, fields in merged["offices"].items()},
        organs={key: Organ(key, **_without(fields, "replace", "note")) for key, fields in merged["organs"].items()},
        happenings={key: Happening(key, **_without(fields, "replace")) for key, fields in merged["happenings"].items()},
    )


def _make_actor(actor_id: str, fields: Fields) -> Actor:
    affiliations = tuple(_make_affiliation(stay) for stay in fields.get("affiliations", ()))
    actor = Actor(actor_id, **_without(fields, "replace", "affiliations"), affiliations=affiliations)
    if actor.kind == "person" and actor.family is None:
        return replace(actor, family=actor.name.split()[-1])
    return actor


def _make_affiliation(stay: Stay) -> Affiliation:
    return Affiliation(
        stay.of, stay.office, first_day(stay.since) if stay.since else None,
        last_day(stay.until) if stay.until else None,
    )  # fmt: skip


def _make_place(place_id: str, fields: Fields) -> Place:
    lat, lon = fields["at"]
    line, area = fields.get("line", ()), fields.get("area", ())
    shapes = [line] if line else []
    shapes += [area if area[0] == area[-1] else (*area, area[0])] if area else []
    since, until = fields.get("since"), fields.get("until")
    return Place(
        place_id, fields["kind"], fields["names"], lat, lon,
        fields.get("radius", RADIUS_KM[fields["kind"]]), fields.get("country"), fields.get("within", ()),
        tuple(tuple((east, north) for north, east in shape) for shape in shapes),
        first_day(since) if since else None, last_day(until) if until else None, fields.get("note"),
    )  # fmt: skip


def _without(fields: Fields, *names: str) -> Fields:
    return {key: value for key, value in fields.items() if key not in names}
