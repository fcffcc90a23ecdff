"""Find what befell those whom a quantity counts: beside the noun phrase, by the parse, then along the clause."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.figures.counted import Counted
from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.view import QUOTES, View
from trucewatch.rulebooks import Match

_BE = frozenset("was were is are be been being get got gets getting wasn't weren't".split())
_HAVE = frozenset("has have had having".split())
_SKIPPED = frozenset(
    "also later already now reportedly allegedly apparently since then all both either may might could would will can "
    "must should who that which whom to said known feared believed thought presumed understood confirmed reported "
    "estimated found left alone still either seriously severely instantly immediately subsequently initially others "
    "officially thereby".split()
)
_NOT = frozenset({"not", "n't", "never"})
_OBJECT_TAGS = frozenset({"DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "NNS", "NN", "JJ"})
_ADVERBIAL = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday overnight tonight last this earlier late "
    "early nearby one two many more here there instantly outright".split()
)
_AMONG = frozenset({"among", "amongst", "the", "those"})
_LIGHT = frozenset(
    "group total number team crowd family column contingent convoy majority most third half dozens hundreds thousands scores "
    "tens bodies lives class crew pair couple party batch wave".split()
)
_TOLL_STEPS = frozenset(
    "to at of reached reaching is was stands stood exceeds exceeded exceeding passed passes hit hits : as topped surpassed "
    "nears neared from than by numbers numbered totals totaled totalled climbs reaches surpasses tops be".split()
)
_VICTIM = ("past", "undergoes", "state")
_REACH = 9
_CLAUSE = 28


def right_fate(view: View, end: int, *, alone: bool) -> Fate | None:
    """Return the fate that follows at once: "… were reportedly killed", "… dead", "… who fled".

    Args:
        end: The token just behind the noun phrase, or behind the number.
        alone: Whether the number stands without a noun; then a bare participle cannot take an object.
    """
    _, limit = view.sentence(end) if end < len(view.words) else (0, 0)
    be = have = among = False
    at = end
    if at + 1 < limit and view.words[at] == "," and view.words[at + 1] in ("who", "which"):
        at += 1
    while at < min(limit, end + _REACH):
        match = view.cues.get(at)
        if match is not None and (fate := _said_of(match, be=be, have=have, among=among)):
            return (
                fate
                if be or have or fate.role != "past" or alone or not _takes_object(view, match.end, limit)
                else None
            )
        word = view.words[at]
        if word in _BE:
            be = True
        elif word in _HAVE:
            have = True
        elif word in _AMONG and be:
            among = True
        elif word in _NOT or not (word in _SKIPPED or view.tags[at] == "RB" or view.forms[at] in QUOTES):
            return None
        at += 1
    return None


def _said_of(match: Match[Fate], *, be: bool, have: bool, among: bool) -> Fate | None:
    """Return the fate of a cue that is said of a subject, by the auxiliaries before it."""
    for fate in match.values:
        if fate.role == "past" and (be or not have):
            return fate
        if fate.role in ("undergoes", "state"):
            return fate
        if among and fate.role == "head":
            return fate
    return None


def _takes_object(view: View, at: int, limit: int) -> bool:
    return at < limit and view.tags[at] in _OBJECT_TAGS and view.words[at] not in _ADVERBIAL


def left_fate(view: View, start: int, *, alone: bool) -> Fate | None:
    """Return the fate that governs from the left: "killing 12", "the deaths of 12", "the toll rose to 12"."""
    first, _ = view.sentence(start)
    at = start - 1
    while at >= first and (
        view.words[at] in ("the", "another", "further", "all", "its", "their", "his", "her") or view.forms[at] in QUOTES
    ):
        at -= 1
    if at < first:
        return None
    if (match := view.cue_ends.get(at + 1)) and not _passive(view, match, first):
        for fate in match.values:
            if fate.role in ("past", "active"):
                return fate
    if view.words[at] in ("of", "for", "among") and (match := view.cue_ends.get(at)):
        for fate in match.values:
            if fate.role == "nominal":
                return fate
    return _toll(view, at, first) if alone else None


def _passive(view: View, match: Match[Fate], first: int) -> bool:
    before = match.start - 1
    return before >= first and view.words[before] in _BE and view.tags[match.end - 1] != "VBG"


def _toll(view: View, at: int, first: int) -> Fate | None:
    """Return the fate of a count whose value the number gives: "brings the toll of the shelling to 14"."""
    if view.words[at] not in _TOLL_STEPS:
        return None
    for token in range(at, max(first, at - 14) - 1, -1):
        if view.tags[token] in (";",) or view.words[token] == ";":
            return None
        match = view.cue_over.get(token)
        if match is not None:
            return next((fate for fate in match.values if fate.role == "toll"), None)
    return None


def parsed_fate(view: View, token: int) -> Fate | None:
    """Return the fate that the parse hangs the noun phrase on, through "and", "of" and light nouns."""
    node = view.doc[token]
    if fate := _clause_on(view, node):
        return fate
    for _ in range(6):
        head = node.head
        if head is node:
            return None
        role = node.dep_
        if role in ("conj", "appos", "nmod", "nummod", "compound", "quantmod"):
            if head.tag_[:1] == "V":
                return None
            node = head
        elif role == "pobj":
            if head.lower_ != "of":
                return None
            if fate := _role_of(view, head.head, ("nominal",)):
                return fate
            if head.head.lower_ not in _LIGHT:
                return None
            node = head.head
        elif role in ("nsubjpass", "nsubj"):
            return _predicate(view, head, passive=role == "nsubjpass")
        elif role in ("dobj", "dative", "obj"):
            return _role_of(view, head, ("past", "active"))
        else:
            return None
    return None


def _role_of(view: View, node: Token, roles: tuple[str, ...]) -> Fate | None:
    match = view.cue_over.get(node.i)
    return next((fate for fate in match.values if fate.role in roles), None) if match else None


def _predicate(view: View, verb: Token, *, passive: bool) -> Fate | None:
    """Return the fate that a verb says of its subject, looking through "were reported", "are feared" and "and"."""
    if fate := _role_of(view, verb, _VICTIM if passive else ("undergoes", "state")):
        return fate
    for child in verb.children:
        if child.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and (fate := _role_of(view, child, _VICTIM)):
            return fate
        if child.dep_ == "conj" and child.tag_ == "VBN" and passive and (fate := _role_of(view, child, _VICTIM)):
            return fate
    return None


def _clause_on(view: View, node: Token) -> Fate | None:
    """Return the fate in a clause on the noun: "people killed in …", "people who had fled"."""
    for child in node.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and (fate := _role_of(view, child, ("past",))):
            return fate
        if child.dep_ == "relcl":
            passive = any(below.dep_ in ("auxpass", "nsubjpass") for below in child.children)
            if fate := _role_of(view, child, _VICTIM if passive else ("undergoes",)):
                return fate
    return None


def clause_fate(view: View, end: int) -> Fate | None:
    """Return the fate further right in the same clause: "… in the town of Lesk on Sunday were killed"."""
    _, limit = view.sentence(end) if end < len(view.words) else (0, 0)
    be = have = False
    for at in range(end, min(limit, end + _CLAUSE)):
        word, tag = view.words[at], view.tags[at]
        match = view.cues.get(at)
        if match is not None and (be or not have):
            for fate in match.values:
                if (fate.role == "past" and be) or (
                    fate.role == "undergoes" and tag in ("VBD", "VBP", "VBZ", "VBN", "VB")
                ):
                    return fate
                if fate.role == "state" and be:
                    return fate
        if word in _BE:
            be = True
        elif word in _HAVE:
            have = True
        elif (
            word in (";", ":", "but", "while", "whereas", "although", "after", "when", "because", "as", "if", "-")
            or word in _NOT
        ):
            return None
        elif tag in ("VBD", "VBZ", "VBP", "MD", "CC") and word not in _SKIPPED and word not in ("and", "or"):
            return None
    return None


def applies(fate: Fate, counted: Counted, size: float) -> bool:
    """Tell whether a fate can have befallen what is counted: persons, or the kinds it names."""
    if size < fate.least:
        return False
    if counted.noun is not None:
        return counted.noun.unit in fate.counted if fate.counted else counted.noun.people
    if fate.counted and "others" not in fate.counted and counted.unknown:
        return False
    return counted.fate is None or counted.fate.unit in (fate.counted or (counted.fate.unit,))
