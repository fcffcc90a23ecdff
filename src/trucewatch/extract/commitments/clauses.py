"""Find the clause that states a commitment: who is bound, to which verb, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.lexicon import Frame, accord_words, frames, owed_verbs, state_verbs

ENDS = frozenset({".", ";", ":", "—", "–", "?", "!", "\u201d"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment's words as tokens ``[first, last]``, the verb owed (or noun), and the token of who owes it."""

    frame: Frame
    verb: int
    first: int
    last: int
    bearer: int | None


def find_clauses(cast: Cast) -> Iterator[Clause]:
    """Yield the clauses of a passage that state a commitment, in text order."""
    table, lowers = frames(), cast.words.lowers
    accord = bool(accord_words() & set(lowers))
    for index, low in enumerate(lowers):
        for frame in table.get(low, ()):
            if tuple(lowers[index : index + len(frame.words)]) == frame.words:
                clause = _read(cast, frame, index, accord)
                if clause is not None:
                    yield clause
                break


def _read(cast: Cast, frame: Frame, index: int, accord: bool) -> Clause | None:
    behind = index + len(frame.words)
    if behind >= len(cast.words):
        return None
    if frame.name in ("modal", "future"):
        return _finite(cast, frame, index, behind) if accord or frame.name == "modal" else None
    if frame.name == "promise-that":
        return _promised_clause(cast, frame, index)
    if frame.name in ("order", "stipulate"):
        return _ordered(cast, frame, index, behind)
    return _infinitive(cast, frame, index, behind, accord)


def _finite(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return a clause with a modal: from its subject to its end."""
    verb = _verb_behind(cast, behind)
    if verb is None or (cast.words.lowers[verb] in state_verbs() and not _is_place_change(cast, verb)):
        return None
    grammar = cast.grammar
    subject = grammar.child(verb, "nsubj", "nsubjpass") or grammar.subject(verb)
    bearer = (grammar.agent(verb) if grammar.is_passive(verb) else None) or subject
    if subject is None or subject > index:
        return None
    first = _clause_start(cast, subject, index)
    return Clause(frame, verb, first, _clause_end(cast, verb), bearer)


def _is_place_change(cast: Cast, verb: int) -> bool:
    """Return whether "be" is followed by "out of", "withdrawn" and the like, not by a mere quality."""
    return cast.words.lowers[verb] == "be" and any(
        low in ("out", "off", "away") for low in cast.words.lowers[verb + 1 : verb + 3]
    )


def _infinitive(cast: Cast, frame: Frame, index: int, behind: int, accord: bool) -> Clause | None:
    """Return what follows "agreed to", "mandate to", "failed to": the verb and its words, without the subject."""
    verb = _verb_behind(cast, behind)
    if verb is None:
        return _noun_owed(cast, frame, index, behind) if frame.name == "duty" else None
    if frame.name == "failure" and not (accord and _owed(cast, verb)):
        return None
    grammar = cast.grammar
    governor = index if cast.words.tags[index] in VERB_TAGS else verb
    bearer = grammar.subject(governor) or grammar.subject(verb) or _owner_token(cast, index)
    return Clause(frame, verb, verb, _clause_end(cast, verb), bearer)


def _owed(cast: Cast, verb: int) -> bool:
    return cast.words.lowers[verb] in owed_verbs()


def _noun_owed(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    if frame.words[0] != "guarantor":
        return None
    verb = cast.words.heads[index]
    return Clause(frame, index, min(verb, index), _clause_end(cast, index), cast.grammar.subject(verb))


def _promised_clause(cast: Cast, frame: Frame, index: int) -> Clause | None:
    grammar = cast.grammar
    verb = grammar.child(index, "ccomp")
    if verb is None or not any(cast.words.lowers[c] in ("will", "would", "shall") for c in grammar.children[verb]):
        return None
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if subject is None or cast.words.lowers[verb] in state_verbs():
        return None
    bearer = grammar.subject(index) if grammar.is_passive(verb) else subject
    return Clause(frame, verb, grammar.phrase(subject)[0], _clause_end(cast, verb), bearer)


def _ordered(cast: Cast, frame: Frame, index: int, behind: int) -> Clause | None:
    """Return what an order binds its object to, or what an accord stipulates."""
    grammar = cast.grammar
    subject = grammar.agent(index) or grammar.subject(index)
    by_issuer = subject is not None and cast.words.lowers[subject] in frame.issuers
    told = grammar.child(index, "dobj", "nsubjpass", "dative")
    if frame.name == "stipulate":
        about = told or grammar.child(behind - 1, "pobj")
        if not by_issuer or about is None:
            return None
        return Clause(frame, about, index, _clause_end(cast, about), about)
    verb = grammar.child(index, "xcomp", "ccomp")
    if verb is None or told is None or not (by_issuer or cast.participant(told)):
        return None
    if cast.words.lowers[index] in ("told", "urging") and not by_issuer:
        return None
    return Clause(frame, verb, index, _clause_end(cast, verb), told)


def _verb_behind(cast: Cast, at: int) -> int | None:
    """Return the verb that a modal or "to" leads to, past adverbs and auxiliaries ("be disarmed")."""
    words = cast.words
    for index in range(at, min(at + 6, len(words))):
        low, tag = words.lowers[index], words.tags[index]
        if tag in VERB_TAGS:
            further = words.tags[index + 1 : index + 3]
            if low in ("be", "been", "have", "being") and any(t in ("VBN", "VBD") for t in further):
                continue
            return index
        if not (tag.startswith("RB") or low in ("to", "not", "also", "either", "then") or tag == "TO"):
            return None
    return None


def _clause_start(cast: Cast, subject: int, modal: int) -> int:
    """Return where the clause begins: at a date that leads it, else at its subject."""
    words = cast.words
    first = cast.grammar.phrase(subject)[0]
    lead = words.sentences[modal]
    if 0 < first - lead <= 6 and words.lowers[lead] in ("by", "before", "until", "on", "within", "from"):
        return lead
    return first


def _clause_end(cast: Cast, verb: int) -> int:
    """Return the last token of the clause of a verb: before a stop, or before another finite clause begins."""
    words, last = cast.words, verb
    for index in range(verb + 1, len(words)):
        if words.texts[index] in ENDS or words.sentences[index] != words.sentences[verb]:
            break
        if words.texts[index] == "," and _leaves(cast, index, verb):
            break
        if words.lowers[index] == "and" and _new_verb(cast, index, verb):
            break
        last = index
    return last


def _leaves(cast: Cast, comma: int, verb: int) -> bool:
    """Return whether what follows a comma no longer hangs on the verb."""
    follower = comma + 1
    if follower >= len(cast.words):
        return True
    seen, at = set(), follower
    while at not in seen and at != verb:
        seen.add(at)
        at = cast.words.heads[at]
    if at != verb:
        return True
    return cast.words.lowers[follower] in (
        "and",
        "but",
        "which",
        "who",
        "while",
        "although",
        "because",
        "as",
        "according",
        "said",
    )


def _new_verb(cast: Cast, conjunction: int, verb: int) -> bool:
    return any(
        cast.words.deps[c] == "conj" and c > conjunction and cast.words.tags[c] in VERB_TAGS
        for c in cast.grammar.children[verb]
    )


def _owner_token(cast: Cast, noun: int) -> int | None:
    """Return the token of whose mandate, duty or failure it is."""
    return cast.grammar.child(noun, "poss") or cast.grammar.prepositional(noun, "of")
