"""One row of a table as text: its cells with their offsets, and what has been made of them so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from trucewatch.documents.formats.foreign import plain_label
from trucewatch.extract.model import Knowledge
from trucewatch.records import ActorMention, Attribution, Figure, Issue, PlaceMention, TimeMention, make_id

_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its column as written, its value, and where both stand in the text of the row."""

    column: str
    value: str
    at: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Row:
    """A row being read. What cannot be read of it is in ``issues``, all else in the lists of mentions."""

    document_id: str
    segment_id: str
    origin: str
    text: str
    knowledge: Knowledge
    cells: dict[str, Cell]
    issues: list[Issue] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def cell(self, *columns: str) -> Cell | None:
        """Return the first filled cell of some columns."""
        return next((self.cells[name] for name in columns if name in self.cells), None)

    def value(self, *columns: str) -> str | None:
        """Return the value of the first filled cell of some columns."""
        cell = self.cell(*columns)
        return cell.value if cell else None

    def words(self, start: int, end: int) -> dict[str, Any]:
        """Return the fields that every mention has."""
        return {
            "document_id": self.document_id, "segment_id": self.segment_id, "start": start, "end": end,
            "quote": self.text[start:end],
        }  # fmt: skip

    def report(self, code: str, reason: str, cell: Cell | None = None, stage: str = "read") -> None:
        """Note what could not be read, at its cell if there is one."""
        self.issues.append(Issue(
            issue_id=make_id("i", self.document_id, stage, code, reason), document_id=self.document_id,
            origin=self.origin, stage=stage, code=code, reason=reason, start=cell.start if cell else None,
            end=cell.end if cell else None, quote=cell.value if cell else None,
        ))  # fmt: skip

    def mark_bad(self, cell: Cell, problem: str) -> None:
        """Note a cell whose value cannot be what its column asks for; the claim goes without it."""
        self.report("bad-row", f"{self.where}, column “{cell.column}”: “{cell.value}” {problem}.", cell)

    def mark_empty(self, column: str) -> None:
        """Note a cell that must be filled and is not."""
        self.report("bad-row", f"{self.where}, column “{column}”: there is no value.")

    @property
    def where(self) -> str:
        """The row's number as a sentence begins with it."""
        return f"Row {self.origin.rsplit('row ', 1)[-1]}"

    def whole_number(self, cell: Cell | None) -> int | None:
        """Return the whole number of a cell, which is noted as bad where it holds none; None for no cell."""
        if cell is None:
            return None
        plain = cell.value.removesuffix(".0")
        if plain.isascii() and plain.isdigit() and len(plain) <= _MOST_DIGITS:
            return int(plain)
        self.mark_bad(cell, "is no whole number")
        return None


def find_cells(text: str) -> dict[str, Cell]:
    """Return the cells of a row's text by the plain name of their column; of two of one name the first."""
    cells: dict[str, Cell] = {}
    at = 0
    for line in text.split("\n"):
        column, mark, value = line.partition(": ")
        if mark:
            start = at + len(column) + len(mark)
            cells.setdefault(plain_label(column), Cell(column, value, at, start, start + len(value)))
        at += len(line) + 1
    return cells
