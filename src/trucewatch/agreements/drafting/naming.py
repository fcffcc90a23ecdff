"""Whom the words of a point name: parties, pronouns, aliases, bodies named in full before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import (
    can_owe,
    coordinated,
    key_of,
    made_of,
    name_bounds,
    pointing,
    same,
    who_at,
)
from trucewatch.agreements.drafting.occurrences import Occurrences, as_written
from trucewatch.agreements.drafting.parties import Parties
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

PRONOUNS = ("they", "it", "he", "she", "which", "who", "them")


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes and is owed a clause, whom its subject names, and in sentences why that is not sure."""

    bearers: tuple[Who, ...]
    beneficiaries: tuple[Who, ...]
    unsure: tuple[str, ...] = ()
    topic: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Resolves names in one accord. ``introduced`` are bodies and forces named in full, by their noun.

    ``places`` are where the names of its head and close stand.
    """

    scene: Scene
    parties: Parties
    introduced: dict[str, list[Who]] = field(default_factory=dict)
    places: Occurrences = field(default_factory=lambda: Occurrences((), ()))

    def introduce(self, casts: Iterable[Cast]) -> None:
        """Remember the bodies and forces that a text names in full, for "the mission" and "the committee" later."""
        for cast in casts:
            for at, low in enumerate(cast.words.lowers):
                if low in forms("bodies") | forms("forces") and cast.words.deps[at] != "compound":
                    first, last = name_bounds(cast, at)
                    if last > first:
                        self.introduced.setdefault(low, []).append(who_at(cast, at, self.scene))

    def named(self, cast: Cast, at: int, before: Owed | None = None) -> tuple[Who, ...]:
        """Return the actors that a noun or pronoun names, those joined to it included; none for a thing."""
        words, low = cast.words, cast.words.lowers[at]
        if low in ("we", "us"):
            return self.pointed(cast, at, self.parties.signatories)
        if low in PRONOUNS:
            return self._meant(cast, at, before)
        if (side := self._side(cast, at)) is not None:
            return self.pointed(cast, at, (side,))
        if self._of_the_parties(cast, at):
            return self.pointed(cast, at, self.parties.parties)
        found: dict[str, Who] = {}
        for token in coordinated(cast, at):
            for noun in _represented(cast, token):
                together = self.places.together(cast, noun)
                for who in [as_written(one, words.source) for one in together] or self._one(cast, noun):
                    found.setdefault(key_of(who), who)
        if not found and words.lowers[at] in forms("roles"):
            return self._owner(cast, at, before)
        return tuple(found.values())

    def _one(self, cast: Cast, at: int) -> tuple[Who, ...]:
        """Return whom one noun names, under the name that the accord introduces or defines for it."""
        start = cast.words.starts[at]
        if any(time.start <= start < time.end for time in self.scene.times):
            return ()  # "on Wednesday, 3 August"
        first, last = name_bounds(cast, at)
        alias = cast.words.text(first, last + 1).lower()
        if (meant := self.parties.aliases.get(alias)) is not None:
            return tuple(pointing(cast, first, last, who, self.scene) for who in meant)
        who = who_at(cast, at, self.scene)
        known = cast.words.tags[at].startswith("NN") and any(same(who, party) for party in self.parties.signatories)
        return (self.in_full(cast, at, who),) if known or can_owe(cast, at) else ()

    def in_full(self, cast: Cast, at: int, who: Who) -> Who:
        """Return a name with what it points back to: a party it is part of, or a body named in full before."""
        party = next((p for p in self.parties.signatories + self.parties.parties if same(p, who)), None)
        if party is not None and cast.words.lowers[at] not in forms("sent"):
            fuller = party.refers_to or party.name
            return replace(
                who, actor_id=who.actor_id or party.actor_id, refers_to=fuller if fuller != who.name else None
            )
        short = {word.lower() for word in who.name.split()}
        for other in reversed(self.introduced.get(cast.words.lowers[at], ())):
            longer = {word.lower() for word in other.name.split()}
            if short < longer and other.cited.start < who.cited.start:
                return replace(who, actor_id=who.actor_id or other.actor_id, refers_to=other.name)
        return who

    def _meant(self, cast: Cast, at: int, before: Owed | None) -> tuple[Who, ...]:
        """Return whom a pronoun means: a party earlier in its sentence, else whom the clause before told of."""
        mention = cast.actors.get(at)
        verb = cast.words.heads[at]
        if cast.words.lowers[at] in ("who", "which") and cast.words.deps[verb] == "relcl":
            return self.named(cast, cast.words.heads[verb])
        if any(
            cast.words.lowers[i] in ("party", "side", "parties", "sides") for i in range(cast.words.sentences[at], at)
        ):
            return self.pointed(cast, at, self.parties.parties)
        if before is not None and (before.topic or before.bearers):
            return self.pointed(cast, at, before.topic or before.bearers)
        known = mention is not None and mention.actor_id and mention.kind != "population"
        return (who_at(cast, at, self.scene),) if known else ()

    def _side(self, cast: Cast, at: int) -> Who | None:
        """Return which one of the parties words mean: "the Quellian Side", "the side of Quell"."""
        words = cast.words
        if words.lowers[at] not in ("side", "party"):
            return None
        told = [i for i in cast.grammar.children[at] if words.deps[i] in ("amod", "compound")]
        inner = cast.grammar.prepositional(at, "of")
        told += [inner] if inner is not None else []
        return next((who for i in told for who in self.parties.parties if made_of(words.texts[i], who)), None)

    def _of_the_parties(self, cast: Cast, at: int) -> bool:
        """Return whether words mean the parties: "each Party", "both States", "the forces of the two sides"."""
        words, low = cast.words, cast.words.lowers[at]
        if low in forms("parties") or low == "other":
            return True
        inner = cast.grammar.prepositional(at, "of")
        if inner is not None:
            return words.lowers[inner] in forms("parties") and low in forms("titles") | forms("forces") | forms(
                "bodies"
            )
        shared = any(
            words.lowers[c] in ("both", "either", "neither", "each") for c in cast.grammar.children[at] if c < at
        )
        return (shared and low in forms("states")) or low in ("delegations", "representatives")

    def _owner(self, cast: Cast, at: int, before: Owed | None) -> tuple[Who, ...]:
        """Return whose a task or mandate is: "its tasks", "the Mission's mandate", "the mandate of the Mission"."""
        noun = cast.words.heads[at] if cast.words.deps[at] == "compound" else at
        owner = cast.grammar.child(noun, "poss")
        if owner is not None and cast.words.tags[owner] == "PRP$":
            return self.pointed(cast, owner, before.topic or before.bearers) if before else ()
        inner = owner if owner is not None else cast.grammar.prepositional(at, "of")
        return self.named(cast, inner, before) if inner is not None else ()

    def pointed(self, cast: Cast, at: int, people: Iterable[Who]) -> tuple[Who, ...]:
        return tuple(pointing(cast, at, at, who, self.scene) for who in people)


def _represented(cast: Cast, at: int) -> tuple[int, ...]:
    """Return whom representatives or forces of several stand for: "representatives of A and of B" are A and B."""
    words = cast.words
    if words.lowers[at] not in forms("titles") | forms("forces"):
        return (at,)
    found: list[int] = []
    for child in cast.grammar.children[at]:
        if words.lowers[child] == "of" and (inner := cast.grammar.child(child, "pobj")) is not None:
            found += coordinated(cast, inner)
            for other in coordinated(cast, child)[1:]:
                if (more := cast.grammar.child(other, "pobj")) is not None:
                    found.append(more)
    several = len(found) > 1 or words.lowers[at] in forms("titles")
    return tuple(found) if found and several and all(words.tags[i].startswith("NNP") for i in found) else (at,)
