"""Identities: the names of bodies and persons in a case, brought to one key each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.casebook import Casebook
from trucewatch.casebook.model import Actor
from trucewatch.casebook.offices import offices_of
from trucewatch.linking.credits import CreditNames, fold_name, outlet_key
from trucewatch.linking.voices import is_monitor, is_person, voice_words
from trucewatch.linking.wording import Row

_ISSUING = re.compile(
    r"(?i)\b(?:ministry|department|commission|mission|office|secretariat|presidency|general staff|government|"
    r"committee|council|embassy|authority|commissariat|bureau of|high commissioner)\b"
)
_DEFENCE = re.compile(r"(?i)\b(?:ministry of defen[cs]e|defen[cs]e ministry)\b")
_BRACKET = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks: the key by which independence is counted, the name shown, the side, and the kind of origin."""

    key: str
    name: str
    side: str | None
    kind: str


class Bodies:
    """The bodies of a case: actors and outlets of the casebook, and outlets that issue statements of their own."""

    def __init__(self, documents: Iterable[Row], casebook: Casebook) -> None:
        rows = list(documents)
        self._casebook = casebook
        self._names = CreditNames(rows, casebook)
        self._actors: dict[str, set[str]] = defaultdict(set)
        self._peoples: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[tuple[str, str], Actor] = {}
        self._shown: dict[str, str] = {}
        for actor in casebook.actors.values():
            for name in actor.names:
                self._actors[fold_name(name.text)].add(actor.id)
            for people in (*actor.demonyms, *actor.metonyms, actor.name) if actor.side else ():
                self._peoples[people].add(actor.side or "")
            for item in actor.affiliations if actor.organ else ():
                self._parts.setdefault((item.of, actor.organ or ""), actor)
        self._issuers: set[str] = set()
        for row in sorted(rows, key=lambda row: str(row["document_id"])):
            if key := outlet_key(row):
                self._shown.setdefault(key, _BRACKET.sub("", row["outlet"] or key))
                if row["genre"] == "statement" or _ISSUING.search(row["outlet"] or ""):
                    self._issuers.add(key)

        self._defence = [(key, _stems(name)) for key, name in sorted(self._shown.items()) if _DEFENCE.search(name)]

    def listed(self) -> dict[str, Identity]:
        """Return who speaks in the own voice of each outlet of the documents, by its key."""
        return {key: self.outlet(key) for key in self._shown}

    def commands(self) -> frozenset[str]:
        """Return the keys of the ministries of defence, which speak for armies (`ministry_of`)."""
        return frozenset(key for key, _ in self._defence)

    def outlet(self, key: str) -> Identity:
        """Return who speaks in an outlet's own voice, by its key (`credits.outlet_key`)."""
        known = self._casebook.outlets.get(key)
        name = known.name if known else self._shown.get(key, key)
        actors = self._actors.get(fold_name(name), set())
        if len(actors) == 1:
            return self.actor(next(iter(actors)), "")
        issuer = key in self._issuers or bool(_ISSUING.search(name))
        kind = "monitor" if issuer and is_monitor(name) else "actor" if issuer else "outlet"
        return Identity(f"outlet:{key}", name, known.side if known else None, kind)

    def issues(self, document: Row) -> bool:
        """Return whether a document is the word of the body that issued it."""
        return outlet_key(document) in self._issuers

    def actor(self, actor_id: str, day: str) -> Identity:
        """Return for whom an actor of the casebook speaks on a day: a person with an office for its organ."""
        actor = self._casebook.actors.get(actor_id)
        if actor is None:
            return self.outlet(actor_id)
        served = self._organ(actor, day) if actor.kind == "person" else self._command(actor)
        kind = "monitor" if served.kind == "peacekeepers" or is_monitor(served.name) else "actor"
        if served.kind in ("outlet", "agency"):
            kind = "outlet"
        return Identity(served.id, served.name, served.side or self._side(served), kind)

    def named(self, name: str) -> list[Identity]:
        """Return the bodies that a name can mean: an actor of the casebook before outlets."""
        actors = self._actors.get(fold_name(name), set())
        if len(actors) == 1:
            return [self.actor(next(iter(actors)), "")]
        return [self.outlet(key) for key in sorted(self._names.exactly(name))]

    def ministry_of(self, name: str) -> Identity | None:
        """Return the one ministry of defence in the case whose army a name means; both are one chain of command."""
        words = [word.casefold() for word in re.findall(r"[\w’'-]+", name)]
        if voice_words("armies").isdisjoint((words[-1], " ".join(words[-2:]))):
            return None
        stems = {word[:4] for word in words if len(word) > 4} - {word[:4] for word in voice_words("armies")}
        found = [key for key, named in self._defence if stems & named]
        return self.outlet(found[0]) if len(found) == 1 else None

    def side_of(self, words: str) -> str | None:
        """Return the one side whose people or capital a description names ("Velmari officials"), or None."""
        found = re.findall(r"[\w’'-]+", words)
        sides = {side for word in found for side in self._peoples.get(word, ())}
        return sides.pop() if len(sides) == 1 else None

    def _organ(self, person: Actor, day: str) -> Actor:
        held = offices_of(person, day) if day else person.affiliations
        for item in held:
            office = self._casebook.offices.get(item.office or "")
            served = self._casebook.actors.get(item.of)
            if served is None or served.kind in ("party", "population"):
                continue
            if office is not None and office.organ:
                return self._part(served, office.organ) or person
            if served.kind != "state":
                return served
        return person

    def _command(self, actor: Actor) -> Actor:
        """Return the ministry of defence that speaks for armed forces of the same state."""
        if actor.organ != "armed-forces":
            return actor
        return next(
            (part for of in actor.affiliations if (part := self._parts.get((of.of, "defence-ministry")))), actor
        )

    def _part(self, state: Actor, organ: str) -> Actor | None:
        return state if state.organ == organ else self._parts.get((state.id, organ))

    def _side(self, actor: Actor) -> str | None:
        parents = (self._casebook.actors.get(item.of) for item in actor.affiliations)
        return next((parent.side for parent in parents if parent is not None and parent.side), None)


