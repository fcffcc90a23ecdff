"""All counts of an account: its figures, and what it counts in words that are no figure by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from trucewatch.linking.account import REMEMBERED, Account, Line
from trucewatch.linking.clash import Bounds
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import Moment, moment_of
from trucewatch.linking.counting import Count, Period
from trucewatch.linking.loosecounts import LASTING, fate_near, find_loose, find_nationals, find_seconds, person_kind
from trucewatch.linking.model import Row
from trucewatch.linking.parties import parties_in
from trucewatch.linking.quantities import PEOPLE, quantity_book

_HALVED = re.compile(r"\band\b[^.;,]*$")
_TERM_QUOTE = re.compile(r"(?P<word>day|week|month|year|hour)s?\b", re.IGNORECASE)
_PLAIN = {
    "troops": "soldiers",
    "prisoners": "prisoners",
    "vehicles": "vehicles",
    "positions": "positions",
    "police": "police",
    "protesters": "people",
}
CREW = re.compile(r"\b(?:crew|group|party|team|column|patrol|band|family|delegation|staff|class|list) of\s+$", re.I)
"""What follows is how many there were, not how many of them something befell."""
_ACCORD, _BEGIN, _DAY = "accord", "begin", 1440
SUM = "sum"
"""The scope of a count that adds up two of its text."""
_PERSONAL = frozenset({"killed", "wounded", "captured", "missing", "troops", "prisoners", "people", "displaced"})
_JOINED = re.compile(r",?(?: [a-z]+)? and(?: [a-z]+)? |, ")
_ALL = re.compile(r"\b(?:all|every one)(?: of)?(?: the| its| our| their)?\s+$", re.IGNORECASE)
_BEFALLEN = frozenset({"people", "troops", "police", "prisoners"})
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:as were|as was|as did|along with|together with|with|like)\s+$", re.IGNORECASE)
_SOME_OF = re.compile(r"\bof (?:the|them|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count in its sentence. ``word`` is the unit of time of a term; ``as_of`` the moment of the count if stated;
    ``parties`` are the sides that the sentence names; ``whole`` is true of a sum, which takes the place of its parts.
    """

    unit: str
    kind: str
    nations: frozenset[str]
    household: bool
    bounds: Bounds
    scope: str
    period: Period | None
    as_of: Moment | None
    claimant: str | None
    line: Line
    start: int
    end: int
    word: str | None = None
    parties: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def all(self) -> bool:
        """Whether the words say that these are all there are: “all 24 guns”."""
        return bool(_ALL.search(self.line.text[: self.start - self.line.start]))

    @property
    def families(self) -> frozenset[str]:
        """The acts that the clause of the count names, beside a semicolon or a contrast those of its own half only."""
        clause = next(text for start, text in reversed(self.line.clauses()) if start <= self.start)
        return clash_words().families_of(clause)

    @property
    def stage(self) -> str:
        """Of when the count is: ``then`` (before the war), ``still`` (what is left of it), or ``open``."""
        words = clash_words().words
        return next((kind for kind in ("then", "still") if words[kind].search(self.line.text)), "open")

    @property
    def shared(self) -> bool:
        """Whether it is a part of a larger number: what one of several gives, “the remaining 14”, “with 13 others”."""
        if self.word is not None:
            return False
        before = self.line.text[: self.start - self.line.start].split()[-2:]
        rest = any(word.lower() in quantity_book().words["more"] for word in before)
        counted = self.line.text[self.start - self.line.start : self.end - self.line.start]
        beside = _OTHERS.search(counted) and _BESIDE.search(self.line.text[: self.start - self.line.start])
        some = bool(_SOME_OF.search(counted) or beside)
        return rest or some or bool(clash_words().words["share"].search(self.line.text))


@lru_cache(maxsize=REMEMBERED)
def find_tallies(account: Account) -> tuple[Tally, ...]:
    """Return the counts of an account in text order."""
    found = [tally for count in account.counts if (tally := _of_figure(count, account))]
    taken = [(item.start, item.end) for item in found]
    for line in account.lines:
        for tally in (*_nationals(line, found, account.names), *_loose(line), *_seconds(line, found)):
            if tally.whole:
                found = [item for item in found if not tally.start <= item.start < tally.end]
            elif tally.bounds.low != 0 and any(start < tally.end and tally.start < end for start, end in taken):
                continue
            found.append(tally)
            taken.append((tally.start, tally.end))
    found.sort(key=lambda item: (item.start, item.end, item.unit))
    return tuple(sorted((*found, *_sums(found)), key=lambda item: (item.start, item.end, item.unit)))


def _nationals(line: Line, found: list[Tally], names: frozenset[str]) -> Iterator[Tally]:
    """Yield numbers of nationals whose noun stands before them: “27 soldiers: fifteen were Velunian”."""
    for numeral, nation, fate, end in find_nationals(line.text, names):
        before = [item for item in found if item.line is line and item.start <= line.start + numeral.start]
        unit = fate or (before[-1].unit if before else fate_near(line.text, numeral.start, end))
        if unit and unit in _PERSONAL:
            tally = _tally(unit, PEOPLE, numeral.value, line, (numeral.start, end))
            yield replace(tally, nations=frozenset({nation}))


