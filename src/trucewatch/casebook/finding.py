"""What is wrong or doubtful in a casebook, and on which line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct (``error``) or to look at (``warning``), at a line (from 1) of a casebook file."""

    line: int
    severity: str
    message: str
    file: str = ""
