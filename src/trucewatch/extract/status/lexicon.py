"""The words that tell how an act stands, loaded once from the rulebook ``status``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from trucewatch.rulebooks.load import load_rulebook

Marks = dict[int, dict[str, str]]
"""Kinds of the words at token positions, each with the id of the rule that lists the words."""

Phrases = dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]


@cache
def lexicon() -> Phrases:
    """Return the rulebook's phrases by their first word, each with its kinds and rules."""
    kinds: dict[tuple[str, ...], dict[str, str]] = {}
    for rule in load_rulebook("status", frozenset({"kind", "forms"}), frozenset({"kind", "forms"})):
        for form in rule.get("forms"):
            kinds.setdefault(tuple(form.replace("-", " - ").split()), {})[rule.get("kind")] = rule.id
    phrases: Phrases = {}
    for phrase, found in kinds.items():
        phrases.setdefault(phrase[0], []).append((phrase, found))
    return phrases


def mark_words(words: Sequence[str]) -> Marks:
    """Return the kinds of all listed words and phrases; every token of a phrase bears its kinds."""
    phrases, marks = lexicon(), Marks()
    for at, word in enumerate(words):
        for phrase, kinds in phrases.get(word, ()):
            length = len(phrase)
            if length == 1 or tuple(words[at : at + length]) == phrase:
                for position in range(at, at + length):
                    marks[position] = {**marks[position], **kinds} if position in marks else kinds
    return marks