def _sums(found: Sequence[Tally]) -> Iterator[Tally]:
    """Yield the sum of two neighbouring counts of two nations: “fourteen Velunian and nine Orrish soldiers”."""
    for one, other in pairwise(found):
        if one.line is not other.line or not (one.nations and other.nations) or one.nations & other.nations:
            continue
        between = one.line.text[one.end - one.line.start : other.start - one.line.start]
        alike = one.unit == other.unit and one.bounds.closed and other.bounds.closed
        if alike and _JOINED.fullmatch(between):
            total = (one.bounds.low or 0) + (other.bounds.low or 0)
            yield replace(one, kind=PEOPLE, nations=frozenset(), scope=SUM, bounds=Bounds(total, total), end=other.end)


def _of_figure(count: Count, account: Account) -> Tally | None:
    line = account.line_at(count.figure["start"])
    if line is None or not count.bounds.known:
        return None
    figure, whom = count.figure, count.whom
    unit = _unit(figure, line)
    known = whom.kind in quantity_book().classes and figure["unit"] != "protesters"
    word = _TERM_QUOTE.search(figure["quote"]) if figure["unit"] == "duration-limit" else None
    return Tally(
        unit=unit, kind=whom.kind if known else _PLAIN.get(figure["unit"]) or person_kind(whom.kind) or whom.kind,
        nations=whom.nations or _owner(count, account), household=whom.household,
        bounds=_loosened(count, line), scope=count.scope, period=count.period if count.stated else None,
        as_of=_as_of(count, account), claimant=count.figure["claimant"], line=line, start=figure["start"],
        end=figure["end"], word=word["word"].lower() if word else None, parties=parties_in(line, account.names),
    )  # fmt: skip


def _unit(figure: Row, line: Line) -> str:
    """Return the unit of a figure; persons that something befell nearby are counted by that."""
    if CREW.search(line.text[: figure["start"] - line.start]):
        return "people"
    if figure["unit"] not in _BEFALLEN:
        return str(figure["unit"])
    return fate_near(line.text, figure["start"] - line.start, figure["end"] - line.start) or str(figure["unit"])


def _owner(count: Count, account: Account) -> frozenset[str]:
    """Return the names of the side whose “our soldiers” or “its soldiers” are: of the claimant, or of an office that
    speaks itself; a newspaper's “our” names nobody."""
    owner = count.whom.owner
    of = account.document["outlet"] if owner in ("our", "ours") else count.figure["claimant"] if owner else None
    names = {name.lower() for name in re.findall(r"\b[A-Z][a-z]{3,}\b", of or "")}
    offices = names & set(quantity_book().words["office"])
    return frozenset(names - offices) if offices or owner not in ("our", "ours") else frozenset()


def _loosened(count: Count, line: Line) -> Bounds:
    """Return a figure's bounds; in “at least nine dead and twenty hurt” the twenty are a least number as well."""
    before = line.text[: count.figure["start"] - line.start]
    if count.bounds.closed and _HALVED.search(before) and re.search(r"\bat least\b", before, re.IGNORECASE):
        return Bounds(count.bounds.low, None)
    return count.bounds


def _as_of(count: Count, account: Account) -> Moment | None:
    if not count.as_of or not count.as_of_basis.startswith("“"):
        return None
    zone = next((row["zone"] for row in account.times if row["value"] == count.as_of), None)
    return moment_of(count.as_of, zone, account.offset)


def _tally(unit: str, kind: str, number: float, line: Line, span: tuple[int, int]) -> Tally:
    start, end = line.start + span[0], line.start + span[1]
    return Tally(unit, kind, frozenset(), False, Bounds(number, number), "total", None, None, None, line, start, end)


def _loose(line: Line) -> Iterator[Tally]:
    """Yield what is counted in words that are no figure by themselves."""
    for item in find_loose(line.text, on_accord=_ACCORD in line.families):
        tally = _tally(item.unit, item.kind, item.number, line, (item.start, item.end))
        if item.unit == LASTING and item.number >= _DAY and _BEGIN in line.families:
            term = _tally("duration-limit", "duration-limit", item.number / _DAY, line, (item.start, item.end))
            yield replace(term, word="day")
            continue
        low, high = (None if item.bound == open_side else item.number for open_side in ("high", "low"))
        bounds = Bounds(low, high, approximate=item.bound == "about")
        yield replace(tally, word=item.word, whole=item.whole, bounds=bounds)


def _seconds(line: Line, found: list[Tally]) -> Iterator[Tally]:
    """Yield the second victim of a sentence that counts one: “one guard was killed and a second wounded”."""
    for unit, start, end in find_seconds(line.text):
        first = next((item for item in found if item.line == line and item.bounds.low == 1), None)
        if first is not None:
            yield _tally(unit, first.kind, 1, line, (start, end))
