"""Which pairs of claims are compared at all: those that share a key, so that cost stays near linear.

Every claim has several keys: what kind of act where and when, what kind of act by or on whom and when, a telling word
and when, a figure and when, its document. "When" is a bin of `FINE` days, or of `WIDE` days where a claim's span is
longer; a dated claim also stands in its wide bin, but as a guest: two guests are not compared there, they meet in the
fine bin if at all. A block of more than `MOST` claims is divided by day, then by actor, place and words; what stays too
large is put in order and each claim compared with the `NEXT` that follow it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Array, Columns, distinct, mix

FINE, WIDE = 16, 256
MOST, NEXT = 48, 10

_MARGIN = 2
_FINE_BINS, _WIDE_BINS = 5, 4
_CELL_DEGREES = 0.5
_WIDE_KM, _REACH_KM = 60.0, 20.0
_KM_A_DEGREE = 111.2
_WORDS, _NUMBERS = 3, 2
_ACT_AT, _ACT_BY, _WORD, _NUMBER, _DOCUMENT = range(1, 6)
_NO_TIME = 1 << 30


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys of claims: the key, the row it belongs to, and whether the row is only a guest there. In order of keys."""

    key: Array
    row: Array
    guest: Array

    def take(self, chosen: Array) -> Entries:
        """Return some entries."""
        return Entries(self.key[chosen], self.row[chosen], self.guest[chosen])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows to be compared, every pair once, the smaller row left; ``capped`` counts the pairs left out."""

    left: Array
    right: Array
    capped: int


@dataclass(frozen=True, slots=True)
class _Slots:
    """Values of each claim in a padded table, with which of them hold."""

    values: Array
    held: Array


def make_entries(columns: Columns, rows: Array | None = None) -> Entries:
    """Return the keys of all claims, or of some rows, in order of key and claim."""
    rows = np.arange(len(columns), dtype=np.int32) if rows is None else rows.astype(np.int32)
    some = columns.take(rows)
    bins, guest = _bins(some)
    kinds = _kinds(some)
    parts = [
        _cross(rows, _ACT_AT, (kinds, _cells(some)), (bins, guest)),
        _cross(rows, _ACT_BY, (kinds, _roots(some)), (bins, guest)),
        _cross(rows, _WORD, (_held(some.words[:, :_WORDS]),), _ever(bins, guest)),
        _cross(rows, _NUMBER, (_numbers(some),), (bins, guest)),
        _cross(rows, _DOCUMENT, (kinds, _held(some.document[:, None])), None),
    ]
    return sort_entries(Entries(*(np.concatenate(part) for part in zip(*parts, strict=True))))


def sort_entries(entries: Entries) -> Entries:
    """Return entries in order of key; within a key their order does not matter."""
    return entries.take(np.argsort(entries.key))


def _cross(
    rows: Array, kind: int, tables: tuple[_Slots, ...], times: tuple[_Slots, Array] | None
) -> tuple[Array, Array, Array]:
    """Return key, row and guest flag of every combination of the values of some tables, and of the bins of time."""
    place = np.arange(len(rows))
    key = np.full(len(rows), kind, np.uint64)
    for table in tables:
        place, key, _ = _combine(place, key, table)
    if times is None:
        return key, rows[place], np.zeros(len(place), np.bool_)
    place, key, slot = _combine(place, key, times[0])
    return key, rows[place], times[1][place, slot]


def _combine(place: Array, key: Array, table: _Slots) -> tuple[Array, Array, Array]:
    """Return keys combined with every value that their claim holds in a table, and which value it was."""
    parts = []
    for slot in range(table.values.shape[1]):
        held = np.flatnonzero(table.held[place, slot])
        where = place[held]
        parts.append((where, mix(key[held], table.values[where, slot]), np.full(len(held), slot, np.int8)))
    places, keys, slots = (np.concatenate(part) for part in zip(*parts, strict=True))
    return places, keys, slots


def _held(values: Array) -> _Slots:
    return _Slots(values, values != 0)


def _bins(columns: Columns) -> tuple[_Slots, Array]:
    """Return the bins of each claim, fine ones first, and where it is a guest."""
    first, last = columns.first.astype(np.int64) - _MARGIN, columns.last.astype(np.int64) + _MARGIN
    dated = columns.basis != at.UNDATED
    short = last - first < FINE * (_FINE_BINS - 1)
    fine = first[:, None] // FINE + np.arange(_FINE_BINS)
    fine_held = (fine <= last[:, None] // FINE) & (short & dated)[:, None]
    wide = first[:, None] // WIDE + np.arange(_WIDE_BINS)
    wide[:, -1] = np.maximum(wide[:, -1], last // WIDE)
    wide_held = (wide <= last[:, None] // WIDE) & dated[:, None]
    values = np.concatenate([fine * 2, wide * 2 + 1], axis=1)
    guest = np.concatenate([np.zeros(fine.shape, np.bool_), np.broadcast_to(short[:, None], wide.shape)], axis=1)
    return _Slots(values, np.concatenate([fine_held, wide_held], axis=1)), guest


def _ever(bins: _Slots, guest: Array) -> tuple[_Slots, Array]:
    """Return the bins with one more in which claims without any date meet the others."""
    dated = np.logical_or.reduce(bins.held, axis=1)
    values = np.concatenate([bins.values, np.full((len(guest), 1), _NO_TIME, np.int64)], axis=1)
    held = np.concatenate([bins.held, np.ones((len(guest), 1), np.bool_)], axis=1)
    return _Slots(values, held), np.concatenate([guest, dated[:, None]], axis=1)


def _kinds(columns: Columns) -> _Slots:
    """Return the groups of each claim's act; an act that is not known stands in a group of its own."""
    most = int(np.bitwise_count(act_table().groups).max())
    listed = np.zeros((len(act_table().codes), most), np.int64)
    for act, groups in enumerate(act_table().groups):
        bits = [bit + 1 for bit in range(32) if int(groups) >> bit & 1] or [64]
        listed[act, : len(bits)] = bits
    return _held(listed[columns.act])


