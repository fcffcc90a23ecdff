"""Quantities of a clause, from the figures that its words give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.agreements.drafting.model import Amount, Cited
from trucewatch.extract.scene import Scene

_LEFT_OUT = frozenset({"duration-limit", "votes", "percent", "other"})
_AT_MOST = re.compile(
    r"\b(?:up to|no more than|not more than|at most|not exceeding|a maximum of|maximum)\s*$", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no fewer than|no less than|not fewer than|a minimum of|more than|over)\s*$", re.IGNORECASE
)


def find_amounts(scene: Scene, start: int, end: int) -> Iterator[Amount]:
    """Yield the quantities within ``text[start:end]``."""
    text = scene.annotated.text
    for figure in scene.figures:
        if not start <= figure.start < end or figure.unit in _LEFT_OUT:
            continue
        number = figure.low if figure.low is not None else figure.high
        if number is None:
            continue
        before = text[max(start, figure.start - 24) : figure.start]
        bound = "exact"
        if figure.low is None or _AT_MOST.search(before):
            bound = "most"
        elif figure.high is None or _AT_LEAST.search(before):
            bound = "least"
        cited = Cited(
            value=f"{number:g}", start=figure.start, end=figure.end, quote=figure.quote, sure=not figure.approximate
        )
        yield Amount(number=number, unit=figure.unit, bound=bound, cited=cited)
