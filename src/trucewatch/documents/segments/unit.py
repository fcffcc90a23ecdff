"""A unit: one paragraph or free-standing line of a text, with the shape that its role is judged by."""

from __future__ import annotations

import re
from dataclasses import dataclass

TERMINALS = frozenset(".!?…。！？؟۔։।")
CLOSERS = "\"'”’»)]}›“* "
COUNTED = 4000
"""Code points; beyond them the words of a unit are estimated, so that one line of 50 MB costs nothing."""
_LONGEST_QUESTION = 10
PROSE_WORDS = 25
"""A unit of so many words is running text even where nothing closes its last sentence."""

_WORD = re.compile(r"[^\W_]+")
_REFERENCE = re.compile(r"(?:\s*\[[^\[\]]{1,24}\])+$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters ``[start, end)`` of the text that stand as one paragraph or line.

    ``after_blank`` is true where a blank line or the start of the text stands before it. ``words`` counts
    words (of scripts without spaces: two letters are one). ``ended`` is true where the unit closes like a
    sentence. ``head`` and ``tail`` are its first and last characters; ``key`` is the unit as bare lower-case
    words, by which repetitions are found (empty for a very long one).
    """

    start: int
    end: int
    hint: str
    inside: tuple[str, ...]
    after_blank: bool
    words: int
    ended: bool
    head: str
    tail: str
    key: str

    @property
    def prose(self) -> bool:
        """Whether the unit reads as running text: a closed sentence, or too long for anything else."""
        return self.words >= PROSE_WORDS or (self.ended and self.words >= 6 and not self.asks)

    @property
    def asks(self) -> bool:
        """Whether the unit is one short question without quotation marks, as many sub-headlines are."""
        return self.words <= _LONGEST_QUESTION and self.tail[-1:] == "?" and self.head[0].isalpha()

    def within(self, *hints: str) -> bool:
        """Return whether the unit is, or stands inside, an element with one of the hints."""
        return self.hint in hints or any(hint in hints for hint in self.inside)


def make_unit(text: str, bounds: tuple[int, int], hint: str, inside: tuple[str, ...], after_blank: bool) -> Unit:
    """Return the unit at ``bounds`` of a text, measured."""
    start, end = bounds
    long = end - start > COUNTED
    counted = text[start : start + COUNTED] if long else text[start:end]
    tail = text[max(start, end - 300) : end]
    words = (end - start) // 6 if long else count_words(counted)
    ended = (_REFERENCE.sub("", tail) if tail.endswith("]") else tail).rstrip(CLOSERS)[-1:] in TERMINALS
    return Unit(
        start, end, hint, inside, after_blank, words, ended, counted[:600], tail, "" if long else bare_words(counted)
    )


def bare_words(text: str) -> str:
    """Return the words of a text in lower case with single spaces, all signs left out."""
    return " ".join(_WORD.findall(text.casefold()))


def count_words(text: str) -> int:
    """Return the number of words; in scripts written without spaces, two letters count as one."""
    words = len(text.split())
    if len(text) > 12 * max(words, 1) and not text.isascii():
        words = max(words, len(_UNSPACED.findall(text)) // 2)
    return words
