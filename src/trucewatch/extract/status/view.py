"""The sentence that an act stands in, as plain lists: what the decision about the act is read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from trucewatch.annotate import Passage
from trucewatch.extract.status.lexicon import Marks, mark_words
from trucewatch.extract.words import Words, read_words
from trucewatch.records import Attribution

_NOT = {"n't": "not", "n’t": "not", "'t": "not", "ca": "can", "wo": "will", "’ll": "will", "'ll": "will"}
_LOOK_AHEAD = 14
"""Words of the next sentence that are read for what became of a plan."""
QUOTES = frozenset({"'", "‘", "’", '"', "“", "”", "``", "''"})
_LONGEST_HEADLINE = 20
_CLOSING = frozenset({".", "!", "”", '"', "’", ":", ";"})
_AUXILIARIES = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did"})
_BEFORE_VERB = frozenset({"RB", "MD", "TO", "DT", "RBR"})


@dataclass(frozen=True, slots=True)
class View:
    """Tokens of one sentence in parallel lists; ``heads`` are positions in them, a root is its own head.

    ``below`` are the positions of the words that hang on each word. ``first`` and ``last`` are the positions of the
    trigger, both within it, and ``head`` its chief word. ``after`` are the lower-case words that follow the sentence,
    ``headline`` whether it is worded as one.
    """

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    below: list[list[int]]
    marks: Marks
    first: int
    last: int
    head: int
    low: int
    high: int
    after: list[str]
    headline: bool

    @property
    def question(self) -> bool:
        """Whether the sentence asks."""
        return "?" in self.words[-2:]

    def verbal(self, at: int) -> bool:
        """Return whether a word is a verb."""
        return self.tags[at][:2] in ("VB", "MD")

    def children(self, at: int) -> list[int]:
        """Return the positions of the words that hang on a word."""
        return self.below[at]

    def has(self, at: int, *kinds: str) -> str | None:
        """Return the id of the rule by which a word outside the trigger is of one of the kinds, or None."""
        found = self.marks.get(at)
        if not found or self.first <= at <= self.last:
            return None
        for kind in kinds:
            if kind in found:
                return found[kind]
        return None

    def anywhere(self, *kinds: str) -> str | None:
        """Return the id of the rule by which any word outside the trigger is of one of the kinds, or None."""
        for at, found in self.marks.items():
            for kind in kinds:
                if kind in found and not self.first <= at <= self.last:
                    return found[kind]
        return None


def read_view(
    passage: Passage, start: int, end: int, said: Attribution | None = None, read: Words | None = None
) -> View | None:
    """Return the sentence around ``[start, end)`` of the document's text; None where no token stands there.

    Args:
        passage: The passage that holds the span.
        start: Offset in the document's text.
        end: Offset just behind it.
        said: The attribution that the span stands in.
        read: The words of the passage, where they were read already.
    """
    told = read if read is not None else read_words(passage, " " * passage.start + passage.doc.text)
    first, last = bisect_right(told.ends, start), bisect_left(told.starts, end) - 1
    if not told.texts or first > last:
        return None
    while first < last and told.texts[first] in QUOTES:
        first += 1
    base = told.sentences[first]
    limit = max(last + 1, bisect_right(told.sentences, base))
    low, high = (bisect_right(told.ends, said.start), bisect_left(told.starts, said.end)) if said else (base, limit)
    words = [_NOT.get(word, word) for word in told.lowers[base:limit]]
    tags, heads = told.tags[base:limit], [min(max(head - base, 0), limit - base - 1) for head in told.heads[base:limit]]
    below: list[list[int]] = [[] for _ in words]
    for at, head in enumerate(heads):
        if head != at:
            below[head].append(at)
    return View(
        words=words, tags=tags, deps=told.deps[base:limit], heads=heads, below=below, marks=mark_words(words),
        first=first - base, last=last - base, head=_chief(words, tags, heads, (first - base, last - base)),
        low=low - base, high=high - base, after=told.lowers[limit : limit + _LOOK_AHEAD],
        headline=_is_headline(told, words),
    )  # fmt: skip


def _chief(words: list[str], tags: list[str], heads: list[int], trigger: tuple[int, int]) -> int:
    """Return the trigger's chief word: its first verb if it begins with one, else the word that leads out of it."""
    first, last = trigger
    if first == last or (words[first].endswith("ing") and words[first + 1] != "of" and tags[first] in ("NN", "VBG")):
        return first
    outward = next((at for at in range(first, last + 1) if not first <= heads[at] <= last or heads[at] == at), first)
    for at in range(first, min(first + 4, last + 1)):
        if tags[at][:2] == "VB" and words[at] in _AUXILIARIES and at < last and heads[at] > at:
            continue
        if tags[at][:2] == "VB":
            return at if at == first or tags[outward][:2] != "NN" else outward
        if tags[at] not in _BEFORE_VERB:
            break
    return outward


def _is_headline(told: Words, words: list[str]) -> bool:
    if told.passage.segment.role in ("headline", "teaser"):
        return True
    return len(words) == len(told.texts) < _LONGEST_HEADLINE and words[-1] not in _CLOSING
