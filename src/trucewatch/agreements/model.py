"""The nouns of an agreement, as loaded from YAML: what was promised, by whom, to whom, where and by when.

Ids of actors and places are those of the casebooks that the agreement names. A provision is named by its id, from
another agreement as ``AGREEMENT/PROVISION``. Days are EDTF, instants ``YYYY-MM-DDTHH:MM`` in the agreement's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

KINDS = ("cessation", "preliminary", "definitive", "order", "mandate", "treaty", "declaration")
"""Ceasefire classes (cessation of hostilities, preliminary, definitive) and what is no ceasefire."""
PROVISION_KINDS = ("duty", "ban", "permission", "power", "declaration")
CHECKS = (
    "done_by", "never_done", "kept_up", "quantity_reached", "in_parallel", "done_after", "notice_given", "reciprocal",
)  # fmt: skip
"""The functions that decide a provision; see `trucewatch.assess`."""
WINDOW_FORMS = ("by", "before", "until", "from", "between", "within", "while", "on", "every")
DURATION_UNITS = ("hours", "days", "weeks", "months", "years")
BOUNDS = ("exact", "most", "least")
FLUENT_KINDS = (
    "ceasefire_legal", "ceasefire_observed", "corridor", "contingent", "territory", "centre", "mediation", "order",
)  # fmt: skip
SIGNED, IN_FORCE = "signed", "in_force"
"""What a window or a term may count from besides a provision: the signing and the entry into force."""
ANYONE = "anyone"
"""Stands for every actor in ``breach.by``: whoever does it, the provision is not kept."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of calendar time: a count of one of `DURATION_UNITS`."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What has to hold or to happen; exactly one of provision, fluent or acts is given.

    ``provision`` (fulfilled, or for ``while`` still in force), ``fluent`` in one of ``states``, or one of ``acts`` (act
    codes) done by one of ``by`` (actor ids, empty for anyone) at one of ``places`` (empty for anywhere).
    """

    provision: str | None = None
    fluent: str | None = None
    states: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a provision binds.

    ``form`` is one of `WINDOW_FORMS`:
    by: done on ``end`` at the latest. before: done before ``end`` begins. until: kept up through ``end``, or (in a
    translation) done by then; inclusive. from: from ``start`` on. between: from ``start`` through ``end``.
    within: in ``duration`` after ``of`` (``signed``, ``in_force``, a provision's fulfilment) or, where ``of`` is None,
    after the event that ``condition`` names. while: as long as ``condition`` holds. on: once ``condition`` is met.
    every: again in each ``duration`` from ``start`` (or the entry into force) through ``end``.

    ``start`` and ``end`` are EDTF or an instant; ``start`` may be ``signed`` or ``in_force``. Both may stand beside
    ``while``, ``on`` and ``every``, ``start`` also beside ``by``, ``before``, ``until``.
    """

    form: str
    start: str | None = None
    end: str | None = None
    duration: Duration | None = None
    of: str | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many of what: ``unit`` is a unit of figures; ``of`` says in words what is counted. See `BOUNDS`."""

    number: float
    unit: str
    bound: str = "exact"
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a provision or its subject runs, and how it is renewed.

    It begins at ``start`` (EDTF, ``signed``, ``in_force`` or a provision id; None: where the window begins, else the
    entry into force) and lasts ``length``. It is renewed by ``renewal`` each time (None: not), unless one of
    ``unless`` (actor ids) gives notice at least ``notice_before`` its end.
    """

    length: Duration
    start: str | None = None
    renewal: Duration | None = None
    notice_before: Duration | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """What is to be done (or, in a ban, not done): act codes, objects in plain words, place ids."""

    acts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Acts that count against a provision, besides those a ban names, and by whom (empty: its bearers)."""

    acts: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``pam`` is one of the provision types of the Peace Accords Matrix, ``pax`` codes of PA-X."""

    pam: str | None = None
    pax: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """The fluent that a provision is about, and the states of it that fulfil the provision."""

    id: str
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one published version (``id``) words a provision; of the rest only what differs is given (None: as it is)."""

    id: str
    words: str
    kind: str | None = None
    bearers: tuple[str, ...] | None = None
    beneficiaries: tuple[str, ...] | None = None
    conduct: Conduct | None = None
    window: Window | None = None
    quantities: tuple[Quantity, ...] | None = None
    term: Term | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One duty, ban, permission, power or declaration.

    ``article`` is where it stands in the text, ``words`` what it says in our own words, ``title`` what it is called in
    short (None: its id as words, see `called`). ``bearers`` owe it and
    ``beneficiaries`` are owed it (actor ids). ``amended_by``, ``extended_by``, ``suspended_by`` and ``supersedes`` name
    provisions or agreements, ``parallel_with`` and ``after`` provisions. ``check`` is one of `CHECKS`, None where
    nothing can decide it. ``only_in`` are the versions that have it at all (empty: all); ``versions`` how published
    versions differ.
    """

    id: str
    article: str
    words: str
    kind: str
    topic: Topic = Topic()
    bearers: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    conduct: Conduct = Conduct()
    window: Window | None = None
    quantities: tuple[Quantity, ...] = ()
    term: Term | None = None
    amended_by: tuple[str, ...] = ()
    extended_by: tuple[str, ...] = ()
    suspended_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    parallel_with: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    check: str | None = None
    fluent: Aim | None = None
    breach: Breach = Breach()
    only_in: tuple[str, ...] = ()
    versions: tuple[Reading, ...] = ()
    title: str | None = None
    note: str | None = None

    @property
    def called(self) -> str:
        """What it is called in short: its title, else its id as words (``guns-out`` is “Guns out”)."""
        spaced = self.id.replace("-", " ").replace("_", " ")
        return self.title or spaced[:1].upper() + spaced[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fluent:
    """A state that events begin and end: ``kind`` is one of `FLUENT_KINDS`.

    ``places`` and ``actors`` are its subject. ``states`` are those it can be in; where none are given, those of its
    kind (see `trucewatch.assess`). ``initial`` is the state before any report, None where it is not known.
    """

    id: str
    kind: str
    title: str
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    initial: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """When an agreement is in force: instants or EDTF in ``zone``, an IANA name or an offset such as ``+04:00``."""

    start: str
    end: str | None = None
    zone: str = "+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published text of an agreement: its language, where it was published, and a note."""

    id: str
    language: str
    source: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """An accord, order, mandate or treaty with its provisions.

    ``sha256`` is over the bytes of its file, ``file`` the name it was loaded by.
    """

    id: str
    title: str
    kind: str
    signed: str
    in_force: Force
    territory: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    casebooks: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    sources: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    extended_by: tuple[str, ...] = ()
    suspended_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    fluents: tuple[Fluent, ...] = ()
    note: str | None = None
    sha256: str = ""
    file: str = ""

    def provision(self, provision_id: str) -> Provision:
        """Return the provision with this id (KeyError where there is none)."""
        return self._by_id[provision_id]

    def fluent(self, fluent_id: str) -> Fluent:
        """Return the fluent with this id (KeyError where there is none)."""
        return {fluent.id: fluent for fluent in self.fluents}[fluent_id]

    @cached_property
    def _by_id(self) -> dict[str, Provision]:
        return {provision.id: provision for provision in self.provisions}
