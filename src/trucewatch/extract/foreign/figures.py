"""The figures of a row: deaths as its table estimates them, and how often something was observed."""

from __future__ import annotations

import re

from trucewatch.extract.foreign.row import Cell, Row
from trucewatch.records import Figure, make_id

PARTS_OF_GED = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_COUNT = re.compile(
    r"(?P<about>about|around|approx(?:imately)?\.?|~|≈|circa|ca\.?)?\s*"
    r"(?P<least>at least|more than|over|min(?:imum)?\.?|>=?|≥)?\s*(?P<low>\d{1,6})(?P<plus>\+)?"
    r"(?:\s*(?:-|–|to)\s*(?P<high>\d{1,6}))?",
    re.IGNORECASE,
)
_MORE = (">", "more than", "over")


def add_deaths_of_acled(row: Row) -> str:
    """Add the fatalities of an ACLED row, and return a sentence on how they were taken."""
    cell = row.cell("fatalities")
    number = row.whole_number(cell)
    if cell is None or number is None:
        return ""
    if number == 0:
        return "It gives 0 fatalities, which in ACLED also stands for unknown, so no figure was made of it."
    _add(row, (cell.start, cell.end), (number, None, number), "killed", cell)
    return "ACLED takes the lowest number of fatalities reported, so it was taken as a lower bound."


def add_deaths_of_ged(row: Row) -> str:
    """Add the estimates of deaths of a GED row, and return a sentence on how they were taken."""
    cells = {name: cell for name in ("best", "low", "high") if (cell := row.cell(name))}
    numbers = {name: row.whole_number(cell) for name, cell in cells.items()}
    best, low, high = numbers.get("best"), numbers.get("low"), numbers.get("high")
    if low is not None and high is not None and not low <= (low if best is None else best) <= high:
        row.mark_bad(cells["high"], f"does not fit a low of {low} and a best estimate of {best}")
        low = high = None
    if not any((best, low, high)):
        return "It estimates no deaths, so no figure was made of them." if numbers else ""
    named = [cells[name] for name, number in numbers.items() if number is not None]
    # A row that gives only the best estimate does not say that it can be no other.
    whole = _add(row, _around(row, named), (low, high, best), "killed", named[0])
    for name in PARTS_OF_GED:
        cell = row.cell(name)
        if cell and (number := row.whole_number(cell)):
            _add(row, (cell.start, cell.end), (None, None, number), "killed", cell, whole.figure_id)
    return "Deaths are the low, high and best estimates of UCDP."


def add_count(row: Row) -> Figure | None:
    """Add how often a thing was observed, if the row says so in a way that can be read."""
    cell = row.cell("count")
    if cell is None:
        return None
    match = _COUNT.fullmatch(cell.value)
    if match is None or (match["high"] and int(match["high"]) < int(match["low"])):
        row.mark_bad(cell, "is no number")
        return None
    low, high = int(match["low"]), int(match["high"]) if match["high"] else None
    least = (match["least"] or match["plus"] or "").lower()
    low += least in _MORE
    exact = high is None and not least
    numbers = (low, low if exact else high, low if exact else None)
    return _add(row, (cell.start, cell.end), numbers, "other", row.cell("description"), about=bool(match["about"]))


def _around(row: Row, cells: list[Cell]) -> tuple[int, int]:
    """Return the span of cells that stand next to each other, else that of the first."""
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    if row.text.count("\n", start, end) == len(cells) - 1:
        return start, end
    return cells[0].start, cells[0].end


def _add(
    row: Row, span: tuple[int, int], numbers: tuple[int | None, int | None, int | None], unit: str,
    counted: Cell | None,    part_of: str | None = None, about: bool = False,
) -> Figure:  # fmt: skip
    """Add a figure; deaths are counted by the name of their column, observations by their description."""
    low, high, best = (None if number is None else float(number) for number in numbers)
    start = end = None
    if counted:
        start, end = (
            (counted.at, counted.at + len(counted.column)) if unit == "killed" else (counted.start, counted.end)
        )
    words = row.text[start:end] if counted else None
    said = row.attributions[0] if row.attributions else None
    figure = Figure(
        figure_id=make_id("f", row.document_id, *span), **row.words(*span), low=low, high=high, best=best,
        approximate=about, unit=unit, counted_start=start, counted_end=end, counted_quote=words,
        attribution_id=said.attribution_id if said else None, claimant=said.source_name if said else None, as_of=None,
        period=None, part_of=part_of, rules=("foreign.figure",),
    )  # fmt: skip
    row.figures.append(figure)
    return figure
