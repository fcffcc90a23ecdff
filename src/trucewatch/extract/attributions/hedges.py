"""Find words by which a report keeps its distance: "reportedly", "are said to", "could not be verified"."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.spans import Content, clause_end, to_content

_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|no|unable|impossible|cannot)\b|n['’]t\b|\b(?:unverified|unconfirmed)\b", re.IGNORECASE
)
_MARKERS = frozenset({"alleged", "so-called", "rumours", "rumors"})
"""Hedges on a single word: they are recorded on what is attributed around them and make no record themselves."""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    forms = lexicon().hedges if kind == "hedge" else lexicon().doubts
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for form in longest) + r")\b", re.IGNORECASE)


def hedges_within(text: str) -> tuple[str, ...]:
    """Return the hedges among words, in order, each once, in lower case."""
    return tuple(dict.fromkeys(match.group().casefold() for match in _pattern("hedge").finditer(text)))


def doubts_within(text: str) -> tuple[str, ...]:
    """Return phrases such as "independently verified" where the words deny that it was done."""
    if not _NEGATION.search(text):
        return ()
    return tuple(dict.fromkeys(match.group().casefold() for match in _pattern("doubt").finditer(text)))


def find_hedged(scene: Scene, said: list[Said]) -> list[Said]:
    """Return the clauses that a hedge keeps at a distance without naming a source."""
    found: list[Said] = []
    for match in _pattern("hedge").finditer(scene.text):
        form = match.group().casefold()
        at = scene.token_at(match.start())
        if form in _MARKERS or at >= len(scene.words) or _covered(said, match.start(), match.end()):
            continue
        if scene.quoted[at] >= 0 and scene.quotations[scene.quoted[at]].words > 3:
            continue
        content = _hedged_clause(scene, at, scene.token_at(match.end() - 1), form)
        if content is not None:
            found.append(Said(scene, content, None, match.span(), "assert", lexicon().hedges[form], (form,)))
    return found


def _covered(said: list[Said], start: int, end: int) -> bool:
    return any(item.content.start <= start and end <= item.content.end for item in said)


def _hedged_clause(scene: Scene, start: int, last: int, form: str) -> Content | None:
    low, high = scene.sentence_at(start)
    if scene.words[last + 1 : last + 2] == ("that",):
        return to_content(scene, last + 2, clause_end(scene, last + 2, high, sharp=True), "hedge")
    if " " in form and not form.endswith(" to"):
        return None
    for at in range(start - 1, low, -1):
        if (
            scene.doc[at].text in (",", ";")
            and scene.quoted[at] < 0
            and scene.words[at + 1] in ("while", "but", "and", "after", "although")
        ):
            low = at + 2
            break
    return to_content(scene, low if start > low else start + 1, clause_end(scene, start, high, sharp=True), "hedge")
