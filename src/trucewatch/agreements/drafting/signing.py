"""Who signs an accord: what stands in its close, line by line, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.agreements.drafting.cues import Evidence, role_in
from trucewatch.agreements.drafting.groups import is_person
from trucewatch.agreements.drafting.lexicon import roles, signs
from trucewatch.agreements.drafting.phrases import find_mentions

_SOLEMN = re.compile(r"\bin witness w?thereof\b|\bin witness\b", re.IGNORECASE)
_COLUMN = re.compile(r"\S+(?:[ ]{1,2}\S+)*")


def signing_evidence(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Yield for whom an accord is signed, and who signs beside the parties, in ``text[start:end]``."""
    role: str | None = None
    heads = False  # whether the role is that of a line of its own, "Witnesses:", for all that follows
    for block in re.finditer(r"[^\n]+(?:\n|$)", text[start:end]):
        for column in _COLUMN.finditer(block[0]):
            low = start + block.start() + column.start()
            high = low + len(column[0])
            signed = _signed_for(column[0])
            told = None if _SOLEMN.search(column[0]) else role_in(column[0])
            if told or (signed and not heads):
                role = told
                heads = bool(told) and (heads or not any(find_mentions(text, low + (signed or 0), high)))
            yield from _of_line(text, low + (signed or 0), high, signed is not None, role)


def _of_line(text: str, low: int, high: int, signed: bool, role: str | None) -> Iterator[Evidence]:
    for mention in find_mentions(text, low, high):
        if is_person(text, mention) or mention.name.lower() in roles() or role_in(text[mention.end : mention.end + 12]):
            continue
        if role:
            yield Evidence("stands-beside", mention, role)
        elif signed and not text[low : mention.begin].lower().strip().removeprefix("the").strip():
            yield Evidence("signs", mention)
            signed = False
        elif mention.office:
            yield Evidence("signs-as", mention)


def _signed_for(line: str) -> int | None:
    """Return how many characters lead to whom a line is signed for; None where it is for nobody."""
    forms = "|".join(sorted(signs()["signs"].forms, key=len, reverse=True))
    match = re.match(rf"\s*(?:{forms})\s+(?=(?:the\s+)?\w)", line, re.IGNORECASE)
    return match.end() if match else None
