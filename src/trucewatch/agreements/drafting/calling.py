"""Clauses in which one who binds others calls on them: "Calls upon A to withdraw", "Demands that B cease"."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lexicon import Frame, forms, frames
from trucewatch.agreements.drafting.marks import is_subordinate
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast

_FARTHEST = 14
"""Tokens between a verb of calling and the "to" of what it calls for."""


def find_calls(cast: Cast, first: int, last: int) -> list[Clause]:
    """Return the clauses of a sentence that verbs of calling bind, in text order."""
    found = [clause for at in range(first, last) for clause in _called(cast, at, first, last)]
    return [clause for n, clause in enumerate(found) if all(clause.verb != other.verb for other in found[:n])]


def _called(cast: Cast, at: int, first: int, last: int) -> Iterator[Clause]:
    words, low = cast.words, cast.words.lowers[at]
    frame = frames("calling").get(low)
    if frame is None or not _binds(cast, at, first) or is_subordinate(cast, at):
        return
    if words.lowers[at + 1] == "that":
        yield from _demanded(cast, frame, at, first, last)
        return
    begin = at + 1
    while begin < last and words.lowers[begin] in ("upon", "on", "to", "also", "further"):
        begin += 1  # "appeals to the League to fund"
    while (to := _to(cast, begin, last)) is not None:
        whom = _whom(cast, begin, to)
        if whom is None:
            return
        yield Clause(frame, _kind(cast, frame, to), to, _verb(cast, to, last), whom, at, last)
        further = _further(cast, to, last)
        if further is None:
            return
        begin = further


def _binds(cast: Cast, at: int, first: int) -> bool:
    """Return whether a verb calls in the present tense: as the first word of a sentence, or behind who calls."""
    words = cast.words
    if any(words.tags[i] == "MD" or words.lowers[i] == "to" for i in range(max(first, at - 3), at)):
        return False
    opens = at == first or words.lowers[at - 1] in ("and", "also", "further", ",", "particular", "strongly", "hereby")
    named = at > first and words.tags[at - 1] == "NNP" and words.tags[at + 1] in ("NNP", "DT", "PDT")
    if named and words.tags[at] in ("NN", "NNS"):  # behind names that it never met the parser takes a verb for a noun
        return not any(tag in ("VBZ", "VBP", "MD") for tag in words.tags[first:at])
    written = words.texts[at][:1].isupper() or words.tags[at] in ("NNS", *VERB_TAGS)
    return words.tags[at] in ("VBZ", "VBP") or (opens and written)


def _demanded(cast: Cast, frame: Frame, at: int, first: int, last: int) -> Iterator[Clause]:
    """Yield what is demanded of a subject in the subjunctive: "that both parties cease all hostilities"."""
    words = cast.words
    modal = any(words.tags[i] == "MD" for i in range(at, min(at + _FARTHEST, last)))
    for verb in range(at + 2, min(at + _FARTHEST, last) + 1) if not modal else ():
        subject = cast.grammar.child(verb, "nsubj", "nsubjpass")
        if words.tags[verb] in ("VB", "VBP", "VBZ", "VBN") and subject is not None and at < subject < verb:
            yield Clause(frame, frame.kind, verb, verb, subject, at, last)
            return


def _to(cast: Cast, begin: int, last: int) -> int | None:
    words = cast.words
    reach = range(begin, min(begin + _FARTHEST, last))
    return next(
        (
            i
            for i in reach
            if words.tags[i] == "TO"
            and (words.tags[i + 1] in ("VB", "RB") or words.lowers[i + 1] in forms("refraining"))
        ),
        None,
    )


def _whom(cast: Cast, begin: int, to: int) -> int | None:
    """Return the noun that heads who is called on: the first that no other of them rests on."""
    words = cast.words
    nouns = [i for i in range(begin, to) if words.tags[i].startswith(("NN", "PR", "DT"))]
    heads = [
        i
        for i in nouns
        if words.deps[i] not in ("compound", "det", "poss", "amod", "nmod") and not begin <= words.heads[i] < to
    ]
    return next(iter(heads), nouns[-1] if nouns else None)


def _verb(cast: Cast, to: int, last: int) -> int:
    behind = (i for i in range(to + 1, last + 1) if cast.words.tags[i] in VERB_TAGS and cast.words.lowers[i] != "be")
    verb = next(behind, to + 1)
    if cast.words.lowers[verb] in forms("refraining"):
        return next((i for i in range(verb + 1, last + 1) if cast.words.tags[i] == "VBG"), verb)
    return verb


def _kind(cast: Cast, frame: Frame, to: int) -> str:
    near = cast.words.lowers[to - 1 : to + 3]
    negated = "not" in near or any(low in forms("refraining") for low in near)
    return "ban" if negated and frame.kind == "duty" else frame.kind


def _further(cast: Cast, to: int, last: int) -> int | None:
    """Return where the same call goes on to others: "and upon the Government of B to abstain"."""
    words = cast.words
    return next(
        (
            i + 2
            for i in range(to + 2, last - 2)
            if words.lowers[i] == "and" and words.lowers[i + 1] in ("upon", "on") and _to(cast, i + 2, last)
        ),
        None,
    )
