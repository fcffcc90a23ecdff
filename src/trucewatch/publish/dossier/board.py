"""The board of provisions: a card each, by status, in four columns from what is not kept to what nobody reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from trucewatch.agreements.describe import listed
from trucewatch.publish.charts.board import Standing, render_row, status_mark
from trucewatch.publish.dossier.content import Content
from trucewatch.publish.dossier.promise import AGAINST, FOR, Promise, spoken_days
from trucewatch.records.finding import FINDINGS

COLUMNS = (
    ("breached", "disputed", "alleged breach", "overdue"),
    ("partly fulfilled", "pending"),
    ("kept so far", "fulfilled", "fulfilled late"),
    ("no report", "suspended", "lapsed"),
)
MOST_CARDS = 7
"""Cards of a status that are always open; the others are folded."""


def board(promises: Sequence[Promise], content: Content) -> list[list[dict[str, Any]]]:
    """Return the columns of the board, each with its statuses that occur and their cards."""
    columns = []
    for statuses in COLUMNS:
        groups = [_group(status, promises, content) for status in statuses]
        columns.append([group for group in groups if group["cards"]])
    return columns


def _group(status: str, promises: Sequence[Promise], content: Content) -> dict[str, Any]:
    cards = [card(promise, content) for promise in promises if promise.finding.status == status]
    return {
        "status": status, "mark": Markup(status_mark(status)), "cards": cards[:MOST_CARDS],
        "more": cards[MOST_CARDS:], "count": len(cards),
    }  # fmt: skip


def card(promise: Promise, content: Content) -> dict[str, Any]:
    """Return one provision as a card: what, who, when, and how many speak for and against it."""
    finding = promise.finding
    return {
        "title": promise.title, "words": promise.provision.words, "article": promise.provision.article,
        "agreement": promise.agreement.title, "letter": promise.letter, "target": f"#{promise.anchor}",
        "who": promise.who, "when": promise.when, "for": counted(promise, FOR, content),
        "against": counted(promise, AGAINST, content), "grade": finding.grade, "status": finding.status,
        "why": finding.why, "mark": Markup(status_mark(finding.status)), "verdict": finding.verdict,
    }  # fmt: skip


def counted(promise: Promise, bearings: Sequence[str], content: Content) -> dict[str, Any]:
    """Return how many independent origins there are, and in words how many of each side."""
    origins = promise.finding.supporting if bearings == FOR else promise.finding.contrary
    sides = [f"{content.side(side) or 'no side'} {count}" for side, count in promise.sides(bearings)]
    return {"count": len(origins), "sides": ", ".join(sides)}


def agreements(promises: Sequence[Promise]) -> list[dict[str, Any]]:
    """Return the agreements with the marks of their provisions in a row, and their score."""
    by_id: dict[str, list[Promise]] = {}
    for promise in promises:
        by_id.setdefault(promise.agreement.id, []).append(promise)
    return [_agreement(own) for own in by_id.values()]


def _agreement(own: Sequence[Promise]) -> dict[str, Any]:
    agreement, names = own[0].agreement, own[0].names
    row = [Standing(one.finding.status, f"{one.title}: {one.finding.status}", f"#{one.anchor}") for one in own]
    force = agreement.in_force
    return {
        "letter": own[0].letter, "title": agreement.title, "signed": agreement.signed,
        "from": spoken_days(force.start), "to": force.end, "zone": force.zone,
        "parties": listed(agreement.parties, names), "guarantors": listed(agreement.guarantors, names),
        "note": agreement.note, "sources": agreement.sources,
        "row": Markup(render_row(row, agreement.title)), "score": score(own),
    }  # fmt: skip


def score(promises: Sequence[Promise]) -> str | None:
    """Return the score of the Peace Accords Matrix over all provisions that can be scored, as a range of 100."""
    scored = [one.finding for one in promises if one.finding.score_low is not None]
    if not scored:
        return None
    low, high = (
        100 * sum(values) / (3 * len(scored))
        for values in ([one.score_low or 0 for one in scored], [one.score_high or 0 for one in scored])
    )
    span = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
    return f"{span} of 100 over {len(scored)} of {len(promises)} provisions"


if {status for column in COLUMNS for status in column} != set(FINDINGS):
    raise RuntimeError("every status needs a place on the board")
