"""Which event is a part of which: a village taken within an offensive, a convoy stopped within a blockade."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.linking.columns import Columns
from trucewatch.linking.model import Row
from trucewatch.records.link import Event


def hang_parts(events: Sequence[Event], claims: Sequence[Row], columns: Columns) -> tuple[Event, ...]:
    """Return the events, each part with its whole in ``part_of``."""
    return tuple(events)
