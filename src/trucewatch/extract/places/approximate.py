"""Names that no source knows: find the place that is spelled almost so, or say that it is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.extract.gazetteer import Candidate, Gazetteer, fold_name, sound_key
from trucewatch.extract.names import Name
from trucewatch.extract.places.compose import join_neighbours
from trucewatch.extract.places.lexicon import words_of
from trucewatch.extract.places.model import Spot
from trucewatch.extract.places.spot import PlaceNames
from trucewatch.extract.words import Words

SHORTEST = 6
MOST_EDITS = 2
_LONGEST_NAME = 3
_PROPER = frozenset(("NNP", "NNPS"))
_SOUNDS = "JKSDVlmnr"


def find_unknown(
    words: Words, passage: int, text: str, names: PlaceNames, taken: set[int], persons: Sequence[Name]
) -> Iterator[Spot]:
    """Yield capitalised names that no source knows and that the words around call places.

    Args:
        words: The words of the passage.
        passage: Its index.
        text: The document's text.
        names: All known names.
        taken: Tokens that are spotted, blocked or part of a name of a person or institution already.
        persons: Names of persons in the document: their parts are no places.
    """
    surnames = {part for name in persons if name.kind == "person" for part in name.full.split()}
    at, count = 0, len(words)
    while at < count:
        if not _may_begin(words, at, taken) or words.texts[at] in surnames or words.lowers[at] in names.demonyms:
            at += 1
            continue
        last = at + 1
        while last < min(count, at + _LONGEST_NAME) and _may_begin(words, last, taken) and not words.broken(last):
            last += 1
        spot = Spot(
            passage, at, last, words.starts[at], words.ends[last - 1], text[words.starts[at] : words.ends[last - 1]],
            fold_name(text[words.starts[at] : words.ends[last - 1]]), (), "unknown",
        )  # fmt: skip
        join_neighbours(spot, words, text, names)
        if spot.options or spot.noun or spot.hint or _in_place(spot, words):
            yield spot
        at = last


def _may_begin(words: Words, at: int, taken: set[int]) -> bool:
    return (
        at not in taken
        and words.texts[at][0].isupper()
        and words.tags[at] in _PROPER
        and len(words.texts[at]) > 2
        and not words.texts[at].isupper()
        and words.lowers[at] not in words_of("never")
    )


def _in_place(spot: Spot, words: Words) -> bool:
    at = spot.first - 1
    return at >= 0 and words.lowers[at] in ("in", "at", "near", "from", "to", "into", "of") and spot.last - spot.first == 1


def approximate(name: str, countries: Sequence[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places of some countries spelled almost like a name, the closest and most populous first."""
    folded = fold_name(name)
    if len(folded) < SHORTEST:
        return ()
    sound = sound_key(folded)
    found: dict[str, tuple[int, int, Candidate]] = {}
    for country in countries:
        for key in near_keys(sound):
            most = int(len(folded) * 0.4) if key == sound else MOST_EDITS
            for candidate in gazetteer.sounding(key, country):
                edits = _fewest_edits(folded, candidate, most)
                if edits <= most:
                    found[candidate.place_id] = (edits, -candidate.population, candidate)
    ranked = sorted(found.values(), key=lambda item: (item[:2], item[2].place_id))
    return tuple(candidate for edits, _, candidate in ranked if edits == ranked[0][0])[:5]


def _fewest_edits(folded: str, candidate: Candidate, most: int) -> int:
    """Return the edits to the closest name of a place that begins with the same letter and is about as long."""
    fewest = most + 1
    for name in candidate.names:
        if abs(len(name) - len(folded)) <= most and (known := fold_name(name))[:1] == folded[:1]:
            fewest = min(fewest, count_edits(folded, known))
    return fewest


def near_keys(key: str) -> tuple[str, ...]:
    """Return a key of sounds, and those with one consonant of another class."""
    others = [key]
    for at, sound in enumerate(key):
        if sound != "A":
            others += [f"{key[:at]}{other}{key[at + 1 :]}" for other in _SOUNDS if other != sound]
    return tuple(others)


def count_edits(a: str, b: str) -> int:
    """Return the Levenshtein distance of two words."""
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
    return row[-1]
