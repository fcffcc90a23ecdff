"""The visible text of a page and its blocks, made from elements opening, closing, and text between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from trucewatch.documents.formats.limits import MAX_INSIDE, MAX_NESTING
from trucewatch.documents.formats.markup import BLOCKS, VERBATIM, element_hint
from trucewatch.documents.model import Block

_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNEVEN = re.compile(r"[\t\n\r\f]|  ")
_NO_WORD = re.compile(r"\W+")
_WRAPPERS = ("article", "main")
_FIRM = ("heading", "caption", "quote", "form")
_APART = ("byline", "time")
"""Elements in a line that pages set apart by style where no space stands; so are links side by side."""

_LONG_CELL = 160
"""Code points; a table cell longer than this is prose in a layout table and stands as a block of its own."""

_LEAD_IN = 12
"""Word characters that may stand beside an author or a time in their line: "By", "Updated on"."""


class PageText:
    """Collects text as a browser would set it: white space collapsed, blocks apart by blank lines.

    Every element that is opened is closed again, in reverse order; the caller leaves out unseen ones.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._done: list[str] = []
        self._length = 0
        self._hints: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self._inline: Counter[str] = Counter()
        self._verbatim = 0
        self._start_block()

    def _start_block(self) -> None:
        self._parts: list[str] = []
        self._last = "\n"
        self._breaks = 0
        self._gap = self._after_link = False
        self._covered: list[tuple[str, str]] = []
        self._cell = 0

    def open(self, tag: str, attributes: Mapping[str, str], main: bool = False) -> None:
        """Take note that an element begins."""
        hint = element_hint(tag, attributes, main) if len(self._open) < MAX_NESTING else None
        if tag in BLOCKS:
            self.end_block()
            self._verbatim += tag in VERBATIM
            if hint:
                self._hints.append(hint)
        elif tag in ("td", "th"):
            self._next_cell()
        elif tag == "br":
            self._break_line()
        elif hint:
            self._gap = self._gap or hint in _APART or (hint == "link" and self._after_link)
            self._inline[hint] += 1
        self._open.append((tag, hint))

    def close(self) -> None:
        """Take note that the element opened last ends."""
        tag, hint = self._open.pop()
        if tag in BLOCKS:
            self.end_block()
            self._verbatim -= tag in VERBATIM
            if hint:
                self._hints.pop()
        elif hint and tag not in ("td", "th", "br"):
            self._gap = self._gap or hint in _APART
            self._after_link = hint == "link"
            self._inline[hint] -= 1

    def add(self, text: str) -> None:
        """Take text that stands at this place of the page."""
        if not self._verbatim:
            if _UNEVEN.search(text):
                text = _SPACES.sub(" ", text)
            if text[:1] == " " and self._last in " \n\t":
                text = text[1:]
        if not text:
            return
        if self._gap and self._last.isalnum() and text[0].isalnum():
            text = " " + text
        self._parts.append(text)
        self._last = text[-1]
        self._gap = self._after_link = False
        if not text.isspace():
            self._breaks = 0
            self._covered += [(hint, text) for hint, depth in self._inline.items() if depth]

    def end_block(self) -> None:
        """End the block at hand, if it holds anything to see."""
        if not self._parts:
            return
        text = "".join(self._parts).strip()
        if text:
            if self._length:
                self._done.append("\n\n")
                self._length += 2
            hint, inside = self._describe()
            self.blocks.append(Block(self._length, self._length + len(text), hint, inside))
            self._done.append(text)
            self._length += len(text)
        self._start_block()

    def text(self) -> str:
        """Return the whole text; call it last."""
        self.end_block()
        return "".join(self._done)

    def _break_line(self) -> None:
        self._breaks += 1
        if self._breaks > 1:
            self.end_block()
        elif self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" ")
            self._parts.append("\n")
            self._last = "\n"

    def _next_cell(self) -> None:
        length = sum(map(len, self._parts))
        if length - self._cell > _LONG_CELL or "\n" in self._parts:
            self.end_block()
        elif self._parts:
            self._parts.append("\t")
            self._last = "\t"
            self._cell = length + 1

    def _describe(self) -> tuple[str, tuple[str, ...]]:
        """Return the hint of the block at hand and those of what it stands in."""
        around = [hint for at, hint in enumerate(self._hints) if at == 0 or self._hints[at - 1] != hint]
        own = around[-1] if around and around[-1] not in _WRAPPERS else None
        covered = self._cover()
        if covered == "link" and own and own.startswith(_FIRM):
            return own, tuple([*around[:-1], covered][-MAX_INSIDE:])
        if covered:
            return covered, tuple(around[-MAX_INSIDE:])
        if own:
            return own, tuple(around[:-1][-MAX_INSIDE:])
        return "text", tuple(around[-MAX_INSIDE:])

    def _cover(self) -> str | None:
        """Return the hint of the elements within the line that hold all of its words, or nearly so."""
        if not self._covered:
            return None
        words = _count_words("".join(self._parts))
        covered: Counter[str] = Counter()
        for hint, text in self._covered:
            covered[hint] += _count_words(text)
        if words - covered["byline"] - covered["time"] <= _LEAD_IN and words <= 10 * _LEAD_IN:
            for hint in ("byline", "time"):
                if covered[hint]:
                    return hint
        return next((hint for hint, count in covered.most_common() if count >= words > 0), None)


def _count_words(text: str) -> int:
    """Return how many characters of words a text has."""
    return len(_NO_WORD.sub("", text))