class Persons:
    """The persons whom documents of a case quote, each under one full name."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Args: names: The names of sources by document."""
        self._by_document = {key: sorted({bare_name(name) for name in given}) for key, given in names.items()}
        full = {name for given in self._by_document.values() for name in given if is_person(name) and " " in name}
        self._full = {name for name in full if name.split(" ", 1)[1] not in full}
        self._by_family: dict[str, set[str]] = defaultdict(set)
        for name in self._full:
            self._by_family[name.split(" ")[-1].casefold()].add(name)

    def full_name(self, name: str, document_id: str) -> str:
        """Return a person's full name: from the same document, else from the case where only one person fits."""
        name = bare_name(name)
        shorter = name.split(" ", 1)[-1]
        if shorter in self._full:
            name = shorter  # “Stallholder Emil Horn”
        fitting = [full for full in sorted(self._by_family[name.split(" ")[-1].casefold()]) if _fits(name, full)]
        here = [full for full in fitting if full in self._by_document.get(document_id, ())]
        chosen = here if len(here) == 1 else fitting
        return chosen[0] if len(chosen) == 1 else name


def bare_name(name: str) -> str:
    """Return a person's name without titles and courtesies before it."""
    words = name.replace("’s", "").replace("'s", "").split()
    titles = voice_words("courtesies") | voice_words("serving") | voice_words("leading")
    while len(words) > 1 and words[0].strip(".").casefold() in titles:
        words = words[1:]
    return " ".join(words)


def _fits(name: str, full: str) -> bool:
    """Return whether a name can be a shorter form of a full one: the same family, and no other first name."""
    ours, theirs = name.split(" "), full.split(" ")
    if ours[-1].casefold() != theirs[-1].casefold():
        return False
    return len(ours) == 1 or ours[0].strip(".").casefold() == theirs[0].casefold()[: len(ours[0].strip("."))]


def _stems(name: str) -> set[str]:
    return {word[:4].casefold() for word in re.findall(r"[A-ZÀ-ÞĀ-Ž]\w{4,}", name)}
