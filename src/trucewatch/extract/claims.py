"""Build claims from acts, commitments, attributions and figures: one row each, with the chain of who says so.

A claim whose words stand twice in a document (a pull quote, a caption printed again) is one claim that is cited
at all its places. Status follows from polarity, modality and attribution (`status.derive_status`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from trucewatch.extract.acts.model import Act
from trucewatch.extract.commitments import Commitment
from trucewatch.extract.pointed import find_pointed_denials
from trucewatch.extract.status import derive_status
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
    acts: tuple[Act, ...] = ()
    commitments: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """One document's records, ready to be looked up."""

    document: Document
    extracted: Extracted
    attributions: dict[str, Attribution] = field(default_factory=dict)

    def said(self, attribution_id: str | None) -> Attribution | None:
        """Return an attribution by its id."""
        return self.attributions.get(attribution_id) if attribution_id else None

    def place_ids(self, mention_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the places that place mentions were resolved to, each once."""
        found = {place.mention_id: place.place_id for place in self.extracted.places}
        named = (found.get(mention_id) for mention_id in mention_ids)
        return tuple(dict.fromkeys(place_id for place_id in named if place_id))


def find_claims(document: Document, segments: tuple[Segment, ...], extracted: Extracted) -> list[Claim]:
    """Return the claims of a document in text order: acts, commitments, attributed statements, and figures."""
    by_id = {said.attribution_id: said for said in extracted.attributions}
    context = _Context(document, extracted, by_id)
    made = [
        *(_act(act, context) for act in extracted.acts),
        *(_commitment(commitment, context) for commitment in extracted.commitments),
        *(_statement(said, context) for said in extracted.attributions),
        *(_figure(figure, context) for figure in extracted.figures),
    ]
    made += find_pointed_denials(document, made, extracted.actors)
    ordered = sorted(made, key=lambda claim: (claim.start, claim.end, claim.kind, claim.claim_id))
    return _merge(ordered, {segment.segment_id for segment in segments if segment.repeats})


def _act(act: Act, context: _Context) -> Claim:
    said = context.said(act.attribution_id)
    return replace(
        _claim(context, act, "act", said), act=act.act, event_type=act.event_type, actors=act.actors,
        recipients=act.recipients, place_ids=context.place_ids(act.place_mention_ids),
        place_mention_ids=act.place_mention_ids, date=act.date, time_ids=act.time_ids, figure_ids=act.figure_ids,
        polarity=act.polarity, modality=act.modality, score=act.score, rules=_rules(act.rules, said),
        status=derive_status(act.polarity, act.modality, said, act.remark, act.voice),
        why=f"{_why(said)} {act.evidence}".strip(),
    )  # fmt: skip


def _commitment(owed: Commitment, context: _Context) -> Claim:
    said = context.said(owed.attribution_id)
    return replace(
        _claim(context, owed, "commitment", said), act=owed.act, event_type=owed.event_type, actors=owed.bearers,
        recipients=owed.beneficiaries, place_ids=context.place_ids(owed.place_mention_ids),
        place_mention_ids=owed.place_mention_ids, time_ids=owed.time_ids, due=owed.due, under=owed.under,
        figure_ids=owed.figure_ids, modality="planned", status="planned", score=owed.score,
        rules=_rules(owed.rules, said),
    )  # fmt: skip


def _statement(said: Attribution, context: _Context) -> Claim:
    figures = tuple(f.figure_id for f in context.extracted.figures if f.attribution_id == said.attribution_id)
    named = _within(context, said.start, said.end)
    return replace(_claim(context, said, "statement", said), figure_ids=figures, **named)


def _figure(figure: Figure, context: _Context) -> Claim:
    said = context.said(figure.attribution_id)
    # A figure hardly holds more than its number: when and where come from the words it is said in.
    start, end = (said.start, said.end) if said else (figure.start, figure.end)
    claim, rules = _claim(context, figure, "figure", said), _rules(figure.rules, said)
    return replace(claim, figure_ids=(figure.figure_id,), rules=rules, **_within(context, start, end))


def _within(context: _Context, start: int, end: int) -> dict[str, Any]:
    """Return what the words of a statement name: its times, its places and the actors mentioned."""
    extracted = context.extracted
    times = [time for time in extracted.times if start <= time.start < end]
    places = [place for place in extracted.places if start <= place.start < end and not place.metonym]
    actors = [actor for actor in extracted.actors if start <= actor.start < end]
    dates = {time.value for time in times if time.value}
    mentions = tuple(place.mention_id for place in places)
    return {
        "mentioned": _participants(actors),
        "place_ids": context.place_ids(mentions),
        "place_mention_ids": mentions,
        "date": next(iter(dates)) if len(dates) == 1 else None,
        "time_ids": tuple(time.time_id for time in times),
    }


def _claim(
    context: _Context, span: Act | Commitment | Attribution | Figure, kind: str, said: Attribution | None
) -> Claim:
    """Return a claim with its words and who says so; the rest is for the caller to fill."""
    document = context.document
    stance = said.stance if said else "assert"
    polarity = "denied" if stance == "deny" else "asserted"
    modality = MODALITY.get(stance, "actual")
    source = said.source_name if said else ""
    what = span.act if isinstance(span, Act) else ""
    return Claim(
        claim_id=make_id("c", document.document_id, kind, span.start, span.end, source, what),
        document_id=document.document_id, segment_id=span.segment_id, start=span.start, end=span.end,
        quote=document.text[span.start : span.end], repeats=(), kind=kind, act=None, event_type=None, actors=(),
        recipients=(), mentioned=(), place_ids=(), place_mention_ids=(), date=None, due=None, under=None, time_ids=(),
        figure_ids=(), attribution_id=said.attribution_id if said else None, polarity=polarity, modality=modality,
        status=derive_status(polarity, modality, said), claimant=said.source_name if said else _own_name(document),
        claimant_actor_id=said.source_actor_id if said else None,
        claimant_side=said.source_side if said else None, chain=_chain(said, context), own_voice=said is None,
        score=1.0 if said is None or said.source_name else 0.5, made_by="machine", review="unreviewed", why=_why(said),
        rules=_rules((), said),
    )  # fmt: skip


def _rules(own: tuple[str, ...], said: Attribution | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *(said.rules if said else ()))))


def _own_name(document: Document) -> str | None:
    """Return whose the report's own voice is: an opinion's is its author's, a statement's that of who issued it."""
    issued = document.genre in ("opinion", "statement")
    return (document.author if issued else None) or document.outlet or document.author


def _participants(actors: Iterable[ActorMention]) -> tuple[Participant, ...]:
    first: dict[str, Participant] = {}
    for actor in actors:
        named = Participant(actor_id=actor.actor_id, name=actor.name, mention_id=actor.mention_id)
        first.setdefault(actor.actor_id or actor.name, named)
    return tuple(first.values())


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
        groups.setdefault((claim.kind, claim.act, words, claim.claimant, claim.status), []).append(claim)
    merged = []
    for group in groups.values():
        if group[0].kind in ("figure", "act") and not any(claim.segment_id in doubled for claim in group):
            merged.extend(group)
            continue
        first, *others = sorted(group, key=lambda claim: (claim.segment_id in doubled, claim.start))
        merged.append(replace(first, repeats=tuple(f"{claim.start}:{claim.end}" for claim in others)))
    return sorted(merged, key=lambda claim: (claim.start, claim.end, claim.kind))
