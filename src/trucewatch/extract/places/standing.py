"""How a name stands in its sentence: what governs it, and whether it stands for a government."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.places.lexicon import words_of
from trucewatch.extract.places.model import Spot
from trucewatch.extract.words import Words

_GOVERNED_FROM = frozenset(("country", "capital", "territory", "former-state"))
_LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """The preposition or noun before the words, the word they hang on, and whether they mean a government."""

    cue: str | None
    governor: str | None
    metonym: bool


def find_standing(spot: Spot, words: Words, kind: str) -> Standing:
    """Return how a spot stands in its sentence.

    Args:
        spot: The spotted name.
        words: The words of its passage.
        kind: The kind of place that it was resolved to.
    """
    head = _head_token(spot, words)
    dep, above = words.deps[head], words.heads[head]
    cue: str | None = None
    governor = words.texts[above] if above != head else None
    if dep == "pobj":
        cue = words.lowers[above]
        governor = words.texts[words.heads[above]] if words.heads[above] != above else None
    elif dep == "poss":
        cue = "'s"
    if spot.hint is not None and spot.hint.merge == "never" and spot.hint.rule == "places.framed":
        cue = spot.hint.words.split()[0]
    metonym = kind in _GOVERNED_FROM and spot.noun is None and not spot.direction and _governs(spot, head, words)
    return Standing(cue, governor, metonym)


def _head_token(spot: Spot, words: Words) -> int:
    """Return the token of the span that hangs on a word outside it, first of a row of names joined by "and"."""
    last = spot.last
    while last < len(words) and words.starts[last] < spot.end:
        last += 1
    head = next(
        (at for at in range(last - 1, spot.first - 1, -1) if not spot.first <= words.heads[at] < last), last - 1
    )
    for _ in range(_LONGEST_CHAIN):
        if words.deps[head] != "conj" or words.heads[head] == head:
            break
        if words.tags[words.heads[head]] not in ("NNP", "NNPS", "NN"):
            break
        head = words.heads[head]
    return head


def _governs(spot: Spot, head: int, words: Words) -> bool:
    dep, above = words.deps[head], words.heads[head]
    lowers = words.lowers
    behind = lowers[spot.last : spot.last + 3]
    if len(behind) > 1 and behind[0] in "-–" and behind[1] in words_of("broker"):
        return True
    if dep == "nsubj":
        return lowers[above] in words_of("metonym-verb")
    if dep == "poss" or behind[:1] in (["'s"], ["’s"]):
        return not set(lowers[spot.last : spot.last + 4]).isdisjoint(words_of("metonym-noun"))
    if dep == "dobj":
        return lowers[above] in words_of("metonym-cue")
    if dep == "pobj":
        return not {lowers[above], lowers[words.heads[above]]}.isdisjoint(words_of("metonym-cue"))
    return dep == "agent"
