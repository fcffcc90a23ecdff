"""What is proposed for an agreement file, every value with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A proposed value and the words that it rests on: offsets of the accord's text, ``quote == text[start:end]``.

    ``sure`` is false where a person has to look; ``note`` then says why.
    """

    value: str
    start: int
    end: int
    quote: str
    sure: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A proposed bearer, beneficiary or party: its name as written, and its casebook id where one is known.

    ``refers_to`` is the fuller name that the words point back to, where another place of the text has it. ``role`` is
    what one beside the parties is: mediator, witness, guarantor, host or depositary.
    """

    name: str
    actor_id: str | None
    cited: Cited
    refers_to: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A proposed window: ``form`` as in an agreement file, a day or instant or a duration, and the words for it."""

    form: str
    cited: Cited
    end: str | None = None
    start: str | None = None
    duration: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A proposed term: lengths such as ``5 years``, and the words for each."""

    length: Cited
    renewal: Cited | None = None
    notice: Cited | None = None
    unless: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A proposed quantity: a number of a unit of figures, with its bound (exact, most or least)."""

    number: float
    unit: str
    bound: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed provision; ``title`` is a short phrase of its words.

    ``unsure`` says in sentences what a person has to look at.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    kind: Cited
    bearers: tuple[Who, ...] = ()
    beneficiaries: tuple[Who, ...] = ()
    acts: tuple[Cited, ...] = ()
    places: tuple[Who, ...] = ()
    window: Span | None = None
    further: tuple[Span, ...] = ()
    amounts: tuple[Amount, ...] = ()
    term: Lasting | None = None
    parallel_with: tuple[Cited, ...] = ()
    after: tuple[Cited, ...] = ()
    under: tuple[Cited, ...] = ()
    check: str | None = None
    rules: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An accord as proposed: title, signing and parties from its head and close, provisions from its points.

    ``guarantors`` are all who stand beside the parties, each with its role where the text tells it. ``doubts`` say in
    sentences what of the head a person has to look at.
    """

    text: str
    title: Cited | None
    signed: Cited | None
    in_force: Cited | None
    parties: tuple[Who, ...]
    guarantors: tuple[Who, ...]
    provisions: tuple[Proposal, ...]
    casebooks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    unread: tuple[Cited, ...] = field(default=())
