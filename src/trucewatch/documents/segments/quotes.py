"""Pull quotes: lines set apart that repeat words of the running text, before or behind it, often a little changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from trucewatch.documents.segments.laying import Sheet
from trucewatch.documents.segments.marks import is_lead_in
from trucewatch.documents.segments.unit import bare_words
from trucewatch.documents.segments.words import words_of

SHORTEST, LONGEST = 8, 60
"""Words between which a unit may be a pull quote; shorter sub-headlines share too many words by chance."""
CLOSED, OPEN = 0.9, 0.7
"""Share of a unit's telling words that one sentence must hold: for a closed sentence, for a line left open."""
RUN = 4
COVERED = 0.4
"""Share of an open line's words that must stand in one paragraph in the same order, ``RUN`` or more in a row."""
_COMMON = 60
"""A word of so many sentences tells none of them apart and is not looked up."""
_FEWEST_TELLING = 5
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\Wa-z_])")


@dataclass(slots=True)
class _Sentences:
    """The sentences of the running text, found by the words they hold."""

    owner: list[int] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    holding: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, index: int, sentence: str) -> None:
        """Take in one sentence of the entry ``index``."""
        words = _telling(bare_words(sentence))
        number = len(self.owner)
        self.owner.append(index)
        self.words.append(words)
        for word in words:
            self.holding[word].append(number)

    def nearest(self, words: frozenset[str], apart_from: int) -> tuple[float, int | None]:
        """Return the greatest share of ``words`` that a sentence of another entry holds, and that entry."""
        shared: Counter[int] = Counter()
        for word in words:
            numbers = self.holding.get(word, ())
            if len(numbers) <= _COMMON:
                shared.update(number for number in numbers if self.owner[number] != apart_from)
        best, owner = 0.0, None
        for number, _ in shared.most_common(5):
            share = len(words & self.words[number]) / len(words)
            if share > best:
                best, owner = share, self.owner[number]
        return best, owner


def mark_pull_quotes(sheet: Sheet) -> None:
    """Find the units that repeat words of the running text, wherever they stand, and name the entry they repeat."""
    candidates = [index for index in range(len(sheet)) if _may_be_quote(sheet, index)]
    if not candidates:
        return
    running = [
        i for i, entry in enumerate(sheet) if entry.role in (None, "body") and entry.unit.prose and entry.unit.key
    ]
    runs = _covered_by(sheet, candidates, running)
    sentences = _Sentences()
    for index in running:
        for sentence in _SENTENCE_END.split(sheet.words_of(index)):
            sentences.add(index, sentence)
    for index in candidates:
        unit = sheet[index].unit
        words = _telling(unit.key)
        share, owner = sentences.nearest(words, index) if len(words) >= _FEWEST_TELLING else (0.0, None)
        if share < (CLOSED if unit.ended else OPEN):
            covered, owner = runs.get(index, (0.0, None))
            owner = owner if covered >= (CLOSED if unit.ended else COVERED) else None
        if owner is not None and sheet[owner].repeats != index:
            sheet[index].lay("pullquote", "repeats-sentence")
            sheet[index].repeats = owner


def _may_be_quote(sheet: Sheet, index: int) -> bool:
    entry = sheet[index]
    if entry.role is not None or entry.repeats is not None or not SHORTEST <= entry.unit.words <= LONGEST:
        return False
    return sheet.first is not None and sheet.first <= index and not is_lead_in(entry)


def _covered_by(sheet: Sheet, candidates: list[int], running: list[int]) -> dict[int, tuple[float, int]]:
    """Return for each candidate the greatest share of its words that runs of one paragraph cover, and its index."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for index in candidates:
        words = sheet[index].unit.key.split()
        lengths[index] = len(words)
        for at in range(len(words) - RUN + 1):
            places[" ".join(words[at : at + RUN])].append((index, at))
    first_words = {run.partition(" ")[0] for run in places}
    best: dict[int, tuple[float, int]] = {}
    for owner in running:
        words = sheet[owner].unit.key.split()
        covered: dict[int, set[int]] = defaultdict(set)
        for at in range(len(words) - RUN + 1):
            if words[at] in first_words:
                for index, place in places.get(" ".join(words[at : at + RUN]), ()):
                    covered[index].update(range(place, place + RUN))
        for index, held in covered.items():
            share = len(held) / lengths[index]
            if index != owner and share > best.get(index, (0.0, 0))[0]:
                best[index] = share, owner
    return best


def _telling(key: str) -> frozenset[str]:
    """Return the words that tell a sentence apart, cut to their stems so that a changed ending does not hide them."""
    empty = words_of("empty")
    return frozenset(word[:6] for word in key.split() if word not in empty and len(word) > 1)
