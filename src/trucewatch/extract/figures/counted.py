"""Read the noun phrase behind a quantity: whom or what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trucewatch.extract.figures.lexicon import Fate, Noun
from trucewatch.extract.figures.view import QUOTES, View

_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "all", "your", "my"})
_POINTING = frozenset({"them", "whom", "which", "us", "those", "these"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLAIN_TAGS = _NOUN_TAGS | {"JJ", "JJR", "JJS", "FW", "AFX", "HYPH"}
_RUN_TAGS = _PLAIN_TAGS | {"VBN", "VBG", "POS", "CD"}
_INVARIANT = frozenset({"police", "personnel", "staff", "infantry", "crew", "aircraft", "sheep", "cattle", "livestock"})
_OPENING = frozenset("\"“„‘'«`")
_DEMONYM = re.compile(r"(?:ans|[^i]is|ese|ites|iots|iards|inos)$")
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase at tokens ``[first, end)``; empty where the number stands alone.

    ``noun`` or ``fate`` is the entry of its head; ``unknown`` is true where the head is a plural noun that the
    rulebook does not hold. ``partitive`` is "of the", ``pointing`` "of them", ``open`` adjectives whose noun
    follows with the next number ("31 Velmari and 27 Ardovian guards"). ``head`` is the last word.
    """

    first: int
    end: int
    noun: Noun | None = None
    fate: Fate | None = None
    unknown: bool = False
    partitive: bool = False
    pointing: bool = False
    open: bool = False
    head: str = ""

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
    return at < limit and view.tags[at] in _RUN_TAGS and view.words[at] not in view.lexicon.words["calendar"]


def _run_end(view: View, at: int, limit: int) -> tuple[int, bool]:
    """Return the end of the run of adjectives and nouns, and whether a further number stopped it."""
    start = at
    while at < min(limit, start + _LONGEST):
        word, tag = view.words[at], view.tags[at]
        if word in view.lexicon.words["calendar"] or word in ("ago", "more"):
            break
        if not (view.forms[at][0].isalnum() or tag in ("HYPH", "POS", ",") or view.forms[at] in _OPENING):
            break
        if tag in ("VBG", "VBN") and at > start and view.tags[at - 1] == "NNS":
            break
        counts_on = tag in ("POS", "CD") and at + 1 < limit and view.tags[at + 1] == "CD"
        if tag in _PLAIN_TAGS or counts_on:
            at += 1
        elif tag in ("VBN", "VBG", "VBD", "POS", "CD") or view.forms[at] in _OPENING:
            if not (at + 1 < limit and view.tags[at + 1] in _NOUN_TAGS | {"JJ", "HYPH", "VBN"} and _unverbal(view, at)):
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
    """Tell whether a participle stands as an adjective before its noun: "12 wounded soldiers"."""
    following = view.words[at + 1]
    return (
        view.tags[at] != "VBD"
        and following not in view.lexicon.words["calendar"]
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
            if noun := view.lexicon.nouns.get(" ".join(view.words[start:stop])):
                named = Counted(first, stop, noun=noun, partitive=partitive, head=view.words[stop - 1])
                return _lengthened(view, named, start)
            if fate := _head_fate(view, start, stop):
                noun = view.lexicon.nouns.get(view.words[start - 1]) if start > first else None
                if noun is not None and noun.people and view.tags[start - 1] == "NNS":
                    return Counted(first, start, noun=noun, partitive=partitive)
                return Counted(first, stop, fate=fate, partitive=partitive)
    if end > first and _is_demonym(view, end - 1):
        return Counted(first, end, noun=view.lexicon.nouns["people"], partitive=partitive)
    if end > first and view.tags[end - 1] in ("NNS", "NNPS"):
        return Counted(first, end, unknown=True, partitive=partitive)
    if stopped and end > first and all(tag[:2] == "JJ" or tag[:3] == "NNP" for tag in view.tags[first:end]):
        return Counted(first, end, partitive=partitive, open=True)
    if partitive and (match := view.cues.get(first)) and view.words[first - 1] == "the":
        fate = next((fate for fate in match.values if fate.role == "head"), None)
        return Counted(first, match.end, fate=fate, partitive=True)
    return Counted(first, first, partitive=partitive)


def _is_demonym(view: View, at: int) -> bool:
    """Tell the plural name of a people or group ("Armenians"): a capital, letters only."""
    form = view.forms[at]
    if not (view.tags[at] in ("NNPS", "NNS", "NNP", "NN") and form.istitle() and form.isalpha()) or view.titled:
        return False
    return _DEMONYM.search(form) is not None or form.lower() in view.lexicon.words["demonym"]


def _lengthened(view: View, counted: Counted, start: int) -> Counted:
    """Take in "of war", "and men" and the like where the longer phrase is in the rulebook as well."""
    for more in (3, 2):
        noun = view.lexicon.nouns.get(" ".join(view.words[start : counted.end + more]))
        if noun is not None and counted.end + more <= len(view.words):
            return replace(counted, end=counted.end + more, noun=noun)
    return counted


def _may_end(view: View, at: int) -> bool:
    """Tell whether a word inside a run can be its head: a plural noun, of things only before no further noun."""
    word, following = view.words[at], view.tags[at + 1]
    if word in _INVARIANT:
        return following not in ("NN", "NNS") or view.words[at + 1] in QUOTES
    if not (word.endswith(("s", "men")) or word in ("people", "children")) or view.words[at + 1] in QUOTES:
        return False
    noun = view.lexicon.nouns.get(word)
    return (noun is not None and noun.people) or following not in ("NN", "NNS")


def _head_fate(view: View, start: int, stop: int) -> Fate | None:
    match = view.cues.get(start)
    if match is None or match.end != stop:
        return None
    return next((fate for fate in match.values if fate.role == "head"), None)
