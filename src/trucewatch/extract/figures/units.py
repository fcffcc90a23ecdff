"""Decide what a quantity measures or counts, by what stands at its side: money, shares, terms, nouns, fates."""

from __future__ import annotations

import re

from trucewatch.extract.figures import terms
from trucewatch.extract.figures.bounds import Quantity
from trucewatch.extract.figures.counted import Counted, read_counted
from trucewatch.extract.figures.drafts import Draft
from trucewatch.extract.figures.fates import left_fate, modifier_fate, right_fate
from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.view import View

_SHARED = re.compile(r"\s+(?:of\s+)?(?P<words>(?:[\w’',-]+\s+){0,4}[\w’'-]+)")
_PER_TIME = re.compile(r"\s+(?:an?|per|each|every)\s+(?:year|month|week|day|hour)\b", re.IGNORECASE)
NOT_TIMES = re.compile(
    r"\s+(?:as\b|more\b|less\b|fewer\b|the\b|higher|larger|bigger|greater|lower|that\b|\w+er\b|its\b|their\b)",
    re.IGNORECASE,
)
_NONE_UNITS = frozenset({"killed", "wounded", "dead-or-wounded", "missing", "captured"})
_POINT_WORDS = frozenset({"point", "article", "clause", "paragraph", "provision"})


def begin_draft(view: View, quantity: Quantity) -> Draft | None:
    """Return a draft of the quantity with its unit where what stands behind it says so; None where it is no figure."""
    token = view.token_over(quantity.inner)
    behind = view.token_at(quantity.end)
    draft = Draft(quantity, Counted(behind, behind), token, behind, view.sentence(token)[0], quantity.end)
    draft.rules = list(quantity.rules)
    kind = quantity.numeral.kind
    if kind == "fraction":
        return _share(view, draft)
    if kind == "twice":
        return _twice(view, draft)
    if kind == "none":
        return _none(view, draft)
    if _measured(view, draft):
        return draft
    if unit := terms.unit_word(view, quantity):
        return _term(view, draft, unit)
    if quantity.numeral.joined and quantity.numeral.joined != "odd":
        return _joined(view, draft)
    _count(view, draft)
    return draft


def _set(draft: Draft, unit: str, rule: str, end: int) -> Draft:
    draft.unit, draft.end, draft.measured = unit, end, True
    draft.rules.append(rule)
    return draft


def _share(view: View, draft: Draft) -> Draft | None:
    """Take a fraction for a share where it is of a people, a land or a force."""
    match = _SHARED.match(view.text, draft.quantity.end)
    for word in re.finditer(r"\w+", match["words"]) if match else ():
        if word[0].lower() in view.lexicon.shares and match is not None:
            start = match.start("words")
            draft.words = (start + word.start(), start + word.end())
            return _set(draft, "percent", "figures.measure.percent", draft.words[1])
    return None


def _twice(view: View, draft: Draft) -> Draft | None:
    end = draft.quantity.end
    if match := _PER_TIME.match(view.text, end):
        return _set(draft, "other", draft.rules[0], match.end())
    previous = view.tags[draft.token - 1][:1] if draft.token else ""
    if NOT_TIMES.match(view.text, end) or view.text[end : end + 1] == "-" or previous != "V":
        return None
    return _set(draft, "other", draft.rules[0], end)


def _none(view: View, draft: Draft) -> Draft | None:
    """Take "no one was killed" for nought; who or what else nobody did is no figure."""
    behind = draft.behind
    if view.words[behind : behind + 1] in (["else"], ["other"]):
        return None
    if view.words[behind - 1] == "the":
        behind = max(behind, read_counted(view, behind).end)
    fate = right_fate(view, behind, alone=True)
    if fate is None or fate.unit not in _NONE_UNITS:
        return None
    return _set(draft, fate.unit, fate.rule, draft.quantity.end)


def _measured(view: View, draft: Draft) -> bool:
    """Take money, percent, area and length; True where the quantity is one of them."""
    quantity, text = draft.quantity, view.text
    if quantity.numeral.currency:
        _set(draft, "money", "figures.money", quantity.end)
        return True
    if match := view.lexicon.measure_pattern.match(text, quantity.inner_end):
        form = re.sub(r"\s+", " ", match[1].lower())
        if form in view.lexicon.measures:
            unit, rule = view.lexicon.measures[form]
            _set(draft, unit, rule, max(match.end(), quantity.end))
            return True
    if quantity.numeral.metres:
        _set(draft, "length", "figures.measure.length", quantity.end)
        return True
    for token in range(draft.behind, min(draft.behind + 3, len(view.words))):
        if view.words[token] in view.lexicon.money:
            if view.words[token] == "pounds" and token == draft.behind and quantity.size < 100_000:
                return False
            _set(draft, "money", "figures.money", view.end_of(token))
            return True
        if not (view.forms[token][:1].isupper() or view.tags[token][:2] == "JJ"):
            break
    return False


