"""The words that tell how an act stands, loaded once from the rulebook ``status``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from trucewatch.rulebooks.load import load_rulebook

Marks = dict[int, dict[str, str]]
"""Kinds of the words at token positions, each with the id of the rule that lists the words."""

Kinds = dict[str, str]
"""Kinds of a phrase, each with the id of the rule that lists it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rulebook's phrases: single words, and longer ones by their first two words."""

    words: dict[str, Kinds]
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Kinds]]]]


@cache
def lexicon() -> Lexicon:
    """Return the phrases of the rulebook ``status``."""
    listed: dict[tuple[str, ...], Kinds] = {}
    for rule in load_rulebook("status", frozenset({"kind", "forms"}), frozenset({"kind", "forms"})):
        for form in rule.get("forms"):
            listed.setdefault(tuple(form.replace("-", " - ").split()), {})[rule.get("kind")] = rule.id
    found = Lexicon({}, {})
    for phrase, kinds in listed.items():
        if len(phrase) == 1:
            found.words[phrase[0]] = kinds
        else:
            found.phrases.setdefault(phrase[0], {}).setdefault(phrase[1], []).append((phrase, kinds))
    return found


def mark_words(words: Sequence[str]) -> Marks:
    """Return the kinds of all listed words and phrases; every token of a phrase bears its kinds."""
    listed = lexicon()
    single, phrases = listed.words, listed.phrases
    marks: Marks = {at: single[word] for at, word in enumerate(words) if word in single}
    for at, (word, following) in enumerate(pairwise(words)):
        if word in phrases and following in phrases[word]:
            for phrase, kinds in phrases[word][following]:
                if len(phrase) == 2 or tuple(words[at : at + len(phrase)]) == phrase:
                    for position in range(at, at + len(phrase)):
                        marks[position] = {**marks[position], **kinds} if position in marks else kinds
    return marks
