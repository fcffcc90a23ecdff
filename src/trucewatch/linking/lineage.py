"""What an actor belongs to on a day: the army of a state, its capital and its minister lead to the state."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from trucewatch.casebook import Casebook

_LONGEST = 8
_PEOPLES = ("state", "population", "separatists", "territory", "armed-group")
_WORD = re.compile(r"[^\W\d_]+")


class Lineages:
    """Finds what actors belong to, by a casebook; kept for one run."""

    def __init__(self, casebook: Casebook) -> None:
        self._actors = casebook.actors
        self._peoples = _peoples(casebook)
        self.root = lru_cache(maxsize=100_000)(self._root)

    def _root(self, actor_id: str, on: str | None) -> str:
        """Return the topmost actor to which one belongs on an ISO day, itself where it belongs to none.

        An actor known only from a document belongs to the people or state that its words name ("Velmari officials").
        """
        if actor_id.startswith("local:"):
            named = self._named(actor_id.removeprefix("local:"))
            if named is None:
                return actor_id
            actor_id = named
        seen = [actor_id]
        while (above := self._above(seen[-1], on)) and above not in seen and len(seen) < _LONGEST:
            seen.append(above)
        return seen[-1]

    def _above(self, actor_id: str, on: str | None) -> str | None:
        actor = self._actors.get(actor_id)
        if actor is None:
            return None
        held = [one for one in actor.affiliations if _holds(one.since, one.until, on)]
        listed = held or list(actor.affiliations)
        return listed[0].of if listed else None

    def _named(self, name: str) -> str | None:
        words = [word.lower() for word in _WORD.findall(name)]
        return next((self._peoples[word] for word in words if word in self._peoples), None)


def _holds(since: str | None, until: str | None, on: str | None) -> bool:
    if on is None:
        return until is None
    return (since or date.min.isoformat()) <= on <= (until or date.max.isoformat())


def _peoples(casebook: Casebook) -> dict[str, str]:
    """Return the states and peoples by the single words that name them; words of several are left out."""
    found: dict[str, set[str]] = {}
    for actor in casebook.actors.values():
        if actor.kind in _PEOPLES:
            for text in (*(name.text for name in actor.names), *actor.demonyms):
                found.setdefault(text.lower(), set()).add(actor.id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1 and " " not in word}
