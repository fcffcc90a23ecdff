"""Counts that cannot both hold though neither is of what the other is: all and fewer, two fates, persons and homes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.linking.account import is_copied
from trucewatch.linking.clashing import Clash, Span
from trucewatch.linking.loosecounts import ELIDED
from trucewatch.linking.quantities import akin
from trucewatch.linking.tallies import Tally

_PERSONS = (
    frozenset({"people", "displaced", "evacuated", "population", "protesters"}),
    frozenset({"troops", "prisoners", "people"}),
    frozenset({"vehicles", "armoured-vehicles"}),
)  # fmt: skip
"""Units that reporters use for one another."""


def units_meet(one: Tally, other: Tally) -> bool:
    """Tell whether two counts are in one unit, or in such as reporters use for one another."""
    return one.unit == other.unit or any({one.unit, other.unit} <= units for units in _PERSONS)


def figure_clash(one: Tally, other: Tally, why: str) -> Clash:
    """Return two figures that cannot both hold as a contradiction."""
    return Clash("figure", Span(one.start, one.end), Span(other.start, other.end), why)


def clash_unlike(lefts: Sequence[Tally], rights: Sequence[Tally]) -> Iterator[Clash]:
    """Yield the contradictions of counts that are not of the same."""
    yield from _not_all(lefts, rights)
    yield from _other_units(lefts, rights)
    yield from _other_fates(lefts, rights)


def _not_all(lefts: Sequence[Tally], rights: Sequence[Tally]) -> Iterator[Clash]:
    """Yield “all 24 guns have left” beside fewer that did: “fifteen were driven off”, whose noun was named before."""
    for one in lefts:
        for other in rights:
            every, some = (one, other) if other.kind == ELIDED else (other, one)
            told = some.kind == ELIDED != every.kind and every.all and bool(every.families & some.families)
            if told and every.bounds.closed and (some.bounds.low or 0) < (every.bounds.low or 0):
                yield figure_clash(one, other, "all of them there, fewer here")


def _other_units(lefts: Sequence[Tally], rights: Sequence[Tally]) -> Iterator[Clash]:
    """Yield one number that the same source is said to have given of persons and of households."""
    for one in lefts:
        for other in rights:
            if one.household == other.household or not one.bounds.closed or one.bounds != other.bounds:
                continue
            cited = one.claimant and other.claimant and akin(one.claimant.lower(), other.claimant.lower())
            if units_meet(one, other) and (cited or is_copied(one.line, other.line)):
                yield figure_clash(
                    one, other, "the same number of the same source, once of persons and once of households"
                )


def _other_fates(lefts: Sequence[Tally], rights: Sequence[Tally]) -> Iterator[Clash]:
    """Yield the same few victims with different fates: two hurt against one dead and one hurt."""
    for hurt_side, mixed_side, turned in ((lefts, rights, False), (rights, lefts, True)):
        for hurt in _of(hurt_side, "wounded"):
            dead = [item for item in _of(mixed_side, "killed") if item.kind == hurt.kind]
            rest = [item for item in _of(mixed_side, "wounded") if item.kind == hurt.kind]
            alive = not any(item.kind in (hurt.kind, "people") for item in _of(hurt_side, "killed"))
            if len(dead) == len(rest) == 1 and alive and _sum(dead[0], rest[0]) == hurt.bounds.low:
                found = figure_clash(hurt, dead[0], "the same persons, all alive here and one dead there")
                yield found.turned() if turned else found


def _of(tallies: Sequence[Tally], unit: str) -> list[Tally]:
    return [item for item in tallies if item.unit == unit and item.bounds.closed and item.bounds.low]


def _sum(one: Tally, other: Tally) -> float:
    return (one.bounds.low or 0) + (other.bounds.low or 0)
