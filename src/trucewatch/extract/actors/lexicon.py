"""The actors rulebook in the shape in which the code asks it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import PhraseTable, load_rulebook

_BODIES = frozenset(
    (
        "force",
        "peacekeepers",
        "armed-group",
        "government",
        "ministry",
        "body",
        "court",
        "party",
        "outlet",
        "organisation",
    )
)
_FIELDS = frozenset(("kind", "one", "many", "words", "verbs"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun or phrase that makes a noun phrase an actor: its kind, number, and the rule it comes from."""

    kind: str
    plural: bool
    rule: str


@cache
def actor_words(rule: str) -> frozenset[str]:
    """Return the words of a rule, with all forms of its verbs."""
    (found,) = (item for item in load_rulebook("actors", _FIELDS) if item.id == f"actors.{rule}")
    words = {str(word) for word in found.get("words", ())}
    for verb in found.get("verbs", ()):
        words |= inflect(verb)
    return frozenset(words)


@cache
def noun_table() -> PhraseTable[Noun]:
    """Return the lower-case nouns of actors, longest phrases first."""
    table: PhraseTable[Noun] = PhraseTable()
    for rule in load_rulebook("actors", _FIELDS):
        for field in ("one", "many"):
            for phrase in rule.get(field, ()):
                table.add(split_phrase(phrase), Noun(rule.get("kind"), field == "many", rule.id))
    return table


@cache
def noun_firsts() -> frozenset[str]:
    """Return the first words of the nouns of actors."""
    rules = load_rulebook("actors", _FIELDS)
    return frozenset(
        split_phrase(noun)[0] for rule in rules for field in ("one", "many") for noun in rule.get(field, ())
    )


def kind_of_head(name: str) -> str:
    """Return the kind of an organisation by the head noun of its name, ``organisation`` where that tells nothing."""
    words = name.lower().split()
    for joint in ("of", "for"):
        if joint in words[1:]:
            words = words[: words.index(joint, 1)]
    table = noun_table()
    for start in range(len(words)):
        match = table.find_at(words, start)
        if match and match.end == len(words):
            kind = match.values[0].kind
            return kind if kind in _BODIES else "organisation"
    return "organisation"


def inflect(verb: str) -> frozenset[str]:
    """Return the regular forms of a verb: base, third person, past and ``-ing``."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return frozenset((verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"))
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return frozenset((verb, third, stem + "ed", stem + "ing"))


def split_phrase(phrase: str) -> list[str]:
    """Return the tokens of a phrase as the parser's tokeniser would cut them: hyphens and ``'s`` apart."""
    spaced = phrase.replace("’", "'").replace("'s ", " 's ").replace(",", " ,")
    if spaced.endswith("'s"):
        spaced = spaced[:-2] + " 's"
    return [part for word in spaced.split() for part in _hyphens(word)]


def _hyphens(word: str) -> list[str]:
    parts = word.split("-")
    if len(parts) == 1 or not all(parts):
        return [word]
    return [piece for part in parts for piece in (part, "-")][:-1]
