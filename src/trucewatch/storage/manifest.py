"""The manifest of a snapshot: which immutable parts make up the tables, and what they were made by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from trucewatch.errors import CaseError
from trucewatch.records import TABLES
from trucewatch.storage.archive import write_safely

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a document's records depend on besides its bytes. Another recipe, another snapshot from the start."""

    code: str
    rulebooks: str
    casebook: str
    model: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One snapshot.

    ``casebooks`` and ``agreements`` are shipped names or files kept in the case; ``parts`` are file names by table,
    relative to ``parts/TABLE/``; ``received`` is the part with what could not be received. ``completed_at`` is the
    instant (UTC) of completion, None in snapshots of versions that did not note it.
    """

    number: int
    complete: bool
    recipe: Recipe
    casebooks: tuple[str, ...]
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    received: str | None = None
    completed_at: str | None = None
    agreements: tuple[str, ...] = ()

    def with_parts(self, added: dict[str, str]) -> Manifest:
        """Return a manifest that holds further parts."""
        parts = {table: (*self.parts.get(table, ()), *([added[table]] if table in added else [])) for table in TABLES}
        return replace(self, parts=parts)

    def files(self) -> set[str]:
        """Return all part files the snapshot refers to, as ``TABLE/NAME``."""
        named = {f"{table}/{name}" for table, names in self.parts.items() for name in names}
        return named | ({f"issues/{self.received}"} if self.received else set())


def write_manifest(case: Path, manifest: Manifest) -> None:
    """Write a manifest; from then on the snapshot exists."""
    data: dict[str, Any] = {"format": FORMAT} | asdict(manifest)
    text = json.dumps(data, indent=1, ensure_ascii=False)
    write_safely(case / "snapshots" / f"{manifest.number:06d}.json", text.encode())


def read_manifests(case: Path) -> list[Manifest]:
    """Return the manifests of a case, oldest first.

    Raises:
        CaseError: where the folder is no case, or one written by a later format.
    """
    folder = case / "snapshots"
    if not folder.is_dir():
        raise CaseError(f"{case} is not a case: it has no snapshots. Make one with “trucewatch build … --case {case}”.")
    return [_read(path) for path in sorted(folder.glob("[0-9]*.json"))]


def _read(path: Path) -> Manifest:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("format") > FORMAT:
            raise CaseError(f"{path} was written by a later version of trucewatch.")
        data["recipe"] = Recipe(**data["recipe"])
        data["parts"] = {table: tuple(names) for table, names in data["parts"].items()}
        data["casebooks"] = tuple(data["casebooks"])
        data["agreements"] = tuple(data.get("agreements", ()))
        return Manifest(**data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(f"{path} is damaged and cannot be read ({error}).") from error
