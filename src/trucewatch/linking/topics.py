"""Which figures count the same quantity: one unit, one class of those counted, one happening.

Figures are gathered by unit, class and scope; within these, by happening: the event beside which they stand, else days
and places that fit together. A figure that names no nation joins the only nation that the others name; where they
name two, it is the whole of both and stands apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from trucewatch.linking.clash import disjoint
from trucewatch.linking.counting import Count, Period, Spot
from trucewatch.linking.quantities import is_within, quantity_book, same_nations, unit_of
from trucewatch.linking.tablerows import is_table_row
from trucewatch.records.link import Event

_WEEKS = 30
"""What counts over more weeks is found whatever the time."""
_ROWS = 8
"""So many rows of tables stand for a group when a further figure is held against it."""
_SLACK = timedelta(days=3)
_SHORT = timedelta(days=14)
_OVERLAP = 0.2
_POINT_KM = 20.0
_EARTH_KM = 6371.0
_PLAIN = frozenset(
    {"people", "other", "percent", "money", "area", "length", "duration-limit", "documents-points", "votes"}
)
_THINGS = frozenset({"vehicles", "armoured-vehicles", "aircraft", "positions", "settlements"})
"""Units that do not say what befell those counted; their sentences must share a word as well, of plain ones two."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What tells whether two events belong together: the whole of which each is, at last, a part."""

    wholes: Mapping[str, str]

    @staticmethod
    def of(events: Iterable[Event]) -> Setting:
        """Return the setting of a case: every event leads to the event of which it is, at last, a part."""
        return Setting(tops_of({event.event_id: event.part_of for event in events}))


def tops_of(parents: Mapping[str, str | None]) -> dict[str, str]:
    """Return the whole of which each event is, at last, a part, given that of which it is one itself."""
    return {event_id: _top(event_id, parents) for event_id in parents}


def _top(event_id: str, parents: Mapping[str, str | None]) -> str:
    seen = {event_id}
    while (above := parents.get(event_id)) and above not in seen:
        seen.add(above)
        event_id = above
    return event_id


Matter = tuple[str, bool, bool]
"""What figures have to have in common: unit, whether they are a day's, whether they count households."""


def matter_of(count: Count) -> Matter:
    """Return what a figure has to have in common with others of its quantity, apart from whom it counts."""
    return str(count.figure["unit"]), count.scope == "day", count.whom.household


def group_counts(
    counts: Sequence[Count], setting: Setting, kinds: Mapping[Matter, frozenset[str]] | None = None
) -> list[list[Count]]:
    """Return the figures in groups that count the same quantity; each stands in one group.

    Args:
        counts: The figures.
        setting: Which events belong together.
        kinds: The classes of those counted by the other figures of the case, where not all are given.
    """
    groups: list[list[Count]] = []
    for matter, alike in _by(counts, matter_of).items():
        for one_kind in _by_kind(alike, (kinds or {}).get(matter, frozenset())):
            placing = _Placing(setting)
            for count in sorted(one_kind, key=_eagerness):
                placing.place(count)
            for group in placing.groups:
                groups += _by_nation(group)
    return groups


def _by(counts: Iterable[Count], key: Callable[[Count], Matter]) -> dict[Matter, list[Count]]:
    groups: dict[Matter, list[Count]] = defaultdict(list)
    for count in counts:
        groups[key(count)].append(count)
    return groups


def _eagerness(count: Count) -> tuple[bool, bool, str, int]:
    """Order in which figures open groups: those whose own sentence tells the time first, so that others join them."""
    return not count.stated, count.period is None, count.figure["document_id"], count.figure["start"]


def _by_kind(counts: Sequence[Count], others: frozenset[str]) -> list[list[Count]]:
    """Return figures by class of those counted; under an open unit a plain class joins the only finer one."""
    kinds: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        kinds[count.whom.kind].append(count)
    if not unit_of(counts[0].figure["unit"]).open:
        return list(kinds.values())
    left = set(kinds) | others
    for kind in sorted(left):
        finer = [other for other in left if is_within(other, kind) or (kind == "people" and other != kind)]
        if len(finer) == 1 and finer[0] in left:
            left.discard(kind)
            if kind in kinds:
                kinds[finer[0]] += kinds.pop(kind)
    return list(kinds.values())


class _Placing:
    """Puts figures of one unit and class into the groups that they fit best, or opens new ones.

    A figure is held only against those with which it has something in common: the event, or a word that its unit asks
    for and a time. A row of a table joins others by its event alone.
    """

    def __init__(self, setting: Setting) -> None:
        self.groups: list[list[Count]] = []
        self._setting = setting
        self._members: list[tuple[int, Count]] = []
        self._index: dict[Hashable, list[int]] = defaultdict(list)
        self._rows: Counter[int] = Counter()

    def place(self, count: Count) -> None:
        """Put a figure into a group; of equal ones into the first."""
        near = {number for key in self._asked(count) for number in self._index.get(key, ())}
        fits = [(_match(count, other, self._setting), -at) for at, other in map(self._members.__getitem__, near)]
        best, at = max(fits, default=(0.0, 0))
        if best <= 0:
            at = -len(self.groups)
            self.groups.append([])
        self.groups[-at].append(count)
        if not is_table_row(count.document) or self._rows[-at] < _ROWS:
            self._rows[-at] += is_table_row(count.document)
            for key in self._keys(count):
                self._index[key].append(len(self._members))
            self._members.append((-at, count))

    def _keys(self, count: Count) -> Iterator[Hashable]:
        """Yield under what a figure is found."""
        if event := self._setting.wholes.get(count.event_id or ""):
            yield event
        for term in _terms(count):
            yield term, "any"
            for time in _times(count, timedelta()):
                yield term, time

    def _asked(self, count: Count) -> Iterator[Hashable]:
        """Yield under what the figures are found that may fit one."""
        if event := self._setting.wholes.get(count.event_id or ""):
            yield event
        times = _times(count, _SLACK)
        for term in _terms(count):
            if times in (["undated"], ["long"]):
                yield term, "any"
            else:
                yield from ((term, time) for time in (*times, "undated", "long"))


