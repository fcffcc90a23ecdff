"""Figures that hang together: coordinated ones share a fate, parts point to their whole, gaps are filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from trucewatch.extract.figures import terms
from trucewatch.extract.figures.counted import read_counted
from trucewatch.extract.figures.drafts import FATEFUL, Draft
from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.units import settle
from trucewatch.extract.figures.view import QUOTES, View

_PART_BEFORE = re.compile(
    r"(?:\bof\s+(?:whom|which|them|these|those)|\bincluding|\bamong\s+(?:them|whom|which|these|those)|\bamongst\s+them"
    r"|\b(?:them|which)\s+including)\s*,?\s*(?:(?:were|was|are|is)\s+)?[“\"]?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"(?:out\s+)?of\s+(?:the|its|their|these|those|some|about)?\s*[\w ,’'-]{1,60},\s+"
    r"(?:at\s+least\s+|only\s+|some\s+)?$",
    re.IGNORECASE,
)
_PART_BEHIND = re.compile(r"\s+(?:of\s+(?:them|whom|which)|among\s+(?:them|whom))\b", re.IGNORECASE)
_OPENERS = frozenset({":", ";", "-", "--", "—", "–", "("})
_UNCOUNTED = 2
_COPULAS = frozenset({"were", "are", "was", "is"})
_COMPARED = re.compile(
    r"\b(?:down|up)\s+from\s+$|\bcompared\s+(?:with|to)\s+$|\bagainst\s+$|\b(?:figure|number|total|count|toll)\s+(?:at|to|is)\s+$",
    re.IGNORECASE,
)


def coordinate(view: View, drafts: list[Draft]) -> list[list[Draft]]:
    """Return the drafts in groups joined by nothing but "and", commas and the like; fill in shared nouns."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if groups and _joined(view, groups[-1][-1], draft):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    for draft, following in pairwise(drafts):
        between = view.words[draft.behind : view.token_over(following.quantity.start)]
        if draft.counted.empty and between == ["to"] and following.counted.noun is not None:
            draft.counted = replace(draft.counted, noun=following.counted.noun, head=following.counted.head)
    for group in groups:
        for draft, following in zip(reversed(group[:-1]), reversed(group[1:]), strict=True):
            if draft.counted.open and following.counted.noun is not None:
                draft.counted = replace(draft.counted, noun=following.counted.noun, open=False)
                settle(view, draft)
    return groups


def _joined(view: View, left: Draft, right: Draft) -> bool:
    if left.sentence != right.sentence:
        return False
    between = view.words[left.behind : view.token_over(right.quantity.start)]
    return 0 < len(between) <= 5 and all(word in view.lexicon.words["connector"] or word in QUOTES for word in between)


def share_fates(group: list[Draft], fits: Callable[[Fate, Draft], bool]) -> None:
    """Pass a fate along a group: what governs the first governs all, what is said behind the last is said of all."""
    governed: Fate | None = None
    for draft in group:
        governed = draft.fate or governed
        if draft.fate is None and governed is not None and not draft.counted.empty and fits(governed, draft):
            draft.fate = governed
    said: Fate | None = None
    for draft in reversed(group):
        said = draft.fate or said
        if draft.fate is None and said is not None and fits(said, draft):
            draft.fate = said


def find_breakdowns(view: View, groups: list[list[Draft]]) -> None:
    """Point a group that adds up to the figure before it to that figure: "24 captives: 13 men and 11 women"."""
    for before, group in pairwise(groups):
        whole, first = before[-1], group[0]
        start = view.token_over(first.quantity.start)
        if whole.sentence != first.sentence or start == 0 or view.forms[start - 1] not in _OPENERS:
            continue
        rest = whole.quantity.size - sum(draft.quantity.size for draft in group)
        if 0 <= rest <= _UNCOUNTED and len(group) > 1:
            for draft in group:
                draft.whole = draft.whole or whole


