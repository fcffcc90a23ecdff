"""Find the clause that states a commitment: who is bound, to which verb, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.bounds import clause_end, clause_start, purposes, verb_behind
from trucewatch.extract.commitments.lexicon import Frame, accord_words, forms, frames
from trucewatch.extract.commitments.nouns import find_noun

DATED = frozenset({"by", "before", "until", "within", "till", "from", "on", "for"})

_FARTHEST = 8
"""Tokens behind a promise within which its "to" stands."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment's words as tokens ``[first, last]``, the verb owed (or noun), and the token of who owes it.

    ``shared`` is true where the subject is a thing that the parties owe together ("the ceasefire", "prisoners");
    ``given_to`` is the token of who is to be given something by the other party. ``assured`` is true where only the
    speaker's word stands behind it.
    """

    frame: Frame
    verb: int
    first: int
    last: int
    bearer: int | None
    shared: bool = False
    given_to: int | None = None
    assured: bool = False


def find_clauses(cast: Cast, near_accord: bool) -> Iterator[Clause]:
    """Yield the clauses of a passage that state a commitment, in text order."""
    table, lowers = frames(), cast.words.lowers
    accord = bool(accord_words() & set(lowers))
    truce = bool(forms("truce") & set(lowers))
    for index, low in enumerate(lowers):
        for frame in table.get(low, ()):
            behind = _end_of_frame(cast, frame, index)
            if behind is not None:
                here = truce if frame.name in ("future", "progressive") else accord
                clause = _read(cast, frame, (index, behind), (here, near_accord))
                if clause is not None:
                    yield from _with_purposes(cast, clause)
                    break


def _end_of_frame(cast: Cast, frame: Frame, index: int) -> int | None:
    """Return the token behind the words of a frame; the "to" of a promise may stand off: "promised in May to leave"."""
    lowers, behind = cast.words.lowers, index + len(frame.words)
    if tuple(lowers[index:behind]) == frame.words:
        return behind
    if frame.name != "promise" or len(frame.words) != 2 or cast.words.tags[index] not in VERB_TAGS:
        return None
    verb = cast.grammar.child(index, "xcomp")
    to = cast.grammar.child(verb, "aux") if verb is not None else None
    near = to is not None and index < to <= index + _FARTHEST and lowers[to] == "to"
    return to + 1 if near and to is not None else None


def _with_purposes(cast: Cast, clause: Clause) -> Iterator[Clause]:
    """Yield a clause, and each purpose that its verb serves ("will deploy to guard the truce and watch the road")."""
    if clause.frame.name == "order":
        yield from _each_destination(cast, clause)
        return
    yield clause
    if clause.frame.name in ("future", "modal", "promise"):
        for verb in purposes(cast, clause.verb):
            last = clause_end(cast, verb)
            yield replace(clause, verb=verb, first=verb, last=last)


def _each_destination(cast: Cast, clause: Clause) -> Iterator[Clause]:
    """Yield an order to send some here and others there in its two parts."""
    words = cast.words
    for at in range(clause.verb + 1, clause.last):
        ahead, rest = words.lowers[clause.verb : at], words.lowers[at : clause.last]
        if words.lowers[at] == "and" and "to" in ahead and "to" in rest and words.tags[clause.verb].startswith("NN"):
            sent = at + rest.index("to") - 1
            yield replace(clause, last=at - 1)
            yield replace(clause, verb=sent, first=at + 1, bearer=sent)
            return
    yield clause


def _read(cast: Cast, frame: Frame, span: tuple[int, int], accord: tuple[bool, bool]) -> Clause | None:
    index, behind = span
    here, near = accord
    if behind >= len(cast.words) or _is_asked_or_hoped(cast, index):
        return None
    if frame.name in ("modal", "future", "progressive"):
        clause = _finite(cast, frame, index, behind)
        if clause is None or here or frame.name == "progressive":
            return clause if here else None
        if frame.name == "modal":
            return clause if _has_deadline(cast, clause) or (near and _is_laid_down(frame)) else None
        return replace(clause, assured=True)
    if frame.name == "promise-that":
        return _promised_clause(cast, frame, index)
    if frame.name in ("accept", "on-noun", "order", "to-noun"):
        return _noun_clause(cast, frame, index, behind) or _ordered(cast, frame, index)
    if frame.name == "stipulate":
        return _stipulated(cast, frame, index, behind)
    if frame.name == "option":
        return _option(cast, frame, index, behind)
    if frame.name == "guarantor":
        return _guarantor(cast, frame, index)
    return _infinitive(cast, frame, index, behind, here)


def _is_laid_down(frame: Frame) -> bool:
    """Return whether a modal speaks of what was laid down ("is to", "shall"), not of an opinion ("must")."""
    return frame.words[0] in ("is", "are", "was", "were", "shall")


def _has_deadline(cast: Cast, clause: Clause) -> bool:
    """Return whether "by", "before" or "within" leads to a date or number in the clause."""
    words = cast.words
    return any(
        words.lowers[i] in ("by", "before", "within", "until")
        and any(words.tags[j] == "CD" for j in range(i + 1, min(i + 3, clause.last + 1)))
        for i in range(clause.first, clause.last)
    )


def _is_asked_or_hoped(cast: Cast, index: int) -> bool:
    """Return whether the words stand in a question, or under "hopes", "believes", "if" and the like."""
    words = cast.words
    for at in range(words.sentences[index], index):
        if words.lowers[at] in forms("opinion") and index - at < 16 and words.sentences[at] == words.sentences[index]:
            return True
    end = next((i for i in range(index, len(words)) if words.texts[i] in (".", "?", "!", ";")), None)
    return end is not None and words.texts[end] == "?"


def _finite(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return a clause with a modal: from its subject to its end."""
    words, grammar = cast.words, cast.grammar
    verb = index if frame.name == "progressive" else verb_behind(cast, behind)
    if verb is None:
        return None
    if words.lowers[behind] == "have":
        return None
    subject = grammar.child(verb, "nsubj", "nsubjpass") or grammar.subject(verb)
    if subject is not None and words.lowers[subject] in ("which", "who", "that"):
        subject = words.heads[verb]
    if subject is None or subject > index or _is_aim(cast, frame, subject) or not _is_owed_act(cast, verb, subject):
        return None
    if frame.name == "progressive":
        end = clause_end(cast, verb)
        if words.lowers[index - 1] not in ("is", "are") or not DATED & set(words.lowers[verb : end + 1]):
            return None
    agent = grammar.agent(verb) if grammar.is_passive(verb) else None
    if agent is not None and any(tag == "CD" for tag in words.tags[max(agent - 1, 0) : agent + 2]):
        agent = None  # "by March 20" is no doer
    if agent is None and grammar.is_passive(verb) and subject in cast.places and subject not in cast.actors:
        return None  # a village that is to be vacated owes nothing
    shared = agent is None and words.lowers[subject] in forms("shared")
    first = clause_start(cast, subject, index)
    return Clause(frame, verb, first, clause_end(cast, verb), agent or subject, shared)


