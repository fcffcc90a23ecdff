"""Whether a claim's words name what a provision is about: prisoners, a railway, heavy weapons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.assess.columns import Columns

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ies", "es", "s", "y")


def names_object(columns: Columns, claim: int, objects: Sequence[str]) -> bool:
    """Return whether a claim's words, or the names of those in it, hold one of ``objects`` (the last word of each)."""
    told = columns.words(claim)
    named = " ".join([told, *columns.actors.of(claim), *columns.recipients.of(claim)])
    words = {_stem(word) for word in _WORD.findall(named.lower().replace("-", " "))}
    return any(_stem(_WORD.findall(item.lower())[-1]) in words for item in objects)


def _stem(word: str) -> str:
    """Return a word without its plural."""
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), word)
