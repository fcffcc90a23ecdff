"""Acts told by a noun: "the shelling of the town", "a blockade by the army", "they signed an accord"."""

from __future__ import annotations

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import ActType, NounEntry, act_lexicon
from trucewatch.extract.acts.model import LONGEST_TRIGGER, Trigger, others
from trucewatch.extract.acts.roles import Cast
from trucewatch.records import Participant

COMPLEMENTS = ("against", "on", "of", "into", "with", "over", "from", "to", "in", "around", "near", "at")
"""Prepositions behind a noun that say whom or where it met."""
_STRUCK = frozenset({"ground", "building", "convoy"})
"""What an attack may be "of", though nobody names it: "the shelling of a market"."""
WARDED = ("stop", "prevent", "deter", "act")
"""Verbs of protection whose object is what was to be kept off, not whom."""
_STRAY = 18
"""Tokens behind a noun among which its "by" may stand."""


def stands_before(cast: Cast, index: int, entry: NounEntry) -> bool:
    """Return whether the words of an entry stand before its last at a token."""
    size = len(entry.before)
    return tuple(cast.words.lowers[max(0, index - size) : index]) == entry.before if size else True


def noun_trigger(cast: Cast, index: int, end: int, entry: NounEntry) -> Trigger | None:
    """Return the act of a noun that is completed by its own words, or that a verb makes happen.

    Args:
        cast: The mentions and the parse of the passage.
        index: Token of the noun itself.
        end: Last token of the phrase that the entry is.
        entry: The entry that matched.
    """
    grammar, words = cast.grammar, cast.words
    if words.deps[index] in ("compound", "amod", "nmod") and words.heads[index] > index:
        return None
    if _is_in_a_name(cast, index):
        return None
    verb, owner = _making_verb(cast, index), cast.owner(index)
    ended = _is_ended(cast, index)
    if ended and cast.grammar.prepositional(index, "by") is None and owner is None:
        return None
    by = grammar.prepositional(index, "by") or _stray_by(cast, index)
    between = grammar.prepositional(index, "between", "among")
    against = grammar.prepositional(index, *COMPLEMENTS)
    complete = owner is not None or by is not None or between is not None or _names(cast, against) or end > index
    complete = complete or _is_of_what_it_takes(cast, index, entry.type)
    made = verb is not None and (grammar.object(verb) == index or words.deps[verb] == "acl")
    if _is_accord(entry.type) and verb is not None and words.lowers[verb] in _breaking():
        return None
    if not {"complement": complete, "verb": made}.get(entry.type.needs or "", complete or verb is not None):
        return None
    if points_back(cast, index) and not complete and verb is None:
        return None
    actors = cast.participants(between) or cast.participants(by) or _owners(cast, index, entry.type)
    if not actors and verb is not None:
        actors = _makers(cast, index, verb)
    if not actors and entry.type.event_type == "CONSULT" and against is not None:
        actors = _travellers(cast, index)
    recipients = () if between is not None else _noun_recipients(cast, index)
    if entry.type.moved:
        actors, recipients = actors or recipients, ()
    before = 0 if end > index else len(entry.before)
    behind = by or between or against or grammar.prepositional(index, "for")
    first, last = _noun_span(cast, index, before, verb, behind)
    clause = verb if verb is not None else index
    back = points_back(cast, index)
    return Trigger(entry.type, index, first, max(last, end), actors, others(recipients, actors), clause, back)


def _is_of_what_it_takes(cast: Cast, index: int, kind: ActType) -> bool:
    """Return whether a noun is "of" what the verbs of its act ask for: "capture of the hills"."""
    of = cast.grammar.prepositional(index, "of")
    if of is None and cast.words.lowers[index + 1 : index + 2] == ["of"]:
        of = cast.grammar.child(index + 1, "pobj")
    wanted = act_lexicon().objects.get(kind.code, frozenset()) if kind.needs == "complement" else frozenset()
    struck = kind.event_type == "ASSAULT" and kind.code != "armed-clash" and not _is_how(cast, index)
    wanted |= _STRUCK if struck else frozenset()
    return of is not None and any(cast.fits(of, act_lexicon().classes[name]) for name in wanted)


def _is_in_a_name(cast: Cast, index: int) -> bool:
    """Return whether a noun is part of the name of a body: "Office for the Coordination of Relief"."""
    mention = cast.actors.get(index)
    return mention is not None and mention.form == "name" and cast.words.tags[index].startswith("NNP")


def _is_how(cast: Cast, index: int) -> bool:
    """Return whether a noun tells how the deed of a verb was done: "killed in the shelling of a village"."""
    words = cast.words
    above = words.heads[words.heads[index]]
    return words.deps[index] == "pobj" and words.lowers[above] in act_lexicon().verbs and above != index


