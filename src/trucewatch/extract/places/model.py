"""What passes between the steps of finding places: a spotted name, and what the words around it make of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.extract.gazetteer import Candidate


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun before or behind a name that says what kind of place it is.

    ``merge`` tells whether its words belong to the name: ``always``, ``settlement`` (only where the bare name
    is a settlement's), ``capital`` (only where written with a capital) or ``never``.
    """

    rule: str
    words: str
    kind: str
    radius_km: float
    merge: str
    plural: bool


@dataclass(slots=True)
class Spot:
    """A name that may be a place's: tokens ``[first, last)`` of the name in a passage, and what it can mean.

    ``start`` and ``end`` are offsets of the words that the record will quote; they reach further than the name
    where a noun or direction makes another place of it (``noun``, ``direction``). ``hint`` is the noun that
    tells the kind without belonging to the name. ``trust`` is ``no``, ``evidence`` (in another's name),
    ``doubtful`` (a common word), ``weak``, ``standing`` (behind "in" or "near", where no source knows it) or ``yes``;
    ``cued`` is true where the words around speak of a place; ``parent`` is the name behind the comma in "X, Y",
    ``children`` are the names before it. ``priors`` are kept by the kind wanted, once reckoned.
    """

    passage: int
    first: int
    last: int
    start: int
    end: int
    name: str
    folded: str
    options: tuple[Candidate, ...]
    source: str
    noun: Noun | None = None
    direction: str | None = None
    hint: Noun | None = None
    trust: str = "weak"
    cued: bool = False
    parent: Spot | None = None
    children: list[Spot] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    priors: dict[str | None, list[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name was resolved to: the place, how sure, in words on what ground, and the alternatives by score."""

    place: Candidate
    score: float
    basis: str
    others: tuple[tuple[Candidate, float], ...] = ()
