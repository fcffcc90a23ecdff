"""Find the words that report an act: verbs with what they need, nouns with what completes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.extract.acts.grammar import VERB_TAGS, Grammar
from trucewatch.extract.acts.lexicon import NOTHING, ActLexicon, ActType, NounEntry, VerbEntry, act_lexicon
from trucewatch.extract.acts.roles import Cast
from trucewatch.records import Participant

GAP = 4
"""Tokens that may stand between a verb and a word that has to follow it."""
LONGEST_TRIGGER = 8
COMPLEMENTS = ("against", "on", "of", "into", "with", "over", "from", "to", "in", "around", "near", "at")
"""Prepositions behind a noun that say whom or where it met."""
_WARDED = ("stop", "prevent", "deter", "act")
"""Verbs of protection whose object is what was to be kept off, not whom."""
_STRUCK = frozenset({"ground", "building", "convoy"})
"""What an attack may be "of", though nobody names it: "the shelling of a market"."""
_STRAY = 18
"""Tokens behind a noun among which its "by" may stand."""
_REACHES = ("in", "into", "at", "on", "along", "to", "from", "near", "against")


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act's words as tokens ``[first, last]``, its head word, and who takes part.

    ``clause`` is the verb that the act hangs on; ``back`` is true for a definite noun: it points to a fuller telling.
    """

    type: ActType
    head: int
    first: int
    last: int
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    clause: int
    back: bool = False


def find_triggers(cast: Cast, lexicon: ActLexicon) -> Iterator[Trigger]:
    """Yield the triggers of a passage in text order, one act to a head word."""
    words = cast.words
    for index, low in enumerate(words.lowers):
        verbs = lexicon.verbs.get(low)
        if verbs and (words.tags[index] in VERB_TAGS or _headline_verb(cast, index)):
            trigger = next((t for entry in verbs if (t := _verb_trigger(cast, lexicon, index, entry))), None)
            if trigger is not None:
                yield trigger
                continue
        nouns = lexicon.nouns.get(low)
        if nouns and words.tags[index].startswith("NN"):
            entry = next((entry for entry in nouns if stands_before(cast, index, entry)), None)
            if entry is not None and (noun := _noun_trigger(cast, index - entry.back, index, entry)):
                yield noun


def _headline_verb(cast: Cast, index: int) -> bool:
    """Return whether a capitalised word of a headline may be its verb although it was tagged a noun."""
    words = cast.words
    headline = words.passage.segment.role in ("headline", "teaser")
    return headline and words.tags[index] in ("NNS", "NNPS", "NNP", "NN") and words.lowers[index].endswith("s")


def _verb_trigger(cast: Cast, lexicon: ActLexicon, index: int, entry: VerbEntry) -> Trigger | None:
    grammar, words = cast.grammar, cast.words
    after = _following(cast, index, entry.after)
    if after is None or _is_participle_adjective(grammar, index):
        return None
    about, agent = grammar.object(index), grammar.agent(index)
    if about is None and entry.after:
        about = _object_behind(cast, index, after)
    elif about == after and about != index:
        about = grammar.child(about, "compound", "nmod") or about  # "took nine officers prisoner"
    if entry.object == NOTHING and about is not None:
        return None
    if entry.object and entry.object != NOTHING and not cast.fits(about, lexicon.classes[entry.object]):
        return None
    if entry.subject and not cast.fits(agent, lexicon.classes[entry.subject]):
        return None
    if entry.subject and entry.type.code == "capture" and cast.fits(agent, lexicon.classes["keepers"]):
        return None  # peacekeepers that enter a town are deployed there
    passive = grammar.is_passive(index)
    if passive and entry.after == ("for",):
        return None  # "was called for talks"
    if entry.type.only is None and not entry.after and not entry.object and _is_bare(grammar, index, about):
        return None
    first, last = _verb_span(cast, index, after, about, passive)
    if last >= len(words):
        return None
    actors, recipients = cast.participants(agent), _bearers(cast, index, about)
    if entry.subject == "war":
        actors = ()
    if entry.type.code == "protection" and words.lowers[index].startswith(_WARDED):
        recipients = ()
    if entry.type.code == "exchange":
        recipients = tuple(who for who in recipients if who.actor_id and not who.actor_id.startswith("local:"))
    if not actors and not passive and agent is None:
        actors = _right_before(cast, index)
    if passive and not actors:
        actors = _hidden_agents(cast, lexicon, index)
    if entry.type.moved:
        actors = actors or (recipients if passive or not entry.after else ())
        recipients = cast.participants(grammar.prepositional(index, "to")) if entry.type.code == "surrender" else ()
    if entry.after[:1] == ("under",) and words.lowers[index].startswith(
        ("com", "cam")
    ):  # "came under fire from rebels"
        actors, recipients = cast.participants(grammar.prepositional(last, "from", "by")), cast.participants(agent)
    return Trigger(entry.type, index, first, last, actors, _others(recipients, actors), index)


def _right_before(cast: Cast, index: int) -> tuple[Participant, ...]:
    """Return the actor named right before a finite verb, where the parse gives the verb no subject."""
    words, at = cast.words, index - 1
    while at > 0 and words.tags[at] in ("RB", "RP"):
        at -= 1
    actor = cast.actors.get(at)
    if actor is None or words.tags[index] not in ("VBD", "VBZ", "VBP") or words.sentences[at] != words.sentences[index]:
        return ()
    return (
        (Participant(actor_id=actor.actor_id, name=actor.name, mention_id=actor.mention_id),) if actor.actor_id else ()
    )


