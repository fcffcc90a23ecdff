"""Asserted against denied: one account says that an act was done, the other that it was not.

Denials seldom negate the very verb that was used: an act is matched by its family, its objects and its places. A side
that itself tells of the act, only smaller or done by the other, does not deny it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from trucewatch.linking.account import REMEMBERED, Account, Line, affinity
from trucewatch.linking.aliases import one_name, said_aliases
from trucewatch.linking.claimed import has_denial
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words, quiet_stems
from trucewatch.linking.stems import common

_ENOUGH, _ENOUGH_FLAT, _ENOUGH_PARTIAL, _OWN = 1.0, 0.5, 2.0, 3.0
_REACH, _DENIED = 45, 80
_DAYS = timedelta(days=3)
HAVE = frozenset({"has", "have", "had"})
"""“Has no drones” tells what one owns, no act."""
_THOSE = re.compile(r"\bthose \w+")
"""“Those captured” are people; that they were captured is not what is denied of them."""
_LEAD = 3
ABSOLUTE = re.compile(
    r"\b(?:no one|nobody|never|at no time|without (?:a|any|being|having)|not one|not a single|none of)\b", re.IGNORECASE
)
_BACK, _ON = 4, 2
"""How many sentences before and after a denial may hold what it denies, within one account."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause that denies an act, with the families of the acts in it."""

    line: Line
    families: frozenset[str]
    start: int
    end: int


def clash_status(meeting: Meeting) -> Iterator[Clash]:
    """Yield denials with the sentences of the other side that assert what they deny; the first that fits of each."""
    said = said_aliases((meeting.left.document["text"], meeting.right.document["text"]))
    yield from _denied(meeting.left, meeting.right, said, meeting.partial)
    yield from (found.turned() for found in _denied(meeting.right, meeting.left, said, meeting.partial))


def _denied(here: Account, there: Account, said: frozenset[frozenset[str]], partial: bool) -> Iterator[Clash]:
    """Yield what ``there`` denies and ``here`` asserts."""
    late = is_late(here, there)
    for denial in find_denials(there):
        enough = _ENOUGH_FLAT if is_flat(denial) else _ENOUGH
        enough = _ENOUGH_PARTIAL if partial else enough
        for line in here.lines:
            acts = asserts(line, here) & denial.families
            if late:
                acts &= clash_words().harmful
            leading = line in here.lines[: _LEAD + 1] and acts & lead_acts(here)
            outright = not partial and leading and ABSOLUTE.search(denial.line.text)
            if acts and (outright or _same_matter(line, denial, said, enough)):
                why = "one side asserts the act, the other denies it"
                yield Clash("status", Span(line.start, line.sentence.end), Span(denial.start, denial.end), why)
                return


def lead_acts(account: Account) -> frozenset[str]:
    """Return the acts of the title and the first sentences of an account: what it is about."""
    words = f"{account.document['title'] or ''}. {' '.join(line.text for line in account.lines[:_LEAD])}"
    return clash_words().families_of(words)


def is_late(here: Account, there: Account) -> bool:
    """Tell whether an account came days after a denial: by then a thing may be done that was not yet done, such as a
    withdrawal; harm that was denied stays denied."""
    moments = here.published, there.published
    return bool(moments[0] and moments[1] and moments[0].first - moments[1].last > _DAYS)


def clash_within(account: Account) -> Iterator[Clash]:
    """Yield denials in an account and the sentences near them that assert the act, where other sources speak."""
    for denial in find_denials(account):
        at = account.lines.index(denial.line)
        near = [*reversed(account.lines[max(0, at - _BACK) : at]), *account.lines[at + 1 : at + 1 + _ON]]
        for line in near:
            told = asserts(line, account) & denial.families and _same_matter(line, denial, frozenset(), _ENOUGH_FLAT)
            if told and not _sources(line, account) & _sources(denial.line, account):
                spans = Span(line.start, line.sentence.end), Span(denial.start, denial.end)
                left, right = sorted(spans, key=lambda span: span.start)
                yield Clash("status", left, right, "one source asserts the act, another denies it")
                break


def _sources(line: Line, account: Account) -> frozenset[str]:
    """Return who speaks in a sentence."""
    inside = (row for row in account.claims if line.holds(row["start"]))
    return frozenset(str(row["claimant"]) for row in inside if row["claimant"])


