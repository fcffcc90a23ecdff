"""Load casebooks: the shipped general one first, then those that the user names, merged in order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from trucewatch.casebook.finding import Finding
from trucewatch.casebook.merge import merge_books
from trucewatch.casebook.model import Casebook
from trucewatch.casebook.read import Book, read_book
from trucewatch.casebook.verify import verify_books
from trucewatch.errors import CasebookError, UsageError

GENERAL = "general"


@cache
def shipped_casebooks() -> tuple[str, ...]:
    """Return the names of the casebooks that come with the program."""
    entries = (files("trucewatch.casebook") / "data").iterdir()
    return tuple(sorted(item.name.removesuffix(".yml") for item in entries if item.name.endswith(".yml")))


def load_casebooks(names_or_files: Sequence[str | Path] = ()) -> Casebook:
    """Return the general casebook merged with those named, in order.

    An entry with an id that an earlier casebook has extends it: names, demonyms, affiliations and other lists
    grow, single values are overridden. With ``replace: true`` it stands instead of the earlier entry.

    Args:
        names_or_files: Names of shipped casebooks ("karabakh") or paths of YAML files.

    Raises:
        CasebookError: with file and line of the first thing that is wrong.
        UsageError: where there is no such casebook or file.
    """
    casebook, findings = read_together(names_or_files)
    for finding in findings:
        if finding.severity == "error":
            raise CasebookError(finding.file, finding.line, finding.message)
    return casebook


def read_together(names_or_files: Sequence[str | Path]) -> tuple[Casebook, list[Finding]]:
    """Return the merged casebook as far as it can be made, and all findings, by file and line."""
    digest = hashlib.sha256()
    books: list[Book] = []
    for name in dict.fromkeys([GENERAL, *map(str, names_or_files)]):
        payload, book = _shipped(name) if name in shipped_casebooks() else _given(name)
        digest.update(len(payload).to_bytes(8, "big") + payload)
        books.append(book)
    casebook, missing = merge_books(books, digest.hexdigest())
    findings = [finding for book in books for finding in book.findings] + missing + verify_books(books, casebook)
    order = [book.file for book in books]
    return casebook, sorted(findings, key=lambda finding: (order.index(finding.file), finding.line))


@cache
def _shipped(name: str) -> tuple[bytes, Book]:
    """Return the bytes of a shipped casebook and what they say; they never change while the program runs."""
    payload = (files("trucewatch.casebook") / "data" / f"{name}.yml").read_bytes()
    return payload, read_book(payload, name, f"{name}.yml")


def _given(name: str) -> tuple[bytes, Book]:
    """Return the bytes of a file that the user names and what they say."""
    try:
        payload = Path(name).read_bytes()
    except OSError as error:
        shipped = ", ".join(shipped_casebooks())
        reason = error.strerror or "cannot be read"
        raise UsageError(f"No casebook “{name}”: {reason}. Give a YAML file or one of: {shipped}.") from error
    return payload, read_book(payload, name, name)
