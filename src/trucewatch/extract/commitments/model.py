"""A commitment as found in the text, before it becomes a claim; not stored."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One duty, deadline or promise; the span is the clause that states it.

    ``bearers`` owe it, ``beneficiaries`` are owed it. ``act`` and ``event_type`` are of the act table where the owed
    act is one of it. ``due`` is EDTF, with ``due_kind`` ``by``, ``before``, ``until``, ``within``, ``from`` or None.
    ``under`` are the words that name the accord, order, mandate or promise.
    """

    segment_id: str
    start: int
    end: int
    act: str | None
    event_type: str | None
    action: str
    bearers: tuple[Participant, ...]
    beneficiaries: tuple[Participant, ...]
    place_mention_ids: tuple[str, ...]
    time_ids: tuple[str, ...]
    due: str | None
    due_kind: str | None
    figure_ids: tuple[str, ...]
    under: str | None
    attribution_id: str | None
    score: float
    rules: tuple[str, ...]
