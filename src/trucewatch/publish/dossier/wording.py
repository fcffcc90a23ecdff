"""How values read: numbers, bounds and dates in words a person uses."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from trucewatch.casebook import Place
from trucewatch.linking.ranges import Range

MOST_NAMES = 3
SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
UNIT_TITLES = {
    "killed": "Killed", "wounded": "Wounded", "dead-or-wounded": "Dead or wounded", "captured": "Captured",
    "missing": "Missing", "displaced": "Displaced", "evacuated": "Evacuated", "prisoners": "Prisoners",
    "people": "People", "population": "Population", "troops": "Troops", "protesters": "Protesters",
    "police": "Police", "vehicles": "Vehicles", "armoured-vehicles": "Armoured vehicles", "aircraft": "Aircraft",
    "positions": "Positions", "settlements": "Settlements", "money": "Money", "percent": "Percent", "area": "Area",
    "length": "Length", "duration-limit": "Terms and limits", "votes": "Votes",
    "documents-points": "Points of documents", "other": "Other counts",
}  # fmt: skip
"""Heading of each unit, in the order in which the dossier shows them: people first."""


def number(value: float | None) -> str:
    """Return a number with thousands set apart."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def bounds(row: dict[str, Any]) -> str:
    """Return the bounds of a figure: "at least 200", "up to 25,000", "about 2,000", "20 to 30"."""
    low, high, about = row["low"], row["high"], "about " if row["approximate"] else ""
    if low is not None and low == high:
        return f"{about}{number(low)}"
    if high is None:
        return f"at least {about}{number(low)}"
    return f"up to {about}{number(high)}" if low is None else f"{about}{number(low)} to {number(high)}"


def span(found: Range) -> str:
    """Return a range over independent origins: "25 to 200 or more", "50,000 or less to 120,000 or more"."""
    if found.low is None or found.high is None:
        return "no number known"
    less, more = " or less" if found.open_below else "", " or more" if found.open_above else ""
    if found.low != found.high:
        return f"{number(found.low)}{less} to {number(found.high)}{more}"
    return f"{number(found.low)}{', or less, or more' if less and more else less or more}"


def day(value: str | None) -> str:
    """Return an EDTF value as a person writes it."""
    if not value:
        return "undated"
    if "/" in value:
        left, _, right = value.partition("/")
        if left in ("..", ""):
            return f"until {day(right)}"
        return f"since {day(left)}" if right in ("..", "") else f"{day(left)} – {day(right)}"
    if value.endswith("s"):
        return f"the {value}"
    year, _, rest = value.partition("-")
    if rest in SEASON_NAMES:
        return f"{SEASON_NAMES[rest]} {year}"
    if rest.startswith(("W", "Q")):
        return f"{'week' if rest[0] == 'W' else 'quarter'} {int(rest[1:])} of {year}"
    return _calendar(value)


def short_day(value: str | None) -> str:
    """Return an EDTF value as briefly as a person writes it: of an interval its first part, of an hour its day."""
    first, _, last = (value or "").partition("/")
    if first in ("..", "") and last:
        return f"until {short_day(last)}"
    stamp = first.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d", stamp):
        return date.fromisoformat(f"{stamp}-01").strftime("%b %Y")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", stamp):
        return f"week {int(match[2])}, {match[1]}"
    return day(stamp)


def side_by_side(place: dict[str, Any], known: Place | None) -> str:
    """Return a place's names side by side: the one it is shown by, and those that only some use."""
    contested = [name.text for name in known.names if name.by] if known else []
    distinct = {name.casefold(): name for name in reversed([place["name"], *contested])}
    return " / ".join(list(reversed(distinct.values()))[:MOST_NAMES])


def oneline(text: str) -> str:
    """Return words with their line breaks and runs of spaces evened, for showing in a table."""
    return " ".join(text.split())


def _calendar(value: str) -> str:
    stamp, _, clock = value.partition("T")
    parts = stamp.split("-")
    if len(parts) == 1:
        return stamp
    if len(parts) == 2:
        return date(int(parts[0]), int(parts[1]), 1).strftime("%B %Y")
    written = date.fromisoformat(stamp)
    return f"{written.day} {written.strftime('%b %Y')}{f', {clock}' if clock else ''}"
