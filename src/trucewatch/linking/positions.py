"""Who takes which position on one matter of an event: which claims assert it, and which are against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.linking.involved import Parties, told_apart
from trucewatch.linking.wording import Row
from trucewatch.records.link import Contradiction, Estimate, Event, Origin

_TELLINGS = (("actual", "ongoing"), ("omitted",), ("planned",))
"""In which modality claims assert an event: the first of these in which any of its claims is told."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim of an event with its origin. ``bounds`` are those of its number, for a number."""

    claim: Row
    origin: Origin
    bounds: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Position:
    """Voices for and against one matter; ``parties`` are those to the event, ``about`` says what the matter is."""

    matter: str
    about: str
    asserting: tuple[Voice, ...]
    against: tuple[Voice, ...]
    parties: frozenset[str]

    @property
    def standing(self) -> tuple[Voice, ...]:
        """The asserting voices that were not withdrawn."""
        return tuple(voice for voice in self.asserting if voice.origin.withdrawn_by is None)


class Positions:
    """The positions that the claims of a case take on its events."""

    def __init__(
        self,
        claims: Sequence[Row],
        origins: Sequence[Origin],
        estimates: Sequence[Estimate],
        contradictions: Sequence[Contradiction],
        parties: Parties,
    ) -> None:
        origin_of = {origin.claim_id: origin for origin in origins}
        self._voices = {
            str(row["claim_id"]): Voice(row, origin_of[row["claim_id"]])
            for row in claims
            if row["claim_id"] in origin_of
        }
        self._parties = parties
        self._estimates: dict[str, list[Estimate]] = defaultdict(list)
        for estimate in estimates:
            if estimate.event_id is not None:
                self._estimates[estimate.event_id].append(estimate)
        self._clashes: dict[str, list[Contradiction]] = defaultdict(list)
        for clash in contradictions:
            if clash.event_id is not None:
                self._clashes[clash.event_id].append(clash)

    def act(self, event: Event) -> Position | None:
        """Return who says that the event happened, and who says that it did not; None where nobody asserts it."""
        asserting = self._asserting(event)
        denied = self._of(event.denied_ids)
        clashing = self._clashing(event, "status", asserting)
        against = (*denied, *self._undone(event, asserting), *clashing)
        return self._position("act", event.act or "the act", event, asserting, against)

    def actor(self, event: Event) -> Position | None:
        """Return who names the actor that most origins name, and who names another or denies the act."""
        groups: dict[frozenset[str], list[Voice]] = defaultdict(list)
        for voice in self._asserting(event):
            if voice.claim["actors"]:
                groups[self._parties.keys(voice.claim["actors"])].append(voice)
        if not groups:
            return None
        named = max(
            groups, key=lambda key: (self._parties.count(v.origin for v in groups[key]), -len(key), sorted(key))
        )
        asserting = [voice for key, voices in groups.items() if key & named for voice in voices]
        others = [v for key, voices in groups.items() if not key & named and told_apart(key | named) for v in voices]
        denied = (*self._of(event.denied_ids), *self._undone(event, asserting))
        against = (*others, *denied, *self._clashing(event, "actor", asserting))
        names = sorted({row["name"] for voice in groups[named] for row in voice.claim["actors"]})
        return self._position("actor", ", ".join(names), event, asserting, against)

    def number(self, event: Event) -> Position | None:
        """Return who gives a number for the quantity that most origins count, and whose numbers cannot both hold."""
        topics: dict[str, list[Estimate]] = defaultdict(list)
        for estimate in self._estimates.get(event.event_id, ()):
            if estimate.claim_id in self._voices:
                topics[estimate.topic_id].append(estimate)
        if not topics:
            return None
        told = {key: [self._counted(estimate) for estimate in topics[key]] for key in sorted(topics)}
        topic = max(
            told,
            key=lambda key: (
                self._parties.count(voice.origin for voice in told[key]),
                any(estimate.scope == "total" for estimate in topics[key]),
            ),
        )
        voices = told[topic]
        asserting = [voice for voice in voices if voice.claim["polarity"] == "asserted"]
        against = self._clashing(event, "figure", asserting, within=True)
        return self._position("number", topics[topic][0].topic, event, asserting, against)

    def _counted(self, estimate: Estimate) -> Voice:
        voice = self._voices[str(estimate.claim_id)]
        return Voice(voice.claim, voice.origin, (estimate.low, estimate.high))

    def _position(
        self, matter: str, about: str, event: Event, asserting: Sequence[Voice], against: Iterable[Voice]
    ) -> Position | None:
        if not asserting:
            return None
        rows = [voice.claim for voice in self._of(event.claim_ids)]
        involved = (participant for row in rows for name in ("actors", "recipients") for participant in row[name])
        once = {voice.claim["claim_id"]: voice for voice in against}
        return Position(matter, about, tuple(asserting), tuple(once.values()), self._parties.keys(involved))

    def _of(self, claim_ids: Iterable[str]) -> list[Voice]:
        return [self._voices[claim_id] for claim_id in claim_ids if claim_id in self._voices]

    def _asserting(self, event: Event) -> list[Voice]:
        told = assertions(voice.claim for voice in self._of(event.claim_ids))
        return self._of(str(claim["claim_id"]) for claim in told)

    def _undone(self, event: Event, asserting: Sequence[Voice]) -> list[Voice]:
        """Return the claims that an act was left undone, where others assert that it was done."""
        done = any(voice.claim["modality"] != "omitted" for voice in asserting)
        return [voice for voice in self._of(event.claim_ids) if done and _says_undone(voice.claim)]

    def _clashing(self, event: Event, kind: str, asserting: Sequence[Voice], within: bool = False) -> list[Voice]:
        """Return the claims that contradict those that assert a matter; ``within`` also where these assert it too."""
        ours = {voice.claim["claim_id"] for voice in asserting}
        found = []
        for clash in self._clashes.get(event.event_id, ()):
            ends = (clash.left_claim_id, clash.right_claim_id)
            if clash.kind == kind and not ours.isdisjoint(ends):
                found += [end for end in ends if end in self._voices and (within or end not in ours)]
        return self._of(sorted(set(found)))


def assertions(claims: Iterable[Row]) -> list[Row]:
    """Return the claims that assert an event: as a fact; where none does, as left undone; else as planned."""
    told = [claim for claim in claims if claim["polarity"] == "asserted"]
    found = ([claim for claim in told if claim["modality"] in modalities] for modalities in _TELLINGS)
    return next((claims for claims in found if claims), [])


def _says_undone(claim: Row) -> bool:
    return bool(claim["polarity"] == "asserted" and claim["modality"] == "omitted")


def by_origin(voices: Iterable[Voice]) -> Mapping[str, Origin]:
    """Return the origins of voices by their keys, in the order of the keys."""
    return dict(sorted({voice.origin.origin: voice.origin for voice in voices}.items()))
