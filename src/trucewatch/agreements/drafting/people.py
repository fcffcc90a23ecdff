"""Who owes a clause to whom, with the words that name them; where nobody is named, who is proposed and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lexicon import forms, frames
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import (
    is_name,
    is_this,
    key_of,
    same,
    who_at,
)
from trucewatch.agreements.drafting.naming import PRONOUNS, Names, Owed
from trucewatch.extract.acts.roles import Cast


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads who owes what in the points of one accord."""

    names: Names

    def owed(self, cast: Cast, clause: Clause, before: Owed | None) -> Owed:
        """Return who owes a clause to whom; ``before`` is what was read of the clause before it in its point."""
        subject = clause.subject
        topic = self.names.named(cast, subject, before) if subject is not None else ()
        found = self._doubted(self._of_clause(cast, clause, topic, before))
        return replace(
            found,
            topic=topic
            or (before.topic if before and subject is not None and cast.words.lowers[subject] in PRONOUNS else ()),
        )

    def _doubted(self, owed: Owed) -> Owed:
        """Return who owes a clause as not sure where these are the parties and it is not sure who they are."""
        doubt, parties = self.names.parties.doubt, {key_of(who) for who in self.names.parties.parties}
        if doubt is None or not owed.bearers or {key_of(who) for who in owed.bearers} != parties:
            return owed
        unsure = tuple(replace(who, cited=replace(who.cited, sure=False)) for who in owed.bearers)
        return replace(owed, bearers=unsure, unsure=(*owed.unsure, doubt))

    def _of_clause(self, cast: Cast, clause: Clause, topic: tuple[Who, ...], before: Owed | None) -> Owed:
        given = self._given(cast, clause)
        if "EX" in cast.words.tags[max(0, clause.mark - 1) : clause.verb] and cast.words.lowers[clause.verb] == "be":
            return self._shared(given, "The text says that there is to be this, not who sets it up.")
        if cast.grammar.is_passive(clause.verb) and clause.frame.leads in ("modal", "present", "none"):
            return self._of_passive(cast, clause, topic, given, before)
        if clause.frame.leads == "none" and (named := self._doers(cast, clause)):
            return Owed(named, given)
        if clause.subject is None and (issuer := self._issuer(cast, clause)) is not None:
            return Owed((issuer,), given, (f"No subject; “{issuer.name}”, who issues the text, is proposed.",))
        if clause.subject is None:
            return self._shared(given, "No subject was found; the parties are proposed.")
        if not topic and clause.frame.leads == "calling" and cast.words.tags[clause.subject].startswith("NN"):
            topic = (who_at(cast, clause.subject, self.names.scene),)
        return Owed(topic, given) if topic else self._of_thing(cast, clause, clause.subject, given, before)

    def _issuer(self, cast: Cast, clause: Clause) -> Who | None:
        """Return who issues an order or resolution, where a point opens with what it does: "Decides to establish"."""
        decides = cast.words.lowers[clause.first] in forms("said") | frames("calling").keys() | frames("to").keys()
        return self.names.parties.issuer if decides else None

    def _of_passive(
        self, cast: Cast, clause: Clause, topic: tuple[Who, ...], given: tuple[Who, ...], before: Owed | None
    ) -> Owed:
        words, subject = cast.words, clause.subject
        if named := self._doers(cast, clause):
            return Owed(named, given or self._granted(cast, clause))
        nobody = "Passive: the text names nobody who owes this; the parties are proposed."
        if subject is None:
            return self._shared(given, nobody)
        if words.lowers[clause.verb] in forms("benefiting"):
            granted = self._granted(cast, clause) or given or topic
            return replace(self._shared(given, nobody), beneficiaries=granted)
        if (overseer := self._overseer(cast, clause)) and words.lowers[clause.verb] in forms("overseen"):
            return Owed((overseer,), given)
        if words.lowers[subject] in forms("arms") and (owner := self._owner(cast, subject)):
            return Owed(owner, given, (f"Passive without a doer; “{owner[0].name}”, whose these are, is proposed.",))
        told = words.lowers[subject] in forms("forces") | forms("strength") and not _of_founding(cast, clause, topic)
        if told and topic:
            of = topic if any(_is_proper(who) for who in topic) else before.bearers if before else ()
            if not of:
                return self._shared(given, nobody)
            return Owed(of, given, (f"Passive without a doer; “{of[0].name}”, of which it speaks, is proposed.",))
        return self._shared(given, nobody)

    def _doers(self, cast: Cast, clause: Clause) -> tuple[Who, ...]:
        """Return by whom a passive is done; a "by" that leads a day or belongs to another participle is none."""
        words = cast.words
        for at in range(clause.verb + 1, clause.last):
            inner = cast.grammar.child(at, "pobj") if words.lowers[at] == "by" else None
            if inner is None or any(t.start <= words.starts[inner] < t.end for t in self.names.scene.times):
                continue
            head = words.heads[at]
            if (head == clause.verb or words.tags[head] not in ("VBN", "VBG")) and (
                found := self.names.named(cast, inner)
            ):
                return found
        return ()

    def _granted(self, cast: Cast, clause: Clause) -> tuple[Who, ...]:
        """Return the people or forces that a passive of giving speaks of: whoever "shall be granted" is owed it."""
        at, words = clause.subject, cast.words
        if at is None or words.lowers[clause.verb] not in forms("benefiting"):
            return ()
        people = words.lowers[at] in forms("people") | forms("forces")
        return (who_at(cast, at, self.names.scene),) if people else ()

    def _of_thing(self, cast: Cast, clause: Clause, subject: int, given: tuple[Who, ...], before: Owed | None) -> Owed:
        words = cast.words
        overseer = self._overseer(cast, clause)
        if overseer and words.lowers[clause.verb] in forms("overseen"):
            return Owed((overseer,), given)
        named = is_name(cast, subject) and words.lowers[subject] not in forms("things") and not is_this(cast, subject)
        if named and words.lowers[clause.verb] not in forms("overseen"):
            return Owed((who_at(cast, subject, self.names.scene),), given)
        doer = cast.grammar.prepositional(subject, "by")
        if doer is None and words.lowers[clause.verb] in forms("resting"):
            doer = next((i for i in _complements(cast, clause.verb, ("with", "on", "upon", "to"))), None)
        if doer is not None and (found := self.names.named(cast, doer, before)):
            return Owed(found, given)
        what = words.text(cast.grammar.phrase(subject)[0], subject + 1)
        if words.lowers[subject] in forms("people"):
            given = (who_at(cast, subject, self.names.scene),)
            if clause.kind == "permission":
                return Owed(given, (), ("Allowed to people; who has to let them is for a person to say.",))
            return replace(
                self._shared((), f"“{what}” do it themselves; the parties are proposed."), beneficiaries=given
            )
        return self._shared(given, f"“{what}” is nobody who could owe it; the parties are proposed.")

    def _owner(self, cast: Cast, at: int) -> tuple[Who, ...]:
        """Return whose arms or positions a noun names: "the guns of A", "A's batteries"."""
        owner = cast.grammar.child(at, "poss")
        owner = owner if owner is not None else cast.grammar.prepositional(at, "of")
        return self.names.named(cast, owner) if owner is not None and cast.words.tags[owner] != "PRP$" else ()

    def _overseer(self, cast: Cast, clause: Clause) -> Who | None:
        """Return under whose control something stands: "under the control of X"."""
        words = cast.words
        for at in range(clause.verb + 1, clause.last + 1):
            if words.lowers[at] in forms("oversight") and "under" in words.lowers[max(clause.verb, at - 4) : at]:
                inner = cast.grammar.prepositional(at, "of")
                found = self.names.named(cast, inner) if inner is not None else ()
                if found:
                    return found[0]
        return None

    def _given(self, cast: Cast, clause: Clause) -> tuple[Who, ...]:
        """Return to whom something is given, or who is told."""
        words = cast.words
        if not any(words.lowers[i] in forms("given") for i in range(clause.mark, min(clause.verb + 2, len(words)))):
            return ()
        for at in range(clause.verb + 1, clause.last + 1):
            inner = cast.grammar.child(at, "pobj") if words.lowers[at] == "to" else None
            if inner is not None and (found := self.names.named(cast, inner) or self._before_a_thing(cast, inner)):
                return found
        if overseer := self._overseer(cast, clause):
            return (overseer,)
        told = cast.grammar.child(clause.verb, "dative")  # "must give the Mission a month's notice"
        if told is None and words.lowers[clause.verb] in forms("telling"):
            told = cast.grammar.child(clause.verb, "dobj")
        thing = cast.grammar.child(clause.verb, "dobj")
        if told is None and thing is not None and (found := self._before_a_thing(cast, thing)):
            return found
        return self.names.named(cast, told) if told is not None and words.tags[told].startswith(("NN", "PR")) else ()

    def _before_a_thing(self, cast: Cast, at: int) -> tuple[Who, ...]:
        """Return a body that stands before what it is given, as in "hand over to the Basin Mission maps"."""
        owner = next(
            (i for i in cast.grammar.children[at] if i == at - 1 and cast.words.lowers[i] in forms("bodies")), None
        )
        return (self.names.in_full(cast, owner, who_at(cast, owner, self.names.scene)),) if owner is not None else ()

    def _shared(self, given: tuple[Who, ...], reason: str) -> Owed:
        """Return the parties as bearers; where one of two is given something, the other."""
        rest = tuple(who for who in self.names.parties.parties if not any(same(who, other) for other in given))
        if given and len(rest) == len(self.names.parties.parties) - 1 and rest:
            reason = f"Nobody is named who owes this; “{given[0].name}” is owed it, so the other parties are proposed."
        else:
            rest = self.names.parties.parties
        unsure = tuple(replace(who, cited=replace(who.cited, sure=False)) for who in rest)
        return Owed(unsure, given, (reason,))


def _complements(cast: Cast, verb: int, leads: tuple[str, ...]) -> Iterator[int]:
    """Yield the nouns that complete a verb with one of some prepositions: "rests with the police"."""
    for child in cast.grammar.children[verb]:
        inner = cast.grammar.child(child, "pobj") if cast.words.lowers[child] in leads else None
        if inner is not None:
            yield inner


def _is_proper(who: Who) -> bool:
    return any(word[:1].isupper() for word in (who.refers_to or who.name).split())


def _of_founding(cast: Cast, clause: Clause, topic: tuple[Who, ...]) -> bool:
    """Return whether a clause sets up a body that is nobody's: those who set it up owe that."""
    return cast.words.lowers[clause.verb] in forms("founding") and not any(" of " in who.name for who in topic)
