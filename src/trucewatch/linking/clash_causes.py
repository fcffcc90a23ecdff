"""Harm that one side lays to the other's arms, and the other to an accident, or to nobody of its own.

Such an answer seldom negates the verb of the charge: “all our boats lay in port”, “the boiler burst”. It denies the
charge all the same, and where the charge names the arms of a side, that side is told not to have used them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.linking.account import REMEMBERED, Account, Line
from trucewatch.linking.clash_actors import find_blames, is_recalled
from trucewatch.linking.clash_status import asserts, find_denials
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.parties import find_parties

_NEGATED = 60
_WEAPONS = frozenset({"guns", "drones", "mines"})


@dataclass(frozen=True, slots=True)
class Cause:
    """Words of a clause that tell of a cause: of arms of somebody, or of none of one's own."""

    start: int
    end: int
    accident: bool = False


def clash_causes(meeting: Meeting) -> Iterator[Clash]:
    """Yield the first charge of an account with the first answer of the other, where the other charges nobody."""
    if meeting.partial:
        return
    yield from _answered(meeting.left, meeting.right)
    yield from (found.turned() for found in _answered(meeting.right, meeting.left))


def _answered(here: Account, there: Account) -> Iterator[Clash]:
    if find_blames(there) or find_answers(here):
        return
    charges, answers = find_charges(here), find_answers(there)
    if all(answer.accident for answer in answers) and find_charges(there):
        return  # an accident with the same arms is no other cause
    if not answers and not find_charges(there):
        words = clash_words()
        denials = (
            item for item in find_denials(there)
            if "fire" in item.families and words.things_of(item.line.text) & _WEAPONS
        )  # fmt: skip
        answers = tuple(Cause(item.start, item.end) for item in denials)
    if charges and answers:
        one, other = charges[0], answers[0]
        why = "one side lays it to arms of the other, which says that it had no part in it or names another cause"
        yield Clash("status", Span(one.start, one.end), Span(other.start, other.end), why)


@lru_cache(maxsize=REMEMBERED)
def find_charges(account: Account) -> tuple[Cause, ...]:
    """Return the clauses of an account that lay harm to a side, to its arms, or to weapons of nobody named."""
    blames = [Cause(blame.line.start, blame.line.sentence.end) for blame in find_blames(account)]
    arms = [cause for line in account.lines for cause in _charges(line, account)]
    return tuple(sorted((*blames, *arms), key=lambda cause: cause.start))


def _charges(line: Line, account: Account) -> Iterator[Cause]:
    """Yield clauses that name the weapons of a side, harm by weapons, or what is left of them."""
    words = clash_words()
    for start, clause in () if is_recalled(line, account) else line.clauses():
        if any(words.words[kind].search(clause) for kind in ("not", "open", "deny", "then")):
            continue
        owned = any(words.things_of(match["force"]) & _WEAPONS for match in find_parties(clause, account.names))
        used = words.words["trace"].search(clause) or asserts(line, account) & words.harmful
        if owned or (used and words.things_of(clause) & _WEAPONS):
            yield Cause(start, start + len(clause))


@lru_cache(maxsize=REMEMBERED)
def find_answers(account: Account) -> tuple[Cause, ...]:
    """Return the clauses of an account that lay it to an accident, or say that those who speak had no part in it."""
    return tuple(
        Cause(start, start + len(clause), bool(clash_words().words["accident"].search(clause)))
        for line in account.lines
        for start, clause in line.clauses()
        if is_answer(clause)
    )


def is_answer(clause: str) -> bool:
    """Tell whether a clause lays harm to an accident, or says that those who speak had no part in it."""
    words = clash_words()
    if any(words.words[kind].search(clause) for kind in ("open", "deny")):
        return False
    if cause := words.words["accident"].search(clause):
        own = not words.things_of(clause) & _WEAPONS or " own " in clause
        return own and not words.words["not"].search(clause, max(0, cause.start() - _NEGATED), cause.start())
    kept = words.words["kept"].search(clause) and (words.force.search(clause) or words.things_of(clause) & _WEAPONS)
    return bool(kept or words.words["excuse"].search(clause))
