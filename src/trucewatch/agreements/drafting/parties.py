"""Who the parties of an accord are: names weighed by all that its head, its close and its points tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from trucewatch.agreements.drafting.aliases import Namer, find_aliases, given_names, is_parties
from trucewatch.agreements.drafting.cues import head_evidence
from trucewatch.agreements.drafting.duties import count_parties, duty_evidence, sends
from trucewatch.agreements.drafting.lexicon import forms, signs
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, likeness, same, who_at
from trucewatch.agreements.drafting.occurrences import tag_names
from trucewatch.agreements.drafting.phrases import find_mentions
from trucewatch.agreements.drafting.signing import signing_evidence
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_LOOSE = ("leads", "opens", "agrees")
"""Kinds of evidence that any word with a capital may seem to have."""
_FIRST_POINT = 400
"""Characters of a first point that may say who agrees: "1. It is agreed between A and B that …"."""
Aliases = dict[str, tuple[Who, ...]]
_ENOUGH = 3
"""Weight from which a name counts as a party's; the rulebook sets what each sign weighs."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties; those beside them (witnesses, guarantors, senders of missions); all who signed; names by alias.

    ``doubt`` says, where it is not sure who the parties are, why. ``issuer`` is the court or council whose text it is.
    """

    parties: tuple[Who, ...]
    others: tuple[Who, ...]
    signatories: tuple[Who, ...] = ()
    aliases: Aliases = field(default_factory=dict)
    doubt: str | None = None
    issuer: Who | None = None


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the head and the close of an accord stand, and the names it gives: offset and lower-case name."""

    head: tuple[int, int]
    close: tuple[int, int]
    called: Sequence[tuple[int, str]] = ()


@dataclass(slots=True)
class Candidate:
    """A name that may be a party's: who it is, what speaks for and against it, and as what it stands beside them.

    ``places`` are where it stands in each group of names.
    """

    who: Who
    kinds: set[str] = field(default_factory=set)
    places: dict[int, int] = field(default_factory=dict)
    role: str | None = None

    @property
    def weight(self) -> int:
        return sum(signs()[kind].weight for kind in self.kinds)

    @property
    def beside(self) -> bool:
        """Whether the text has it beside the parties, and does not call it one of them."""
        return "stands-beside" in self.kinds and "defined" not in self.kinds

    @property
    def agrees(self) -> bool:
        """Whether what speaks for the name is enough, whatever else speaks against it."""
        return sum(max(0, signs()[kind].weight) for kind in self.kinds) >= _ENOUGH


def find_parties(casts: Sequence[Cast], points: Sequence[Cast], scene: Scene, where: Stretches) -> Parties:
    """Return the parties of an accord, and who stands beside them."""
    namer = Namer(casts, scene)
    aliases = find_aliases(namer, where.head, where.called)
    found = _candidates(namer, points, where, aliases)
    weighed = [item for item in found if item.weight >= _ENOUGH and not item.beside]
    chosen = _as_many(weighed, points, scene)
    doubt = _doubt(chosen, weighed)
    parties = [item.who for item in chosen]
    if len(parties) < 2:
        parties, doubt = _filled(parties, found, namer, points, aliases)
    beside = [replace(item.who, role=item.role) for item in found if _stands_beside(item, parties)]
    signed = [*parties, *(item.who for item in found if item.agrees and not item.beside)]
    issuer = next((item.who for item in found if "issues" in item.kinds), None)
    return Parties(tuple(parties), tuple(unique(beside)), tuple(unique(signed)), aliases, doubt, issuer)


def _candidates(namer: Namer, points: Sequence[Cast], where: Stretches, aliases: Aliases) -> list[Candidate]:
    text, found = namer.scene.annotated.text, list[Candidate]()
    called = given_names(text, where.called)
    evidence = [*head_evidence(text, *where.head, called), *signing_evidence(text, *where.close)]
    if len({item.mention.name for item in evidence if signs()[item.kind].weight > 1}) < 2:  # some agree in point 1 only
        evidence += head_evidence(text, where.head[1], min(where.head[1] + _FIRST_POINT, where.close[0]), called)
    for item in evidence:
        if item.kind in _LOOSE and not namer.is_name(item.mention):
            continue
        who = namer.who(item.mention)
        meant = aliases.get(who.name.lower(), ())
        others = [one for one in found if one.places.get(item.group, item.mention.start) == item.mention.start]
        candidate = _of(others, meant[0] if len(meant) == 1 else who)
        found += [candidate] if candidate not in found else []
        candidate.kinds.add(item.kind)
        candidate.places |= {item.group: item.mention.start} if item.group >= 0 else {}
        candidate.role = candidate.role or item.role
    for alias, people in aliases.items():
        for who in people if is_parties(alias) else ():
            _of(found, who).kinds.add("defined")
    written = (mention for mention in find_mentions(text, *where.head) if namer.is_name(mention))
    tag_names(points, [*(item.who for item in found), *map(namer.who, written)])
    for kind, who in duty_evidence(points, namer.scene):
        meant = aliases.get(who.name.lower(), (who,))
        for candidate in (item for item in found if any(same(item.who, one) for one in meant)):
            candidate.kinds.add(kind)
    return found


