"""Whether the words around a date tell of what was or of what is to come, as far as the parse shows it."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from trucewatch.extract.times.lexicon import load_lexicon

_FUTURE_AUXILIARIES = frozenset(("will", "shall", "'ll", "’ll", "wo", "must", "should", "may", "might", "can", "could",
                                 "would"))  # fmt: skip
_HAVE = frozenset(("have", "has", "had", "having", "'ve", "’ve"))
_PAST_BE = frozenset(("was", "were"))
_PRESENT_BE = frozenset(("is", "are", "be", "being", "'s", "’s", "'re", "’re", "am"))
_MOST_STEPS = 10
_DEADLINE = re.compile(r"\b(?:by|until|till|before|no later than|not later than|starting|from|beginning)(?: the)? $")


def is_deadline(low: str, start: int) -> bool:
    """Return whether a word such as “by” or “until” stands right before the expression."""
    return _DEADLINE.search(low, max(0, start - 20), start) is not None


def tense_at(doc: Doc, start: int, end: int) -> str | None:
    """Return ``past``, ``future``, ``present`` or None for the clause that holds the characters ``[start, end)``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span.root
    planned = False
    plan_words = load_lexicon().words["plan_word"]
    for _ in range(_MOST_STEPS):
        if token.tag_.startswith("VB") or token.tag_ == "MD":
            told = _tense_of(token, planned)
            if told:
                return told
        planned = planned or token.lower_ in plan_words
        if token.head.i == token.i:
            return "future" if planned else None
        token = token.head
    return None


def _tense_of(verb: Token, planned: bool) -> str | None:
    """Return the tense of one verb, or None where its head decides (participles, most infinitives)."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    helped = set(helpers)
    plan_words = load_lexicon().words["plan_word"]
    if verb.tag_ == "MD":
        helped.add(verb.lower_)
    if helped & _FUTURE_AUXILIARIES:
        return "past" if helped & _HAVE else "future"
    if "to" in helped:
        return _tense_of_infinitive(verb, helped)
    if helped & _HAVE:
        return "past"
    if verb.lower_ in _PRESENT_BE or helped & _PRESENT_BE:
        return "future" if planned or verb.lower_ in plan_words or verb.tag_ == "VBG" else "present"
    if verb.tag_ == "VBD" or verb.lower_ in _PAST_BE or helped & _PAST_BE:
        return "past"
    if verb.tag_ == "VBN":
        return "future" if verb.lower_ in ("scheduled", "planned", "expected", "slated") else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if planned else "present"
    return None


def _tense_of_infinitive(verb: Token, helped: set[str]) -> str | None:
    """“plans to meet on”, “is to meet on”, “due to end on” look ahead; “were to leave by” stays open."""
    if helped & _HAVE:
        return "past"
    governor = verb.head
    if helped & _PAST_BE:
        return "open"
    if helped & _PRESENT_BE or governor.lower_ in _PRESENT_BE or governor.lower_ in load_lexicon().words["plan_word"]:
        return "future"
    return "open" if governor.lower_ in _PAST_BE else None