def _cells(columns: Columns) -> _Slots:
    """Return the cells of the earth that each claim's places reach into; a wide area counts by its name."""
    parts = []
    for slot in range(at.PLACES):
        x, y, z = (columns.points[:, slot, axis].astype(np.float64) for axis in range(3))
        lat, lon = np.degrees(np.arcsin(np.clip(z, -1, 1))), np.degrees(np.arctan2(y, x))
        reach = (np.minimum(columns.radii[:, slot], _REACH_KM) + _MARGIN) / _KM_A_DEGREE
        parts.append(_corners(lat, lon, reach, columns.radii[:, slot] > _WIDE_KM, columns.places[:, slot]))
    return _Slots(np.concatenate([one.values for one in parts], 1), np.concatenate([one.held for one in parts], 1))


def _corners(lat: Array, lon: Array, reach: Array, wide: Array, place: Array) -> _Slots:
    stretch = reach / np.maximum(np.cos(np.radians(lat)), 0.1)
    corners = [
        np.floor((lat + south * reach) / _CELL_DEGREES) * 4096 + np.floor((lon + west * stretch) / _CELL_DEGREES)
        for south, west in ((-1, -1), (-1, 1), (1, -1), (1, 1))
    ]
    cells = np.stack(corners, axis=1).astype(np.int64)
    cells[wide] = 0
    cells[:, 0] = np.where(wide, place.astype(np.int64) + (1 << 40), cells[:, 0])
    held = np.broadcast_to((place != 0)[:, None], cells.shape).copy()
    held[wide, 1:] = False
    for slot in range(1, cells.shape[1]):
        held[:, slot] &= (cells[:, :slot] != cells[:, slot : slot + 1]).all(axis=1)
    return _Slots(cells, held)


