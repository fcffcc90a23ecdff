"""Pages nested deeper than a tree can be: read tag by tag, without building one."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from trucewatch.documents.formats.markup import is_unseen
from trucewatch.documents.formats.page_text import PageText

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_SELF_CLOSING = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})
"""Elements whose end tag pages leave out: one ends where the next of its kind begins right inside it."""


class _TagReader(HTMLParser):
    """Hands tags and text to a `PageText`, and sees to it that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written = PageText()
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._unseen_from: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SELF_CLOSING and self._open and self._open[-1] == tag:
            self._close_last()
        attributes = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            if self._unseen_from is None and tag in ("br", "hr"):
                self.written.open(tag, attributes)
                self.written.close()
            return
        if self._unseen_from is None and is_unseen(tag, attributes):
            self._unseen_from = len(self._open)
        self._open.append(tag)
        self._count[tag] += 1
        if self._unseen_from is None:
            self.written.open(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if not self._count[tag]:
            return
        while self._open and self._close_last() != tag:
            pass

    def _close_last(self) -> str:
        tag = self._open.pop()
        self._count[tag] -= 1
        if self._unseen_from is None:
            self.written.close()
        elif len(self._open) == self._unseen_from:
            self._unseen_from = None
        return tag

    def handle_data(self, data: str) -> None:
        if self._unseen_from is None:
            self.written.add(data)


def read_deep(page: str) -> PageText:
    """Return the visible text of a page of any depth; hints are those of the outer elements only."""
    reader = _TagReader()
    reader.feed(page)
    reader.close()
    return reader.written
