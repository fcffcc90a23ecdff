"""Windows as they are written: which keys stand together, and which form they make."""

from __future__ import annotations

from typing import Any

from trucewatch.agreements.model import Window

WINDOW_KEYS = {
    "by": "date", "before": "date", "until": "date", "from": "start", "to": "date", "within": "duration",
    "of": "anchor", "while": "condition", "on": "condition", "every": "duration",
}  # fmt: skip
"""The keys of a window and what kind of value each holds."""
_LEADING = ("every", "within", "while", "by", "before", "until", "on", "from")
"""The key that names the form, where several stand."""
_BESIDE = {
    "every": {"from", "to", "while"}, "within": {"of", "on"}, "while": {"from", "to"}, "by": {"from", "on"},
    "before": {"from", "on"}, "until": {"from", "on"}, "on": {"from", "to"}, "from": {"to"},
}  # fmt: skip
"""What may stand beside the key that names the form."""


def window_of(found: dict[str, Any]) -> Window:
    """Return the window that its keys make.

    Raises:
        ValueError: where keys do not go together, or a window ends before it begins.
    """
    lead = next((key for key in _LEADING if key in found), None)
    if lead is None:
        raise ValueError(f"a window has one of {', '.join(_LEADING)}")
    for key in found:
        if key != lead and key not in _BESIDE[lead]:
            raise ValueError(f"{key} cannot stand beside {lead}")
    if lead == "within" and ("of" in found) == ("on" in found):
        raise ValueError("within counts from one thing; say of (signed, in_force, a provision) or on (an event)")
    form = "between" if lead == "from" and "to" in found else lead
    end = found.get("to") if lead in ("every", "while", "on", "from") else found.get(lead)
    return Window(
        form=form, start=found.get("from"), end=end if lead != "within" else None,
        duration=found.get("within") or found.get("every"), of=found.get("of"),
        condition=found.get("while") or found.get("on"),
    )  # fmt: skip
