"""The paragraphs and tables of a Word document's XML to text and blocks, by a walk without recursion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from trucewatch.documents.model import Block

_PARAGRAPH, _ROW, _CELL, _TEXT, _STYLE, _VALUE = map(qn, ("w:p", "w:tr", "w:tc", "w:t", "w:pStyle", "w:val"))
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_LEFT_OUT = frozenset({
    qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:instrText"), qn("w:sectPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
})  # fmt: skip
"""Deleted and moved words, properties, field codes, and the second copy of what older programs cannot show."""

_STYLES = (
    ("title", "title"), ("subtitle", "heading2"), ("caption", "caption"), ("intense quote", "quote"),
    ("quote", "quote"), ("list", "list"),
)  # fmt: skip
_LONG_CELL = 160
"""Code points; a cell longer than this is prose in a layout table and stands as a block of its own."""


class DocumentText:
    """Collects paragraphs, blank lines between them; a table's row is one block, its cells apart by tabs."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.blocks: list[Block] = []
        self._styles = styles
        self._parts: list[str] = []
        self._length = 0
        self._repeated: set[str] = set()

    def write(self, root: Any, around: str | None) -> None:
        """Add the words of a part; ``around`` is the hint of all of it, and then what repeats is left out."""
        paragraphs: list[list[str]] = []
        hints: list[str] = []
        rows: list[list[list[str]]] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _LEFT_OUT:
                    walker.skip_subtree()
                elif tag == _PARAGRAPH:
                    paragraphs.append([])
                    hints.append("text")
                elif tag == _ROW:
                    rows.append([])
                elif tag == _CELL and rows:
                    rows[-1].append([])
            elif tag == _TEXT and paragraphs:
                paragraphs[-1].append(element.text or "")
            elif tag == _STYLE and hints:
                hints[-1] = self._hint(element.get(_VALUE, ""))
            elif tag in _MARKS and paragraphs and element.getparent().tag != qn("w:tabs"):
                paragraphs[-1].append(_MARKS[tag])
            elif tag == _PARAGRAPH:
                text, hint = "".join(paragraphs.pop()).strip(), hints.pop()
                if rows and rows[-1]:
                    rows[-1][-1].append(text)
                else:
                    self._add(text, around or hint, around)
            elif tag == _ROW:
                self._add_row(rows.pop(), around)

    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._parts)

    def _hint(self, style_id: str) -> str:
        name = self._styles.get(style_id, style_id.lower())
        if name.startswith("heading") and name[-1:] in "123456":
            return f"heading{name[-1]}"
        return next((hint for start, hint in _STYLES if name.startswith(start)), "text")

    def _add_row(self, cells: list[list[str]], around: str | None) -> None:
        filled = [[text for text in cell if text] for cell in cells]
        if any(len(cell) > 1 or sum(map(len, cell)) > _LONG_CELL for cell in filled):
            for cell in filled:
                for text in cell:
                    self._add(text, around or "text", around, ("table",))
        else:
            self._add("\t".join("".join(cell) for cell in filled).strip(), around or "table", around)

    def _add(self, text: str, hint: str, around: str | None, inside: tuple[str, ...] = ()) -> None:
        if not text or (around and text in self._repeated):
            return
        if around:
            self._repeated.add(text)
        if self._length:
            self._parts.append("\n\n")
            self._length += 2
        self.blocks.append(Block(self._length, self._length + len(text), hint, inside))
        self._parts.append(text)
        self._length += len(text)
