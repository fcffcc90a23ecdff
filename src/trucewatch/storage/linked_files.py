"""The files in which a case keeps what linking made of it, and the manifest of what they were made from.

``linked/manifest.json`` names the inputs (snapshot, its parts, casebook, code and rules, decisions) and the Parquet
files beside it. Files come first, the manifest last and whole, so that a crash leaves the last result or none. Where
nothing can be written, results are not kept.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from trucewatch import __version__
from trucewatch.records import LINKED_TABLES, Issue, arrow_schema
from trucewatch.rulebooks import rulebook_hash
from trucewatch.storage.archive import write_safely
from trucewatch.storage.manifest import read_manifests

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

FOLDER = "linked"
FORMAT = 1
READ = ("documents", "segments", "claims", "figures", "places", "times", "attributions")
"""Tables of a case that linking reads."""
KEPT: dict[str, type] = LINKED_TABLES | {"issues": Issue}
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


def stored_files(case: Case) -> dict[str, Path] | None:
    """Return the files of the results that are kept, by table, where they were made of what the case is now."""
    manifest = None if case.known else read_manifest(case)
    if manifest is None or manifest["inputs"] != asdict(inputs_of(case)):
        return None
    paths = {name: case.path / FOLDER / manifest["tables"].get(name, "") for name in KEPT}
    return paths if all(path.is_file() for path in paths.values()) else None


def stored_tables(case: Case) -> dict[str, pa.Table] | None:
    """Return the results that are kept, where they were made of what the case is now and can be read."""
    paths = stored_files(case)
    if paths is None:
        return None
    try:
        return {name: pq.read_table(paths[name], schema=arrow_schema(record)) for name, record in KEPT.items()}
    except (OSError, pa.ArrowInvalid):
        return None


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


def keep_tables(case: Case, made: Mapping[str, pa.Table]) -> None:
    """Write results into the case; where that is not allowed, leave it."""
    folder = case.path / FOLDER
    try:
        names = {}
        for table, data in {**made, "placed": placed_claims(case)}.items():
            buffer = io.BytesIO()
            pq.write_table(data, buffer, compression="zstd")
            content = buffer.getvalue()
            names[table] = f"{table}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
            write_safely(folder / names[table], content)
        last = read_manifest(case)
        manifest = {"format": FORMAT, "inputs": asdict(inputs_of(case)), "tables": names}
        write_safely(folder / "manifest.json", json.dumps(manifest, indent=1).encode())
        # The files of the last results stay until the next: others may be reading them.
        needed = {*names.values(), *(last["tables"].values() if last else ())}
        for path in folder.glob("*.parquet"):
            if path.name not in needed:
                path.unlink(missing_ok=True)
    except OSError:
        return


def read_manifest(case: Case) -> Mapping[str, Any] | None:
    """Return the manifest of what is kept, whatever it was made of; None where there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads((case.path / FOLDER / "manifest.json").read_text(encoding="utf-8"))
        return manifest if manifest["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def load_table(case: Case, manifest: Mapping[str, Any], name: str, schema: pa.Schema) -> pa.Table:
    """Return one table of those that a manifest names."""
    return pq.read_table(case.path / FOLDER / manifest["tables"][name], schema=schema)


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
