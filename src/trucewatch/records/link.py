"""What linking makes of claims: copies, judgements, events, origins, grades, contradictions, estimates.

All of it is computed from claims and from people's judgements, and can be computed again; nothing here is edited.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records.claim import Participant

GRADES = ("Confirmed", "Fair", "Weak", "Contested", "Discounted")
MATTERS = ("act", "actor", "number")
CONTRADICTIONS = ("status", "actor", "place", "time", "figure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that stand in two documents: offsets into the text of each, and how many words they are."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents that share their words. ``left`` is the one copied from, as far as is known, else the earlier.

    ``kind`` is ``full`` (one document as a whole), ``partial`` (passages) or ``version`` (the same address later).
    ``left_share`` and ``right_share`` are the shares of each one's own words in [0, 1]. ``direction`` says what the
    order rests on: ``credit``, ``time``, ``shared source`` (both copied from a third), ``person`` or ``open``. What a
    person judged and no rule found has no passages and shares of 1. ``credit_quote`` are the words of the right
    document that name its source, at ``credit_start``.
    """

    copy_id: str
    left_id: str
    right_id: str
    kind: str
    left_share: float
    right_share: float
    passages: tuple[Passage, ...]
    direction: str
    credit_start: int | None
    credit_quote: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One documented comparison of a pair: its name, what it found in words, and what it adds to the score."""

    name: str
    found: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement that two claims are about the same happening, a part and its whole, or two different ones.

    ``relation`` is ``same``, ``sub`` (the left is a part of the right) or ``different``. ``score`` is a probability.
    ``made_by`` is ``rule`` or ``person``; ``decision_id`` leads to a person's reasons.
    """

    left_id: str
    right_id: str
    relation: str
    score: float
    comparisons: tuple[Comparison, ...]
    made_by: str
    decision_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several claims are about. Its id is made of the least of its claims' ids (see `linking.events`).

    ``claim_ids`` are all its claims in order; of these ``denied_ids`` deny it. ``date`` is EDTF, ``first`` and
    ``last`` ISO days that bound it. ``label`` are the words of the claim that tells most, ``label_id`` its id.
    ``part_of`` is the event of which this is a part. ``known_on`` is the first day by which a report of it was
    certainly published.
    """

    event_id: str
    act: str | None
    event_type: str | None
    status: str
    label: str
    label_id: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place_ids: tuple[str, ...]
    date: str | None
    first: str | None
    last: str | None
    claim_ids: tuple[str, ...]
    denied_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    part_of: str | None
    known_on: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who first said a claim, which is not who prints it.

    ``origin`` is the key by which independence is counted: a casebook id, ``outlet:ID``, ``author:NAME``,
    ``document:ID``, ``named:…`` (named, but known to no casebook) or ``unnamed:…``. ``kind`` is ``actor``,
    ``monitor``, ``witness``, ``outlet``, ``author`` or ``unnamed``. ``copied_from`` is the document from which the
    words were taken over. ``withdrawn_by`` is the version of the document that takes them back.
    """

    claim_id: str
    origin: str
    name: str
    side: str | None
    kind: str
    copied_from: str | None
    why: str
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How well one matter of an event (the act, the actor, the number) stands, by the published rule.

    ``grade`` is one of `GRADES`; ``origins`` and ``sides`` those that assert it, ``against`` the origins that do not.
    ``admiralty`` is source letter and information digit, judged apart. ``why`` lets a reader derive it by hand.
    """

    event_id: str
    matter: str
    grade: str
    origins: tuple[str, ...]
    sides: tuple[str, ...]
    against: tuple[str, ...]
    claim_ids: tuple[str, ...]
    admiralty: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both hold, with the words of each. ``kind`` is one of `CONTRADICTIONS`.

    ``left`` and ``right`` are spans of their documents: the words that clash (a figure, a place, the act itself).
    """

    contradiction_id: str
    kind: str
    event_id: str | None
    left_claim_id: str
    right_claim_id: str
    left_document_id: str
    right_document_id: str
    left_quote: str
    right_quote: str
    left_start: int
    right_start: int
    left_claimant: str | None
    right_claimant: str | None
    known_on: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One figure beside the others that count the same quantity (``topic_id``).

    ``topic`` names the quantity in words; ``whom`` whom it counts. ``origin`` is the key of who first gave it,
    ``cited`` the documents that print it. ``as_of`` is EDTF, with ``as_of_basis`` in words. ``scope`` is ``total``,
    ``day`` (an increment) or ``part`` (of ``part_of``). Unknown is None, never 0.
    """

    estimate_id: str
    topic_id: str
    topic: str
    unit: str
    whom: str | None
    event_id: str | None
    figure_id: str
    claim_id: str | None
    document_id: str
    start: int
    quote: str
    claimant: str | None
    side: str | None
    origin: str
    low: float | None
    high: float | None
    best: float | None
    approximate: bool
    as_of: str | None
    as_of_basis: str
    scope: str
    part_of: str | None
    known_on: str | None
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where an event went whose id is no longer there; to several events where it was split.

    ``to_id`` is None where none of its claims is in the case any more. ``claims`` counts those of its claims that are
    now in ``to_id``.
    """

    event_id: str
    to_id: str | None
    claims: int
    why: str
