"""Days as whole numbers, so that a million claims can be compared at once; open sides are far ends of the scale."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from trucewatch.extract.edtf import bounds

LONG_AGO = -(1 << 30)
"""Before any day: an earliest bound that is not known."""
NEVER = 1 << 30
"""After any day: a latest bound that is not known, or a day by which nothing was certainly published."""
ALWAYS = NEVER + 1
"""The day of knowing of one who knows the whole material, undated documents included."""


def day_number(iso: str) -> int:
    """Return the number of an ISO day or instant (proleptic Gregorian ordinal)."""
    return date.fromisoformat(iso[:10]).toordinal()


def iso_day(number: int) -> str | None:
    """Return the ISO day of a number; None for an open side."""
    return date.fromordinal(number).isoformat() if LONG_AGO < number < NEVER else None


@lru_cache(maxsize=1 << 16)
def day_bounds(value: str) -> tuple[int, int]:
    """Return first and last day of an EDTF value as numbers; a value that is none, or an open side, is unbounded."""
    try:
        first, last = bounds(value)
    except ValueError:
        return LONG_AGO, NEVER
    return first.toordinal() if first else LONG_AGO, last.toordinal() if last else NEVER
