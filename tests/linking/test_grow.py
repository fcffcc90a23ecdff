"""Adding claims gives what linking them all at once gives, in whatever order they come."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.linking import block
from trucewatch.linking import columns as at
from trucewatch.linking.acts import act_table
from trucewatch.linking.columns import Columns, empty_columns, mix
from trucewatch.linking.grow import Judged, add_claims, nothing_judged, start_state
from trucewatch.linking.state import State, load_state, save_state
from trucewatch.linking.weights import load_weights

WEIGHTS = load_weights()
Partition = set[frozenset[int]]


def crowd(size: int, seed: int) -> Columns:
    """Claims drawn so close to one another that blocks run over and clusters are in doubt."""
    random = np.random.default_rng(seed)
    made = empty_columns(size)
    made.key[:] = mix(np.arange(size), seed + 1)
    made.document[:] = random.integers(1, 1 + size // 3 + 1, size)
    made.act[:] = random.choice([act_table().number(one) for one in ("shelling", "offensive", "capture")], size)
    made.groups[:] = act_table().groups[made.act]
    made.first[:] = made.last[:] = 738_000 + random.integers(0, 6, size)
    made.basis[:] = random.choice([at.DAY, at.DAY, at.WINDOW], size)
    made.first[made.basis == at.WINDOW] -= 14
    made.doers[:, 0] = made.doer_roots[:, 0] = random.integers(0, 3, size)
    made.places[:, 0] = random.integers(0, 3, size)
    made.points[:, 0, 0], made.points[:, 0, 1] = 1.0, made.places[:, 0] / 100
    made.radii[:, 0] = 5
    made.words[:, :4] = np.stack([random.permutation(9)[:4] for _ in range(size)]) + 1
    made.triggers[:, 0] = random.integers(1, 4, size)
    return made


def clusters(state: State, columns: Columns) -> Partition:
    """The partition by the keys of claims, so that row numbers do not count."""
    return {
        frozenset(int(key) for key in columns.key[state.label == label]) for label in np.unique(state.label).tolist()
    }


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "MOST", 6)
    monkeypatch.setattr(block, "NEXT", 3)


@settings(max_examples=40)
@given(st.integers(2, 90), st.integers(0, 10_000), st.integers(0, 10_000))
def test_order_does_not_matter(size: int, seed: int, shuffle: int) -> None:
    columns = crowd(size, seed)
    order = np.random.default_rng(shuffle).permutation(size)
    shuffled = columns.take(order)
    assert clusters(start_state(columns, WEIGHTS), columns) == clusters(start_state(shuffled, WEIGHTS), shuffled)


@pytest.mark.parametrize("seed", range(25))
def test_adding_is_the_same_as_linking_at_once(seed: int, small_blocks: None, tmp_path: Path) -> None:
    random = np.random.default_rng(seed)
    columns = crowd(int(random.integers(20, 220)), seed)
    judged = Judged(random.integers(0, len(columns), (2, 2)).astype(np.int32), np.zeros((0, 2), np.int32))
    cuts = np.sort(random.integers(2, len(columns), 3))
    state = start_state(columns.take(np.arange(cuts[0])), WEIGHTS)
    for first, last in zip(cuts, [*cuts[1:], len(columns)], strict=True):
        save_state(state, tmp_path)
        state = add_claims(load_state(tmp_path), columns.take(np.arange(first, last)), WEIGHTS).state
    whole = start_state(columns, WEIGHTS)
    assert clusters(state, columns) == clusters(whole, columns)
    assert state.capped == whole.capped
    none = columns.take(np.arange(0))
    told = add_claims(state, none, WEIGHTS, judged).state
    assert clusters(told, columns) == clusters(start_state(columns, WEIGHTS, judged), columns)
    assert clusters(add_claims(told, none, WEIGHTS, nothing_judged()).state, columns) == clusters(whole, columns)


def test_an_addition_looks_only_at_what_it_touches() -> None:
    near, far = crowd(60, 1), crowd(60, 2)
    far.first[:] += 4000
    far.last[:] += 4000
    far.document[:] += 1000
    state = add_claims(start_state(near, WEIGHTS), far, WEIGHTS).state
    grown = add_claims(state, near.take(np.arange(0)), WEIGHTS)
    assert len(grown.touched) == 0
    late = far.take(np.arange(1))
    late.key[:] += 1
    assert (add_claims(state, late, WEIGHTS).touched >= len(near)).all()
