"""CSV of articles or of records that others made, one a row, whatever its columns are called and separated by."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO, TextIO

from trucewatch.documents.formats.charsets import opened_text
from trucewatch.documents.formats.fields import arrange, article_part
from trucewatch.documents.formats.foreign import find_missing, is_tag_row, recognise, record_part
from trucewatch.documents.formats.limits import MAX_ITEM_CHARS
from trucewatch.documents.formats.part import Found, Problem

_SEPARATORS = ",;\t|"


def split_rows(file: BinaryIO) -> Iterator[Found]:
    """Yield the articles or records of a table; rows are numbered as a spreadsheet does, the header being row 1.

    What a table holds is told by its header.
    """
    csv.field_size_limit(MAX_ITEM_CHARS)
    with opened_text(file) as text:
        columns, separator = _columns(text.readline(MAX_ITEM_CHARS))
        if kind := recognise(columns):
            if lacking := find_missing(kind, columns):
                yield Problem("", "missing-column", lacking)
            else:
                yield from _records(_Lines(text), columns, separator, kind)
        elif arrange(columns).get("text"):
            for locator, row in _rows(_Lines(text), separator):
                yield article_part(dict(zip(columns, row, strict=False)), locator) if isinstance(row, list) else row
        else:
            named = ", ".join(columns)[:200]
            yield Problem("", "no-text", f"No column of the table is known to hold the text of an article: {named}.")


def _records(lines: _Lines, columns: list[str], separator: str, kind: str) -> Iterator[Found]:
    for locator, row in _rows(lines, separator):
        if isinstance(row, Problem):
            yield row
        elif locator == "row 2" and is_tag_row(row):
            continue
        elif part := record_part(kind, columns, row, locator):
            yield part
            if len(row) != len(columns):
                yield Problem(locator, "bad-row", f"The row has {len(row)} cells, and the header {len(columns)}.")


def _rows(lines: _Lines, separator: str) -> Iterator[tuple[str, list[str] | Problem]]:
    """Yield every row that holds anything, or what is wrong with it, with its number."""
    reader = csv.reader(lines, delimiter=separator)
    for number in count(2):
        locator = f"row {number}"
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield locator, Problem(locator, "damaged", f"The row cannot be told from its neighbours: {error}.")
            continue
        if row is None:
            return
        if lines.cut:
            lines.cut = False
            reason = f"The row has a line of more than {MAX_ITEM_CHARS:,} characters."
            yield locator, Problem(locator, "too-large", reason)
        elif row:
            yield locator, row


def is_article_header(line: str) -> bool:
    """Tell whether a line is the header of a table of articles: its names hold the text and one thing more."""
    if len(line) > 2_000:
        return False
    fields = arrange(_columns(line)[0])
    return "text" in fields and len(fields) > 1


def _columns(line: str) -> tuple[list[str], str]:
    """Return the names in a header line and the separator that tells the most of them."""
    line = line.lstrip("\ufeff").rstrip("\r\n")
    split = [(next(csv.reader([line], delimiter=mark), []), mark) for mark in _SEPARATORS]
    return max(split, key=lambda pair: (len(arrange(pair[0])), len(pair[0])))


class _Lines:
    """Lines of a table, over-long ones cut, so that a file of a single line stays out of memory."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = piece = self._text.readline(MAX_ITEM_CHARS)
        while len(piece) == MAX_ITEM_CHARS and not piece.endswith("\n"):
            self.cut = True
            piece = self._text.readline(MAX_ITEM_CHARS)
        if not line:
            raise StopIteration
        return line
