"""Whether the words around a date tell of what was or of what is to come, as far as the parse shows it."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from trucewatch.extract.times.lexicon import load_lexicon

_FUTURE_AUXILIARIES = frozenset(("will", "shall", "'ll", "’ll", "wo", "must", "should", "may", "might", "can",
                                 "would"))  # fmt: skip
_HAVE = frozenset(("have", "has", "had", "having", "'ve", "’ve"))
_PAST_BE = frozenset(("was", "were"))
_PRESENT_BE = frozenset(("is", "are", "be", "being", "'s", "’s", "'re", "’re", "am"))
_SCHEDULED = frozenset(("scheduled", "planned", "slated", "expected", "set"))
_SAME_PAST = frozenset(
    ("hit", "cut", "put", "set", "let", "shut", "quit", "hurt", "spread", "burst", "beat", "cast", "split")
)
"""Verbs whose past looks like their present; taggers take one for the other, and news tells what was."""
_MOST_STEPS = 10
_DEADLINE = re.compile(r"\b(?:by|until|till|before|no later than|not later than|starting|from|beginning)(?: the)? $")


def is_deadline(low: str, start: int) -> bool:
    """Return whether a word such as “by” or “until” stands right before the expression."""
    return _DEADLINE.search(low, max(0, start - 20), start) is not None


def tense_at(doc: Doc, start: int, end: int) -> str | None:
    """Return how the clause tells that holds the characters ``[start, end)``.

    ``past``, ``perfect`` (“has left”), ``participle`` (“the talks held on”: past, but not before a deadline),
    ``present``, ``future``, ``open`` (“were to leave by”), or None where the parse does not show it.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span.root
    planned = False
    plan_words = load_lexicon().words["plan_word"]
    for _ in range(_MOST_STEPS):
        if token.tag_.startswith(("VB", "MD")) and not span.start <= token.i < span.end:
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
    helped = {child.lower_ for child in verb.children if child.dep_[:3] == "aux" and child.text != "May"}
    plan_words = load_lexicon().words["plan_word"]
    if verb.tag_ == "MD":
        helped.add(verb.lower_)
    if helped & _FUTURE_AUXILIARIES:
        return "past" if helped & _HAVE else "future"
    if "to" in helped:
        return _tense_of_infinitive(verb, helped)
    if helped & _HAVE:
        if verb.lower_ in _SCHEDULED and "had" not in helped:
            return "future"
        return "past" if "had" in helped else "perfect"
    if verb.lower_ in _PRESENT_BE or helped & _PRESENT_BE:
        return "future" if planned or verb.lower_ in plan_words or verb.tag_ == "VBG" else "present"
    if verb.tag_ == "VBD" or verb.lower_ in _PAST_BE or helped & _PAST_BE or "did" in helped:
        return "past"
    if verb.tag_ == "VBN":
        if verb.dep_ == "advcl" and verb.head.tag_.startswith("VB") and verb.head.i < verb.i:
            return None
        return "future" if verb.lower_ in _SCHEDULED else "participle"
    if verb.lower_ in _SAME_PAST and not helped and not planned:
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        if verb.lower_ in load_lexicon().words["telling_word"]:
            return "perfect"
        return "future" if planned or plan_words.get(verb.lower_) == "alone" else "present"
    return None


def _told_back(token: Token) -> bool:
    """Return whether a word has “had”, “was” or “were” before it."""
    return any(child.lower_ in _PAST_BE or child.lower_ == "had" for child in token.children if child.dep_[:3] == "aux")


def _tense_of_infinitive(verb: Token, helped: set[str]) -> str | None:
    """“plans to meet”, “is due to meet” and the headline’s “envoy to visit” look ahead; “were to leave” stays open."""
    if helped & _HAVE:
        return "past"
    governor = verb.head
    if helped & _PAST_BE or _told_back(governor) or (governor.tag_ == "JJ" and _told_back(governor.head)):
        return "open"
    plan_words = load_lexicon().words["plan_word"]
    if helped & _PRESENT_BE or governor.lower_ in _PRESENT_BE or governor.lower_ in plan_words:
        return "future"
    if governor.lower_ in _PAST_BE:
        return "open"
    headline = any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)
    return "future" if headline else None
