"""Spot the names that casebook or gazetteer know, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from trucewatch.casebook import Casebook, Place
from trucewatch.extract.gazetteer import Candidate, Gazetteer, fold_name
from trucewatch.extract.places.lexicon import abbreviations, spellings, words_of
from trucewatch.extract.places.model import Spot
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

LONGEST_NAME = 7
_HYPHENS = frozenset("-‐‑–")
_JOINTS = frozenset(
    ("'s", "’s", "au", "aux", "sous", "lès", "les", "of", "the", "and", "de", "del", "du",
     "des", "da", "do", "dos", "la", "le", "el", "al", "ul", "y", "e", "i",
     "ed", "ad", "as", "ash", "az", "an", "upon", "sur", "en", "&", "'", "’", "bin", "abu", "um", "es", "esh", "ez")
)  # fmt: skip
ARTICLES = frozenset(("al", "el", "ad", "as", "ash", "ar", "az", "an", "at", "es", "ed", "ez", "er", "deir", "ain"))


_SHORT_HEADING = 4
_KNOWN_PEOPLE = 200_000
Found = tuple[tuple[Candidate, ...], str]
_REMEMBERED = 10_000


class PlaceNames:
    """All names that can be looked up: the casebook's places before the gazetteer's."""

    def __init__(self, casebook: Casebook, gazetteer: Gazetteer) -> None:
        self.casebook = casebook
        self.gazetteer = gazetteer
        self.small_starts: set[str] = set()
        self.demonyms = frozenset(
            word.casefold() for actor in casebook.actors.values() for word in actor.demonyms if " " not in word
        )
        self._own: dict[str, list[tuple[Candidate, bool]]] = {}
        self._known: dict[str, Found] = {}
        for place in casebook.places.values():
            candidate = _as_candidate(place)
            for name in place.names:
                short = name.text.isupper() and len(name.text) < 6
                listed = self._own.setdefault(fold_name(name.text), [])
                if all(known.place_id != candidate.place_id for known, _ in listed):
                    listed.append((candidate, short))
                if name.text[:1].islower():
                    self.small_starts.add(name.text.split()[0].casefold())

    def find(self, name: str) -> Found:
        """Return what a name can mean and its source, ``casebook`` or ``gazetteer``."""
        found = self._known.get(name)
        if found is None:
            own = self._own.get(fold_name(name), ())
            meant = tuple(candidate for candidate, short in own if not short or name.isupper())
            found = (meant, "casebook") if meant else (self.gazetteer.lookup(name), "gazetteer")
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[name] = found
        return found


def _as_candidate(place: Place) -> Candidate:
    names = tuple(name.text for name in place.names)
    return Candidate(
        f"casebook:{place.id}", names[0], names, place.kind, place.country, None, place.lat, place.lon,
        place.radius_km, 0,
    )  # fmt: skip


def find_spots(words: Words, passage: int, text: str, names: PlaceNames) -> Iterator[Spot]:
    """Yield the known names of a passage from left to right, none overlapping another."""
    at, loud = 0, is_loud(words)
    texts, count, calendar = words.texts, len(words.texts), name_words("calendar")
    while at < count:
        first = texts[at][0]
        if not first.isupper() and not (first.isalpha() and _small_start(words, at, names)):
            at += 1
            continue
        spot = (
            None
            if words.lowers[at] in calendar or _ends_longer(words, at)
            else _longest_at(words, passage, at, text, names, loud)
        )
        if spot is None:
            at += 1
        else:
            yield spot
            if spot.end < words.ends[spot.last - 1] and (tail := _tail_spot(words, spot, text, names)):
                yield tail
            at = spot.last


def _small_start(words: Words, at: int, names: PlaceNames) -> bool:
    lower = words.lowers[at]
    if lower in names.small_starts:
        return True
    if at and words.texts[at - 1][0].isupper() and not words.broken(at):
        return False  # "Ras al-Velm" is one name
    return (
        lower in ARTICLES
        and at + 2 < len(words)
        and words.texts[at + 1] in _HYPHENS
        and words.texts[at + 2][0].isupper()
        and words.joined(at + 2)
    )


def _ends_longer(words: Words, at: int) -> bool:
    """Return whether a word ends a longer name with an Arabic article in it: Velm in "Ras al-Velm"."""
    return (
        at > 2
        and words.texts[at - 1] in _HYPHENS
        and words.joined(at)
        and words.lowers[at - 2] in ARTICLES
        and words.texts[at - 3][0].isupper()
        and words.sentences[at - 3] == words.sentences[at]
    )


def _longest_at(words: Words, passage: int, at: int, text: str, names: PlaceNames, loud: bool) -> Spot | None:
    start = words.starts[at]
    small = words.texts[at][0].islower() and words.lowers[at] in names.small_starts
    ends = _ends_open(words, at) if small else _ends_of_run(words, at)
    for last in reversed(ends):
        end = words.ends[last - 1]
        name = text[start:end]
        if last - at == 1:
            if words.lowers[at] in _no_places() and (loud or not _is_short_form(name)):
                return None
            if not name.isalnum():
                end = start + len(_less_tail(name))
                name = text[start:end]
        long, rule = _long_form(name, words, at)
        options, source = names.find(long or name)
        if options and not long and not loud and _is_short_form(name):
            options = tuple(option for option in options if _may_be_shortened(option, name))
        if options and last - at == 1 and words.lowers[at] in names.demonyms:
            options = tuple(option for option in options if not option.place_id.startswith("geonames:"))
        if options:
            folded = fold_name(name)
            spot = Spot(passage, at, last, start, end, " ".join(name.split()), folded, options, source)
            spot.rules += rule
            return spot
    return None


def is_loud(words: Words) -> bool:
    """Return whether a passage is written in capitals throughout, so that they tell nothing."""
    return len(words) > _SHORT_HEADING and not any(text.islower() for text in words.texts if len(text) > 1)


def _long_form(name: str, words: Words, at: int) -> tuple[str | None, list[str]]:
    """Return the name that an abbreviation behind a comma, or a spelling of its own, stands for, and the rule."""
    if at and words.texts[at - 1] == "," and (long := abbreviations().get(name)):
        return long, ["places.abbreviation"]
    if long := spellings().get(name):
        return long, ["places.spelling"]
    return None, []


def _may_be_shortened(option: Candidate, name: str) -> bool:
    """Return whether initials, or a short name set in capitals, can mean a place: NKR or LIMA, not HIV for Hiv."""
    if name.replace(".", "") in option.names:
        return True
    return len(name) > 3 and (not option.place_id.startswith("geonames:") or option.population >= _KNOWN_PEOPLE)


def _tail_spot(words: Words, spot: Spot, text: str, names: PlaceNames) -> Spot | None:
    """Return the second place in a token that the tokeniser left whole: ``U.S.-Velmar``."""
    start, end = spot.end + 1, words.ends[spot.last - 1]
    name = text[start:end]
    options, source = names.find(name) if name[:1].isupper() else ((), "")
    return (
        Spot(spot.passage, spot.first, spot.last, start, end, name, fold_name(name), options, source)
        if options
        else None
    )


@cache
def _no_places() -> frozenset[str]:
    """Return the words that alone never name a place."""
    roles = ("never", "institution-before", "institution-after", "organ")
    return frozenset().union(*(words_of(role) for role in roles))


def _is_short_form(name: str) -> bool:
    """Return whether a name is written as initials: ``US``, ``U.S.``, ``DRC``."""
    return len(name) < 6 and name.isupper()


def _less_tail(token: str) -> str:
    """Return the place in a token that the tokeniser left whole: ``U.S.-led``, ``Velmar/Tirv``, ``Velmar.[3]``."""
    for mark in ("-", "–", "‑", "/", ".[", "["):
        head, found, tail = token.partition(mark)
        if found and head and tail[:1].isalnum() and (head[-1] == "." or mark in ("/", ".[", "[") or tail[0].islower()):
            return head
    return token


def _ends_of_run(words: Words, at: int) -> list[int]:
    """Return the possible ends of a name that begins at a token: behind each capitalised word of its run."""
    texts, limit = words.texts, min(len(words.texts), at + LONGEST_NAME)
    sentence = words.sentences[at]
    ends = [] if texts[at][0].islower() else [at + 1]
    here = at + 1
    while here < limit and not words.broken(here):
        text = texts[here]
        if text[0].isupper() or text[0].isdigit() or (text[1:2] in ("'", "’") and text[2:3].isupper()):
            if words.sentences[here] != sentence and ends[-1:] != [here - 1]:
                break
            ends.append(here + 1)
        elif not (text in _HYPHENS or words.lowers[here] in _JOINTS):
            break
        here += 1
    return ends


def _ends_open(words: Words, at: int) -> list[int]:
    """Return the possible ends of a name in small letters: behind each of the next words."""
    limit = min(len(words.texts), at + LONGEST_NAME)
    return [end for end in range(at + 1, limit + 1) if words.texts[end - 1][0].isalnum()]
