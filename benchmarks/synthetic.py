"""Synthetic claims with known truth, as columns: many truces, events of very unequal fame, known ambiguity.

The generator, from one seed:

- There is one truce for every `CLAIMS_A_TRUCE` claims. Each has its own two sides with `FORCES` forces each and a
  body of monitors, `TOWNS` towns within 100 km of its centre, and lasts `DAYS` days, all drawn anew. Centres are
  drawn over the land belts of the earth, so that some truces lie beside one another.
- An event belongs to a truce; it has an act (common acts are common), a day, a town, an actor, a bearer, a number
  and eight words of its own out of the 20,000 of the language (drawn by Zipf's law, as the language is).
- Events are told by 1, 2, 3 … claims by a power law (exponent `FAME`, up to `MOST_TOLD`): most once, some by
  hundreds.
- A claim tells its event with what reports leave out or change. It names the act as it is, or a near one (15%); the
  day as it is (60%), a month (10%), a day beside it (4%) or none, so that only the fortnight before printing is
  known (26%); the town (60%), the region (25%) or none; the actor (55%), the side (25%) or none; likewise the
  bearer; the number (35%); four of the event's words and four of the language. Documents hold ten claims on
  average, of one truce, printed after the events.
- Ambiguity: one event in `TWIN` has a twin in the same town, by the same actors and act, one to three days later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from trucewatch.linking import columns as at
from trucewatch.linking.acts import NEAR, act_table
from trucewatch.linking.columns import Array, Columns, empty_columns, mix

CLAIMS_A_TRUCE, FORCES, TOWNS, DAYS = 500, 3, 40, 400
FAME, MOST_TOLD, TWIN = 2.1, 2000, 10
_LANGUAGE, _OWN_WORDS, _DOCUMENT = 20_000, 8, 10
_COMMON = ("shelling", "armed-clash", "offensive", "killing", "capture", "air-strike", "blockade", "convoy-stopped")
_START = 730_000


@dataclass(frozen=True, slots=True)
class Made:
    """Claims with the number of the true event of each."""

    columns: Columns
    truth: Array


@dataclass(frozen=True, slots=True)
class _Events:
    truce: Array
    act: Array
    day: Array
    town: Array
    actor: Array
    bearer: Array
    number: Array
    words: Array
    told: Array


def make_claims(count: int, seed: int = 1) -> Made:
    """Return so many claims, shuffled."""
    random = np.random.default_rng(seed)
    events = _make_events(count, random)
    truth = np.repeat(np.arange(len(events.told)), events.told)[:count]
    truth = truth[np.lexsort((random.random(count), events.truce[truth]))]
    made = empty_columns(count)
    made.key[:] = mix(np.arange(count), seed)
    _fill_documents(made, truth, events, random)
    _fill_acts(made, truth, events, random)
    _fill_days(made, truth, events, random)
    _fill_places(made, truth, events, random)
    _fill_actors(made, truth, events, random)
    _fill_numbers(made, truth, events, random)
    _fill_words(made, truth, events, random)
    order = random.permutation(count)
    return Made(made.take(order), truth[order])


def _make_events(count: int, random: np.random.Generator) -> _Events:
    told = np.minimum(random.zipf(FAME, count), MOST_TOLD)
    told = told[: int(np.searchsorted(np.cumsum(told), count)) + 1]
    size, truces = len(told), max(1, count // CLAIMS_A_TRUCE)
    truce = random.integers(0, truces, size)
    acts = np.array([act_table().number(one) for one in _COMMON])
    every = np.arange(1, len(act_table().codes))
    act = np.where(random.random(size) < 0.6, random.choice(acts, size), random.choice(every, size))
    made = _Events(
        truce, act, _START + truce * 3 % 5000 + random.integers(0, DAYS, size), random.integers(0, TOWNS, size),
        random.integers(0, 2 * FORCES, size), random.integers(0, 2 * FORCES, size),
        np.round(np.exp(random.normal(2.5, 1.2, size))), _zipf_words(size, random), told,
    )  # fmt: skip
    twins = np.arange(TWIN, size, TWIN)
    for values in (made.truce, made.act, made.town, made.actor, made.bearer):
        values[twins] = values[twins - 1]
    made.day[twins] = made.day[twins - 1] + random.integers(1, 4, len(twins))
    return made


def _zipf_words(size: int, random: np.random.Generator) -> Array:
    return (
        np.minimum(random.zipf(1.3, (size, _OWN_WORDS)), _LANGUAGE) + random.integers(0, 50, (size, _OWN_WORDS)) * 400
    )


def _fill_documents(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    number = np.arange(len(truth)) // _DOCUMENT
    made.document[:] = mix(number + 1, 7)
    made.story[:] = mix(events.truce[truth][:, None] * at.STORY + np.arange(at.STORY), 11)
    made.story[:, 0] ^= mix(number, 13)


def _fill_acts(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    table = act_table()
    near = np.array([int(random.choice(np.flatnonzero(row == NEAR))) if (row == NEAR).any() else index
                     for index, row in enumerate(table.stands)])  # fmt: skip
    act = events.act[truth]
    made.act[:] = np.where(random.random(len(truth)) < 0.15, near[act], act)
    made.groups[:] = table.groups[made.act]
    made.triggers[:, 0] = mix(made.act.astype(np.uint64), random.integers(0, 3, len(truth))) >> np.uint64(32)
    made.senses[:, 0] = made.act.astype(np.uint32) + 10


def _fill_days(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    day, draw = events.day[truth].astype(np.int32), random.random(len(truth))
    printed = day + np.minimum(random.geometric(0.4, len(truth)), 20).astype(np.int32)
    made.first[:] = made.last[:] = day
    made.basis[:] = at.DAY
    beside = (draw >= 0.60) & (draw < 0.64)
    made.first[beside] = made.last[beside] = day[beside] + random.choice([-1, 1], int(beside.sum()))
    month = (draw >= 0.64) & (draw < 0.74)
    made.first[month], made.basis[month] = day[month] // 30 * 30, at.COARSE
    made.last[month] = made.first[month] + 29
    none = draw >= 0.74
    made.first[none], made.last[none], made.basis[none] = printed[none] - 14, printed[none], at.WINDOW


def _fill_places(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    truces = int(events.truce.max()) + 1
    lat, lon = random.uniform(-35, 55, truces), random.uniform(-110, 140, truces)
    truce, town, draw = events.truce[truth], events.town[truth], random.random(len(truth))
    towns = np.arange(truces * TOWNS).reshape(truces, TOWNS)
    town_lat = lat[:, None] + random.uniform(-0.9, 0.9, towns.shape)
    town_lon = lon[:, None] + random.uniform(-0.9, 0.9, towns.shape)
    named, region = draw < 0.6, (draw >= 0.6) & (draw < 0.85)
    made.places[:, 0] = np.where(named, towns[truce, town] + 1, np.where(region, (1 << 31) + truce, 0))
    latitude = np.radians(np.where(named, town_lat[truce, town], lat[truce]))
    longitude = np.radians(np.where(named, town_lon[truce, town], lon[truce]))
    made.points[:, 0, 0] = np.cos(latitude) * np.cos(longitude)
    made.points[:, 0, 1] = np.cos(latitude) * np.sin(longitude)
    made.points[:, 0, 2] = np.sin(latitude)
    made.radii[:, 0] = np.where(named, 5.0, 120.0)


def _fill_actors(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    truce = events.truce[truth].astype(np.uint64)
    for role, ids, roots in (
        (events.actor, made.doers, made.doer_roots), (events.bearer, made.bearers, made.bearer_roots),
    ):  # fmt: skip
        draw, force = random.random(len(truth)), role[truth]
        side = mix(truce, 1000 + force // FORCES) >> np.uint64(32)
        body = mix(truce, 2000 + force) >> np.uint64(32)
        ids[:, 0] = np.where(draw < 0.55, body, np.where(draw < 0.8, side, 0))
        roots[:, 0] = np.where(draw < 0.8, side, 0)


def _fill_numbers(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    told = random.random(len(truth)) < 0.35
    made.units[told, 0] = 1 + events.act[truth][told] % 3
    made.lows[told, 0] = made.highs[told, 0] = events.number[truth][told]


def _fill_words(made: Columns, truth: Array, events: _Events, random: np.random.Generator) -> None:
    own = random.permuted(events.words[truth], axis=1)[:, : at.WORDS // 2].astype(np.uint64)
    other = _zipf_words(len(truth), random)[:, : at.WORDS // 2].astype(np.uint64)
    drawn = np.concatenate([own, other], axis=1)
    for slot in range(1, drawn.shape[1]):
        twice = (drawn[:, :slot] == drawn[:, slot : slot + 1]).any(axis=1)
        drawn[twice, slot] = (1 << 32) + np.flatnonzero(twice) * at.WORDS + slot
    words: Any = mix(drawn, 17) >> np.uint64(32)
    common = drawn < 50
    order = np.argsort(common, axis=1, kind="stable")
    made.words[:, : words.shape[1]] = np.take_along_axis(words, order, axis=1)
