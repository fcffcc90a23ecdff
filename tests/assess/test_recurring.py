"""What is owed again and again: each period by itself, and no breach from silence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.assess.material import Lake, lake_accord, on, promise
from trucewatch.agreements.model import Agreement, Conduct, Duration, Force, Provision, Window
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.recurring import PeriodReport, list_periods


def meeting(check: str = "kept_up", **more: Any) -> Provision:
    """Talks that both owe every month since 1 March."""
    window = Window(form="every", duration=Duration(1, "months"), start="in_force")
    fields: dict[str, Any] = {"id": "meeting", "bearers": ("ketria", "sorven"), "window": window,
              "conduct": Conduct(acts=("talks",), places=("lake-district",))}  # fmt: skip
    return promise(check, **(fields | more))


def met(lake: Lake, date: str, **more: Any) -> str:
    return lake.say("talks", date, at="mirefield", **({"known": "2031-07-01"} | more))


def status(lake: Lake, day: str, known: str | None = None, provision: Provision | None = None) -> str:
    return assess_provision(lake.one(provision or meeting()), Days(on=day, known=known)).status


def periods(lake: Lake, day: str) -> list[PeriodReport]:
    return list_periods(lake.one(meeting()).matter(ALWAYS), on(day))


@pytest.mark.parametrize("check", ["kept_up", "done_by", "done_after"])
def test_silence_is_no_breach(check: str) -> None:
    lake = Lake()
    lake.say("aid", "2031-03-05", at="mirefield")
    assert status(lake, "2031-03-20", provision=meeting(check)) == "pending"
    assert status(lake, "2035-03-20", provision=meeting(check)) == "no report"


def test_each_period_that_is_over_is_judged() -> None:
    lake = Lake()
    met(lake, "2031-03-10")
    met(lake, "2031-04-30")
    assert status(lake, "2031-03-09") == "pending"
    assert status(lake, "2031-03-10") == "kept so far"
    assert status(lake, "2031-05-31") == "kept so far", "May is not over"
    assert status(lake, "2031-06-01") == "partly fulfilled"
    assert [one.status for one in periods(lake, "2031-06-15")] == [
        "reported done", "reported done", "not reported", "not over"]  # fmt: skip
    assert periods(lake, "2031-06-15")[2] == PeriodReport("2031-05-01", "2031-05-31", "not reported", ())


def test_what_is_not_reported_is_told_by_its_days() -> None:
    lake = Lake()
    met(lake, "2031-04-10")
    finding = assess_provision(lake.one(meeting()), Days(on="2031-06-15"))
    assert finding.missing[0] == (
        "Reports of 2 of the 3 periods that are over: 2031-03-01 to 2031-03-31, 2031-05-01 to 2031-05-31."
    )


def test_a_period_reported_missed_counts_when_it_is_over() -> None:
    lake = Lake()
    met(lake, "2031-03-10")
    met(lake, "2031-04-20", status="omitted", by="sorven")
    assert status(lake, "2031-04-25") == "kept so far"
    assert status(lake, "2031-05-01") == "alleged breach"
    assert [one.status for one in periods(lake, "2031-05-01")][:2] == ["reported done", "reported missed"]
    met(lake, "2031-04-21", says="lake-watch", status="omitted", by="sorven")
    assert status(lake, "2031-05-01") == "breached", "monitors saw it"


def test_what_was_made_up_for_in_the_same_period_is_no_miss() -> None:
    lake = Lake()
    met(lake, "2031-03-10", status="omitted", by="sorven")
    met(lake, "2031-03-25")
    assert status(lake, "2031-04-02") == "kept so far"
    assert periods(lake, "2031-04-02")[0].status == "reported done"


def test_what_some_call_done_and_others_missed_is_disputed() -> None:
    lake = Lake()
    met(lake, "2031-03-10")
    met(lake, "2031-03-20", says="sorven", status="omitted", by="ketrian-army")
    assert status(lake, "2031-04-02") == "disputed"
    assert periods(lake, "2031-04-02")[0].status == "reported done, and missed"


def test_later_reports_change_nothing_for_those_who_knew_less() -> None:
    lake = Lake()
    met(lake, "2031-03-10", known="2031-03-11")
    met(lake, "2031-04-10", known="2031-08-01")
    assert status(lake, "2031-05-05", known="2031-05-05") == "partly fulfilled"
    assert status(lake, "2031-05-05", known="2031-08-01") == "kept so far"
    case = lake.one(meeting())
    days = np.arange(on("2031-03-01"), on("2031-09-01"))
    whole = case.statuses(days, days)
    one_by_one = np.concatenate([case.statuses(days, np.array([day])) for day in days[::37]], axis=1)
    assert (whole[:, ::37] == one_by_one).all()


def test_periods_of_a_pause_are_not_owed() -> None:
    lake = Lake()
    met(lake, "2031-03-10")
    met(lake, "2031-05-10")
    pause = Agreement(id="pause", title="Pause", kind="declaration", signed="2031-04-03",
                      in_force=Force(start="2031-04-03T00:00", end="2031-04-20"))  # fmt: skip
    board = lake.board(agreements=[lake_accord(meeting(suspended_by=("pause",))), pause])
    case = board["lake-accord/meeting"]
    assert assess_provision(case, Days(on="2031-06-02")).status == "kept so far"
    assert assess_provision(case, Days(on="2031-04-10")).status == "suspended"


def test_a_report_wider_than_a_period_tells_of_none() -> None:
    lake = Lake()
    met(lake, "2031-03/2031-06", known="2031-07-01")
    assert status(lake, "2031-06-20") == "no report"


def test_weeks_of_ten_years_are_counted() -> None:
    lake = Lake()
    for week in range(3):
        met(lake, f"2031-03-{2 + 7 * week:02d}")
    window = Window(form="every", duration=Duration(1, "weeks"), start="in_force")
    case = lake.one(meeting(window=window))
    assert assess_provision(case, Days(on="2031-03-20")).status == "kept so far"
    assert assess_provision(case, Days(on="2041-02-27")).status == "partly fulfilled"
    assert len(list_periods(case.matter(ALWAYS), on("2041-02-27"))) == 522
