"""Arguments and options that several commands share, and how tables are printed."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

CaseArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the case.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines, one record a line, all its fields.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV with a header, all fields.")]

KnownOption = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="As known on this day: only reports certainly published by then."),
]

Row = Mapping[str, Any]

_UNSAFE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_UNSAFE |= {ord("\t"): "\t", ord("\n"): "\n", 0x1B: "\u241b"}


def shown_safely(text: str) -> str:
    """Return text with what would steer a terminal (escapes, control characters, turned writing) shown as signs."""
    return text.translate(_UNSAFE)


class SafeConsole(Console):
    """A console on which words of documents, casebooks and people can only be read: nothing in them is obeyed."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of what is printed, their text shown safely."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(shown_safely(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Leave what prints as an error of its own: whoever closes the pipe (``| head``) has seen enough."""
        raise BrokenPipeError


console = SafeConsole(highlight=False, width=None if sys.stdout.isatty() else 120)

DATED = ("when", "as of", "published")
"""Headings of columns in which a day is not broken, however narrow the screen."""
NUMERIC = ("number", "low", "high", "count", "documents")
"""Headings of columns of numbers."""
READABLE = 22
"""Columns that words need to be read in a cell; with less for each, a row is no line of a table but a paragraph."""


def print_table(title: str, rows: Sequence[Row], columns: Mapping[str, str], lines: bool = False) -> None:
    """Print rows as a table; ``columns`` maps the field to its heading. Words of documents are never markup.

    With ``lines``, rows of several lines stand apart by an empty one. On a narrow screen each row is a paragraph: the
    id and what fits beside it, then the rest. Of no rows only the title is printed.
    """
    if not rows:
        console.print(Text(f"{title}."))
        return
    shown = [
        [value if isinstance(value, Text) else Text(cell(value)) for value in map(row.get, columns)] for row in rows
    ]
    widest = [max(map(_widest, column)) for column in zip(*shown, strict=True)]
    needed = sum(max(min(width, READABLE), len(head)) for width, head in zip(widest, columns.values(), strict=True))
    if needed + GAP * len(columns) > console.width and "id" in columns.values():
        _print_paragraphs(title, shown, list(columns.values()), widest)
        return
    table = Table(title=Text(title, style="bold"), box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.leading = int(lines)
    for heading in columns.values():
        numeric = heading in NUMERIC
        table.add_column(
            heading, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric or heading == "id",
            min_width=len("2031-05-07") if heading in DATED else None,
        )  # fmt: skip
    for row in shown:
        table.add_row(*row)
    console.print(table)


GAP = 3
"""Columns between two cells of a table."""


def _widest(value: Text) -> int:
    return max((line.cell_len for line in value.split("\n")), default=0)


def _print_paragraphs(title: str, rows: Sequence[Sequence[Text]], headings: Sequence[str], widest: list[int]) -> None:
    """Print each row as a paragraph: its id and the cells up to the first long one, and the others below."""
    console.print(Text(title, style="bold"))
    order = sorted(range(len(headings)), key=lambda index: headings[index] != "id")
    wide = (at for at, index in enumerate(order) if widest[index] > READABLE and headings[index] not in DATED)
    long = next((at for at in wide if at), 1)
    for row in rows:
        cells = [_in_line(row[index], headings[index]) for index in order]
        first, rest = _told(cells[: long + 1]), _told(cells[long + 1 :])
        while len(first) > 2 and sum(one.cell_len + 2 for one in first) > console.width + 2:
            rest.insert(0, first.pop())
        console.print(Text("  ").join(first))
        if rest:
            console.print(Padding(Text(" · ", style="dim").join(rest), (0, 0, 0, 4), expand=False))
    console.print()


def _told(cells: Sequence[Text]) -> list[Text]:
    return [one for one in cells if one.plain not in ("", "–")]


def _in_line(value: Text, heading: str) -> Text:
    """Return a cell in one line; a number with what it is."""
    joined = Text("; ").join(value.split("\n"))
    return Text(f"{heading} ").append_text(joined) if heading in NUMERIC and joined.plain != "–" else joined


def count(number: int, noun: str, several: str | None = None) -> str:
    """Return how many there are of something, in words: “1 claim”, “2,000 claims”; ``several`` where no s makes it."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    if isinstance(value, list | tuple):
        return ", ".join(cell(item["name"] if isinstance(item, dict) and "name" in item else item) for item in value)
    return shown_safely(" ".join(str(value).split()))


def print_json(rows: Sequence[Row]) -> None:
    """Print rows as JSON lines."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def print_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print rows as CSV; lists become JSON. Cells that a spreadsheet would run as a formula are quoted off."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row.get(name)) for name in columns])


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
