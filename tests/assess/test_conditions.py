"""As long as: a provision binds while a state lasts or another provision is in force."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tests.assess.material import Lake, lake_accord, on, passage, promise
from tests.assess.test_properties import CLAIMS, lake_of
from trucewatch.agreements.model import Condition, Conduct, Duration, Fluent, Provision, Term, Window
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.provisions import ProvisionCase

PLACES, SIDES = ("reed-road",), ("ketria", "sorven")
ROAD = Fluent(id="road", kind="corridor", title="Road", places=PLACES, actors=SIDES, initial="open")
UNKNOWN = Fluent(id="road", kind="corridor", title="Road", places=PLACES, actors=SIDES)
LAW = Fluent(id="law", kind="ceasefire_legal", title="Truce", actors=SIDES)
QUIET = Fluent(id="quiet", kind="ceasefire_observed", title="Quiet", places=("lake-district",), actors=SIDES)


def relief(condition: Condition, **more: Any) -> Provision:
    """Ketria lets aid into Mirefield, and stops no convoy, as long as a condition holds."""
    fields: dict[str, Any] = {
        "id": "relief", "bearers": ("ketria",), "conduct": Conduct(acts=("aid",), places=("mirefield",)),
        "window": Window(form="while", condition=condition),
    }  # fmt: skip
    return passage(**(fields | more))


def case_of(lake: Lake, provision: Provision, *others: Provision, **fields: Any) -> ProvisionCase:
    fluents = fields.pop("fluents", (ROAD, LAW, QUIET))
    board = lake.board(agreements=[lake_accord(provision, *others, fluents=fluents, **fields)])
    return board[f"lake-accord/{provision.id}"]


OPEN = relief(Condition(fluent="road", states=("open",)))


def status(lake: Lake, day: str, known: str | None = None, provision: Provision = OPEN, **fields: Any) -> str:
    return assess_provision(case_of(lake, provision, **fields), Days(on=day, known=known)).status


def shut(lake: Lake, date: str = "2031-04-10", **more: Any) -> str:
    return lake.say("blockade", date, **({"at": "reed-road", "by": "sorveni-army"} | more))


def freed(lake: Lake, date: str, **more: Any) -> str:
    return lake.say("closure-lifted", date, at="reed-road", **more)


def stopped(lake: Lake, date: str, **more: Any) -> str:
    return lake.say("checkpoint", date, at="mirefield", by="ketrian-army", **more)


def test_it_is_suspended_while_the_state_is_another_and_binds_again_afterwards() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-01", at="mirefield")
    shut(lake, "2031-04-10")
    freed(lake, "2031-04-20")
    provision = relief(Condition(fluent="road", states=("open",)))
    days = ("2031-04-09", "2031-04-10", "2031-04-19", "2031-04-20")
    assert [status(lake, day, provision=provision) for day in days] == [
        "kept so far", "suspended", "suspended", "kept so far"]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2031-04-05", "alleged breach"), ("2031-04-15", "no report"), ("2031-04-25", "alleged breach")],
)
def test_what_is_done_while_it_does_not_bind_is_no_breach(date: str, expected: str) -> None:
    lake = Lake()
    shut(lake, "2031-04-10")
    freed(lake, "2031-04-20")
    stopped(lake, date)
    assert status(lake, "2031-05-01") == expected


def test_what_may_have_been_while_it_did_not_bind_is_no_breach() -> None:
    lake = Lake()
    shut(lake, "2031-04-10/2031-04-20")
    freed(lake, "2031-04-25")
    stopped(lake, "2031-04-15")
    assert status(lake, "2031-05-01") == "no report"


def test_it_is_pending_until_the_state_is_reported_for_the_first_time() -> None:
    lake = Lake()
    shut(lake, "2031-04-01")
    assert status(lake, "2031-04-05", fluents=(UNKNOWN,)) == "pending"
    freed(lake, "2031-04-20")
    assert status(lake, "2031-04-19", fluents=(UNKNOWN,)) == "pending"
    assert status(lake, "2031-04-20", fluents=(UNKNOWN,)) == "no report"


def test_it_lapses_with_what_ends_for_good() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-01", at="mirefield")
    lake.say("termination", "2031-05-01", by="ketria")
    provision = relief(Condition(fluent="law", states=("in_force",)))
    assert status(lake, "2031-04-30", provision=provision) == "kept so far"
    assert status(lake, "2031-05-02", provision=provision) == "lapsed"


def test_a_breach_of_the_truce_suspends_for_its_days() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-01", at="mirefield")
    lake.say("shelling", "2031-04-10", at="mirefield", to="sorven")
    provision = relief(Condition(fluent="quiet", states=("observed",)))
    days = ("2031-04-09", "2031-04-10", "2031-04-11")
    assert [status(lake, day, provision=provision) for day in days] == ["kept so far", "suspended", "kept so far"]


def test_without_states_the_first_one_is_meant() -> None:
    lake = Lake()
    shut(lake)
    provision = relief(Condition(fluent="road"))
    assert status(lake, "2031-04-11", provision=provision) == "suspended"


def test_both_clocks() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-01", at="mirefield", known="2031-04-02")
    stopped(lake, "2031-04-12", known="2031-04-13")
    shut(lake, "2031-04-10", known="2031-04-20")
    assert status(lake, "2031-04-12", "2031-04-02") == "kept so far"
    assert status(lake, "2031-04-12", "2031-04-13") == "alleged breach"
    assert status(lake, "2031-04-12", "2031-04-20") == "suspended"


def test_as_long_as_another_provision_is_in_force() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-20", at="mirefield")
    other = promise(
        "kept_up", id="stay", window=Window(form="from", start="2031-04-10"),
        term=Term(length=Duration(1, "months"), start="2031-04-10"),
    )  # fmt: skip
    provision = relief(Condition(provision="stay"))
    case = case_of(lake, provision, other)
    days = ("2031-04-09", "2031-04-20", "2031-05-09", "2031-05-10")
    assert [assess_provision(case, Days(on=day)).status for day in days] == [
        "pending", "kept so far", "kept so far", "lapsed"]  # fmt: skip


def test_as_long_as_a_provision_is_in_force_that_depends_itself() -> None:
    lake = Lake()
    shut(lake, "2031-04-10")
    provision = relief(Condition(provision="escort"))
    other = relief(Condition(fluent="road", states=("open",)), id="escort")
    case = case_of(lake, provision, other)
    assert assess_provision(case, Days(on="2031-04-11")).status == "suspended"


def test_once_acts_are_reported() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-20", at="mirefield")
    provision = relief(Condition(acts=("demand",), by=("sorven",)))
    assert status(lake, "2031-04-21", provision=provision) == "pending"
    lake.say("demand", "2031-04-15", by="sorven")
    assert status(lake, "2031-04-21", provision=provision) == "kept so far"


def test_what_recurs_as_long_as_a_state_lasts() -> None:
    lake = Lake()
    lake.say("aid", "2031-03-10", at="mirefield")
    lake.say("aid", "2031-06-10", at="mirefield")
    shut(lake, "2031-04-10")
    freed(lake, "2031-05-20")
    window = Window(form="every", duration=Duration(1, "months"), start="in_force",
                    condition=Condition(fluent="road", states=("open",)))  # fmt: skip
    provision = relief(Condition(fluent="road"), window=window)
    assert status(lake, "2031-06-20", provision=provision) == "kept so far"
    assert status(lake, "2031-05-01", provision=provision) == "suspended"


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_all_pairs_of_days_at_once_are_the_same_as_one_by_one(claims: list[dict[str, Any]]) -> None:
    case = case_of(lake_of(claims), OPEN)
    days = np.arange(on("2031-03-01"), on("2031-07-01"), 9)
    known = np.array([*days.tolist(), ALWAYS])
    whole = case.statuses(days, known)
    for at, day in enumerate(known.tolist()):
        assert (case.statuses(days, np.array([day]))[:, 0] == whole[:, at]).all()
        assert case.rules(days, np.array([day])).shape == (len(days), 1)