def _bearers(cast: Cast, index: int, about: int | None) -> tuple[Participant, ...]:
    """Return who bears what a verb says: its object, whose the object is, or to or against whom it goes."""
    found = cast.participants(about) if about is not None else ()
    if not found and about is not None:
        found = cast.owners(about) or cast.participants(
            cast.grammar.prepositional(about, "of", "to", "against", "on", "between")
        )
    if not found:
        behind = cast.grammar.prepositionals(index, "to", "against", "on", "with", "from", "at")
        found = next((named for at in behind if (named := cast.participants(at))), ())
    return found


def _hidden_agents(cast: Cast, lexicon: ActLexicon, index: int) -> tuple[Participant, ...]:
    """Return who did what is told in the passive, from the deed it happened in: "killed in an attack by rebels"."""
    for preposition in ("in", "by", "during"):
        deed = cast.grammar.prepositional(index, preposition)
        if deed is not None and cast.words.lowers[deed] not in lexicon.nouns:
            deed = cast.grammar.prepositional(deed, "of")  # "in the first days of the offensive"
        if deed is not None and cast.words.lowers[deed] in lexicon.nouns:
            by = cast.grammar.prepositional(deed, "by")
            return cast.participants(by) or cast.owners(deed)
    return ()


def _is_participle_adjective(grammar: Grammar, index: int) -> bool:
    """Return whether a participle merely describes the noun behind it ("occupied districts")."""
    words = grammar.words
    return words.deps[index] == "amod" and words.heads[index] > index and words.tags[index] in ("VBN", "VBG", "VBD")


def _is_bare(grammar: Grammar, index: int, about: int | None) -> bool:
    """Return whether a verb has neither an object nor a subject of its own: "the decision to attack"."""
    return about is None and grammar.child(index, "nsubj", "nsubjpass") is None and grammar.words.deps[index] != "conj"


def _following(cast: Cast, index: int, after: tuple[str, ...]) -> int | None:
    """Return the token of the last word that has to follow a verb, ``index`` itself where none has to; else None."""
    at = index
    lowers = cast.words.lowers
    for word in after:
        if word == "*":
            continue
        found = next((i for i in range(at + 1, min(at + 2 + GAP, len(lowers))) if lowers[i] == word), None)
        if found is None or any(lowers[i] in '.;:“”"' for i in range(at + 1, found)):
            return None
        at = found
    return at


def _object_behind(cast: Cast, index: int, after: int) -> int | None:
    """Return the object of the preposition that a verb's last word is, or the object of a particle verb."""
    grammar = cast.grammar
    found = grammar.child(after, "pobj", "dobj")
    if found is None:
        found = grammar.prepositional(after, "of", "from", "to", "with", "on")
    return (
        found if found is not None and found > index else grammar.prepositional(index, "of", "from", "with", "on", "to")
    )


def _verb_span(cast: Cast, index: int, after: int, about: int | None, passive: bool) -> tuple[int, int]:
    """Return the words from a verb to its object's head; of a passive, from what it is about; else to where it was."""
    first, last = index, max(index, after)
    shared = cast.words.lowers[index + 1 : index + 2] == ["and"]  # "ambushed and killed": the object is the next verb's
    if about is not None and about > index and not (shared and after == index):
        return first, max(last, min(about, index + LONGEST_TRIGGER - 1))
    reach = cast.grammar.prepositional(index, *_REACHES)
    joined = cast.words.deps[index] == "conj" and about is not None and cast.words.heads[about] != index
    if about is not None and passive and not joined and cast.words.deps[index] not in ("acl", "relcl"):
        begin = cast.grammar.phrase(about, most=2)[0]
        if index - begin < LONGEST_TRIGGER and cast.words.sentences[begin] == cast.words.sentences[index]:
            return begin, last
    if reach is not None and last < reach < index + LONGEST_TRIGGER - 2:
        last = reach
    return first, last


def stands_before(cast: Cast, index: int, entry: NounEntry) -> bool:
    """Return whether the words of an entry stand before its last at a token."""
    size = len(entry.before)
    return tuple(cast.words.lowers[max(0, index - size) : index]) == entry.before if size else True


def _noun_trigger(cast: Cast, index: int, end: int, entry: NounEntry) -> Trigger | None:
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
    return Trigger(entry.type, index, first, max(last, end), actors, _others(recipients, actors), clause, back)


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

    "Seizure of hills in the north by rebels"; "did not prevent the attack by rebels".
    """
    words = cast.words
    for at in range(index + 1, min(index + _STRAY, len(words))):
        if words.tags[at] in VERB_TAGS or words.lowers[at] in ",;:." or words.sentences[at] != words.sentences[index]:
            return None
        head = words.heads[at]
        if words.lowers[at] == "by" and (head in cast.places or words.lowers[head].startswith(_WARDED)):
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


def _others(recipients: tuple[Participant, ...], actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return the recipients without those who act themselves."""
    acting = {actor.actor_id or actor.name for actor in actors}
    return tuple(who for who in recipients if (who.actor_id or who.name) not in acting)
