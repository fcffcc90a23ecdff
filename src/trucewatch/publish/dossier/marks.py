"""A document's text as HTML with the spans of its records marked; every record's first mark carries its id.

Spans may cross (a quotation that ends within a figure's words): a crossing span is cut at the border of the one
around it, so that the marks nest. Text is escaped here and nowhere trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark: its anchor (None for a mark nothing links to), a CSS class, and a tooltip."""

    start: int
    end: int
    anchor: str | None
    kind: str
    tip: str = ""


def render_marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """Return ``text[start:end]`` as HTML with its marks nested."""
    pieces = sorted(
        (mark for mark in marks if start <= mark.start < mark.end <= end),
        key=lambda mark: (mark.start, -mark.end, mark.kind, mark.anchor or ""),
    )
    return Markup("").join(_render(text, start, end, pieces))


def _render(text: str, start: int, end: int, pieces: Sequence[Mark]) -> list[Markup]:
    out: list[Markup] = []
    opened: list[int] = []
    queue = list(pieces)
    at = start
    while queue or opened:
        if opened and (not queue or queue[0].start >= opened[-1]):
            at = _copy(out, text, at, opened.pop())
            out.append(Markup("</mark>"))
            continue
        mark = queue.pop(0)
        at = _copy(out, text, at, mark.start)
        if opened and mark.end > opened[-1]:
            rest = Mark(opened[-1], mark.end, None, mark.kind, mark.tip)
            _insert(queue, rest)
            mark = Mark(mark.start, opened[-1], mark.anchor, mark.kind, mark.tip)
        opened.append(mark.end)
        anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor else ""
        tip = Markup(' title="{}"').format(mark.tip) if mark.tip else ""
        out.append(Markup('<mark class="{}"{}{}>').format(mark.kind, anchor, tip))
    _copy(out, text, at, end)
    return out


def _insert(queue: list[Mark], mark: Mark) -> None:
    index = 0
    while index < len(queue) and (queue[index].start, -queue[index].end) <= (mark.start, -mark.end):
        index += 1
    queue.insert(index, mark)


def _copy(out: list[Markup], text: str, at: int, to: int) -> int:
    if to > at:
        out.append(escape(text[at:to]))
    return max(at, to)
