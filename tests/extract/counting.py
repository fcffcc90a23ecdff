"""Figures of a text by themselves, for the tests: one parser a process, no other stage."""

from __future__ import annotations

from functools import cache

from trucewatch.annotate import Annotated, Parser
from trucewatch.extract.figures.find import find_figures
from trucewatch.records import Attribution, Figure, Segment, TimeMention


@cache
def _parser() -> Parser:
    return Parser()


def annotate(text: str, role: str = "body") -> Annotated:
    """Return a text as one segment, parsed."""
    segment = Segment(
        segment_id="s", document_id="d", start=0, end=len(text), role=role, repeats=None, rules=()
    )  # fmt: skip
    return _parser().parse([("d", text, (segment,))])[0]


def figures_of(
    text: str, attributions: list[Attribution] | None = None, times: list[TimeMention] | None = None
) -> list[Figure]:
    """Return the figures of a text."""
    return find_figures(annotate(text), attributions or [], times or [])


def brief(text: str) -> list[tuple[str, float | None, float | None, str]]:
    """Return words, low, high and unit of the figures of a text."""
    return [(figure.quote, figure.low, figure.high, figure.unit) for figure in figures_of(text)]
