"""The state that a provision promises to keep up: read from the stretches of its fluent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.assess.material import Lake, lake_accord, on, passage
from trucewatch.agreements.model import Agreement, Aim, Breach, Conduct, Fluent, Force, Provision, Window
from trucewatch.assess.evidence import list_evidence
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.provisions import ProvisionCase
from trucewatch.records.finding import Finding


def promised(**more: Any) -> Provision:
    """Sorven promises that the reed road is open; no act decides it."""
    return passage(**({"fluent": Aim(id="road", states=("open",)), "conduct": Conduct(), "breach": Breach()} | more))


def case_of(lake: Lake, *more: Agreement, **fields: Any) -> ProvisionCase:
    accord = lake_accord(promised(**fields.pop("provision", {})), **fields)
    return lake.board(agreements=[accord, *more])["lake-accord/passage"]


def finding(lake: Lake, day: str, known: str | None = None, **fields: Any) -> Finding:
    return assess_provision(case_of(lake, **fields), Days(on=day, known=known))


def shut(lake: Lake, date: str | None = "2031-04-10", **more: Any) -> str:
    return lake.say("blockade", date, **({"at": "reed-road", "by": "sorveni-army", "known": "2031-05-01"} | more))


def freed(lake: Lake, date: str, **more: Any) -> str:
    return lake.say("closure-lifted", date, **({"at": "reed-road", "known": "2031-05-01"} | more))


def test_another_state_is_against_it_from_its_day_on_and_cited() -> None:
    lake = Lake()
    closed, opened = shut(lake), freed(lake, "2031-04-20")
    assert finding(lake, "2031-04-09").status == "no report"
    told = finding(lake, "2031-04-10")
    assert (told.status, told.rule, told.grade) == ("alleged breach", "state-left-alleged", "Weak")
    assert told.claims_against == (closed,) and told.claims_for == ()
    later = finding(lake, "2031-05-01")
    assert later.status == "alleged breach", "what was once broken stays on the record"
    assert later.claims_for == (opened,)
    evidence = list_evidence(case_of(lake).matter(10**9), on("2031-05-01"))
    assert [(one.claim_id, one.bearing) for one in evidence] == [(closed, "against"), (opened, "for")]


def test_it_stands_as_well_as_what_tells_of_it() -> None:
    lake = Lake()
    shut(lake)
    shut(lake, says="lake-watch")
    assert finding(lake, "2031-04-10").status == "breached", "monitors saw it"
    lake = Lake()
    shut(lake, says="sorven")
    assert (finding(lake, "2031-04-10").rule, finding(lake, "2031-04-10").grade) == ("state-left", "Confirmed")
    lake = Lake()
    shut(lake, event="road")
    shut(lake, says="sorven", status="denied", event="road")
    assert (finding(lake, "2031-04-10").rule, finding(lake, "2031-04-10").grade) == (
        "state-left-disputed", "Contested")  # fmt: skip


def test_only_the_promised_track_counts() -> None:
    lake = Lake()
    lake.say("checkpoint", "2031-04-10", by="sorven", at="reed-road")
    assert finding(lake, "2031-05-01").status == "no report"
    assert finding(lake, "2031-05-01", provision={"fluent": Aim(id="road", states=("unchecked",))}).rule == (
        "state-left-alleged"
    )  # fmt: skip


def test_a_state_from_the_file_alone_tells_nothing() -> None:
    lake = Lake()
    lake.say("aid", "2031-04-10", at="mirefield")
    road = Fluent(id="road", kind="corridor", title="Road", places=("reed-road",), initial="open")
    assert finding(lake, "2031-05-01", fluents=(road,)).status == "no report"
    closed = Fluent(id="road", kind="corridor", title="Road", places=("reed-road",), initial="closed")
    assert finding(lake, "2031-05-01", fluents=(closed,)).status == "no report"


def test_what_began_before_and_lasted_counts_from_the_day_on_which_it_binds() -> None:
    lake = Lake()
    shut(lake, "2031-03-20")
    later = {"window": Window(form="from", start="2031-04-01")}
    assert finding(lake, "2031-03-25", provision=later).status == "pending"
    assert finding(lake, "2031-04-01", provision=later).status == "alleged breach"
    freed(lake, "2031-03-31")
    assert finding(lake, "2031-04-02", provision=later).status == "kept so far"


def test_a_pause_owes_no_state() -> None:
    lake = Lake()
    shut(lake, "2031-04-10")
    freed(lake, "2031-04-12")
    pause = Agreement(id="pause", title="Pause", kind="declaration", signed="2031-04-05",
                      in_force=Force(start="2031-04-05T00:00", end="2031-04-20"))  # fmt: skip
    case = case_of(lake, pause, provision={"suspended_by": ("pause",)})
    assert assess_provision(case, Days(on="2031-04-11")).status == "suspended"
    assert assess_provision(case, Days(on="2031-04-30")).status == "kept so far"
    freed_again = Lake()
    shut(freed_again, "2031-04-10")
    case = case_of(freed_again, pause, provision={"suspended_by": ("pause",)})
    assert assess_provision(case, Days(on="2031-04-20")).status == "suspended"
    assert assess_provision(case, Days(on="2031-04-21")).status == "alleged breach", "it lasted beyond the pause"


@pytest.mark.parametrize("check", ["done_by", "never_done"])
def test_other_checks_do_not_read_it(check: str) -> None:
    lake = Lake()
    shut(lake)
    assert case_of(lake, provision={"check": check}).aim is None


def test_both_clocks() -> None:
    lake = Lake()
    shut(lake, known="2031-04-15")
    shut(lake, says="sorven", status="denied", known="2031-04-25")
    freed(lake, "2031-05-01", known="2031-05-02")
    case = case_of(lake)
    days = np.arange(on("2031-03-20"), on("2031-06-01"))
    whole = case.statuses(days, days)
    for at, day in enumerate(days.tolist()):
        alone = case.rules(days, np.array([day]))
        assert (case.statuses(days, np.array([day]))[:, 0] == whole[:, at]).all() and alone.shape == (len(days), 1)
    assert finding(lake, "2031-04-12", "2031-04-14").status == "no report"
    assert finding(lake, "2031-04-12", "2031-04-15").status == "alleged breach"
    assert finding(lake, "2031-04-12", "2031-04-25").status == "disputed"
