"""Drop what is decided but measures nothing of the matter: partners, pronouns, speakers, places of something."""

from __future__ import annotations

from trucewatch.extract.figures.drafts import FATEFUL, Draft
from trucewatch.extract.figures.units import NOT_TIMES
from trucewatch.extract.figures.view import View

_DEFINITE = frozenset({"the", "these", "those", "both", "this", "that"})
_TIMES = "figures.noun.times"
_SMALL = 12


def is_worth(view: View, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a decided draft is a figure worth a record."""
    quantity = draft.quantity
    if quantity.numeral.kind in ("none", "twice", "fraction") or quantity.numeral.currency:
        return True
    if draft.unit == "documents-points":
        return _is_of_document(view, draft)
    if draft.measured and draft.unit in ("percent", "area", "length", "money", "duration-limit"):
        return True
    if draft.counted.noun is not None and draft.counted.noun.rule == _TIMES and NOT_TIMES.match(view.text, draft.end):
        return False
    if quantity.low == 1 and quantity.high == 1 and not _is_one_counted(view, draft, drafts):
        return False
    if quantity.size == 0:
        return draft.unit in FATEFUL
    if draft.unit in FATEFUL or draft.whole is not None:
        return True
    return not (
        _points_back(view, draft) or _is_partner(view, draft) or _is_speaker(view, draft) or _is_setting(view, draft)
    )


def _is_of_document(view: View, draft: Draft) -> bool:
    """Tell points of an accord from points in a game or a poll, by a word for a document in the sentence."""
    first, end = view.sentence(draft.token)
    return not view.lexicon.words["document"].isdisjoint(view.words[first:end])


def _is_one_counted(view: View, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell "one soldier was killed" from the pronoun; "one of the" is never a count."""
    if draft.counted.partitive or draft.counted.pointing or view.tags[max(0, draft.token - 1)] in ("DT", "JJ", "WDT"):
        return False
    if draft.unit in FATEFUL or draft.quantity.numeral.kind == "digits":
        return not draft.counted.empty or draft.fate is not None
    return any(other is not draft and other.sentence == draft.sentence and _near(draft, other) for other in drafts)


def _near(draft: Draft, other: Draft) -> bool:
    return abs(other.token - draft.behind) <= 3 or abs(draft.token - other.behind) <= 3


def _points_back(view: View, draft: Draft) -> bool:
    """Tell "the two soldiers", "the other three": small numbers of what was named before."""
    if draft.quantity.size > _SMALL or draft.quantity.bounded:
        return False
    at = draft.token - 1
    if at >= 0 and view.words[at] in view.lexicon.words["anaphoric"]:
        at -= 1
    return at >= 0 and view.words[at] in _DEFINITE


def _is_partner(view: View, draft: Draft) -> bool:
    if draft.counted.empty or draft.quantity.size > _SMALL or draft.quantity.numeral.vague:
        return False
    return view.words[draft.counted.end - 1] in view.lexicon.parties


def _is_speaker(view: View, draft: Draft) -> bool:
    """Tell "three officials said": persons who speak, not persons counted."""
    if draft.quantity.size > _SMALL or draft.unit != "people":
        return False
    behind = view.words[draft.behind : draft.behind + 1]
    start = view.token_over(draft.quantity.start)
    return bool(behind and behind[0] in view.lexicon.words["saying"]) or view.words[max(0, start - 2) : start] == [
        "according",
        "to",
    ]


def _is_setting(view: View, draft: Draft) -> bool:
    """Tell things that are only the place of something: "at two facilities"."""
    noun = draft.counted.noun
    if noun is None or noun.at_place:
        return False
    at = view.token_over(draft.quantity.start) - 1
    return at >= 0 and view.words[at] in view.lexicon.words["placing"]
