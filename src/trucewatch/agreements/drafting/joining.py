"""Clauses as the words of a sentence: verbs that share what binds them, and where the words of each end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.lexicon import Frame, forms, frames
from trucewatch.agreements.drafting.marks import is_relative
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast


@dataclass(frozen=True, slots=True)
class Clause:
    """One binding clause as token indexes: its verb, subject, and ``[first, last]`` of its words."""

    frame: Frame
    kind: str
    mark: int
    verb: int
    subject: int | None
    first: int
    last: int
    gapped: bool = False


def join_verbs(cast: Cast, marked: list[Clause], last: int) -> list[Clause]:
    """Add the verbs that share a mark ("shall meet and report"), and those left without one ("and B to release")."""
    listed = list(marked)
    for clause in marked:
        words = cast.words
        taken = {at for other in listed for at in range(other.mark, other.verb + 1)}
        for verb in cast.grammar.conjuncts(clause.verb)[1:]:
            if verb not in taken and verb > clause.verb and _stands_alone(cast, clause, verb):
                first = min(
                    [verb, *(c for c in cast.grammar.children[verb] if cast.words.deps[c] in ("aux", "auxpass"))]
                )
                negated = any(words.deps[c] == "neg" for c in cast.grammar.children[verb]) and clause.kind == "duty"
                kind = "ban" if negated else clause.kind
                listed.append(replace(clause, kind=kind, verb=verb, mark=verb, first=max(first, clause.verb + 1)))
        listed += _gapped(cast, clause, {other.verb for other in listed}, last)
    return sorted(listed, key=lambda clause: clause.verb)


def _stands_alone(cast: Cast, clause: Clause, verb: int) -> bool:
    """Return whether a joined verb is a duty of its own: joined by "and", with an object or a time of its own."""
    words = cast.words
    if words.lowers[verb] in forms("formula"):
        return False
    if clause.frame.leads == "calling" and words.lowers[verb] in frames("calling"):
        return False  # "calls on A to open the port and invites B to …"
    if words.tags[verb] not in VERB_TAGS or cast.grammar.child(verb, "nsubj", "nsubjpass", "mark") is not None:
        return False
    between = words.lowers[max(clause.verb, verb - 6) : verb]
    if "and" not in between or "or" in between or clause.kind == "ban" or verb - clause.verb <= 2:
        return False
    return any(words.deps[c] in ("dobj", "prep", "prt", "xcomp", "npadvmod") for c in cast.grammar.children[verb])


def _gapped(cast: Cast, clause: Clause, taken: set[int], last: int) -> Iterator[Clause]:
    """Yield "and B to VERB" after a promise of A, B being named."""
    words = cast.words
    if clause.frame.leads not in ("to", "be-to"):
        return
    for at in range(clause.verb + 1, last):
        if words.lowers[at] == "to" and words.tags[at + 1] == "VB" and at + 1 not in taken:
            head = at - 1
            if (head in cast.actors or words.tags[head].startswith("NNP")) and "and" in words.lowers[
                clause.verb : head
            ]:
                start = cast.grammar.phrase(head)[0]
                yield replace(clause, mark=at, verb=at + 1, subject=head, first=start, gapped=True)


def cut_words(cast: Cast, marked: list[Clause], first: int, last: int) -> list[Clause]:
    """Give each clause its words: from its subject (the first: from the sentence's beginning) to the next one's."""
    starts = [first]
    for clause in marked[1:]:
        subject = clause.subject
        begin = clause.first if clause.first not in (first,) else clause.mark
        if is_relative(cast, clause.verb):  # the noun that it tells of belongs to the clause before
            begin = cast.grammar.child(clause.verb, "nsubj", "nsubjpass") or begin
        elif subject is not None and subject > marked[marked.index(clause) - 1].verb:
            begin = min(begin, cast.grammar.phrase(subject)[0]) if begin != clause.verb else begin
            begin = cast.grammar.phrase(subject)[0] if clause.first == first else begin
        starts.append(max(begin, starts[-1] + 1))
    ends = [*(start - 1 for start in starts[1:]), last]
    cut = []
    starts = [start - (start > first and cast.words.lowers[start - 1] == "only") for start in starts]
    for clause, start, end in zip(marked, starts, ends, strict=True):
        while end > start and cast.words.lowers[end] in (",", ";", "and", "while", "but", "or"):
            end -= 1
        cut.append(replace(clause, first=start, last=end))
    return cut
