"""The words that make a clause binding, and the verb that they lead to."""

from __future__ import annotations

from trucewatch.agreements.drafting.lexicon import Frame, forms, frames
from trucewatch.agreements.drafting.names import can_owe, is_name
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast

_BE = frozenset({"is", "are", "be", "was", "were"})
_SKIPPED = frozenset(
    {"to", "not", "also", "be", "been", "have", "has", "itself", "themselves", "himself", "herself", "from", "of"}
)


def find_mark(cast: Cast, at: int, last: int) -> tuple[Frame, int] | None:
    """Return the frame that begins at a word, and the verb it leads to."""
    words, low = cast.words, cast.words.lowers[at]
    if low in frames("modal") and words.tags[at] == "MD" and not (low == "should" and at == words.sentences[at]):
        return _leading(cast, frames("modal")[low], at + 1, last) or _parsed(cast, frames("modal")[low], at, last)
    if low in frames("to") and at < last and words.tags[at] in (*VERB_TAGS, "NNS"):
        behind = at + 1 + (words.lowers[at + 1] in ("itself", "themselves"))
        if behind < last and words.lowers[behind] in ("to", "not"):
            return _leading(cast, frames("to")[low], behind, last)
    bound = low in frames("be-to") and any(w in _BE for w in words.lowers[max(words.sentences[at], at - 3) : at])
    if bound and (whom := addressed(cast, at)) is not None:
        verb = next((i + 1 for i in range(whom, last) if words.tags[i] == "TO" and words.tags[i + 1] == "VB"), None)
        return (frames("be-to")[low], verb) if verb else None
    if bound and at < last and words.lowers[at + 1] in ("to", "from", "not", "for", "with"):
        with_noun = (frames("be-to")[low], at) if words.lowers[at + 1] in ("for", "with") else None
        return _leading(cast, frames("be-to")[low], at + 1, last) or with_noun  # "is tasked with inspections"
    whose = addressed(cast, at) if low in frames("noun") else None
    if whose is not None and (can_owe(cast, whose) or words.lowers[whose] in forms("parties")):
        verb = next((i + 1 for i in range(whose, last) if words.tags[i] == "TO" and words.tags[i + 1] == "VB"), None)
        if verb is not None and words.lowers[verb - 2] not in (",", ";"):
            return frames("noun")[low], verb
    if low in frames("noun") and at < last and words.lowers[at + 1] in ("to", "of", "not") and _has(cast, at):
        return _leading(cast, frames("noun")[low], at + 1, last)
    if words.lowers[at + 1 : at + 3] == ["to", "say"]:
        return None
    if low in _BE and at < last and words.lowers[at + 1] in ("to", "not") and "to" in words.lowers[at + 1 : at + 3]:
        return _leading(cast, frames("modal")["shall"], at + 1, last)
    return None


def addressed(cast: Cast, at: int) -> int | None:
    """Return who is addressed by "it is forbidden to the sides to" or "it is the duty of the sides to"."""
    words = cast.words
    bound = words.lowers[at] in frames("be-to") and words.lowers[at + 1 : at + 2] in (["to"], ["for"])
    bound |= words.lowers[at] in frames("noun") and words.lowers[at + 1 : at + 2] == ["of"] and _told_of_it(cast, at)
    lead = at + 1 if bound else None
    return cast.grammar.child(lead, "pobj") if lead is not None else None


def _told_of_it(cast: Cast, noun: int) -> bool:
    return "it" in cast.words.lowers[max(0, noun - 4) : noun]


def _has(cast: Cast, noun: int) -> bool:
    return any(low in forms("assuming") for low in cast.words.lowers[max(0, noun - 5) : noun])


def _leading(cast: Cast, frame: Frame, at: int, last: int) -> tuple[Frame, int] | None:
    """Return a frame with the verb it leads to, past auxiliaries and adverbs."""
    words = cast.words
    if at < last and words.lowers[at] == ",":  # "shall, within a month of this order, deliver"
        at = next((i + 1 for i in range(at + 1, min(at + 20, last)) if words.lowers[i] == ","), at)
    for index in range(at, min(at + 9, last + 1)):
        tag, low = words.tags[index], words.lowers[index]
        if low in forms("refraining"):  # read as a noun behind "commit to"
            return frame, index
        if tag in VERB_TAGS and low not in ("be", "been", "have", "being", "has"):
            return frame, index
        if tag in VERB_TAGS and not any(t in ("VBN", "VBD", "RB", "VB") for t in words.tags[index + 1 : index + 3]):
            return frame, index
        if not (tag.startswith("RB") or low in _SKIPPED or tag in VERB_TAGS or tag in ("``", "''", ",", "IN")):
            return None
    return None


