"""Figures in the dossier: every quantity of which several figures are told, as a plot of ranges."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from trucewatch.linking.ranges import Range
from trucewatch.publish.charts.ranges import Line, render_ranges
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content, Row
from trucewatch.storage.events import ranges

MOST_PLOTS = 24


def quantities(content: Content) -> tuple[list[dict[str, Any]], int]:
    """Return the quantities for the page, people first, and how many there are beyond those shown."""
    several = [found for found in ranges(content.estimates, content.casebook).values() if len(found[0]) > 1]
    shown = [_shown(rows, span, content) for rows, span in several[:MOST_PLOTS]]
    return shown, len(several) - len(shown)


def told_range(span: Range) -> str:
    """Return the range over independent origins in words."""
    words = wording.span(span)
    count = len(span.origins)
    return f"{words}, given by {count} independent origin{'' if count == 1 else 's'}" if count else words


def _shown(rows: list[Row], span: Range, content: Content) -> dict[str, Any]:
    head = rows[0]
    title = head["topic"][:1].upper() + head["topic"][1:]
    plot = render_ranges(title, _lines(rows, content), (span.low, span.high))
    return {
        "topic": title,
        "event": content.events.get(head["event_id"]),
        "range": told_range(span),
        "plot": Markup(plot),
    }


def _lines(rows: list[Row], content: Content) -> list[Line]:
    """Return a line a figure, those of one claimant beneath each other, in the order of their first as-of date."""
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["origin"], row["as_of"] or "9999")
    ordered = sorted(rows, key=lambda row: (first[row["origin"]], row["origin"], row["as_of"] or "9999"))
    lines: list[Line] = []
    before = None
    for row in ordered:
        lines.append(_line(row, row["origin"] == before, content))
        before = row["origin"]
    return lines


def _line(row: Row, repeated: bool, content: Content) -> Line:
    figure = wording.bounds(row) if row["low"] is not None or row["high"] is not None else "unknown"
    scope = {"day": ", one day", "part": ", a part"}.get(row["scope"], "")
    printed = ", ".join(content.title(document_id) for document_id in row["cited"])
    name = row["source"]
    as_of = f"as of {wording.day(row['as_of'])} ({row['as_of_basis']})"
    tip = f"{name}: “{wording.oneline(row['quote'])}”, {as_of}; in {printed}"
    return Line(
        name=name, side=content.side(row["side"]), low=row["low"], high=row["high"], best=row["best"],
        figure=f"{figure}{scope}", as_of=wording.day(row["as_of"]), tip=tip, target=f"#{row['figure_id']}",
        repeated=repeated,
    )  # fmt: skip
