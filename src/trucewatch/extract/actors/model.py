"""Actor mentions in the making, before they are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

Owner = Union["Draft", tuple[str, ...], str]
"""Whom an actor belongs to: another draft, the casebook ids that words can mean, or a name the casebook lacks."""


@dataclass(slots=True, eq=False)
class Draft:
    """A noun phrase that names or points to an actor.

    ``first``, ``last`` and ``head`` are token indexes of its passage. ``ids`` are the casebook actors that its own
    words can name; ``owners`` tell whom it belongs to, nearest first. ``core`` are the words of the noun itself,
    as written; ``inside`` tells that these hold the owner ("Velmari forces", not "Velmar's forces"). ``role`` is
    its last word, ``verb`` the token that governs it. ``weak`` is one that is no actor unless it speaks or is
    spoken to, ``pair`` one that stands for two actors side by side, ``settled`` one that is resolved.
    """

    passage: int
    first: int
    last: int
    head: int
    kind: str
    form: str
    name: str
    core: str = ""
    role: str = ""
    ids: tuple[str, ...] = ()
    owners: list[Owner] = field(default_factory=list)
    organ: str | None = None
    office: str | None = None
    determiner: str = ""
    counted: str = ""
    inside: bool = True
    pair: bool = False
    weak: bool = False
    plural: bool = False
    placelike: bool = False
    ethnic: bool = False
    modified: bool = False
    past: bool = False
    titled: bool = False
    extended: bool = False
    female: bool | None = None
    subject: bool = False
    verb: int | None = None
    actor_id: str | None = None
    affiliation: str | None = None
    side: str | None = None
    antecedent: Draft | None = None
    score: float = 0.0
    settled: bool = False
    rules: list[str] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether it names its actor, rather than describing or pointing to it."""
        return self.form in ("name", "metonym", "demonym")
