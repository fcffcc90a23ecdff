"""Find what befell those whom a quantity counts, by the words beside the noun phrase."""

from __future__ import annotations

from trucewatch.extract.figures.counted import Counted
from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.view import QUOTES, View
from trucewatch.rulebooks import Match

_OBJECT_TAGS = frozenset({"DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "NNS", "NN", "JJ"})
_AMONG = frozenset({"among", "amongst", "the", "those"})
_BEFORE_NUMBER = frozenset({"the", "another", "further", "all", "its", "their", "his", "her", "some"})
_REACH = 9
_TOLL_REACH = 22
_ALONG_REACH = 28
_GONE = frozenset({"displaced", "evacuated"})


def right_fate(view: View, end: int, *, alone: bool) -> Fate | None:
    """Return the fate that follows at once: "… were reportedly killed", "… dead", "… who fled".

    Args:
        view: The passage.
        end: The token just behind the noun phrase, or behind the number.
        alone: Whether the number stands without a noun; then a bare participle is less likely to take an object.
    """
    _, limit = view.sentence(end) if end < len(view.words) else (0, 0)
    words, lists = view.words, view.lexicon.words
    be = have = among = False
    at = end
    if at + 1 < limit and words[at] == "," and words[at + 1] in ("who", "which"):
        at += 1
    while at < min(limit, end + _REACH):
        match = view.cues.get(at)
        if match is not None and (fate := _said_of(match, be=be, have=have, among=among)):
            active = fate.role == "past" and not be and _takes_object(view, match.end, limit, alone=alone)
            return None if active else fate
        if words[at] in lists["be"]:
            be = True
        elif words[at] in lists["have"]:
            have = True
        elif words[at] in _AMONG and be:
            among = True
        elif not (words[at] in lists["between"] or view.tags[at] == "RB" or view.forms[at] in QUOTES) or words[at] in (
            "not",
            "n't",
        ):
            return None
        at += 1
    return None


def _said_of(match: Match[Fate], *, be: bool, have: bool, among: bool) -> Fate | None:
    """Return the fate of a cue that is said of a subject, by the auxiliaries before it."""
    for fate in match.values:
        if fate.role == "past" and (be or not have):
            return fate
        if fate.role in ("undergoes", "state") or (among and fate.role == "head"):
            return fate
    return None


def _takes_object(view: View, at: int, limit: int, *, alone: bool) -> bool:
    if at >= limit or view.words[at] in view.lexicon.words["adverbial"]:
        return False
    if alone:
        return view.tags[at] in ("DT", "PRP", "PRP$")
    return view.tags[at] in _OBJECT_TAGS


def left_fate(view: View, start: int, *, alone: bool) -> Fate | None:
    """Return the fate that governs from the left: "killing 12", "the deaths of 12", "the toll rose to 12".

    Args:
        view: The passage.
        start: The first token of the quantity.
        alone: Whether the number may be the value of a toll.
    """
    first, _ = view.sentence(start)
    words = view.words
    at = start - 1
    while at >= first and (words[at] in _BEFORE_NUMBER or view.forms[at] in QUOTES):
        at -= 1
    if at < first:
        return None
    if (match := view.cue_ends.get(at + 1)) is not None:
        if (
            not _is_passive(view, match, first)
            and not _is_unreal(view, match, first)
            and (fate := _ending(view, at + 1, ("past", "active")))
        ):
            return fate
        if words[at] == "to" and (fate := _ending(view, at + 1, ("nominal",))):
            return fate
    if words[at] == "with" and words[at - 1] in ("along", "together"):
        return _shared(view, at - 1, first)
    if words[at] in ("of", "for") and (fate := _ending(view, at, ("nominal",))):
        return fate
    if "among" in words[max(first, at - 4) : at] and words[at] in view.lexicon.words["be"]:
        return _ending(view, at, ("head", "state"))
    return _toll(view, at, first) if alone else None


def _shared(view: View, end: int, first: int) -> Fate | None:
    """Return the fate of those along with whom others are named: "died … along with 15 of his men"."""
    for token in range(end - 1, max(first, end - _ALONG_REACH) - 1, -1):
        if view.words[token] == ";":
            return None
        match = view.cue_ends.get(token + 1)
        governs = match is not None and view.words[match.end : match.end + 1] == ["of"]
        if fate := _ending(view, token + 1, ("past", "undergoes", "nominal") if governs else ("past", "undergoes")):
            return fate
    return None


def _ending(view: View, at: int, roles: tuple[str, ...]) -> Fate | None:
    """Return the fate, in one of the roles, of the cue that ends just before a token."""
    match = view.cue_ends.get(at)
    return next((fate for fate in match.values if fate.role in roles), None) if match else None


def _is_passive(view: View, match: Match[Fate], first: int) -> bool:
    before = match.start - 1
    return before >= first and view.words[before] in view.lexicon.words["be"] and view.tags[match.end - 1] != "VBG"


def _is_unreal(view: View, match: Match[Fate], first: int) -> bool:
    """Tell an act that was only tried or threatened: "threatened to kill 12 hostages"."""
    if match.start - 1 < first or view.words[match.start - 1] != "to":
        return False
    return not view.lexicon.words["unreal"].isdisjoint(view.words[max(first, match.start - 4) : match.start - 1])


def _toll(view: View, at: int, first: int) -> Fate | None:
    """Return the fate of a count whose value the number gives: "brings the toll of the shelling to 14".

    A population that left ("the exodus of the population, which numbered 9,000") is counted as gone.
    """
    if view.words[at] not in view.lexicon.words["toll_step"]:
        return None
    toll: Fate | None = None
    for token in range(at, max(first, at - _TOLL_REACH) - 1, -1):
        if view.words[token] == ";":
            break
        if (match := view.cue_over.get(token)) is None:
            continue
        if toll is None:
            toll = next((fate for fate in match.values if fate.role == "toll"), None)
        elif toll.unit == "population":
            toll = next((fate for fate in match.values if fate.role == "nominal" and fate.unit in _GONE), toll)
    return toll


def modifier_fate(view: View, counted: Counted) -> Fate | None:
    """Return what a word inside the noun phrase says befell those counted: "12 wounded soldiers"."""
    for token in range(counted.first, counted.end - 1):
        match = view.cue_over.get(token)
        if match is not None and match.end < counted.end:
            for fate in match.values:
                if fate.role in ("past", "state") or (fate.role == "head" and fate.unit == "displaced"):
                    return fate
    return None


def applies(fate: Fate, counted: Counted, size: float) -> bool:
    """Tell whether a fate can have befallen what is counted: persons, or the kinds it names."""
    if size < fate.least:
        return False
    if counted.noun is not None:
        named = counted.noun.unit in fate.counted or counted.head in fate.counted
        return named if fate.counted else counted.noun.people
    if counted.unknown:
        return not fate.counted or "others" in fate.counted
    if counted.fate is None:
        return not fate.counted or "people" in fate.counted
    return not fate.counted or counted.fate.unit in fate.counted
