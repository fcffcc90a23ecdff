"""Which figures cannot both hold, by their bounds, rounding and the order in which they were counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.linking.clash import Bounds, clash, disjoint, exceeds, rounding, widened

AT_LEAST_200 = Bounds(200, None)
CASES = [
    ("at least 200 beside 250", AT_LEAST_200, Bounds(250, 250), False),
    ("at least 200 beside 150", AT_LEAST_200, Bounds(150, 150), True),
    ("at least 200 beside at least 25", AT_LEAST_200, Bounds(25, None), False),
    ("up to 30 beside at least 40", Bounds(None, 30), Bounds(40, None), True),
    ("about 31,000 beside 30,600", Bounds(31000, 31000, True), Bounds(30600, 30600), False),
    ("some 40,000 beside 37,900", Bounds(40000, 40000, True), Bounds(37900, 37900), False),
    ("40,000 without a hedge beside 37,900", Bounds(40000, 40000), Bounds(37900, 37900), False),
    ("some 2,000 beside 1,960", Bounds(2000, 2000, True), Bounds(1960, 1960), False),
    ("some 40,000 beside 29,000", Bounds(40000, 40000, True), Bounds(29000, 29000), True),
    ("17 beside 71", Bounds(17, 17), Bounds(71, 71), True),
    ("fewer than 3,000 beside about 15,800", Bounds(None, 3000), Bounds(15800, 15800, True), True),
    ("between 10 and 20 beside 15", Bounds(10, 20), Bounds(15, 15), False),
    ("nobody beside five", Bounds(0, 0), Bounds(5, 5), True),
    ("unknown beside five", Bounds(None, None), Bounds(5, 5), False),
]


@pytest.mark.parametrize(("left", "right", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_disjoint(left: Bounds, right: Bounds, wanted: bool) -> None:
    assert disjoint(left, right) is wanted
    assert disjoint(right, left) is wanted


@pytest.mark.parametrize(
    ("value", "wanted"), [(40000, 5000), (12400, 50), (60, 5), (7, 0.5), (1960, 5), (0, 0), (33.5, 0.5)]
)
def test_rounding_is_half_of_the_last_significant_digit(value: float, wanted: float) -> None:
    assert rounding(value) == wanted


def test_an_earlier_lower_toll_may_stand_beside_a_later_higher_one() -> None:
    six, ten = Bounds(6, 6), Bounds(10, 10)
    assert not clash(six, ten, grows=True, left_later=False)
    assert clash(six, ten, grows=True, left_later=True)
    assert not clash(six, ten, grows=True, left_later=None)
    assert clash(six, ten, grows=False, left_later=None)


def test_a_later_closed_count_contradicts_an_earlier_lower_bound() -> None:
    assert clash(Bounds(9, None), Bounds(7, 7), grows=True, left_later=False)
    assert not clash(Bounds(9, None), Bounds(14, 14), grows=True, left_later=False)


numbers = st.integers(0, 100_000)


@st.composite
def figures(draw: st.DrawFn) -> Bounds:
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Bounds(low, high, draw(st.booleans()))


@given(figures(), figures(), st.booleans(), st.sampled_from([True, False, None]))
def test_swapping_the_sides_changes_nothing(left: Bounds, right: Bounds, grows: bool, later: bool | None) -> None:
    turned = None if later is None else not later
    assert clash(left, right, grows=grows, left_later=later) == clash(right, left, grows=grows, left_later=turned)


@given(figures(), numbers, figures())
def test_intervals_that_overlap_never_clash(left: Bounds, value: int, right: Bounds) -> None:
    def holds(figure: Bounds) -> bool:
        low, high = widened(figure)
        return low <= value <= high

    if holds(left) and holds(right):
        assert not disjoint(left, right)
        for grows in (True, False):
            assert not any(clash(left, right, grows=grows, left_later=later) for later in (True, False, None))


@given(figures(), figures())
def test_what_exceeds_does_not_fall_short(left: Bounds, right: Bounds) -> None:
    assert not (exceeds(left, right) and exceeds(right, left))
    assert disjoint(left, right) == (exceeds(left, right) or exceeds(right, left))
