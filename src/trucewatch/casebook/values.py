"""Read single values of a casebook strictly; what cannot stand is an error at its node."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from trucewatch.casebook.model import ACTOR_KINDS, PLACE_KINDS, Name
from trucewatch.records.document import GENRES

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Stay:
    """An affiliation as written: its days may be a year or a month only."""

    of: str
    office: str | None
    since: str | None
    until: str | None
    line: int


class Wrong(Exception):
    """A value that cannot stand, found at a node."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.line = line_of(node)


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


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


def pairs_of(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a mapping."""
    if not isinstance(node, yaml.MappingNode):
        raise Wrong(node, "a mapping (key: value) must stand here")
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Wrong(key, "a key must be plain text")
    return list(node.value)


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise Wrong(node, "plain text must stand here")
    return str(node.value).strip()


def _texts(node: yaml.Node) -> tuple[str, ...]:
    return tuple(_text(item) for item in _items(node))


def _truth(node: yaml.Node) -> bool:
    value = _text(node).lower()
    if value not in _TRUTHS:
        raise Wrong(node, f"“{value}” must be true or false")
    return _TRUTHS[value]


def _one_of(words: tuple[str, ...], what: str) -> Callable[[yaml.Node], str]:
    def read(node: yaml.Node) -> str:
        value = _text(node)
        if value not in words:
            raise Wrong(node, f"unknown {what} “{value}”; known are {', '.join(words)}")
        return value

    return read


def _matching(pattern: str, what: str) -> Callable[[yaml.Node], str]:
    compiled = re.compile(pattern)

    def read(node: yaml.Node) -> str:
        value = _text(node)
        if not compiled.fullmatch(value):
            raise Wrong(node, f"“{value}” is not {what}")
        return value

    return read


def _known(node: yaml.Node, fields: dict[str, Callable[[yaml.Node], Any]], needed: str) -> dict[str, Any]:
    """Return the fields of a small mapping such as a name or an affiliation."""
    found: dict[str, Any] = {}
    for key, value in pairs_of(node):
        name = str(key.value)
        if name not in fields:
            raise Wrong(key, f"unknown field “{name}”; known are {', '.join(fields)}")
        found[name] = fields[name](value)
    if needed not in found:
        raise Wrong(node, f"the field {needed} is missing")
    return found


def _name(node: yaml.Node) -> Name:
    if isinstance(node, yaml.ScalarNode):
        return Name(_text(node))
    fields = {"text": _text, "by": _texts, "language": _language}
    return Name(**_known(node, fields, "text"))


def _names(node: yaml.Node) -> tuple[Name, ...]:
    names = tuple(_name(item) for item in _items(node))
    if not names:
        raise Wrong(node, "at least one name must stand here")
    return names


def _day(node: yaml.Node) -> str:
    value = _text(node)
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        date.fromisoformat(first_day(value))
    except ValueError:
        raise Wrong(node, f"“{value}” is not a date (YYYY-MM-DD, YYYY-MM or YYYY)") from None
    return value


def _stays(node: yaml.Node) -> tuple[Stay, ...]:
    return tuple(_stay(item) for item in _items(node))


def _stay(node: yaml.Node) -> Stay:
    if isinstance(node, yaml.ScalarNode):
        return Stay(_text(node), None, None, None, line_of(node))
    found = _known(node, {"of": _text, "office": _text, "since": _day, "until": _day}, "of")
    since, until = found.get("since"), found.get("until")
    if since and until and last_day(until) < first_day(since):
        raise Wrong(node, f"it ends ({until}) before it begins ({since})")
    return Stay(found["of"], found.get("office"), since, until, line_of(node))


def _number(node: yaml.Node) -> float:
    try:
        return float(_text(node))
    except ValueError:
        raise Wrong(node, f"“{node.value}” is not a number") from None


def _radius(node: yaml.Node) -> float:
    value = _number(node)
    if not 0 < value <= 10000:
        raise Wrong(node, f"a radius of {value:g} km cannot be; give more than 0 and at most 10000")
    return value


def _point(node: yaml.Node) -> tuple[float, float]:
    """Return (lat, lon), as people write it."""
    values = [_number(item) for item in _items(node)]
    if len(values) != 2:
        raise Wrong(node, "a point is [latitude, longitude]")
    if not (-90 <= values[0] <= 90 and -180 <= values[1] <= 180):
        raise Wrong(node, f"[{values[0]:g}, {values[1]:g}] is out of range; a point is [latitude, longitude]")
    return values[0], values[1]


def _points(least: int) -> Callable[[yaml.Node], tuple[tuple[float, float], ...]]:
    def read(node: yaml.Node) -> tuple[tuple[float, float], ...]:
        points = tuple(_point(item) for item in _items(node))
        if len(points) < least:
            raise Wrong(node, f"at least {least} points must stand here")
        return points

    return read


_country = _matching(r"[A-Z]{2}", "a country code of two capitals (ISO 3166-1)")
_language = _matching(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", "a language code (BCP 47)")
_domain = _matching(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:/\S*)?", "a web domain")


def _domains(node: yaml.Node) -> tuple[str, ...]:
    return tuple(_domain(item) for item in _items(node))


FIELDS: dict[str, dict[str, Callable[[yaml.Node], Any]]] = {
    "sides": {"name": _text, "note": _text, "replace": _truth},
    "organs": {"kind": _one_of(ACTOR_KINDS, "kind"), "names": _texts, "note": _text, "replace": _truth},
    "offices": {
        "titles": _texts, "organ": _text, "of": _texts, "many": _truth, "note": _text, "replace": _truth,
    },
    "actors": {
        "kind": _one_of(ACTOR_KINDS, "kind"), "names": _names, "demonyms": _texts, "metonyms": _texts,
        "affiliations": _stays, "side": _text, "country": _country, "female": _truth, "organ": _text,
        "family": _text, "note": _text, "replace": _truth,
    },
    "places": {
        "kind": _one_of(PLACE_KINDS, "kind"), "names": _names, "at": _point, "radius": _radius, "country": _country,
        "within": _texts, "line": _points(2), "area": _points(3), "since": _day, "until": _day, "note": _text,
        "replace": _truth,
    },
    "outlets": {
        "names": _names, "domains": _domains, "owner": _text, "side": _text, "country": _country,
        "genre": _one_of(GENRES, "genre"), "language": _language, "note": _text, "replace": _truth,
    },
}  # fmt: skip
"""How each field of each section is read."""
