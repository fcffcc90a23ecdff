"""Find the word of a parse that is the subject of saying: of the verb itself, or of the verb it hangs on."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.scene import NOMINAL

_RELATIVE = frozenset({"who", "which", "that"})
_QUOTING = frozenset({"quoted", "quotes", "quote", "quoting", "cited", "citing", "cites"})
_DEEPEST = 4


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return who does the saying: the verb's own subject, else that of its governor."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        nearest = _first_of_pair(own, min(own, key=lambda child: abs(child.i - verb.i)))
        if nearest.lower_ in _RELATIVE and nearest.tag_ in ("WDT", "WP", "IN", "DT"):
            return verb.head if verb.dep_ in ("relcl", "acl") and _agree(verb.head, verb) else None
        return nearest
    head = verb.head
    if depth > _DEEPEST or head == verb:
        return None
    if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and head.tag_[:1] == "V":
        return _shared(verb, head, depth)
    if verb.dep_ == "acl":
        return _behind_noun(verb, head, depth)
    if verb.dep_ in ("pcomp", "prep") and head.dep_ in ("prep", "advcl") and head.head.tag_[:1] == "V":
        return _shared(verb, head.head, depth)
    return None


def _first_of_pair(own: list[Token], nearest: Token) -> Token:
    """Return the first of two subjects that "and" joins, where the parse hangs both on the verb."""
    at = nearest.left_edge.i - 1
    if at > 0 and nearest.doc[at].tag_ == "CC":
        return next((child for child in own if child.i == at - 1), nearest)
    return nearest


def _agree(noun: Token, verb: Token) -> bool:
    """Tell whether a noun and its relative clause agree in number ("of the house who claim" do not)."""
    return not (verb.tag_ == "VBP" and noun.tag_ in ("NN", "NNP"))


def _shared(verb: Token, head: Token, depth: int) -> Token | None:
    """Return the subject a verb shares with its governor; "quoted X as saying" shares the object."""
    if head.lower_ in _QUOTING and verb.dep_ == "pcomp":
        for child in head.children:
            if child.dep_ == "dobj":
                return child
    if verb.i < head.i and verb.dep_ == "conj":
        return None
    return subject_of(_teller(verb, head), depth + 1)


def _teller(verb: Token, head: Token) -> Token:
    """Return the verb whose subject adds "…, claiming that …": the one that tells, not one that it tells of."""
    told_of = verb.tag_ == "VBG" or any(child.dep_ == "nsubjpass" for child in head.lefts)
    if not told_of or head.lower_ in lexicon().verbs:
        return head
    at = head
    for _ in range(_DEEPEST):
        above = at.head
        if at.dep_ == "ccomp" and above.lower_ in lexicon().verbs and above.i < verb.i:
            return above
        if at.dep_ not in ("ccomp", "conj", "advcl", "xcomp") or above == at:
            return head
        at = above
    return head


def _behind_noun(verb: Token, noun: Token, depth: int) -> Token | None:
    """Return who speaks in "a statement saying": the one who issued it; else the noun itself."""
    if verb.tag_ == "VBN":
        return None
    words = lexicon()
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    written = noun.lower_ in words.papers and governor.tag_[:1] == "V"
    if written and (noun.dep_ == "pobj" or (noun.dep_ == "dobj" and governor.lower_ in words.issues)):
        return subject_of(governor, depth + 1) or noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        return noun
    speaks = noun.lower_ in words.papers | words.bodies | words.titles or noun.lower_ in words.speakers
    if speaks or noun.tag_ in ("NNP", "NNPS") or noun.dep_ in ("nsubj", "nsubjpass", "ROOT"):
        return noun
    teller = next((above for above in noun.ancestors if above.lower_ in words.verbs and above.tag_[:1] == "V"), None)
    return subject_of(teller, depth + 1) if teller is not None else noun


def explained(subject: Token) -> Token:
    """Return "a soldier" for "one of them, a soldier": a numeral or pronoun is named by what explains it."""
    if subject.is_title and subject.i == subject.left_edge.i and subject.lower_ != "one":
        return subject
    if subject.tag_ in ("CD", "DT", "JJ") or subject.lower_ in ("some", "many", "others", "one", "another"):
        return next((child for child in subject.rights if child.dep_ == "appos" and child.tag_ in NOMINAL), subject)
    return subject
