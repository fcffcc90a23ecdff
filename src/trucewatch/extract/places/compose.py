"""Join a name with the noun or direction beside it: "X corridor", "southern X", "Republic of X", "X/Y districts"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.extract.gazetteer import Candidate, fold_name
from trucewatch.extract.places.lexicon import LONGEST_NOUN, directions, nouns, words_of
from trucewatch.extract.places.model import Noun, Spot
from trucewatch.extract.places.spot import PlaceNames
from trucewatch.extract.words import Words

_WIDE = (
    "country",
    "region",
    "territory",
    "continent",
    "former-state",
    "zone",
    "sea",
    "corridor",
    "range",
    "valley",
    "strait",
)
_NOT_OF_COUNTRIES = frozenset(
    ("places.district", "places.province", "places.region", "places.site", "places.settlement-noun")
)
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ"))
_KM_PER_DEGREE = 111.2


def is_wide(option: Candidate) -> bool:
    """Return whether a place is larger than a settlement or district."""
    return option.kind in _WIDE


def join_neighbours(spot: Spot, words: Words, text: str, names: PlaceNames) -> None:
    """Look at the words around a spotted name and let those that make a place of it join in."""
    _join_noun_before(spot, words)
    if spot.noun is None:
        _join_noun_after(spot, words, text, names)
    if spot.noun is None:
        _join_direction(spot, words, text, names)


def _join_noun_after(spot: Spot, words: Words, text: str, names: PlaceNames) -> None:
    at = spot.last
    if at + 1 < len(words) and words.texts[at] == "[":
        at += 1  # an editor's addition: "the Lachin [corridor]"
    if at >= len(words) or words.broken(at) or not words.texts[at][0].isalpha():
        return
    for first in (at, at + 1):
        if first > at and words.lowers[at] not in words_of("noun-link"):
            return
        for last in range(min(len(words), first + LONGEST_NOUN), first, -1):
            found = nouns("noun-after").get(" ".join(words.lowers[first:last]))
            if found and (words.tags[last - 1] in _NOUN_TAGS or words.texts[first - 1] == "["):
                _take_noun(spot, words, (at, last), found[0], text, names)
                return


def _take_noun(spot: Spot, words: Words, tokens: tuple[int, int], noun: Noun, text: str, names: PlaceNames) -> None:
    """Make the noun part of the name, or keep it as a hint of the kind."""
    first, last = tokens
    if words.texts[first - 1] == "[" and words.texts[last : last + 1] == ["]"]:
        last += 1
    end = words.ends[last - 1]
    whole = text[spot.start : end]
    known, source = names.find(whole)
    capital = words.texts[last - 1][0].isupper() and not words.texts[last - 1].isupper()
    same = not capital and bool(spot.options) and known[:1] == spot.options[:1]
    same = same and noun.merge == "never"
    if same or (not capital and words.lowers[spot.last - 1] in nouns("noun-after")):
        spot.cued = True
        return
    if known and (source == "casebook" or spot.source == "gazetteer"):
        spot.options, spot.source, spot.name, spot.folded = known, source, " ".join(whole.split()), fold_name(whole)
        spot.last, spot.end, spot.cued = last, end, True
        return
    if any(option.kind in ("country", "continent", "former-state") for option in spot.options) and (
        noun.rule in _NOT_OF_COUNTRIES or (not capital and noun.kind not in ("corridor", "zone"))
    ):
        return
    if noun.merge == "street":
        spot.trust = "no" if capital else spot.trust
        spot.hint, spot.cued = noun, True
        return
    spot.cued = True
    wide = bool(spot.options) and is_wide(spot.options[0]) and not spot.options[0].place_id.startswith("geonames:")
    merges = noun.merge == "always" or (noun.merge == "settlement" and (capital or not wide))
    if noun.plural and noun.kind != "range":
        merges = False
    if merges:
        spot.noun, spot.end = noun, end
    else:
        spot.hint = noun


def _join_noun_before(spot: Spot, words: Words) -> None:
    at = spot.first
    if at and words.lowers[at - 1] == "the":
        at -= 1
    for first in range(max(0, at - LONGEST_NOUN), at):
        if words.sentences[first] != words.sentences[spot.first] or words.broken(spot.first):
            continue
        for noun in nouns("noun-before").get(" ".join(words.lowers[first:at]), ()):
            if noun.merge == "capital":
                if words.texts[first][0].isupper() and words.tags[first] in ("NNP", "NNPS", "NN") and at == spot.first:
                    spot.noun, spot.start, spot.cued = noun, words.starts[first], True
                    return
            elif words.texts[first][0].islower() and _names_its_kind(words, first, at):
                spot.hint, spot.cued = noun, True
                return


def _names_its_kind(words: Words, first: int, at: int) -> bool:
    """Return whether "city of" or "city" before a name speaks of the place named, unlike in "a town of Velmar"."""
    if at - first == 1:
        return words.tags[first] in ("NN", "NNS")
    return first == 0 or words.lowers[first - 1] not in ("a", "an", "any", "every", "another", "each")


def _join_direction(spot: Spot, words: Words, text: str, names: PlaceNames) -> None:
    at = spot.first - 1
    if at < 0 or not spot.options or words.broken(spot.first) or words.lowers[at] not in directions():
        return
    direction = words.lowers[at]
    if at > 1 and words.texts[at - 1] == "-" and f"{words.lowers[at - 2]}-{direction}" in directions():
        at -= 2
        direction = f"{words.lowers[at]}-{direction}"
    whole = text[words.starts[at] : spot.end]
    known, source = names.find(whole)
    if known and spot.hint is None:
        spot.options, spot.source, spot.name, spot.folded = known, source, " ".join(whole.split()), fold_name(whole)
        spot.first, spot.start, spot.cued = at, words.starts[at], True
        return
    spot.cued = True
    if is_wide(spot.options[0]) and spot.options[0].radius_km >= 60 and words.tags[at] != "RB":
        spot.direction, spot.start = direction, words.starts[at]


def token_behind(spot: Spot, words: Words) -> int:
    """Return the first token behind the words of a spot, its noun included."""
    at = spot.last
    while at < len(words) and words.starts[at] < spot.end:
        at += 1
    return at


def share_plural_nouns(spots: list[Spot], passages: Sequence[Words]) -> None:
    """Give the noun of "X, Y and Z districts" to every name of the row."""
    for index in range(len(spots) - 1, 0, -1):
        spot, before = spots[index], spots[index - 1]
        shared = spot.hint
        if shared is None or not shared.plural or before.hint or before.noun or before.passage != spot.passage:
            continue
        words = passages[spot.passage]
        between = words.lowers[before.last : spot.first]
        if between and all(word in ("and", ",", "or", "the", "&") for word in between):
            before.hint, before.cued = shared, True


def composed_place(base: Candidate, spot: Spot) -> Candidate:
    """Return the place that a noun or direction beside the name of a base makes."""
    if spot.direction:
        return _moved(base, spot.direction)
    noun = spot.noun or spot.hint
    if noun is None or noun.merge in ("capital", "never", "street"):
        return base
    if (
        noun.kind in ("district", "region")
        and base.place_id.startswith("geonames:")
        and base.kind in ("district", "region")
    ):
        return replace(base, radius_km=max(base.radius_km, 20.0))
    kind = "airport" if "airport" in noun.words.casefold() or "airfield" in noun.words.casefold() else noun.kind
    return replace(
        base, place_id=f"composed:{noun.rule.partition('.')[2]}:{base.place_id}", kind=kind,
        name=f"{base.name} {noun.words}", names=tuple(dict.fromkeys(f"{name} {noun.words}" for name in base.names[:8])),
        radius_km=max(noun.radius_km, base.radius_km), population=0,
    )  # fmt: skip


def _moved(base: Candidate, direction: str) -> Candidate:
    east, north = directions()[direction]
    reach = base.radius_km * 0.45
    lat = base.lat + north * reach / _KM_PER_DEGREE
    return replace(
        base, place_id=f"composed:{direction}:{base.place_id}", kind="region", name=f"{direction} {base.name}",
        names=tuple(dict.fromkeys(f"{direction} {name}" for name in base.names[:8])), lat=round(lat, 3),
        lon=round(base.lon + east * reach / (_KM_PER_DEGREE * max(0.2, _cosine(lat))), 3),
        radius_km=round(base.radius_km * 0.65, 1), population=0,
    )  # fmt: skip


def _cosine(lat: float) -> float:
    return 1 - (lat / 90) ** 2 if abs(lat) < 85 else 0.1
