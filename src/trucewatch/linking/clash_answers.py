"""Denials of what the other side tells, weighed by what the two passages share, whatever words they use for the act.

`clash_status` and `clash_causes` know acts by the words of their rulebook. Reports use others: “free of foreign
soldiers” denies that “forty riflemen hold the bastion”. Here every clause that denies, negates, or answers a charge is
compared with every sentence of the other side, and the comparisons are added up (`clashweights`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.linking.account import REMEMBERED, Account, Line, is_copied
from trucewatch.linking.clash_actors import speaker_names
from trucewatch.linking.clash_causes import find_charges, is_answer
from trucewatch.linking.clash_status import ABSOLUTE, HAVE, asserts, find_denials, is_late, lead_acts
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashweights import Told, clash_weights
from trucewatch.linking.clashwords import clash_words, quiet_stems
from trucewatch.linking.quantities import akin
from trucewatch.linking.rarity import background_weight
from trucewatch.linking.stems import stem, stems

_NEGATED = re.compile(r"\b(?:no|not|never|nobody|none|nothing|neither|nor|cannot)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:to|will|shall|should)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CONTRAST = re.compile(r"(?:,|\b(?:and|but))\s+$")
_PLACED = re.compile(
    r"(?:,[^,]{2,40},)?\s+(?:anywhere |even )?(?:at|on|in|over|across|near|off|out of|from|inside)\b", re.IGNORECASE
)
"""“At the gate and not on the bridge” denies a place, and no act."""
_WEAPONS = frozenset({"guns", "drones", "mines"})
_MOST, _NATS = 1.2, 10.0
_LEAD = 4
_UNLIKELY = 1.6
"""So far below the least score a denial that the rules found is dropped: five in six of those were none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A clause that may deny something: how it does, and the acts that are known to be denied by it."""

    line: Line
    start: int
    text: str
    flat: bool
    negated: bool
    quiet: bool
    accident: bool
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two passages with what their comparisons tell; ``left`` is told by one side, ``right`` denies it."""

    told: Told
    left: Span
    right: Span
    shared: tuple[str, ...]


def clash_answers(meeting: Meeting) -> Iterator[Clash]:
    """Yield, for either side, its weightiest denial with what it denies, if that weighs enough."""
    if meeting.partial:
        return
    weights = clash_weights("denials")
    for turned in (False, True):
        pairs = weigh_answers(meeting.turned() if turned else meeting)
        best = max(
            pairs, key=lambda pair: (weights.score(pair.told), -pair.left.start, -pair.right.start), default=None
        )
        if best is not None and weights.score(best.told) >= weights.least:
            found = Clash("status", best.left, best.right, _why(best))
            yield found.turned() if turned else found


def is_likely(meeting: Meeting) -> bool:
    """Tell whether a denial that the rules found is not too unlikely: by the weightiest of the two accounts."""
    weights = clash_weights("denials")
    pairs = (*weigh_answers(meeting), *weigh_answers(meeting.turned()))
    return meeting.partial or any(weights.score(pair.told) >= weights.least - _UNLIKELY for pair in pairs)


def weigh_answers(meeting: Meeting) -> Iterator[Weighed]:
    """Yield every clause of the right account that may deny, with every sentence of the left, and how they compare."""
    here, there = meeting.left, meeting.right
    charges, lead, late = find_charges(here), lead_acts(here), is_late(here, there)
    sides, parties = speaker_names(here) | speaker_names(there), known_parties(here) | known_parties(there)
    for answer in find_clauses(there):
        if any(is_copied(answer.line, line) for line in here.lines):
            continue
        clause = frozenset(stems(answer.text))
        for at, line in enumerate(here.lines):
            acts = asserts(line, here)
            if late and not acts & answer.families & clash_words().harmful:
                continue
            charged = any(item.start < line.sentence.end and line.start < item.end for item in charges)
            shared = (clause | answer.line.stems) & line.stems - quiet_stems() - number_stems() - parties
            shared = frozenset(word for word in shared if not any(akin(word, name) for name in sides))
            told = {
                **_manner(answer, charged), "shared": _rarity(shared), "shared-clause": _rarity(shared & clause),
                "nothing-shared": not shared, "act": bool(acts & answer.families),
                "lead-act": at < _LEAD and bool(acts & answer.families & lead), "lead": at < _LEAD,
                "asserted": bool(acts), "thing": bool(clash_words().things_of(answer.text) & line.things),
                "opposed": meeting.opposed, "opposed-denial": meeting.opposed and (answer.flat or answer.negated),
            }  # fmt: skip
            spans = Span(line.start, line.sentence.end), Span(answer.start, answer.start + len(answer.text))
            yield Weighed(told, *spans, _words(line, shared))


