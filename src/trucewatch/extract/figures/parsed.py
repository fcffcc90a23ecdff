"""Find what befell those whom a quantity counts, by the parse, and failing that along the clause."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.figures.lexicon import Fate
from trucewatch.extract.figures.view import View

_VICTIM = ("past", "undergoes", "state")
_INNER = frozenset({"conj", "appos", "nmod", "nummod", "compound", "quantmod"})
_CLAUSE = 28
_CLIMB = 6


def parsed_fate(view: View, token: int, *, alone: bool) -> Fate | None:
    """Return the fate that the parse hangs a noun phrase on, through "and", "of" and light nouns.

    Args:
        view: The passage.
        token: The head of the noun phrase, or the number.
        alone: Whether the number stands without a noun; then it must be an object or stand behind a light noun.
    """
    node = view.doc[token]
    light = view.lexicon.words["light"]
    for _ in range(_CLIMB):
        head, role = node.head, node.dep_
        if head is node:
            return None
        if role in _INNER and head.tag_[:1] != "V":
            node = head
        elif role == "pobj" and head.lower_ == "of":
            if fate := _role_of(view, head.head, ("nominal",)):
                return fate
            if head.head.lower_ not in light and head.head.tag_ != "CD":
                return None
            node, alone = head.head, False
        elif role in ("nsubjpass", "nsubj"):
            return None if alone else _predicate(view, head, passive=role == "nsubjpass")
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
    for child in verb.rights:
        if any(below.dep_ in ("nsubj", "nsubjpass") for below in child.lefts):
            continue
        if child.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and (fate := _role_of(view, child, _VICTIM)):
            return fate
        if child.dep_ == "conj" and child.tag_ == "VBN" and passive and (fate := _role_of(view, child, _VICTIM)):
            return fate
    return None


def clause_on(view: View, token: int) -> Fate | None:
    """Return the fate in a clause on the noun: "people killed in …", "people who had fled"."""
    for child in view.doc[token].rights:
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
    lists = view.lexicon.words
    be = have = False
    for at in range(end, min(limit, end + _CLAUSE)):
        word, tag = view.words[at], view.tags[at]
        match = view.cues.get(at)
        if match is not None and (be or not have):
            for fate in match.values:
                if (be and fate.role in ("past", "state")) or (
                    fate.role == "undergoes" and tag[:2] == "VB" and tag != "VBG"
                ):
                    return fate
        if word in lists["be"]:
            be = True
        elif word in lists["have"]:
            have = True
        elif word in lists["clause_end"] or _ends_clause(view, at, spoken=be or have):
            return None
    return None
    return None


def _ends_clause(view: View, at: int, *, spoken: bool) -> bool:
    """Tell a finite verb, or a participle behind an auxiliary, that says something else of the subject."""
    word, tag = view.words[at], view.tags[at]
    if word in view.lexicon.words["between"] or at in view.cues:
        return False
    if spoken and tag in ("VBN", "VBG"):
        return True
    return tag in ("VBD", "VBZ", "VBP", "MD", "CC") and word not in ("and", "or")
