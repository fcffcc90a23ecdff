"""Find the actors named or pointed at, and resolve them within the document and by the casebook."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.extract.model import Knowledge, Published
from trucewatch.records import ActorMention, Issue, PlaceMention


def find_actors(
    annotated: Annotated, knowledge: Knowledge, places: list[PlaceMention], published: Published | None
) -> tuple[list[ActorMention], list[Issue]]:
    """Return the actor mentions of a document in text order, and what could not be resolved."""
    return [], []
