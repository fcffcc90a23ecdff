"""The course of time in a document: which times its sentences are set at, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from trucewatch.extract.acts.grammar import Grammar
from trucewatch.extract.acts.narrative import Course
from trucewatch.extract.acts.story import Mark
from trucewatch.extract.acts.telling import Camps
from trucewatch.extract.acts.tense import PLUPERFECT, tense_at
from trucewatch.extract.scene import Scene
from trucewatch.extract.words import Words
from trucewatch.records import TimeMention

NOUN_DEPS = ("compound", "amod", "nummod", "nmod", "poss")
APART = frozenset({"after", "before", "until", "since", "following", "till"})
"""Words that set what they govern at another time than the clause around it."""
_COUNTED_FROM = frozenset({"after", "before"})
_CLAUSE = 12
"""Words before a verb among which its conjunction stands."""
_TOLD_ROLES = ("body", "headline", "teaser")


def chart_course(scene: Scene, passages: Sequence[Words]) -> Course:
    """Return what a document says of time, for its acts to be dated by."""
    marks, times = [], iter(scene.times)
    time = next(times, None)
    for number, words in enumerate(passages):
        while time is not None and len(words) and time.start < words.ends[-1]:
            at = top_token(words, time)
            if time.value and at is not None and words.passage.segment.role in _TOLD_ROLES:
                aside, earlier = is_aside(words, at), tense_at(Grammar(words), at) == PLUPERFECT
                marks.append(Mark(time.start, number, time.value, time.time_id, aside, earlier))
            time = next(times, None)
    return Course(
        text=scene.annotated.text, marks=marks, breaks=_subheadings(passages), genre=scene.genre,
        published=scene.published,
        places={place.mention_id: place for place in scene.places},
        camps=Camps({actor.mention_id: actor for actor in scene.actors}, scene.knowledge.casebook),
    )  # fmt: skip


def _subheadings(passages: Sequence[Words]) -> list[int]:
    """Return where headlines stand that follow body text: what comes under them may be of another time."""
    begun, found, seen = False, [], set()
    for words in passages:
        role, text = words.passage.segment.role, tuple(words.lowers)
        if begun and role == "headline" and text not in seen:
            found.append(words.passage.start)
        begun = begun or role == "body"
        seen.add(text)
    return found


def top_token(words: Words, time: TimeMention) -> int | None:
    """Return the token of a time that the others of it hang on; None where it does not stand in these words.

    A time that ends in "after" or "before" a clause ("a week after the truce began") is that of the clause around it.
    """
    first = bisect_left(words.starts, time.start)
    own = range(first, max(first, bisect_left(words.starts, time.end)))
    if len(own) > 1 and words.lowers[own[-1]] in _COUNTED_FROM:
        return _around(words, own[-1])
    return next((token for token in own if words.heads[token] not in own), own[0] if own else None)


def _around(words: Words, mark: int) -> int:
    """Return the verb around the clause that a word begins, the word itself where it begins none."""
    clause = words.heads[mark]
    begins = words.deps[mark] in ("mark", "advmod") and words.deps[clause] in ("advcl", "ccomp", "pcomp")
    return words.heads[clause] if begins else mark


def is_aside(words: Words, at: int) -> bool:
    """Return whether a time only tells which thing is meant: "the 2029 accord", "the force that came in May"."""
    head = words.heads[at]
    if words.deps[at] in NOUN_DEPS and words.tags[head].startswith("NN"):
        return True
    if words.lowers[head] == "of" and words.tags[words.heads[head]].startswith("NN"):
        return True
    seen: set[int] = set()
    while at not in seen:
        seen.add(at)
        if words.deps[at] in ("relcl", "acl") or (words.deps[at] == "advcl" and _is_apart(words, at)):
            return True
        at = words.heads[at]
    return False


def _is_apart(words: Words, verb: int) -> bool:
    """Return whether a clause tells of before or after: "since the truce took hold four days ago"."""
    begins = range(max(0, verb - _CLAUSE), verb)
    return any(words.heads[at] == verb and words.lowers[at] in APART for at in begins)
