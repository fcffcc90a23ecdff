"""Read single values of a casebook strictly; what cannot stand is an error at its node."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from trucewatch.casebook.model import ACTOR_KINDS, HAPPENING_KINDS, PLACE_KINDS, Name
from trucewatch.casebook.nodes import (
    Wrong,
    items_of,
    known_fields,
    line_of,
    matching,
    number_of,
    one_of,
    text_of,
    texts_of,
    truth_of,
)
from trucewatch.records.document import GENRES

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Stay:
    """An affiliation as written: its days may be a year or a month only."""

    of: str
    office: str | None
    since: str | None
    until: str | None
    line: int


def first_day(value: str) -> str:
    """Return the first day of a year, month or day as an ISO date."""
    return value + "-01-01"[len(value) - 10 :] if len(value) < 10 else value


def last_day(value: str) -> str:
    """Return the last day of a year, month or day as an ISO date."""
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 10:
        return value
    year, month = int(value[:4]), int(value[5:])
    return f"{value}-{monthrange(year, month)[1]:02d}"


def _name(node: yaml.Node) -> Name:
    if isinstance(node, yaml.ScalarNode):
        return Name(text_of(node))
    fields = {"text": text_of, "by": texts_of, "language": _language}
    return Name(**known_fields(node, fields, "text"))


def _names(node: yaml.Node) -> tuple[Name, ...]:
    names = tuple(_name(item) for item in items_of(node))
    if not names:
        raise Wrong(node, "at least one name must stand here")
    return names


def _day(node: yaml.Node) -> str:
    value = text_of(node)
    if not _is_day(value):
        raise Wrong(node, f"“{value}” is not a date (YYYY-MM-DD, YYYY-MM or YYYY)")
    return value


def _days(node: yaml.Node) -> tuple[str, str]:
    """Return the first and last value of a day, month or year, or of an interval of two (EDTF, ``A/B``)."""
    value = text_of(node)
    first, _, last = value.partition("/")
    for part in (first, last) if "/" in value else (first,):
        if not _is_day(part):
            raise Wrong(node, f"“{value}” is not a date (YYYY-MM-DD, YYYY-MM or YYYY, or two of them as A/B)")
    return first, last or first


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(first_day(value))
    except ValueError:
        return False
    return bool(_DAY.fullmatch(value))


def _stays(node: yaml.Node) -> tuple[Stay, ...]:
    return tuple(_stay(item) for item in items_of(node))


def _stay(node: yaml.Node) -> Stay:
    if isinstance(node, yaml.ScalarNode):
        return Stay(text_of(node), None, None, None, line_of(node))
    found = known_fields(node, {"of": text_of, "office": text_of, "since": _day, "until": _day}, "of")
    since, until = found.get("since"), found.get("until")
    if since and until and last_day(until) < first_day(since):
        raise Wrong(node, f"it ends ({until}) before it begins ({since})")
    return Stay(found["of"], found.get("office"), since, until, line_of(node))


def _radius(node: yaml.Node) -> float:
    value = number_of(node)
    if not 0 < value <= 10000:
        raise Wrong(node, f"a radius of {value:g} km cannot be; give more than 0 and at most 10000")
    return value


def _point(node: yaml.Node) -> tuple[float, float]:
    """Return (lat, lon), as people write it."""
    values = [number_of(item) for item in items_of(node)]
    if len(values) != 2:
        raise Wrong(node, "a point is [latitude, longitude]")
    if not (-90 <= values[0] <= 90 and -180 <= values[1] <= 180):
        raise Wrong(node, f"[{values[0]:g}, {values[1]:g}] is out of range; a point is [latitude, longitude]")
    return values[0], values[1]


def _points(least: int) -> Callable[[yaml.Node], tuple[tuple[float, float], ...]]:
    def read(node: yaml.Node) -> tuple[tuple[float, float], ...]:
        points = tuple(_point(item) for item in items_of(node))
        if len(points) < least:
            raise Wrong(node, f"at least {least} points must stand here")
        return points

    return read


_country = matching(r"[A-Z]{2}", "a country code of two capitals (ISO 3166-1)")
_language = matching(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", "a language code (BCP 47)")
_domain = matching(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:/\S*)?", "a web domain")


def _domains(node: yaml.Node) -> tuple[str, ...]:
    return tuple(_domain(item) for item in items_of(node))


_reliability = one_of(tuple("ABCDEF"), "reliability")

FIELDS: dict[str, dict[str, Callable[[yaml.Node], Any]]] = {
    "sides": {"name": text_of, "note": text_of, "replace": truth_of},
    "organs": {"kind": one_of(ACTOR_KINDS, "kind"), "names": texts_of, "note": text_of, "replace": truth_of},
    "offices": {
        "titles": texts_of, "organ": text_of, "of": texts_of, "many": truth_of, "note": text_of, "replace": truth_of,
    },
    "actors": {
        "kind": one_of(ACTOR_KINDS, "kind"), "names": _names, "demonyms": texts_of, "metonyms": texts_of,
        "affiliations": _stays, "side": text_of, "country": _country, "female": truth_of, "organ": text_of,
        "family": text_of, "reliability": _reliability, "note": text_of, "replace": truth_of,
    },
    "places": {
        "kind": one_of(PLACE_KINDS, "kind"), "names": _names, "at": _point, "radius": _radius, "country": _country,
        "within": texts_of, "line": _points(2), "area": _points(3), "since": _day, "until": _day, "note": text_of,
        "replace": truth_of,
    },
    "outlets": {
        "names": _names, "domains": _domains, "owner": text_of, "side": text_of, "country": _country,
        "genre": one_of(GENRES, "genre"), "language": _language, "reliability": _reliability,
        "note": text_of, "replace": truth_of,
    },
    "happenings": {
        "kind": one_of(HAPPENING_KINDS, "kind"), "names": _names, "on": _days, "since": _day, "until": _day,
        "note": text_of, "replace": truth_of,
    },
}  # fmt: skip
"""How each field of each section is read."""
