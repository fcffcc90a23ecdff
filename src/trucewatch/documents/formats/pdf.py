"""PDF to the text of its pages in reading order, with the offset at which every page begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.limits import MAX_PAGES, MAX_TEXT
from trucewatch.documents.formats.pdf_layout import Line, Paragraph, body_size, find_paragraphs, mark_running
from trucewatch.documents.model import Block, Metadata, Reading
from trucewatch.errors import Unreadable

_BREAKS = re.compile(r"[\r\n\x0b\x0c\u2028\u2029]+")
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, whose break it takes away."""

_TAIL = 4096


def read_pdf(payload: bytes, charset: str | None) -> Reading:
    """Return the text of a PDF.

    Raises:
        Unreadable: ``encrypted``, ``truncated``, ``damaged``, ``image-only``, ``no-text`` or ``too-large``.
    """
    if b"%%EOF" not in payload[-_TAIL:] and b"startxref" not in payload[-_TAIL:]:
        raise Unreadable("truncated", "The PDF ends in the middle: its closing table is missing.")
    with closing(_open(payload)) as document:
        if len(document) > MAX_PAGES:
            raise Unreadable("too-large", f"The PDF has {len(document):,} pages; at most {MAX_PAGES:,} are read.")
        lines = _pages(document)
        size = body_size(lines)
        pages = mark_running([find_paragraphs(page, size) for page in lines])
        metadata = _metadata(document)
        if not any(pages):
            raise _wordless(document)
    return _lay_out(pages, metadata)


def _open(payload: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable("encrypted", "The PDF is protected by a password.") from error
        raise Unreadable("damaged", f"The PDF cannot be opened: {error}.") from error


def _pages(document: Any) -> list[list[Line]]:
    pages: list[list[Line]] = []
    length = 0
    for number in range(len(document)):
        pages.append(list(_lines(document, number)))
        length += sum(len(line.text) for line in pages[-1])
        if length > MAX_TEXT:
            raise Unreadable("too-large", f"The text of the PDF has more than {MAX_TEXT:,} characters.")
    return pages


def _lines(document: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page; a page that cannot be loaded has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return
    with closing(page), closing(page.get_textpage()) as words:
        text = words.get_text_range()
        at = 0
        for piece in _BREAKS.split(text):
            start = text.index(piece, at)
            at = start + len(piece)
            if bare := piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                yield _line(words, bare, first, first + len(bare) - 1)


def _line(words: Any, text: str, first: int, last: int) -> Line:
    begins, ends = _box(words, first), _box(words, last)
    heights = sorted(box[3] - box[1] for box in (begins, _box(words, (first + last) // 2), ends))
    text = _UNSTORABLE.sub("\ufffd", text.replace(_HYPHEN, "-\n"))
    return Line(text, begins[0], ends[2], begins[1], max(heights[1], 0.1))


def _box(words: Any, at: int) -> tuple[float, float, float, float]:
    """Return the box of the character at an offset of a page's text; of no extent where it has none."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(words, at)
    try:
        box: tuple[float, float, float, float] = words.get_charbox(max(index, 0), loose=True)
    except pypdfium2.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return box


def _wordless(document: Any) -> Unreadable:
    """Return why a PDF has no words: its pages are pictures, cannot be loaded, or are blank."""
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return Unreadable("damaged", f"Page {number + 1} of the PDF cannot be loaded.")
        with closing(page):
            if next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None:
                return Unreadable("image-only", "The pages of the PDF are pictures; it has to go through OCR first.")
    return Unreadable("no-text", "The PDF holds no words.")


def _metadata(document: Any) -> Metadata:
    said = document.get_metadata_dict()
    return Metadata(
        title=clean_value(said.get("Title")), author=clean_value(said.get("Author")),
        published=clean_value(said.get("CreationDate")), modified=clean_value(said.get("ModDate")),
    )  # fmt: skip


def _lay_out(pages: list[list[Paragraph]], metadata: Metadata) -> Reading:
    parts: list[str] = []
    blocks: list[Block] = []
    offsets: list[int] = []
    length = 0
    for page in pages:
        offsets.append(length)
        for paragraph in page:
            blocks.append(Block(length, length + len(paragraph.text), paragraph.hint))
            parts += (paragraph.text, "\n\n")
            length += len(paragraph.text) + 2
    return Reading(
        text="".join(parts[:-1]),
        blocks=tuple(blocks),
        pages=tuple(min(at, length - 2) for at in offsets),
        metadata=metadata,
    )
