"""Figures of what was done against the numbers that a provision sets: reached, exceeded, or not reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from trucewatch.agreements.model import Provision, Quantity
from trucewatch.assess.columns import Bools, Columns, Ints

Floats = npt.NDArray[np.float64]

NEAR = 0.05
"""By which share a round figure ("some 2,000") may miss the number and still mean it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """By row: whether its figures exceed a number, reach the first one, or fall short of it."""

    over: Bools
    reached: Bools
    under: Bools


def weigh(figures: pa.Table, columns: Columns, provision: Provision, rows: Ints) -> Outcome:
    """Return what the figures of rows say of the quantities of a provision.

    Each figure speaks to the quantities in its own unit; the first quantity is the one that is to be reached.
    """
    lists = columns.table["figure_ids"].combine_chunks().take(pa.array(columns.claim[rows]))
    owner = np.asarray(pc.list_parent_indices(lists), dtype=np.int64)
    place = pc.index_in(lists.flatten(), figures["figure_id"].combine_chunks())
    units = figures["unit"].combine_chunks().take(place)
    low, high = (_numbers(figures[name].combine_chunks().take(place)) for name in ("low", "high"))
    over, reached, under = (np.zeros(len(rows), dtype=np.bool_) for _ in range(3))
    for number, quantity in enumerate(provision.quantities):
        counted = np.asarray(pc.fill_null(pc.equal(units, quantity.unit), False))
        more, enough, less = _against(low, high, quantity)
        over[owner[counted & more]] = True
        if number == 0:
            reached[owner[counted & enough]] = True
            under[owner[counted & less]] = True
    return Outcome(over, reached, under)


def _against(low: Floats, high: Floats, quantity: Quantity) -> tuple[Bools, Bools, Bools]:
    """Return which figures exceed a quantity, reach it, fall short of it; unknown bounds decide nothing."""
    least, most = quantity.number * (1 - NEAR), quantity.number * (1 + NEAR)
    more, less = low > most, high < least
    enough = ~more & (low >= least)
    if quantity.bound == "least":
        return np.zeros(len(low), dtype=np.bool_), enough | more, less
    if quantity.bound == "most":
        return more, enough | ((high <= most) & (high > 0)), np.zeros(len(low), dtype=np.bool_)
    return more, enough, less


def _numbers(values: pa.Array) -> Floats:
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def worded(figures: pa.Table, columns: Columns, claims: Sequence[int], unit: str) -> str | None:
    """Return the figures in a unit that claims give, as they word them; None where they give none."""
    ids = [figure for claim in claims for figure in columns.table["figure_ids"][claim].as_py()]
    wanted = pc.and_(pc.is_in(figures["figure_id"], pa.array(ids, pa.string())), pc.equal(figures["unit"], unit))
    quotes = figures.filter(wanted)["quote"].to_pylist()
    return "; ".join(sorted(set(quotes))) or None
