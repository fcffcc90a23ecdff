"""Tell a place name that stands for an actor from one that is merely a place, by what governs it."""

from __future__ import annotations

from trucewatch.extract.actors.lexicon import actor_words, noun_table
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_CARRIED = frozenset(("conj", "appos"))
_MODIFIER = frozenset(("compound", "nmod", "amod", "npadvmod", "det", "nummod"))
_OBJECT = frozenset(("dobj", "dative", "iobj", "oprd", "attr", "obj"))
_TALKS = frozenset(("talks", "relations", "negotiations", "ties", "contacts", "truce", "ceasefire", "dialogue"))
_PERSONAL = frozenset(
    ("with", "against", "by", "versus", "vs", "including", "like", "than", "unlike", "without", "despite", "besides")
)


def root_of(words: Words, first: int, last: int) -> int:
    """Return the token of ``[first, last)`` that hangs on a word outside it, the last where there are several."""
    for at in range(last - 1, first - 1, -1):
        if not first <= words.heads[at] < last or words.heads[at] == at:
            return at
    return last - 1


def acts(words: Words, first: int, last: int) -> bool:
    """Return whether a name of unknown kind does something: no mere place or thing could stand where it stands."""
    if first and words.lowers[first - 1] in ("a", "an"):
        return False
    if words.texts[first - 1 : first] == [":"] and (last == len(words) or words.sentences[last] == last):
        return True  # a headline's "Truce broken: Velmar"
    at = _governed(words, root_of(words, first, last))
    dep, head = words.deps[at], words.heads[at]
    governor = words.lowers[head]
    if dep == "nsubj":
        return does(words, head)
    if dep == "poss":
        return governor in actor_words("act-noun") or (governor,) in noun_table()
    if dep == "pobj":
        above = words.heads[head]
        return (governor == "by" and words.tags[above] == "VBN") or words.lowers[above] in _TALKS
    return dep in _OBJECT and governor in actor_words("human-object")


def does(words: Words, verb: int) -> bool:
    """Return whether a verb is one of doing, or "is" with "due", "ready" … to do."""
    if words.lowers[verb] in actor_words("undergoing") or words.lowers[verb] in actor_words("place-subject"):
        ready = actor_words("ready")
        if words.lowers[verb + 1 : verb + 2] == ["to"]:
            return True  # "Velmar is to withdraw"
        return any(
            words.heads[at] == verb and words.lowers[at] in ready for at in range(verb + 1, min(verb + 4, len(words)))
        )
    return words.tags[verb][:2] == "VB"


def _governed(words: Words, at: int) -> int:
    """Return the word that stands for a name towards its governor: the first of those joined by "and"."""
    for _ in range(4):
        joined = words.deps[at] in _CARRIED and words.heads[at] != at
        beside = at + 1 < len(words) and words.lowers[at + 1] in ("and", ",", "or")
        if not joined and not (words.deps[at] in _MODIFIER and beside):
            return at
        at = words.heads[at]
    return at


def is_agent(words: Words, first: int, last: int, strict: bool) -> bool:
    """Return whether the place name ``[first, last)`` stands for an actor.

    Args:
        strict: True for capitals and seats, which are places unless something speaks for the actor; false for
            states, which are actors unless something speaks for the place.
    """
    joined = _joined_participle(words, last)
    if joined is not None:
        return joined
    return _by_governor(words, _governed(words, root_of(words, first, last)), first, strict)


def _joined_participle(words: Words, last: int) -> bool | None:
    """``Velmar-brokered`` acts, ``Velmar-based`` does not, ``Velmar-Ardovia border`` is neither."""
    if last + 1 >= len(words) or words.texts[last] not in "-–" or not words.joined(last):
        return None
    return words.lowers[last + 1] in actor_words("agent-participle")


def _by_governor(words: Words, at: int, first: int, strict: bool) -> bool:
    dep, head = words.deps[at], words.heads[at]
    governor = words.lowers[head]
    if dep in ("nsubj", "csubj"):
        return _is_subject(words, at, head, strict)
    if dep == "nsubjpass":
        return not strict or governor in actor_words("human-object")
    if dep == "poss":
        return governor not in actor_words("place-noun") and governor not in name_words("geographic")
    if dep == "pobj":
        return _by_preposition(words, head, strict)
    if dep in _OBJECT:
        if strict:
            return governor in actor_words("human-object")
        return governor not in actor_words("place-object")
    if dep == "ROOT":
        return not strict and first == words.sentences[first]
    return False


def _is_subject(words: Words, at: int, verb: int, strict: bool) -> bool:
    lower = words.lowers[verb]
    if lower in actor_words("place-subject"):
        return False
    if not strict or lower in name_words("human-verb"):
        return True
    if words.tags[verb] not in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG"):
        return False
    return lower not in (
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "remains",
        "remained",
        "became",
        "becomes",
        "has",
        "had",
    )


def _by_preposition(words: Words, preposition: int, strict: bool) -> bool:
    lower = words.lowers[preposition]
    governor = words.lowers[words.heads[preposition]]
    if lower in actor_words("locative"):
        return False
    if lower in _PERSONAL:
        return True
    if lower in ("between", "among"):
        return governor not in actor_words("place-noun") and governor not in name_words("geographic")
    if lower == "of":
        if strict:
            return governor in actor_words("relational")
        return governor not in actor_words("place-noun") and governor not in name_words("geographic")
    if lower == "to":
        return governor in actor_words("dative")
    if lower == "from":
        return governor in actor_words("source")
    if lower == "on":
        return governor in actor_words("act-noun") or governor in actor_words("human-object")
    return lower == "for" and not strict
