"""Duties stated by a noun: "the withdrawal of all forces", "a timetable for Velmar's pull-out"."""

from __future__ import annotations

from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.lexicon import forms

REACH = 14
"""How many tokens behind the words of a frame the noun may stand."""


def find_noun(cast: Cast, index: int, behind: int, bare: bool) -> tuple[int, int | None] | None:
    """Return the noun of an act that is owed, and the token of whose act it is, if told.

    Args:
        index: Token of the frame's first word.
        behind: Token behind the frame's words.
        bare: Whether no infinitive below the noun counts, only the noun of an act.
    """
    words = cast.words
    for at in range(behind, min(behind + REACH, len(words))):
        if words.texts[at] in (".", ";", ",", "”") or words.sentences[at] != words.sentences[index]:
            return None
        if words.lowers[at] == "terms" or (bare and words.tags[at] in ("VBD", "VBZ", "VBP", "MD")):
            return None
        if (
            words.lowers[at] in forms("deed")
            and words.tags[at + 1 : at + 2] not in (["NN"], ["NNS"])
            and words.tags[at].startswith("NN")
        ):
            return at, _whose(cast, at)
        if not bare and words.lowers[at] == "to" and at + 1 < len(words) and words.tags[at + 1] == "VB":
            return at + 1, None
    return None


def _whose(cast: Cast, noun: int) -> int | None:
    grammar = cast.grammar
    for token in (grammar.child(noun, "poss"), grammar.prepositional(noun, "by"), grammar.prepositional(noun, "of")):
        if token is not None and cast.participant(token) is not None:
            return token
    return None
