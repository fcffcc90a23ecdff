"""A case of which every document is a part of its own, so that any documents in any order make a case of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from trucewatch.linking.link import Frozen, link_wholly
from trucewatch.linking.rarity import Rarity
from trucewatch.linking.stories import Words
from trucewatch.records import TABLES, to_rows
from trucewatch.storage import Case, open_case
from trucewatch.storage.linked import casebook_of
from trucewatch.storage.linked_files import KEPT, READ, read_manifest
from trucewatch.storage.manifest import Manifest, read_manifests, write_manifest
from trucewatch.storage.reading import Kept
from trucewatch.storage.writer import CaseWriter

Tables = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


@dataclass(frozen=True)
class Scattered:
    """The folder of the case, its manifest, and the parts of each document."""

    path: Path
    manifest: Manifest
    parts: list[dict[str, str]]

    def some(self, folder: Path, chosen: Sequence[int], number: int) -> Case:
        """Return a case of some documents, as the given snapshot of a case in a folder."""
        for name in ("parts", "casebooks"):
            folder.mkdir(exist_ok=True)
            if not (folder / name).exists() and (self.path / name).exists():
                (folder / name).symlink_to(self.path / name)
        (folder / "snapshots").mkdir(exist_ok=True)
        held = [self.parts[at] for at in chosen]
        named = {table: tuple(part[table] for part in held if table in part) for table in TABLES}
        write_manifest(folder, replace(self.manifest, number=number, parts=named, received=None))
        return open_case(folder)


def scatter(case: Path, folder: Path) -> Scattered:
    """Write a case anew with a part for each document."""
    opened = open_case(case)
    tables = {name: opened.arrow(name) for name in TABLES if name != "issues"}
    ids = sorted(tables["documents"].column("document_id").to_pylist())
    if (case / "casebooks").exists():
        shutil.copytree(case / "casebooks", folder / "casebooks", dirs_exist_ok=True)
    parts: list[dict[str, str]] = []
    (folder / "snapshots").mkdir(parents=True)
    with CaseWriter(folder) as writer:
        writer.begin(opened.manifest.recipe, opened.manifest.casebooks)
        for key in ids:
            before = read_manifests(folder)[-1].parts if parts else {}
            writer.add({name: data.filter(pc.equal(data["document_id"], key)) for name, data in tables.items()})
            now = read_manifests(folder)[-1].parts
            parts.append({name: now[name][-1] for name in tables if len(now[name]) > len(before.get(name, ()))})
        manifest = writer.finish([], set())
    return Scattered(folder, manifest, parts)


def kept_tables(case: Case) -> Tables:
    """Return the rows that are kept of the linking of a case, without redirects."""
    manifest = read_manifest(case)
    assert manifest is not None
    kept = Kept(case, manifest["tables"])
    return {name: _keyed(name, kept.rows(f"SELECT * FROM {name}")) for name in KEPT if name != "redirects"}


def whole_tables(case: Case) -> Tables:
    """Return what linking the whole case gives, where words weigh as they did for what is kept of it."""
    manifest = read_manifest(case)
    assert manifest is not None
    rows = Kept(case, manifest["tables"]).rows("SELECT * FROM words")
    grounds = manifest["grounds"]
    words = Words(
        Rarity(grounds["days"], {row["term"]: row["days"] for row in rows if row["days"]}),
        {row["term"]: row["documents"] for row in rows if row["documents"]},
    )
    tables = {name: case.arrow(name).to_pylist() for name in READ}
    linked, _ = link_wholly(
        tables, casebook_of(case), case.judgements, frozen=Frozen(words=words, most=grounds["most"])
    )
    return {name: _keyed(name, _plain(to_rows(getattr(linked, name)))) for name in KEPT if name != "redirects"}


def _plain(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with lists for tuples, as they are read from disk."""

    def plain(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [plain(one) for one in value]
        return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value

    return [plain(row) for row in rows]


_KEYS = {
    "copies": ("copy_id",), "origins": ("claim_id",), "events": ("event_id",),
    "links": ("left_id", "right_id", "made_by"), "estimates": ("estimate_id",),
    "contradictions": ("contradiction_id",), "grades": ("event_id", "matter"), "issues": ("issue_id",),
}  # fmt: skip


def _keyed(name: str, rows: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    keyed = {tuple(row[key] for key in _KEYS[name]): row for row in rows}
    assert len(keyed) == len(rows), name
    return keyed