@lru_cache(maxsize=REMEMBERED)
def find_denials(account: Account) -> tuple[Denial, ...]:
    """Return the clauses of an account that deny an act which it does not itself tell of elsewhere."""
    found = []
    for line in account.lines:
        for start, clause in line.clauses():
            families = _denied_families(clause) | _denied_by_claims(account, start, start + len(clause))
            if families:
                found.append(Denial(line, families, start, start + len(clause)))
    return tuple(item for item in found if not _tells_itself(item, account))


def is_flat(denial: Denial) -> bool:
    """Tell whether a denial says outright that something is untrue."""
    return bool(clash_words().words["deny"].search(denial.line.text))


def _tells_itself(denial: Denial, account: Account) -> bool:
    """Tell whether the same source says of much the same matter that the act was done: it denies the extent only."""
    speakers = _sources(denial.line, account)
    return any(
        asserts(line, account) & denial.families and affinity(line, denial.line) >= _OWN
        for line in account.lines
        if line is not denial.line and (not speakers or speakers & _sources(line, account))
    )


def _denied_families(clause: str) -> frozenset[str]:
    words = clash_words()
    if words.words["open"].search(clause):
        return frozenset()
    if cue := words.words["deny"].search(clause):
        return _denied_at(clause, cue)
    if words.words["silence"].search(clause) and "guns" in words.things_of(clause):
        return frozenset({"fire"})
    bounds = [match.start() for match in words.words["bound"].finditer(clause)]
    negators = [match for match in words.words["not"].finditer(clause) if match.start() not in bounds]
    negators += words.words["without"].finditer(clause)
    return frozenset().union(*(_negated(clause, match) for match in negators))


def _denied_at(clause: str, cue: re.Match[str]) -> frozenset[str]:
    """Return the acts that a word of denial reaches: right after it to a comma, else before it (“is false”)."""
    words = clash_words()
    after = _THOSE.sub("", clause[cue.end() : cue.end() + _DENIED].partition(",")[0])
    return words.families_of(after) or words.families_of(clause[max(0, cue.start() - 2 * _DENIED) : cue.start()])


def _negated(clause: str, match: re.Match[str]) -> frozenset[str]:
    """Return the acts that a negation reaches: in the words after it, and the verb right before it (“struck no …”)."""
    words = clash_words()
    last = clause[: match.start()].rstrip().rpartition(" ")[2].lower()
    owned = match[0].lower() == "no" and last in HAVE
    if last == "by" or owned or words.words["habit"].fullmatch(last):
        return frozenset()
    after = clause[match.end() : match.end() + _REACH]
    under = words.words["under"].search(after)
    return words.families_of(after[: under.start() if under else len(after)]) | words.families_of(last)


def _denied_by_claims(account: Account, start: int, end: int) -> frozenset[str]:
    """Return the families of acts in claims of a clause that were read as denied."""
    text = account.document["text"]
    denied = [
        row
        for row in account.claims
        if start <= row["start"] < end and row["polarity"] == "denied" and has_denial(row, text)
    ]
    return frozenset(family for row in denied for family in clash_words().families_of(_THOSE.sub("", row["quote"])))


@lru_cache(maxsize=16 * REMEMBERED)
def asserts(line: Line, account: Account) -> frozenset[str]:
    """Return the families of acts that a sentence asserts, in clauses that neither deny nor leave open."""
    words, found = clash_words(), frozenset[str]()
    for start, clause in line.clauses():
        denied = any(
            start <= row["start"] < start + len(clause) and row["polarity"] == "denied" for row in account.claims
        )
        bare = words.words["bound"].sub("", clause)
        if not denied and not any(words.words[kind].search(bare) for kind in ("deny", "not", "open", "request")):
            some = words.words["some"].search(clause)
            found |= words.families_of(clause[: some.start()] if some else clause)
    return found


def _same_matter(one: Line, denial: Denial, said: frozenset[frozenset[str]], enough: float) -> bool:
    """Tell whether two sentences share a thing or a place beside the act: rare words, or two names of one place."""
    other = denial.line
    shared = one.stems & other.stems - quiet_stems()
    weight = sum(0.5 if word in common() else 1.0 for word in shared) + 0.5 * len(one.things & other.things)
    if weight >= enough or enough == _ENOUGH_PARTIAL:
        return weight >= enough
    return any(one_name(left, right, said) for left in _capitals(one) for right in _capitals(other))


def _capitals(line: Line) -> list[str]:
    words = line.text.split()
    return [word.strip(".,;:()\"“”'’") for word in words[1:] if word[:1].isupper()]