def _parsed(cast: Cast, frame: Frame, at: int, last: int) -> tuple[Frame, int] | None:
    """Return the verb of a modal by the parse, where its subject or more stands between: "nor may they enter"."""
    verb = cast.words.heads[at]
    if cast.words.lowers[at] == "should" or cast.words.deps[at] != "aux":  # "should it fail to settle it"
        return None
    return (frame, verb) if at < verb <= min(last, at + 12) and cast.words.tags[verb] in VERB_TAGS else None


def find_inner(cast: Cast, verb: int, last: int) -> tuple[Frame, int] | None:
    """Return the frame within a modal one: "shall be entitled to", "shall undertake to"."""
    low = cast.words.lowers[verb]
    if low == "be":
        verb = next(
            (at for at in range(verb + 1, min(verb + 4, last)) if cast.words.lowers[at] in frames("be-to")), verb
        )
        low = cast.words.lowers[verb]
    if low in frames("be-to") or low in frames("to"):
        kind = "be-to" if low in frames("be-to") else "to"
        behind = verb + 1 + (cast.words.lowers[verb + 1 : verb + 2] in (["itself"], ["themselves"]))
        if behind <= last and cast.words.lowers[behind] in ("to", "from", "not", "for", "with"):
            return _leading(cast, frames(kind)[low], behind, last)
    return None


def is_subordinate(cast: Cast, verb: int) -> bool:
    """Return whether a verb stands in a clause that only tells of something: "which will link", "that people can"."""
    words, at = cast.words, verb
    for _ in range(4):
        if words.deps[at] == "ccomp" and words.lowers[words.heads[at]] in forms("said"):
            return False
        if words.deps[at] in ("relcl", "ccomp", "advcl", "acl", "pcomp") and _marker(cast, at):
            return True
        if words.deps[at] not in ("conj", "xcomp") or words.heads[at] == at:
            return False
        at = words.heads[at]
    return False


def _marker(cast: Cast, verb: int) -> bool:
    """Return whether a clause opens with "that", "which", "if" or the like."""
    words = cast.words
    low = verb - 1
    begin = min([c for c in cast.grammar.children[verb] if c < verb] or [verb])
    opening = {words.lowers[i] for i in range(max(begin - 1, 0), low + 1)}
    return bool(
        opening
        & {"that", "which", "who", "whom", "whose", "if", "unless", "where", "when", "as", "so", "until", "while"}
    )


def is_relative(cast: Cast, verb: int) -> bool:
    """Return whether a verb stands in a relative clause with a subject of its own."""
    return cast.words.deps[verb] == "relcl" and cast.grammar.child(verb, "nsubj", "nsubjpass") is not None


def binds_whom(cast: Cast, mark: int, verb: int) -> bool:
    """Return whether a relative clause binds whom it tells of: "the guarantors, who shall call the commanders"."""
    words = cast.words
    subject = cast.grammar.child(verb, "nsubj") if words.deps[verb] == "relcl" else None
    if subject is None or words.lowers[subject] not in ("who", "which") or words.lowers[mark] not in ("shall", "must"):
        return False
    return can_owe(cast, words.heads[verb]) and words.lowers[subject - 1] == ","


def is_misread(cast: Cast, at: int) -> bool:
    """Return whether a word is the main verb although the parser took it for something else.

    Behind names that it never met it reads "Quell vouches for …" as a noun; behind a long relative clause it takes
    the verb of that for the main one.
    """
    words = cast.words
    if words.deps[at] == "ROOT" and words.tags[at] in ("NNS", "NN"):
        followed = words.tags[at + 1].startswith(("DT", "IN", "PRP$", "JJ", "NN", "CD", "RB", "PDT"))
        promises = words.tags[at] == "NNS" or words.lowers[at] in frames("to")
        return (
            promises
            and words.deps[at - 1] in ("compound", "amod", "nmod")
            and is_name(cast, at - 1)
            and followed
            and words.lowers[at + 1] != "of"
        )
    kept = words.lowers[at] in forms("lasting") | forms("given")
    main = words.tags[at] == "VBZ" and words.deps[at] == "conj" and words.tags[words.heads[at]] == "VBD"
    return main and kept and words.lowers[at - 1] == ","