def find_wholes(view: View, drafts: list[Draft]) -> None:
    """Point parts to the figure they are a part of: "of whom 10 were civilians, including five children"."""
    for at, draft in enumerate(drafts):
        if at == 0:
            continue
        if _is_part(view, draft):
            draft.whole = _whole_of(drafts, at, draft)
            if draft.whole is not None and draft.counted.empty:
                _read_said(view, draft)
        elif draft.counted.empty and _sums_up(view, draft, drafts[at - 1]):
            draft.whole = drafts[at - 1]
            _read_said(view, draft)


def _is_part(view: View, draft: Draft) -> bool:
    before = view.text[max(0, draft.quantity.start - 30) : draft.quantity.start]
    if draft.counted.empty and _OF_ALL.match(view.text, view.starts[draft.sentence], draft.quantity.start):
        return True
    return bool(draft.counted.pointing or _PART_BEFORE.search(before) or _PART_BEHIND.match(view.text, draft.end))


def _whole_of(drafts: list[Draft], at: int, draft: Draft) -> Draft | None:
    for whole in reversed(drafts[:at]):
        if whole.sentence != draft.sentence:
            return None
        if whole.unit != terms.UNIT and whole.quantity.size >= draft.quantity.size:
            return whole
    return None


def _sums_up(view: View, draft: Draft, whole: Draft) -> bool:
    """Tell "…; ten were women": a bare number, said to be persons, behind a figure of the same sentence."""
    if whole.sentence != draft.sentence or whole.quantity.size < draft.quantity.size:
        return False
    at = draft.behind
    if at + 1 >= len(view.words) or view.words[at] not in _COPULAS:
        return False
    said = read_counted(view, at + 1)
    return said.first == at + 1 and said.noun is not None and said.noun.people


def _read_said(view: View, draft: Draft) -> None:
    """Take the noun of "10 were civilians" for what the number counts."""
    at = draft.behind
    if at < len(view.words) and view.words[at] in _COPULAS:
        at += 1
    said = read_counted(view, at) if at < len(view.words) else None
    if said is not None and said.noun is not None and said.noun.people and said.first == at:
        draft.counted = said
        draft.behind = said.end
        settle(view, draft)


def inherit_units(view: View, drafts: list[Draft]) -> None:
    """Give parts the fate of their whole, and numbers without a noun the unit they go on with."""
    for at, draft in enumerate(drafts):
        whole = draft.whole
        if draft.measured:
            continue
        if whole is not None and whole.unit is not None and draft.fate is None:
            counts_persons = draft.counted.empty or (draft.counted.noun is not None and draft.counted.noun.people)
            if (draft.counted.empty and draft.unit is None) or (counts_persons and _passes_on(whole)):
                draft.unit = whole.unit
                draft.rules += [rule for rule in whole.rules[-1:] if rule not in draft.rules]
        elif draft.unit is None and at and draft.counted.empty:
            decided = [earlier for earlier in drafts[max(0, at - 3) : at] if earlier.unit is not None]
            if decided:
                _go_on(view, draft, decided[-1])


def _passes_on(whole: Draft) -> bool:
    return whole.unit in FATEFUL or whole.unit in ("prisoners", "protesters")


def _go_on(view: View, draft: Draft, previous: Draft) -> None:
    """Fill "for five more" and "down from 44" from the figure before."""
    if previous.sentence != draft.sentence:
        return
    more = view.words[draft.behind - 1] in ("more", "further", "additional")
    compared = _COMPARED.search(view.text, max(0, draft.quantity.start - 20), draft.quantity.start)
    sourced = view.words[draft.behind : draft.behind + 2] == ["according", "to"]
    if (more and previous.unit == terms.UNIT) or compared or sourced:
        draft.unit = previous.unit
        draft.rules += [rule for rule in previous.rules[-1:] if rule not in draft.rules]
        if more:
            draft.end = max(draft.end, view.end_of(draft.behind - 1))
