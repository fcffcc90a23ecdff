"""A figure while it is being decided: a quantity with unit, counted words and what it is a part of."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.extract.figures.bounds import Quantity
from trucewatch.extract.figures.counted import Counted
from trucewatch.extract.figures.lexicon import Fate

FATEFUL = frozenset({"killed", "wounded", "dead-or-wounded", "captured", "missing", "displaced", "evacuated"})
"""Units that say what befell persons."""


@dataclass(slots=True)
class Draft:
    """A quantity on its way to a figure; ``unit`` None at the end drops it.

    ``token`` is the first token of the number, ``behind`` the token behind number and noun phrase, ``sentence``
    the first token of its sentence, ``end`` the offset where its span ends, ``words`` the counted words.
    ``measured`` is true where the unit stands beside the number and nothing else may change it, ``base``
    where it is the whole of which a share is spoken of.
    """

    quantity: Quantity
    counted: Counted
    token: int
    behind: int
    sentence: int
    end: int
    unit: str | None = None
    fate: Fate | None = None
    words: tuple[int, int] | None = None
    whole: Draft | None = None
    measured: bool = False
    base: bool = False
    rules: list[str] = field(default_factory=list)
