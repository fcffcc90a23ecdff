"""The words of a text that count when texts are compared: their codes, and where each stands.

Only headlines and running text count. What a page prints around them, bylines, date lines, and segments that repeat an
earlier one of the same document do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

Codes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Row = Mapping[str, Any]

COUNTED = ("headline", "body")
"""Roles of the segments whose words count."""
TELLING = np.uint64(1)
"""The lowest bit of a word's code: set where the word tells something, clear for function words."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]|[^\W_]+")
_QUOTED = re.compile(
    r"“[^“”\n]{2,2000}”|«[^«»\n]{2,2000}»|„[^„“”\n]{2,2000}[“”]|\"[^\"\n]{2,2000}\"|``[^`\n]{2,2000}?''|(?<!\w)‘[^‘\n]{12,2000}?’(?!\w)"
)
_REMEMBERED = 200_000
_CODES: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Wording:
    """The counted words of one text: code, start and end of each, in text order.

    ``blocks`` numbers stretches of running text that nothing else interrupts; ``quoted`` is true within quotation
    marks, ``named`` for words with a capital. All arrays have one item a word.
    """

    codes: Codes
    starts: Numbers
    ends: Numbers
    blocks: Numbers
    quoted: Flags
    named: Flags

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def telling(self) -> Flags:
        """Which words are no function words."""
        return (self.codes & TELLING).astype(bool)


def read_wording(text: str, segments: Iterable[Row] | None = None) -> Wording:
    """Return the words of a text that count.

    Args:
        text: The document's text; all offsets are its code points.
        segments: Its segments (rows with ``start``, ``end``, ``role``, ``repeats``); the whole text where None.
    """
    spans = [(0, len(text))] if segments is None else counted_spans(segments)
    found: list[re.Match[str]] = []
    blocks: list[int] = []
    block, reached = 0, 0
    for start, end in spans:
        block += bool(text[reached:start].strip())
        words = list(_WORD.finditer(text, start, end))
        found += words
        blocks += [block] * len(words)
        reached = end
    starts = np.array([word.start() for word in found], dtype=np.int64)
    return Wording(
        codes=code_words([word.group() for word in found]),
        starts=starts,
        ends=np.array([word.end() for word in found], dtype=np.int64),
        blocks=np.array(blocks, dtype=np.int64),
        quoted=_quoted(text, starts),
        named=np.array([word.group()[0].isupper() for word in found], dtype=bool),
    )


def counted_spans(segments: Iterable[Row]) -> list[tuple[int, int]]:
    """Return the spans of the segments whose words count, in text order."""
    counted = (s for s in segments if s["role"] in COUNTED and not s["repeats"])
    return sorted((int(segment["start"]), int(segment["end"])) for segment in counted)


def list_words(text: str) -> list[str]:
    """Return the words of a text as written; a number with its separators is one word."""
    return _WORD.findall(text)


def code_words(words: Iterable[str]) -> Codes:
    """Return one code a word, the same for every way to write its capitals; the lowest bit tells telling words."""
    if len(_CODES) > _REMEMBERED:
        _CODES.clear()
    codes = _CODES
    return np.array([codes.get(word) or _code(word) for word in words], dtype=np.uint64)


def _code(word: str) -> int:
    folded = unicodedata.normalize("NFKC", word).casefold()
    number = int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
    code = (number | 1) if folded not in function_words() else (number & ~1) or 2
    _CODES[word] = code
    return code


@cache
def function_words() -> frozenset[str]:
    """Return the words that tell nothing of what a text is about."""
    data = yaml.load((files("trucewatch.linking") / "data" / "function_words.yml").read_text("utf-8"), yaml.CSafeLoader)
    return frozenset(word for group in data["words"].values() for word in group)


def _quoted(text: str, starts: Numbers) -> Flags:
    """Return which words stand within quotation marks."""
    inside = np.zeros(len(starts), dtype=bool)
    for match in _QUOTED.finditer(text):
        first, last = np.searchsorted(starts, [match.start(), match.end()])
        inside[first:last] = True
    return inside
