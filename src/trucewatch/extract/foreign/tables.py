"""What a row of each kind of table tells: when, where, which act, by whom, on whom, how many, and in whose words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.extract.acts.lexicon import ActType
from trucewatch.extract.foreign.actors import add_actors
from trucewatch.extract.foreign.acts import act_of_kind, act_of_words
from trucewatch.extract.foreign.dates import (
    GRAIN_OF_ACLED,
    GRAIN_OF_GED,
    add_clock,
    add_day,
    read_day,
    read_grain,
    span_of,
)
from trucewatch.extract.foreign.figures import add_count, add_deaths_of_acled, add_deaths_of_ged
from trucewatch.extract.foreign.places import (
    OBSERVED_KM,
    RADII_OF_ACLED,
    RADII_OF_GED,
    add_place,
    read_point,
    read_radius,
)
from trucewatch.extract.foreign.row import Row
from trucewatch.records import Participant, PlaceMention

_WITNESSED = {"saw": "happened", "seen": "happened", "recorded": "happened", "heard": "alleged"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a row tells. ``places`` are those of the event; mentions and figures are in the row itself."""

    date: str | None
    places: tuple[PlaceMention | None, ...]
    act: ActType | None
    rules: tuple[str, ...]
    status: str = "alleged"
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    mentioned: tuple[Participant, ...] = ()
    why: str = ""


def tell_acled(row: Row) -> Told:
    """Read a row of an ACLED export."""
    grain = read_grain(row, "time_precision", GRAIN_OF_ACLED)
    act, rules = act_of_kind(row, "acled", row.cell("sub_event_type"))
    point = read_point(row, read_radius(row, "geo_precision", RADII_OF_ACLED))
    return Told(
        date=_one_day(row, "event_date", grain), places=(add_place(row, row.cell("location"), point),), act=act,
        rules=rules, actors=add_actors(row, "actor1"), recipients=add_actors(row, "actor2"),
        mentioned=add_actors(row, "assoc_actor_1", "assoc_actor_2"), why=add_deaths_of_acled(row),
    )  # fmt: skip


def tell_ged(row: Row) -> Told:
    """Read a row of a UCDP GED export."""
    grain = read_grain(row, "date_prec", GRAIN_OF_GED)
    act, rules = act_of_kind(row, "ged", row.cell("type_of_violence"))
    point = read_point(row, read_radius(row, "where_prec", RADII_OF_GED))
    name = row.cell("where_coordinates", "where_description", "adm_2", "adm_1")
    return Told(
        date=_first_to_last(row, grain), places=(add_place(row, name, point),), act=act, rules=rules,
        actors=add_actors(row, "side_a"), recipients=add_actors(row, "side_b"), why=add_deaths_of_ged(row),
    )  # fmt: skip


def tell_observation(row: Row) -> Told:
    """Read a row of a record of observations."""
    found = read_day(row, "date")
    day = add_day(row, found, "day") if found else None
    told = Told(
        date=(add_clock(row, found.day) if found else None) or day,
        places=(add_place(row, row.cell("event_place"), read_point(row, OBSERVED_KM)),), act=None, rules=(),
    )  # fmt: skip
    if position := row.cell("position"):
        add_place(row, position, None)
    counted = add_count(row)
    nothing = counted is not None and counted.high == 0
    act, rules = (None, ()) if nothing else act_of_words(row.value("description") or "")
    means = row.value("means")
    why = f"Observed by these means: {means}." if means else ""
    return replace(told, act=act, rules=rules, status=_witnessed(row), why=why)


def _witnessed(row: Row) -> str:
    cell = row.cell("observation")
    if cell is None:
        row.mark_empty("observation")
        return "alleged"
    status = _WITNESSED.get(cell.value.lower())
    if status is None:
        row.mark_bad(cell, "is neither saw nor heard nor recorded")
    return status or "alleged"


def _one_day(row: Row, column: str, grain: str) -> str | None:
    """Return the value of a date as fine as it is meant to be, and add its mention."""
    found = read_day(row, column)
    return add_day(row, found, grain) if found else None


def _first_to_last(row: Row, grain: str) -> str | None:
    """Return the value of a first and a last day, each a mention of its own; the first alone is as fine as said."""
    first, last = read_day(row, "date_start"), read_day(row, "date_end")
    if first and last and last.day < first.day:
        row.mark_bad(last.cell, f"lies before the first day, {first.cell.value}")
        last = None
    if first is None or last is None:
        found = first or last
        return add_day(row, found, grain) if found else None
    add_day(row, first, "day")
    add_day(row, last, "day")
    return span_of(first.day, last.day)
