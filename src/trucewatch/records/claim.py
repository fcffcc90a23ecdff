"""Claim: one assertion that can be true or false, with the chain of who says so."""

from __future__ import annotations

from dataclasses import dataclass

POLARITIES = ("asserted", "denied")
MODALITIES = ("actual", "ongoing", "planned", "hypothetical", "omitted")
STATUSES = ("happened", "ongoing", "planned", "denied", "alleged", "omitted", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in a role of a claim; ``mention_id`` leads to its words."""

    actor_id: str | None
    name: str
    mention_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion made by one document.

    The span is the asserted words; ``repeats`` are ``start:end`` of further places of the same document where the same
    claim stands. ``kind`` is ``act``, ``commitment``, ``statement``, ``figure`` or ``record`` (a row of others).
    For an act the span is the trigger with its object, ``act`` a code of the act table and ``event_type`` its PLOVER
    type; ``actors`` did it and ``recipients`` bore it. For a commitment the span is the clause, ``actors`` owe it,
    ``recipients`` are owed it, ``due`` is when (EDTF) and ``under`` the words that name accord, order, mandate or
    promise. ``mentioned`` are all actors within the words of a statement or figure. ``claimant`` is the innermost
    source, ``chain`` the names from that source out to the outlet; ``own_voice`` is true where the report itself
    asserts it. ``made_by`` is ``machine`` or ``person``; ``review`` is ``unreviewed``, ``accepted``, ``corrected`` or
    ``rejected``. ``why`` says in words how it was read, ``rules`` by which rules.
    """

    claim_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    repeats: tuple[str, ...]
    kind: str
    act: str | None
    event_type: str | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mentioned: tuple[Participant, ...]
    place_ids: tuple[str, ...]
    place_mention_ids: tuple[str, ...]
    date: str | None
    due: str | None
    under: str | None
    time_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    attribution_id: str | None
    polarity: str
    modality: str
    status: str
    claimant: str | None
    claimant_actor_id: str | None
    claimant_side: str | None
    chain: tuple[str, ...]
    own_voice: bool
    score: float
    made_by: str
    review: str
    why: str
    rules: tuple[str, ...]
