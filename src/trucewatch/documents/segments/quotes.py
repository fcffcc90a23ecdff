"""Pull quotes: lines set apart that repeat words of the running text, before or behind it, often a little changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.documents.segments.laying import Entry, Sheet
from trucewatch.documents.segments.marks import is_lead_in
from trucewatch.documents.segments.unit import bare_words
from trucewatch.documents.segments.words import words_of

SHORTEST, LONGEST = 8, 60
"""Words between which a unit may be a pull quote; shorter sub-headlines share too many words by chance."""
CLOSED, OPEN = 1.0, 0.7
"""Share of a unit's telling words that one sentence must hold: for a closed sentence, for a line left open. Reports
say the same of one place after another, so that a closed sentence with a single word of its own repeats nothing."""
RUN = 4
COVERED = 0.4
"""Share of an open line's words that must stand in one paragraph in the same order, ``RUN`` or more in a row."""
REACH = 80
"""Units on either side of a pull quote among which its sentence is looked for."""
_ALIKE = 0.35
"""Share of words, small ones included, below which a paragraph is not looked at more closely."""
_PROBE = 5
_FEWEST_TELLING = 5
_LONGEST_PROBED = 400_000
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\Wa-z_])")


def mark_pull_quotes(sheet: Sheet) -> None:
    """Find the units that repeat words of the running text, wherever they stand, and name the entry they repeat."""
    candidates = list(_candidates(sheet))
    if not candidates:
        return
    words = [frozenset(entry.unit.key.split()) if _is_running(sheet, i) else None for i, entry in enumerate(sheet)]
    for index in candidates:
        source = _repeated(sheet, index, words)
        if source is not None and sheet[source].repeats != index:
            sheet[index].lay("pullquote", "repeats-sentence")
            sheet[index].repeats = source


def _is_running(sheet: Sheet, index: int) -> bool:
    entry = sheet[index]
    return entry.role in (None, "body") and entry.unit.prose and bool(entry.unit.key)


def _candidates(sheet: Sheet) -> Iterator[int]:
    """Yield the units that may be pull quotes: lines left open, and closed ones whose words stand elsewhere too."""
    whole = None
    for index in range(sheet.first if sheet.first is not None else len(sheet), len(sheet)):
        entry = sheet[index]
        if entry.repeats is not None or not SHORTEST <= entry.unit.words <= LONGEST:
            continue
        if entry.role is not None and not _is_set_aside(entry):
            continue
        if is_lead_in(entry):
            continue
        if entry.unit.ended:
            if whole is None:
                whole = " ".join(other.unit.key for other in sheet)
            if len(whole) > _LONGEST_PROBED or not _stands_twice(entry.unit.key.split(), whole):
                continue
        yield index


def _is_set_aside(entry: Entry) -> bool:
    """Return whether only markup that sets a unit aside has made it furniture."""
    return entry.rules == ["markup"] and entry.unit.within("aside") and entry.unit.hint != "link"


def _stands_twice(words: list[str], whole: str) -> bool:
    """Return whether a few words from near the beginning or the end of a unit stand in the text a second time."""
    for start in (1, len(words) - _PROBE - 1):
        probe = " ".join(words[start : start + _PROBE])
        first = whole.find(probe)
        if first >= 0 and whole.find(probe, first + 1) >= 0:
            return True
    return False


def _repeated(sheet: Sheet, index: int, words: list[frozenset[str] | None]) -> int | None:
    """Return the nearby paragraph that a unit repeats, most closely; None where none is close enough."""
    unit = sheet[index].unit
    own = frozenset(unit.key.split())
    telling = _telling(unit.key)
    numbers = frozenset(word for word in own if word[0].isdigit())
    least = _ALIKE * len(own)
    best, source = 0.0, None
    for other in range(max(0, index - REACH), min(len(sheet), index + REACH + 1)):
        held = words[other]
        if held is None or other == index or not numbers <= held or len(own & held) < least:
            continue
        share = _sentence_share(telling, sheet.words_of(other)) if len(telling) >= _FEWEST_TELLING else 0.0
        close = share / (CLOSED if unit.ended else OPEN)
        if close < 1:
            close = _run_share(unit.key.split(), sheet[other].unit.key) / (CLOSED if unit.ended else COVERED)
        if close >= 1 and close > best:
            best, source = close, other
    return source


def _sentence_share(telling: frozenset[str], paragraph: str) -> float:
    """Return the greatest share of the telling words that one sentence of a paragraph holds."""
    sentences = _SENTENCE_END.split(paragraph)
    return max(len(telling & _telling(bare_words(sentence))) for sentence in sentences) / len(telling)


def _run_share(words: list[str], paragraph: str) -> float:
    """Return the share of words that stand in the paragraph in runs of ``RUN`` or more."""
    padded = f" {paragraph} "
    covered: set[int] = set()
    for at in range(len(words) - RUN + 1):
        if f" {' '.join(words[at : at + RUN])} " in padded:
            covered.update(range(at, at + RUN))
    return len(covered) / len(words)


def _telling(key: str) -> frozenset[str]:
    """Return the words that tell a sentence apart, cut to their stems so that a changed ending does not hide them."""
    empty = words_of("empty")
    return frozenset(word[:6] for word in key.split() if word not in empty and len(word) > 1)
