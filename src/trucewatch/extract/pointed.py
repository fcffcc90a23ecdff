"""Denials that point back: "Norrland denies the allegation" denies the act of which the sentence before accuses it.

The words of the denial are its span; what it denies are the acts that somebody else tells of the denier in the sentence
before (or earlier in the same one). Where nothing there tells of an act of the denier, the denial is about something
that is not known here, and no claim is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from trucewatch.records import ActorMention, Claim, Document, make_id
from trucewatch.rulebooks import load_rulebook

FIELDS = frozenset({"verbs", "pointers", "nouns", "content"})
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])")
_BEFORE = 80
"""Characters before the verb in which its subject is looked for."""
_TOLD = ("happened", "alleged", "ongoing")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the id and the pattern of each rule of the rulebook."""
    made = []
    for rule in load_rulebook("pointed", FIELDS, FIELDS):
        words = {name: "|".join(rule.get(name)) for name in FIELDS}
        pattern = (
            rf"\b(?:{words['verbs']})\s+(?:(?:{words['pointers']})\s+)+(?:\w+\s+)?(?:{words['nouns']})\b"
            rf"(?!\s+(?:{words['content']})\b)"
        )
        made.append((rule.id, re.compile(pattern, re.IGNORECASE)))
    return tuple(made)


def find_pointed_denials(document: Document, claims: Sequence[Claim], actors: Iterable[ActorMention]) -> list[Claim]:
    """Return the claims of a document that denials point back to, denied.

    Args:
        document: The document.
        claims: Its claims of acts.
        actors: Its mentions of actors.
    """
    named = {actor.mention_id: actor for actor in actors}
    found = []
    for rule_id, pattern in _rules():
        for match in pattern.finditer(document.text):
            denier = _subject(document.text, match.start(), named.values())
            if denier is not None:
                found += [
                    _denied(document, claim, denier, match.span(), rule_id)
                    for claim in claims
                    if _points_to(document.text, claim, match.start()) and _of(claim, denier, named)
                ]
    return list({claim.claim_id: claim for claim in found}.values())


def _subject(text: str, verb: int, actors: Iterable[ActorMention]) -> ActorMention | None:
    """Return the actor named last before a verb, in its sentence."""
    near = [actor for actor in actors if actor.actor_id and verb - _BEFORE <= actor.end <= verb]
    last = max(near, key=lambda actor: (actor.end, actor.start), default=None)
    return last if last is not None and not _SENTENCE_END.search(text, last.end, verb) else None


def _points_to(text: str, claim: Claim, verb: int) -> bool:
    """Return whether a claim tells of an act in the sentence before a verb, or earlier in its own."""
    if claim.kind != "act" or claim.status not in _TOLD or claim.end > verb:
        return False
    return sum(1 for _ in _SENTENCE_END.finditer(text, claim.end, verb)) <= 1 and "\n\n" not in text[claim.end : verb]


def _of(claim: Claim, denier: ActorMention, named: dict[str, ActorMention]) -> bool:
    """Return whether a claim is about what the denier did (or those who belong with it), by somebody else's word."""
    own = set(_belongs(denier))
    if claim.own_voice or claim.claimant_actor_id in own:
        return False
    doers = [named[actor.mention_id] for actor in claim.actors if actor.mention_id in named]
    ids = {name for doer in doers for name in _belongs(doer)} | {actor.actor_id for actor in claim.actors}
    return bool(own & ids)


def _belongs(actor: ActorMention) -> Iterator[str]:
    yield from (name for name in (actor.actor_id, actor.affiliation) if name)


def _denied(document: Document, claim: Claim, denier: ActorMention, span: tuple[int, int], rule_id: str) -> Claim:
    start, end = span
    return replace(
        claim, claim_id=make_id("c", document.document_id, "act", start, end, denier.name, claim.act, claim.claim_id),
        start=start, end=end, quote=document.text[start:end], repeats=(), attribution_id=None, polarity="denied",
        modality="actual", status="denied", claimant=denier.name, claimant_actor_id=denier.actor_id,
        claimant_side=denier.side, chain=(denier.name, document.outlet or "the report"), own_voice=False,
        figure_ids=(), rules=(*claim.rules, rule_id),
        why=f"{denier.name} denies what the sentence before says of it: “{claim.quote}” ({claim.claim_id}).",
    )  # fmt: skip
