"""Text that stands twice: captions with and without their credit, headlines, pull quotes, whole paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from trucewatch.documents.segments.laying import Entry, Sheet
from trucewatch.documents.segments.unit import bare_words

_SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’'»)\]\s])\s*(?=[\"“‘'«(\[]?[^\Wa-z_])|\n")
LONGEST_QUOTE = 60
SHORTEST_QUOTE = 7
"""Words between which a unit may be a pull quote; below, sub-headlines share too many words by chance."""
EXACT, NEAR = 0.9, 0.7
"""Share of a unit's telling words that one sentence must hold: for a closed sentence, for a line left open."""
_CREDIT_WORDS = 14
_COMMON = 60
"""A word of so many sentences tells none of them apart and is not looked up."""
_EMPTY = frozenset(
    "the a an of in on at to from by for with and or but that which who as than is are was were be been has have had it its he his"
    " she her they their this these those not no will would could can may might said says also after before into over about".split()
)


@dataclass(slots=True)
class _Sentences:
    """The sentences of the running text, found by the words they hold."""

    owner: list[int] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    holding: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, index: int, sentence: str) -> None:
        """Take in one sentence of the entry ``index``."""
        key = bare_words(sentence)
        words = _telling(key)
        number = len(self.owner)
        self.owner.append(index)
        self.words.append(words)
        self.keys.append(key)
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


def mark_doubles(sheet: Sheet) -> None:
    """Note which units double an earlier one word for word, or but for a picture's credit."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(sheet):
        unit = entry.unit
        if not unit.key or unit.words < 4:
            continue
        earlier = seen.get(unit.key)
        if earlier is None:
            seen[unit.key] = index
            before = sheet.neighbour(index, -1)
            if before is not None and before.unit.key and _same_but_credit(before.unit.key, unit.key):
                earlier = index - 1
        if earlier is not None:
            entry.repeats = earlier


def _same_but_credit(first: str, second: str) -> bool:
    """Return whether one is the other with a few words more at its end, as a caption with its credit is."""
    short, long = sorted((first, second), key=len)
    return len(short) > 40 and long.startswith(short) and len(long[len(short) :].split()) <= _CREDIT_WORDS


def settle_doubles(sheet: Sheet) -> None:
    """Give a unit that doubles another the other's role, and each double its one original."""
    for entry in sheet:
        if entry.repeats is None:
            continue
        original = sheet[entry.repeats]
        while original.repeats is not None and original.repeats < entry.repeats:
            entry.repeats = original.repeats
            original = sheet[entry.repeats]
        roles = {entry.role, original.role}
        if "caption" in roles and roles <= {"caption", "body", "headline", "teaser", None}:
            for side in (entry, original):
                side.role = None
                side.lay("caption", "double")
        elif entry.role in (None, "body") and original.role in ("headline", "furniture"):
            entry.lay(original.role, "double")


def mark_pull_quotes(sheet: Sheet) -> None:
    """Find the units that repeat a sentence of the running text, wherever it stands, and name its entry."""
    candidates = [i for i, entry in enumerate(sheet) if _may_be_quote(sheet, i, entry)]
    if not candidates:
        return
    sentences = _Sentences()
    for index, entry in enumerate(sheet):
        if entry.role in (None, "body") and entry.unit.prose and entry.unit.key and entry.repeats is None:
            for sentence in _SENTENCE_END.split(sheet.words_of(index)):
                sentences.add(index, sentence)
    for index in candidates:
        unit = sheet[index].unit
        words = _telling(unit.key)
        if len(words) < 4:
            continue
        share, owner = sentences.nearest(words, index)
        if owner is not None and share >= (EXACT if unit.ended else NEAR) and sheet[owner].repeats != index:
            sheet[index].lay("pullquote", "repeats-sentence")
            sheet[index].repeats = owner


def _may_be_quote(sheet: Sheet, index: int, entry: Entry) -> bool:
    unit = entry.unit
    if entry.role is not None or entry.repeats is not None or not SHORTEST_QUOTE <= unit.words <= LONGEST_QUOTE:
        return False
    return sheet.first is not None and sheet.last is not None and sheet.first <= index


def _telling(key: str) -> frozenset[str]:
    """Return the words that tell a sentence apart, cut to their stems so that a changed ending does not hide them."""
    return frozenset(word[:6] for word in key.split() if word not in _EMPTY and len(word) > 1)