def _is_aim(cast: Cast, frame: Frame, subject: int) -> bool:
    """Return whether "is to" only says what an aim or a task consists of."""
    return frame.name == "modal" and cast.words.lowers[subject] in forms("aim")


def _is_owed_act(cast: Cast, verb: int, subject: int) -> bool:
    low = cast.words.lowers[verb]
    if low in ("happen", "begin", "start", "take", "come"):
        return low == "take" or cast.words.lowers[subject] in forms("shared")
    return low not in forms("state") or _is_place_change(cast, verb)


def _is_place_change(cast: Cast, verb: int) -> bool:
    """Return whether "be" is followed by "out of", "withdrawn" and the like, not by a mere quality."""
    return cast.words.lowers[verb] == "be" and any(
        low in ("out", "off", "away") for low in cast.words.lowers[verb + 1 : verb + 3]
    )


def _infinitive(cast: Cast, frame: Frame, index: int, behind: int, accord: bool) -> Clause | None:
    """Return what follows "agreed to", "mandate to", "failed to": the verb and its words, without the subject."""
    verb = verb_behind(cast, behind)
    if verb is None:
        return _noun_clause(cast, frame, index, behind) if frame.name == "promise" else None
    low = cast.words.lowers[verb]
    if low in forms("state") or (frame.name == "duty" and not accord and low not in forms("owed")):
        return None
    if cast.words.lowers[cast.words.heads[index]] in forms("denied"):
        return None
    if frame.name == "failure":
        guarded = accord or forms("guarded") & set(cast.words.lowers[verb : clause_end(cast, verb) + 1])
        if low not in forms("owed") or not guarded:
            return None
    grammar = cast.grammar
    governor = index if cast.words.tags[index] in VERB_TAGS else verb
    bearer = _owner_token(cast, index)
    if bearer is not None and cast.words.tags[bearer] == "PRP$" and not cast.participants(bearer):
        bearer = None
    if bearer is None and frame.name == "duty" and cast.words.tags[cast.words.heads[index]] in VERB_TAGS:
        bearer = grammar.subject(cast.words.heads[index])
    bearer = bearer or grammar.subject(governor) or grammar.subject(verb)
    joint = frame.name == "failure"
    return Clause(frame, verb, verb, clause_end(cast, verb, joint=joint), bearer)


