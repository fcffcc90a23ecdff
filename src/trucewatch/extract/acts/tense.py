"""The tense in which an act is told: what a reader takes from it about when it was."""

from __future__ import annotations

from trucewatch.extract.acts.grammar import VERB_TAGS, Grammar

PAST, PERFECT, PLUPERFECT, PRESENT, AHEAD = "past", "perfect", "pluperfect", "present", "ahead"
_HAD = frozenset({"had", "'d", "’d"})
_HAVE = frozenset({"has", "have", "'ve", "’ve", "having"})
_WAS = frozenset({"was", "were", "did", "got"})
_IS = frozenset({"is", "are", "'s", "’s", "'re", "’re", "does", "do", "gets"})


def tense_at(grammar: Grammar, at: int) -> str:
    """Return the tense of the nearest finite verb at a token or above it, "" where there is none."""
    words, seen = grammar.words, set()
    while at not in seen:
        seen.add(at)
        if words.tags[at] in VERB_TAGS and (tense := _own(grammar, at)):
            return tense
        at = words.heads[at]
    return ""


def _own(grammar: Grammar, verb: int) -> str:
    words = grammar.words
    helpers = {words.lowers[child] for child in grammar.children[verb] if words.deps[child] in ("aux", "auxpass")}
    tags = {words.tags[child] for child in grammar.children[verb] if words.deps[child] in ("aux", "auxpass")}
    if "MD" in tags:
        return AHEAD
    if helpers & _HAD:
        return PLUPERFECT
    if helpers & _HAVE:
        return PERFECT
    if helpers & _WAS or words.tags[verb] == "VBD":
        return PAST
    return PRESENT if helpers & _IS or words.tags[verb] in ("VBZ", "VBP") else ""
