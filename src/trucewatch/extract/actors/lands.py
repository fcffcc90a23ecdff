"""Lands and bodies that no casebook knows, from how a document uses their names: "in Velmar", "Velmar shelled"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.extract.actors.agents import acts
from trucewatch.extract.actors.scan import Phrase, Scan
from trucewatch.extract.names import Name
from trucewatch.records import PlaceMention

_INTO = frozenset(("in", "from", "into", "near", "across", "inside", "around", "outside"))
_STATE = re.compile(r"[A-Z][a-z]+(?:ia|land|stan|mark)")
_SURE_DEMONYM = re.compile(r"[A-Z].{2,}(?:ian|ean|ese|ish|i|ari|ite)")
_LONGEST_ENDING = 4
_PREFIX = 3
_OFFICES = frozenset(("president", "prime minister", "foreign minister", "defence minister", "interior minister"))
_ORGANS = frozenset(
    ("government", "foreign-ministry", "defence-ministry", "interior-ministry", "armed-forces", "parliament")
)


@dataclass(frozen=True, slots=True)
class Lands:
    """Unknown names by what a document does with them.

    ``places`` stand behind "in" and "from"; ``states`` have a people's adjective or an office of their own;
    ``actors`` act somewhere in it, ``bodies`` among these have an article ("the League").
    """

    places: frozenset[str]
    states: frozenset[str]
    actors: frozenset[str]
    bodies: frozenset[str]
    by_prefix: Mapping[str, Sequence[str]]

    def kind_of(self, name: str) -> str | None:
        """Return the kind of an actor by its uses; None for a name that is no land and has no article."""
        if name in self.states or (name in self.actors and _STATE.fullmatch(name)):
            return "state"
        return "organisation" if name in self.bodies else "government" if name in self.places else None

    def base_of(self, adjective: str) -> str | None:
        """Return the land that a people's adjective comes from, the longest that fits, None where none does."""
        found = [name for name in self.by_prefix.get(adjective[:_PREFIX], ()) if derives(adjective, name)]
        return max(found, key=lambda name: (len(name), name), default=None)


def _has_office(scan: Scan, name: Name) -> bool:
    """Whether the name owns an office or organ of states: ``Velmar's prime minister``, ``the army of Velmar``."""
    if scan.classes[name.last : name.last + 1] == "S":
        near = (scan.phrases.get(at) for at in range(name.last + 2, name.last + 5))
        return any(phrase and phrase.first > name.last and _is_of_state(phrase) for phrase in near)
    if name.first < 2 or scan.words.lowers[name.first - 1] != "of":
        return False
    phrase = scan.phrases.get(name.first - 1)
    return bool(phrase and _is_of_state(phrase))


def _is_of_state(phrase: Phrase) -> bool:
    return bool(set(phrase.offices) & _OFFICES or set(phrase.organs) & _ORGANS)


def derives(adjective: str, name: str) -> bool:
    """Return whether a people's adjective may come from the name of a land ("Velmari" from "Velmar")."""
    stem = name.rstrip("aeiouy")
    return (
        len(stem) > 2
        and adjective != name
        and adjective.startswith(stem)
        and len(adjective) - len(stem) <= _LONGEST_ENDING
    )


def find_lands(scans: Sequence[Scan], names: Sequence[Name], places: Sequence[PlaceMention]) -> Lands:
    """Return the lands and acting bodies of a document by its own words and by the places found in it."""
    settled = {place.quote for place in places if place.place_id and place.kind != "country"}
    ours = [name for name in names if name.kind == "unknown" and "names.thing" not in name.rules]
    unknown = {name.full for name in ours} - {place.quote for place in places if place.kind == "continent"}
    sources = _by_prefix(_adjectives(scans))
    states = {full for full in unknown if any(derives(word, full) for word in sources.get(full[:_PREFIX], ()))}
    used, actors, bodies = settled & unknown, set[str](), set[str]()
    for name in ours:
        scan = scans[name.passage]
        before = scan.words.lowers[name.first - 1] if name.first else ""
        if before in _INTO:
            used.add(name.full)
        if _has_office(scan, name):
            states.add(name.full)
        if (
            name.full not in settled
            and "names.geographic" not in name.rules
            and acts(scan.words, name.first, name.last)
        ):
            actors.add(name.full)
            if before == "the":
                bodies.add(name.full)
    return Lands(
        frozenset(used), frozenset(states), frozenset(actors), frozenset(bodies), _by_prefix(used | states | actors)
    )


def _adjectives(scans: Sequence[Scan]) -> set[str]:
    """Return the capitalised adjectives that no casebook has."""
    found: set[str] = set()
    for scan in scans:
        for at, (text, tag) in enumerate(zip(scan.words.texts, scan.words.tags, strict=True)):
            if text[0].isupper() and at not in scan.aliases_from and (tag == "JJ" or _SURE_DEMONYM.fullmatch(text)):
                found.add(text)
    return found


def _by_prefix(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by their first letters, so that only likely pairs are compared."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(word[:_PREFIX], []).append(word)
    return found