def _stray_by(cast: Cast, index: int) -> int | None:
    """Return the doer that the parse hung elsewhere: on a place, or on the verb of warding off.

    "Seizure of hills in the north by rebels"; "did not prevent the attack by rebels"; "blockade of the hills imposed by
    rebels".
    """
    words, doing = cast.words, act_lexicon().classes["doing"].verbs
    for at in range(index + 1, min(index + _STRAY, len(words))):
        done = words.tags[at] == "VBN" and words.lowers[at] in doing and words.deps[at] == "acl"
        if (
            (words.tags[at] in VERB_TAGS and not done)
            or words.lowers[at] in ",;:."
            or words.sentences[at] != words.sentences[index]
        ):
            return None
        head = words.heads[at]
        stray = head in cast.places or words.lowers[head].startswith(WARDED)
        if words.lowers[at] == "by" and (stray or words.lowers[head] in doing):
            doer = cast.grammar.child(at, "pobj")
            return doer if doer is not None and cast.participants(doer) else None
    return None


def _is_ended(cast: Cast, index: int) -> bool:
    """Return whether a noun is what a verb ends: "lifted the blockade", "the siege was ended"."""
    words, verb = cast.words, cast.words.heads[index]
    ending = words.lowers[verb] in act_lexicon().classes["ending"].verbs and words.tags[verb] in VERB_TAGS
    return ending and (words.deps[index] in ("dobj", "nsubjpass") or words.deps[verb] == "acl")


def _owners(cast: Cast, index: int, kind: ActType) -> tuple[Participant, ...]:
    """Return whose an act is; a war is called by where it is: "the second Brenka war"."""
    if kind.code == "armed-clash" and not any(cast.words.deps[c] == "poss" for c in cast.grammar.children[index]):
        return ()
    return cast.owners(index)


def _is_accord(kind: ActType) -> bool:
    return kind.event_type == "AGREE" or kind.code == "ceasefire"


def _breaking() -> frozenset[str]:
    """Return the forms of verbs that end an accord."""
    return act_lexicon().classes["breaking"].verbs


def _makers(cast: Cast, index: int, verb: int) -> tuple[Participant, ...]:
    """Return who makes a noun's act happen: the subject of its verb, or the one "by" whom it was launched."""
    grammar = cast.grammar
    if grammar.object(verb) == index or (cast.words.deps[verb] == "acl" and cast.words.heads[verb] == index):
        return cast.participants(grammar.agent(verb))
    return ()


def _travellers(cast: Cast, index: int) -> tuple[Participant, ...]:
    """Return who is at talks or on a visit: the subject of the clause ("arrived in Tarsk for talks with Velmar")."""
    words, at = cast.words, index
    while words.heads[at] != at and words.tags[at] not in VERB_TAGS:
        at = words.heads[at]
    return cast.participants(cast.grammar.agent(at)) if words.tags[at] in VERB_TAGS else ()


def _names(cast: Cast, at: int | None) -> bool:
    """Return whether a token is or belongs to a place or an actor."""
    return at is not None and (at in cast.places or at in cast.actors or cast.owner(at) is not None)


def points_back(cast: Cast, index: int) -> bool:
    """Return whether a noun is definite: it points to a fuller telling."""
    first = cast.grammar.phrase(index)[0]
    return cast.words.lowers[first] in ("the", "this", "that", "these", "those", "its", "their", "such")


def _making_verb(cast: Cast, index: int) -> int | None:
    """Return the verb that makes a noun's act happen, where the noun is its subject, its object or what it begins."""
    words = cast.words
    for child in cast.grammar.children[index]:
        if words.deps[child] == "acl" and words.lowers[child] in act_lexicon().making:
            return child
    head, dep = words.heads[index], words.deps[index]
    if dep == "pobj" and words.lowers[head] in ("on", "out"):
        head, dep = words.heads[head], "dobj"
    if dep == "conj":
        head, dep = words.heads[words.heads[index]], words.deps[words.heads[index]]
    if dep in ("dobj", "nsubj", "nsubjpass") and head != index and words.lowers[head] in act_lexicon().making:
        return head
    return None


def _noun_recipients(cast: Cast, index: int) -> tuple[Participant, ...]:
    for preposition in ("against", "of", "on", "with", "into", "to"):
        at = cast.grammar.prepositional(index, preposition)
        found = cast.participants(at) or cast.owners(at)
        if found:
            return found
    return ()


def _noun_span(cast: Cast, index: int, before: int, verb: int | None, behind: int | None) -> tuple[int, int]:
    words = cast.words
    first, last = index - before, index
    if verb is not None and words.sentences[verb] == words.sentences[index]:
        if verb < index and index - verb < LONGEST_TRIGGER:
            first = verb
        elif verb > index and verb - index < 6:
            last = verb
    if first == index - before:
        first = min(first, max(cast.grammar.phrase(index)[0], index - 3))
        first += words.lowers[first] in ("the", "a", "an", "this", "that")
    if behind is not None and last < behind < first + LONGEST_TRIGGER:
        last = behind
    return min(first, index), last
