"""Grades: how well the act, the actor and the number of an event stand, by a published rule.

The rule is the table of ``docs/reference/grades.md``; `RULES` are its rows, tried in order. A grade filters nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from trucewatch.casebook import Casebook
from trucewatch.linking.independence import counted_as, independent
from trucewatch.linking.involved import Parties
from trucewatch.linking.origins import count_origins
from trucewatch.linking.positions import Position, Positions, Voice, by_origin
from trucewatch.linking.wording import Row
from trucewatch.records.link import Contradiction, Estimate, Event, Grade, Origin

RULES = (
    ("withdrawn", "Discounted", "5"), ("refuted", "Discounted", "5"), ("admitted", "Confirmed", "1"),
    ("observed", "Confirmed", "1"), ("opposed", "Contested", "4"), ("two sides", "Fair", "2"),
    ("outsider", "Fair", "2"), ("one side", "Weak", "3"), ("one origin", "Weak", "6"),
)  # fmt: skip
"""The rows of the rule: name, grade, and the information digit of the Admiralty code."""


def grade_events(
    events: Sequence[Event],
    claims: Sequence[Row],
    origins: Sequence[Origin],
    estimates: Sequence[Estimate],
    contradictions: Sequence[Contradiction],
    casebook: Casebook,
    documents: Sequence[Row] = (),
) -> list[Grade]:
    """Return the grades of events: of the act always, of actor and number where claims give them.

    Args:
        events: The events.
        claims: Rows of ``claims``.
        origins: The origin of each claim; a claim without one is no voice.
        estimates: The figures of events.
        contradictions: What cannot both hold.
        casebook: Whose sides and reliability count.
        documents: Not read; the rule rests on claims alone.
    """
    parties = Parties(casebook)
    positions = Positions(claims, origins, estimates, contradictions, parties)
    judge = _Judge(parties, casebook)
    made = []
    for event in events:
        for position in (positions.act(event), positions.actor(event), positions.number(event)):
            if position is not None:
                made.append(judge.grade(event, position))
    return made


class _Judge:
    """The rule, row by row: each method says whether its row holds, and in whose words."""

    def __init__(self, parties: Parties, casebook: Casebook) -> None:
        self._parties = parties
        self._casebook = casebook
        self._tests: dict[str, Callable[[Position], str | None]] = {
            "withdrawn": self._withdrawn, "refuted": self._refuted, "admitted": self._admitted,
            "observed": self._observed, "opposed": self._opposed, "two sides": self._two_sides,
            "outsider": self._outsider, "one side": self._one_side, "one origin": self._one_origin,
        }  # fmt: skip

    def grade(self, event: Event, position: Position) -> Grade:
        """Return the grade of one matter of an event."""
        held = ((rule, self._tests[rule[0]](position)) for rule in RULES)
        (row, grade, digit), reason = next((rule, reason) for rule, reason in held if reason is not None)
        origins = by_origin(position.standing or position.asserting)
        counted = independent(origins, self._casebook)
        against = by_origin(position.against)
        letter = min((self._parties.reliability(origin) for origin in origins.values()), default="F")
        voices = (*position.asserting, *position.against)
        return Grade(
            event_id=event.event_id, matter=position.matter, grade=grade, origins=counted,
            sides=tuple(sorted({origin.side for origin in origins.values() if origin.side})), against=tuple(against),
            claim_ids=tuple(dict.fromkeys(voice.claim["claim_id"] for voice in voices)), admiralty=f"{letter}{digit}",
            why=f"{grade} ({row}): {reason} {self._listed(position)}",
        )  # fmt: skip

    def _withdrawn(self, position: Position) -> str | None:
        return None if position.standing else "Every report that asserts it was withdrawn."

    def _refuted(self, position: Position) -> str | None:
        by = [voice.origin for voice in position.against if self._parties.observed(voice.origin, position.parties)]
        if position.matter == "number" or not by or self._supported(position):
            return None
        return f"It is denied by monitors ({_names(by)}), and nobody but one side asserts it."

    def _admitted(self, position: Position) -> str | None:
        if position.matter == "number":
            return self._agreed(position)
        opposed = {voice.origin.origin for voice in position.against}
        steady = [voice for voice in position.standing if voice.origin.origin not in opposed]
        by = [voice.origin for voice in steady if self._parties.admits(voice.claim, voice.origin)]
        told = (voice.claim for voice in (*position.standing, *position.against))
        if self._parties.blame_each_other(claim for claim in told if claim["polarity"] == "asserted"):
            return None
        return f"It is admitted by {_names(by)}, against whom it counts." if by else None

    def _agreed(self, position: Position) -> str | None:
        """Return whether numbers of two parties can both hold: one of them must give it against itself."""
        sided = [v for v in position.standing if v.origin.kind == "actor" and v.origin.side in position.parties]
        for one, other in combinations(sided, 2):
            if one.origin.side != other.origin.side and _overlap(one.bounds, other.bounds):
                return f"{_names([one.origin, other.origin])}, on two sides of it, give numbers that agree."
        return None

    def _observed(self, position: Position) -> str | None:
        by = [v.origin for v in position.standing if self._parties.observed(v.origin, position.parties)]
        keys = {origin.origin for origin in by}
        others = (voice.origin for voice in position.against if voice.origin.origin not in keys)
        opposed = any(self._parties.observed(origin, position.parties) for origin in others)
        return f"It was observed by {_names(by)}, no party to it." if by and not opposed else None

    def _opposed(self, position: Position) -> str | None:
        ours = set(by_origin(position.standing))
        if position.matter == "number":
            opposed = independent(by_origin(position.against), self._casebook)
            by = [voice.origin for voice in position.against] if len(opposed) > 1 else []
            said = "Numbers that cannot both hold come from"
        else:
            by = [voice.origin for voice in position.against if voice.origin.origin not in ours]
            said = "Denied or told otherwise by"
        return f"{said} {_names(by)}." if by else None

    def _two_sides(self, position: Position) -> str | None:
        keys = self._keys(position)
        sides = {origin.side for key, origin in by_origin(position.standing).items() if key in keys and origin.side}
        return f"{len(keys)} independent origins on {len(sides)} sides assert it." if len(sides) > 1 else None

    def _outsider(self, position: Position) -> str | None:
        keys = self._keys(position)
        found = [origin for key, origin in by_origin(position.standing).items() if key in keys]
        outside = [origin for origin in found if self._parties.is_outside(origin, position.parties)]
        if not outside or len(keys) < 2:
            return None
        return f"{len(keys)} independent origins assert it, of which no party to it: {_names(outside)}."

    def _one_side(self, position: Position) -> str | None:
        keys = self._keys(position)
        return f"{len(keys)} origins assert it, but of one side, or of sides unknown." if len(keys) > 1 else None

    def _one_origin(self, position: Position) -> str | None:
        return "One origin asserts it."

    def _supported(self, position: Position) -> bool:
        return self._two_sides(position) is not None or self._outsider(position) is not None

    def _listed(self, position: Position) -> str:
        words = f"On {position.about}: asserted by {self._told(position.asserting)}"
        return f"{words}; against it: {self._told(position.against)}." if position.against else f"{words}."

    def _told(self, voices: Iterable[Voice]) -> str:
        """Return who speaks, those who count as one origin together, each with its side."""
        found = by_origin(voices)
        together: dict[str, list[Origin]] = defaultdict(list)
        for key, counted in counted_as(found, self._casebook).items():
            together[counted].append(found[key])
        return ", ".join(
            f"{' with '.join(origin.name for origin in origins)} ({origins[0].side or 'side unknown'})"
            for origins in together.values()
        )

    def _keys(self, position: Position) -> tuple[str, ...]:
        voices = position.standing
        return count_origins([v.claim for v in voices], [v.origin for v in voices], self._casebook)


def _overlap(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    """Return whether two numbers with their bounds can both hold; an open bound bounds nothing."""
    low = max((value for value in (one[0], other[0]) if value is not None), default=None)
    high = min((value for value in (one[1], other[1]) if value is not None), default=None)
    return low is None or high is None or low <= high


def _names(origins: Iterable[Origin]) -> str:
    return ", ".join(sorted({origin.name for origin in origins}))
