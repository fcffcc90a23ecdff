"""Text that stands twice: captions with and without their credit, headlines, whole paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict

from trucewatch.documents.segments.laying import Entry, Sheet

_LONGEST_RUNNING_HEAD = 20
_WIDE = re.compile(r"\S(?:\s{3,}|\t)\S")
_DIGITS = re.compile(r"\d+")
_CREDIT_WORDS = 14


def mark_doubles(sheet: Sheet) -> None:
    """Note which units double an earlier one word for word, or but for a picture's credit."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(sheet):
        unit = entry.unit
        if not unit.key or unit.words < 4:
            continue
        earlier = seen.get(unit.key)
        if earlier is None:
            seen[unit.key] = index
            before = sheet.neighbour(index, -1)
            if before is not None and before.unit.key and _same_but_credit(before.unit.key, unit.key):
                earlier = index - 1
        if earlier is not None:
            entry.repeats = earlier


def mark_running_heads(sheet: Sheet) -> None:
    """Lay the role of furniture over what stands at the edge of every printed page with its number."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in sheet:
        unit = entry.unit
        if unit.words <= _LONGEST_RUNNING_HEAD and not unit.ended and _WIDE.search(unit.head):
            pages[_DIGITS.sub("", unit.key).strip()].append(entry)
    for key, entries in pages.items():
        if key.count(" ") >= 2 and len(entries) > 1 and len({entry.unit.key for entry in entries}) == len(entries):
            for entry in entries:
                entry.role = None
                entry.lay("furniture", "running-head")


def _same_but_credit(first: str, second: str) -> bool:
    """Return whether one is the other with a few words more at its end, as a caption with its credit is."""
    short, long = sorted((first, second), key=len)
    return len(short) > 40 and long.startswith(short) and len(long[len(short) :].split()) <= _CREDIT_WORDS


def settle_doubles(sheet: Sheet) -> None:
    """Give a unit that doubles another the other's role, and each double its one original."""
    for entry in sheet:
        if entry.repeats is None:
            continue
        original = sheet[entry.repeats]
        while original.repeats is not None and original.repeats < entry.repeats:
            entry.repeats = original.repeats
            original = sheet[entry.repeats]
        roles = {entry.role, original.role}
        if "caption" in roles and roles <= {"caption", "body", "headline", "teaser", None}:
            for side in (entry, original):
                side.role = None
                side.lay("caption", "double")
        elif entry.role in (None, "body") and original.role in ("headline", "furniture"):
            entry.lay(original.role, "double")
