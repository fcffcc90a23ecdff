"""What assessment makes of claims: evidence, findings on provisions, intervals of fluents.

All of it is computed for one day asked about (``on``) and one day of knowing (``known``), and is never edited.
"""

from __future__ import annotations

from dataclasses import dataclass

FINDINGS = (
    "pending", "kept so far", "fulfilled", "partly fulfilled", "fulfilled late", "overdue", "alleged breach",
    "breached", "disputed", "no report", "suspended", "lapsed",
)  # fmt: skip
"""The statuses of a provision; when each holds is in docs/reference/findings.md."""
BEARINGS = ("for", "against", "denies breach", "denies doing", "context")
"""How a claim bears on a provision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim that bears on a provision, with its words and who says so.

    ``bearing`` is one of `BEARINGS`. ``happening`` keys the claims about one happening (an event id, else the claim's
    own). ``earliest`` and ``latest`` (ISO days) bound when it was, None where that is open; ``dated_by`` is ``claim``,
    ``event`` or ``publication``. ``origin`` is the key of who first said it, ``says`` the name, ``admits`` true where
    it says so of itself. ``known_on`` is the day by which it was certainly published, None where that is not known.
    ``counts`` is true where the claim decides on the days asked about; ``why`` says why it does or does not.
    """

    claim_id: str
    document_id: str
    start: int
    quote: str
    bearing: str
    act: str | None
    status: str
    happening: str
    earliest: str | None
    latest: str | None
    dated_by: str
    origin: str
    origin_kind: str
    says: str
    side: str | None
    admits: bool
    known_on: str | None
    counts: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's decision on a finding, which stands beside the rule's. It holds from the day ``on`` on."""

    decision_id: str
    status: str
    on: str
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The status of one provision on the day ``on``, by what was known on the day ``known`` (None: by everything).

    ``status`` is one of `FINDINGS`, ``rule`` the id of the row of docs/reference/findings.md that decided. ``opens``,
    ``due`` and ``closes`` are the ISO days of its window. ``supporting`` and ``contrary`` are the independent origins
    for and against, ``supporting_sides`` and ``contrary_sides`` their sides. ``grade`` is one of `records.link.GRADES`
    or None where nobody reports. ``score_low`` and ``score_high`` bound the score of the Peace Accords Matrix (0 to 3).
    ``breaches`` are the happenings that count against it, oldest first. ``missing`` says in words what is not known.
    """

    agreement_id: str
    provision_id: str
    on: str
    known: str | None
    status: str
    rule: str
    why: str
    opens: str | None
    due: str | None
    closes: str | None
    supporting: tuple[str, ...]
    supporting_sides: tuple[str, ...]
    contrary: tuple[str, ...]
    contrary_sides: tuple[str, ...]
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    breaches: tuple[str, ...]
    grade: str | None
    score_low: int | None
    score_high: int | None
    missing: tuple[str, ...]
    verdict: Verdict | None
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FluentInterval:
    """A stretch of time in which a fluent was in one state, as reported.

    It began between ``begins_earliest`` and ``begins_latest`` and ended between ``ends_earliest`` and ``ends_latest``
    (ISO days or instants; None: open). ``value`` is what the state is of: a strength, who holds a territory.
    ``opened_by``, ``repeated_by``, ``closed_by`` and ``contested_by`` are claim ids. ``disputed`` says in words what
    is disputed, None where nothing is; ``admitted_by`` are those who say it of their own party, ``passing`` is true of
    a state that lasts for the days of the happening alone; ``basis`` what it rests on where that is no claim.
    """

    agreement_id: str
    fluent_id: str
    kind: str
    state: str
    value: str | None
    begins_earliest: str | None
    begins_latest: str | None
    ends_earliest: str | None
    ends_latest: str | None
    opened_by: tuple[str, ...]
    repeated_by: tuple[str, ...]
    closed_by: tuple[str, ...]
    contested_by: tuple[str, ...]
    claimants: tuple[str, ...]
    admitted_by: tuple[str, ...]
    passing: bool
    disputed: str | None
    basis: str | None
