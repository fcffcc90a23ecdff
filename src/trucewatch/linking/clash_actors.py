"""Who did it: two accounts that say the same harm was done, and blame different sides.

An account that names nobody blames nobody, and one that tells of both sides' charges blames both: neither contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import permutations

from trucewatch.linking.account import REMEMBERED, Account, Line, affinity
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import day_moment
from trucewatch.linking.parties import bonds_of, find_owned, find_parties
from trucewatch.linking.quantities import akin, quantity_book

_REACH, _NEGATED = 90, 60
_LONG = timedelta(days=8)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_VICTIM = re.compile(
    r"\b(?:against|at|on|upon|to|near|killed|killing|wounded|wounding|hit|struck|injured)\s+(?:[a-z]+\s+)?$"
)
_BY = re.compile(
    r"\b(?:by (?:[\w-]+\s+){0,3}|(?:from|because(?: of)?)\s+(?:an?\s+|the\s+|one of\s+)?(?:\w+\s+)?)$", re.IGNORECASE
)
_WORK = re.compile(
    r"\b(?:work|fault|doing|deed|crime|handiwork|victims?|hands?|fire|bullets?|shells?|rounds?|guns?) of"
    r"(?: an?| the)?\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:behind |beyond |inside |within |the direction of )?(?:an?\s+|the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
_HELD = re.compile(r"\b(?:positions?|trench(?:es)?|lines|posts?|territory|soil)$", re.IGNORECASE)
_WEAPONS = frozenset({"guns", "drones", "mines"})
_ONLY = re.compile(r"\bonly\s+$", re.IGNORECASE)
_ALIKE = 2.0


@dataclass(frozen=True, slots=True)
class Blame:
    """A side that a sentence makes the doer of harm, by the word that names it, in small letters.

    ``own`` are the names of who speaks, where the words are only “the enemy”.
    """

    party: str
    line: Line
    start: int
    end: int
    own: frozenset[str] = frozenset()

    def one_side(self, other: Blame) -> bool:
        """Tell whether two names may be of one side; the enemy of one side is not that side."""
        if self.own and other.own:
            return any(akin(one, two) for one in self.own for two in other.own)
        if self.own or other.own:
            party = other.party if self.own else self.party
            return not any(akin(name, party) for name in self.own | other.own)
        return akin(self.party, other.party)


def clash_actors(meeting: Meeting) -> Iterator[Clash]:
    """Yield the first words by which each account blames a side, where the sides have no member in common."""
    lefts, rights = find_blames(meeting.left), find_blames(meeting.right)
    if meeting.partial:
        near = [(one, other) for one in lefts for other in rights if affinity(one.line, other.line) >= _ALIKE]
        lefts, rights = tuple(one for one, _ in near), tuple(other for _, other in near)
    bonds = _bonds(meeting.left) | _bonds(meeting.right)
    if not lefts or not rights or any(_one_side(one, other, bonds) for one in lefts for other in rights):
        return
    one, other = lefts[0], rights[0]
    why = f"both say that it happened; one blames “{one.party}”, the other “{other.party}”"
    yield Clash("actor", Span(one.start, one.end), Span(other.start, other.end), why)


@lru_cache(maxsize=REMEMBERED)
def _bonds(account: Account) -> frozenset[frozenset[str]]:
    return bonds_of(account.document["text"]) | bonds_of(account.document["outlet"] or "")


def _one_side(one: Blame, other: Blame, bonds: Iterable[frozenset[str]]) -> bool:
    """Tell whether two blames may be of one side, by its names or by words that a text joins into one name."""
    return one.one_side(other) or any(
        akin(left, one.party) and akin(right, other.party)
        for bond in bonds if len(bond) == 2 for left, right in permutations(bond)
    )  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def find_blames(account: Account) -> tuple[Blame, ...]:
    """Return whom an account blames for harm done, in text order."""
    return tuple(blame for line in account.lines for blame in _line_blames(line, account))


def _line_blames(line: Line, account: Account) -> Iterator[Blame]:
    for start, clause in line.clauses():
        yield from _clause_blames(line, start, clause, account)


def _clause_blames(line: Line, start: int, clause: str, account: Account) -> Iterator[Blame]:
    words = clash_words()
    if words.words["open"].search(clause) or words.words["deny"].search(clause) or is_recalled(line, account):
        return
    for match in words.words["enemy"].finditer(clause):
        names = speaker_names(account)
        if names and _acts(clause, match.end(), min(len(clause), match.end() + _REACH)):
            yield Blame("enemy", line, start + match.start(), start + match.end(), names)
    for match in _sides(account).finditer(clause):
        negated = words.words["not"].search(clause, max(0, match.start() - _NEGATED), match.end())
        if not negated and any(verb in words.harmful for verb in words.families_of(match["verb"])):
            yield Blame(match["side"].lower(), line, start + match.start("side"), start + match.end("side"))
    parties = sorted(
        (*find_parties(clause, account.names), *find_owned(clause, account.names)), key=lambda match: match.start()
    )
    for at, match in enumerate(parties):
        until = parties[at + 1].start() if at + 1 < len(parties) else len(clause)
        accused = [cue.end() for cue in words.words["blame"].finditer(clause, 0, match.start())]
        start_at = max(0, match.start() - _NEGATED, *accused)
        negated = words.words["not"].search(clause, start_at, until)
        if not negated and _does_harm(clause, match, until):
            yield Blame(match["nation"].lower(), line, start + match.start(), start + match.end())


def speaker_names(account: Account) -> frozenset[str]:
    """Return the names in that of the outlet, but for those of offices: whose enemy “the enemy” is."""
    names = {name.lower() for name in re.findall(r"\b[A-Z][a-z]{3,}\b", account.document["outlet"] or "")}
    return frozenset(names - set(quantity_book().words["office"]))


@lru_cache(maxsize=REMEMBERED)
def _sides(account: Account) -> re.Pattern[str]:
    """Return the pattern of a state as the doer itself: “Velun fired six shells”, of those that the account names with
    their forces elsewhere, and of its own."""
    force = clash_words().force
    parties = [match for line in account.lines for match in find_parties(line.text, account.names)]
    named = {match["nation"] for match in parties if force.fullmatch(match["force"])}
    known = {name.lower() for name in named} | speaker_names(account)
    alike = sorted(name for name in account.names if any(akin(name.lower(), one) for one in known))
    names = "|".join(map(re.escape, alike)) or "(?!)"
    return re.compile(
        rf"\b(?P<side>{names}) (?:has |had |have |again |then |first |itself |today |yesterday ){{0,2}}"
        r"(?P<verb>[a-z]+(?: [a-z]+)?)\b"
    )


def is_recalled(line: Line, account: Account) -> bool:
    """Tell whether a sentence dates what it tells to days long before publication: that is no part of the news."""
    if account.published is None:
        return False
    moments = [day_moment(row["value"]) for row in account.times if row["value"] and line.holds(row["start"])]
    days = [moment for moment in moments if moment is not None]
    return bool(days) and all(account.published.first - moment.last > _LONG for moment in days)


def _does_harm(clause: str, match: re.Match[str], until: int) -> bool:
    """Tell whether the clause makes the party the doer: it acts, the act came by or from it, or it is blamed."""
    before, words = clause[: match.start()], clash_words()
    held = words.force.fullmatch(match["force"]) or _HELD.search(match["force"])
    if held and _FROM.search(before) and words.things_of(before) & _WEAPONS:
        return True
    if _ONLY.search(before) or (_BY.search(before) and words.families_of(before) & words.harmful):
        return True
    if _WORK.search(before):
        return True
    if accused := words.words["blame"].search(before):
        return match.start() - accused.end() < 12
    if words.ground.fullmatch(match["force"]) and not words.force.fullmatch(match["force"]):
        return False
    if _VICTIM.search(before):
        return False
    if words.words["culprit"].search(match["force"]):
        return True
    return _acts(clause, match.end(), min(until, match.end() + _REACH))


def _acts(clause: str, start: int, end: int) -> bool:
    """Tell whether an active verb of harm follows within reach."""
    for family in clash_words().families:
        if family.harm:
            for verb in family.pattern.finditer(clause, start, end):
                if not _PASSIVE.search(clause[start : verb.start()]):
                    return True
    return False
