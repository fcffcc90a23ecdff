"""The range of the estimates of one quantity, and the published rules that make one number of it for exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from trucewatch.casebook import Casebook
from trucewatch.linking.independence import counted_as
from trucewatch.records.link import Estimate


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest that independent origins give for one quantity; None is unknown, never 0.

    ``open_above`` is true where an origin gives only a lower bound (“at least 200”), ``open_below`` where one gives
    only an upper. ``origins`` are the keys of all that give a number, each counted once (see `linking.independence`).
    """

    low: float | None
    high: float | None
    open_above: bool
    open_below: bool
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fatalities:
    """One number for an export, with the name of the rule that made it and the estimate it is of."""

    number: float
    rule: str
    estimate_id: str | None


def range_of(estimates: Iterable[Estimate], casebook: Casebook) -> Range:
    """Return the range over independent origins.

    Of one origin its newest estimates count (by as-of date, then by first day known): they have replaced the others.
    The numbers of different origins are laid side by side, and never averaged.
    """
    newest = _newest((item for item in estimates if item.low is not None or item.high is not None), casebook)
    stated = [number for item in newest for number in (item.low, item.high) if number is not None]
    return Range(
        min(stated, default=None), max(stated, default=None), any(item.high is None for item in newest),
        any(item.low is None for item in newest), tuple(sorted({item.origin for item in newest})),
    )  # fmt: skip


def _newest(estimates: Iterable[Estimate], casebook: Casebook) -> list[Estimate]:
    """Return of each origin the estimates that are as new as any of its own, and are not implied by another of these.

    Who says “over 800” has also said “hundreds”. What a whole says counts as said by its organ, where both speak.
    """
    ages: dict[str, tuple[str, str]] = {}
    listed = list(estimates)
    voice = counted_as((item.origin for item in listed), casebook)
    listed = [replace(item, origin=voice[item.origin]) for item in listed]
    for item in listed:
        ages[item.origin] = max(ages.get(item.origin, ("", "")), _age(item))
    new = [item for item in listed if _age(item) == ages[item.origin]]
    return [item for item in new if not any(_implies(other, item) for other in new if other.origin == item.origin)]


def _implies(closer: Estimate, wider: Estimate) -> bool:
    """Tell whether every number that one estimate allows is allowed by the other, and not the other way round."""
    inner, outer = ((_number(item.low, -inf), _number(item.high, inf)) for item in (closer, wider))
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _number(value: float | None, instead: float) -> float:
    return instead if value is None else value


def _age(estimate: Estimate) -> tuple[str, str]:
    return estimate.as_of or "", estimate.known_on or ""


def acled_fatalities(estimates: Sequence[Estimate]) -> Fatalities:
    """Return the one number of an ACLED export: the lowest total of the dead that anybody gives; unknown becomes 0.

    Only here is unknown written as 0, because ACLED's own column does so (see its codebook, “Fatalities”). The rule's
    name tells which was done. An upper bound alone (“up to 30”) is no lowest figure, and counts as unknown.
    """
    totals = [item for item in estimates if item.unit == "killed" and item.scope != "part" and item.low is not None]
    if not totals:
        return Fatalities(0, "acled: unknown written as 0", None)
    lowest = min(totals, key=lambda item: (item.low or 0, item.estimate_id))
    return Fatalities(lowest.low or 0, "acled: lowest reported figure", lowest.estimate_id)


def ucdp_best_low_high(estimates: Sequence[Estimate], casebook: Casebook) -> tuple[float, float, float] | None:
    """Return ``(best, low, high)`` of the dead for a UCDP GED export; None where nobody gives a number.

    Low is the lowest and high the highest total that an origin gives now. Best is the number of the origins that agree
    most; where none agree, the lowest, as UCDP's codebook prefers the conservative figure.
    """
    totals = [item for item in estimates if item.unit == "killed" and item.scope != "part"]
    known = range_of(totals, casebook)
    if known.low is None or known.high is None:
        return None
    votes = [item.low for item in _newest(totals, casebook) if item.low is not None]
    best = min(votes, key=lambda number: (-votes.count(number), number), default=known.low)
    return best, known.low, known.high
