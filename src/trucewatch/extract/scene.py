"""All mentions of one document that the finders of acts and commitments look things up in."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Annotated
from trucewatch.extract.model import Knowledge, Published
from trucewatch.records import ActorMention, Attribution, Figure, PlaceMention, TimeMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document's text, parse and mentions, and when it was published. All lists are in text order."""

    annotated: Annotated
    knowledge: Knowledge
    published: Published | None
    genre: str
    times: list[TimeMention]
    places: list[PlaceMention]
    actors: list[ActorMention]
    attributions: list[Attribution]
    figures: list[Figure]
