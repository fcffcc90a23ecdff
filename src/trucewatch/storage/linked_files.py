"""The files in which a case keeps what linking made of it, and the manifest of what they were made from.

``linked/manifest.json`` names the inputs (snapshot, its parts, casebook, code and rules, decisions) and the Parquet
files beside it: for each table those rows that were written as a whole, and what replaced some of them since (see
`layers`). Files come first, the manifest last and whole, so that a crash leaves the last result or none. Where nothing
can be written, results are not kept. Tables beyond those of `KEPT` are not shown: documents are added by them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from trucewatch import __version__
from trucewatch.records import LINKED_TABLES, Issue
from trucewatch.rulebooks import rulebook_hash
from trucewatch.storage.archive import write_safely
from trucewatch.storage.layers import Layers, Replaced, write_table
from trucewatch.storage.manifest import read_manifests

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

FOLDER = "linked"
FORMAT = 2
READ = ("documents", "segments", "claims", "figures", "places", "times", "attributions")
"""Tables of a case that linking reads."""
KEPT: dict[str, type] = LINKED_TABLES | {"issues": Issue}
KEYS: dict[str, tuple[str, ...]] = {
    "copies": ("copy_id",), "origins": ("claim_id",), "events": ("event_id",),
    "links": ("left_id", "right_id", "made_by"), "estimates": ("estimate_id",),
    "contradictions": ("contradiction_id",), "grades": ("event_id",), "redirects": ("event_id",),
    "issues": ("issue_id",), "placed": ("claim_id",), "found": ("copy_id",), "stories": ("left_id", "right_id"),
    "counted": ("figure_id",), "words": ("term",),
}  # fmt: skip
"""The columns by which the rows of a table are replaced."""
PLACED = pa.schema([
    ("claim_id", pa.string()), ("document_id", pa.string()), ("start", pa.int64()), ("kind", pa.string()),
    ("act", pa.string()),
])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the results depend on. ``decisions`` counts the rows of the log, ``log`` is a hash over their ids."""

    snapshot: int
    parts: str
    casebook: str
    code: str
    decisions: int
    log: str


def stored_queries(case: Case) -> dict[str, str] | None:
    """Return a query for each table of results, where they are kept and were made of what the case is now."""
    manifest = None if case.known else read_manifest(case)
    if manifest is None or manifest["inputs"] != asdict(inputs_of(case)):
        return None
    folder = case.path / FOLDER
    try:
        kept = {name: Layers(**manifest["tables"][name]) for name in KEPT}
    except (KeyError, TypeError):
        return None
    if not all((folder / file).is_file() for layers in kept.values() for file in layers.files()):
        return None
    return {name: layers.query(folder, KEYS[name]) for name, layers in kept.items()}


def is_newest(case: Case) -> bool:
    """Return whether a case was opened on its newest snapshot, of which alone results are kept."""
    manifests = read_manifests(case.path)
    complete = [manifest.number for manifest in manifests if manifest.complete]
    return case.manifest.number == (complete or [manifest.number for manifest in manifests])[-1]


def inputs_of(case: Case) -> Inputs:
    """Return what the results for a case depend on."""
    manifest = case.manifest
    parts = sorted(f"{table}/{name}" for table in READ for name in manifest.parts.get(table, ()))
    return Inputs(
        snapshot=manifest.number, parts=_hash(*parts), casebook=manifest.recipe.casebook, code=_code(),
        decisions=len(case.decisions), log=_hash(*(one.decision_id for one in case.decisions)),
    )  # fmt: skip


def placed_claims(case: Case) -> pa.Table:
    """Return where the claims of a case stand, so that they are found again under other ids."""
    return case.sql("SELECT claim_id, document_id, start, kind, act FROM claims ORDER BY claim_id").cast(PLACED)


def keep_tables(case: Case, made: Mapping[str, pa.Table], grounds: Mapping[str, Any]) -> None:
    """Write results into the case as a whole.

    Args:
        case: The case.
        made: All tables, with the inner ones.
        grounds: What is needed to add documents to them (`storage.grounds`).

    Raises:
        OSError: where nothing can be written.
    """
    folder = case.path / FOLDER
    layers = {name: Layers(write_table(folder, name, data), None, None) for name, data in made.items()}
    _write_manifest(case, layers, grounds)


def keep_changes(case: Case, changes: Mapping[str, Replaced], grounds: Mapping[str, Any]) -> None:
    """Write into the case what replaces some rows of the results that are kept; all others stay.

    Raises:
        OSError: where nothing can be written.
    """
    folder, last = case.path / FOLDER, read_manifest(case)
    if last is None:
        raise OSError("nothing is kept that could be changed")
    layers = {name: Layers(**files) for name, files in last["tables"].items()}
    for name, replaced in changes.items():
        layers[name] = layers[name].with_rows(folder, name, KEYS[name], replaced)
    _write_manifest(case, layers, grounds)


def _write_manifest(case: Case, layers: Mapping[str, Layers], grounds: Mapping[str, Any]) -> None:
    folder, last = case.path / FOLDER, read_manifest(case)
    tables = {name: asdict(one) for name, one in layers.items()}
    manifest = {"format": FORMAT, "inputs": asdict(inputs_of(case)), "tables": tables, "grounds": grounds}
    write_safely(folder / "manifest.json", json.dumps(manifest, indent=1).encode())
    # The files of the last results stay until the next: others may be reading them.
    needed = {file for one in layers.values() for file in one.files()}
    for former in (last["tables"] if last else {}).values():
        needed.update(Layers(**former).files())
    for path in folder.glob("*.parquet"):
        if path.name not in needed:
            path.unlink(missing_ok=True)


def read_manifest(case: Case) -> Mapping[str, Any] | None:
    """Return the manifest of what is kept, whatever it was made of; None where there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads((case.path / FOLDER / "manifest.json").read_text(encoding="utf-8"))
        return manifest if manifest["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@cache
def _code() -> str:
    """Return the version of the program with a hash over what links: its modules, its data and the rulebooks."""
    digest = hashlib.sha256(rulebook_hash().encode())
    with as_file(files("trucewatch.linking")) as folder:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{__version__} {digest.hexdigest()[:16]}"


def _hash(*values: str) -> str:
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:32]
