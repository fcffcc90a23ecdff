"""Units of numbers that stand apart from their noun: "Violations: 27", "raise its observers from 70 to 95"."""

from __future__ import annotations

from trucewatch.extract.figures.drafts import Draft
from trucewatch.extract.figures.lexicon import Fate, Noun
from trucewatch.extract.figures.view import View

_STEPS = frozenset({"to", "from", "by"})
_COUNTING = frozenset({"numbering", "numbered", "number", "totalling", "totaling"})
_REACH = 12


def named_unit(view: View, draft: Draft) -> Noun | Fate | None:
    """Return the noun or fate that names, further left, what a bare number counts; None where nothing does."""
    first = draft.sentence
    at = view.token_over(draft.quantity.start) - 1
    if at < first:
        return _label(view, at)
    if view.words[at] == ":":
        return _label(view, at)
    if view.words[at] in _COUNTING:
        return _last_noun(view, max(first, at - _REACH), at)
    if view.words[at] not in view.lexicon.words["toll_step"]:
        return None
    window = view.words[max(first, at - _REACH) : at + 1]
    if "number" in window:
        return _first_noun(view, max(first, at - _REACH) + window.index("number") + 1, at)
    if view.words[at] in _STEPS and not view.lexicon.changed.isdisjoint(window):
        return _last_noun(view, max(first, at - _REACH), at)
    return None


def _label(view: View, at: int) -> Noun | Fate | None:
    """Return what the words before a colon name ("Wounded: 31"), sentence ends between them overlooked."""
    if at < 1 or view.words[at] != ":":
        return None
    return _entry(view, at - 1)


def _entry(view: View, token: int) -> Noun | Fate | None:
    """Return the noun or fate whose words end at a token."""
    for start in range(max(0, token - 2), token + 1):
        if noun := view.lexicon.nouns.get(" ".join(view.words[start : token + 1])):
            return noun
    match = view.cue_ends.get(token + 1)
    return (
        next((fate for fate in match.values if fate.role in ("head", "toll", "past", "state")), None) if match else None
    )


def _first_noun(view: View, start: int, end: int) -> Noun | Fate | None:
    for token in range(start, end):
        if view.tags[token][:2] in ("NN", "VB", "JJ") and (found := _entry(view, token)):
            return found
    return None


def _last_noun(view: View, start: int, end: int) -> Noun | Fate | None:
    for token in range(end - 1, start - 1, -1):
        if view.tags[token] == "NNS" or view.words[token] in view.lexicon.words["force"]:
            noun = view.lexicon.nouns.get(view.words[token])
            if noun is not None:
                return noun
    return None
