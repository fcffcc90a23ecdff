"""The frames of commitments, compiled from the rulebook ``commitments``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import load_rulebook

FIELDS = frozenset({"frame", "forms", "issuers"})
LISTS = frozenset(
    {
        "context",
        "owed",
        "state",
        "deed",
        "shared",
        "trailing",
        "sending",
        "opinion",
        "guarded",
        "concluded",
        "assured",
        "prolonging",
        "sides",
        "equipment",
        "truce",
        "denied",
        "aim",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to state a commitment: its rule, how it is read, and who has to be its subject, if anybody."""

    rule: str
    name: str
    words: tuple[str, ...]
    issuers: frozenset[str]


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by their first word, longest first."""
    listed: dict[str, list[Frame]] = {}
    for rule in load_rulebook("commitments", FIELDS, frozenset({"frame", "forms"})):
        for form in rule.get("forms"):
            words = tuple(form.split())
            frame = Frame(rule.id, rule.get("frame"), words, frozenset(rule.get("issuers", ())))
            if frame.name not in LISTS:
                listed.setdefault(words[0], []).append(frame)
    return {first: tuple(sorted(found, key=lambda f: -len(f.words))) for first, found in listed.items()}


def accord_words() -> frozenset[str]:
    """Return the words by which a passage speaks of an accord or of those who guard it."""
    return forms("context")


@cache
def forms(frame: str) -> frozenset[str]:
    """Return the forms of a list of words that no clause begins with ("owed", "state", "deed" ...)."""
    rules = load_rulebook("commitments", FIELDS, frozenset({"frame", "forms"}))
    return frozenset(form for rule in rules if rule.get("frame") == frame for form in rule.get("forms"))
