"""Read the noun phrase behind a quantity: whom or what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.figures.lexicon import Fate, Noun
from trucewatch.extract.figures.view import QUOTES, View

_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "all", "your", "my"})
_POINTING = frozenset({"them", "whom", "which", "us", "those", "these"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight overnight january february march "
    "april june july august september october november december".split()
)
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_RUN_TAGS = _NOUN_TAGS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "FW", "AFX"}
_INVARIANT = frozenset({"police", "personnel", "staff", "infantry", "crew", "aircraft", "sheep", "cattle", "livestock"})
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase at tokens ``[first, end)``; empty where the number stands alone.

    ``noun`` or ``fate`` is the entry of its head; ``unknown`` is true where the head is a plural noun that the
    rulebook does not hold. ``partitive`` is "of the", ``pointing`` "of them", ``open`` adjectives whose noun
    follows with the next number ("48 Velmari and 52 Osterian soldiers").
    """

    first: int
    end: int
    noun: Noun | None = None
    fate: Fate | None = None
    unknown: bool = False
    partitive: bool = False
    pointing: bool = False
    open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no noun stands behind the number."""
        return self.noun is None and self.fate is None and not self.unknown


def read_counted(view: View, token: int) -> Counted:
    """Return what the noun phrase that starts at a token counts."""
    _, limit = view.sentence(token) if token < len(view.words) else (0, 0)
    at = token
    if at < limit and view.forms[at] in QUOTES:
        at += 1
    partitive = False
    if at < limit and view.words[at] == "of":
        at, partitive = at + 1, True
        while at < limit and (view.words[at] in _DETERMINERS or view.words[at] in _POINTING):
            if view.words[at] in _POINTING and not _goes_on(view, at + 1, limit):
                return Counted(at, at + 1, partitive=True, pointing=True)
            at += 1
    end, stopped = _run_end(view, at, limit)
    return _head(view, at, end, partitive=partitive, stopped=stopped)


def _goes_on(view: View, at: int, limit: int) -> bool:
    return at < limit and view.tags[at] in _RUN_TAGS and view.words[at] not in _TIMES


def _run_end(view: View, at: int, limit: int) -> tuple[int, bool]:
    """Return the end of the run of adjectives and nouns, and whether a further number stopped it."""
    start = at
    while at < min(limit, start + _LONGEST):
        word, tag = view.words[at], view.tags[at]
        if word in _TIMES or word in ("ago", "more"):
            break
        if tag in _NOUN_TAGS or tag in ("JJ", "JJR", "JJS", "FW", "AFX", "HYPH"):
            at += 1
        elif tag in ("VBN", "VBG", "VBD", "POS", "CD") or view.forms[at] in QUOTES:
            if not (at + 1 < limit and view.tags[at + 1] in _NOUN_TAGS | {"JJ", "HYPH"} and _unverbal(view, at)):
                break
            at += 1
        elif tag in ("CC", ",") and at > start and at + 1 < limit:
            if view.tags[at + 1] == "CD" or view.words[at + 1] in ("some", "about", "at"):
                return at, True
            if not (view.tags[at - 1].startswith(("JJ", "NNP")) and _modifier_follows(view, at + 1, limit)):
                break
            at += 1
        else:
            break
    return at, False


def _unverbal(view: View, at: int) -> bool:
    """Tell whether a participle stands as an adjective before its noun: "12 wounded soldiers", not "12 killed Monday"."""
    following = view.words[at + 1]
    return (
        view.tags[at] != "VBD"
        and following not in _TIMES
        and not (view.tags[at] == "VBG" and view.tags[at + 1] == "JJ")
    )


def _modifier_follows(view: View, at: int, limit: int) -> bool:
    if view.tags[at].startswith("JJ"):
        return at + 1 < limit and view.tags[at + 1] in _NOUN_TAGS
    return view.tags[at] in ("NNP", "NNPS") and at + 1 < limit and view.tags[at + 1] in _NOUN_TAGS


def _head(view: View, first: int, end: int, *, partitive: bool, stopped: bool) -> Counted:
    """Find the head in a run of words: the last phrase the rulebook holds, else a plural noun at its end."""
    for stop in range(end, first, -1):
        if stop < end and not _may_end(view, stop - 1):
            continue
        for start in range(max(first, stop - 4), stop):
            phrase = " ".join(view.words[start:stop])
            if noun := view.lexicon.nouns.get(phrase):
                return Counted(first, stop, noun=noun, partitive=partitive)
            if fate := _head_fate(view, start, stop):
                return Counted(first, stop, fate=fate, partitive=partitive)
    if end > first and view.tags[end - 1] in ("NNS", "NNPS"):
        return Counted(first, end, unknown=True, partitive=partitive)
    if stopped and end > first:
        return Counted(first, end, partitive=partitive, open=True)
    return Counted(first, first, partitive=partitive)


def _may_end(view: View, at: int) -> bool:
    """Tell whether a word inside a run can be its head: a plural not followed by a further plural noun."""
    word, following = view.words[at], view.tags[at + 1]
    if (
        word in _INVARIANT
        or view.words[at + 1] in QUOTES
        or not (word.endswith("s") or word.endswith("men") or word in ("people", "children"))
    ):
        return False
    return following not in ("NN", "NNS")


def _head_fate(view: View, start: int, stop: int) -> Fate | None:
    match = view.cues.get(start)
    if match is None or match.end != stop:
        return None
    return next((fate for fate in match.values if fate.role == "head"), None)


def modifier_fate(view: View, counted: Counted) -> Fate | None:
    """Return what a word inside the noun phrase says befell those counted: "12 wounded soldiers"."""
    for token in range(counted.first, counted.end - 1):
        match = view.cue_over.get(token)
        if match is not None and match.end < counted.end:
            for fate in match.values:
                if fate.role in ("past", "state") or (fate.role == "head" and fate.unit == "displaced"):
                    return fate
    return None
