"""Which origins are independent of one another: the one rule by which they are counted, wherever they are counted.

An origin is one key, however many reports print it. A whole that speaks without an organ (“Baku said”) is the same
voice as an organ of its own (its defence ministry): where both speak, the whole is counted with the organ, that of the
least id if there are several. Two organs of one whole are two origins, of one side.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from trucewatch.casebook import Casebook
from trucewatch.casebook.model import Actor

Row = Mapping[str, Any]
K = TypeVar("K", bound=Hashable)

ORGANS = frozenset({"government", "ministry", "force", "peacekeepers", "office", "body"})
"""Kinds of actors that speak for what they are of; a party, a people or a firm of a state does not."""


def wholes_of(key: str, casebook: Casebook) -> frozenset[str]:
    """Return the actors whose voice an origin is as one of their organs; of a person those where it holds an office.

    A body of several sides (a joint centre) is the voice of none of them.
    """
    actor = casebook.actors.get(key)
    if actor is None:
        return frozenset()
    listed = [item for item in actor.affiliations if item.of != key and _speaks_for(actor, item.office)]
    wholes = [casebook.actors[item.of] for item in listed if item.of in casebook.actors]
    sides = {side for one in (actor, *wholes) if (side := one.side)}
    return frozenset(one.id for one in wholes) if len(sides) < 2 else frozenset()


def _speaks_for(actor: Actor, office: str | None) -> bool:
    return office is not None if actor.kind == "person" else actor.kind in ORGANS


def merge_wholes(keys: Iterable[K], wholes: Mapping[K, Collection[K]]) -> dict[K, K]:
    """Return by origin the one with which it is counted: itself, or an organ of it that is among them.

    Args:
        keys: Origins; each may occur several times.
        wholes: By origin the wholes of which it is an organ.
    """
    present = sorted(set(keys), key=str)
    organ: dict[K, K] = {}
    for key in present:
        for whole in wholes.get(key, ()):
            organ.setdefault(whole, key)
    return {key: _followed(key, organ) for key in present}


def _followed(key: K, organ: Mapping[K, K]) -> K:
    """Return the last of the organs that lead on from a key; nothing goes round in a circle."""
    passed = {key}
    while (after := organ.get(key)) is not None and after not in passed:
        key = after
        passed.add(key)
    return key


def counted_as(keys: Iterable[str], casebook: Casebook) -> dict[str, str]:
    """Return by origin the one with which it is counted; so many different ones, so many independent origins."""
    listed = set(keys)
    return merge_wholes(listed, {key: wholes_of(key, casebook) for key in listed})


def independent(keys: Iterable[str], casebook: Casebook) -> tuple[str, ...]:
    """Return the independent origins among keys, sorted."""
    return tuple(sorted(set(counted_as(keys, casebook).values())))
