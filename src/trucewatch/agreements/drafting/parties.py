"""Who the parties of an accord are, who stands beside them, and what other names the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, key_of, name_bounds, same, who_at
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_ALIAS = re.compile(
    r"\(\s*(?:(?:each|together|collectively|jointly|referred to as|called|known as|being|an?|the)[\s,]*)*"
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']"
    r"|\((?P<short>[A-Z]{2,8})\)"
)
_MEANS = re.compile(
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']\s+(?:means?|is|are|refers? to|denotes?)\s+(?P<what>[^;\n]+)"
    r"|\b[Tt]he (?P<bare>Sides|Parties)\s*[–—(,-]\s*(?P<named>[^–—);]+)\s*[–—);-]"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties; those beside them (witnesses, guarantors, senders of missions); all who signed; names by alias."""

    parties: tuple[Who, ...]
    others: tuple[Who, ...]
    signatories: tuple[Who, ...] = ()
    aliases: dict[str, tuple[Who, ...]] = field(default_factory=dict)


def find_parties(
    heads: Sequence[Cast], points: Sequence[Cast], scene: Scene, called: Sequence[tuple[int, str]] = ()
) -> Parties:
    """Return the parties: as the text defines them, else who agrees in the head, else of whom the points speak."""
    aliases = _aliases([*heads, *points], scene, called)
    beside = {
        key_of(who): who for cast in heads for who in _names(cast, 0, len(cast.words), scene) if _beside(cast, who)
    }
    beside |= {key_of(who): who for alias, found in aliases.items() if alias in forms("witness") for who in found}
    defined = next((found for alias, found in aliases.items() if _is_parties(alias) and len(found) > 1), ())
    signed = _unique([*defined, *_agreeing(heads, scene)])
    named = [who for who in defined or signed if not any(same(who, other) for other in beside.values())]
    if not defined and len(named) > 2:
        senders = [who for who in named if _sends(points, who, scene)]
        named = [who for who in named if who not in senders] if len(named) - len(senders) > 1 else named
    if len(named) < 2:
        named = _unique([*named, *_spoken_of(points, scene, list(beside.values()))])[:2]
    others = _unique([*beside.values(), *(who for who in signed if who not in named)])
    others = [who for who in others if not any(same(who, other) for other in named)]
    return Parties(tuple(named), tuple(others), tuple(signed or named), aliases)


def _is_parties(alias: str) -> bool:
    return alias.split()[-1] in ("parties", "party", "sides", "side")


def _aliases(casts: Iterable[Cast], scene: Scene, called: Sequence[tuple[int, str]]) -> dict[str, tuple[Who, ...]]:
    """Return by lower-case alias whom it names: "(the “Guarantor”)", "(KDC)", "“the Parties” means A and B"."""
    found: dict[str, tuple[Who, ...]] = {}
    text = scene.annotated.text
    shorts = {match["short"] for match in _ALIAS.finditer(text) if match["short"]}
    for cast in casts:
        low, high = cast.words.starts[0], cast.words.ends[-1]
        names = [who for who in _names(cast, 0, len(cast.words), scene) if who.name not in shorts]
        for match in _MEANS.finditer(text, low, high):
            start, end = match.span("what" if match["what"] else "named")
            inside = _unique(who for who in names if start <= who.cited.start < end)
            if inside:
                found.setdefault((match["alias"] or match["bare"]).lower(), tuple(inside))
        given = [(m.start() + 1, (m["alias"] or m["short"]).lower()) for m in _ALIAS.finditer(text, low, high)]
        for at, alias in sorted(given + [(at, alias) for at, alias in called if low < at <= high]):
            before = _unique(who for who in names if who.cited.end <= at and not _beside(cast, who))
            if before:
                found.setdefault(alias, tuple(before) if _is_parties(alias) else (before[-1],))
    return found


def _agreeing(heads: Sequence[Cast], scene: Scene) -> list[Who]:
    """Return those who agree in the head: named between A and B, against each other, or before the verb of agreeing."""
    found: list[Who] = []
    for cast in heads:
        lowers = cast.words.lowers
        verbs = (
            at for at, low in enumerate(lowers) if low in forms("agreeing") and cast.words.tags[at].startswith("VB")
        )
        verb = next(verbs, None)
        between = next((at for at, low in enumerate(lowers) if low in ("between", "v.", "versus", "vs.")), None)
        if between is not None:
            begin = between if lowers[between] == "between" else 0
            found += [who for who in _names(cast, begin, len(lowers), scene) if not _beside(cast, who)]
        elif verb is not None or lowers[0] in ("the", "we"):
            found += [who for who in _names(cast, 0, verb or len(lowers), scene) if not _beside(cast, who)]
    return found


