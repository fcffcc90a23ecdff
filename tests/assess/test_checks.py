"""A table of cases: every check, every status, every rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.assess.material import Lake, on, passage, promise, truce
from trucewatch.agreements.model import (
    Agreement,
    Aim,
    Breach,
    Condition,
    Conduct,
    Duration,
    Force,
    Provision,
    Quantity,
    Term,
    Window,
)
from trucewatch.assess.checks import TABLE
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.rules import RULES
from trucewatch.records.finding import FINDINGS

Telling = Callable[[Lake], Any]
FIGURE = promise(
    "quantity_reached",
    id="send",
    bearers=("doveland",),
    conduct=Conduct(acts=("deployment",), places=("lake-district",)),
    quantities=(Quantity(number=400, unit="troops", bound="exact"),),
)
SWAP = promise(
    "reciprocal",
    id="swap",
    bearers=("ketria", "sorven"),
    beneficiaries=("ketria", "sorven"),
    conduct=Conduct(acts=("release",), objects=("prisoners",)),
    window=Window(form="from", start="in_force"),
    breach=Breach(acts=("detention",)),
)
ABREAST = promise(
    "in_parallel",
    id="abreast",
    conduct=Conduct(acts=("disarmament",), places=("lake-district",)),
    parallel_with=("leave",),
    window=Window(form="from", start="in_force"),
)
AFTER = promise(
    "done_after",
    id="later",
    conduct=Conduct(acts=("disarmament",), places=("lake-district",)),
    after=("leave",),
    window=Window(form="from", start="in_force"),
)
NOTICE = promise(
    "notice_given",
    id="notice",
    conduct=Conduct(acts=("termination",)),
    window=Window(form="from", start="in_force"),
    term=Term(
        length=Duration(1, "years"), start="in_force", renewal=Duration(1, "years"), notice_before=Duration(3, "months")
    ),
)
MEETING = promise(
    id="meeting",
    bearers=("ketria", "sorven"),
    conduct=Conduct(acts=("talks",), places=("lake-district",)),
    window=Window(form="every", duration=Duration(1, "months"), start="in_force"),
)
PROMISED = passage(id="promised", fluent=Aim(id="road", states=("open",)), conduct=Conduct(), breach=Breach())
LASTING = passage(id="lasting", window=Window(form="until", end="2031-08-31"))
LEAVE_IN = promise(id="within", window=Window(form="within", duration=Duration(10, "days"), of="abreast"))


def left(lake: Lake, date: str | None = "2031-03-20", **more: Any) -> str:
    return lake.say("withdrawal", date, at="mirefield", **more)


def state(lake: Lake, act: str, **more: Any) -> str:
    return lake.say(act, "2031-04-10", **({"at": "reed-road", "by": "sorveni-army", "event": "road"} | more))


def met(lake: Lake, date: str, **more: Any) -> str:
    return lake.say("talks", date, at="mirefield", **more)


def shot(lake: Lake, date: str | None = "2031-04-10", **more: Any) -> str:
    return lake.say("shelling", date, **({"at": "mirefield", "by": "ketrian-army", "to": "sorven"} | more))


def both(*tellings: Telling) -> Telling:
    return lambda lake: [telling(lake) for telling in tellings]


CASES: list[tuple[Provision, Telling, str, str | None, str]] = [
    # done by a date
    (promise(), lambda lake: left(lake), "2031-02-20", None, "not-yet-open"),
    (promise(), lambda lake: left(lake, None, status="planned"), "2031-03-10", None, "not-yet-due"),
    (promise(), lambda lake: left(lake), "2031-03-31", None, "done"),
    (promise(), lambda lake: left(lake), "2031-03-10", None, "not-yet-due"),
    (promise(), lambda lake: left(lake, known="2031-04-02"), "2031-04-01", "2031-04-01", "nothing-reported"),
    (promise(), lambda lake: left(lake, "2031-04-05"), "2031-05-01", None, "done-late"),
    (promise(), lambda lake: left(lake, None, known="2031-03-15"), "2031-05-01", None, "done"),
    (promise(), lambda lake: left(lake, by="sorveni-army"), "2031-05-01", None, "nothing-reported"),
    (
        promise(),
        lambda lake: lake.say("withdrawal", "2031-03-20", at="far-town"),
        "2031-05-01",
        None,
        "nothing-reported",
    ),
    (promise(), lambda lake: left(lake, "2031-02-20"), "2031-05-01", None, "nothing-reported"),
    (promise(), lambda lake: left(lake, None, status="planned"), "2031-05-01", None, "overdue"),
    (
        promise(),
        both(
            lambda lake: left(lake, event="x", says="ketria"),
            lambda lake: left(lake, event="x", says="sorven", status="denied"),
        ),
        "2031-05-01",
        None,
        "done-and-denied",
    ),
    (
        promise(),
        both(lambda lake: left(lake), lambda lake: left(lake, "2031-04-20", status="omitted")),
        "2031-05-01",
        None,
        "done-and-undone",
    ),
    (promise(), lambda lake: left(lake, "2031-04-10", status="omitted"), "2031-05-01", None, "left-undone-alleged"),
    (promise(), lambda lake: left(lake, "2031-03-10", status="omitted"), "2031-05-01", None, "overdue"),
    (
        promise(),
        both(
            lambda lake: left(lake, "2031-04-10", status="omitted", event="x"),
            lambda lake: left(lake, "2031-04-10", status="omitted", event="x", says="mail"),
        ),
        "2031-05-01",
        None,
        "left-undone",
    ),
    (
        promise(),
        lambda lake: left(lake, "2031-04-10", status="omitted", says="ketrian-ministry"),
        "2031-05-01",
        None,
        "left-undone",
    ),
    (promise(window=Window(form="from", start="in_force")), lambda lake: None, "2031-05-01", None, "no-day-set"),
    (promise(suspended_by=("pause",)), lambda lake: None, "2031-04-15", None, "suspended"),
    (promise(suspended_by=("pause",)), lambda lake: None, "2031-05-15", None, "nothing-reported"),
    (
        promise(window=Window(form="on", condition=Condition(acts=("release",), by=("sorven",)))),
        lambda lake: None,
        "2031-05-01",
        None,
        "condition-open",
    ),
    (
        promise(window=Window(form="on", condition=Condition(acts=("release",), by=("sorven",)))),
        both(lambda lake: lake.say("release", "2031-04-01", by="sorven"), lambda lake: left(lake, "2031-04-05")),
        "2031-05-01",
        None,
        "done",
    ),
    # never done
    (truce(), lambda lake: None, "2031-05-01", None, "nothing-reported"),
    (truce(), lambda lake: lake.say("talks", "2031-03-05", known="2031-03-06"), "2031-05-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake), "2031-05-01", None, "breach-alleged"),
    (truce(), lambda lake: shot(lake), "2031-04-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, "2031-02-10"), "2031-05-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, None), "2031-07-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, "2031"), "2032-07-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, status="planned"), "2031-05-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, says="ketrian-ministry"), "2031-05-01", None, "breach"),
    (truce(), lambda lake: shot(lake, says="lake-watch"), "2031-05-01", None, "breach"),
    (
        truce(),
        both(lambda lake: shot(lake, event="x"), lambda lake: shot(lake, event="x", says="mail")),
        "2031-05-01",
        None,
        "breach",
    ),
    (
        truce(),
        both(lambda lake: shot(lake, event="x"), lambda lake: shot(lake, event="x", says="columnist")),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        truce(),
        both(
            lambda lake: shot(lake, event="x", says="sorven"), lambda lake: shot(lake, event="x", says="sorveni-army")
        ),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        truce(),
        both(lambda lake: shot(lake, event="x", says="sorven"), lambda lake: shot(lake, event="x", says="doveland")),
        "2031-05-01",
        None,
        "breach",
    ),
    (
        truce(),
        both(lambda lake: shot(lake, event="x"), lambda lake: shot(lake, event="x", says="ketria", status="denied")),
        "2031-05-01",
        None,
        "breach-disputed",
    ),
    (
        truce(),
        both(lambda lake: shot(lake), lambda lake: shot(lake, None, says="ketria", status="denied")),
        "2031-05-01",
        None,
        "breach-disputed",
    ),
    (
        truce(),
        both(
            lambda lake: shot(lake), lambda lake: shot(lake, None, says="ketria", status="denied", known="2031-07-01")
        ),
        "2031-05-01",
        "2031-06-15",
        "breach-alleged",
    ),
    (
        truce(),
        both(lambda lake: shot(lake, says="ketria"), lambda lake: shot(lake, says="doveland", status="denied")),
        "2031-05-01",
        None,
        "breach",
    ),
    (truce(), lambda lake: lake.say("shelling", "2031-04-10", by="ketria"), "2031-05-01", None, "breach-alleged"),
    (truce(), lambda lake: shot(lake, by="sorveni-anglers"), "2031-05-01", None, "no-breach"),
    (truce(), lambda lake: shot(lake, by="sorveni-minister", to="ketria"), "2031-05-01", None, "breach-alleged"),
    (truce(window=Window(form="until", end="2031-03-31")), lambda lake: shot(lake), "2031-05-01", None, "lapsed"),
    (
        truce(window=Window(form="until", end="2031-04-30")),
        lambda lake: shot(lake),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (truce(), lambda lake: shot(lake, review="rejected"), "2031-05-01", None, "no-breach"),
    (
        truce(),
        lambda lake: lake.say(
            "protection",
            "2031-04-10",
            by="dove-observers",
            at="mirefield",
            status="omitted",
            quote="prevent the attack",
        ),
        "2031-05-01",
        None,
        "no-breach",
    ),
    (
        truce(),
        lambda lake: lake.say(
            "protection", "2031-04-10", by="dove-observers", at="mirefield", status="omitted", quote="keep the peace"
        ),
        "2031-05-01",
        None,
        "no-breach",
    ),
    # kept up throughout
    (passage(), lambda lake: lake.say("talks", "2031-03-05"), "2031-05-01", None, "nothing-reported"),
    (
        passage(),
        lambda lake: lake.say("convoy-through", "2031-04-02", by="sorveni-army", at="reed-road"),
        "2031-05-01",
        None,
        "kept",
    ),
    (
        passage(),
        lambda lake: lake.say("blockade", "2031-04-02", by="sorveni-army", at="reed-road"),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        passage(),
        lambda lake: lake.say("blockade", "2031-04-02", by="sorveni-army", at="lake-district"),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        passage(),
        lambda lake: lake.say("blockade", "2031-04-02", by="sorveni-anglers", at="reed-road"),
        "2031-05-01",
        None,
        "nothing-reported",
    ),
    (
        passage(breach=Breach(acts=("blockade",), by=("anyone",))),
        lambda lake: lake.say("blockade", "2031-04-02", by="sorveni-anglers", at="reed-road"),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        passage(),
        lambda lake: lake.say("closure-lifted", "2031-04-02", by="sorven", at="reed-road", status="omitted"),
        "2031-05-01",
        None,
        "left-undone-alleged",
    ),
    (
        passage(),
        lambda lake: lake.say("closure-lifted", "2031-04-02", by="sorven", at="reed-road", status="denied"),
        "2031-05-01",
        None,
        "left-undone-alleged",
    ),
    (LASTING, lambda lake: None, "2031-09-01", None, "lapsed"),
    # quantity reached and not exceeded
    (
        FIGURE,
        lambda lake: lake.say("deployment", "2031-03-20", by="dove-observers", at="mirefield", figure=400),
        "2031-05-01",
        None,
        "done",
    ),
    (
        FIGURE,
        lambda lake: lake.say("deployment", "2031-03-20", by="dove-observers", at="mirefield", figure=150),
        "2031-05-01",
        None,
        "done-in-part",
    ),
    (
        FIGURE,
        lambda lake: lake.say("deployment", "2031-03-20", by="dove-observers", at="mirefield", figure=900),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (
        FIGURE,
        lambda lake: lake.say("deployment", "2031-03-20", by="doveland", at="mirefield"),
        "2031-05-01",
        None,
        "done-number-open",
    ),
    # done in parallel with
    (
        ABREAST,
        both(lambda lake: lake.say("disarmament", "2031-03-25", at="mirefield"), lambda lake: left(lake)),
        "2031-05-01",
        None,
        "done",
    ),
    (ABREAST, lambda lake: lake.say("disarmament", "2031-03-25", at="mirefield"), "2031-05-01", None, "done-alone"),
    (
        ABREAST,
        both(lambda lake: lake.say("disarmament", "2031-05-25", at="mirefield"), lambda lake: left(lake)),
        "2031-06-01",
        None,
        "done-late",
    ),
    (ABREAST, lambda lake: left(lake), "2031-06-01", None, "no-day-set"),
    # done after
    (
        AFTER,
        both(lambda lake: lake.say("disarmament", "2031-03-25", at="mirefield"), lambda lake: left(lake)),
        "2031-05-01",
        None,
        "done",
    ),
    (
        AFTER,
        both(lambda lake: lake.say("disarmament", "2031-03-05", at="mirefield"), lambda lake: left(lake)),
        "2031-05-01",
        None,
        "breach-alleged",
    ),
    (AFTER, lambda lake: None, "2031-05-01", None, "condition-open"),
    (AFTER, lambda lake: left(lake), "2031-05-01", None, "no-day-set"),
    # notice given
    (NOTICE, lambda lake: None, "2031-11-01", None, "no-notice-yet"),
    (NOTICE, lambda lake: lake.say("termination", "2031-10-01", known="2031-10-02"), "2031-11-01", None, "done"),
    (NOTICE, lambda lake: lake.say("termination", "2032-01-01", known="2032-01-02"), "2032-02-01", None, "done-late"),
    (NOTICE, lambda lake: None, "2032-02-01", None, "renewed"),
    # reciprocal
    (
        SWAP,
        both(
            lambda lake: lake.say("release", "2031-03-25", quote="released prisoners"),
            lambda lake: lake.say("release", "2031-03-26", by="sorven", quote="freed prisoners"),
        ),
        "2031-05-01",
        None,
        "done",
    ),
    (
        SWAP,
        lambda lake: lake.say("release", "2031-03-25", quote="released prisoners"),
        "2031-05-01",
        None,
        "done-by-some",
    ),
    (SWAP, lambda lake: lake.say("release", "2031-03-25", quote="released the dam"), "2031-05-01", None, "no-day-set"),
    (SWAP, lambda lake: lake.say("detention", "2031-03-25", to="sorven"), "2031-05-01", None, "breach-alleged"),
    # the state that is promised
    (PROMISED, lambda lake: state(lake, "closure-lifted"), "2031-05-01", None, "state-kept"),
    (PROMISED, lambda lake: state(lake, "blockade"), "2031-05-01", None, "state-left-alleged"),
    (
        PROMISED,
        both(
            lambda lake: state(lake, "blockade"), lambda lake: state(lake, "blockade", says="sorven", status="denied")
        ),
        "2031-05-01",
        None,
        "state-left-disputed",
    ),
    (PROMISED, lambda lake: state(lake, "blockade", says="sorven"), "2031-05-01", None, "state-left"),
    # done in each period
    (MEETING, lambda lake: met(lake, "2031-03-10"), "2031-04-15", None, "done-each-period"),
    (
        MEETING,
        both(lambda lake: met(lake, "2031-03-10"), lambda lake: met(lake, "2031-05-10")),
        "2031-06-15",
        None,
        "done-in-some-periods",
    ),
    # none
    (promise(None), lambda lake: left(lake), "2031-05-01", None, "nothing-decides"),
]


@pytest.mark.parametrize(("provision", "tell", "day", "knowing", "rule"), CASES)
def test_the_rule_that_decides(provision: Provision, tell: Telling, day: str, knowing: str | None, rule: str) -> None:
    lake = Lake()
    tell(lake)
    pause = Agreement(
        id="pause",
        title="Pause",
        kind="declaration",
        signed="2031-04-10",
        in_force=Force(start="2031-04-10T00:00", end="2031-04-20"),
    )
    board = lake.board(provision, *([promise()] if provision.id != "leave" else []), agreements=[pause])
    finding = assess_provision(board[f"lake-accord/{provision.id}"], Days(on=day, known=knowing))
    assert finding.rule == rule
    assert finding.status == RULES[rule].status


def test_every_check_and_every_status_occurs() -> None:
    assert {case[0].check for case in CASES} == {*TABLE, None}
    assert {RULES[case[4]].status for case in CASES} == set(FINDINGS)


def test_every_rule_is_met_but_for_what_only_a_denial_of_an_omission_could_meet() -> None:
    assert set(RULES) - {case[4] for case in CASES} == {"left-undone-disputed"}


def test_a_deadline_that_counts_from_another_provision_is_open_until_that_is_reported() -> None:
    lake = Lake()
    lake.say("disarmament", "2031-04-01", at="mirefield", known="2031-04-03")
    left(lake, "2031-04-30", known="2031-05-02")
    case = lake.one(LEAVE_IN, ABREAST, promise())
    codes = case.rules([on("2031-05-05")], [on("2031-04-02"), on("2031-04-15"), ALWAYS])  # type: ignore[arg-type]
    assert [list(RULES)[code] for code in codes[0]] == ["condition-open", "nothing-reported", "done-late"]
