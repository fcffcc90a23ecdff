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
    """The preposition or noun before the words, the word they hang on, and the rule by which they mean a government."""

    cue: str | None
    governor: str | None
    metonym_rule: str | None


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
    speaks = kind in _GOVERNED_FROM and spot.noun is None and not spot.direction
    return Standing(cue, governor, _metonym_rule(spot, head, words) if speaks else None)


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


def _metonym_rule(spot: Spot, head: int, words: Words) -> str | None:
    """Return the rule by which a name stands for the government there, or None."""
    dep, above, lowers = words.deps[head], words.heads[head], words.lowers
    behind = lowers[spot.last : spot.last + 4]
    if len(behind) > 1 and behind[0] in ("-", "–") and behind[1] in words_of("broker"):
        return "places.broker"
    if dep == "nsubj":
        return "places.metonym" if lowers[above] in words_of("metonym-verb") else None
    if dep == "poss" or behind[:1] in (["'s"], ["’s"]):
        return None if words_of("metonym-noun").isdisjoint(behind) else "places.metonym-owned"
    cues = {"dobj": {lowers[above]}, "pobj": {lowers[above], lowers[words.heads[above]]}}.get(dep, set())
    if dep == "agent" or not words_of("metonym-cue").isdisjoint(cues):
        return "places.metonym-object"
    return None