@lru_cache(maxsize=REMEMBERED)
def known_parties(account: Account) -> frozenset[str]:
    """Return the stems of the names of the casebook's actors that act or speak in an account.

    They stand in any two reports of a conflict, so that two passages which share nothing else are on two matters.
    """
    named = (one for row in account.claims for one in (*row["actors"], *row["recipients"], *row["mentioned"]))
    names = {one["name"] for one in named if one["actor_id"]}
    names |= {row["claimant"] for row in account.claims if row["claimant_actor_id"]}
    return frozenset(one for name in names for one in stems(name))


def _manner(answer: Answer, charged: bool) -> dict[str, float]:
    return {
        "flat": answer.flat, "negated": answer.negated,
        "quiet": answer.quiet, "quiet-charged": answer.quiet and charged,
        "accident": answer.accident, "accident-charged": answer.accident and charged,
        "absolute": bool(ABSOLUTE.search(answer.text)),
    }  # fmt: skip


@cache
def number_stems() -> frozenset[str]:
    """Return the stems of numbers in words: that two passages count three of something ties them together little."""
    return frozenset(map(stem, load_lexicon().numerals))


def _rarity(shared: frozenset[str]) -> float:
    """Return how rare the words are that two passages share: tens of nats, up to 1.2."""
    return min(sum(map(background_weight, sorted(shared))) / _NATS, _MOST)


def _words(line: Line, shared: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a sentence whose stems are shared, in text order."""
    return tuple(dict.fromkeys(word for word in _WORD.findall(line.text) if stem(word) in shared))


@lru_cache(maxsize=REMEMBERED)
def find_clauses(account: Account) -> tuple[Answer, ...]:
    """Return the clauses of an account that may deny something: that say so, negate, or answer a charge."""
    known = {(item.start, item.end): item.families for item in find_denials(account)}
    found = (
        _read(line, start, text, known.get((start, start + len(text)), frozenset()))
        for line in account.lines
        for start, text in line.clauses()
    )
    return tuple(answer for answer in found if answer is not None)


def _read(line: Line, start: int, text: str, families: frozenset[str]) -> Answer | None:
    words = clash_words().words
    if words["open"].search(text):
        return None
    flat, negated, answers = bool(words["deny"].search(text)), _is_negated(text), is_answer(text)
    accident = answers and bool(words["accident"].search(text))
    armed = clash_words().things_of(text) & _WEAPONS and not _TO_COME.search(text)
    quiet = (answers and not accident) or bool(armed and words["silence"].search(text))
    if not (flat or negated or accident or quiet):
        return None
    return Answer(line, start, text, flat, negated and not flat, quiet, accident, families)


def _is_negated(text: str) -> bool:
    """Tell whether a clause negates what was done: no bound of a number, no habit, no “by nobody”, no “has no”."""
    words = clash_words().words
    bare = words["bound"].sub(lambda match: "#" * len(match[0]), text)
    for match in (*_NEGATED.finditer(bare), *words["without"].finditer(bare)):
        last = bare[: match.start()].rstrip().rpartition(" ")[2].lower()
        owned = match[0].lower() == "no" and last in HAVE
        if _PLACED.match(bare, match.end()) and _CONTRAST.search(bare, 0, match.start()):
            continue
        habit = match[0].lower() in ("not", "never") and words["habit"].fullmatch(last)
        if last != "by" and not owned and not habit:
            return True
    return False


def _why(pair: Weighed) -> str:
    """Return the reason as a sentence: how it is denied, and what the two passages share."""
    told = pair.told
    how = "denies" if told["flat"] else "lays it to an accident" if told["accident"] else "rules out"
    shared = f"they share “{'”, “'.join(pair.shared)}”" if pair.shared else "they tell of one act"
    sides = "; their outlets are of opposed sides" if told["opposed"] else ""
    return f"one side {how} what the other tells: {shared}{sides}"
