"""The peoples, lands and happenings of a casebook: what a demonym, a land or the name of a war stands for."""

from __future__ import annotations

from functools import lru_cache

from trucewatch.casebook import Casebook
from trucewatch.extract.times.happenings import Happenings, index_happenings

_HOLDERS = ("state", "separatists")


class _Key:
    """A casebook as a key that is hashed by its contents' digest alone."""

    __slots__ = ("casebook",)

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook

    def __hash__(self) -> int:
        return hash(self.casebook.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.casebook.sha256 == other.casebook.sha256


def demonyms_of(casebook: Casebook) -> dict[str, tuple[str, str]]:
    """Return actor id and name by demonym in lower case; kept for the casebook last asked about."""
    return _demonyms(_Key(casebook))


def lands_of(casebook: Casebook) -> dict[str, str]:
    """Return the id of the actor that holds a land, by the land's name in lower case."""
    return _lands(_Key(casebook))


def happenings_of(casebook: Casebook) -> Happenings:
    """Return the happenings of a casebook by their names."""
    return _happenings(_Key(casebook))


@lru_cache(maxsize=1)
def _happenings(key: _Key) -> Happenings:
    return index_happenings(tuple(key.casebook.happenings.values()))


@lru_cache(maxsize=1)
def _demonyms(key: _Key) -> dict[str, tuple[str, str]]:
    actors = key.casebook.actors.values()
    return {word.casefold(): (actor.id, actor.name) for actor in actors for word in actor.demonyms}


@lru_cache(maxsize=1)
def _lands(key: _Key) -> dict[str, str]:
    holders = (actor for actor in key.casebook.actors.values() if actor.kind in _HOLDERS)
    return {name.text.casefold(): actor.id for actor in holders for name in actor.names}
