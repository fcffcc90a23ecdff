"""When a document was published, as an interval in which its moment surely lies, so that two can be put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from trucewatch.linking.wording import Row

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?")
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks of the world run ahead of UTC, and behind it."""
UNKNOWN = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment in UTC between ``earliest`` and ``latest``, both inclusive; `UNKNOWN` where nothing is known."""

    earliest: datetime
    latest: datetime

    def before(self, other: Moment) -> bool:
        """Return whether this moment surely is the earlier one."""
        return self.latest < other.earliest and other.earliest != UNKNOWN


def published_at(document: Row) -> Moment:
    """Return when a document was published: an instant where the clock and its zone are known, else whole days.

    A clock without a zone may be that of any place on earth, and so may a day.
    """
    for field in ("published", "published_quote"):
        match = _INSTANT.match(document[field] or "")
        if match and (instant := _instant(match.group())):
            return instant
    if not document["published_from"] or not document["published_to"]:
        return Moment(UNKNOWN, UNKNOWN)
    first, last = date.fromisoformat(document["published_from"]), date.fromisoformat(document["published_to"])
    return Moment(datetime.combine(first, time(), UTC), datetime.combine(last, time(23, 59, 59), UTC))


def _instant(text: str) -> Moment | None:
    try:
        moment = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
        if moment.tzinfo is not None:
            return Moment(moment.astimezone(UTC), moment.astimezone(UTC))
        moment = moment.replace(tzinfo=UTC)
        return Moment(moment - _AHEAD, moment + _BEHIND)
    except (ValueError, OverflowError):
        return None
