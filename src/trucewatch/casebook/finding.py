"""What is wrong or doubtful in a file that a person writes, and on which line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct (``error``) or to look at (``warning``), at a line (from 1) of a file.

    ``column`` counts from 1; 0 where only the line is known.
    """

    line: int
    severity: str
    message: str
    file: str = ""
    column: int = 0
