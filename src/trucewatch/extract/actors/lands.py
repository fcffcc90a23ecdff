"""Lands that no casebook knows, from how a document uses their names: "in Velmar", "Velmari troops"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.extract.actors.scan import Phrase, Scan
from trucewatch.extract.names import Name
from trucewatch.records import PlaceMention

_INTO = frozenset(("in", "from", "into", "near", "across", "inside", "around", "outside"))
_LONGEST_ENDING = 4
_PREFIX = 3
_OFFICES = frozenset(("president", "prime minister", "foreign minister", "defence minister", "interior minister"))
_ORGANS = frozenset(
    ("government", "foreign-ministry", "defence-ministry", "interior-ministry", "armed-forces", "parliament")
)


@dataclass(frozen=True, slots=True)
class Lands:
    """Names that a document uses as places: ``states`` have a people's adjective of their own in it, too."""

    places: frozenset[str]
    states: frozenset[str]
    by_prefix: Mapping[str, Sequence[str]]

    def kind_of(self, name: str) -> str | None:
        """Return ``state`` for a land with a people, ``government`` for a place that acts, None for neither."""
        return "state" if name in self.states else "government" if name in self.places else None

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
    """Return the lands of a document by its own words and by the places found in it."""
    adjectives, used = set[str](), {place.quote for place in places if place.place_id}
    for scan in scans:
        words = scan.words
        for at, tag in enumerate(words.tags):
            if tag == "JJ" and words.texts[at][0].isupper() and at not in scan.aliases_from:
                adjectives.add(words.texts[at])
    unknown = {name.full for name in names if name.kind == "unknown" and "names.thing" not in name.rules}
    for name in names:
        words = scans[name.passage].words
        if name.full in unknown and name.first and words.lowers[name.first - 1] in _INTO:
            used.add(name.full)
    sources = _by_prefix(adjectives)
    states = {full for full in unknown if any(derives(word, full) for word in sources.get(full[:_PREFIX], ()))}
    states |= {name.full for name in names if name.full in unknown and _has_office(scans[name.passage], name)}
    used &= unknown
    return Lands(frozenset(used), frozenset(states), _by_prefix(used | states))


def _by_prefix(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by their first letters, so that only likely pairs are compared."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(word[:_PREFIX], []).append(word)
    return found
