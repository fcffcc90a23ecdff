"""Read labelled texts as a user would: a case built from JSON lines, with a small casebook of outlets and sides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from trucewatch.casebook.load import load_casebooks
from trucewatch.casebook.model import Casebook
from trucewatch.errors import UsageError
from trucewatch.evaluate.linkdata import Text
from trucewatch.pipeline.run import build
from trucewatch.records import TABLES
from trucewatch.storage import open_case

_REPORTS, _CASEBOOK, _CASE = "reports.jsonl", "outlets.yml", "texts.case"


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """All tables of the texts as rows, the casebook they were read with, and the document of each text by its id."""

    tables: dict[str, list[dict[str, Any]]]
    casebook: Casebook
    documents: dict[str, str]


def read_texts(texts: Iterable[Text]) -> ReadTexts:
    """Return what the program reads in texts, each as one report of its outlet.

    Raises:
        UsageError: where a text cannot be read as a report.
    """
    listed = list(texts)
    with _written(listed) as folder:
        casebooks = [folder / _CASEBOOK]
        build([folder / _REPORTS], folder / _CASE, casebooks)
        case = open_case(folder / _CASE)
        tables = {name: case.arrow(name).to_pylist() for name in TABLES}
        casebook = load_casebooks(casebooks)
    return ReadTexts(tables, casebook, _documents(listed, tables))


@contextmanager
def _written(texts: list[Text]) -> Iterator[Path]:
    with TemporaryDirectory(prefix="trucewatch-") as name:
        folder = Path(name)
        lines = [json.dumps(_article(text), ensure_ascii=False) for text in texts]
        (folder / _REPORTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (folder / _CASEBOOK).write_text(outlet_casebook(texts), encoding="utf-8")
        yield folder


def _article(text: Text) -> dict[str, str]:
    return {"title": text.title, "outlet": text.outlet, "published": text.published, "text": text.text}


def outlet_casebook(texts: Iterable[Text]) -> str:
    """Return a casebook, as YAML, of the sides and outlets of texts."""
    listed = list(texts)
    sides = _identifiers(text.side for text in listed)
    ids = _identifiers(text.outlet for text in listed)
    outlets = {ids[text.outlet]: {"names": _names(text.outlet), "side": sides[text.side]} for text in reversed(listed)}
    book = {
        "about": "The outlets of labelled texts, with their sides.",
        "sides": {key: name for name, key in sides.items()},
        "outlets": outlets,
    }
    return yaml.safe_dump(book, allow_unicode=True, sort_keys=False)


def _names(outlet: str) -> list[str]:
    """Return the names of an outlet; a short one stands in brackets behind the long one."""
    parts = re.fullmatch(r"(.+\S)\s*\(([^()]+)\)", outlet.strip())
    return [outlet.strip(), *parts.groups()] if parts else [outlet.strip()]


def _identifiers(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name, all of them different."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "unnamed"
        taken = set(found.values())
        numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
        found[name] = plain if plain not in taken else next(one for one in numbered if one not in taken)
    return found


def _documents(texts: list[Text], tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    by_line = {row["locator"]: row["document_id"] for row in tables["documents"]}
    found = {}
    for number, text in enumerate(texts, 1):
        if f"line {number}" not in by_line:
            reasons = [row["reason"] for row in tables["issues"] if row["origin"].endswith(f" line {number}")]
            raise UsageError(f"The text “{text.id}” cannot be read: {' '.join(reasons) or 'no reason is known.'}")
        found[text.id] = by_line[f"line {number}"]
    return found
