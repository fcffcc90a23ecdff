"""The publication date that a text without a date line implies, as an interval with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Annotated
from trucewatch.extract.model import Published


@dataclass(frozen=True, slots=True)
class Implied:
    """An implied publication date and the words that imply it, at ``start`` of the text."""

    published: Published
    start: int
    end: int


def imply_published(annotated: Annotated) -> Implied | None:
    """Return the interval in which a text must have been published by what it says, or None."""
    return None
