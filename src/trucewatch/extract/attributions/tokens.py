"""The words, tags and places of a parsed paragraph as plain tuples: asking the parse token by token is slow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import IDX, LENGTH, SENT_START, TAG
from spacy.strings import StringStore

from trucewatch.annotate import Annotated, Passage, even_text


@dataclass(frozen=True, slots=True)
class Tokens:
    """A paragraph's text, its words in lower case, their tags and offsets, and where the parser starts sentences.

    ``raw`` is the text with its line breaks, ``text`` the same with all space evened.
    """

    raw: str
    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]


def read_tokens(annotated: Annotated, passage: Passage) -> Tokens:
    """Return the tokens of a passage."""
    doc = passage.doc
    if not len(doc):
        return Tokens("", "", (), (), (), (), ())
    rows = doc.to_array([IDX, LENGTH, TAG, SENT_START]).tolist()
    raw = annotated.quote(passage.start, passage.start + rows[-1][0] + rows[-1][1])
    text = even_text(raw)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
    strings = doc.vocab.strings
    return Tokens(
        raw=raw, text=text,
        words=tuple(lower[start : start + length] for start, length, _, _ in rows),
        tags=tuple(_tag(strings, tag) for _, _, tag, _ in rows),
        starts=tuple(row[0] for row in rows), ends=tuple(row[0] + row[1] for row in rows),
        breaks=tuple(at for at, row in enumerate(rows) if row[3] == 1),
    )  # fmt: skip


@lru_cache(maxsize=512)
def _tag(strings: StringStore, tag: int) -> str:
    return strings[tag] if tag else ""
