"""What has to hold whatever is told: order does not matter, and later reports change nothing earlier."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.material import Lake, on, passage, promise, truce
from tests.assess.test_checks import ABREAST, AFTER, FIGURE, LEAVE_IN, MEETING, PROMISED, SWAP
from trucewatch.agreements.model import Condition, Window
from trucewatch.assess.checks import TABLE
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.findings import Days, assess_board, learning_history, status_history
from trucewatch.assess.provisions import Board

RELIEF = passage(id="relief", window=Window(form="while", condition=Condition(fluent="road", states=("open",))))
PROVISIONS = (promise(), truce(), passage(), FIGURE, ABREAST, AFTER, SWAP, LEAVE_IN, PROMISED, MEETING, RELIEF)
SPAN = np.arange(on("2031-02-20"), on("2031-07-20"))
KNOWN = np.arange(on("2031-02-25"), on("2031-08-01"))
ACTS = ("withdrawal", "shelling", "capture", "convoy-through", "blockade", "disarmament", "deployment", "release",
        "detention", "closure-lifted", "talks")  # fmt: skip


def day(number: int) -> str:
    month, rest = divmod(number, 28)
    return f"2031-{3 + month:02d}-{rest + 1:02d}"


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "act": st.sampled_from(ACTS),
            "date": st.one_of(
                st.none(), st.integers(0, 100).map(day), st.sampled_from(["2031-04", "2031", "2031-03-10/2031-03-12"])
            ),
            "says": st.sampled_from(["globe", "mail", "columnist", "ketria", "sorven", "lake-watch", "somebody"]),
            "known": st.one_of(st.none(), st.integers(0, 130).map(day)),
            "status": st.sampled_from(["happened", "alleged", "ongoing", "denied", "omitted", "planned"]),
            "by": st.sampled_from(["ketria", "ketrian-army", "sorveni-army", "dove-observers", "sorveni-anglers", ""]),
            "at": st.sampled_from(["mirefield", "reed-road", "lake-district", "far-town", ""]),
            "event": st.sampled_from(["a", "b", "c", "d"]),
            "figure": st.sampled_from([0, 100, 400, 900]),
        }
    ),
    max_size=14,
)


def lake_of(told: list[dict[str, Any]]) -> Lake:
    lake = Lake()
    for claim in told:
        lake.say(**claim)
    return lake


def board_of(told: list[dict[str, Any]]) -> Board:
    return lake_of(told).board(*PROVISIONS)


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_does_not_matter(told: list[dict[str, Any]], chance: random.Random) -> None:
    lake = lake_of(told)
    order = list(range(len(told)))
    chance.shuffle(order)
    days = Days(on="2031-06-10", known="2031-06-20")
    assert assess_board(lake.board(*PROVISIONS, order=order), days) == assess_board(lake.board(*PROVISIONS), days)


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.integers(20, 110))
def test_later_reports_change_nothing_for_those_who_knew_less(told: list[dict[str, Any]], cut: int) -> None:
    knowing = day(cut)
    early = [claim for claim in told if claim["known"] is not None and claim["known"] <= knowing]
    whole, part = board_of(told), board_of(early)
    known = KNOWN[on(knowing) >= KNOWN]
    for name in whole.names:
        assert (whole[name].statuses(SPAN, known) == part[name].statuses(SPAN, known)).all(), name


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_statuses_change_only_where_something_bears_on_them(told: list[dict[str, Any]]) -> None:
    board = board_of(told)
    for name in board.names:
        case = board[name]
        daily = case.rules(SPAN, KNOWN)
        rebuilt = np.stack([case.rules(SPAN, np.array([one]))[:, 0] for one in KNOWN[::9]], axis=1)
        assert (daily[:, ::9] == rebuilt).all()
        changed = np.nonzero((daily[:, 1:] != daily[:, :-1]).any(axis=0))[0] + 1
        assert set(KNOWN[changed].tolist()) <= set(case.change_points.tolist())


@settings(max_examples=30, deadline=None)
@given(CLAIMS)
def test_the_histories_tell_the_same_as_each_day(told: list[dict[str, Any]]) -> None:
    case = board_of(told)["lake-accord/truce"]
    steps = status_history(case, ALWAYS)
    daily = case.rules(SPAN, np.array([ALWAYS]))[:, 0]
    assert 1 + int(np.count_nonzero(np.diff(daily))) <= len(steps)
    assert [step[2] for step in learning_history(case, int(SPAN[-1]))]


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_a_status_always_has_its_reasons(told: list[dict[str, Any]]) -> None:
    for finding in assess_board(board_of(told), Days(on="2031-06-10", known="2031-06-20")):
        if finding.status in ("breached", "alleged breach"):
            assert finding.contrary and finding.claims_against
        if finding.status.startswith("fulfilled"):
            assert finding.supporting and finding.claims_for


@pytest.mark.parametrize("known", ["2031-03-02", "2031-04-02"])
def test_days_before_the_agreement_are_answered(known: str) -> None:
    board = board_of([])
    findings = assess_board(board, Days(on="2019-01-01", known=known))
    assert {finding.status for finding in findings} == {"pending"}


def test_every_check_is_in_the_properties() -> None:
    assert {provision.check for provision in PROVISIONS} | {"notice_given"} == set(TABLE)
