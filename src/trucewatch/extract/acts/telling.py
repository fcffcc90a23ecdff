"""An act as its sentence tells it: what stands around it that a reader dates it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.casebook import Casebook
from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.named import Named
from trucewatch.extract.acts.peoples import lands_of
from trucewatch.records import ActorMention, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An act with what its sentence says beside it.

    ``back`` is true for a definite noun and for headlines, which point to a fuller telling. ``role`` is the role of the
    segment, ``paragraph`` counts the document's paragraphs, ``at`` is the offset of the sentence, ``words`` are the
    act's. ``tense`` is that of the clause (`tense.tense_at`), ``bare`` true for a noun that no verb makes happen,
    ``of_both`` for an act that names nobody, ``timed`` where the sentence names a time that is not the act's.
    ``about`` is the code of an act that a speech act is about ("condemned the attack"), where its noun is definite.
    ``named`` is the happening of the casebook that the words name.
    ``struck`` is what an attack met where people are, by its own words.
    ``doubled`` is true for a ceasefire that another act tells as signed or reached; it only lends its day.
    ``said_on`` is the day on which somebody told it, where that is the only time of the sentence, with its mention.
    """

    act: Act
    back: bool
    role: str
    paragraph: int
    at: int
    words: str
    tense: str
    bare: bool
    timed: bool
    speech: bool
    about: str | None
    of_both: bool
    named: Named | None
    said_on: tuple[str, str] | None
    struck: Participant | None = None
    doubled: bool = False


HOME = "the state"
"""The camp of an army or a government that the document does not say whose it is: that of the land it is about."""
_STATE_WORDS = frozenset({"army", "military", "government"})


def _is_of_the_state(who: Participant, mention: ActorMention | None) -> bool:
    words = who.name.casefold().split()
    official = mention is not None and mention.kind in ("force", "government", "ministry")
    return official and bool(words) and (words[0] in _STATE_WORDS or words[-1] in _STATE_WORDS)


_STANDS = 100
"""How many times a spokesman has to be named to stand for a camp before its state."""


@dataclass(frozen=True, slots=True)
class Camps:
    """Whose side participants are on, as far as mentions and casebook tell."""

    mentions: Mapping[str, ActorMention]
    casebook: Casebook

    def of(self, who: Participant) -> str:
        """Return the side, else what an actor belongs to, else the actor, else the plain name."""
        mention = self.mentions.get(who.mention_id or "")
        if mention is not None and (mention.side or mention.affiliation):
            return mention.side or mention.affiliation or ""
        known = self.casebook.actors.get(who.actor_id or "")
        if known is not None and known.side:
            return known.side
        if known is not None and known.affiliations:
            return known.affiliations[0].of
        if who.actor_id is None and _is_of_the_state(who, mention):
            return HOME
        return who.actor_id or who.name.casefold()

    def holder(self, land: str | None) -> str | None:
        """Return the camp of the state or people's republic that goes by the name of a land."""
        known = lands_of(self.casebook).get((land or "").casefold())
        return self.of(Participant(actor_id=known, name=land or "", mention_id=None)) if known else None

    def weight(self, who: Participant) -> int:
        """Return how well a participant stands for its camp: a state or force before those who speak for it."""
        mention, known = self.mentions.get(who.mention_id or ""), self.casebook.actors.get(who.actor_id or "")
        kind = known.kind if known else mention.kind if mention else ""
        return 1 if kind in ("person", "office", "officials", "ministry", "body") else _STANDS

    def bears_arms(self, who: Participant) -> bool:
        """Return whether a participant is or speaks for a state, a force or a band, no mission or body."""
        mention, known = self.mentions.get(who.mention_id or ""), self.casebook.actors.get(who.actor_id or "")
        kind = known.kind if known else mention.kind if mention else ""
        return kind not in ("organisation", "body", "court", "peacekeepers", "outlet", "party", "office", "person")

    def is_party(self, who: Participant) -> bool:
        """Return whether a participant is an actor with a name of its own, not a place, a people or a plain noun."""
        mention = self.mentions.get(who.mention_id or "")
        if who.actor_id is None:
            return _is_of_the_state(who, mention)
        alone = mention is not None and not mention.side and not mention.affiliation
        crowd = alone and mention is not None and mention.kind in ("population", "protesters", "person")
        return (
            not crowd and not who.actor_id.removeprefix("local:")[:1].islower()
        ) or who.actor_id in self.casebook.actors

    def share(self, ours: tuple[Participant, ...], theirs: tuple[Participant, ...]) -> bool:
        """Return whether two groups have somebody of one camp in common."""
        return bool({self.of(who) for who in ours} & {self.of(who) for who in theirs})
