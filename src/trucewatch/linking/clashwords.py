"""The rulebook ``contradictions`` compiled: families of acts by their stems, forces, and closed lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trucewatch.linking.stems import stem
from trucewatch.rulebooks import load_rulebook

_FIELDS = frozenset({"part", "kind", "forms", "harm", "side"})
_GAP = r"(?:\W+\w+){0,4}?\W+"


@dataclass(frozen=True, slots=True)
class Family:
    """An act with the words that report it; somebody is to blame for acts that do ``harm``."""

    id: str
    harm: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ClashWords:
    """The rulebook compiled; patterns match whole words in any case."""

    families: tuple[Family, ...]
    things: tuple[Family, ...]
    force: re.Pattern[str]
    ground: re.Pattern[str]
    words: dict[str, re.Pattern[str]]
    states: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()

    def families_of(self, text: str) -> frozenset[str]:
        """Return the families of the acts that a text names."""
        return frozenset(family.id for family in self.families if family.pattern.search(text))

    def things_of(self, text: str) -> frozenset[str]:
        """Return the kinds of things that a text names."""
        return frozenset(thing.id for thing in self.things if thing.pattern.search(text))

    @property
    def harmful(self) -> frozenset[str]:
        """The families of acts for which somebody is to blame."""
        return frozenset(family.id for family in self.families if family.harm)


@cache
def clash_words() -> ClashWords:
    """Return the compiled rulebook ``contradictions``."""
    kinds: dict[str, list[Family]] = {"family": [], "thing": []}
    lists: dict[str, list[str]] = {"force": [], "ground": []}
    states: dict[str, dict[str, re.Pattern[str]]] = {}
    for rule in load_rulebook("contradictions", _FIELDS, frozenset({"part", "forms"})):
        if rule.get("part") in kinds:
            pattern = _pattern(rule.get("forms"), _GAP if rule.get("part") == "family" else r"\s+")
            kinds[rule.get("part")].append(Family(rule.id.rpartition(".")[2], rule.get("harm", False), pattern))
        elif rule.get("part") == "state":
            states.setdefault(rule.get("kind"), {})[rule.get("side")] = _pattern(rule.get("forms"), r"\s+")
        else:
            lists.setdefault(rule.get("kind") or rule.get("part"), []).extend(map(str, rule.get("forms")))
    patterns = {name: _pattern(forms, r"\s+") for name, forms in lists.items()}
    opposites = tuple((pair["one"], pair["other"]) for pair in states.values())
    return ClashWords(
        tuple(kinds["family"]), tuple(kinds["thing"]), patterns["force"], patterns["ground"], patterns, opposites
    )  # fmt: skip


def _pattern(forms: Iterable[str], between: str) -> re.Pattern[str]:
    ordered = sorted(map(str, forms), key=lambda form: (-len(form), form))
    return re.compile(
        rf"\b(?:{'|'.join(between.join(map(re.escape, form.split())) for form in ordered)})\b", re.IGNORECASE
    )


@cache
def quiet_stems() -> frozenset[str]:
    """Return the stems of words of acts and of sources: what sentences share beside these is told without them."""
    rules = load_rulebook("contradictions", _FIELDS, frozenset({"part", "forms"}))
    acts = [rule for rule in rules if rule.get("part") == "family" or rule.get("kind") in ("say", "source", "deny")]
    return frozenset(stem(str(form).split()[0]) for rule in acts for form in rule.get("forms"))
