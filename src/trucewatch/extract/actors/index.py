"""A casebook's actors by every name, made once for a casebook and kept by its hash."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from trucewatch.casebook import Actor, Affiliation, Casebook, Outlet
from trucewatch.extract.actors.lexicon import noun_firsts, split_phrase
from trucewatch.extract.model import Published
from trucewatch.rulebooks import PhraseTable

_HYPHENS = frozenset("‐‑–-")
_KEPT_INDEXES = 4


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an actor or outlet: ``form`` is ``name``, ``family``, ``demonym`` or ``metonym``."""

    actor_id: str
    form: str


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Return a token as names are compared: no accents, no dots of abbreviation, plain hyphen and apostrophe."""
    if token in _HYPHENS:
        return "-"
    if token.isascii():
        return token.replace(".", "") if len(token) > 1 and "." in token[1:] else token
    plain = unicodedata.normalize("NFKD", token.replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


class ActorIndex:
    """What a casebook knows of actors, ready to be asked by words, by office and by organ."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self.states = frozenset(actor.id for actor in casebook.actors.values() if actor.kind == "state")
        self.divided = self._divided()
        """States on no side whose army is on one: there the war is within the state."""
        self.aliases: PhraseTable[Alias] = PhraseTable()
        self.firsts: set[str] = set()
        self._kinds: dict[tuple[Alias, ...], frozenset[str]] = {}
        self.place_names = {fold(name.text) for place in casebook.places.values() for name in place.names}
        self.organs: PhraseTable[str] = PhraseTable()
        self.offices: PhraseTable[str] = PhraseTable()
        self.noun_firsts: set[str] = set(noun_firsts())
        self.organ_actors: dict[tuple[str, str], str] = {}
        self.holders: dict[tuple[str, str], list[tuple[str, Affiliation]]] = {}
        for actor in casebook.actors.values():
            self._add_actor(actor)
        for outlet in casebook.outlets.values():
            for name in outlet.names:
                self._add(name.text, Alias(outlet.id, "name"))
        for organ in casebook.organs.values():
            for text in organ.names:
                self._add_phrase(self.organs, text, organ.id)
        for office in casebook.offices.values():
            for text in office.titles:
                self._add_phrase(self.offices, text, office.id)

    def _divided(self) -> frozenset[str]:
        forces = (actor for actor in self.casebook.actors.values() if actor.organ == "armed-forces" and actor.side)
        states = (self.casebook.actors.get(stay.of) for force in forces for stay in force.affiliations[:1])
        return frozenset(state.id for state in states if state and state.kind == "state" and state.side is None)

    def entry(self, actor_id: str) -> Actor | Outlet | None:
        """Return the casebook's actor or outlet of an id."""
        return self.casebook.actors.get(actor_id) or self.casebook.outlets.get(actor_id)

    def kinds(self, aliases: tuple[Alias, ...]) -> frozenset[str]:
        """Return the kinds of the actors that the same words can name."""
        found = self._kinds.get(aliases)
        if found is None:
            entries = (self.entry(alias.actor_id) for alias in aliases)
            found = frozenset(getattr(entry, "kind", "outlet") for entry in entries if entry)
            self._kinds[aliases] = found
        return found

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return the casebook's actor of an id, None for outlets and local ids."""
        return self.casebook.actors.get(actor_id) if actor_id else None

    def holder(self, office: str, of: str, published: Published | None) -> str | None:
        """Return who held an office through the days of publication; None where nobody is known or several."""
        if published is None:
            return None
        days = (published.first, published.last)
        held = [who for who, stay in self.holders.get((office, of), ()) if all(covers(stay, day) for day in days)]
        return held[0] if len(set(held)) == 1 else None

    def affiliation(self, actor: Actor, published: Published | None) -> Affiliation | None:
        """Return the affiliation of an actor on the day of publication, one with an office first."""
        held = [stay for stay in actor.affiliations if _holds(stay, published)]
        held.sort(key=lambda stay: stay.office is None)
        if held and (published is not None or len({stay.of for stay in held}) == 1):
            return held[0]
        return None

    def _add_actor(self, actor: Actor) -> None:
        for name in actor.names:
            self._add(name.text, Alias(actor.id, "name"))
        if actor.family:
            self._add(actor.family, Alias(actor.id, "family"))
        for text in actor.demonyms:
            self._add(text, Alias(actor.id, "demonym"))
        for text in actor.metonyms:
            self._add(text, Alias(actor.id, "metonym"))
        if actor.organ and actor.affiliations:
            self.organ_actors.setdefault((actor.organ, actor.affiliations[0].of), actor.id)
        for stay in actor.affiliations:
            if stay.office:
                self.holders.setdefault((stay.office, stay.of), []).append((actor.id, stay))

    def _add(self, text: str, alias: Alias) -> None:
        tokens = [fold(token) for token in split_phrase(text)]
        forms = [tokens, [token for token in tokens if token != "-"], [*_capital(tokens)]]
        for form in {tuple(form): form for form in forms}.values():
            known = self.aliases.find_at(form, 0) if tuple(form) in self.aliases else None
            if known is None or alias not in known.values:
                self.aliases.add(form, alias)
            self.firsts.add(form[0])

    def _add_phrase(self, table: PhraseTable[str], text: str, what: str) -> None:
        tokens = [fold(token).lower() for token in split_phrase(text)]
        for form in {tuple(tokens), tuple(token for token in tokens if token != "-")}:
            known = table.find_at(form, 0) if form in table else None
            if known is None or what not in known.values:
                table.add(form, what)
            self.noun_firsts.add(form[0])


def _capital(tokens: Sequence[str]) -> list[str]:
    return [tokens[0][:1].upper() + tokens[0][1:], *tokens[1:]]


def covers(stay: Affiliation, day: date) -> bool:
    """Return whether an affiliation holds on a day."""
    iso = day.isoformat()
    return (stay.since is None or stay.since <= iso) and (stay.until is None or iso <= stay.until)


def _holds(stay: Affiliation, published: Published | None) -> bool:
    if published is None:
        return True
    return covers(stay, published.first) and covers(stay, published.last)


_indexes: OrderedDict[str, ActorIndex] = OrderedDict()


def index_of(casebook: Casebook) -> ActorIndex:
    """Return the index of a casebook, made on first use."""
    key = casebook.sha256 or f"id:{id(casebook)}"
    found = _indexes.get(key)
    if found is None or found.casebook is not casebook:
        found = _indexes[key] = ActorIndex(casebook)
        while len(_indexes) > _KEPT_INDEXES:
            _indexes.popitem(last=False)
    return found
