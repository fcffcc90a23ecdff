"""Who speaks in a claim: the claimant of each brought to one identity, in whatever words documents name it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from trucewatch.casebook import Casebook
from trucewatch.linking.credits import outlet_key
from trucewatch.linking.identity import Bodies, Identity, Persons, bare_name
from trucewatch.linking.serving import Serving
from trucewatch.linking.voices import (
    head_of,
    is_institution,
    is_monitor,
    is_nameless,
    is_person,
    is_pronoun,
    is_witness,
    plain_words,
    voice_words,
)
from trucewatch.linking.wording import Row

_OF = re.compile(r"\s(?:of|by|from|for)\s(?:the\s)?")


class Speakers:
    """The claimants of a case.

    Args:
        documents: Rows of ``documents``.
        claims: Rows of ``claims``.
        casebook: Whose actors, outlets, offices and sides are known.
    """

    def __init__(self, documents: Iterable[Row], claims: Iterable[Row], casebook: Casebook) -> None:
        self._documents = {str(row["document_id"]): row for row in documents}
        self._casebook = casebook
        self.bodies = Bodies(self._documents.values(), casebook)
        quoted: dict[str, set[str]] = defaultdict(set)
        self._known_in: dict[str, set[str]] = defaultdict(set)
        self._told_of: dict[tuple[str, str], set[str]] = defaultdict(set)
        for claim in claims:
            if claim["own_voice"] or not claim["claimant"]:
                continue
            self._told_of[claim["document_id"], claim["claimant"]].update(self._doers(claim))
            if self._known(claim["claimant_actor_id"]):
                self._known_in[claim["document_id"]].add(claim["claimant_actor_id"])
            else:
                quoted[claim["document_id"]].add(claim["claimant"])
        self._quoted = quoted
        self._fuller = _fuller_names(quoted.values())
        self._persons = Persons(quoted)
        self._serving = Serving(self._documents.values(), self.bodies)
        quoting = self._quoting()
        self._served = {name: self._in_full(body) for name, body in self._serving.bodies_of(quoting).items()}
        self._titled = self._serving.titles_of(quoting)
        self._identified: dict[tuple[str, str | None, str | None], Identity] = {}

    def own_voice(self, document: Row) -> Identity:
        """Return who speaks where a document states something itself.

        That is the author of an opinion or analysis, the body that issues a statement, else the outlet.
        """
        author = document["author"]
        if author and document["genre"] in ("opinion", "analysis"):
            return Identity(f"author:{plain_words(author)}", author, self._side(document), "author")
        if key := outlet_key(document):
            return self.bodies.outlet(key)
        if author:
            body = self._one(self.bodies.named(author), document, author)
            return body or Identity(f"author:{plain_words(author)}", author, None, "author")
        return Identity(f"document:{document['document_id']}", document["title"] or "the report", None, "outlet")

    def claimant(self, claim: Row, said: Row | None) -> Identity:
        """Return who speaks in a claim that a document attributes to somebody.

        Args:
            claim: The claim.
            said: The attribution it stands in, whose words may tell more than the claimant's name.
        """
        key = (claim["document_id"], claim["claimant"], claim["claimant_actor_id"])
        if key not in self._identified:
            self._identified[key] = self._identify(claim, said)
        found = self._identified[key]
        if found.side is None and claim["claimant_side"]:
            return Identity(found.key, found.name, claim["claimant_side"], found.kind)
        return found

    def _identify(self, claim: Row, said: Row | None) -> Identity:
        document = self._documents[claim["document_id"]]
        if self._known(claim["claimant_actor_id"]):
            return self.bodies.actor(claim["claimant_actor_id"], document["published_from"] or "")
        name = claim["claimant"]
        if is_pronoun(name):
            if self.bodies.issues(document):
                return self.own_voice(document)
            return Identity(f"unnamed:{document['document_id']}", name or "unnamed", None, "unnamed")
        words = f"{said['source_quote'] or ''} {name}" if said else name
        found = self._body(name, document, words) or self._person(name, document)
        return found or self._described(name, document) or self._other(name)

    def _body(self, name: str, document: Row, words: str = "") -> Identity | None:
        """Return the body that a name means, or that a paper or an unnamed servant of it speaks for."""
        if found := self._one(self.bodies.named(name), document, words):
            return found
        head = head_of(name)
        if head not in voice_words("papers") and head not in voice_words("serving"):
            return None
        parts = _OF.split(name)[1:] or [" ".join(name.split()[:end]) for end in range(len(name.split()) - 1, 0, -1)]
        meant = (self._one(self.bodies.named(part), document, words) for part in parts)
        collective = head in voice_words("nameless") and head not in voice_words("papers")
        known = (body for body in meant if body is not None)
        return next((body for body in known if not (collective and self._is_state(body))), None)

    def _person(self, name: str, document: Row) -> Identity | None:
        bare = bare_name(name)
        if not is_person(bare) or is_nameless(name):
            return None
        full = self._persons.full_name(name, document["document_id"])
        if full in self._served:
            return self._served[full]
        served = self._serving.only_body(full, document["document_id"], self._bodies_beside(name, document))
        return served or Identity(f"named:{full.casefold()}", full, None, "actor")

    def _described(self, name: str, document: Row) -> Identity | None:
        """Return who is described: a person whom the document quotes by this title, or the body whose paper it is."""
        here = document["document_id"]
        titled = self._titled.get((here, plain_words(name)), ())
        if len(titled) == 1:
            full = titled[0]
            return self._served.get(full) or Identity(f"named:{full.casefold()}", full, None, "actor")
        if plain_words(name) not in voice_words("papers"):
            return None
        found = {body.key: body for body in self._bodies_beside(name, document) if body.kind in ("actor", "monitor")}
        return next(iter(found.values())) if len(found) == 1 else None

    def _bodies_beside(self, name: str, document: Row) -> list[Identity]:
        """Return the bodies that a document quotes; none where the speaker tells what one of their side has done.

        Nothing but nearness says then whose word it is, and an accusation would become an admission.
        """
        bodies = list(self._bodies_in(document))
        told_of = self._told_of.get((document["document_id"], name), set())
        accused = any(not told_of.isdisjoint(filter(None, (body.key, body.side))) for body in bodies)
        return [] if accused else bodies

    def _doers(self, claim: Row) -> Iterator[str]:
        """Yield the ids and the sides of those who did what a claim tells."""
        for doer in claim.get("actors", ()):
            if doer["actor_id"] in self._casebook.actors:
                body = self.bodies.actor(doer["actor_id"], "")
                yield from filter(None, (doer["actor_id"], body.key, body.side))

    def _bodies_in(self, document: Row) -> Iterator[Identity]:
        """Yield the bodies that a document quotes."""
        here = document["document_id"]
        for actor_id in sorted(self._known_in.get(here, ())):
            actor = self._casebook.actors.get(actor_id)
            if actor is None or actor.kind != "person":
                yield self.bodies.actor(actor_id, document["published_from"] or "")
        for name in sorted(self._quoted.get(here, ())):
            if not is_person(bare_name(name)):
                found = self._body(name, document)
                if found is not None or is_institution(name):
                    yield found or self._other(name)

    def _in_full(self, body: Identity) -> Identity:
        """Return a body known to no casebook under its fullest name in the case ("Velmari General Staff")."""
        if not body.key.startswith("named:"):
            return body
        words = body.key.removeprefix("named:")
        fuller = self._fuller.get(words, ())
        return Identity(f"named:{next(iter(fuller))}", body.name, body.side, body.kind) if len(fuller) == 1 else body

    def _other(self, name: str) -> Identity:
        words = plain_words(name)
        if is_nameless(name) or head_of(name) in voice_words("papers") or not is_institution(name):
            kind = "witness" if is_witness(name) else "unnamed"
            return Identity(f"unnamed:{words}", name, self.bodies.side_of(name), kind)
        kind = "monitor" if is_monitor(name) else "actor"
        full = self._in_full(Identity(f"named:{words}", name, self.bodies.side_of(name), kind))
        return self.bodies.ministry_of(full.key.removeprefix("named:")) or full

    def _one(self, found: list[Identity], document: Row, words: str) -> Identity | None:
        """Return the one body meant.

        Of several with the name it is that whose other words stand at the source, else that on the side of the outlet,
        else that whose other words stand in the document.
        """
        if len(found) < 2:
            return found[0] if found else None
        named = [body for body in found if _shares_stem(body.name, words, found)]
        side = self._side(document)
        near = [body for body in found if body.side is not None and body.side == side]
        told = [body for body in found if _shares_stem(body.name, document["text"], found)]
        return next((group[0] for group in (named, near, told) if len(group) == 1), None)

    def _side(self, document: Row) -> str | None:
        key = outlet_key(document)
        return self.bodies.outlet(key).side if key else None

    def _known(self, actor_id: str | None) -> bool:
        return actor_id in self._casebook.actors or actor_id in self._casebook.outlets

    def _is_state(self, body: Identity) -> bool:
        actor = self._casebook.actors.get(body.key)
        return actor is not None and actor.kind == "state"

    def _quoting(self) -> Mapping[str, set[str]]:
        """Return the documents that quote each person, by full name."""
        found: dict[str, set[str]] = defaultdict(set)
        for document_id, names in self._quoted.items():
            for name in names:
                if is_person(bare_name(name)) and not is_nameless(name):
                    found[self._persons.full_name(name, document_id)].add(document_id)
        return found


def _fuller_names(quoted: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """Return the names of institutions by the words with which they end."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in {plain_words(name) for names in quoted for name in names if is_institution(name)}:
        words = name.split(" ")
        for at in range(1, len(words)):
            found[" ".join(words[at:])].add(name)
    return found


def _shares_stem(name: str, words: str, found: Iterable[Identity]) -> bool:
    """Return whether words hold a part of a body's name that is not in the names of the others ("Velmar's")."""
    others = {word for body in found if body.name != name for word in _stems(body.name)}
    return not (_stems(name) - others).isdisjoint(_stems(words))


def _stems(words: str) -> set[str]:
    return {word[:5].casefold() for word in re.findall(r"[A-ZÀ-ÞĀ-Ž]\w{3,}", words)}
