"""Files under given paths: folders in order of names, links followed once, everything else an issue."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from trucewatch.errors import Unreadable
from trucewatch.records import Issue, make_id

_PAGE_ASSETS = ("_files", ".files", "-Dateien", "_arquivos", "_archivos", "_fichiers")
"""Endings of the folder in which a browser puts what belongs to a saved page."""
_OF_A_CASE = (".lock", "custody.jsonl", "parts")
"""What stands beside the snapshots of a case, however far its first build has come."""


def shown(path: Path) -> str:
    """Return a path as text that any table can hold, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def make_issue(origin: str, code: str, reason: str) -> Issue:
    """Return an issue about a source that yields no document."""
    return Issue(
        issue_id=make_id("i", origin, "read", code, reason), document_id=None, origin=origin, stage="read", code=code,
        reason=reason, start=None, end=None, quote=None,
    )  # fmt: skip


def explain(error: OSError) -> Unreadable:
    """Return in plain words why the system would not open something."""
    if isinstance(error, PermissionError):
        return Unreadable("no-permission", "There is no permission to read it.")
    if error.errno == errno.ELOOP:
        return Unreadable("link-loop", "It is a symbolic link that leads back to itself.")
    if isinstance(error, FileNotFoundError):
        return Unreadable("missing", "There is no such file, or it is a link to one that is gone.")
    return Unreadable("damaged", f"The system cannot read it: {error.strerror or error}.")


def find_files(paths: Iterable[Path]) -> Iterator[Path | Issue]:
    """Yield the regular files at and under paths, in the order given and then of names, each folder once."""
    met: dict[tuple[int, int], str] = {}
    files: set[Path] = set()
    for given in paths:
        waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(given, frozenset())]
        while waiting:
            path, around = waiting.pop()
            try:
                status = path.stat()
                if stat.S_ISREG(status.st_mode):
                    if path not in files:
                        files.add(path)
                        yield path
                    continue
                if not stat.S_ISDIR(status.st_mode):
                    yield make_issue(shown(path), "special-file", "It is neither a file nor a folder.")
                    continue
                folder = (status.st_dev, status.st_ino)
                if folder in around:
                    yield make_issue(shown(path), "link-loop", "The link leads back to a folder that it lies in.")
                elif folder in met:
                    yield make_issue(shown(path), "duplicate-file", f"The same folder was met as {met[folder]}.")
                elif _is_case(path):
                    yield make_issue(shown(path), "case", "It is a case of this program, which holds no new reports.")
                else:
                    met[folder] = shown(path)
                    names = sorted(os.listdir(path))
                    yield from (left_out for name in names if (left_out := _left_out(path / name, names)))
                    inner = around | {folder}
                    waiting += [(path / name, inner) for name in reversed(names) if not _left_out(path / name, names)]
            except OSError as error:
                unreadable = explain(error)
                yield make_issue(shown(path), unreadable.code, unreadable.reason)


def _is_case(folder: Path) -> bool:
    """Tell whether a folder is a case: its archive would be read again, and its dossiers as if they were reports."""
    return (folder / "snapshots").is_dir() and any((folder / name).exists() for name in _OF_A_CASE)


def _left_out(path: Path, names: list[str]) -> Issue | None:
    """Return the issue about something in a folder that holds no reports: hidden, or the innards of a saved page."""
    if path.name.startswith((".", "__MACOSX", "~$")) or path.name in ("Thumbs.db", "desktop.ini"):
        return make_issue(shown(path), "hidden", "It is hidden, so it was left alone; name it to have it read.")
    for ending in _PAGE_ASSETS:
        page = path.name.removesuffix(ending)
        if page != path.name and (f"{page}.html" in names or f"{page}.htm" in names):
            return make_issue(
                shown(path), "page-parts", "It holds the pictures and scripts of the saved page beside it."
            )
    return None
