"""Names that no source knows: find the place that is spelled almost so, or say that it is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trucewatch.extract.gazetteer import Candidate, Gazetteer, fold_name, sound_key
from trucewatch.extract.places.compose import join_neighbours
from trucewatch.extract.places.lexicon import nouns, words_of
from trucewatch.extract.places.model import Noun, Spot
from trucewatch.extract.places.spot import ARTICLES, PlaceNames
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

SHORTEST = 6
_LONGEST_NAME = 3
_LONG_NAME, _LEAST_PEOPLE = 8, 5_000
"""For a name that only a preposition calls a place to be read as the one that is spelled almost so."""
_PROPER = frozenset(("NNP", "NNPS"))
_SOUNDS = "JKSDVlmnr"
_VOWELS = "aeiouy"
_PREPOSITIONS = frozenset(("in", "at", "near", "from", "to", "into", "of", "outside", "around", "towards", "toward"))
_STANDING = frozenset(("in", "at", "near", "outside", "inside", "around"))
"""Prepositions behind which an unknown name of one or two words is a place, though nothing else calls it one."""
_SHORT_NAME = 2
_HEADS = frozenset(("pobj", "dobj", "conj", "appos"))
"""What a name is that heads its phrase: "in Velm", not "in Velm factories"."""
_PEOPLES = ("i", "ian", "ish", "ese", "an", "ite", "unni", "ic", "ed", "ist")
"""Endings of adjectives of peoples: "a Velmari village" does not name a village Velmari."""


def find_unknown(words: Words, passage: int, text: str, names: PlaceNames, taken: set[int]) -> Iterator[Spot]:
    """Yield the capitalised names that no source knows; ``trust`` tells how much the words call them places.

    Args:
        words: The words of the passage.
        passage: Its index.
        text: The document's text.
        names: All known names.
        taken: Tokens spotted already, or part of the name of a person or institution.
    """
    at, count = 0, len(words)
    while at < count:
        if not _may_begin(words, at, taken) or words.lowers[at] in names.demonyms:
            at += 1
            continue
        last = _end_of_name(words, at, taken)
        name = text[words.starts[at] : words.ends[last - 1]]
        spot = Spot(
            passage, at, last, words.starts[at], words.ends[last - 1], " ".join(name.split()), fold_name(name), (),
            "unknown", trust="no",
        )  # fmt: skip
        join_neighbours(spot, words, text, names)
        proper = words.tags[at] in _PROPER
        if proper and (spot.options or any(_speaks_of_place(spot, noun, words) for noun in (spot.noun, spot.hint))):
            spot.trust = "yes"
        else:
            spot.noun, spot.hint, spot.start, spot.end = None, None, words.starts[at], words.ends[last - 1]
            spot.options = ()
            if proper and at and words.lowers[at - 1] in _PREPOSITIONS and last - at == 1:
                spot.trust = "weak"
            if proper and at and words.lowers[at - 1] in _STANDING and last - at <= _SHORT_NAME:
                spot.trust = "standing" if _stands_in(words, at, last) else spot.trust
            if proper and last - at <= _LONGEST_NAME and _is_called(words, at, last):
                spot.trust = "standing"
            entered = proper and at and words.lowers[at - 1] in words_of("entering") and last - at <= _SHORT_NAME
            if entered and words.deps[last - 1] in _HEADS:
                spot.trust = "standing"
        yield spot
        at = last


def _stands_in(words: Words, at: int, last: int) -> bool:
    """Return whether something is or happens "in" an unknown name; nobody "believes in" a town."""
    governor = words.lowers[words.heads[at - 1]]
    return (
        words.deps[last - 1] in _HEADS
        and words.lowers[last - 1] not in name_words("thing")
        and governor not in words_of("inward")
    )


def _is_called(words: Words, at: int, last: int) -> bool:
    """Return whether an unknown name is "the port of Velm", or begins as those of mountains and camps do."""
    if last - at > 1 and words.lowers[at] in ("mount", "lake", "wadi", "jebel", "jabal", "fort", "cape"):
        return True
    return at > 1 and words.lowers[at - 1] == "of" and words.lowers[at - 2] in name_words("place-cue")


def _end_of_name(words: Words, at: int, taken: set[int]) -> int:
    """Return the end of an unknown name: further capitalised words, an Arabic article between them or not."""
    last, limit = at + 1, min(len(words), at + _LONGEST_NAME + 2)
    while last < limit and not words.broken(last):
        if words.lowers[last] in ARTICLES and last + 2 < len(words) and words.joined(last + 2):
            if last + 2 in taken or not words.texts[last + 2][0].isupper():
                break
            last += 3
        elif words.lowers[last] in nouns("noun-after"):
            break
        elif last < at + _LONGEST_NAME and _may_begin(words, last, taken):
            last += 1
        else:
            break
    return last


def _may_begin(words: Words, at: int, taken: set[int]) -> bool:
    text = words.texts[at]
    return (
        text[0].isupper()
        and at not in taken
        and (words.tags[at] in _PROPER or words.sentences[at] == at)
        and len(text) > 2
        and not text.isupper()
        and (words.lowers[at] not in words_of("never") or words.lowers[at] in words_of("particle"))
        and words.lowers[at] not in words_of("noun-link")
    )


def _speaks_of_place(spot: Spot, noun: Noun | None, words: Words) -> bool:
    """Return whether a noun beside an unknown name is enough to call it a place."""
    if noun is None or noun.merge == "street" or noun.words.casefold().split()[0] in words_of("nameless"):
        return False
    before = noun.merge in ("capital", "never") and noun.rule != "places.settlement-noun"
    return before or not words.texts[spot.last - 1].casefold().endswith(_PEOPLES)


def settle_unknown(
    unknown: Sequence[Spot], passages: Iterable[Words], countries: Sequence[str], gazetteer: Gazetteer
) -> tuple[list[Spot], list[Spot]]:
    """Return the unknown names that are spelled almost like a place of some countries, and those that stay open.

    A name that is called a place once counts as one wherever the document has it; one that only stands behind "in" or
    "near" does so behind a preposition.
    """
    near: dict[str, tuple[Candidate, ...]] = {}
    called = {spot.name for spot in unknown if spot.trust == "yes"}
    standing = {spot.name for spot in unknown if spot.trust == "standing"}
    written: set[str] = set()
    if any(spot.trust != "no" for spot in unknown):
        written = set().union(*(words.texts for words in passages))
    for spot in unknown:
        if spot.trust != "no" and spot.name not in near and spot.name.casefold() not in written:
            found = spot.options or approximate(spot.name, countries, gazetteer, spot.name in called)
            if spot.name not in called:
                long = len(spot.name) >= _LONG_NAME
                found = tuple(option for option in found if long and option.population >= _LEAST_PEOPLE)
            near[spot.name] = found
    settled, opened = [], []
    for spot in unknown:
        if spot.options or near.get(spot.name):
            spot.options, spot.source = spot.options or near[spot.name], "approximate"
            settled.append(spot)
        elif spot.name in called or spot.trust == "standing" or (spot.trust == "weak" and spot.name in standing):
            opened.append(spot)
    return settled, opened


def approximate(name: str, countries: Sequence[str], gazetteer: Gazetteer, wide: bool) -> tuple[Candidate, ...]:
    """Return the places of some countries spelled almost like a name, the closest and most populous first.

    Almost is one letter, or two where all consonants sound alike and the vowels are as many. Only a ``wide`` search
    tries consonants of another sound.
    """
    folded = fold_name(name)
    if len(folded) < SHORTEST:
        return ()
    sound = sound_key(folded)
    found: dict[str, tuple[int, int, Candidate]] = {}
    for country in countries:
        for key in near_keys(sound) if wide else (sound,):
            for candidate in gazetteer.sounding(key, country):
                edits = min((_edits(folded, fold_name(known), key == sound) for known in candidate.names), default=9)
                if edits < 9:
                    found[candidate.place_id] = (edits, -candidate.population, candidate)
    ranked = sorted(found.values(), key=lambda item: (item[:2], item[2].place_id))
    return tuple(candidate for edits, _, candidate in ranked if edits == ranked[0][0])[:5]


def _edits(folded: str, known: str, alike: bool) -> int:
    """Return the edits between two names, 9 where they are too many."""
    if folded[:1] != known[:1] or abs(len(folded) - len(known)) > 2:
        return 9
    edits = count_edits(folded, known)
    if edits <= 1:
        return edits
    same_vowels = sum(char in _VOWELS for char in folded) == sum(char in _VOWELS for char in known)
    return edits if alike and edits == 2 and same_vowels else 9


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
