"""Cut the words of a content to size: clause ends, trailing remarks, quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.quotes import Quotation
from trucewatch.extract.attributions.scene import FINITE, MARKS, Scene

_LEADING = frozenset({"but", "and", "however", "meanwhile", "nevertheless", "nonetheless", "still", "yet", "so", "or"})
_TURNS = frozenset({"while", "whereas"})
_SHARP_TURNS = _TURNS | {"but", "although", "though", "as", "after", "before", "despite", "hours", "days"}
_NOISE = re.compile(r"(?:(?<=[”\"’'»])\.|\s*\[\w*\]?|\s*\([^()]*)$")
"""A full stop behind a quotation, the start of a citation, an opened parenthesis: not part of what was said."""
_SUBJECT_REACH = 12
SHORTEST = 2
"""Letters and digits below which words are no content."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was said: offsets of the paragraph, and by which of a verb's frames it was found."""

    start: int
    end: int
    taken: str
    direct: bool


def clause_end(scene: Scene, start: int, end: int, sharp: bool = False) -> int:
    """Return where a clause starting at token ``start`` ends, at ``end`` at the latest.

    ``sharp`` is for ends that no parse vouches for: then more words may turn the sentence to something else.
    """
    turns = _SHARP_TURNS if sharp else _TURNS
    for at in range(start + 1, end - 1):
        if scene.quoted[at] >= 0 and scene.quotations[scene.quoted[at]].words > 3:
            continue
        mark, after = scene.words[at], _behind_marks(scene, at + 1, end)
        if mark == ";" or (mark == "," and at - start > 2 and _turns_away(scene, after, end, turns)):
            return at
        if scene.words[at] == "but" and at - start > 2 and _starts_saying(scene, at + 1, end):
            return at
    return end


def _behind_marks(scene: Scene, at: int, end: int) -> int:
    while at < end - 1 and scene.words[at] in MARKS:
        at += 1
    return at


def _turns_away(scene: Scene, at: int, end: int, turns: frozenset[str]) -> bool:
    return scene.words[at] in turns or _is_remark(scene, at)


def _starts_saying(scene: Scene, start: int, end: int) -> bool:
    """Tell whether another source's saying begins: "… but residents reported …"."""
    verbs = lexicon().verbs
    for at in range(start + 1, min(end, start + _SUBJECT_REACH)):
        if scene.tags[at] in FINITE:
            does = scene.words[at] in ("did", "does", "do", "has", "have", "had")
            told = any(scene.words[after] in verbs for after in range(at + does, min(at + 1 + 3 * does, end)))
            return told and scene.words[start] != "that"
        if scene.tags[at] in (",", ":"):
            return False
    return False


def _is_remark(scene: Scene, at: int) -> bool:
    """Tell whether a token opens a remark that no longer belongs to what was said: "…, citing its own sources"."""
    word = scene.words[at]
    return word in lexicon().remarks or (word in lexicon().verbs and scene.tags[at] == "VBG")


def has_finite(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a finite verb stands among tokens."""
    return any(scene.tags[at] in FINITE for at in range(start, end))


def to_content(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    """Return the content of tokens ``[start, end)``, or None where nothing is left of it."""
    if taken == "clause" and start < end and scene.words[start] == "that" and scene.tags[start] == "IN":
        start += 1
    while start < end and (scene.tags[start] in (",", ":", ".", "_SP") or scene.words[start] in _LEADING):
        start += 1
    while start < end and scene.quoted[end - 1] < 0 and scene.tags[end - 1] in (",", ":", ".", "_SP", "CC"):
        end -= 1
    if start >= end:
        return None
    return trim(scene, scene.starts[start], scene.end_of(end - 1), taken)


def trim(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    """Return the content without outer spaces and punctuation, quotation marks kept in pairs or left off in pairs."""
    text = scene.text
    start, end = _even_quotations(scene, start, end)
    while start < end and text[start] in " ,;:–—-":
        start += 1
    while start < end and text[end - 1] in " ,;:–—-" and not _ends_quotation(scene, end):
        end -= 1
    while any(quotation.start == end - 1 for quotation in scene.quotations_in(end - 1, end)) or text[end - 1 : end] in (
        ",",
        " ",
    ):
        end -= 1
    noise = _NOISE.search(text, start, end)
    end = noise.start() if noise else end
    sole = _sole_quotation(scene, start, end)
    if sole is not None:
        return Content(sole.inner_start, sole.inner_end, taken, True) if sole.inner_end > sole.inner_start else None
    if sum(map(str.isalnum, text[start:end])) < SHORTEST:
        return None
    return Content(start, end, taken, False)


def quoted_content(quotation: Quotation, taken: str) -> Content:
    """Return a whole quotation as content, its marks left off."""
    return Content(quotation.inner_start, quotation.inner_end, taken, True)


def _ends_quotation(scene: Scene, end: int) -> bool:
    return any(quotation.inner_end == end and not quotation.closed for quotation in scene.quotations_in(end - 1, end))


def _even_quotations(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Stretch a content over the quotation that it cuts at its end, or that it only just leaves out at its start."""
    for quotation in scene.quotations_in(start, end):
        if start <= quotation.inner_start < end < quotation.end:
            end = quotation.end if quotation.words <= 60 or end > quotation.inner_end - 3 else end
        elif quotation.start < start <= quotation.inner_start and end >= quotation.inner_end:
            start = quotation.start
    return start, end


def _sole_quotation(scene: Scene, start: int, end: int) -> Quotation | None:
    for quotation in scene.quotations_in(start, end):
        if (
            quotation.start <= start
            and end <= quotation.end
            and start <= quotation.inner_start
            and end >= quotation.inner_end
        ):
            return quotation
    return None


def strip_marks(words: str) -> str:
    """Return words without outer quotation marks and spaces."""
    return words.strip(MARKS + " ,")
