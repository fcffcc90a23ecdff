"""Shapes of YAML values: how each is read, and how JSON Schema says the same. One declaration serves both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from trucewatch.casebook.nodes import Wrong, items_of, pairs_of, text_of
from trucewatch.extract.edtf import bounds

Schema = dict[str, Any]

EARLIEST, LATEST = 1000, 2999
"""Years that an agreement can be about; what is counted from them stays within the calendar."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of value: ``read`` makes it of a node or raises `Wrong`, ``schema`` describes it."""

    read: Callable[[yaml.Node], Any]
    schema: Schema


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a mapping by their names in YAML, those that must stand, and what makes the value of them.

    ``make`` takes the fields read, by the names in YAML, and may raise ValueError with a plain reason.
    """

    fields: Mapping[str, Shape]
    needed: tuple[str, ...]
    make: Callable[[dict[str, Any]], Any]


def text(what: str | None = None, pattern: str | None = None) -> Shape:
    """Return the shape of plain text, of a pattern where one is given (``what`` names it in words)."""

    def read(node: yaml.Node) -> str:
        value = text_of(node)
        if pattern and not re.fullmatch(pattern, value):
            raise Wrong(node, f"“{value}” is not {what}")
        return value

    return Shape(read, {"type": "string", "minLength": 1} | ({"pattern": f"^(?:{pattern})$"} if pattern else {}))


def choice(words: Iterable[str], what: str, show: bool = True) -> Shape:
    """Return the shape of one of a list of words, whatever its capitals; ``show`` names them all in the message."""
    known = {word.casefold(): word for word in words}

    def read(node: yaml.Node) -> str:
        value = text_of(node)
        if value.casefold() in known:
            return known[value.casefold()]
        near = list(known.values()) if show else [known[word] for word in get_close_matches(value.casefold(), known)]
        hint = f"; {'known are' if show else 'near are'} {', '.join(near)}" if near else ""
        raise Wrong(node, f"unknown {what} “{value}”{hint}")

    return Shape(read, {"enum": list(known.values())})


def listed(item: Shape) -> Shape:
    """Return the shape of a list; a single value is a list of one."""

    def read(node: yaml.Node) -> tuple[Any, ...]:
        return tuple(item.read(node) for node in items_of(node))

    return Shape(read, {"anyOf": [item.schema, {"type": "array", "items": item.schema}]})


def when(*words: str) -> Shape:
    """Return the shape of a date (EDTF), an instant, or one of a few words that stand for one."""

    def read(node: yaml.Node) -> str:
        value = text_of(node)
        if value in words:
            return value
        try:
            if "T" in value and not _INSTANT.fullmatch(value):
                raise ValueError
            if any(day and not EARLIEST <= day.year <= LATEST for day in bounds(value)):
                raise Wrong(node, f"“{value}” lies outside the years {EARLIEST} to {LATEST}")
        except ValueError:
            allowed = "".join(f" or “{word}”" for word in words)
            example = "YYYY-MM-DD, YYYY-MM, YYYY, YYYY-MM-DDTHH:MM"
            raise Wrong(node, f"“{value}” is not a date ({example} or another EDTF value){allowed}") from None
        return value

    date: Schema = {"type": "string", "format": "edtf"}
    return Shape(read, {"anyOf": [date, {"enum": list(words)}]} if words else date)


def number() -> Shape:
    """Return the shape of a number of things: finite and not below zero."""

    def read(node: yaml.Node) -> float:
        value = text_of(node).replace("_", "")
        if not re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", value):
            raise Wrong(node, f"“{value}” is not a number of things; write 1960 or 2.5")
        return float(value)

    return Shape(read, {"type": "number", "minimum": 0})


def record(spec: Record, short: Callable[[yaml.Node], Any] | None = None, short_schema: Schema | None = None) -> Shape:
    """Return the shape of a mapping with known fields; ``short`` reads a scalar that may stand for it."""

    def read(node: yaml.Node) -> Any:
        if short and isinstance(node, yaml.ScalarNode):
            return short(node)
        return read_record(node, spec)

    schema: Schema = {
        "type": "object", "properties": {name: shape.schema for name, shape in spec.fields.items()},
        "required": list(spec.needed), "additionalProperties": False,
    }  # fmt: skip
    return Shape(read, {"anyOf": [short_schema, schema]} if short_schema else schema)


def read_record(node: yaml.Node, spec: Record, wrong: list[Wrong] | None = None) -> Any:
    """Return what a mapping makes; errors in single fields go to ``wrong`` where it is given, else they are raised.

    Where ``wrong`` was given and something is in it afterwards, the value is None.
    """
    problems: list[Wrong] = [] if wrong is None else wrong
    before = len(problems)
    found: dict[str, Any] = {}
    seen: set[str] = set()
    for key, value in pairs_of(node):
        try:
            name = _field(key, spec, seen)
            found[name] = spec.fields[name].read(value)
        except Wrong as error:
            problems.append(error)
    problems += [Wrong(node, f"the field {name} is missing") for name in spec.needed if name not in seen]
    if wrong is None and problems:
        raise problems[0]
    if len(problems) > before:
        return None
    try:
        return spec.make(found)
    except ValueError as error:
        problems.append(Wrong(node, str(error)))
    if wrong is None:
        raise problems[-1]
    return None


def _field(key: yaml.Node, spec: Record, seen: set[str]) -> str:
    name = str(key.value)
    if name not in spec.fields:
        raise Wrong(key, f"unknown field “{name}”; known are {', '.join(spec.fields)}")
    if name in seen:
        raise Wrong(key, f"the field {name} stands twice")
    seen.add(name)
    return name
