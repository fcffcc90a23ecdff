"""A day or a place that a claim lacks, lent by another claim about the same event once that one is known.

The lender is the claim of the event that became known first (then the one with the shortest period), so that a report
that comes later never changes what an earlier day of knowing saw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trucewatch.assess.days import NEVER

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WIDE = 45
"""Days from which on a claim's own period is so wide that another claim about the event may narrow it."""


@dataclass(frozen=True, slots=True)
class Tellings:
    """Second tellings: of ``claim``, with the days ``first`` to ``last`` and the places of ``place_of``."""

    claim: Ints
    first: Ints
    last: Ints
    known: Ints
    lent: Bools
    place_of: Ints


@dataclass(frozen=True, slots=True)
class Told:
    """What each claim says itself: its happening, its days where ``dated``, whether it has places, when known."""

    event: Ints
    first: Ints
    last: Ints
    dated: Bools
    placed: Bools
    known: Ints


def lend(told: Told) -> Tellings:
    """Return the second tellings that other claims about the same event make possible."""
    width = told.last - told.first
    narrow = told.dated & (width < WIDE)
    day_from = _lenders(told.event, told.known, width, narrow)
    place_from = _lenders(told.event, told.known, width, told.placed)
    needs_day = ~narrow & (day_from >= 0)
    # A period of the claim's own is narrowed only by days that lie within it.
    own, lender = np.nonzero(needs_day & told.dated)[0], day_from[needs_day & told.dated]
    outside = (told.first[lender] < told.first[own]) | (told.last[lender] > told.last[own])
    needs_day[own[outside]] = False
    needs_place = ~told.placed & (place_from >= 0)
    claim = np.nonzero(needs_day | needs_place)[0]
    day_of = np.where(needs_day, day_from, np.arange(len(width)))[claim]
    place_of = np.where(needs_place, place_from, np.arange(len(width)))[claim]
    known = np.maximum(told.known[claim], np.maximum(told.known[day_of], told.known[place_of]))
    return Tellings(claim, told.first[day_of], told.last[day_of], known, needs_day[claim], place_of)


def _lenders(event: Ints, known: Ints, width: Ints, able: Bools) -> Ints:
    """Return for each claim the lender of its event, -1 where there is none."""
    lenders = np.full(int(event.max(initial=-1)) + 1, -1, dtype=np.int64)
    rows = np.nonzero(able & (known <= NEVER))[0]
    order = rows[np.lexsort((rows, width[rows], known[rows], event[rows]))]
    heads = np.ones(len(order), dtype=np.bool_)
    heads[1:] = event[order][1:] != event[order][:-1]
    lenders[event[order][heads]] = order[heads]
    return lenders[event]
