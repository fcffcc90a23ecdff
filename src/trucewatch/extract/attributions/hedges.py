"""Find words by which a report keeps its distance: "reportedly", "are said to", "could not be verified"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import SHORT_QUOTATION, Scene
from trucewatch.extract.attributions.spans import Content, clause_end, to_content

_NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "nothing",
        "none",
        "neither",
        "nor",
        "no",
        "unable",
        "impossible",
        "cannot",
        "without",
    }
)
_MARKERS = frozenset({"alleged", "so-called", "rumours", "rumors"})
"""Hedges on a single word: they are recorded on what is attributed around them and make no record themselves."""
_TURNS = frozenset({"while", "but", "and", "after", "although", "though"})

Hedge = tuple[int, int, str]
"""First and last token of a hedge, and its form."""


@cache
def _table(kind: str) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return phrases by their rarest word: the second of several; with its place in the phrase."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for form in lexicon().hedges if kind == "hedge" else lexicon().doubts:
        words = tuple(form.replace("-", " - ").split())
        key = min(1, len(words) - 1) if kind == "hedge" else len(words) - 1
        found.setdefault(words[key], []).append((key, words))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _phrases(scene: Scene, kind: str, start: int, end: int) -> Iterator[Hedge]:
    table, words = _table(kind), scene.words
    for at in range(start, end):
        for back, phrase in table.get(words[at], ()):
            first = at - back
            if first >= start and words[first : first + len(phrase)] == phrase:
                yield first, first + len(phrase) - 1, " ".join(phrase).replace(" - ", "-")


def hedges_within(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return the hedges among tokens, in order, each once, in lower case."""
    return tuple(dict.fromkeys(form for _, _, form in _phrases(scene, "hedge", start, end)))


def doubts_within(scene: Scene) -> tuple[str, ...]:
    """Return phrases such as "independently verified" where their sentence denies that it was done."""
    found: dict[str, None] = {}
    for first, _, form in _phrases(scene, "doubt", 0, len(scene.words)):
        if not _NEGATIONS.isdisjoint(scene.words[slice(*scene.sentence_at(first))]):
            found[form] = None
    return tuple(found)


def find_hedged(scene: Scene, said: list[Said]) -> list[Said]:
    """Return the clauses that a hedge keeps at a distance without naming a source."""
    found: list[Said] = []
    for first, last, form in _phrases(scene, "hedge", 0, len(scene.words)):
        start, end = scene.starts[first], scene.ends[last]
        if form in _MARKERS or _covered(said, start, end):
            continue
        if scene.quoted[first] >= 0 and scene.quotations[scene.quoted[first]].words > SHORT_QUOTATION:
            continue
        content = _hedged_clause(scene, first, last, form)
        if content is not None:
            found.append(Said(scene, content, None, (start, end), "assert", lexicon().hedges[form], (form,)))
    return found


def _covered(said: list[Said], start: int, end: int) -> bool:
    return any(item.content.start <= start and end <= item.content.end for item in said)


def _clause_start(scene: Scene, low: int, first: int) -> int:
    """Return where the hedged clause begins: behind a comma before the hedge or before a turn of the sentence."""
    for at in range(first - 1, low, -1):
        if scene.words[at] in (",", ";") and scene.quoted[at] < 0:
            if at + 1 == first:
                return first
            if scene.words[at + 1] in _TURNS:
                return at + 2
    return low


def _hedged_clause(scene: Scene, first: int, last: int, form: str) -> Content | None:
    low, high = scene.sentence_at(first)
    if scene.words[last + 1 : last + 2] == ("that",):
        return to_content(scene, last + 2, clause_end(scene, last + 2, high, sharp=True), "hedge")
    if " " in form and not form.endswith(" to"):
        return None
    for at in range(first - 1, low, -1):
        if (
            scene.words[at] in (",", ";")
            and scene.quoted[at] < 0
            and (scene.words[at + 1] in _TURNS or at + 1 == first)
        ):
            low = at + 1 + (at + 1 != first)
            break
    return to_content(scene, low if first > low else first + 1, clause_end(scene, first, high, sharp=True), "hedge")
