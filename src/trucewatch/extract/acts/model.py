"""An act as found in the text, before it becomes a claim; not stored."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One reported act: the span is the trigger with its object, one to eight words.

    ``act`` is a code of the act table, ``event_type`` its PLOVER type. ``actors`` did it, ``recipients`` bore it; both
    name mentions. ``place_mention_ids`` are the act's own places, ``time_ids`` and ``date`` (EDTF) its own time.
    ``attribution_id`` is the innermost attribution it stands in, None where the report says it itself. ``polarity`` and
    ``modality`` are as in `records.Claim`; ``remark`` is true for questions, general remarks and conditions, which are
    no events. ``voice`` is ``own``, ``alleged`` or ``vouched`` (`status.Standing`). ``evidence`` says in a short
    sentence what decided polarity and modality.
    """

    segment_id: str
    start: int
    end: int
    act: str
    event_type: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place_mention_ids: tuple[str, ...]
    time_ids: tuple[str, ...]
    date: str | None
    figure_ids: tuple[str, ...]
    attribution_id: str | None
    polarity: str
    modality: str
    remark: bool
    score: float
    evidence: str
    rules: tuple[str, ...]
    voice: str
