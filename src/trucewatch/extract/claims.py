"""Build claims from attributions and figures: one row each, with the chain of who says so.

A claim whose words stand twice in a document (a pull quote, a caption printed again) is one claim that is cited
at all its places. Status follows polarity, modality and attribution: a denial is ``denied``, a promise
``planned``, a demand or a doubt says nothing of what happened (``none``), what somebody else than the report
says is ``alleged``, and what the report says itself ``happened``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trucewatch.records import (
    ActorMention,
    Attribution,
    Claim,
    Document,
    Figure,
    Participant,
    PlaceMention,
    Segment,
    TimeMention,
    make_id,
)

MODALITY = {"promise": "planned", "demand": "hypothetical", "doubt": "hypothetical"}
"""Modality by stance of the attribution; ``actual`` for all others."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """All mentions of one document."""

    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """One document's records, ready to be looked up."""

    document: Document
    extracted: Extracted
    attributions: dict[str, Attribution] = field(default_factory=dict)


def find_claims(document: Document, segments: tuple[Segment, ...], extracted: Extracted) -> list[Claim]:
    """Return the claims of a document in text order: its attributed statements, and its figures."""
    by_id = {said.attribution_id: said for said in extracted.attributions}
    context = _Context(document, extracted, by_id)
    statements = [_statement(said, context) for said in extracted.attributions]
    figures = [_figure(figure, context) for figure in extracted.figures]
    ordered = sorted((*statements, *figures), key=lambda claim: (claim.start, claim.end, claim.kind))
    return _merge(ordered, {segment.segment_id for segment in segments if segment.repeats})


def _statement(said: Attribution, context: _Context) -> Claim:
    figures = tuple(f.figure_id for f in context.extracted.figures if f.attribution_id == said.attribution_id)
    return _claim(context, said, "statement", said, figures)


def _figure(figure: Figure, context: _Context) -> Claim:
    said = context.attributions.get(figure.attribution_id) if figure.attribution_id else None
    return _claim(context, figure, "figure", said, (figure.figure_id,))


def _claim(
    context: _Context, span: Attribution | Figure, kind: str, said: Attribution | None, figures: tuple[str, ...]
) -> Claim:
    document, extracted = context.document, context.extracted
    # A figure hardly holds more than its number: when and where come from the words it is said in.
    start, end = (said.start, said.end) if said and kind == "figure" else (span.start, span.end)
    times = [time for time in extracted.times if start <= time.start < end]
    places = [place for place in extracted.places if start <= place.start < end and place.place_id]
    actors = [actor for actor in extracted.actors if start <= actor.start < end]
    stance = said.stance if said else "assert"
    polarity = "denied" if stance == "deny" else "asserted"
    modality = MODALITY.get(stance, "actual")
    dates = {time.value for time in times if time.value}
    return Claim(
        claim_id=make_id("c", document.document_id, kind, span.start, span.end, said.source_name if said else ""),
        document_id=document.document_id,
        segment_id=span.segment_id,
        start=span.start,
        end=span.end,
        quote=span.quote,
        repeats=(),
        kind=kind,
        act=None,
        event_type=None,
        actors=(),
        recipients=(),
        mentioned=_participants(actors),
        place_ids=tuple(dict.fromkeys(place.place_id for place in places if place.place_id and not place.metonym)),
        date=next(iter(dates)) if len(dates) == 1 else None,
        time_ids=tuple(time.time_id for time in times),
        figure_ids=figures,
        attribution_id=said.attribution_id if said else None,
        polarity=polarity,
        modality=modality,
        status=_status(polarity, modality, said),
        claimant=said.source_name if said else context.document.outlet,
        claimant_actor_id=said.source_actor_id if said else None,
        claimant_side=said.source_side if said else None,
        chain=_chain(said, context),
        own_voice=said is None,
        score=1.0 if said is None or said.source_name else 0.5,
        made_by="machine",
        why=_why(said),
        rules=tuple(dict.fromkeys((*span.rules, *(said.rules if said else ())))),
    )


def _participants(actors: Iterable[ActorMention]) -> tuple[Participant, ...]:
    first: dict[str, Participant] = {}
    for actor in actors:
        first.setdefault(actor.actor_id or actor.name, Participant(
            actor_id=actor.actor_id, name=actor.name, mention_id=actor.mention_id))  # fmt: skip
    return tuple(first.values())


def _status(polarity: str, modality: str, said: Attribution | None) -> str:
    if polarity == "denied":
        return "denied"
    if modality in ("planned", "hypothetical"):
        return "planned" if modality == "planned" else "none"
    return "happened" if said is None else "alleged"


def _chain(said: Attribution | None, context: _Context) -> tuple[str, ...]:
    """Return who says so, from the innermost source out to the outlet that printed it."""
    names: list[str] = []
    seen: set[str] = set()
    while said is not None and said.attribution_id not in seen:
        seen.add(said.attribution_id)
        names.append(said.source_name or "unnamed")
        said = context.attributions.get(said.within_id) if said.within_id else None
    document = context.document
    names.append(document.outlet or "the report")
    return tuple(names)


def _why(said: Attribution | None) -> str:
    if said is None:
        return "The report states it in its own voice."
    who = said.source_name or "somebody it does not name"
    hedge = f"; hedged: {', '.join(said.hedges)}" if said.hedges else ""
    cue = f" (“{said.cue_quote}”)" if said.cue_quote else ""
    return f"The report gives it as the words of {who}{cue}{hedge}."


def _merge(claims: list[Claim], doubled: set[str]) -> list[Claim]:
    """Fold claims whose words the document repeats into the first of them in text that is not itself a repetition."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        words = " ".join(_WORD.findall(claim.quote.casefold()))
        groups.setdefault((claim.kind, words, claim.claimant, claim.polarity), []).append(claim)
    merged = []
    for group in groups.values():
        if group[0].kind == "figure" and not any(claim.segment_id in doubled for claim in group):
            merged.extend(group)
            continue
        first, *others = sorted(group, key=lambda claim: (claim.segment_id in doubled, claim.start))
        merged.append(replace(first, repeats=tuple(f"{claim.start}:{claim.end}" for claim in others)))
    return sorted(merged, key=lambda claim: (claim.start, claim.end, claim.kind))
