"""Who the parties of an accord are, who stands beside them, and what other names the text gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trucewatch.agreements.drafting.aliases import find_aliases, is_parties
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, coordinated, is_name, key_of, name_bounds, same, who_at
from trucewatch.agreements.drafting.standing import Standing, is_state, unique
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

Aliases = dict[str, tuple[Who, ...]]


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties; those beside them (witnesses, guarantors, senders of missions); all who signed; names by alias."""

    parties: tuple[Who, ...]
    others: tuple[Who, ...]
    signatories: tuple[Who, ...] = ()
    aliases: Aliases = field(default_factory=dict)


def find_parties(
    heads: Sequence[Cast], points: Sequence[Cast], scene: Scene, called: Sequence[tuple[int, str]] = ()
) -> Parties:
    """Return the parties: as the text defines them, else who agrees in the head, else of whom the points speak."""
    standing = Standing(scene, called)
    heads = sorted(heads, key=_in_capitals)  # the names of a title in capitals only where nothing else names them
    aliases = find_aliases([*heads, *points], standing)
    beside = _beside(heads, standing, aliases)
    defined, signed = _signatories(heads, standing, aliases)
    named = [who for who in defined or signed if not any(same(who, other) for other in beside)]
    if not defined and len(named) > 2:
        senders = [who for who in named if _sends(points, who, scene)]
        named = [who for who in named if who not in senders] if len(named) - len(senders) > 1 else named
        named = named[:2] if _are_two(points) else named  # who mediates is named behind those who agree
    if not named:
        named = _unnamed(heads, scene)
    elif len(named) < 2:
        named = unique([*named, *_spoken_of(points, scene, beside, aliases)])[:2]
    if not named:
        spoken = _spoken_of(points, scene, beside, aliases)[:2]
        named = spoken if len(spoken) > 1 else _unnamed(points, scene, said=False) or spoken
    others = unique([*beside, *(who for who in signed if who not in named)])
    others = [who for who in others if not any(same(who, other) for other in named)]
    return Parties(tuple(named), tuple(others), tuple(signed or named), aliases)


def _in_capitals(cast: Cast) -> bool:
    return cast.words.text(0, len(cast.words)).isupper()


def _beside(heads: Sequence[Cast], standing: Standing, aliases: Aliases) -> list[Who]:
    """Return who stands beside the parties: so the head tells of them, or the text calls them."""
    told = [who for cast in heads for who in standing.names(cast, 0, len(cast.words)) if standing.beside(cast, who)]
    called = [who for alias, found in aliases.items() if alias in forms("witness") for who in found]
    return list({key_of(who): who for who in told + called}.values())


def _signatories(heads: Sequence[Cast], standing: Standing, aliases: Aliases) -> tuple[list[Who], list[Who]]:
    """Return those whom the text calls its parties, and all who agree to it."""
    called = next((found for alias, found in aliases.items() if is_parties(alias) and len(found) > 1), ())
    agreeing = unique(_agreeing(heads, standing))
    if len(agreeing) < 2:
        agreeing = unique([*agreeing, *_acting(heads, standing)])
    defined = [next((full for full in agreeing if same(full, who)), who) for who in called]
    if len(agreeing) < 2 and not defined:
        agreeing = unique([*agreeing, *_defined(heads, standing)])
    return defined, unique([*defined, *agreeing])


def _unnamed(casts: Sequence[Cast], scene: Scene, said: bool = True) -> list[Who]:
    """Return "the parties" themselves where a text says (``said``: that they agreed, but) nowhere who they are."""
    for cast in casts:
        for at, low in enumerate(cast.words.lowers):
            agreed = cast.words.lowers[cast.words.heads[at]] in forms("agreeing")
            if low in ("parties", "sides") and (agreed or not said):
                return [who_at(cast, at, scene)]
    return []


