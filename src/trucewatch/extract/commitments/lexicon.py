"""The frames of commitments, compiled from the rulebook ``commitments``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import load_rulebook

FIELDS = frozenset({"frame", "forms", "issuers"})


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
            if frame.name not in ("context", "owed", "state"):
                listed.setdefault(words[0], []).append(frame)
    return {first: tuple(sorted(found, key=lambda f: -len(f.words))) for first, found in listed.items()}


def accord_words() -> frozenset[str]:
    """Return the words by which a passage speaks of an accord or of those who guard it."""
    return _forms("context")


def owed_verbs() -> frozenset[str]:
    """Return the verbs that an accord or a mandate calls for; a failure to do anything else is no commitment."""
    return _forms("owed")


def state_verbs() -> frozenset[str]:
    """Return the verbs that nobody owes, unless something is to be done to the subject."""
    return _forms("state")


@cache
def _forms(frame: str) -> frozenset[str]:
    rules = load_rulebook("commitments", FIELDS, frozenset({"frame", "forms"}))
    return frozenset(form for rule in rules if rule.get("frame") == frame for form in rule.get("forms"))