def _of(found: list[Candidate], who: Who) -> Candidate:
    """Return the candidate that a name is of: the most alike, else a new one; the fullest name is kept."""
    alike = max(found, key=lambda item: likeness(item.who, who), default=None)
    if alike is None or not likeness(alike.who, who):
        found.append(Candidate(who))
        return found[-1]
    if alike.who.cited.quote.isupper() or (len(who.name) > len(alike.who.name) and not who.cited.quote.isupper()):
        alike.who = who
    return alike


def _as_many(weighed: list[Candidate], points: Sequence[Cast], scene: Scene) -> list[Candidate]:
    """Return the candidates that are parties: not who sends peacekeepers, and as many as the points speak of."""
    for kind in ("defined", "on-one-hand"):
        told = [item for item in weighed if kind in item.kinds]
        if len(told) > 1:
            return told
    if len(weighed) < 3:
        return weighed
    rest = [item for item in weighed if not sends(points, item.who, scene)]
    kept = rest if len(rest) > 1 else weighed
    many = count_parties(points) or len(kept)
    best = sorted(kept, key=lambda item: -item.weight)[:many]
    return [item for item in kept if item in best]


def _doubt(chosen: list[Candidate], weighed: list[Candidate]) -> str | None:
    left = [item for item in weighed if item not in chosen]
    lowest = min((item.weight for item in chosen), default=0)
    if (
        len(chosen) > 1
        and any(item.weight >= lowest for item in left)
        and not any("defined" in c.kinds for c in chosen)
    ):
        return f"“{left[0].who.name}” may be a party too; a person decides who the parties are."
    return None


def _filled(
    parties: list[Who], found: list[Candidate], namer: Namer, points: Sequence[Cast], aliases: Aliases
) -> tuple[list[Who], str]:
    """Return parties where the head and the close name fewer than two: those of whom the points speak first."""
    head = [item.who for item in found if not item.beside and item.weight > 0]
    beside = [item.who for item in found if item.beside]
    spoken = [who for who in _spoken_of(points, namer.scene, aliases) if not any(same(who, other) for other in beside)]
    filled = unique([*parties, *head, *spoken])[: count_parties(points) or 2]
    names = ", ".join(f"“{who.name}”" for who in filled)
    if len(filled) > 1:
        return filled, f"The text does not say who its parties are; {names} are proposed from what it says of them."
    plain = next(_unnamed(namer.casts, namer.scene), None)
    if plain is not None:
        return [plain], "The text names no parties; “the parties” are proposed as it calls them."
    return filled, "The text names no two parties."


def _stands_beside(item: Candidate, parties: Sequence[Who]) -> bool:
    told = item.beside or item.agrees
    return told and not any(same(item.who, other) for other in parties)


def _spoken_of(points: Sequence[Cast], scene: Scene, aliases: Aliases) -> Iterator[Who]:
    """Yield of whom the points speak, those first who owe what belligerents owe, as doers or as somebody's."""
    yield from (who for kind, who in duty_evidence(points, scene) if kind == "owes" and _may_be_party(who))
    for cast in points:
        for at in range(len(cast.words)):
            proper = cast.words.tags[at].startswith("NNP") or cast.words.lowers[at] in forms("forces")
            if not proper or cast.words.deps[at] not in ("nsubj", "conj", "nsubjpass") or not can_owe(cast, at):
                continue
            who = next(iter(aliases.get(cast.words.lowers[at], ())), None) or who_at(cast, at, scene)
            if _may_be_party(who):
                yield who


def _unnamed(casts: Sequence[Cast], scene: Scene) -> Iterator[Who]:
    for cast in casts:
        for at, low in enumerate(cast.words.lowers):
            if low in ("parties", "sides"):
                yield who_at(cast, at, scene)


def _may_be_party(who: Who) -> bool:
    """Return whether a name is proper, and of no body that a text sets up or that watches others."""
    words = who.name.split()
    kinds = {word.lower() for word in words}
    return any(word[:1].isupper() for word in words) and not kinds & (forms("set-up") | forms("parties"))


def unique(found: Iterable[Who]) -> list[Who]:
    """Return people and bodies without those named twice, the first mention of each."""
    kept: list[Who] = []
    for who in found:
        if not any(same(who, other) for other in kept):
            kept.append(who)
    return kept
