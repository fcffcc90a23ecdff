"""Mentions and attributions: spans of one document's text, and what they were resolved to.

``start`` and ``end`` are code points of ``Document.text`` and ``quote == text[start:end]``, always.
``rules`` lists the ids of the rulebook entries that made the record.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """An expression that names a point or period on the calendar.

    ``value`` is EDTF as it was resolved: ``2023-09-20``, ``2023-09-20T13:00``, ``2023-W38``, ``2023-FA``,
    ``1980s``, ``2020/..``, ``A/B``; None where it stays open. ``earliest`` and ``latest`` are ISO dates that
    bound it. ``kind`` is ``absolute``, ``partial`` (year or month supplied), ``relative`` (to publication) or
    ``anchored`` (to another time of the text, ``anchor_id``, or to a happening of the casebook). ``basis`` says in
    words how it was resolved.
    ``zone`` is the zone or ``local`` where the text gives one. ``part`` keeps morning, evening, late …
    """

    time_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    value: str | None
    earliest: str | None
    latest: str | None
    kind: str
    anchor_id: str | None
    basis: str
    zone: str | None
    part: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAlternative:
    """Another place that the same words could name, with its score in [0, 1]."""

    place_id: str
    name: str
    country: str | None
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a geographic place, and the place they were resolved to.

    ``place_id`` is ``casebook:ID``, ``geonames:N``, ``region:ID`` or ``composed:…``; None where unresolved
    (then ``lat``, ``lon``, ``radius_km`` are None). ``names`` are all names of the place side by side,
    contested ones included. ``radius_km`` is how far from the point the thing named may lie. ``metonym``
    is true where the place stands for a government. ``cue`` is the preposition or noun that governs the
    words and ``governor`` the word it hangs on: what a later stage needs to tell the place of an event
    from a place merely mentioned.
    """

    mention_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    place_id: str | None
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    score: float
    basis: str
    metonym: bool
    cue: str | None
    governor: str | None
    alternatives: tuple[PlaceAlternative, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name or point to an actor.

    ``actor_id`` is a casebook id, or ``local:NAME`` for one known only from this document; None where
    unresolved. An unnamed spokesperson has the id of the body spoken for, with the name as written.
    ``form`` is ``name``, ``demonym``, ``metonym``, ``office``, ``description`` or ``pronoun``.
    ``affiliation`` is the casebook id of the state or body the actor belonged to on the day spoken of,
    ``side`` the casebook's side. ``antecedent_id`` is the mention a pronoun or description points back to.
    """

    mention_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    actor_id: str | None
    name: str
    kind: str
    form: str
    office: str | None
    affiliation: str | None
    side: str | None
    antecedent_id: str | None
    score: float
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said what: the span is the content; source and cue are spans of their own.

    ``kind`` is ``direct`` (in quotation marks) or ``indirect``. ``stance`` is ``assert``, ``deny``,
    ``accuse``, ``demand``, ``promise``, ``confirm`` or ``doubt``, from the cue. ``hedges`` are words such as
    "reportedly". ``within_id`` is the attribution whose content this one stands in ("Reuters reported that
    the ministry said"). ``source_name`` is the resolved name, ``source_quote`` the words that give it; both
    None where the text names nobody ("reportedly").
    """

    attribution_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    source_start: int | None
    source_end: int | None
    source_quote: str | None
    source_name: str | None
    source_actor_id: str | None
    source_side: str | None
    cue_start: int | None
    cue_end: int | None
    cue_quote: str | None
    kind: str
    stance: str
    hedges: tuple[str, ...]
    within_id: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as stated: "at least 200" is low 200, high None.

    ``low``, ``high`` and ``best`` are in ``unit`` (see the reference of units); None is unknown, never 0.
    ``counted_quote`` are the words of whom or what it counts. ``attribution_id`` is the attribution it
    stands in, None where the report itself gives it. ``as_of`` is EDTF. ``period`` is ``day``, ``total`` or
    None. ``part_of`` is the figure it is a part of ("of whom 10 were civilians").
    """

    figure_id: str
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    best: float | None
    approximate: bool
    unit: str
    counted_start: int | None
    counted_end: int | None
    counted_quote: str | None
    attribution_id: str | None
    claimant: str | None
    as_of: str | None
    period: str | None
    part_of: str | None
    rules: tuple[str, ...]
