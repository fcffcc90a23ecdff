"""The rulebook ``contradictions`` compiled: families of acts by their stems, forces, and closed lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from trucewatch.linking.stems import stem
from trucewatch.rulebooks import load_rulebook

_FIELDS = frozenset({"part", "kind", "forms", "harm", "side"})
_GAP = r"(?:\W+\w+){0,4}?\W+"
_TOKEN = re.compile(r"\w+")
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Family:
    """An act with the words that report it; somebody is to blame for acts that do ``harm``."""

    id: str
    harm: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Families by the words of their forms, read once for all: by single words, and by the first of several."""

    single: Mapping[str, frozenset[str]]
    several: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    def find(self, text: str) -> frozenset[str]:
        """Return the families of which a form stands in the text."""
        words = set(_TOKEN.findall(text.lower()))
        found = set[str]().union(*(self.single[word] for word in words & self.single.keys()))
        for word in words & self.several.keys():
            found.update(name for name, pattern in self.several[word] if name not in found and pattern.search(text))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class ClashWords:
    """The rulebook compiled; patterns match whole words in any case."""

    families: tuple[Family, ...]
    acts: Lookup
    things: Lookup
    force: re.Pattern[str]
    ground: re.Pattern[str]
    words: dict[str, re.Pattern[str]]
    states: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()

    def families_of(self, text: str) -> frozenset[str]:
        """Return the families of the acts that a text names."""
        return _acts_of(text)

    def things_of(self, text: str) -> frozenset[str]:
        """Return the kinds of things that a text names."""
        return self.things.find(text)

    @property
    def harmful(self) -> frozenset[str]:
        """The families of acts for which somebody is to blame."""
        return frozenset(family.id for family in self.families if family.harm)


@lru_cache(maxsize=_REMEMBERED)
def _acts_of(text: str) -> frozenset[str]:
    return clash_words().acts.find(text)


@cache
def clash_words() -> ClashWords:
    """Return the compiled rulebook ``contradictions``."""
    families: list[Family] = []
    forms: dict[str, dict[str, Iterable[str]]] = {"family": {}, "thing": {}}
    lists: dict[str, list[str]] = {"force": [], "ground": []}
    states: dict[str, dict[str, re.Pattern[str]]] = {}
    for rule in load_rulebook("contradictions", _FIELDS, frozenset({"part", "forms"})):
        name, part = rule.id.rpartition(".")[2], rule.get("part")
        if part in forms:
            forms[part][name] = rule.get("forms")
        if part == "family":
            families.append(Family(name, rule.get("harm", False), _pattern(rule.get("forms"), _GAP)))
        elif part == "state":
            states.setdefault(rule.get("kind"), {})[rule.get("side")] = _pattern(rule.get("forms"), r"\s+")
        elif part not in forms:
            lists.setdefault(rule.get("kind") or part, []).extend(map(str, rule.get("forms")))
    patterns = {name: _pattern(listed, r"\s+") for name, listed in lists.items()}
    opposites = tuple((pair["one"], pair["other"]) for pair in states.values())
    acts, things = _lookup(forms["family"], _GAP), _lookup(forms["thing"], r"\s+")
    return ClashWords(tuple(families), acts, things, patterns["force"], patterns["ground"], patterns, opposites)


def _pattern(forms: Iterable[str], between: str) -> re.Pattern[str]:
    ordered = sorted(map(str, forms), key=lambda form: (-len(form), form))
    return re.compile(
        rf"\b(?:{'|'.join(between.join(map(re.escape, form.split())) for form in ordered)})\b", re.IGNORECASE
    )


def _lookup(forms: Mapping[str, Iterable[str]], between: str) -> Lookup:
    """Return the lookup of families, whose forms are given by their names."""
    single: dict[str, set[str]] = {}
    several: dict[str, dict[str, list[str]]] = {}
    for name, listed in forms.items():
        for form in map(str, listed):
            words = _TOKEN.findall(form.lower())
            if words == [form.lower()]:
                single.setdefault(words[0], set()).add(name)
            else:
                several.setdefault(words[0], {}).setdefault(name, []).append(form)
    return Lookup(
        {word: frozenset(names) for word, names in single.items()},
        {word: tuple((name, _pattern(found, between)) for name, found in by.items()) for word, by in several.items()},
    )


@cache
def quiet_stems() -> frozenset[str]:
    """Return the stems of words of acts and of sources: what sentences share beside these is told without them."""
    rules = load_rulebook("contradictions", _FIELDS, frozenset({"part", "forms"}))
    acts = [rule for rule in rules if rule.get("part") == "family" or rule.get("kind") in ("say", "source", "deny")]
    return frozenset(stem(str(form).split()[0]) for rule in acts for form in rule.get("forms"))
