"""All estimates of one quantity side by side: never averaged, and unknown is never 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.casebook import Casebook
from trucewatch.linking.counting import Count, read_counts
from trucewatch.linking.model import Tables
from trucewatch.linking.topics import Setting, group_counts, label_of
from trucewatch.records.link import Estimate, Event, Origin
from trucewatch.records.schema import make_id


def list_estimates(
    tables: Tables, events: Sequence[Event], origins: Iterable[Origin], casebook: Casebook
) -> list[Estimate]:
    """Return every figure of a case as an estimate beside the others of its quantity.

    Figures with the same bounds from the same origin are one estimate with several documents in ``cited``; it is shown
    in the words of the earliest of them. Rows come in the order of topics, then of as-of dates.

    Args:
        tables: Rows of a case; ``figures``, ``documents``, ``segments``, ``times``, ``places``, ``claims`` and
            ``attributions`` are read.
        events: The events of the case; a figure beside a claim of one is about it.
        origins: Who first made each claim. Where a figure's claim has none, its source stands for it.
        casebook: Nations and places with their names.
    """
    return estimates_of(group_counts(read_counts(tables, events, origins, casebook), Setting.of(events)))


def estimates_of(groups: Iterable[Sequence[Count]]) -> list[Estimate]:
    """Return the estimates of figures in groups that each count one quantity (`topics.group_counts`)."""
    return in_order(row for group in groups for row in _group_rows(group))


def in_order(estimates: Iterable[Estimate]) -> list[Estimate]:
    """Return estimates by their topics, then by as-of dates."""
    return sorted(estimates, key=lambda row: (row.topic, row.topic_id, row.as_of or "", row.estimate_id))


def topic_id_of(group: Iterable[Count]) -> str:
    """Return the id of the quantity that a group counts: over its figures."""
    return make_id("q", *sorted(count.figure["figure_id"] for count in group))


def _group_rows(group: Sequence[Count]) -> list[Estimate]:
    topic, whom = label_of(group)
    topic_id = topic_id_of(group)
    alike: dict[tuple[object, ...], list[Count]] = {}
    for count in sorted(group, key=_first_known):
        key = (count.origin, count.bounds.low, count.bounds.high, count.scope)
        alike.setdefault(key, []).append(count)
    return [_row(counts, topic_id, topic, whom) for counts in alike.values()]


def _first_known(count: Count) -> tuple[str, str, int]:
    return count.document["published_to"] or "9999", count.figure["document_id"], count.figure["start"]


def _row(counts: Sequence[Count], topic_id: str, topic: str, whom: str | None) -> Estimate:
    """Return one estimate from all places where the same origin gives it; the words are those of the earliest, the
    as-of date is that of the text before that of publication."""
    count = counts[0]
    dated = next((item for item in counts if item.as_of_basis.startswith("“")), count)
    figure = count.figure
    return Estimate(
        estimate_id=make_id("n", figure["figure_id"]), topic_id=topic_id, topic=topic, unit=figure["unit"], whom=whom,
        event_id=count.event_id, figure_id=figure["figure_id"],
        claim_id=count.claim["claim_id"] if count.claim else None, document_id=figure["document_id"],
        start=figure["start"], quote=figure["quote"], claimant=count.claimant, side=count.side, origin=count.origin,
        low=figure["low"], high=figure["high"], best=figure["best"], approximate=figure["approximate"],
        as_of=dated.as_of, as_of_basis=dated.as_of_basis, scope=count.scope, part_of=figure["part_of"],
        known_on=count.document["published_to"],
        cited=tuple(dict.fromkeys(item.figure["document_id"] for item in counts)),
    )  # fmt: skip
