"""An annotated document: its passages with spaCy parses whose offsets lead back to the one text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from trucewatch.records import Segment


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, parsed. ``doc.text`` has exactly the length of ``text[start:end]`` of the document.

    Character evening (no-break space to space, line break to space) keeps every length, so an offset
    within ``doc`` plus ``start`` is an offset of the document's text.
    """

    start: int
    segment: Segment
    doc: Doc

    @property
    def end(self) -> int:
        """Offset of the document's text just behind the passage."""
        last = self.doc[-1]
        return self.start + last.idx + len(last.text_with_ws)

    def offsets(self, part: Span | Token) -> tuple[int, int]:
        """Return ``(start, end)`` of a token or span as offsets of the document's text."""
        if isinstance(part, Token):
            return self.start + part.idx, self.start + part.idx + len(part)
        return self.start + part.start_char, self.start + part.end_char


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document's text with its parsed passages, in text order; furniture has none."""

    document_id: str
    text: str
    segments: tuple[Segment, ...]
    passages: tuple[Passage, ...]

    def quote(self, start: int, end: int) -> str:
        """Return the exact words at ``[start, end)`` of the one text."""
        return self.text[start:end]
