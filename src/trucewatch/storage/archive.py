"""Raw bytes as received, by SHA-256, never changed; and the custody log beside them.

The log follows the Berkeley Protocol's chain of custody: what, when, from where, by which version.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trucewatch.errors import CaseError


def write_safely(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a temporary name, flushed to disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class Archive:
    """The folder ``archive/`` and the file ``custody.jsonl`` of a case."""

    def __init__(self, case: Path, version: str) -> None:
        self._folder = case / "archive"
        self._log = case / "custody.jsonl"
        self._version = version
        self._known = {(entry["sha256"], entry["origin"]) for entry in self.custody()}

    def keep(self, sha256: str, source: bytes | Path, origin: str) -> None:
        """Archive a source and log its receipt; the same bytes from the same place are logged once."""
        path = self.path(sha256)
        if not path.exists():
            self._store(path, source, sha256)
        if (sha256, origin) not in self._known:
            self._known.add((sha256, origin))
            self._append({"action": "received", "sha256": sha256, "origin": origin, "bytes": path.stat().st_size})

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this hash are kept."""
        return self._folder / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Return whether the bytes with this hash are there, readable and unchanged."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def sources(self) -> Iterator[tuple[Path, str]]:
        """Yield ``(archived file, origin)`` of everything received, in order of receipt."""
        for entry in self.custody():
            yield self.path(entry["sha256"]), entry["origin"]

    def custody(self) -> Iterator[dict[str, Any]]:
        """Yield the entries of the custody log, oldest first; a line cut by a crash is left out.

        Raises:
            CaseError: where a line is no entry.
        """
        if not self._log.exists():
            return
        with self._log.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.endswith("\n"):
                    yield self._entry(line, number)

    def _entry(self, line: str, number: int) -> dict[str, Any]:
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("sha256", "origin")):
            raise CaseError(f"{self._log} is damaged: line {number} tells no file that was received.")
        return entry

    def _store(self, path: Path, source: bytes | Path, sha256: str) -> None:
        if isinstance(source, bytes):
            write_safely(path, source)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
        shutil.copyfile(source, temporary)
        with temporary.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                temporary.unlink()
                raise OSError(f"{source} changed while it was read")
        temporary.replace(path)

    def _append(self, entry: dict[str, Any]) -> None:
        stamped = {"at": datetime.now(UTC).isoformat(timespec="seconds")} | entry | {"version": self._version}
        self._mend_cut_line()
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(stamped, ensure_ascii=False) + "\n")

    def _mend_cut_line(self) -> None:
        if self._log.exists() and self._log.stat().st_size:
            with self._log.open("rb+") as file:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    content = self._log.read_bytes()
                    file.truncate(content.rfind(b"\n") + 1)