def _terms(count: Count) -> Iterable[str]:
    """Return the words of which two figures of one unit must share at least one; one for all where they need none."""
    if is_table_row(count.document):
        return ()
    return count.stems if _needed(count) else ("",)


def _times(count: Count, slack: timedelta) -> Sequence[int | str]:
    """Return the weeks in which what a figure counts lies."""
    if count.period is None:
        return ["undated"]
    first, last = ((day.toordinal() + step * slack.days) // 7 for day, step in zip(count.period, (-1, 1), strict=True))
    return range(first, last + 1) if last - first < _WEEKS else ["long"]


def _needed(count: Count) -> int:
    """Return how many words the sentences of two figures must share."""
    unit = count.figure["unit"]
    return 2 if unit in _PLAIN else int(unit in _THINGS)


def _match(left: Count, right: Count, setting: Setting) -> float:
    """Return how surely two figures are about one happening, 0 where they are not."""
    if left.whom.nations and right.whom.nations and not same_nations(left.whom.nations, right.whom.nations):
        return 0.0
    one_event = _one_event(left, right, setting)
    if not one_event and len(left.stems & right.stems) < _needed(left):
        return 0.0
    if left.period and right.period and not _meet(left.period, right.period):
        return 0.0
    if not _near(left, right):
        return 0.0
    unit = left.figure["unit"]
    if left.period and right.period:
        steady = unit_of(unit).course != "grows"
        fits = _meet(left.period, right.period) if one_event or steady else _overlap(left.period, right.period)
        return (1.0 + one_event) * fits
    if one_event:
        return 1.5
    if left.document["document_id"] == right.document["document_id"]:
        return 0.0 if disjoint(left.bounds, right.bounds) else 0.6
    return 0.4 if _restates(left, right) else 0.0


def _restates(left: Count, right: Count) -> bool:
    """Tell whether an undated figure may be another's: bounds that both allow, of one order of magnitude."""
    values = [count.bounds.low or count.bounds.high for count in (left, right)]
    if disjoint(left.bounds, right.bounds) or not all(values):
        return False
    small, large = sorted(value for value in values if value)
    return small * 2 >= large


def _one_event(left: Count, right: Count, setting: Setting) -> bool:
    one, other = (setting.wholes.get(count.event_id or "") for count in (left, right))
    return one is not None and one == other


def _overlap(left: Period, right: Period) -> bool:
    """Tell whether two stretches of days may be one happening's: they meet, and neither is many times the other."""
    if not _meet(left, right):
        return False
    one, other = (last - first + timedelta(days=1) for first, last in (left, right))
    if max(one, other) <= _SHORT:
        return True
    shared = min(left[1], right[1]) - max(left[0], right[0]) + timedelta(days=1)
    return shared >= _OVERLAP * max(one, other)


def _meet(left: Period, right: Period) -> bool:
    return left[0] <= right[1] + _SLACK and right[0] <= left[1] + _SLACK


def _near(left: Count, right: Count) -> bool:
    """Tell whether the places fit: one is unknown, they share one, or two of like reach lie within each other's.

    What is counted in a village is not what is counted in its region.
    """
    if not left.spots or not right.spots:
        return True
    if {spot.place_id for spot in left.spots} & {spot.place_id for spot in right.spots}:
        return True
    return any(_touch(one, other) for one in left.spots for other in right.spots)


def _touch(one: Spot, other: Spot) -> bool:
    if (one.radius_km <= _POINT_KM) != (other.radius_km <= _POINT_KM):
        return False
    return distance_km(one, other) <= max(one.radius_km, other.radius_km)


def distance_km(one: Spot, other: Spot) -> float:
    """Return the great-circle distance between the middles of two places (haversine)."""
    north, south = radians(one.lat), radians(other.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def _by_nation(group: list[Count]) -> list[list[Count]]:
    """Return a group by the nations counted; those that name none join the only one, or stand apart beside two."""
    named: list[list[Count]] = []
    plain = [count for count in group if not count.whom.nations]
    for count in group:
        if not count.whom.nations:
            continue
        home = next((item for item in named if same_nations(item[0].whom.nations, count.whom.nations)), None)
        if home is None:
            named.append([count])
        else:
            home.append(count)
    if len(named) == 1:
        return [named[0] + plain]
    return [*named, *([plain] if plain else [])]


def label_of(group: Sequence[Count]) -> tuple[str, str | None]:
    """Return what a group counts in words (“killed: people”), and whom."""
    unit = unit_of(group[0].figure["unit"])
    best = max(group, key=lambda count: (len(count.whom.nations), len(count.figure["counted_quote"] or "")))
    whom = " ".join((best.figure["counted_quote"] or "").split()) or None
    kind = next((count.whom.kind for count in group if count.whom.kind in quantity_book().classes), None)
    return f"{unit.label}: {whom or kind or unit.label}", whom
