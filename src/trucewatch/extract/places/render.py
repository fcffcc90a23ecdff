"""Make the records of spotted places."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.annotate import Annotated
from trucewatch.extract.gazetteer import Candidate
from trucewatch.extract.places.compose import composed_place
from trucewatch.extract.places.model import Meaning, Spot
from trucewatch.extract.places.standing import Standing, find_standing
from trucewatch.extract.words import Words
from trucewatch.records import Issue, PlaceAlternative, PlaceMention, make_id

_APPROXIMATE = 0.6
"""What is left of the score where a name is only spelled almost like a known one."""


def _rules(spot: Spot, standing: Standing) -> tuple[str, ...]:
    rules = [f"places.{spot.source}", *spot.rules]
    rules += [noun.rule for noun in (spot.noun, spot.hint) if noun is not None]
    if spot.direction:
        rules.append("places.direction")
    if standing.metonym_rule:
        rules.append(standing.metonym_rule)
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
        score=round(score, 4), basis=meaning.basis, metonym=standing.metonym_rule is not None, cue=standing.cue,
        governor=standing.governor, alternatives=_alternatives(meaning.others), rules=_rules(spot, standing),
    )  # fmt: skip


def make_open(annotated: Annotated, spot: Spot, words: Words, meaning: Meaning | None) -> PlaceMention:
    """Return the record of a place that stays open, without coordinates; what it might be is in the alternatives."""
    noun = spot.noun or spot.hint
    standing = find_standing(spot, words, "place")
    quote = annotated.quote(spot.start, spot.end)
    name = " ".join(quote.split())
    return PlaceMention(
        mention_id=make_id("p", annotated.document_id, spot.start, spot.end),
        document_id=annotated.document_id, segment_id=words.passage.segment.segment_id, start=spot.start, end=spot.end,
        quote=quote, place_id=None, name=name, names=(name,), kind=noun.kind if noun else "place", country=None,
        lat=None, lon=None, radius_km=None, score=0.0, basis=_why_open(meaning), metonym=False, cue=standing.cue,
        governor=standing.governor,
        alternatives=_alternatives(((meaning.place, meaning.score), *meaning.others)) if meaning else (),
        rules=_rules(spot, standing),
    )  # fmt: skip


def _why_open(meaning: Meaning | None) -> str:
    if meaning is None:
        return "the words around call it a place; no source knows it"
    return "none of the places of this name fits what else the text speaks of"


def _alternatives(others: Iterable[tuple[Candidate, float]]) -> tuple[PlaceAlternative, ...]:
    return tuple(
        PlaceAlternative(
            place_id=other.place_id, name=other.name, country=other.country, lat=other.lat, lon=other.lon, score=chance
        )
        for other, chance in others
    )


def make_issue(annotated: Annotated, mention: PlaceMention) -> Issue:
    """Return the issue that says why a place stays open."""
    if mention.alternatives:
        code = "unresolved-place"
        reason = f"It is open which of the places named “{mention.name}” is meant, or whether it is another."
    else:
        code, reason = "unknown-place", f"No casebook or gazetteer knows the place “{mention.name}”."
    return Issue(
        issue_id=make_id("i", annotated.document_id, code, mention.start), document_id=annotated.document_id, origin="",
        stage="resolve", code=code, reason=reason, start=mention.start, end=mention.end, quote=mention.quote,
    )  # fmt: skip
