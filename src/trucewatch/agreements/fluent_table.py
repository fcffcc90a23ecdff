"""The table of fluents: which acts begin which state, as read from ``fluents.yml`` and strictly checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.agreements.model import FLUENT_KINDS
from trucewatch.agreements.vocabulary import act_codes
from trucewatch.errors import RulebookError

FILE = "fluents.yml"
HOLDER = "*"
"""Stands for a state that is the id of an actor."""
_KIND_KEYS = {"note", "tracks", "rules", "from_agreement", "ends_with_agreement", "whose", "counts", "parts", "in_part"}
_RULE_KEYS = {
    "id", "acts", "by", "begins", "words", "unless", "whose", "passing", "dated", "placeless", "land", "confirms",
    "unprevented",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateRule:
    """One row: these acts begin this state.

    ``by`` is ``subject`` (the fluent's actors), ``party`` (these, or nobody who is named) or None (anybody). ``words``
    are words one of which the claim has to have, or what completes it. ``unless`` is a state in which the rule changes
    nothing. ``whose`` (``actors``, ``recipients``) says whose id the state is. ``passing`` states last for the days of
    the happening alone. ``dated`` rules need a claim that is certainly of the time; ``placeless`` ones need no place;
    ``land`` ones take the whole territory for the place. ``confirms`` rules begin nothing and are cited where the state
    begins. ``unprevented`` ones are about what was left unprevented (see `unprevented`).
    """

    id: str
    acts: tuple[str, ...]
    begins: str
    by: str | None = None
    words: frozenset[str] = frozenset()
    unless: str | None = None
    whose: str | None = None
    passing: bool = False
    dated: bool = False
    placeless: bool = False
    land: bool = False
    confirms: bool = False
    unprevented: bool = False


@dataclass(frozen=True, slots=True)
class FluentKind:
    """One kind of fluent.

    ``tracks`` are states that exclude each other, by track. ``from_agreement`` is the state that the agreement itself
    begins, ``ends_with_agreement`` that which its end begins. ``whose`` are states of which it matters who did it,
    ``counts`` the unit of figures that the state is of. States ``in_part`` can be of a part or of the whole; ``parts``
    are words by which a claim speaks of a part only.
    """

    name: str
    tracks: Mapping[str, tuple[str, ...]]
    rules: tuple[StateRule, ...]
    from_agreement: str | None = None
    ends_with_agreement: str | None = None
    whose: frozenset[str] = frozenset()
    counts: str | None = None
    parts: frozenset[str] = frozenset()
    in_part: frozenset[str] = frozenset()

    def track_of(self, state: str) -> str:
        """Return the track that a state is on."""
        return next((name for name, states in self.tracks.items() if state in states or HOLDER in states), state)


@cache
def fluent_kinds() -> Mapping[str, FluentKind]:
    """Return the kinds of fluents by name.

    Raises:
        RulebookError: with what is wrong in the table.
    """
    kinds = {name: _kind(name, fields) for name, fields in _data()["kinds"].items()}
    if set(kinds) != set(FLUENT_KINDS):
        raise RulebookError(FILE, None, "the kinds are not those that agreements can name")
    return kinds


@cache
def unprevented() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the acts that, left undone, let violence happen, and the words that name it."""
    fields = _data()["unprevented"]
    return tuple(fields["acts"]), frozenset(fields["words"])


def states_of(kind: str) -> tuple[str, ...]:
    """Return the states that a kind of fluent can be in; ``*`` for the id of any actor."""
    return tuple(state for states in fluent_kinds()[kind].tracks.values() for state in states)


@cache
def _data() -> dict[str, Any]:
    text = (files("trucewatch.agreements") / FILE).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


def _kind(name: str, fields: dict[str, Any]) -> FluentKind:
    if unknown := set(fields) - _KIND_KEYS:
        raise RulebookError(FILE, None, f"{name}: unknown field {min(unknown)}")
    tracks = {track: tuple(states) for track, states in fields["tracks"].items()}
    known = {state for states in tracks.values() for state in states}
    for rule in fields["rules"]:
        if unknown := set(rule) - _RULE_KEYS:
            raise RulebookError(FILE, None, f"{rule.get('id')}: unknown field {min(unknown)}")
        if rule["begins"] not in known or set(rule.get("acts", ())) - set(act_codes()):
            raise RulebookError(FILE, None, f"{rule['id']}: there is no such state or act")
    made: dict[str, Any] = {key: fields.get(key) for key in ("from_agreement", "ends_with_agreement", "counts")}
    made |= {key: frozenset(fields.get(key, ())) for key in ("whose", "parts", "in_part")}
    return FluentKind(name, tracks, tuple(map(_rule, fields["rules"])), **made)


def _rule(fields: dict[str, Any]) -> StateRule:
    acts, words = tuple(fields.get("acts", ())), frozenset(fields.get("words", ()))
    if fields.get("unprevented"):
        acts, words = unprevented()
    return StateRule(**(fields | {"acts": acts, "words": words}))
