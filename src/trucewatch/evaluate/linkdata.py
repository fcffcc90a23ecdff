"""Labelled pairs of texts for measuring linking: the folder's two files, strictly checked.

``texts.jsonl`` has one text a line: ``id``, ``outlet``, ``side``, ``published``, ``title``, ``text``.
``pairs.jsonl`` has one pair a line: ``left`` and ``right`` (ids of texts), ``copy``, ``event``, ``contradiction`` (a
list of kinds) and ``independent_origins``. What else stands in a pair is for people who read the key; it is not read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.documents.stated_date import read_metadata_date
from trucewatch.errors import UsageError
from trucewatch.records.link import CONTRADICTIONS

COPIES = ("full", "partial", "none")
RELATIONS = ("same", "sub", "different")
TEXTS, PAIRS = "texts.jsonl", "pairs.jsonl"


@dataclass(frozen=True, slots=True)
class Text:
    """One report: its words, and what its publisher says of it."""

    id: str
    outlet: str
    side: str
    published: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What the key says of two texts."""

    left: str
    right: str
    copy: str
    event: str
    contradictions: frozenset[str]
    origins: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """The texts of a folder by id, in order, and its pairs."""

    texts: dict[str, Text]
    pairs: tuple[Pair, ...]


def read_labelled(folder: Path) -> Labelled:
    """Return the texts and pairs of a folder.

    Raises:
        UsageError: naming file and line of the first thing that cannot be used.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}; give one that holds {TEXTS} and {PAIRS}.")
    for name in (TEXTS, PAIRS):
        if not (folder / name).is_file():
            raise UsageError(f"{folder} holds no {name}; a folder of labelled pairs has {TEXTS} and {PAIRS}.")
    texts: dict[str, Text] = {}
    for where, row in _rows(folder / TEXTS):
        text = _text(row, where)
        if text.id in texts:
            raise UsageError(f"{where}: the id “{text.id}” stands on an earlier line too")
        texts[text.id] = text
    pairs: dict[tuple[str, str], Pair] = {}
    for where, row in _rows(folder / PAIRS):
        pair = _pair(row, where, texts)
        key = (min(pair.left, pair.right), max(pair.left, pair.right))
        if key in pairs:
            raise UsageError(f"{where}: “{pair.left}” and “{pair.right}” are paired on an earlier line too")
        pairs[key] = pair
    if not pairs:
        raise UsageError(f"{folder / PAIRS}: there are no pairs in it.")
    return Labelled(texts, tuple(pairs.values()))


def _rows(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text") from error
    return [
        (f"{path}:{number}", _object(line, f"{path}:{number}")) for number, line in enumerate(lines, 1) if line.strip()
    ]


def _object(line: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: not a JSON object")
    return row


def _field(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if value is None:
        raise UsageError(f"{where}: the field “{name}” is missing")
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where}: the field “{name}” must be words in quotation marks")
    return value


def _text(row: Mapping[str, Any], where: str) -> Text:
    text = Text(*(_field(row, name, where) for name in ("id", "outlet", "side", "published", "title", "text")))
    if read_metadata_date(text.published) is None:
        raise UsageError(f"{where}: “{text.published}” in “published” is no date")
    return text


def _pair(row: Mapping[str, Any], where: str, texts: Mapping[str, Text]) -> Pair:
    left, right = _field(row, "left", where), _field(row, "right", where)
    for name in (left, right):
        if name not in texts:
            raise UsageError(f"{where}: no text has the id “{name}”")
    if left == right:
        raise UsageError(f"{where}: “{left}” is paired with itself")
    copy = _one_of(_field(row, "copy", where), COPIES, "copy", where)
    event = _one_of(_field(row, "event", where), RELATIONS, "event", where)
    return Pair(left, right, copy, event, _kinds(row, where), _count(row, where))


def _one_of(value: str, allowed: tuple[str, ...], name: str, where: str) -> str:
    if value not in allowed:
        raise UsageError(f"{where}: “{value}” in “{name}” is none of {', '.join(allowed)}")
    return value


def _kinds(row: Mapping[str, Any], where: str) -> frozenset[str]:
    kinds = _checked(row, "contradiction", where, lambda value: isinstance(value, list), "a list")
    return frozenset(_one_of(str(kind), CONTRADICTIONS, "contradiction", where) for kind in kinds)


def _count(row: Mapping[str, Any], where: str) -> int:
    def whole(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0

    return int(_checked(row, "independent_origins", where, whole, "a whole number"))


def _checked(row: Mapping[str, Any], name: str, where: str, fits: Callable[[object], bool], wanted: str) -> Any:
    if name not in row:
        raise UsageError(f"{where}: the field “{name}” is missing")
    if not fits(row[name]):
        raise UsageError(f"{where}: the field “{name}” must be {wanted}")
    return row[name]
