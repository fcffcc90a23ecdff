"""The nouns of a casebook, as loaded from YAML; several casebooks merge into one."""

from __future__ import annotations

from dataclasses import dataclass, field

ACTOR_KINDS = (
    "state", "government", "ministry", "force", "peacekeepers", "armed-group", "office", "person", "body", "court",
    "organisation", "population", "outlet", "agency", "party", "separatists", "protesters", "officials",
)  # fmt: skip
PLACE_KINDS = (
    "village", "town", "city", "capital", "district", "region", "country", "territory", "corridor", "road",
    "mountain", "range", "river", "lake", "sea", "strait", "bridge", "site", "airport", "zone", "continent", "valley",
)  # fmt: skip
HAPPENING_KINDS = (
    "war", "clashes", "offensive", "siege", "blockade", "talks", "vote", "protests", "disaster", "invasion", "attack",
    "massacre", "coup", "ceasefire", "signing", "ruling", "statehood", "deployment", "withdrawal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor or place; ``by`` are the sides or actor ids that use it, empty where all do."""

    text: str
    by: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Belonging or office over time: ``of`` is an actor id, ``office`` the id of an `Office`, days inclusive.

    Days are full ISO dates. Where the casebook gives only a year or month, ``since`` is its first and
    ``until`` its last day.
    """

    of: str
    office: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor.

    ``demonyms`` are adjectives and nouns of its people, the first being the adjective that composed names use
    ("Russian" in "Russian defence ministry"). ``metonyms`` are place names that stand for it (a capital for its
    government). ``side`` is a casebook side or None. ``organ`` is the id of the `Organ` that it is of its first
    affiliation (the State Department is the foreign ministry of the United States). ``family`` is the part of a
    person's first name that stands alone ("Erdoğan"). ``reliability`` is the letter of the Admiralty code, A to F.
    """

    id: str
    kind: str
    names: tuple[Name, ...]
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    side: str | None = None
    country: str | None = None
    female: bool | None = None
    organ: str | None = None
    family: str | None = None
    reliability: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """The first name, by which the actor is shown."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all its names side by side. ``geometry`` is a list of (lon, lat) rings or lines, if known.

    A ring ends where it begins, a line does not. ``since`` and ``until`` (ISO dates) bound a place that existed
    only for a time, such as a former territory or the older course of a road.
    """

    id: str
    kind: str
    names: tuple[Name, ...]
    lat: float
    lon: float
    radius_km: float
    country: str | None = None
    within: tuple[str, ...] = ()
    geometry: tuple[tuple[tuple[float, float], ...], ...] = ()
    since: str | None = None
    until: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """The first name, by which the place is shown."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of reports: how it is named, its web domains, who owns it, its side, its usual genre.

    ``reliability`` is the letter of the Admiralty code, A to F.
    """

    id: str
    names: tuple[Name, ...]
    domains: tuple[str, ...] = ()
    owner: str | None = None
    side: str | None = None
    country: str | None = None
    genre: str | None = None
    language: str | None = None
    reliability: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """The first name, by which the outlet is shown."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Office:
    """An office that persons hold, for composing ("the Velmari foreign minister").

    ``id`` is its plain title in lower case, ``titles`` every way to write it, lower case unless always a proper
    name. ``organ`` is the organ that its holder leads; ``of`` limits it to these actor ids, empty for any.
    ``many`` is true where several may hold it at once (spokesperson, ambassador).
    """

    id: str
    titles: tuple[str, ...]
    organ: str | None = None
    of: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Organ:
    """A part that every state has, for composing ("Velmar's defence ministry"): ``names`` are its head nouns."""

    id: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something well known that reports count time from: “a week after the war began”.

    ``since`` and ``until`` are EDTF values of a day, month or year (``2031-03-04``, ``2031-03``, ``2031``): when it
    began and when it was over, both the same for what took one day. ``until`` is None where it goes on or nobody can
    tell. A name may be a clause ("Velmar invaded Ardovia").
    """

    id: str
    names: tuple[Name, ...]
    since: str
    until: str | None = None
    kind: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """The first name, by which the happening is shown."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Casebook:
    """Everything known beforehand, merged: a later casebook extends or replaces entries of the same id."""

    names: tuple[str, ...]
    sides: dict[str, str]
    actors: dict[str, Actor]
    places: dict[str, Place]
    outlets: dict[str, Outlet]
    sha256: str
    offices: dict[str, Office] = field(default_factory=dict)
    organs: dict[str, Organ] = field(default_factory=dict)
    happenings: dict[str, Happening] = field(default_factory=dict)
