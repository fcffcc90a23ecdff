"""Find quantities with their bounds, unit, whom they count, who gives them and as of when."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.records import Attribution, Figure, TimeMention


def find_figures(annotated: Annotated, attributions: list[Attribution], times: list[TimeMention]) -> list[Figure]:
    """Return the figures of a document in text order."""
    return []
