"""Make the records of spotted places."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.extract.places.compose import composed_place
from trucewatch.extract.places.model import Meaning, Spot
from trucewatch.extract.places.standing import find_standing
from trucewatch.extract.words import Words
from trucewatch.records import Issue, PlaceAlternative, PlaceMention, make_id

_APPROXIMATE = 0.6
"""What is left of the score where a name is only spelled almost like a known one."""


def _rules(spot: Spot, metonym: bool) -> tuple[str, ...]:
    rules = [f"places.{spot.source}", *spot.rules]
    for noun in (spot.noun, spot.hint):
        if noun is not None:
            rules.append(noun.rule)
    if spot.direction:
        rules.append("places.direction")
    if metonym:
        rules += ["places.metonym", "places.metonym-owned", "places.metonym-object"]
    return tuple(rules)


def make_mention(annotated: Annotated, spot: Spot, words: Words, meaning: Meaning) -> PlaceMention:
    """Return the record of a resolved spot."""
    place = composed_place(meaning.place, spot)
    standing = find_standing(spot, words, place.kind)
    score = meaning.score * (_APPROXIMATE if spot.source == "approximate" else 1.0)
    return PlaceMention(
        mention_id=make_id("p", annotated.document_id, spot.start, spot.end),
        document_id=annotated.document_id, segment_id=words.passage.segment.segment_id, start=spot.start, end=spot.end,
        quote=annotated.quote(spot.start, spot.end), place_id=place.place_id, name=place.name, names=place.names,
        kind=place.kind, country=place.country, lat=place.lat, lon=place.lon, radius_km=place.radius_km,
        score=round(score, 4), basis=meaning.basis, metonym=standing.metonym, cue=standing.cue,
        governor=standing.governor,
        alternatives=tuple(
            PlaceAlternative(
                place_id=other.place_id, name=other.name, country=other.country, lat=other.lat, lon=other.lon,
                score=chance,
            )
            for other, chance in meaning.others
        ),
        rules=_rules(spot, standing.metonym),
    )  # fmt: skip


def make_unknown(annotated: Annotated, spot: Spot, words: Words) -> PlaceMention:
    """Return the record of a place that no source knows, without coordinates."""
    noun = spot.noun or spot.hint
    standing = find_standing(spot, words, "place")
    quote = annotated.quote(spot.start, spot.end)
    name = " ".join(quote.split())
    return PlaceMention(
        mention_id=make_id("p", annotated.document_id, spot.start, spot.end),
        document_id=annotated.document_id, segment_id=words.passage.segment.segment_id, start=spot.start, end=spot.end,
        quote=quote, place_id=None, name=name, names=(name,), kind=noun.kind if noun else "place", country=None,
        lat=None, lon=None, radius_km=None, score=0.0, basis="the words around call it a place; no source knows it",
        metonym=False, cue=standing.cue, governor=standing.governor, alternatives=(), rules=_rules(spot, False),
    )  # fmt: skip


def make_issue(annotated: Annotated, spot: Spot) -> Issue:
    """Return the issue that says that a place is unknown."""
    quote = annotated.quote(spot.start, spot.end)
    return Issue(
        issue_id=make_id("i", annotated.document_id, "unknown-place", spot.start), document_id=annotated.document_id,
        origin="", stage="resolve", code="unknown-place",
        reason=f"No casebook or gazetteer knows the place “{spot.name}”.", start=spot.start, end=spot.end, quote=quote,
    )  # fmt: skip
