"""Where the words of a commitment begin and end."""

from __future__ import annotations

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.lexicon import forms

ENDS = frozenset({".", ";", ":", "—", "–", "?", "!", "”", "(", "…"})
DEADLINE = frozenset({"by", "before", "until", "within", "from", "on", "no"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
OPENING = frozenset({"“", '"', "‘", "'"})


def verb_behind(cast: Cast, at: int) -> int | None:
    """Return the verb that a modal or "to" leads to, past adverbs, quotation marks and auxiliaries."""
    words = cast.words
    for index in range(at, min(at + 6, len(words))):
        low, tag = words.lowers[index], words.tags[index]
        if tag in VERB_TAGS:
            further = words.tags[index + 1 : index + 3]
            if low in ("be", "been", "have", "being") and any(t in ("VBN", "VBD") for t in further):
                continue
            return index
        if not (tag.startswith("RB") or low in ("to", "not", "also", "either", "then") or low in OPENING):
            return None
    return None


def clause_start(cast: Cast, subject: int, modal: int) -> int:
    """Return where the clause begins: at a date that leads it, else at its subject with its numbers."""
    words = cast.words
    first = cast.grammar.phrase(subject)[0]
    while first > 0 and (words.tags[first - 1] == "CD" or words.lowers[first - 1] in ("some", "about", "around")):
        first -= 1
    lead = words.sentences[modal]
    if 0 < first - lead <= 6 and words.lowers[lead] in DEADLINE:
        return lead
    if first > 3 and words.lowers[first - 1] == "when":
        at = next((i for i in range(first - 2, max(first - 8, lead), -1) if words.tags[i] == "CD"), None)
        return at - (words.tags[at - 1].startswith("NNP")) if at else first
    return first


def clause_end(cast: Cast, verb: int, joint: bool = False) -> int:
    """Return the last token of the clause of a verb: before a stop, or before another clause begins.

    Args:
        joint: Whether verbs joined to this one belong to the same duty ("failed to watch and guard").
    """
    words, last = cast.words, verb
    for index in range(verb + 1, len(words)):
        if words.texts[index] == "(" and words.texts[index + 2 : index + 3] == [")"] and index + 3 < len(words):
            continue
        if words.texts[index] in ENDS or "—" in words.texts[index] or words.sentences[index] != words.sentences[verb]:
            break
        if _stops(cast, index, verb, joint):
            break
        last = index
    while last > verb and (words.texts[last] in (",", "“", "”", '"') or words.lowers[last] in ("and", "to")):
        last -= 1
    return last


def _stops(cast: Cast, index: int, verb: int, joint: bool) -> bool:
    words, low = cast.words, cast.words.lowers[index]
    if words.texts[index] == ",":
        return _leaves(cast, index, verb)
    if low in forms("trailing") or " ".join(words.lowers[index : index + 3]) in forms("trailing"):
        return True
    if low == "and":
        return not joint and _new_verb(cast, index, verb)
    if low == "to" and index - verb > 1:
        return _begins_purpose(cast, index, verb)
    return words.tags[index] in FINITE and not _hangs_on(cast, index, verb)


def _begins_purpose(cast: Cast, to: int, verb: int) -> bool:
    """Return whether "to" leads a purpose of the verb, not the rest of its meaning ("agree to meet")."""
    words = cast.words
    owed = words.heads[to]
    return to + 1 < len(words) and words.tags[to + 1] == "VB" and words.deps[owed] in ("advcl", "xcomp", "acl", "relcl")


def purposes(cast: Cast, verb: int) -> list[int]:
    """Return the verbs of the purpose that hangs on a verb of motion or sending, with those joined to it."""
    words, grammar = cast.words, cast.grammar
    if words.lowers[verb] not in forms("sending"):
        return []
    end = next((i for i in range(verb, len(words)) if words.texts[i] in (".", ";", "—", "–")), len(words))
    for to in range(verb + 1, min(end, verb + 14) - 1):
        if words.lowers[to] == "to" and words.tags[to + 1] == "VB":
            joined = [v for v in grammar.conjuncts(to + 1) if words.tags[v] == "VB" and v < end]
            more = [
                i for i in range(to + 2, end)
                if words.tags[i] in ("VB", "VBP") and words.lowers[i - 1] in (",", "and", "to") and i not in joined
            ]  # fmt: skip
            return sorted({*joined, *more})
    return []


def _hangs_on(cast: Cast, at: int, verb: int) -> bool:
    seen: set[int] = set()
    while at not in seen and at != verb:
        seen.add(at)
        at = cast.words.heads[at]
    return at == verb


def _leaves(cast: Cast, comma: int, verb: int) -> bool:
    """Return whether what follows a comma is no longer the same list, date or deadline."""
    words, follower = cast.words, comma + 1
    if follower >= len(words):
        return True
    if words.tags[follower] == "CD" or words.lowers[follower] in ("using", "including"):
        return not _hangs_on(cast, follower, verb)
    if words.lowers[follower] in DEADLINE:
        return False
    listed = any(
        words.deps[i] == "conj" and words.heads[i] < comma for i in range(follower, min(follower + 5, len(words)))
    )
    first = words.lowers[follower] in ("a", "an", "which", "who", "but", "while", "as", "where")
    verbal = any(words.tags[i] in VERB_TAGS for i in range(follower, min(follower + 3, len(words))))
    return first or verbal or not (listed and _hangs_on(cast, follower, verb))


def _new_verb(cast: Cast, conjunction: int, verb: int) -> bool:
    """Return whether "and" leads to another duty: a joined verb with words of its own, or a new clause."""
    words = cast.words
    for child in range(conjunction + 1, min(conjunction + 8, len(words))):
        if words.tags[child] == "MD" and words.lowers[child - 1] != "and":
            return True
        if words.deps[child] == "conj" and words.heads[child] == verb and words.tags[child] in ("VB", "VBN", "VBG"):
            alone = child + 1 >= len(words) or words.texts[child + 1] in (".", ",", ";", "”")
            return not (alone and child == conjunction + 1)
    follower = words.tags[conjunction + 1] if conjunction + 1 < len(words) else ""
    return follower in ("TO", "VB") or (follower == "VBG" and words.tags[verb] == "VBG")
