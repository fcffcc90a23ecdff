"""Lines of a PDF page to paragraphs, as far as their places on the page tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_WIDE_GAP = 1.35
"""Times the usual distance between lines that a gap has to be to set paragraphs apart."""

_OTHER_SIZE = 1.15
_LARGE = 1.5
_LONGEST_HEADING = 250
_SHORT = 0.85
"""Part of the width of the column that a line which ends a paragraph stays below."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: where it begins and ends, its bottom (y grows upwards) and its font's height, in points."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and the hint their size gives."""

    text: str
    hint: str


def find_paragraphs(lines: Sequence[Line], size: float) -> list[Paragraph]:
    """Return the paragraphs of a page: lines kept as they are, joined by single line breaks.

    Args:
        lines: The lines of the page, in reading order.
        size: The height of the font in which most of the document is set.
    """
    if not lines:
        return []
    return [Paragraph("\n".join(line.text for line in group), _hint(group, size)) for group in _groups(lines)]


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the font height of the middle character of a document."""
    sizes = sorted((line.height, len(line.text)) for lines in pages for line in lines)
    rest = sum(length for _, length in sizes) / 2
    for height, length in sizes:
        rest -= length
        if rest <= 0:
            return height
    return 0.0


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    pitch = _usual_pitch(lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _is_apart(group[-1], line, pitch, (left, right)):
            yield group
            group = []
        group.append(line)
    yield group


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Return the distance of baselines within paragraphs, in line heights: the lower quartile of all."""
    pitches = sorted(
        (above.bottom - below.bottom) / below.height
        for above, below in pairwise(lines)
        if 0.5 * below.height < above.bottom - below.bottom < 3 * below.height
    )
    return pitches[len(pitches) // 4] if pitches else 1.2


def _is_apart(above: Line, below: Line, pitch: float, column: tuple[float, float]) -> bool:
    """Tell whether a line begins a paragraph."""
    drop = above.bottom - below.bottom
    ended = bool(_ENDED.search(above.text))
    if drop < -0.5 * below.height or drop > 3 * pitch * below.height:
        return ended or not below.text[:1].islower()
    if not 1 / _OTHER_SIZE < above.height / below.height < _OTHER_SIZE:
        return drop > 0.5 * below.height
    if drop > _WIDE_GAP * pitch * below.height:
        return True
    indented = below.left - above.left > 0.8 * below.height
    short = above.right - column[0] < _SHORT * (column[1] - column[0])
    return ended and (indented or short) and drop > 0.5 * below.height


def _hint(group: Sequence[Line], size: float) -> str:
    height = max(line.height for line in group)
    if height < _OTHER_SIZE * size or sum(len(line.text) for line in group) > _LONGEST_HEADING:
        return "text"
    return "heading1" if height >= _LARGE * size else "heading2"


_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)


def mark_running(pages: Sequence[list[Paragraph]]) -> list[list[Paragraph]]:
    """Return the pages with what repeats at their heads and feet, and page numbers, marked as header and footer.

    A heading that opens the document is its title, though it may run on as the head of every page.
    """
    heads = _repeated([page[0].text for page in pages if page])
    feet = _repeated([page[-1].text for page in pages if page])
    marked = [[_mark(paragraph, at, len(page), heads, feet) for at, paragraph in enumerate(page)] for page in pages]
    if pages and pages[0] and pages[0][0].hint != "text":
        marked[0][0] = pages[0][0]
    return marked


def _repeated(texts: Sequence[str]) -> set[str]:
    counts = Counter(_DIGITS.sub("0", text) for text in texts if len(text) < _LONGEST_HEADING)
    return {text for text, count in counts.items() if count >= max(2, len(texts) // 3)}


def _mark(paragraph: Paragraph, at: int, count: int, heads: set[str], feet: set[str]) -> Paragraph:
    bare = _DIGITS.sub("0", paragraph.text)
    numbered = _PAGE_NUMBER.fullmatch(paragraph.text) is not None
    if at == 0 and count > 1 and (bare in heads or numbered):
        return Paragraph(paragraph.text, "header")
    if at == count - 1 and count > 1 and (bare in feet or numbered):
        return Paragraph(paragraph.text, "footer")
    return paragraph
