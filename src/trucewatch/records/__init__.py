"""The nouns: immutable records, and the Arrow schemas derived from them. Imports nothing else of ours."""

from trucewatch.records.claim import Claim, Participant
from trucewatch.records.document import Document, Issue, Segment
from trucewatch.records.mention import (
    ActorMention,
    Attribution,
    Figure,
    PlaceAlternative,
    PlaceMention,
    TimeMention,
)
from trucewatch.records.schema import LINKED_TABLES, TABLES, arrow_schema, from_rows, make_id, to_rows

__all__ = [
    "LINKED_TABLES",
    "TABLES",
    "ActorMention",
    "Attribution",
    "Claim",
    "Document",
    "Figure",
    "Issue",
    "Participant",
    "PlaceAlternative",
    "PlaceMention",
    "Segment",
    "TimeMention",
    "arrow_schema",
    "from_rows",
    "make_id",
    "to_rows",
]
