"""Claims about one happening, reduced to stretches of knowing: when it was, and how well it stands by what was known.

For each happening and each day on which another claim about it became known there is one stretch, which lasts until
the next. A stretch counts on every day asked about from ``latest`` on: by then the thing had certainly happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from trucewatch.assess.columns import Bools, Columns, Ints
from trucewatch.assess.days import ALWAYS, LONG_AGO
from trucewatch.assess.ranges import least_covering, least_within
from trucewatch.assess.voices import MONITOR, Voices

NOBODY = -1
ALLEGED, DISPUTED, ESTABLISHED = 1, 2, 3
"""How a happening stands; see docs/reference/findings.md."""
SHARP = (7, 120)
"""How many days a period may have to stand against others: the sharpest of these that there is."""


@dataclass(frozen=True, slots=True)
class Happenings:
    """Stretches: the number of the happening, from when to when (exclusive) it was known so, and how it stands.

    ``doer`` is the number of the party that all who were known then name, `NOBODY` where they name none or several.
    """

    event: Ints
    known_from: Ints
    known_to: Ints
    earliest: Ints
    latest: Ints
    standing: Ints
    admitted: Bools
    doer: Ints

    @classmethod
    def none(cls) -> Happenings:
        """Return no stretches at all."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty, empty, empty, empty, empty.astype(np.bool_), empty)

    def take(self, chosen: Bools) -> Happenings:
        """Return the chosen stretches."""
        return Happenings(*(getattr(self, item.name)[chosen] for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Words:
    """Rows that assert something and rows that deny it, with their days.

    ``admits`` goes by claim, ``doers`` too: the number of the party that is told to have done it, `NOBODY` where none
    is named, or more than one.
    """

    asserting: Ints
    denying: Ints
    first: Ints
    last: Ints
    admits: Bools
    doers: Ints


def gather(columns: Columns, words: Words) -> Happenings:
    """Return the stretches of all happenings that somebody asserts.

    A denial within a happening disputes it. One that stood alone when it became known (nothing was known then that it
    is linked to), or that is of no certain day, disputes every happening with the same act in its days; but not what
    another party is told to have done than it speaks of.
    """
    rows = np.concatenate([words.asserting, words.denying])
    if not len(words.asserting):
        return Happenings.none()
    claim = columns.claim[rows]
    event, known = columns.event[claim], columns.known[rows]
    asserts = np.arange(len(rows)) < len(words.asserting)
    asserted = np.full(int(event.max()) + 1, ALWAYS + 1)
    np.minimum.at(asserted, event[asserts], known[asserts])
    order = np.lexsort((rows, known, event))
    order = order[asserted[event[order]] <= ALWAYS]
    steps = _steps(columns, words, rows[order], asserts[order])
    vague = words.last[rows] - words.first[rows] > SHARP[-1]
    lone = rows[~asserts & (vague | (asserted[event] > known))]
    return _dispute(steps, columns, words, lone) if len(lone) else steps


def _steps(columns: Columns, words: Words, rows: Ints, asserts: Bools) -> Happenings:
    """Return the stretches of rows in order of happening and day of knowing."""
    claim = columns.claim[rows]
    event, known = columns.event[claim], columns.known[rows]
    head = np.ones(len(rows), dtype=np.bool_)
    head[1:] = event[1:] != event[:-1]
    group = np.cumsum(head) - 1
    voices = columns.voices
    origin = voices.origin[claim]
    kind, side = voices.kind[origin], voices.side[origin]
    credible = asserts & columns.credible[claim]
    by_origin = _first_of(group, origin, credible)
    many = _running(by_origin, head, group) - _twice(voices, origin, credible, (head, group))
    sides = _running(_first_of(group, side, credible & (side >= 0)), head, group)
    outsiders = _running(by_origin & voices.outsider[origin], head, group)
    seen = _running(asserts & (kind == MONITOR), head, group) > 0
    admitted = _running(asserts & words.admits[claim], head, group) > 0
    doer = _doers(words.doers[claim], asserts, group)
    denied = _denied(words.doers[claim], asserts, doer, (head, group))
    independent = (many >= 2) & ((sides >= 2) | (outsiders >= 1))
    standing = np.where(admitted | ((seen | independent) & ~denied), ESTABLISHED, np.where(denied, DISPUTED, ALLEGED))
    earliest, latest = _days(words.first[rows], words.last[rows], asserts, group)
    # Of rows known on the same day only the last has seen all of them; nothing stands before somebody asserts it.
    final = np.ones(len(rows), dtype=np.bool_)
    final[:-1] = (event[1:] != event[:-1]) | (known[1:] != known[:-1])
    final &= _running(asserts, head, group) > 0
    event, known = event[final], known[final]
    until = np.full(len(event), ALWAYS + 1)
    same = event[1:] == event[:-1]
    until[:-1][same] = known[1:][same]
    return Happenings(
        event, known, until, earliest[final], latest[final], standing[final], admitted[final], doer[final]
    )


def _doers(told: Ints, asserts: Bools, group: Ints) -> Ints:
    """Return for each row the party that all who assert it up to there name, `NOBODY` where that is none or several."""
    least = _running_least(np.where(asserts, told, ALWAYS), group)
    most = -_running_least(np.where(asserts, -told, ALWAYS), group)
    return np.asarray(np.where(least == most, most, NOBODY))


def _denied(told: Ints, asserts: Bools, doer: Ints, groups: tuple[Bools, Ints]) -> Bools:
    """Return for each row whether its happening is denied up to there: by a word on its doer, or on nobody's doing."""
    denied = np.where(doer == NOBODY, _running(~asserts, *groups), _running(~asserts & (told == NOBODY), *groups)) > 0
    for party in np.unique(told[~asserts & (told != NOBODY)]):
        denied |= (doer == party) & (_running(~asserts & (told == party), *groups) > 0)
    return np.asarray(denied)


def _twice(voices: Voices, origin: Ints, credible: Bools, groups: tuple[Bools, Ints]) -> Ints:
    """Return for each row how many wholes are heard in its group up to it beside an organ of their own."""
    organs: dict[int, list[int]] = {}
    for organ, wholes in voices.wholes.items():
        for whole in wholes:
            organs.setdefault(whole, []).append(organ)
    twice = np.zeros(len(origin), dtype=np.int64)
    for whole, parts in organs.items():
        heard = (_running(credible & np.isin(origin, some), *groups) > 0 for some in ([whole], parts))
        twice += np.logical_and(*heard)
    return twice


def _days(first: Ints, last: Ints, asserts: Bools, group: Ints) -> tuple[Ints, Ints]:
    """Return between which days it was, by all accounts up to each row.

    Where accounts contradict each other, it was between the earliest and the latest day of the sharpest of them.
    """
    latest = _running_least(np.where(asserts, last, ALWAYS), group)
    earliest = -_running_least(np.where(asserts, -first, ALWAYS), group)
    torn = earliest > latest
    for width in SHARP:
        sharp = asserts & (last - first <= width)
        least = _running_least(np.where(sharp, first, ALWAYS), group)
        most = -_running_least(np.where(sharp, -last, ALWAYS), group)
        given = torn & (least <= most)
        earliest, latest = np.where(given, least, earliest), np.where(given, most, latest)
        torn &= ~given
    return np.minimum(earliest, latest), latest


def _dispute(found: Happenings, columns: Columns, words: Words, lone: Ints) -> Happenings:
    """Return the stretches, disputed from where a denial that stands alone became known."""
    heard = _heard(found, columns, words, lone)
    open_to = ~found.admitted & (heard < found.known_to)
    before = found.take(~open_to | (heard > found.known_from))
    cut = open_to[~open_to | (heard > found.known_from)]
    before.known_to[cut] = heard[~open_to | (heard > found.known_from)][cut]
    after = found.take(open_to)
    after.known_from[:] = np.maximum(after.known_from, heard[open_to])
    after.standing[:] = DISPUTED
    return Happenings(
        *(np.concatenate([getattr(before, item.name), getattr(after, item.name)]) for item in fields(found))
    )


def _heard(found: Happenings, columns: Columns, words: Words, lone: Ints) -> Ints:
    """Return for each stretch from when on a lone denial of the same act and its days was known."""
    acts = np.full(int(found.event.max()) + 1, -2, dtype=np.int64)
    asserted = columns.claim[words.asserting]
    acts[columns.event[asserted]] = columns.act[asserted]
    act, doer = acts[found.event], found.doer
    denied, denier_of = columns.act[columns.claim[lone]], words.doers[columns.claim[lone]]
    heard = np.full(len(act), ALWAYS + 1)
    for one in np.unique(denied):
        for party in np.unique(denier_of[denied == one]):
            meant = (act == one) & ((doer == party) | (doer == NOBODY) | (party == NOBODY))
            rows = lone[(denied == one) & (denier_of == party)]
            heard[meant] = np.minimum(heard[meant], _first_heard(found.take(meant), columns, words, rows))
    return heard


def _first_heard(found: Happenings, columns: Columns, words: Words, denials: Ints) -> Ints:
    """Return for each stretch from when on one of the denials whose days meet its own was known."""
    first, last = words.first[denials], words.last[denials]
    # Two periods meet where the later of their beginnings lies in both: only ends of periods need be looked at.
    ends = np.unique(np.concatenate([first, last, found.earliest, found.latest]))
    left, right = np.searchsorted(ends, first), np.searchsorted(ends, last, "right")
    known = least_covering(columns.known[denials], left, right, len(ends), ALWAYS + 1)
    left, right = np.searchsorted(ends, found.earliest), np.searchsorted(ends, found.latest, "right")
    return least_within(known, left, right, ALWAYS + 1)


def _first_of(group: Ints, value: Ints, wanted: Bools) -> Bools:
    """Return which wanted rows are the first of their group with their value."""
    first = np.zeros(len(group), dtype=np.bool_)
    rows = np.nonzero(wanted)[0]
    if len(rows):
        keys = group[rows] * (int(value.max()) + 2) + value[rows] + 1
        first[rows[np.unique(keys, return_index=True)[1]]] = True
    return first


def _running(marked: Bools, head: Bools, group: Ints) -> Ints:
    """Return for each row how many rows of its group are marked up to it."""
    total = np.cumsum(marked, dtype=np.int64)
    before = (total - marked)[head]
    return np.asarray(total - before[group])


def _running_least(values: Ints, group: Ints) -> Ints:
    """Return for each row the least value of its group up to it."""
    step = 4 * ALWAYS  # more than values differ, so that the minimum starts afresh in each group
    return np.asarray(np.minimum.accumulate(values - group * step) + group * step)


def relate(
    found: Happenings, other: Happenings, test: Callable[[Happenings, int], Bools]
) -> tuple[Happenings, Happenings]:
    """Return the stretches that pass a test against the first day of something else, and those that do not.

    The first day is the one known at the time: a report that comes later changes nothing for those who knew less.
    While nothing is known of the other, nothing passes.
    """
    passed, failed = [], []
    for known_from, known_to, day in first_days(other):
        part = _clip(found, known_from, known_to)
        holds = test(part, day) if day is not None else np.zeros(len(part.event), dtype=np.bool_)
        passed.append(part.take(holds))
        failed.append(part.take(~holds))
    return join(passed), join(failed)


def join(parts: Sequence[Happenings]) -> Happenings:
    """Return the stretches of several as one."""
    return Happenings(*(np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Happenings)))


def first_days(other: Happenings) -> list[tuple[int, int, int | None]]:
    """Return from when to when which first day was known; None while there was none."""
    order = np.argsort(other.known_from, kind="stable")
    known, least = other.known_from[order], np.minimum.accumulate(other.latest[order])
    steps: list[tuple[int, int | None]] = [(LONG_AGO, None)]
    for at in np.nonzero(np.diff(least, prepend=ALWAYS + 1))[0]:
        steps.append((int(known[at]), int(least[at])))
    ends = [known for known, _ in steps[1:]] + [ALWAYS + 1]
    return [(start, end, day) for (start, day), end in zip(steps, ends, strict=True) if start < end]


def _clip(found: Happenings, known_from: int, known_to: int) -> Happenings:
    """Return the parts of stretches that were known within a time."""
    part = found.take((found.known_from < known_to) & (found.known_to > known_from))
    np.maximum(part.known_from, known_from, out=part.known_from)
    np.minimum(part.known_to, known_to, out=part.known_to)
    return part