def _roots(columns: Columns) -> _Slots:
    """Return what the actors of each claim belong to, in whatever role."""
    roots = np.concatenate([columns.doer_roots, columns.bearer_roots], axis=1)
    held = roots != 0
    for slot in range(1, roots.shape[1]):
        held[:, slot] &= (roots[:, :slot] != roots[:, slot : slot + 1]).all(axis=1)
    return _Slots(roots, held)


def _numbers(columns: Columns) -> _Slots:
    """Return the figures of each claim as unit and bounds."""
    units = columns.units[:, :_NUMBERS]
    lows, highs = (bound[:, :_NUMBERS].view(np.uint32) for bound in (columns.lows, columns.highs))
    return _Slots(mix(mix(units, lows), highs), units != 0)


def find_pairs(columns: Columns, entries: Entries) -> Pairs:
    """Return the pairs that the keys bring together, each once."""
    codes: list[Array] = []
    capped = 0
    traits = _traits(columns)
    for depth in range(len(traits) + 1):
        sizes = _blocks(entries)
        small = np.repeat(sizes <= MOST, sizes)
        codes.append(_all_pairs(entries.take(small), sizes[sizes <= MOST]))
        entries = entries.take(~small)
        if not len(entries.key):
            break
        if depth == len(traits):
            found, left_out = _next_pairs(columns, entries)
            codes.append(found)
            capped = left_out
            break
        key = mix(entries.key, traits[depth][entries.row])
        entries = sort_entries(Entries(key, entries.row, entries.guest))
    unique = distinct(np.concatenate(codes))
    return Pairs((unique >> np.uint64(32)).astype(np.int32), (unique & np.uint64(0xFFFFFFFF)).astype(np.int32), capped)


def _traits(columns: Columns) -> tuple[Array, ...]:
    """Return by what a block that is too large is divided, in this order."""
    day = np.where(columns.basis == at.DAY, columns.first, columns.first // FINE + (1 << 24))
    return day, columns.doer_roots[:, 0], columns.places[:, 0], columns.triggers[:, 0], columns.words[:, 0]


def _blocks(entries: Entries) -> Array:
    """Return the sizes of the runs of one key."""
    starts = np.flatnonzero(np.r_[True, entries.key[1:] != entries.key[:-1]]) if len(entries.key) else np.zeros(0, int)
    return np.diff(np.r_[starts, len(entries.key)])


def _all_pairs(entries: Entries, sizes: Array) -> Array:
    """Return the codes of all pairs within blocks, without pairs of guests."""
    ends = np.repeat(np.cumsum(sizes), sizes)
    places = np.arange(len(entries.key))
    return _codes(entries, places, ends - places - 1)


def _next_pairs(columns: Columns, entries: Entries) -> tuple[Array, int]:
    """Return the pairs of each claim with the next of its block by day and words, and how many are left out."""
    rows = entries.row
    order = np.lexsort((columns.key[rows], columns.words[rows, 0], columns.first[rows], entries.key))
    entries = entries.take(order)
    sizes = _blocks(entries)
    ends = np.repeat(np.cumsum(sizes), sizes)
    places = np.arange(len(entries.key))
    following = ends - places - 1
    return _codes(entries, places, np.minimum(following, NEXT)), int(np.maximum(following - NEXT, 0).sum())


def _codes(entries: Entries, places: Array, counts: Array) -> Array:
    """Return one number a pair: every place with so many that follow it."""
    left = np.repeat(places, counts)
    firsts = np.cumsum(counts) - counts
    right = left + 1 + np.arange(len(left)) - np.repeat(firsts, counts)
    kept = ~(entries.guest[left] & entries.guest[right])
    one, other = entries.row[left[kept]].astype(np.uint64), entries.row[right[kept]].astype(np.uint64)
    kept = one != other
    one, other = one[kept], other[kept]
    made: Array = np.minimum(one, other) << np.uint64(32) | np.maximum(one, other)
    return made