def _names(cast: Cast, first: int, last: int, scene: Scene) -> Iterator[Who]:
    """Yield the states, governments and groups named in ``[first, last)``; office holders speak for theirs."""
    called = [m.span() for m in _ALIAS.finditer(scene.annotated.text, cast.words.starts[0], cast.words.ends[-1])]
    for at in range(first, last):
        if _is_state(cast, at) and not any(start < cast.words.starts[at] < end for start, end in called):
            yield who_at(cast, at, scene)


def _is_state(cast: Cast, at: int) -> bool:
    words, low = cast.words, cast.words.lowers[at]
    if low in forms("titles") | forms("parties") | forms("portfolios") or not words.tags[at].startswith("NNP"):
        return False
    mention, place = cast.actors.get(at), cast.places.get(at)
    holder = _holder(cast, at)
    under = holder is not None and _speaks_for(cast, holder)
    if mention is not None and mention.kind in ("office", "person", "population") and not under:
        return False
    if place is not None and place.kind not in ("country", "territory", "region") and low not in forms("bodies"):
        return False
    if words.deps[at] in ("compound", "poss", "nmod", "amod") or (holder is not None and not under):
        return False
    titled = any(before in forms("titles") for before in words.lowers[:at])  # "the president of A, NAME, and …"
    known = low in forms("bodies") | forms("forces") or (mention is not None and mention.form == "name" and not titled)
    return known or place is not None or under


def _holder(cast: Cast, at: int) -> int | None:
    """Return the noun that a name completes with "of", through names joined by "and"; none for one by itself."""
    words = cast.words
    while words.deps[at] == "conj" and words.heads[at] != at and words.tags[words.heads[at]].startswith("NN"):
        at = words.heads[at]
    head = words.heads[at]
    if words.deps[at] != "pobj" or words.lowers[head] not in ("of", "for") or words.heads[head] == head:
        return None
    while words.deps[head] == "conj" and words.lowers[words.heads[head]] == "of":
        head = words.heads[head]
    return words.heads[head]


def _speaks_for(cast: Cast, holder: int) -> bool:
    """Return whether a noun is of one who acts for another: the president of A, the defence ministers of A and B."""
    low = cast.words.lowers[holder]
    if low in forms("titles"):
        return True
    above = _holder(cast, holder)
    return above is not None and cast.words.lowers[above] in forms("titles") and low not in forms("bodies")


def _beside(cast: Cast, who: Who) -> bool:
    """Return whether a name of the head stands among witnesses, guarantors or mediators."""
    words = cast.words
    at = next(iter(cast.tokens(who.cited.start, who.cited.end)), None)
    if at is None:
        return False
    leads = [i for i in range(max(0, at - 8), at) if words.lowers[i] in forms("accompanied")]
    if not leads or any(
        words.lowers[i] in ("and", "between") for i in range(leads[-1] + 1, at) if words.tags[i] == "IN"
    ):
        return False
    near = words.lowers[max(0, leads[-1] - 2) : at] + words.lowers[at : at + 14]
    return any(low in forms("witness") for low in near)


def _sends(points: Sequence[Cast], who: Who, scene: Scene) -> bool:
    """Return whether a signatory sends those who keep the peace between the others: "the contingent of C"."""
    for cast in points:
        lowers = cast.words.lowers
        for at, low in enumerate(lowers):
            sent = low in forms("sent") or (low in forms("forces") and "peacekeeping" in lowers[max(0, at - 3) : at])
            if sent and name_bounds(cast, at)[1] > at and same(who_at(cast, at, scene), who):
                return True
    return False


def _spoken_of(points: Sequence[Cast], scene: Scene, beside: Sequence[Who]) -> list[Who]:
    """Return of whom the points speak first, as somebody who does something or is somebody's."""
    found: list[Who] = []
    for cast in points:
        for at in range(len(cast.words)):
            if cast.words.lowers[at] in forms("parties"):
                continue
            proper = cast.words.tags[at].startswith("NNP") or cast.words.lowers[at] in forms("forces")
            if not proper or cast.words.deps[at] not in ("nsubj", "pobj", "conj", "nsubjpass") or not can_owe(cast, at):
                continue
            if cast.words.deps[at] == "pobj" and not _is_state(cast, at):
                continue
            who = who_at(cast, at, scene)
            if any(word[:1].isupper() for word in who.name.split()) and not any(same(who, other) for other in beside):
                found.append(who)
    return found


def _unique(found: Iterable[Who]) -> list[Who]:
    kept: list[Who] = []
    for who in found:
        if not any(same(who, other) for other in kept):
            kept.append(who)
    return kept
