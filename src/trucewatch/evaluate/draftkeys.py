"""Keys of accords: the provisions that a draft from a text should propose, as written in ``keys.json``.

The file is an object by name of text. Each key has ``parties`` and ``provisions``; a provision has ``has`` (words that
its proposal holds) and any of ``article``, ``bearers``, ``or`` (other lists of bearers that are right too), ``to``
(beneficiaries), ``kind``, ``windows`` (pairs of form and value), ``windows_open`` (times beyond these are no error),
``quantities`` (pairs of number and unit), ``term``, ``notice`` and ``optional`` (neither missed nor extra). In names,
forms, values and units ``|`` stands between what is equally right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.errors import UsageError

_FIELDS = frozenset(
    "article has bearers or to kind windows windows_open quantities term notice optional".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One provision of a key; an empty field is not measured."""

    has: str
    article: str | None = None
    bearers: tuple[tuple[str, ...], ...] = ()
    beneficiaries: tuple[str, ...] = ()
    kind: str | None = None
    windows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    open: bool = False
    quantities: tuple[tuple[float, tuple[str, ...]], ...] = ()
    term: str | None = None
    notice: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The wanted parties and provisions of one text."""

    parties: tuple[str, ...]
    provisions: tuple[Wanted, ...]


def read_keys(folder: Path) -> dict[str, tuple[str, Key]]:
    """Return text and key of every accord of a folder, by name.

    Raises:
        UsageError: a file is missing or cannot be used; the message names it and the entry.
    """
    path = folder / "keys.json"
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}; give one that holds accords as NAME.txt, and keys.json.")
    if not path.is_file():
        raise UsageError(f"{folder} holds no keys.json, which says what the accords there should propose.")
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as JSON: {error}.") from error
    if not isinstance(raw, dict):
        raise UsageError(f"{path}: an object by name of text is wanted.")
    if not raw:
        raise UsageError(f"{path} holds no keys, so there is nothing to measure.")
    texts = {name: _text(folder / f"{name}.txt", path) for name in raw}
    return {name: (texts[name], _key(entry, f"{path}: {name}")) for name, entry in raw.items()}


def _text(file: Path, keys: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UsageError(f"{keys} has a key for “{file.stem}”, but there is no {file.name} beside it.") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{keys}: {file.name} cannot be read as text in UTF-8.") from error


def _key(entry: Mapping[str, Any], where: str) -> Key:
    try:
        rows = [_wanted(row, where) for row in entry["provisions"]]
        return Key(parties=tuple(entry["parties"]), provisions=tuple(rows))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{where}: parties and provisions are wanted ({error}).") from error


def _wanted(row: Mapping[str, Any], where: str) -> Wanted:
    if unknown := set(row) - _FIELDS:
        raise UsageError(f"{where}: unknown fields {', '.join(sorted(unknown))}.")
    bearers = [row["bearers"], *row.get("or", ())] if "bearers" in row else []
    return Wanted(
        has=row["has"],
        article=row.get("article"),
        bearers=tuple(tuple(names) for names in bearers),
        beneficiaries=tuple(row.get("to", ())),
        kind=row.get("kind"),
        windows=tuple((tuple(form.split("|")), tuple(value.split("|"))) for form, value in row.get("windows", ())),
        open=row.get("windows_open", False),
        quantities=tuple((float(number), tuple(unit.split("|"))) for number, unit in row.get("quantities", ())),
        term=row.get("term"),
        notice=row.get("notice"),
        optional=row.get("optional", False),
    )
