"""The rulebook ``drafting``, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import Rule, load_rulebook

FIELDS = frozenset({"part", "kind", "leads", "forms", "form", "weight", "place"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that make a clause binding: the rule, what kind of provision they make, and how they lead the verb."""

    rule: str
    kind: str
    leads: str


@cache
def frames(leads: str) -> dict[str, Frame]:
    """Return the frames of one way of leading (``modal``, ``to``, ``be-to``, ``noun``), by lower-case form."""
    return {
        form: Frame(rule.id, rule.get("kind"), leads)
        for rule in _rules("frame")
        if rule.get("leads") == leads
        for form in rule.get("forms")
    }


@cache
def leads() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Return ``(words, form of window, rule)`` of what leads a date, the longest first."""
    listed = [
        (tuple(form.split()), str(rule.get("form")), rule.id) for rule in _rules("window") for form in rule.get("forms")
    ]
    return tuple(sorted(listed, key=lambda item: -len(item[0])))


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for or against a name's being a party: how much, and by which words at which place."""

    rule: str
    kind: str
    weight: int
    place: str
    forms: tuple[str, ...]


@cache
def signs() -> dict[str, Sign]:
    """Return the kinds of evidence for parties, by kind."""
    found = [
        Sign(rule.id, rule.get("kind"), rule.get("weight"), rule.get("place"), tuple(rule.get("forms", ())))
        for rule in _rules("evidence")
    ]
    return {sign.kind: sign for sign in found}


@cache
def roles() -> dict[str, str]:
    """Return what the words for those beside the parties make of them (mediator, witness …), by lower-case word."""
    return {form: rule.get("kind") for rule in _rules("role") for form in rule.get("forms")}


@cache
def forms(kind: str) -> frozenset[str]:
    """Return a closed list of lower-case words."""
    return frozenset(listed(kind))


@cache
def listed(kind: str) -> tuple[str, ...]:
    """Return a closed list of lower-case words in the order of the rulebook."""
    return tuple(form for rule in _rules("words") if rule.get("kind") == kind for form in rule.get("forms"))


def _rules(part: str) -> list[Rule]:
    return [rule for rule in load_rulebook("drafting", FIELDS, frozenset({"part"})) if rule.get("part") == part]
