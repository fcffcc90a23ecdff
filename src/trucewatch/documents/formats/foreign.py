"""Tables of records that others made: events of ACLED and UCDP GED, and observations of monitors; one a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.documents.formats.part import Part

_TYPE = "text/csv; record="
_ENOUGH = 3
"""Columns of a layout, of those that hardly any other table has, by which a table is taken for one of it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind of table is told and what it must have: of each group in ``required`` one column at least."""

    title: str
    telling: frozenset[str]
    required: tuple[tuple[str, ...], ...]


LAYOUTS: dict[str, Layout] = {
    "acled": Layout(
        "an ACLED export",
        frozenset({
            "event_id_cnty", "time_precision", "disorder_type", "sub_event_type", "assoc_actor_1", "inter1",
            "assoc_actor_2", "inter2", "civilian_targeting", "geo_precision", "source_scale", "fatalities",
        }),
        (("event_date",), ("event_type", "sub_event_type"), ("actor1",), ("source",)),
    ),
    "ged": Layout(
        "a UCDP GED export",
        frozenset({
            "type_of_violence", "source_office", "source_original", "source_headline", "where_prec",
            "where_coordinates", "where_description", "event_clarity", "date_prec", "date_start", "deaths_a",
            "deaths_civilians", "dyad_name", "side_a", "side_b",
        }),
        (("date_start",), ("source_original", "source_office", "source_article")),
    ),
    "observation": Layout(
        "a record of observations",
        frozenset({"event_place", "means", "observation", "observer", "direction", "weapon"}),
        (("event_place", "latitude"), ("observation",), ("date",), ("observer",)),
    ),
}  # fmt: skip
"""The kinds of tables by the name that stands in the media type of their rows."""


@lru_cache(maxsize=1024)
def plain_label(name: str) -> str:
    """Return a column's name as layouts write it: lower case, words joined by underscores."""
    return "_".join(name.replace("-", " ").lower().split())


def recognise(columns: Iterable[str]) -> str | None:
    """Return the kind of table that a header belongs to, None where it is another's."""
    labels = {plain_label(name) for name in columns}
    kind = max(LAYOUTS, key=lambda name: len(LAYOUTS[name].telling & labels))
    return kind if len(LAYOUTS[kind].telling & labels) >= _ENOUGH else None


def find_missing(kind: str, columns: Iterable[str]) -> str | None:
    """Return a sentence on the columns that a table lacks, None where it has all it must have."""
    labels = {plain_label(name) for name in columns}
    lacking = [" or ".join(f"“{name}”" for name in group) for group in LAYOUTS[kind].required if not labels & {*group}]
    if not lacking:
        return None
    return f"The table looks like {LAYOUTS[kind].title}, but has no column {', and none '.join(lacking)}."


def record_part(kind: str, columns: Sequence[str], row: Sequence[str], locator: str) -> Part | None:
    """Return a row as a document of lines “column: value”, empty cells left out; None for a row without any.

    White space inside a cell is evened, so that every cell is one line of the text.
    """
    lines = []
    for index, cell in enumerate(row):
        if value := " ".join(cell.split()):
            label = " ".join(columns[index].replace(":", " ").split()) if index < len(columns) else ""
            lines.append(f"{label or f'column {index + 1}'}: {value}")
    if not lines:
        return None
    return Part(locator=locator, payload="\n".join(lines).encode("utf-8", "replace"), media_type=_TYPE + kind)


def is_tag_row(row: Sequence[str]) -> bool:
    """Tell whether a row holds the tags of the Humanitarian Exchange Language that explain the columns."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def record_kind(media_type: str) -> str | None:
    """Return the kind of record of a document, None for any other document."""
    return media_type.removeprefix(_TYPE) if media_type.startswith(_TYPE) else None