def _option(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return "the possibility to extend the mission", which is for those bound before it in the sentence."""
    if cast.words.lowers[behind] not in forms("prolonging"):
        return None
    return Clause(frame, behind, cast.grammar.phrase(index)[0], clause_end(cast, behind), None, shared=True)


def _guarantor(cast: Cast, frame: Frame, index: int) -> Clause | None:
    """Return "stands as guarantor of the accord" with the verb that it hangs on."""
    words, at = cast.words, cast.words.heads[index]
    if index > 2 and words.lowers[index - 1] == "as" and words.texts[index - 2] == ",":
        end = clause_end(cast, index)
        if words.lowers[end + 1 : end + 3] == [",", "to"] and end + 3 < len(words):
            end = clause_end(cast, end + 3)
        return Clause(frame, index, cast.grammar.phrase(index - 3)[0], end, index - 3)
    while words.tags[at] not in VERB_TAGS and words.heads[at] != at:
        at = words.heads[at]
    if words.tags[at] not in VERB_TAGS or at > index:
        return None
    return Clause(frame, index, at, clause_end(cast, index), cast.grammar.subject(at))


def _promised_clause(cast: Cast, frame: Frame, index: int) -> Clause | None:
    words, grammar = cast.words, cast.grammar
    verb = grammar.child(index, "ccomp")
    if verb is None or not any(words.lowers[c] in ("will", "would", "shall") for c in grammar.children[verb]):
        return None
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if subject is None or words.lowers[verb] in forms("state"):
        return None
    own = words.tags[subject] == "PRP" or grammar.is_passive(verb)
    assured = bool(forms("assured") & set(words.lowers[verb - 3 : verb + 1]) and grammar.is_passive(verb))
    if frame.words[0] in ("announced", "claimed", "said", "declared") and not (words.tags[subject] == "PRP" or assured):
        return None
    if frame.words[0] in ("claimed", "said", "declared") and not assured:
        return None
    bearer = grammar.subject(index) if own else subject
    return Clause(frame, verb, grammar.phrase(subject)[0], clause_end(cast, verb), bearer)


def _noun_clause(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return what is owed as a noun or below one: "agreed on the withdrawal of", "accept the proposal to"."""
    if frame.name == "to-noun":
        verb = verb_behind(cast, behind)
        if verb is None or cast.words.lowers[verb] not in forms("owed"):
            return None
        return Clause(frame, verb, cast.grammar.phrase(index)[0], clause_end(cast, verb), None, shared=True)
    found = find_noun(cast, index, behind, bare=frame.name in ("on-noun", "promise", "order"))
    if found is None:
        return None
    noun, owner = found
    words, grammar = cast.words, cast.grammar
    if frame.name == "on-noun":
        return Clause(frame, noun, grammar.phrase(noun)[0], clause_end(cast, noun), owner, shared=owner is None)
    if frame.name == "accept":
        return Clause(frame, noun, index, clause_end(cast, noun), grammar.subject(index))
    subject = grammar.subject(index)
    if frame.name == "promise" and words.tags[index] not in VERB_TAGS:
        return None
    return Clause(frame, noun, grammar.phrase(noun)[0], clause_end(cast, noun), owner or subject)


def _stipulated(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return what an accord stipulates; what is to be handed to one party is owed by the other."""
    grammar = cast.grammar
    subject = grammar.subject(index)
    about = grammar.child(index, "dobj") or grammar.child(behind - 1, "pobj")
    if subject is None or about is None or cast.words.lowers[subject] not in frame.issuers:
        return None
    owner = grammar.prepositional(about, "by") or grammar.child(about, "poss")
    to = grammar.prepositional(about, "to") or grammar.prepositional(index, "to")
    return Clause(frame, about, index, clause_end(cast, about), owner, owner is None, to)


def _ordered(cast: Cast, frame: Frame, index: int) -> Clause | None:
    """Return what an order binds its object to."""
    if frame.name != "order":
        return None
    grammar = cast.grammar
    subject = grammar.agent(index) or grammar.subject(index)
    by_issuer = subject is not None and cast.words.lowers[subject] in frame.issuers
    told = grammar.child(index, "dobj", "nsubjpass", "dative")
    verb = grammar.child(index, "xcomp", "ccomp")
    if verb is None or told is None or not (by_issuer or cast.participant(told)):
        return None
    if cast.words.lowers[index] in ("told", "urging", "required", "requires", "obliges", "obliged") and not by_issuer:
        return None
    return Clause(frame, verb, index, clause_end(cast, verb), told)


def _owner_token(cast: Cast, noun: int) -> int | None:
    """Return the token of whose mandate, duty or failure it is."""
    if cast.words.tags[noun] in VERB_TAGS:
        return None
    return cast.grammar.child(noun, "poss") or cast.grammar.prepositional(noun, "of")
