"""Questions to what linking found besides events: copies, contradictions, and the figures of a quantity."""

from __future__ import annotations

from datetime import date
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.case import Case
from trucewatch.storage.events import CONTRADICTIONS, ESTIMATES

Row = dict[str, Any]

PEOPLE_FIRST = (
    "killed", "wounded", "dead-or-wounded", "captured", "missing", "displaced", "evacuated", "prisoners", "people",
    "population", "troops",
)  # fmt: skip
"""Units in the order in which figures are shown; all others follow."""
KINDS = ("status", "actor", "figure", "place", "time")
"""What claims contradict each other about, in the order in which it is shown."""


def list_copies(case: Case) -> list[Row]:
    """Return the copies with title, outlet and publication of both documents, the most shared words first."""
    sides = ", ".join(
        f"coalesce({side}.title, parse_filename({side}.origin)) AS {name}_title, {side}.outlet AS {name}_outlet,"
        f" {side}.published AS {name}_published"
        for side, name in (("l", "left"), ("r", "right"))
    )
    return case.rows(
        f"""SELECT c.*, {sides}, coalesce(list_sum(list_transform(passages, lambda p: p.words)), 0)::BIGINT AS words
        FROM copies c JOIN documents l ON left_id = l.document_id JOIN documents r ON right_id = r.document_id
        ORDER BY words DESC, left_id, right_id"""
    )


def list_contradictions(case: Case, since: str | None) -> list[Row]:
    """Return the contradictions with the label and date of their event, the most telling first.

    First come those of events of which it is open whether they happened, of these the ones about which most sources
    disagree; last what belongs to no single event. Within an event they stand by `KINDS`.

    Args:
        case: The case.
        since: A day: only those that became known on it or later; those of unknown day are among them.

    Raises:
        UsageError: where ``since`` is no day.
    """
    if since is not None:
        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError as error:
            raise UsageError(f"--since takes a day such as 2031-05-07, not “{since}”.") from error
    rows = case.rows(
        f"""{CONTRADICTIONS}
        WHERE $1 IS NULL OR c.known_on IS NULL OR c.known_on >= $1
        ORDER BY e.first NULLS LAST, event_id, contradiction_id""",
        [since],
    )
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["event_id"], []).append(row)
    return [row for group in sorted(groups.values(), key=_weight) for row in sorted(group, key=_rank)]


def _rank(row: Row) -> int:
    return KINDS.index(row["kind"]) if row["kind"] in KINDS else len(KINDS)


def _weight(rows: list[Row]) -> tuple[bool, int, int]:
    """Return what the contradictions of one event are sorted by; equal ones stay by the time of the event."""
    sides = ((row, side) for row in rows for side in ("left", "right"))
    sources = {row[f"{side}_claimant"] or row[f"{side}_printed"] for row, side in sides}
    return rows[0]["event_id"] is None, min(map(_rank, rows)), -len(sources)


def list_figures(case: Case, topic: str | None) -> list[Row]:
    """Return the figures of quantities: people first, then by topic, and within one by as-of date.

    Args:
        case: The case.
        topic: A unit, an id, or words that the name of the topic, or whom it counts, holds.

    Raises:
        UsageError: where no topic fits.
    """
    rows = case.rows(
        f"""{ESTIMATES}
        WHERE $1 IS NULL OR unit = lower($1) OR starts_with(topic_id, $1) OR contains(lower(topic), lower($1))
           OR contains(lower(coalesce(whom, '')), lower($1))
        ORDER BY topic, topic_id, as_of NULLS LAST, known_on NULLS LAST, estimate_id""",
        [topic],
    )
    order = {unit: index for index, unit in enumerate(PEOPLE_FIRST)}
    rows.sort(key=lambda row: order.get(row["unit"], len(order)))
    if topic is not None and not rows:
        units = [row["unit"] for row in case.rows("SELECT DISTINCT unit FROM estimates ORDER BY unit")]
        raise UsageError(f"No figure counts “{topic}”; there are figures of {', '.join(units) or 'nothing'}.")
    return rows
