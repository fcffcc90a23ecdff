"""Find expressions that name a point or period on the calendar, and resolve them."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.casebook import Casebook
from trucewatch.extract.model import Published
from trucewatch.extract.times.reader import TimeReader
from trucewatch.records import Issue, TimeMention

__all__ = ["find_times"]


def find_times(
    annotated: Annotated, published: Published | None, casebook: Casebook | None = None
) -> tuple[list[TimeMention], list[Issue]]:
    """Return the time mentions of a document in text order, and what could not be resolved.

    With a casebook, times told from its happenings are resolved too (“a week after the war began”).
    """
    reader = TimeReader(annotated, published, casebook)
    for number in range(len(annotated.passages)):
        reader.read_passage(number)
    return reader.mentions, reader.issues
