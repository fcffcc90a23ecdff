"""The words that tell how an act stands, loaded once from the rulebook ``status``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from trucewatch.rulebooks.load import load_rulebook
from trucewatch.rulebooks.match import PhraseTable

Marks = dict[int, dict[str, str]]
"""Kinds of the words at token positions, each with the id of the rule that lists the words."""


@cache
def lexicon() -> PhraseTable[tuple[str, str]]:
    """Return the phrases of the rulebook, each with ``(kind, rule id)``."""
    table: PhraseTable[tuple[str, str]] = PhraseTable()
    for rule in load_rulebook("status", frozenset({"kind", "forms"}), frozenset({"kind", "forms"})):
        for form in rule.get("forms"):
            table.add(form.replace("-", " - ").split(), (rule.get("kind"), rule.id))
    return table


def mark_words(words: Sequence[str]) -> Marks:
    """Return the kinds of all listed words and phrases; every token of a phrase bears its kinds."""
    table, marks = lexicon(), Marks()
    for at in range(len(words)):
        match = table.find_at(words, at)
        if match is not None:
            for position in range(match.start, match.end):
                marks.setdefault(position, {}).update(match.values)
    return marks
