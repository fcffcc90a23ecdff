"""Check entries against each other: ids that lead nowhere, offices held twice, names claimed twice, far places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from trucewatch.casebook.finding import Finding
from trucewatch.casebook.model import Casebook, Name, Place
from trucewatch.casebook.read import SECTIONS, Book, Entry
from trucewatch.casebook.values import Stay, first_day, last_day

EARTH_KM = 6371.0

_ID_FIELDS = (
    ("side", "side", "sides"), ("owner", "owner", "actors"), ("organ", "organ", "organs"),
    ("within", "place", "places"), ("of", "actor", "actors"),
)  # fmt: skip


def verify_books(books: Sequence[Book], casebook: Casebook) -> list[Finding]:
    """Return every error and warning that shows only when all entries are seen together."""
    entries = [entry for book in books for entry in book.entries]
    findings = [*_dangling(entries), *_double_holders(entries, casebook), *_wrong_terms(entries, casebook)]
    return [*findings, *_shared_names(entries), *_far_places(entries, casebook)]


def _dangling(entries: Sequence[Entry]) -> Iterator[Finding]:
    known: dict[str, set[str]] = {section: set() for section in SECTIONS}
    for entry in entries:
        known[entry.section].add(entry.id)
    known["users"] = known["sides"] | known["actors"]
    for entry in entries:
        for what, section, target, line in _references(entry):
            if target not in known[section]:
                yield Finding(line, "error", f"{entry.id}: the {what} “{target}” is not known", entry.file)


def _references(entry: Entry) -> Iterator[tuple[str, str, str, int]]:
    """Yield every id that an entry names: what it is, the section it must be in, the id and its line."""
    for stay in entry.fields.get("affiliations", ()):
        yield "actor", "actors", stay.of, stay.line
        if stay.office:
            yield "office", "offices", stay.office, stay.line
    for field, what, section in _ID_FIELDS:
        value = entry.fields.get(field, ())
        for target in (value,) if isinstance(value, str) else value:
            yield what, section, target, entry.lines[field]
    for name in entry.fields.get("names", ()):
        for user in name.by if isinstance(name, Name) else ():
            yield "side or actor", "users", user, entry.lines["names"]


def _double_holders(entries: Iterable[Entry], casebook: Casebook) -> Iterator[Finding]:
    held: dict[tuple[str, str], list[tuple[Entry, Stay]]] = defaultdict(list)
    for entry in entries:
        for stay in entry.fields.get("affiliations", ()):
            if stay.office:
                held[stay.of, stay.office].append((entry, stay))
    for (of, office), stays in held.items():
        many = office in casebook.offices and casebook.offices[office].many
        for (first, one), (second, other) in combinations(stays, 2):
            if _overlap(one, other) and (first.id == second.id or not many) and one != other:
                message = f"{second.id}: is {office} of {of} while {first.id} is (line {one.line})"
                yield Finding(other.line, "error", message, second.file)


def _overlap(one: Stay, other: Stay) -> bool:
    """Tell whether two stays certainly share a day; a year or month that both touch leaves it open.

    One may leave an office on the day on which the other enters it.
    """
    return _ends_after(one, other) and _ends_after(other, one)


def _ends_after(one: Stay, other: Stay) -> bool:
    if one.until is None or other.since is None:
        return True
    return first_day(one.until) > last_day(other.since)


def _wrong_terms(entries: Iterable[Entry], casebook: Casebook) -> Iterator[Finding]:
    """Yield an error for each happening that has two beginnings, or ends before it begins."""
    for entry in entries:
        if entry.section != "happenings":
            continue
        if "on" in entry.fields and {"since", "until"} & entry.fields.keys():
            yield Finding(entry.lines["on"], "error", f"{entry.id}: give on, or since and until", entry.file)
        happening = casebook.happenings.get(entry.id)
        if happening and happening.until and last_day(happening.until) < first_day(happening.since):
            message = f"{entry.id}: it ends ({happening.until}) before it begins ({happening.since})"
            yield Finding(entry.line, "error", message, entry.file)


def _shared_names(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Warn of a name that two actors claim, two outlets or two happenings: text alone cannot tell them apart."""
    claimed: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.section not in ("actors", "outlets", "happenings"):
            continue
        for name in entry.fields.get("names", ()):
            owner = claimed.setdefault((entry.section, name.text), entry.id)
            if owner != entry.id:
                message = f"{entry.id}: the name “{name.text}” is also {owner}'s"
                yield Finding(entry.lines.get("names", entry.line), "warning", message, entry.file)


def _far_places(entries: Iterable[Entry], casebook: Casebook) -> Iterator[Finding]:
    for entry in entries:
        place = casebook.places.get(entry.id) if entry.section == "places" else None
        for parent_id in entry.fields.get("within", ()) if place else ():
            parent = casebook.places.get(parent_id)
            if place is None or parent is None:
                continue
            apart = distance_km(place, parent)
            if apart > 1.5 * parent.radius_km + place.radius_km:
                message = f"{entry.id}: lies {apart:.0f} km from {parent_id}, whose radius is {parent.radius_km:g} km"
                yield Finding(entry.lines.get("at", entry.line), "warning", message, entry.file)


def distance_km(one: Place, other: Place) -> float:
    """Return the great-circle distance between two places' points (haversine)."""
    north = sin(radians(other.lat - one.lat) / 2) ** 2
    east = cos(radians(one.lat)) * cos(radians(other.lat)) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(north + east))
