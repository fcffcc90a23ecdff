"""Decide which drafts are worth a record: who is named or resolved, speaks, acts or is spoken to."""

from __future__ import annotations

from trucewatch.extract.actors.agents import does, is_agent
from trucewatch.extract.actors.lexicon import actor_words
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_INSTITUTIONS = frozenset(("ministry", "government", "court", "force", "peacekeepers", "armed-group"))
_BODIES = frozenset(("body", "organisation", "party", "outlet", "office"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SIDES = frozenset(("side", "sides", "capitals"))


def is_worth_a_record(draft: Draft, words: Words) -> bool:
    """Return whether a settled draft names an actor, or points to one that the text may mean."""
    if draft.form == "pronoun":
        return draft.actor_id is not None or (words.lowers[draft.head] != "it" and _speaks(words, draft.head))
    if draft.pair:
        return True
    if draft.kind == "state" and draft.form == "description":
        return draft.actor_id is not None and is_agent(words, draft.first, draft.last, strict=False)
    if draft.weak:
        return _is_heard(draft, words)
    if draft.role in _SIDES and draft.actor_id is None:
        return draft.subject
    return not _is_predicate(draft, words)


def _is_predicate(draft: Draft, words: Words) -> bool:
    """``is a member`` says what someone is and names nobody."""
    indefinite = draft.determiner in ("a", "an", "") and not draft.plural and draft.antecedent is None
    described = draft.kind == "person" and not draft.named
    return described and indefinite and words.deps[draft.head] in ("attr", "oprd")


def _is_heard(draft: Draft, words: Words) -> bool:
    """Whether a common noun speaks, is spoken to, heads a report, or is an institution that does something."""
    at = draft.head
    if _speaks(words, at) or _is_spoken_to(words, at) or _heads_report(draft, words):
        return True
    if draft.last < len(words) and words.lowers[draft.last] in actor_words("speaker"):
        return True  # "…, a diplomat said", however it was parsed
    if not draft.subject:
        return False
    if draft.kind in _INSTITUTIONS:
        return True
    return draft.kind in _BODIES and draft.determiner == "the" and does(words, words.heads[at])


def _heads_report(draft: Draft, words: Words) -> bool:
    """``Witnesses: …``, ``Ministry: …`` at the head of a sentence names who says the rest."""
    return draft.first == words.sentences[draft.first] and words.texts[draft.last : draft.last + 1] == [":"]


def _speaks(words: Words, at: int) -> bool:
    """Whether a token is the subject of a verb of saying or deciding."""
    return words.deps[at] in _SUBJECTS and words.lowers[words.heads[at]] in name_words("human-verb")


def _is_spoken_to(words: Words, at: int) -> bool:
    """Whether a token is the object of a verb done to persons, the agent of a passive, or whom a report rests on."""
    head = words.heads[at]
    if words.deps[at] in ("dobj", "iobj", "dative", "nsubjpass"):
        return words.lowers[head] in actor_words("human-object") or words.lowers[head] in name_words("human-verb")
    if words.deps[at] != "pobj":
        return False
    return words.lowers[head] == "by" or (words.lowers[head] == "to" and words.lowers[words.heads[head]] == "according")
