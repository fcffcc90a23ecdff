"""Settle what every quantity of a passage counts, and which of them are figures."""

from __future__ import annotations

from trucewatch.extract.figures.drafts import Draft
from trucewatch.extract.figures.fates import applies
from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.named import named_unit
from trucewatch.extract.figures.nesting import coordinate, find_breakdowns, find_wholes, inherit_units, share_fates
from trucewatch.extract.figures.parsed import clause_fate, clause_on, parsed_fate
from trucewatch.extract.figures.view import View
from trucewatch.extract.figures.worth import is_worth

_UNKNOWN_FATES = frozenset({"killed", "wounded", "dead-or-wounded", "displaced", "votes"})
_OF_THINGS_TOO = frozenset({"captured", "evacuated", "prisoners"})
_THINGS = frozenset({"vehicles", "armoured-vehicles", "aircraft", "positions", "settlements"})
_OUTRANKED = frozenset({"displaced", "captured", "wounded", "missing"})


def decide_units(view: View, drafts: list[Draft]) -> list[Draft]:
    """Settle the unit of every draft and return those that are figures."""
    open_drafts = [draft for draft in drafts if draft.unit is None]
    groups = coordinate(view, open_drafts)
    for draft in open_drafts:
        draft.fate = draft.fate if draft.fate and _fits(draft.fate, draft) else None
    for group in groups:
        share_fates(group, _fits)
    find_wholes(view, drafts)
    find_breakdowns(view, groups)
    for draft in open_drafts:
        if draft.fate is None:
            draft.fate = _distant_fate(view, draft)
        elif later := _outlived(view, draft):
            draft.fate = later
    for group in groups:
        share_fates(group, _fits)
    for at, draft in enumerate(drafts):
        if draft.unit is None and not (at and _goes_on_with_things(draft, drafts[at - 1])):
            _set_unit(view, draft)
    inherit_units(view, drafts)
    return [draft for draft in drafts if draft.unit is not None and is_worth(view, draft, drafts)]


def _goes_on_with_things(draft: Draft, previous: Draft) -> bool:
    """Take a bare number of captured or moved for more of the things just counted: "burned 20 tanks and captured 8"."""
    if not draft.counted.empty or draft.fate is None or draft.fate.unit not in _OF_THINGS_TOO:
        return False
    if previous.sentence != draft.sentence or previous.unit not in _THINGS:
        return False
    draft.unit = previous.unit
    draft.rules += previous.rules[-1:]
    return True


def _fits(fate: Fate, draft: Draft) -> bool:
    return applies(fate, draft.counted, draft.quantity.size)


def _distant_fate(view: View, draft: Draft) -> Fate | None:
    """Return a fate from the parse or from further along the clause; none for a part, which has its whole's."""
    counted = draft.counted
    if counted.fate is not None or draft.whole is not None or draft.base:
        return None
    head = draft.token if counted.empty else counted.end - 1
    fates = [clause_on(view, head), parsed_fate(view, draft.token if counted.partitive else head, alone=counted.empty)]
    if not counted.empty and not _is_governed(view, draft):
        fates.append(clause_fate(view, draft.behind))
    return next((fate for fate in fates if fate is not None and _fits(fate, draft)), None)


def _is_governed(view: View, draft: Draft) -> bool:
    """Tell whether a verb or preposition before the number takes it as object, so that no clause is about it."""
    before = view.token_over(draft.quantity.start) - 1
    if before < draft.sentence:
        return False
    word = view.words[before]
    return (
        view.tags[before][:2] == "VB"
        or word in view.lexicon.words["placing"]
        or word in view.lexicon.words["governing"]
    )


def _outlived(view: View, draft: Draft) -> Fate | None:
    """Return the death said, further on, of those wounded or captured: "two soldiers wounded there died"."""
    fate = draft.fate
    if fate is None or fate.unit not in _OUTRANKED or draft.counted.empty:
        return None
    later = parsed_fate(view, draft.counted.end - 1, alone=False)
    return later if later is not None and later.unit == "killed" else None


def _set_unit(view: View, draft: Draft) -> None:
    counted, fate = draft.counted, draft.fate
    if counted.fate is not None:
        outranked = (
            fate is not None and counted.fate.unit in _OUTRANKED and fate.role in ("past", "active", "undergoes")
        )
        chosen = fate if outranked and fate is not None else counted.fate
        draft.unit, rule = chosen.unit, chosen.rule
    elif fate is not None and (not counted.unknown or _befalls_unknown(view, draft, fate)):
        draft.unit, rule = fate.unit, fate.rule
    elif counted.noun is not None:
        draft.unit, rule = _plain_unit(view, draft), counted.noun.rule
    elif counted.empty and draft.quantity.numeral.vague and _does(view, draft.behind):
        draft.unit, rule = "people", view.lexicon.nouns["people"].rule
    elif counted.empty and (named := named_unit(view, draft)):
        draft.unit, rule = named.unit, named.rule
    else:
        return
    draft.rules.append(rule)
    if counted.noun is not None and counted.noun.rule != rule:
        draft.rules.append(counted.noun.rule)


def _befalls_unknown(view: View, draft: Draft, fate: Fate) -> bool:
    """Tell whether a fate may be taken of a noun that the rulebook does not hold: persons die, so do sheep."""
    head = view.words[draft.counted.end - 1]
    others = (view.lexicon.animals, view.lexicon.terms["unit"], view.lexicon.parties if fate.unit != "votes" else ())
    return fate.unit in _UNKNOWN_FATES and not any(head in words for words in others)


def _does(view: View, token: int) -> bool:
    """Tell a bare "thousands", "dozens" that acts or suffers: persons ("thousands marched")."""
    acts = token < len(view.tags) and view.tags[token] in ("VBD", "VBP", "MD")
    return acts or view.words[token : token + 1] == ["who"]


def _plain_unit(view: View, draft: Draft) -> str | None:
    """Return the unit of the noun itself; many persons of a place ("Lesk's 120,000 people") are its population."""
    noun = draft.counted.noun
    if noun is None:
        return None
    owned = draft.token > 0 and view.words[draft.token - 1] in ("’s", "'s", "its", "their", "’")
    head = view.words[draft.counted.end - 1]
    dwellers = head in view.lexicon.words["dweller"] or view.forms[draft.counted.end - 1].istitle()
    if noun.unit == "people" and owned and dwellers and draft.quantity.size >= 1000:
        return "population"
    start = view.token_over(draft.quantity.start)
    forces = view.words[max(0, start - 2) : start]
    if head == "men" and forces[-1:] == ["of"] and forces[0] in view.lexicon.words["force"]:
        return "troops"
    return noun.unit
