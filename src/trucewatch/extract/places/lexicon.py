"""The word lists of the places rulebook, ready for use."""

from __future__ import annotations

from functools import cache

from trucewatch.extract.places.model import Noun
from trucewatch.rulebooks import Rule, load_rulebook

_FIELDS = frozenset(("role", "words", "kind", "radius", "merge"))
LONGEST_NOUN = 3
"""Words: "nuclear power plant"."""


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rulebook("places", _FIELDS, frozenset(("role",)))


@cache
def words_of(role: str) -> frozenset[str]:
    """Return the words of all rules of a role, in small letters."""
    return frozenset(
        str(word).casefold() for rule in _rules() if rule.get("role") == role for word in rule.get("words", ())
    )


@cache
def directions() -> dict[str, tuple[float, float]]:
    """Return the words for directions with their share of east and north."""
    (rule,) = (rule for rule in _rules() if rule.get("role") == "direction")
    return {word: (float(east), float(north)) for word, (east, north) in rule.get("words").items()}


@cache
def abbreviations() -> dict[str, str]:
    """Return abbreviated names of places, as they stand behind a comma, with their long forms."""
    return _pairs("abbreviation")


@cache
def spellings() -> dict[str, str]:
    """Return spellings of places that the gazetteer lacks, with one that it has."""
    return _pairs("spelling")


def _pairs(role: str) -> dict[str, str]:
    (rule,) = (rule for rule in _rules() if rule.get("role") == role)
    return {str(short): str(long) for short, long in rule.get("words").items()}


@cache
def nouns(role: str) -> dict[str, list[Noun]]:
    """Return the nouns of a role (``noun-after``, ``noun-before``) by their words, joined by single spaces."""
    table: dict[str, list[Noun]] = {}
    for rule in _rules():
        if rule.get("role") != role:
            continue
        listed = {str(word) for word in rule.get("words")}
        for words in listed:
            plural = words.endswith("s") and (words[:-1] in listed or f"{words[:-3]}y" in listed)
            noun = Noun(
                rule.id, words, rule.get("kind"), float(rule.get("radius")), rule.get("merge", "always"), plural
            )
            table.setdefault(words.casefold(), []).append(noun)
    return table
