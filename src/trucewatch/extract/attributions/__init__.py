"""Find who says what: source, cue and content, direct and indirect, nested."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.extract.attributions.assemble import assemble
from trucewatch.extract.attributions.read import read_document
from trucewatch.extract.model import Knowledge
from trucewatch.records import ActorMention, Attribution, Issue

__all__ = ["find_attributions"]


def find_attributions(
    annotated: Annotated, knowledge: Knowledge, actors: list[ActorMention]
) -> tuple[list[Attribution], list[Issue]]:
    """Return the attributions of a document in text order, and what could not be decided."""
    found, issues = read_document(annotated)
    records, unresolved = assemble(annotated, found, actors)
    return records, issues + unresolved
