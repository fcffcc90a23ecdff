"""Find the clauses of a point that bind, allow, forbid or declare: their verb, their subject, their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.agreements.drafting.calling import find_calls
from trucewatch.agreements.drafting.joining import Clause, cut_words, join_verbs
from trucewatch.agreements.drafting.lexicon import Frame, forms, frames
from trucewatch.agreements.drafting.marks import (
    addressed,
    binds_whom,
    find_inner,
    find_mark,
    is_misread,
    is_relative,
    is_subordinate,
)
from trucewatch.agreements.drafting.names import can_owe, is_name
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.roles import Cast

PRESENT = Frame("drafting.present", "duty", "present")
"""A main clause in the present tense: accords state what is owed as if it were so."""
INFINITIVE = Frame("drafting.infinitive", "duty", "to")
"""A noun and an infinitive without any finite verb: "All mines to be cleared"."""
_OF_NOUNS = frozenset({"DT", "JJ", "NN", "CD", "PR", "CC", "IN", "PD", "VB", "RB", ",", "HY", "PO"})
HEADING = Frame("drafting.heading", "declaration", "none")
"""Words of a point in which no binding clause was found."""
_NEGATIVES = frozenset({"not", "never", "neither", "no", "nor", "cannot", "n't", "n’t"})


def find_clauses(cast: Cast) -> list[Clause]:
    """Return the clauses of a passage in text order; each sentence without any is one of kind ``declaration``."""
    words = cast.words
    found: list[Clause] = []
    firsts = [first for first in sorted(set(words.sentences)) if _opens(cast, first)]
    for number, first in enumerate(firsts):
        last = (firsts[number + 1] if number + 1 < len(firsts) else len(words)) - 1
        last = _without_stop(cast, first, last)
        if last < first or last - first < 1:
            continue
        calls = find_calls(cast, first, last)
        marked = [clause for clause in _marked(cast, first, last) if not _within(clause, calls)] + calls
        marked.sort(key=lambda clause: clause.verb)
        if all(is_relative(cast, clause.verb) for clause in marked):
            marked = [*_present(cast, first, last), *marked]
        marked = join_verbs(cast, marked, last)
        found += cut_words(cast, marked, first, last) if marked else [_heading(cast, first, last)]
    return found


def _within(clause: Clause, calls: list[Clause]) -> bool:
    """Return whether a mark is only part of a call: "Decides", "requests" themselves, or what is called for."""
    return any(clause.verb == call.verb or clause.mark == call.mark for call in calls)


def _opens(cast: Cast, first: int) -> bool:
    """Return whether a sentence really begins here: the parser also breaks at brackets and clock times."""
    return first == 0 or cast.words.tags[first - 1] in (".", ":") or cast.words.broken(first)


def _without_stop(cast: Cast, first: int, last: int) -> int:
    while last > first and cast.words.tags[last] in (".", ":", ",", "-RRB-", "''"):
        last -= 1
    return last


def _heading(cast: Cast, first: int, last: int) -> Clause:
    role = next((at for at in range(first, min(first + 6, last)) if cast.words.lowers[at] in forms("roles")), None)
    kind = "duty" if names_act(cast, first, last) else "declaration"
    return Clause(HEADING, kind, first, first, role, first, last)


def names_act(cast: Cast, first: int, last: int) -> bool:
    """Return whether words without a verb open with what is to be done: "Release of all hostages"."""
    noun = next((i for i in range(first, min(first + 6, last + 1)) if cast.words.tags[i].startswith("NN")), None)
    return noun is not None and cast.words.lowers[noun] in forms("nominal")


def _marked(cast: Cast, first: int, last: int) -> Iterator[Clause]:
    """Yield a clause for each word that binds."""
    at = first
    before: Clause | None = None
    while at <= last:
        found = find_mark(cast, at, last)
        if found is not None and (not is_subordinate(cast, found[1]) or binds_whom(cast, at, found[1])):
            frame, verb = found
            if frame.leads == "modal" and (inner := find_inner(cast, verb, last)):
                frame, verb = (frame if frame.kind == "permission" else inner[0]), inner[1]
            clause = _clause(cast, frame, at, verb, first, last)
            if before is not None and at > first and cast.words.lowers[at - 1] in ("and", "but", "or", "nor"):
                clause = replace(clause, subject=before.subject)  # "A must allow B to pass and shall not charge it"
            yield clause
            before, at = clause, max(at, verb)
        at += 1


def _present(cast: Cast, first: int, last: int) -> Iterator[Clause]:
    """Yield the main clause of a sentence in the present tense."""
    words = cast.words
    roots = [i for i in range(first, last + 1) if words.deps[i] == "ROOT"]
    for root in roots:
        verb: int | None = root if words.tags[root] in VERB_TAGS else None
        if verb is None:
            verb = next((i for i in range(first, last + 1) if words.tags[i] in ("VBZ", "VBP")), None)
        if verb is None or words.tags[verb] == "VBD":
            verb = verb if verb is not None and _passive_now(cast, verb) else None
        if verb is None or not _is_present(cast, verb):
            continue
        kind = "declaration" if words.lowers[verb] in forms("stated") else "duty"
        clause = _clause(cast, PRESENT, verb, verb, first, last)
        yield clause if clause.kind == "ban" else replace(clause, kind=_kind(cast, PRESENT, verb, verb, kind))
        for other in [*cast.grammar.conjuncts(verb)[1:], *_beside(cast, verb)]:  # "A opens the road, and B guarantees"
            if words.tags[other] in ("VBZ", "VBP") and cast.grammar.child(other, "nsubj") is not None:
                kind = "declaration" if words.lowers[other] in forms("stated") else "duty"
                more = _clause(cast, PRESENT, other, other, first, last)
                yield replace(more, kind=_kind(cast, PRESENT, other, other, kind))
        return
    misread = next((at for at in range(first + 1, last) if is_misread(cast, at)), None)
    if misread is not None:
        yield _clause(cast, PRESENT, misread, misread, first, last)
    elif (to := _infinitive(cast, first, last)) is not None:
        verb = next(
            (i for i in range(to + 1, last + 1) if words.tags[i] in VERB_TAGS and words.lowers[i] != "be"), to + 1
        )
        yield _clause(cast, INFINITIVE, to, verb, first, last)


def _beside(cast: Cast, verb: int) -> list[int]:
    """Return the verbs of main clauses that a semicolon parts from this one; the parse hangs them on it."""
    lowers = cast.words.lowers
    return [
        child for child in cast.grammar.children[verb]
        if cast.words.deps[child] in ("ccomp", "parataxis") and ";" in lowers[min(child, verb) : max(child, verb)]
    ]  # fmt: skip


def _infinitive(cast: Cast, first: int, last: int) -> int | None:
    """Return the "to" of a point without a finite verb: "Foreign fighters to leave", "All groups to be disarmed"."""
    words = cast.words
    to = next((i for i in range(first + 1, last) if words.tags[i] == "TO" and words.tags[i + 1] == "VB"), None)
    if to is None or any(words.tags[i][:2] not in _OF_NOUNS for i in range(first, to)):
        return None
    return to if words.tags[to - 1].startswith("NN") and words.lowers[to - 1] not in forms("noun-to") else None


def _passive_now(cast: Cast, verb: int) -> bool:
    return any(cast.words.lowers[c] in ("is", "are") for c in cast.grammar.children[verb])


def _is_present(cast: Cast, verb: int) -> bool:
    words = cast.words
    if words.tags[verb] in ("VBZ", "VBP", "VB"):
        return True
    promised = words.lowers[verb] in frames("to") and cast.grammar.child(verb, "dobj") is not None
    if promised and any(words.lowers[c] in ("has", "have") for c in cast.grammar.children[verb]):
        return True  # "has pledged three aircraft"
    return words.tags[verb] in ("VBN", "VBD") and _passive_now(cast, verb)


def _clause(cast: Cast, frame: Frame, mark: int, verb: int, first: int, last: int) -> Clause:
    kind = _kind(cast, frame, mark, verb, frame.kind)
    if cast.words.lowers[verb] in forms("refraining"):
        inner = next((i for i in range(verb + 1, last + 1) if cast.words.tags[i] == "VBG"), verb)
        kind, verb = "ban", inner
    return Clause(frame, kind, mark, verb, _subject(cast, mark, verb, first), first, last)


def _kind(cast: Cast, frame: Frame, mark: int, verb: int, kind: str) -> str:
    """Return the kind of a clause: what it negates it forbids."""
    words = cast.words
    negated = any(low in _NEGATIVES for low in words.lowers[mark:verb])
    if frame.leads == "be-to" and words.lowers[mark - 1] in ("not", "n't", "n’t", "never"):
        return "ban" if kind == "permission" else "permission"  # nobody "not obliged to" is bound
    if words.deps[mark] == "aux" and (turned := cast.grammar.child(verb, "nsubj", "nsubjpass")) and turned > mark:
        negated |= any(low in _NEGATIVES for low in words.lowers[words.sentences[mark] : mark])
    subject = _subject(cast, mark, verb, words.sentences[verb])
    if subject is not None:
        phrase = cast.grammar.phrase(subject)[0]
        negated |= any(
            words.lowers[i] in ("neither", "no", "none", "nothing", "nobody") for i in range(phrase, subject + 1)
        )
    done = cast.grammar.child(verb, "dobj")  # "shall send no troops"; "no more than 40" limits and forbids nothing
    negated |= done is not None and any(words.lowers[c] == "no" for c in cast.grammar.children[done])
    return "ban" if negated and kind in ("duty", "permission") else "duty" if negated and kind == "ban" else kind


def _subject(cast: Cast, mark: int, verb: int, first: int) -> int | None:
    """Return the subject: as parsed where it stands before the mark, else the noun that ends last before it."""
    if mark > first and is_name(cast, mark - 1) and cast.words.deps[mark - 1] == "compound":
        return mark - 1
    if (whom := addressed(cast, mark)) is not None:
        return whom
    if "EX" in cast.words.tags[max(first, verb - 4) : verb]:  # "there are placed here observers of X"
        behind = range(verb + 1, len(cast.words))
        return next((i for i in behind if can_owe(cast, i) and cast.words.deps[i] not in ("compound", "amod")), None)
    parsed = cast.grammar.subject(verb)
    if parsed is not None and cast.words.deps[mark] == "aux" and mark < parsed < verb:
        return parsed  # "nor may they enter"
    if parsed is None or not first <= parsed < mark:
        parsed = cast.grammar.child(mark, "nsubj", "nsubjpass")
    if parsed is not None and first <= parsed < mark and cast.words.tags[parsed][:2] in ("NN", "PR", "DT", "CD"):
        return parsed
    return next(
        (
            i
            for i in range(mark - 1, first - 1, -1)
            if cast.words.tags[i][:2] in ("NN", "PR") and _heads_phrase(cast, i)
        ),
        None,
    )


def _heads_phrase(cast: Cast, at: int) -> bool:
    """Return whether a noun is no mere complement of a preposition ("of Ostrel")."""
    return cast.words.deps[at] not in ("pobj", "compound", "poss", "npadvmod")
