"""Find the words that report an act: verbs with what they need; nouns with what completes them are in `nominal`."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.acts.grammar import VERB_TAGS, Grammar
from trucewatch.extract.acts.lexicon import NOTHING, ActLexicon, VerbEntry
from trucewatch.extract.acts.model import LONGEST_TRIGGER, Trigger, others
from trucewatch.extract.acts.nominal import WARDED, noun_trigger, stands_before
from trucewatch.extract.acts.roles import Cast
from trucewatch.records import Participant

__all__ = ["Trigger", "find_triggers"]

GAP = 4
"""Tokens that may stand between a verb and a word that has to follow it."""
_REACHES = ("in", "into", "at", "on", "along", "to", "from", "near", "against")


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
            if entry is not None and (noun := noun_trigger(cast, index - entry.back, index, entry)):
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
    if entry.type.code == "protection" and words.lowers[index].startswith(WARDED):
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
    return Trigger(entry.type, index, first, last, actors, others(recipients, actors), index)


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
