"""The words of a passage as plain lists, read once from its parse: a fraction of the cost of asking each token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import DEP, HEAD, IDX, LENGTH, SENT_START, TAG
from spacy.strings import StringStore

from trucewatch.annotate import Annotated, Passage


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of one passage; every list runs in parallel with the tokens of its doc.

    ``source`` is the document's text. ``heads`` and ``sentences`` are token indexes (of the head, of the first
    token of the sentence); ``starts`` and ``ends`` are offsets of the document's text. ``breaks`` are the tokens
    that begin a line, where line breaks mean something: not in a passage that was merely wrapped.
    """

    passage: Passage
    source: str
    texts: list[str]
    lowers: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[int]
    starts: list[int]
    ends: list[int]
    breaks: frozenset[int]

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, first: int, last: int) -> str:
        """Return the words of tokens ``[first, last)`` on one line, white space evened."""
        return " ".join(self.source[self.starts[first] : self.ends[last - 1]].split())

    def joined(self, index: int) -> bool:
        """Return whether the token stands right against the one before it, with no space between."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def broken(self, index: int) -> bool:
        """Return whether the token begins a line that was not merely wrapped."""
        return index in self.breaks


_UNSIGNED = 0xFFFFFFFFFFFFFFFF
_WRAPPED_LINES = 2
_WRAPPED_WIDTH = 45


@lru_cache(maxsize=512)
def _label(code: int, strings: StringStore) -> str:
    return strings[code] if code else ""


def read_words(passage: Passage, text: str) -> Words:
    """Return the words of a passage of a document's text with tags, dependencies and offsets."""
    strings = passage.doc.vocab.strings
    table = passage.doc.to_array([TAG, DEP, HEAD, IDX, LENGTH, SENT_START]).astype("int64").T.tolist()
    if not table:
        return Words(passage, text, [], [], [], [], [], [], [], [], frozenset())
    tags, deps, heads, offsets, lengths, begins = table
    base = passage.start
    starts = [base + offset for offset in offsets]
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    sentences, first = [], 0
    for index, begin in enumerate(begins):
        if begin == 1:
            first = index
        sentences.append(first)
    return Words(
        passage=passage,
        source=text,
        texts=texts,
        lowers=[form.lower() for form in texts],
        tags=[_label(code & _UNSIGNED, strings) for code in tags],
        deps=[_label(code & _UNSIGNED, strings) for code in deps],
        heads=[index + head for index, head in enumerate(heads)],
        sentences=sentences,
        starts=starts,
        ends=ends,
        breaks=_line_starts(text, starts, ends),
    )


def _line_starts(text: str, starts: list[int], ends: list[int]) -> frozenset[int]:
    if "\n" not in text[starts[0] : ends[-1]]:
        return frozenset()
    lines = text[starts[0] : ends[-1]].split("\n")
    if len(lines) > _WRAPPED_LINES and all(len(line) > _WRAPPED_WIDTH for line in lines[:-1]):
        return frozenset()
    return frozenset(
        at
        for at in range(1, len(starts))
        if "\n" in text[ends[at - 1] : starts[at]] or (ends[at - 1] == starts[at] and text[starts[at] - 1] == "\n")
    )


def read_all_words(annotated: Annotated) -> list[Words]:
    """Return the words of every passage of a document, in text order."""
    return list(_read_once(annotated))


@lru_cache(maxsize=1)
def _read_once(annotated: Annotated) -> tuple[Words, ...]:
    """Return the words of the document at hand, read once for all stages that ask for them in turn."""
    return tuple(read_words(passage, annotated.text) for passage in annotated.passages)
