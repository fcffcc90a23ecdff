"""What a provision lasts by: the state that it promises, what it depends on, and its periods, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trucewatch.agreements.describe import listed
from trucewatch.assess.days import iso_day
from trucewatch.assess.fluents import FluentCase
from trucewatch.assess.recurring import PeriodReport, list_periods
from trucewatch.publish.dossier.cited import Citations
from trucewatch.publish.dossier.promise import Promise, spoken_between, spoken_days
from trucewatch.publish.dossier.states import spoken_span, state_word
from trucewatch.publish.dossier.wording import day
from trucewatch.records.finding import FluentInterval
from trucewatch.storage.assessed import Assessed

LAST = 6
"""Stretches and periods that are shown, the last ones; those before are folded."""

Anchors = Mapping[FluentInterval, str]


def lasting(promise: Promise, assessed: Assessed, cited: Citations, anchors: Anchors) -> dict[str, Any]:
    """Return the promised state, the condition and the periods of a provision; None or empty where it has none.

    Args:
        promise: The provision.
        assessed: The case on the days asked about.
        cited: The claims of the case.
        anchors: Where on the page each stretch of a fluent is listed with all its words.
    """
    case, known = promise.case, assessed.known
    periods = _runs(list_periods(case.matter(known), assessed.days.numbers[0]))
    told = _Stretches(promise.names, cited, anchors)
    return {
        "promised": {
            "title": case.aim.case.fluent.title,
            "states": listed([told.word_of(state) for state in case.aim.states], {}, "or"),
            **told.split(case.aim.of_promise(known)),
        } if case.aim else None,
        "condition": _condition(promise, assessed, told),
        "periods": last_ones([_period(group, cited) for group in periods]),
    }  # fmt: skip


class _Stretches:
    """Stretches of fluents as the section of a provision shows them: a line each, with the words that began it."""

    def __init__(self, names: Mapping[str, str], cited: Citations, anchors: Anchors) -> None:
        self.names, self._cited, self._anchors = names, cited, anchors

    def word_of(self, state: str) -> str:
        """Return a state, or an actor that a state names, as a person reads it."""
        return self.names.get(state) or state.replace("_", " ")

    def split(self, intervals: Sequence[FluentInterval]) -> dict[str, list[dict[str, Any]]]:
        """Return stretches for the page, the last ones and those before."""
        return last_ones([self._shown(one) for one in intervals])

    def _shown(self, one: FluentInterval) -> dict[str, Any]:
        anchor = self._anchors.get(one)
        told = self._cited.cite_all((*one.opened_by, *one.repeated_by))
        return {
            "word": state_word(one, self.names), "span": spoken_span(one),
            "disputed": (one.disputed or "").rstrip("."),
            "basis": spoken_days(one.basis) if one.basis else None, "target": f"#{anchor}" if anchor else None,
        } | _first_words(told)  # fmt: skip


def _condition(promise: Promise, assessed: Assessed, told: _Stretches) -> dict[str, Any] | None:
    """Return what a provision depends on as long as that lasts: a fluent with its stretches, or another provision."""
    of = promise.case.condition
    if of is None:
        return None
    if isinstance(of, FluentCase):
        shown = told.split(promise.case.depended_on(assessed.known))
        return {"title": of.fluent.title, "target": None, "binds": None, **shown}
    span = of.matter(assessed.known).span
    binds = "it does not bind yet"
    if not span.waits:
        over = iso_day(span.closes)
        binds = f"it binds from {day(iso_day(span.opens))}{f' until {day(over)}' if over else ''}"
    target = f"#provision.{of.agreement.id}.{of.provision.id}"
    return {"title": of.provision.called, "target": target, "binds": binds, "before": [], "shown": []}


def _runs(periods: Iterable[PeriodReport]) -> list[list[PeriodReport]]:
    """Return periods in order; those that follow each other and of which alike no claim tells are one group."""
    groups: list[list[PeriodReport]] = []
    for period in periods:
        last = groups[-1][-1] if groups else None
        if last and not (last.claims or period.claims) and last.status == period.status:
            groups[-1].append(period)
        else:
            groups.append([period])
    return groups


def _period(group: Sequence[PeriodReport], cited: Citations) -> dict[str, Any]:
    first, last = group[0], group[-1]
    told = cited.cite_all(first.claims)
    several = f" in any of {len(group)} periods" if len(group) > 1 else ""
    return {"span": spoken_between(first.first, last.last).removeprefix("between ").replace(" and ", " to "),
            "status": f"{first.status}{several}"} | _first_words(told)  # fmt: skip


def _first_words(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the first claim cited, and how many others tell the same."""
    return {"claim": told[0] if told else None, "others": max(len(told) - 1, 0)}


def last_ones(shown: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return what is shown at once, and what came before and is folded."""
    return {"before": shown[:-LAST], "shown": shown[-LAST:]}
