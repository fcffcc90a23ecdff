"""Build claims from attributions and figures: one row each, with the chain of who says so."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records import (
    ActorMention,
    Attribution,
    Claim,
    Document,
    Figure,
    PlaceMention,
    Segment,
    TimeMention,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """All mentions of one document."""

    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]


def find_claims(document: Document, segments: tuple[Segment, ...], extracted: Extracted) -> list[Claim]:
    """Return the claims of a document in text order."""
    return []
