"""When what a document is about happened: the days of its lead, the stretch it looks back over, all days it tells of.

The day of publication alone says little: a review of a month, or a piece on an anniversary, comes out on the day of
other news. What counts are the dates of the headline and lead; a date line stands for them where they name no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from trucewatch.linking.model import Row
from trucewatch.linking.rarity import background
from trucewatch.linking.stems import stem
from trucewatch.linking.storywords import story_words

LONG_PAST = timedelta(days=60)
"""What lies further back than this before publication is recalled, not reported."""
NEAR, FAR = timedelta(days=1), timedelta(days=2)
"""Days up to `NEAR` apart may be one (nights, zones); days more than `FAR` apart are two."""
_SHORT, _LONGEST = timedelta(days=2), timedelta(days=100)
_STRETCH = timedelta(days=4)
_APART = timedelta(days=2)
_REVIEWED = timedelta(days=14)
_OLD = timedelta(days=10)
"""A lead with older days only tells of news that it does not date."""
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|[.;!?]\s+|\n)(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,2}):\s")
_TO = re.compile(r"\s+(?:to|until|till|up to)\b", re.IGNORECASE)

Days = frozenset[date]


@dataclass(frozen=True, slots=True)
class Happening:
    """``days`` of what the lead reports; ``told``, all days of the document; ``first`` and ``last`` of a review.

    ``reviews`` is true where the document tells of several happenings of a stretch of time, none of them its own.
    """

    days: Days
    told: Days
    first: date | None
    last: date | None
    reviews: bool


@dataclass(frozen=True, slots=True)
class _Stated:
    start: int
    first: date
    last: date
    span: bool


def find_happening(document: Row, times: Iterable[Row], lead_end: int) -> Happening:
    """Return when what a document is about happened.

    Args:
        document: Its row.
        times: Rows of the time expressions of its running text.
        lead_end: Where its lead ends in its text.
    """
    published = date.fromisoformat(document["published_to"]) if document["published_to"] else None
    stated = sorted(_stated(times), key=lambda one: one.start)
    horizon = published + NEAR if published else date.max
    told = frozenset(one.first for one in stated if one.last - one.first <= _SHORT and one.first <= horizon)
    lead = [one for one in stated if one.start < lead_end]
    stretch = _stretch(document["text"], lead, horizon)
    days = _lead_days(document, lead, lead_end, published)
    if not days and not stretch:
        days = _published(document)
    first, last = stretch or (None, None)
    return Happening(days, told, first, last, _reviews(document, told, stretch, published))


def _published(document: Row) -> Days:
    """Return the days of publication, where they are known closely enough to stand for those of the happening."""
    if not document["published_from"] or not document["published_to"]:
        return frozenset()
    first, last = (date.fromisoformat(document[name]) for name in ("published_from", "published_to"))
    return frozenset({first, last}) if last - first <= _SHORT else frozenset()


def _stated(times: Iterable[Row]) -> list[_Stated]:
    return [
        _Stated(
            row["start"],
            date.fromisoformat(row["earliest"]),
            date.fromisoformat(row["latest"]),
            "/" in row["value"] or "W" in row["value"] or (row["value"].count("-") == 1 and "S" not in row["value"]),
        )
        for row in times
        if row["value"] and row["earliest"] and row["latest"] and ".." not in row["value"]
    ]


def _lead_days(document: Row, lead: Sequence[_Stated], lead_end: int, published: date | None) -> Days:
    """Return the days of the lead; only what is long past where most of its dates, or its words, look back to that."""
    horizon = published + NEAR if published else date.max
    past = [one for one in lead if published and published - one.last > LONG_PAST]
    recent = [one for one in lead if one not in past and one.last - one.first <= _SHORT and one.first <= horizon]
    words = f"{document['title'] or ''} {document['text'][:lead_end]}"
    if past and (len(past) > len(recent) or story_words().recalls.search(words)):
        return frozenset(one.first for one in past)
    days = frozenset(day for one in recent for day in (one.first, one.last))
    told = days and published and all(published - day > _OLD for day in days)
    return days | _published(document) if told else days


def _stretch(text: str, lead: Sequence[_Stated], horizon: date) -> tuple[date, date] | None:
    """Return the stretch of days that a lead sets out to cover: “14 to 20 June”, “from 3 May to this day”."""
    for one in lead:
        if one.span and _STRETCH <= one.last - one.first <= _LONGEST and one.last <= horizon:
            return one.first, one.last
        if horizon < date.max and horizon - one.first > _STRETCH and _FROM.search(text[: one.start]):
            after = re.match(r"[\w ,]{0,24}", text[one.start :])
            if after and _TO.search(after.group()):
                return one.first, horizon - NEAR
    return None


def _reviews(document: Row, told: Days, stretch: tuple[date, date] | None, published: date | None) -> bool:
    """Return whether a document tells of several happenings, as a review does and a report does not."""
    count = _clusters(told)
    announced = stretch is not None or story_words().reviews.search(document["title"] or "") is not None
    if announced and max(count, _named_items(document["text"])) >= 2:
        return True
    spread = max(told) - min(told) if told else timedelta()
    old = published is not None and all(published - day > _APART for day in told)
    return count >= 3 and spread >= _REVIEWED and old


def _named_items(text: str) -> int:
    """Return under how many different names a text lists items: “Pellor: … Lake Orr: …”, not “Water: … Health: …”."""
    named = {
        match["name"]
        for match in _ITEM.finditer(text)
        if any(stem(word) not in background().counts for word in match["name"].split())
    }
    return len(named)


def _clusters(days: Days) -> int:
    """Return how many happenings days may belong to: days up to two apart may be one."""
    ordered = sorted(days)
    return sum(later - earlier > _APART for earlier, later in pairwise(ordered)) + bool(ordered)


def apart(left: Days, right: Days) -> timedelta | None:
    """Return how far apart the nearest days of two sets are; None where one is empty."""
    return min((abs(one - other) for one in left for other in right), default=None)
