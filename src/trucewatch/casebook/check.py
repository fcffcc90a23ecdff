"""Check a casebook that a person writes: all errors and warnings at once, each with its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trucewatch.casebook.finding import Finding
from trucewatch.casebook.load import read_together

__all__ = ["Finding", "check_casebook"]


def check_casebook(path: str | Path, after: Sequence[str | Path] = ()) -> list[Finding]:
    """Return everything wrong or doubtful in a casebook, by line; nothing where it is clean.

    Args:
        path: The YAML file, or the name of a shipped casebook.
        after: Casebooks that it builds on, merged before it; the general one always is.

    Raises:
        UsageError: where there is no such file.
    """
    _, findings = read_together([*after, path])
    file = f"{path}.yml" if not any(finding.file == str(path) for finding in findings) else str(path)
    return [finding for finding in findings if finding.file in (str(path), file)]
