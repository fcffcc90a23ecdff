"""Whether an act belongs to a conflict: most news with "attack", "strike" or "talks" is about something else.

A report on a conflict is known by its words; in it, acts count unless chance, disease or weather did them. In any other
text an act counts only where parties of a conflict take part by name: states, forces, armed groups, peacekeepers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import WordClass, act_lexicon
from trucewatch.extract.acts.model import Trigger
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene
from trucewatch.extract.words import Words
from trucewatch.records import ActorMention, Participant

PARTIES = frozenset({"state", "government", "ministry", "force", "peacekeepers", "armed-group", "separatists"})
SPEAKERS = PARTIES | {"body", "court", "office", "officials"}
PUBLIC = SPEAKERS | {"party", "protesters", "population", "organisation"}
MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "CONCEDE", "PROTEST", "DISPLACE", "RETURN"})
"""Types of acts that are done, not said; the others need someone who speaks for a party."""
OPPOSED = frozenset({"ACCUSE", "THREATEN", "REJECT", "REQUEST"})
"""Types of acts in words that oppose two parties; agreements, talks and support are mostly about trade."""
DISTINCT, SHARE = 3, 0.008
MANY, MANY_SHARE = 5, 0.03
"""Different words of conflict and violence, and their share, that tell of a conflict with one sure word among them."""
BORROWERS, PLAYED = ("leisure", "crime", "mishap"), 4
"""Classes whose texts borrow the words of war; so many of one, more than of conflict, make a text theirs."""
VIOLENT = 2
"""Different words of violence that make a few sentences in which a party is named a text on a conflict."""
SHORT, BRIEF = 120, 180
"""Tokens below which a single word of conflict will do, and below which two will."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document is about: whether it tells of an armed conflict, and its mentions by id.

    ``lone`` is true for a few sentences by themselves, which cannot show what they belong to; ``parties`` counts the
    states, governments, bodies and armed groups that a document names, ``land`` tells whether it names a country,
    ``mishap`` whether it speaks of disease, weather or accidents.
    """

    conflict: bool
    lone: bool
    actors: dict[str, ActorMention]
    parties: int = 0
    land: bool = False
    mishap: bool = False

    @classmethod
    def of(cls, scene: Scene, passages: Sequence[Words]) -> Setting:
        """Read what a document is about from its words, and from sides that the casebook knows."""
        told = _count_words(passages)
        total = sum(len(words) for words in passages)
        sides = {actor.side for actor in scene.actors if actor.side}
        count, more = sum(told["context"].values()), sum(told["violence"].values())
        strong = len(told["context"]) >= DISTINCT and count >= SHARE * total
        many = len(told["context"]) + len(told["violence"]) >= MANY and count + more >= MANY_SHARE * total
        other = [told[name] for name in BORROWERS if len(told[name]) >= PLAYED]
        borrowed = any(sum(of.values()) >= count for of in other) and len(sides) < 2
        enough = (strong or (many and count > 0)) and not borrowed
        parties = len({_party_of(actor) for actor in scene.actors} - {None})
        sure = told["context"].keys() - act_lexicon().classes["soft"].nouns
        alone = bool(sure) or (count > 0 and parties > 0 and count + more > 1 and not told["crime"])
        few = (total < SHORT and alone) or (total < BRIEF and count > 1 and not borrowed)
        violent = len(told["violence"]) >= VIOLENT and parties > 0 and not any(told[name] for name in BORROWERS)
        lone = total < SHORT
        conflict = enough or few or (lone and violent) or len(sides) > 1
        land = any(place.kind == "country" for place in scene.places)
        return cls(
            conflict, lone, {actor.mention_id: actor for actor in scene.actors}, parties, land, bool(told["mishap"])
        )


@cache
def _telling_words() -> dict[str, tuple[str, ...]]:
    """Return the classes of every word that tells what a document is about."""
    classes = act_lexicon().classes
    found: dict[str, tuple[str, ...]] = {}
    for name in ("context", "violence", *BORROWERS):
        for noun in classes[name].nouns:
            found[noun] = (*found.get(noun, ()), name)
    return found


def _count_words(passages: Sequence[Words]) -> dict[str, Counter[str]]:
    """Return how often a document uses the words of each class."""
    telling = _telling_words()
    counted = Counter(low for words in passages for low in words.lowers if low in telling)
    told: dict[str, Counter[str]] = {name: Counter() for name in ("context", "violence", *BORROWERS)}
    for low, count in counted.items():
        for name in telling[low]:
            told[name][low] = count
    return told


def is_relevant(cast: Cast, trigger: Trigger, setting: Setting) -> bool:
    """Return whether the act of a trigger is one of a conflict."""
    if _by_chance(cast, trigger) or _is_play(cast, trigger) or _is_figurative(cast, trigger):
        return False
    taking_part = (*trigger.actors, *trigger.recipients)
    parties = [who for who in taking_part if _is_party(who, setting)]
    if trigger.type.only and trigger.actors and not any(_is_party(who, setting) for who in trigger.actors):
        return False
    if setting.lone and not setting.conflict and (setting.mishap or _is_on_nobodys_part(trigger, setting)):
        return False
    if trigger.type.event_type in MATERIAL:
        protested = setting.lone and trigger.type.event_type == "PROTEST" and (setting.parties > 0 or setting.land)
        return setting.conflict or protested or (bool(parties) and (setting.lone or _is_armed(cast, trigger)))
    if not setting.conflict and setting.lone:
        others = sum(_is_public(who, setting, SPEAKERS) for who in taking_part)
        if any(_is_party(who, setting) for who in trigger.actors) and max(others, setting.parties) > 1:
            return True
        opposed = trigger.type.event_type in OPPOSED and setting.parties > 0
        opposed &= not trigger.recipients or others > 0  # a government asks its citizens much
        return opposed and any(_is_political(who, setting) for who in trigger.actors)
    if not setting.conflict:
        return len(parties) > 1 and (trigger.type.event_type in OPPOSED or _is_armed(cast, trigger))
    return not taking_part or any(_is_public(who, setting, PUBLIC) for who in taking_part)


def _by_chance(cast: Cast, trigger: Trigger) -> bool:
    """Return whether disease, weather or an accident did it."""
    mishap = act_lexicon().classes["mishap"]
    if any(cast.words.lowers[at] in mishap.nouns for at in range(max(0, trigger.first - 1), trigger.last + 1)):
        return True
    return any(_names(cast, at, mishap) for at in _doers(cast, trigger))


def _doers(cast: Cast, trigger: Trigger) -> list[int]:
    """Return the tokens of what acts, also as "in a crash", "by a flood", "after an outbreak"."""
    grammar, verb = cast.grammar, trigger.clause
    found = [grammar.agent(verb), grammar.subject(verb) if not grammar.is_passive(verb) else None]
    found += [grammar.prepositional(verb, preposition) for preposition in ("in", "by", "from", "during", "after")]
    return [at for at in found if at is not None]


def _names(cast: Cast, at: int, wanted: WordClass) -> bool:
    words, grammar = cast.words, cast.grammar
    near = [at, *(child for child in grammar.children[at] if words.deps[child] in ("compound", "amod", "nmod"))]
    of = grammar.prepositional(at, "of")
    return any(words.lowers[token] in wanted.nouns for token in (*near, of) if token is not None)


def _is_play(cast: Cast, trigger: Trigger) -> bool:
    """Return whether the sentence is one of sport, elections or markets."""
    play, words = act_lexicon().classes["play"].nouns, cast.words
    first = words.sentences[trigger.head]
    index = first
    while index < len(words) and words.sentences[index] == first:
        if words.lowers[index] in play:
            return True
        index += 1
    return False


def _is_figurative(cast: Cast, trigger: Trigger) -> bool:
    """Return whether an assault is one of words or money: "a trade war", "a war of words", "a charm offensive"."""
    words, at = cast.words, trigger.head
    if words.tags[at] in VERB_TAGS:
        at = cast.grammar.child(at, "dobj") or at
    if trigger.type.event_type != "ASSAULT" or not words.tags[at].startswith("NN"):
        return False
    near = [child for child in cast.grammar.children[at] if child < at]
    behind = cast.grammar.prepositional(at, "of")
    figures = act_lexicon().classes["figurative"].nouns
    return any(words.lowers[token] in figures for token in (*near, behind) if token is not None)


def _is_party(who: Participant, setting: Setting) -> bool:
    """Return whether a participant is a party: by its kind, by what it belongs to, or by its plain noun."""
    classes = act_lexicon().classes
    last = who.name.casefold().split()[-1] if who.name else ""
    if last in classes["police"].nouns:
        return False
    mention = setting.actors.get(who.mention_id or "")
    if mention is None:
        several = last in classes["fighters"].nouns and last.endswith(("s", "men"))  # one gunman is no party
        return who.actor_id is not None or who.mention_id is not None or several
    if mention.kind == "population":
        return mention.side is not None
    if mention.side or _is_known(mention.affiliation) or last in classes["fighters"].nouns:
        return True
    return mention.kind in PARTIES and (
        _is_known(mention.actor_id) or mention.kind in ("peacekeepers", "armed-group", "separatists")
    )


def _party_of(mention: ActorMention) -> str | None:
    """Return which known state or party of a conflict a mention names or belongs to, None where it does not."""
    known = mention.affiliation if _is_known(mention.affiliation) else mention.actor_id
    able = mention.kind in SPEAKERS or _is_known(mention.affiliation)
    band = mention.kind == "armed-group" and mention.form == "name"
    return known if able and (_is_known(known) or band) else None


def _is_public(who: Participant, setting: Setting, kinds: frozenset[str]) -> bool:
    """Return whether a participant speaks or acts for others."""
    mention = setting.actors.get(who.mention_id or "")
    if mention is None:
        known = act_lexicon().classes
        last = who.name.casefold().split()[-1] if who.name else ""
        return who.actor_id is not None or any(last in known[name].nouns for name in ("actor", "fighters", "crowd"))
    if mention.kind in kinds:
        return True
    belongs = _is_known(mention.actor_id) or _is_known(mention.affiliation)
    able = mention.kind == "person" or (kinds is PUBLIC and mention.kind not in PUBLIC)
    return able and (belongs or mention.office is not None)


def _is_on_nobodys_part(trigger: Trigger, setting: Setting) -> bool:
    """Return whether no party does a deed of force: an arrest in a town that shares its name with a state."""
    force = trigger.type.event_type in ("ASSAULT", "COERCE")
    return force and not any(_is_party(who, setting) for who in trigger.actors)


def _is_political(who: Participant, setting: Setting) -> bool:
    """Return whether a participant takes part in public affairs: a party, a people, an office holder, a known body."""
    mention = setting.actors.get(who.mention_id or "")
    if mention is None or mention.kind in ("outlet", "force"):
        return False
    if mention.kind == "person":
        return mention.office is not None or _is_known(mention.affiliation)
    return _is_known(mention.actor_id) or _is_known(mention.affiliation) or mention.kind in ("party", "armed-group")


def _is_known(actor_id: str | None) -> bool:
    return actor_id is not None and not actor_id.startswith("local:")


def _is_armed(cast: Cast, trigger: Trigger) -> bool:
    """Return whether the sentence of an act speaks of fighters, so that a state's act in it is one of force."""
    words, fighters = cast.words, act_lexicon().classes["context"].nouns
    first = words.sentences[trigger.head]
    index = first
    while index < len(words) and words.sentences[index] == first:
        if words.lowers[index] in fighters:
            return True
        index += 1
    return False
