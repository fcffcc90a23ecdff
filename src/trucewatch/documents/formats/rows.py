"""CSV of articles, one a row, whatever its columns are called and separated by."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO, TextIO

from trucewatch.documents.formats.charsets import opened_text
from trucewatch.documents.formats.fields import arrange, article_part
from trucewatch.documents.formats.limits import MAX_ITEM_CHARS
from trucewatch.documents.formats.part import Found, Problem

_SEPARATORS = ",;\t|"


def split_rows(file: BinaryIO) -> Iterator[Found]:
    """Yield the articles of a table; rows are numbered as a spreadsheet does, the header being row 1.

    A table is told by its header: tables of events, once read, are to be told apart from articles here.
    """
    csv.field_size_limit(MAX_ITEM_CHARS)
    with opened_text(file) as text:
        columns, separator = _columns(text.readline(MAX_ITEM_CHARS))
        if arrange(columns).get("text"):
            yield from _articles(_Lines(text), columns, separator)
        else:
            named = ", ".join(columns)[:200]
            yield Problem("", "no-text", f"No column of the table is known to hold the text of an article: {named}.")


def _articles(lines: _Lines, columns: list[str], separator: str) -> Iterator[Found]:
    reader = csv.reader(lines, delimiter=separator)
    for number in count(2):
        locator = f"row {number}"
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Problem(locator, "damaged", f"The row cannot be told from its neighbours: {error}.")
            continue
        if row is None:
            return
        if lines.cut:
            lines.cut = False
            yield Problem(locator, "too-large", f"The row has a line of more than {MAX_ITEM_CHARS:,} characters.")
        elif row:
            yield article_part(dict(zip(columns, row, strict=False)), locator)


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
