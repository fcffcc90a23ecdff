"""An act as found in the text, before it becomes a claim, and the words that trigger it; not stored."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.acts.lexicon import ActType
from trucewatch.records import Participant

LONGEST_TRIGGER = 8
"""Words of an act at most."""


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


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act's words as tokens ``[first, last]``, its head word, and who takes part.

    ``clause`` is the verb that the act hangs on; ``back`` is true for a definite noun: it points to a fuller telling.
    """

    type: ActType
    head: int
    first: int
    last: int
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    clause: int
    back: bool = False


def others(recipients: tuple[Participant, ...], actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return the recipients without those who act themselves."""
    acting = {actor.actor_id or actor.name for actor in actors}
    return tuple(who for who in recipients if (who.actor_id or who.name) not in acting)
