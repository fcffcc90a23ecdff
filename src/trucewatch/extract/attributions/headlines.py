"""Read lines that set a speaker off by a colon: "Minister: the bridge is open", "Bridge open again: minister"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.sources import SourceWords
from trucewatch.extract.attributions.spans import trim

_LINE = re.compile(r"[^\n]+")
_COLON = re.compile(r"(?<=\S)\s?[:–—]\s+(?=\S)")
_LONGEST_LINE = 200
_MOST_NAME_WORDS = 5
_FEWEST_WORDS = 3


def may_be_headed(raw: str) -> bool:
    """Tell whether a paragraph is short and unpunctuated like a headline, and has a colon or dash."""
    return len(raw) <= 2 * _LONGEST_LINE and raw.rstrip()[-1:] not in ".;," and _COLON.search(raw) is not None


def find_headed(scene: Scene, raw: str) -> Iterator[Said]:
    """Yield what a headline attributes by a colon. ``raw`` is the paragraph with its line breaks."""
    for line in _LINE.finditer(raw):
        words = line.group().strip()
        if len(words) > _LONGEST_LINE or words[-1:] in ".;," or not words:
            continue
        colon = _COLON.search(raw, line.start(), line.end())
        if colon is None:
            continue
        end = line.start() + len(line.group().rstrip())
        said = _said(scene, (line.start(), colon.start()), (colon.end(), end)) or _said(
            scene, (colon.end(), end), (line.start(), colon.start())
        )
        if said is not None:
            yield said


def _said(scene: Scene, name: tuple[int, int], words: tuple[int, int]) -> Said | None:
    start, end = scene.token_at(name[0]), scene.token_at(name[1])
    if not 0 < end - start <= _MOST_NAME_WORDS or scene.quoted[start] >= 0:
        return None
    words_of = lexicon()
    last = scene.words[end - 1]
    entry = words_of.speakers.get(last) or (words_of.headed if last in words_of.bodies | words_of.titles else None)
    if entry is None or len(scene.text[words[0] : words[1]].split()) < _FEWEST_WORDS:
        return None
    content = trim(scene, *words, "headline")
    source = SourceWords(scene, start, end, end - 1)
    cue = (name[1], name[1]) if name[0] < words[0] else (words[1], words[1])
    return Said(scene, content, source, cue, entry.stance, entry.rule) if content is not None else None
