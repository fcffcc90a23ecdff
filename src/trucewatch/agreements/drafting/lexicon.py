"""The rulebook ``drafting``, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import Rule, load_rulebook

FIELDS = frozenset({"part", "kind", "leads", "forms", "form"})


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
