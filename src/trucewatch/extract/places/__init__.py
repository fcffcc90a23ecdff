"""Find the names of geographic places and resolve them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from trucewatch.annotate import Annotated
from trucewatch.extract.model import Knowledge
from trucewatch.extract.names import Name, find_names
from trucewatch.extract.places.compose import join_neighbours, share_plural_nouns, token_behind
from trucewatch.extract.places.judge import blocked_tokens, judge_spot
from trucewatch.extract.places.model import Spot
from trucewatch.extract.places.render import make_issue, make_mention, make_open
from trucewatch.extract.places.resolve import clear_reading, resolve_spots
from trucewatch.extract.places.spot import PlaceNames, find_spots
from trucewatch.extract.places.support import accept_supported, link_parents, share_cues
from trucewatch.extract.places.surroundings import find_surroundings
from trucewatch.extract.places.unknown import find_unknown, settle_unknown
from trucewatch.extract.runs import is_title_case, sentence_bounds
from trucewatch.extract.words import Words, read_all_words
from trucewatch.records import Issue, PlaceMention

_latest: list[PlaceNames] = []
LEAST_SCORE, LEAST_SCORE_MISSPELT = 0.3, 0.6
"""Below the first, nine of ten readings would be wrong (measured on news with known places): the place stays open."""


def find_places(annotated: Annotated, knowledge: Knowledge) -> tuple[list[PlaceMention], list[Issue]]:
    """Return the place mentions of a document in text order, and what could not be resolved."""
    passages = read_all_words(annotated)
    proper = find_names(annotated)
    names = _place_names(knowledge)
    spots, unknown = _spot_all(annotated, passages, proper, names)
    share_plural_nouns(spots, passages)
    link_parents(spots, passages)
    share_cues(sorted(spots + unknown, key=lambda spot: spot.start), passages)
    around = find_surroundings(spots, clear_reading)
    accepted = accept_supported(spots, around, proper)
    settled, opened = settle_unknown(unknown, passages, around.countries()[:3], names.gazetteer)
    accepted = sorted(accepted + settled, key=lambda spot: spot.start)
    evidence = [spot for spot in spots if spot.trust == "evidence"]
    meanings = resolve_spots(accepted, evidence, around)
    mentions = [make_open(annotated, spot, passages[spot.passage], None) for spot in opened]
    cued = {spot.folded for spot in accepted if spot.cued}
    for spot, meaning in zip(accepted, meanings, strict=True):
        if meaning.score >= (LEAST_SCORE_MISSPELT if spot.source == "approximate" else LEAST_SCORE):
            mentions.append(make_mention(annotated, spot, passages[spot.passage], meaning))
        elif spot.folded in cued:
            mentions.append(make_open(annotated, spot, passages[spot.passage], meaning))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return mentions, _issues(annotated, mentions, {spot.start for spot in opened if spot.trust != "yes"})


def _issues(annotated: Annotated, mentions: Sequence[PlaceMention], silent: set[int]) -> list[Issue]:
    """Return one issue for each name that stays open, at the first mention that says it is a place."""
    first: dict[str, PlaceMention] = {}
    for mention in mentions:
        if mention.place_id is None and mention.start not in silent:
            first.setdefault(mention.name, mention)
    return [make_issue(annotated, mention) for mention in first.values()]


def _place_names(knowledge: Knowledge) -> PlaceNames:
    """Return the names to look up, made once for the knowledge that a process works with."""
    if not _latest or _latest[0].casebook is not knowledge.casebook or _latest[0].gazetteer is not knowledge.gazetteer:
        _latest[:] = [PlaceNames(knowledge.casebook, knowledge.gazetteer)]
    return _latest[0]


def _spot_all(
    annotated: Annotated, passages: Sequence[Words], proper: Sequence[Name], names: PlaceNames
) -> tuple[list[Spot], list[Spot]]:
    """Return the judged spots of all passages that may be places, and the unknown names that the words call so."""
    spots: list[Spot] = []
    unknown: list[Spot] = []
    by_passage: dict[int, list[Name]] = {}
    for name in proper:
        by_passage.setdefault(name.passage, []).append(name)
    surnames = {part for name in proper if name.kind == "person" for part in name.full.split()}
    for index, words in enumerate(passages):
        here = by_passage.get(index, [])
        blocked = blocked_tokens(words, names.casebook)
        headlines = [bounds for bounds in sentence_bounds(words) if is_title_case(words, *bounds)]
        taken = set(blocked)
        for spot in find_spots(words, index, annotated.text, names):
            if not blocked.isdisjoint(range(spot.first, spot.last)):
                continue
            join_neighbours(spot, words, annotated.text, names)
            if spot.trust != "no":
                headline = any(first <= spot.first < last for first, last in headlines)
                judge_spot(spot, words, _name_around(here, spot), headline)
            if spot.trust != "no":
                spots.append(spot)
                taken.update(range(spot.first, token_behind(spot, words)))
        taken.update(at for name in here if name.kind != "unknown" for at in range(name.first, name.last))
        taken.update(at for first, last in headlines for at in range(first, last))
        taken.update(at for at, form in enumerate(words.texts) if form in surnames)
        unknown.extend(find_unknown(words, index, annotated.text, names, taken))
    return spots, unknown


def _name_around(names: list[Name], spot: Spot) -> Name | None:
    """Return the proper name of a passage that a spot overlaps, if any; the names are in text order."""
    at = bisect_right(names, spot.first, key=lambda name: name.first) - 1
    for name in names[max(0, at) : at + 2]:
        if name.first < spot.last and spot.first < name.last:
            return name
    return None
