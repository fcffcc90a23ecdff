"""Tell from a verb's form whether it reports that something was said: not denied, wished, asked or conditional."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.attributions.clauses import ADDRESSED
from trucewatch.extract.attributions.lexicon import lexicon

_UNDONE = frozenset({"near", "without", "before", "instead", "from", "against", "than"})
_CONDITIONS = frozenset({"if", "whether", "unless"})


def really_said(verb: Token) -> bool:
    """Tell whether a verb reports that something was said: not negated, wished, asked or made a condition."""
    for child in verb.children:
        if child.dep_ == "neg" or child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in _CONDITIONS):
            return False
        if child.tag_ == "TO" and not _launched(verb):
            return False
        if child.lower_ in ("n't", "never") and child.i < verb.i:
            return False
    if verb.dep_ == "pcomp" and verb.head.lower_ in _UNDONE:
        return False
    return not (verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in verb.lefts) and verb.dep_ != "conj")


def _launched(verb: Token) -> bool:
    head = verb.head
    if verb.dep_ not in ("xcomp", "advcl", "acl"):
        return False
    return head.lower_ in lexicon().launches or (is_passive(head) and head.lower_ in ("reported", "said", "quoted"))


def is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return not any(child.dep_ == "aux" for child in verb.children) and any(
        child.dep_ == "agent" for child in verb.children
    )


def cue_start(verb: Token) -> int:
    """Return the first token of the verb group: "went on to claim", "was quoted as saying"."""
    start = verb.i
    head = verb.head
    if verb.dep_ == "pcomp" and head.head.lower_ in ("quoted", "cited") and is_passive(head.head):
        start = head.head.i
        verb = head.head
    elif verb.dep_ == "xcomp" and head.i < verb.i and head.lower_ in lexicon().launches:
        start = head.i
        verb = head
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass") and child.i >= start - 4 and child.tag_ != "TO":
            start = min(start, child.i)
    return start


def may_follow(verb: Token) -> bool:
    """Tell whether a verb may stand behind or amid its content: finite, and without an object of its own."""
    if verb.tag_ == "VBG" and cue_start(verb) == verb.i:
        return False
    addressed = verb.lower_ in ADDRESSED
    return not any(
        child.dep_ in ("dobj", "xcomp", "oprd", "attr", "acomp")
        and child.lower_ not in lexicon().moments
        and not (addressed and child.dep_ == "dobj")
        for child in verb.rights
    )
