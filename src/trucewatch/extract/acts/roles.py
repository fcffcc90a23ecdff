"""Who takes part: actor mentions, places and demonyms at the tokens that a clause points to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.extract.acts.grammar import Grammar
from trucewatch.extract.acts.lexicon import WordClass, act_lexicon
from trucewatch.extract.acts.peoples import demonyms_of, lands_of
from trucewatch.extract.scene import Scene
from trucewatch.extract.words import Words
from trucewatch.records import ActorMention, Participant, PlaceMention

_DATE_LINE = re.compile(r"(?:, [\w .]{1,20})?\s*(?:\([^()]{1,30}\)\s*)?(?:—|–|--|- )")
"""What follows a place in capitals that only tells where a report was written: "KORVAL — A bomb went off"."""

_ORGANS = frozenset({"force", "armed-group", "government", "ministry", "peacekeepers", "separatists"})
"""Kinds of actors that take part also where it stays open whose they are."""
_SINGLE = frozenset({"a", "an", "one", "another"})
"""Words before a single person of whom nothing else is said: "wounding one peacekeeper"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of one passage by token, with the grammar to follow from one to the next."""

    words: Words
    grammar: Grammar
    actors: dict[int, ActorMention]
    places: dict[int, PlaceMention]
    demonyms: dict[str, tuple[str, str]]
    lands: dict[str, str]

    @classmethod
    def of(cls, words: Words, scene: Scene) -> Cast:
        """Return the cast of a passage; of mentions that share a token, the longest stands there."""
        book = scene.knowledge.casebook
        cast = cls(words, Grammar(words), {}, {}, demonyms_of(book), lands_of(book))
        low, high = words.starts[0], words.ends[-1]
        for actor in sorted((a for a in scene.actors if low <= a.start < high), key=lambda a: a.end - a.start):
            if actor.quote.isupper() and _DATE_LINE.match(words.source, actor.end):
                continue
            for token in cast.tokens(actor.start, actor.end):
                cast.actors[token] = actor
        for place in sorted((p for p in scene.places if low <= p.start < high), key=lambda p: p.end - p.start):
            if place.quote.isupper() and _DATE_LINE.match(words.source, place.end):
                continue
            for token in cast.tokens(place.start, place.end):
                cast.places[token] = place
        return cast

    def tokens(self, start: int, end: int) -> Iterable[int]:
        """Return the tokens that lie in a span."""
        index = bisect_left(self.words.starts, start)
        while index < len(self.words) and self.words.starts[index] < end:
            yield index
            index += 1

    def participants(self, at: int | None) -> tuple[Participant, ...]:
        """Return the actors at a token and those joined to it; several for "Velmar and Tirvania"."""
        if at is None:
            return ()
        found: dict[str, Participant] = {}
        for token in self.grammar.conjuncts(at):
            if token != at and self._begins_clause(at, token):
                continue
            for participant in (self._before(token), self.participant(token)):
                if participant is not None:
                    found.setdefault(participant.actor_id or participant.name.casefold(), participant)
        return tuple(found.values())

    def _begins_clause(self, at: int, joined: int) -> bool:
        """Return whether a noun that the parse joined to a doer "by" is the subject of the verb right behind it."""
        words = self.words
        doer = words.deps[at] == "pobj" and words.lowers[words.heads[at]] == "by" and joined + 1 < len(words)
        return doer and words.tags[joined + 1] in ("VBD", "VBZ", "VBP", "MD")

    def _before(self, at: int) -> Participant | None:
        """Return who shares a noun with another: the Velmari of "Velmari and Tirvanian forces"."""
        mention, words = self.actors.get(at), self.words
        index = at
        while mention is not None and index > 0 and self.actors.get(index) is mention:
            index -= 1
        if mention is None or index < 1 or words.lowers[index] not in ("and", "&"):
            return None
        other = self.actors.get(index - 1)
        if other is not None and words.deps[index - 1] in ("pobj", "nsubj", "dobj", "conj"):
            return None  # a word of its own, which is found as joined to this one
        known = self.demonyms.get(words.lowers[index - 1])
        if known:
            return Participant(actor_id=known[0], name=known[1], mention_id=None)
        if other is None or other is mention or not other.actor_id:
            return None
        return Participant(actor_id=other.actor_id, name=other.name, mention_id=other.mention_id)

    def participant(self, at: int) -> Participant | None:
        """Return the actor named at a token, by the words or by whose people, place or possession it is."""
        actor = self.actors.get(at)
        if actor is not None and (actor.actor_id or actor.form not in ("pronoun", "description")):
            return Participant(actor_id=actor.actor_id, name=actor.name, mention_id=actor.mention_id)
        place = self.places.get(at)
        if place is not None and place.kind in ("country", "territory", "capital", "region"):
            return self._land(place)
        return self.owner(at) or self._plain(at) or self._described(actor)

    def _described(self, actor: ActorMention | None) -> Participant | None:
        """Return a force or an organ that the document does not say whose it is by its own words ("the army")."""
        if actor is None or actor.form != "description" or actor.kind not in _ORGANS:
            return None
        return Participant(actor_id=None, name=actor.name, mention_id=actor.mention_id)

    def _land(self, place: PlaceMention) -> Participant:
        """Return a place as who holds it, where the casebook has a state or a people's republic of its name."""
        known = self.lands.get(place.name.casefold()) or self.lands.get(place.quote.casefold())
        return Participant(actor_id=known, name=place.name, mention_id=place.mention_id)

    def owners(self, at: int | None) -> tuple[Participant, ...]:
        """Return whose an object is: "Velmari positions" tells of Velmar."""
        owner = self.owner(at) if at is not None else None
        return (owner,) if owner else ()

    def owner(self, at: int) -> Participant | None:
        """Return whose a noun is: "Velmar's offensive", "the Velmari attack", "Velmar-led"."""
        words = self.words
        if words.lowers[at] in act_lexicon().classes["accounts"].nouns:
            return None
        for child in self.grammar.children[at]:
            if words.deps[child] in ("poss", "amod", "compound", "nmod") and child < at:
                if child in self.actors and words.deps[child] != "amod":
                    actor = self.actors[child]
                    return Participant(actor_id=actor.actor_id, name=actor.name, mention_id=actor.mention_id)
                known = self.demonyms.get(words.lowers[child])
                if known and child > 0 and words.lowers[child - 1] == "ethnic":
                    return Participant(actor_id=None, name=words.text(child - 1, at + 1), mention_id=None)
                if known:
                    return Participant(actor_id=known[0], name=known[1], mention_id=None)
                place = self.places.get(child)
                if place is not None and words.deps[child] == "poss":
                    return self._land(place)
        return None

    def _plain(self, at: int) -> Participant | None:
        """Return people without a name as a participant without an id ("protesters", "a farmer")."""
        low = self.words.lowers[at]
        first, last = self.grammar.phrase(at, most=3)
        if self.words.tags[at] == "NN":
            led = self.words.lowers[first] in _SINGLE or self.words.tags[first] == "PRP$"
            single = led and low in act_lexicon().classes["people"].nouns
        else:
            single = False
        if not single and (self.words.tags[at] != "NNS" or not is_of_people(low)):
            return None
        texts = self.words.texts[first : last + 1]
        if self.words.tags[first] in ("DT", "PRP$", "WP$", "CD"):
            texts = texts[1:]
        return Participant(actor_id=None, name=" ".join(texts), mention_id=None)

    def struck(self, at: int | None) -> Participant | None:
        """Return the homes, markets or buses at a token by their own words, as those who are in them bear an attack."""
        if (
            at is None
            or not self.fits(at, act_lexicon().classes["peopled"])
            or not self.words.tags[at].startswith("NN")
        ):
            return None
        first = self.grammar.phrase(at, most=3)[0]
        first += self.words.tags[first] in ("DT", "PRP$", "CD") and first < at
        return Participant(actor_id=None, name=self.words.text(first, at + 1), mention_id=None)

    def fits(self, at: int | None, wanted: WordClass) -> bool:
        """Return whether the noun at a token belongs to a class."""
        if at is None:
            return False
        for token in self.grammar.conjuncts(at)[:3]:
            low = self.words.lowers[token]
            if low in wanted.nouns or (token > 0 and (self.words.lowers[token - 1], low) in wanted.phrases):
                return True
            if token > 1 and "-".join(self.words.lowers[token - 2 : token + 1 : 2]) in wanted.nouns:
                return True
            if wanted.numbers and self.words.tags[token] == "CD":
                return True
            if wanted.places and token in self.places:
                return True
            if self._is_of_kind(token, wanted):
                return True
            if any(self.words.lowers[c] in wanted.nouns or self._is_of_kind(c, wanted) for c in self._of(token)):
                return True
            if wanted.tools and self._is_tool(token, wanted):
                return True
        return False

    def _is_of_kind(self, token: int, wanted: WordClass) -> bool:
        actor = self.actors.get(token)
        return actor is not None and actor.kind in wanted.kinds

    def _is_tool(self, token: int, wanted: WordClass) -> bool:
        """Return whether a noun is what a force has: "army bulldozers", "rebel gunners"."""
        return any(
            self.words.deps[child] == "compound" and self.words.lowers[child] in wanted.nouns
            for child in self.grammar.children[token]
        )

    def _of(self, token: int) -> list[int]:
        """Return the nouns behind "of": "dozens of civilians", "the village of X"."""
        found = self.grammar.prepositional(token, "of")
        return [found] if found is not None else []


def is_of_people(low: str) -> bool:
    """Return whether a plural noun names people: by its class, or by its ending."""
    classes = act_lexicon().classes
    if low in classes["things"].nouns:
        return False
    known = any(low in classes[name].nouns for name in ("people", "crowd", "actor", "fighters", "police", "force"))
    return known or low.endswith(("ists", "ians", "men", "women", "ers", "ors"))