def _agreeing(heads: Sequence[Cast], standing: Standing) -> list[Who]:
    """Return those who agree in the head: named between A and B, against each other, or before the verb of agreeing."""
    found: list[Who] = []
    for cast in heads:
        lowers = cast.words.lowers
        verbs = (
            at for at, low in enumerate(lowers) if low in forms("agreeing") and cast.words.tags[at].startswith("VB")
        )
        verb = next(verbs, None)
        between = next((at for at, low in enumerate(lowers) if low in ("between", "v.", "versus", "vs.")), None)
        if between is None:
            by = (at for at, low in enumerate(lowers) if low == "by" and lowers[max(0, at - 1)] in forms("concluding"))
            between = next(by, None)
        if between is not None:
            begin = between if lowers[between] in ("between", "by") else 0
            found += [who for who in standing.names(cast, begin, len(lowers)) if not standing.beside(cast, who)]
        elif verb is not None or lowers[0] in ("the", "we"):
            found += [who for who in standing.names(cast, 0, verb or len(lowers)) if not standing.beside(cast, who)]
    return found


def _acting(heads: Sequence[Cast], standing: Standing) -> list[Who]:
    """Return those who do what a sentence of the head tells, two or more together: "A and B have come to terms"."""
    for cast in heads:
        names = [who for who in standing.names(cast, 0, len(cast.words)) if not standing.beside(cast, who)]
        for verb in (at for at, tag in enumerate(cast.words.tags) if tag in VERB_TAGS):
            subject = cast.grammar.child(verb, "nsubj")
            joined = coordinated(cast, subject) if subject is not None else []
            spans = [(cast.words.starts[at], cast.words.ends[at]) for at in joined]
            doing = [
                who for who in names if any(who.cited.start <= low and high <= who.cited.end for low, high in spans)
            ]
            plain = [at for at in joined if is_name(cast, at) and cast.words.lowers[at] not in forms("titles")]
            if len(doing) < 2 and len(plain) == len(joined) and cast.words.lowers[verb] in forms("agreeing"):
                doing = [who_at(cast, at, standing.scene) for at in plain]  # names that nobody knows: "A and B agreed"
            if len(doing) > 1:
                return doing
    return []


def _are_two(points: Sequence[Cast]) -> bool:
    """Return whether the points speak of their parties as of two: "both sides", "either Party", "the other State"."""
    for cast in points:
        lowers = cast.words.lowers
        for before, low in pairwise(lowers):
            if before in ("both", "either", "neither", "two", "other") and low in forms("parties") | forms("states"):
                return True
    return False


def _defined(heads: Sequence[Cast], standing: Standing) -> list[Who]:
    """Return those of the head to whom it gives a shorter name, and who are not beside the parties."""
    found = []
    for cast in heads:
        for offset, alias in standing.definitions(cast):
            at = standing.defined_at(cast, offset, alias)
            who = who_at(cast, at, standing.scene) if at is not None and can_owe(cast, at) else None
            if who is not None and not is_parties(alias) and not standing.beside(cast, who):
                found.append(who)
    return found


def _sends(points: Sequence[Cast], who: Who, scene: Scene) -> bool:
    """Return whether a signatory sends those who keep the peace between the others: "the contingent of C"."""
    for cast in points:
        lowers = cast.words.lowers
        for at, low in enumerate(lowers):
            sent = low in forms("sent") or (
                low in forms("forces") and bool(forms("peaceful") & set(lowers[max(0, at - 3) : at]))
            )
            if sent and name_bounds(cast, at)[1] > at and same(who_at(cast, at, scene), who):
                return True
    return False


def _spoken_of(points: Sequence[Cast], scene: Scene, beside: Sequence[Who], aliases: Aliases) -> list[Who]:
    """Return of whom the points speak first, as somebody who does something or is somebody's."""
    found: list[Who] = []
    for cast in points:
        for at in range(len(cast.words)):
            if cast.words.lowers[at] in forms("parties"):
                continue
            proper = cast.words.tags[at].startswith("NNP") or cast.words.lowers[at] in forms("forces")
            if not proper or cast.words.deps[at] not in ("nsubj", "pobj", "conj", "nsubjpass") or not can_owe(cast, at):
                continue
            if cast.words.deps[at] == "pobj" and not is_state(cast, at):
                continue
            who = next(iter(aliases.get(cast.words.lowers[at], ())), None) or who_at(cast, at, scene)
            if any(word[:1].isupper() for word in who.name.split()) and not any(same(who, other) for other in beside):
                found.append(who)
    return found