def _term(view: View, draft: Draft, unit: tuple[int, int, str]) -> Draft | None:
    found = terms.term_rule(view, draft.quantity, unit)
    if found is None:
        return None
    rule, end = found
    draft.behind = end
    return _set(draft, terms.UNIT, rule, view.end_of(end - 1))


def _joined(view: View, draft: Draft) -> Draft | None:
    """Take a number hung on a word by a hyphen: "nine-point plan", "200-strong force", "20-truck convoy"."""
    joined = draft.quantity.numeral.joined
    at = view.token_at(draft.quantity.numeral.end + 1)
    if joined in _POINT_WORDS:
        return _set(
            draft, "documents-points", "figures.noun.points", draft.quantity.numeral.end + 1 + len(joined or "")
        )
    end = draft.quantity.numeral.end + 1 + len(joined or "")
    following = view.words[at + 1 : at + 4]
    forces = not view.lexicon.words["force"].isdisjoint(following)
    if joined in ("strong", "member", "man"):
        counted = read_counted(view, min(at + 1, len(view.words)))
        noun = view.lexicon.nouns["troops" if forces else "people"]
        if counted.noun is not None and counted.noun.people:
            noun = counted.noun
        known = joined == "strong" or forces or not view.lexicon.words["body"].isdisjoint(following)
        return _set(draft, noun.unit, noun.rule, end) if known else None
    hung = view.lexicon.nouns.get(joined or "")
    if hung is not None and not view.lexicon.words["body"].isdisjoint(following):
        return _set(draft, hung.unit, hung.rule, end)
    return None


def _count(view: View, draft: Draft) -> None:
    """Read the noun phrase and what stands at its sides; the unit may still be open afterwards."""
    at = draft.behind
    while (
        at + 1 < len(view.words)
        and view.words[at] in ("more", "further", "additional")
        and view.tags[at + 1][:2] in ("NN", "JJ", "VB")
    ):
        at += 1
    draft.counted = read_counted(view, at) if at < len(view.words) else Counted(at, at)
    if draft.counted.empty and view.words[at : at + 1] and view.words[at] in ("more", "additional", "further"):
        draft.behind = at + 1
    else:
        draft.behind = max(draft.counted.end, at) if not draft.counted.open else draft.counted.end
    settle(view, draft)
    draft.base = _is_base(view, view.token_over(draft.quantity.start))
    draft.fate = side_fate(view, draft)


def settle(view: View, draft: Draft) -> None:
    """Set span end and counted words by the noun phrase, quotation marks within included."""
    counted = draft.counted
    if not counted.empty and not counted.pointing:
        draft.words = (view.starts[counted.first], view.end_of(counted.end - 1))
        draft.end = max(draft.end, draft.words[1])


def _is_base(view: View, start: int) -> bool:
    """Tell the whole of which a share is spoken of: "a third of the 80,000 inhabitants have fled"."""
    at = start - 1
    if at > 0 and view.words[at] in ("the", "its", "their", "’s", "'s"):
        at -= 1
    return at > 0 and view.words[at] == "of" and view.words[at - 1] in view.lexicon.words["share"]


def _is_dependent(view: View, start: int) -> bool:
    """Tell a bare number that belongs to the word before it: "a mother of three", "fired one shot"."""
    previous = view.words[max(0, start - 2) : start]
    if previous[-1:] == ["of"]:
        return previous[0] not in view.lexicon.words["light"] and view.cue_ends.get(start - 1) is None
    return bool(previous) and previous[-1] in view.lexicon.words["firing"]


def side_fate(view: View, draft: Draft) -> Fate | None:
    """Return the fate that stands beside the noun phrase or in it."""
    counted, alone = draft.counted, draft.counted.empty
    start = view.token_over(draft.quantity.start)
    if draft.base:
        return None
    if alone and _is_dependent(view, start):
        return left_fate(view, start, alone=False)
    loosely = alone or (counted.noun is not None and counted.noun.unit == "people")
    return (
        left_fate(view, start, alone=loosely)
        or right_fate(view, draft.behind, alone=alone)
        or (modifier_fate(view, counted) if counted.noun is not None and counted.noun.people else None)
    )
