"""The sentence that an act stands in, as plain lists: what the decision about the act is read from."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Passage
from trucewatch.extract.status.lexicon import Marks, mark_words

_NOT = {"n't": "not", "n’t": "not", "'t": "not", "ca": "can", "wo": "will", "’ll": "will", "'ll": "will"}
_LOOK_AHEAD = 14
"""Words of the next sentence that are read for what became of a plan."""
_VERBAL = ("VB", "MD")
LINKS_OUT = frozenset({"punct", "det", "case", "poss"})


@dataclass(frozen=True, slots=True)
class View:
    """Tokens of one sentence in parallel lists; ``heads`` are positions in them, a root is its own head.

    ``first`` and ``last`` are the positions of the trigger, both within it, and ``head`` its chief word. ``after``
    are the lower-case words that follow the sentence, ``headline`` whether it is worded as one.
    """

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    marks: Marks
    first: int
    last: int
    head: int
    after: list[str]
    headline: bool

    @property
    def question(self) -> bool:
        """Whether the sentence asks."""
        return self.words[-1] == "?" or (len(self.words) > 1 and self.words[-2] == "?")

    def verbal(self, at: int) -> bool:
        """Return whether a word is a verb."""
        return self.tags[at][:2] in _VERBAL

    def children(self, at: int) -> list[int]:
        """Return the positions of the words that hang on a word."""
        return [index for index, head in enumerate(self.heads) if head == at and index != at]

    def has(self, at: int, *kinds: str) -> str | None:
        """Return the id of the rule by which a word outside the trigger is of one of the kinds, or None."""
        if self.first <= at <= self.last:
            return None
        found = self.marks.get(at)
        return next((found[kind] for kind in kinds if kind in found), None) if found else None

    def anywhere(self, *kinds: str) -> str | None:
        """Return the id of the rule by which any word outside the trigger is of one of the kinds, or None."""
        for at in self.marks:
            if rule := self.has(at, *kinds):
                return rule
        return None


def read_view(passage: Passage, start: int, end: int) -> View | None:
    """Return the sentence around ``[start, end)`` of the document's text; None where no token stands there."""
    span = passage.doc.char_span(start - passage.start, end - passage.start, alignment_mode="expand")
    if span is None or not len(span):
        return None
    sentence = span[0].sent
    base, limit = sentence.start, max(sentence.end, span.end)
    words, tags, deps, heads = [], [], [], []
    for token in passage.doc[base:limit]:
        lower = token.lower_
        words.append(_NOT.get(lower, lower))
        tags.append(token.tag_)
        deps.append(token.dep_)
        heads.append(min(max(token.head.i - base, 0), limit - base - 1))
    ahead = passage.doc[limit : limit + _LOOK_AHEAD]
    first, last = span.start - base, span.end - 1 - base
    return View(
        words=words, tags=tags, deps=deps, heads=heads, marks=mark_words(words), first=first, last=last,
        head=_chief(tags, heads, first, last), after=[token.lower_ for token in ahead],
        headline=_is_headline(passage, words, len(ahead)),
    )  # fmt: skip


def _chief(tags: list[str], heads: list[int], first: int, last: int) -> int:
    """Return the trigger's chief word: its first verb if it begins with one, else the word that leads out of it."""
    outward = next((at for at in range(first, last + 1) if not first <= heads[at] <= last or heads[at] == at), first)
    for at in range(first, min(first + 3, last + 1)):
        if tags[at][:2] == "VB":
            return at if at == first or tags[outward][:2] != "NN" else outward
        if tags[at] not in ("RB", "MD", "TO", "DT", "RBR"):
            break
    return outward


def _is_headline(passage: Passage, words: list[str], ahead: int) -> bool:
    if passage.segment.role in ("headline", "teaser"):
        return True
    alone = not ahead and len(words) == len(passage.doc)
    return alone and len(words) < 20 and words[-1] not in (".", "!", "”", '"', "’", ":", ";")
