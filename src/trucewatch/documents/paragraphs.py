"""Paragraphs of a text: what blank lines set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=[^\S\n]*\n\s*\n|\s*\Z)", re.DOTALL)


def paragraph_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of the paragraphs of a stretch of text, without the white space around them."""
    for match in _PARAGRAPH.finditer(text, start, end):
        yield match.span()
