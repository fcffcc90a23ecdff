"""Fluents: what begins and ends which state, with bounds, and what is disputed of it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from tests.assess.material import Lake, lake_accord, on
from tests.assess.test_properties import CLAIMS, day, lake_of
from trucewatch.agreements.fluent_table import fluent_kinds, states_of
from trucewatch.agreements.model import FLUENT_KINDS, Agreement, Fluent, Force
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.fluents import fluent_history
from trucewatch.records.finding import FluentInterval

SIDES = ("ketria", "sorven")
LEGAL = Fluent(id="law", kind="ceasefire_legal", title="Truce", actors=SIDES)
OBSERVED = Fluent(id="kept", kind="ceasefire_observed", title="Truce", places=("lake-district",), actors=SIDES)
ROAD = Fluent(id="road", kind="corridor", title="Reed road", places=("reed-road",), actors=SIDES)
OBSERVERS = Fluent(
    id="men", kind="contingent", title="Observers", places=("lake-district",), actors=("doveland", "dove-observers")
)
TOWN = Fluent(id="town", kind="territory", title="Mirefield", places=("mirefield",), actors=SIDES, initial="ketria")
TALKS = Fluent(id="talks", kind="mediation", title="Talks", actors=SIDES)
FLUENTS = (LEGAL, OBSERVED, ROAD, OBSERVERS, TOWN, TALKS)


def history(
    lake: Lake,
    fluent: Fluent,
    known: int = ALWAYS,
    agreement: Agreement | None = None,
    more: tuple[Agreement, ...] = (),
) -> list[FluentInterval]:
    accord = replace(agreement or lake_accord(), fluents=FLUENTS)
    board = lake.board(agreements=[accord, *more])
    return fluent_history(board.scope(accord), accord, fluent, board.near, known)


def told(intervals: list[FluentInterval]) -> list[tuple[str, str | None, str | None]]:
    return [(one.state, one.begins_latest, one.ends_latest) for one in intervals]


def passing(lake: Lake) -> list[FluentInterval]:
    """Return the states of the road that say who may pass."""
    return [one for one in history(lake, ROAD) if one.state in fluent_kinds()["corridor"].tracks["passage"]]


def block(lake: Lake, date: str | None, **more: Any) -> str:
    return lake.say("blockade", date, **({"by": "sorveni-army", "at": "reed-road"} | more))


def test_a_truce_is_in_force_by_its_text_and_no_breach_ends_it() -> None:
    lake = Lake()
    claim = lake.say("signing", "2031-03-01", by=SIDES)
    lake.say("shelling", "2031-04-01", at="mirefield", says="ketria")
    (only,) = history(lake, LEGAL)
    assert (only.state, only.begins_earliest, only.ends_latest) == ("in_force", "2031-03-01T00:00", None)
    assert only.opened_by == (claim,) and only.basis == "the agreement, in force from 2031-03-01T00:00"


def test_notice_ends_a_truce() -> None:
    lake = Lake()
    claim = lake.say("termination", "2031-05-01", by="ketria")
    first, second = history(lake, LEGAL)
    assert (first.ends_earliest, first.closed_by) == ("2031-05-01", (claim,))
    assert (second.state, second.opened_by) == ("ended", (claim,))


@pytest.mark.parametrize(
    ("agreement", "more"),
    [
        (lake_accord(in_force=Force(start="2031-03-01T00:00", end="2031-04-30")), ()),
        (
            lake_accord(),
            (lake_accord(id="next", in_force=Force(start="2031-05-01T00:00"), supersedes=("lake-accord",)),),
        ),
    ],
)
def test_a_truce_ends_with_its_agreement(agreement: Agreement, more: tuple[Agreement, ...]) -> None:
    assert told(history(Lake(), LEGAL, agreement=agreement, more=more)) == [
        ("in_force", "2031-03-01T00:00", "2031-05-01"), ("ended", "2031-05-01", None),
    ]  # fmt: skip


def test_every_reported_breach_is_a_stretch_of_its_own() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-01", at="mirefield")
    lake.say("capture", "2031-05", at="mirefield", by="sorveni-army", says="ketria")
    lake.say("shelling", None, at="mirefield")
    lake.say("shelling", "2031-06-01", at="far-town")
    lake.say("shelling", "2031-02-01", at="mirefield")
    observed, april, may = history(lake, OBSERVED)
    assert (observed.state, observed.ends_latest) == ("observed", None)
    assert (april.begins_earliest, april.ends_latest, april.claimants) == ("2031-04-01", "2031-04-02", ("globe",))
    assert (may.begins_earliest, may.begins_latest, may.claimants) == ("2031-05-01", "2031-05-31", ("ketria",))
    assert (april.passing, april.admitted_by, may.admitted_by) == (True, (), ())


def test_who_admits_a_breach_is_named() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-01", at="mirefield", says="ketrian-ministry")
    assert [one.admitted_by for one in history(lake, OBSERVED)] == [(), ("ketrian-ministry",)]


def test_what_was_not_prevented_was_a_breach() -> None:
    lake = Lake()
    claim = lake.say(
        "protection", "2031-04", by="dove-observers", at="mirefield", status="omitted", quote="prevent the capture"
    )
    _, breach = history(lake, OBSERVED)
    assert (breach.state, breach.begins_earliest, breach.opened_by) == ("breached", "2031-04-01", (claim,))


def test_what_was_on_the_day_of_a_truce_that_began_at_noon_may_have_been_before() -> None:
    lake = Lake()
    lake.say("shelling", "2031-03-01", at="mirefield")
    lake.say("shelling", "2031-03-02", at="mirefield")
    noon = lake_accord(in_force=Force(start="2031-03-01T12:00"))
    observed, breach = history(lake, OBSERVED, agreement=noon)
    assert observed.begins_latest == "2031-03-01T12:00"
    assert breach.begins_latest == "2031-03-02"


def test_a_road_is_closed_until_the_closure_is_lifted() -> None:
    lake = Lake()
    block(lake, "2031-04-01")
    lifted = lake.say("closure-lifted", "2031-05-01", by="", at="reed-road")
    closed, open_ = passing(lake)
    assert (closed.state, closed.begins_latest, closed.ends_latest) == ("closed", "2031-04-01", "2031-05-01")
    assert closed.closed_by == open_.opened_by == (lifted,)
    assert open_.state == "open" and closed.disputed is None


def test_bounds_of_a_day_that_is_not_known_exactly() -> None:
    lake = Lake()
    block(lake, "2031-04")
    (closed,) = history(lake, ROAD)
    assert (closed.begins_earliest, closed.begins_latest) == ("2031-04-01", "2031-04-30")


def test_a_blockade_of_a_land_closes_the_ways_into_it_and_a_checkpoint_is_another_matter() -> None:
    lake = Lake()
    block(lake, "2031-04-01", at="lake-district")
    lake.say("checkpoint", "2031-04-20", by="sorven", at="reed-road")
    lake.say("convoy-through", "2031-04-25", by="dove-observers", at="reed-road", quote="let a convoy through")
    states = {one.state for one in history(lake, ROAD) if one.ends_latest is None}
    assert states == {"closed", "checkpoint", "convoys_pass"}


def test_lifting_a_closure_lets_convoys_pass_and_ends_no_checkpoint() -> None:
    lake = Lake()
    lake.say("convoy-stopped", "2031-04-01", by="sorven", at="reed-road")
    lake.say("checkpoint", "2031-04-20", by="sorven", at="reed-road")
    lake.say("closure-lifted", "2031-05-01", by="", at="reed-road")
    lake.say("closure-lifted", "2031-05-20", by="", at="reed-road", quote="took down the checkpoint")
    assert [(one.state, one.ends_latest) for one in history(lake, ROAD) if one.state not in ("open",)] == [
        ("checkpoint", "2031-05-20"), ("unchecked", None), ("convoys_stopped", "2031-05-01"), ("convoys_pass", None),
    ]  # fmt: skip


def test_who_lifts_a_blockade_tells_of_no_new_one() -> None:
    lake = Lake()
    block(lake, "2031-04-01")
    lake.say("closure-lifted", "2031-05-01", by="", at="reed-road", quote="the blockade was lifted")
    block(lake, "2031-05-01", quote="blockade")
    lake.claims[2] |= {"start": lake.claims[1]["start"] + 2, "end": lake.claims[1]["end"]}
    assert [one.state for one in passing(lake)] == ["closed", "open"]


def test_a_denial_disputes_a_closure_and_is_cited() -> None:
    lake = Lake()
    block(lake, "2031-04-01", says="ketria")
    denial = block(lake, None, says="sorven", status="denied")
    (closed,) = history(lake, ROAD)
    assert closed.contested_by == (denial,)
    assert closed.disputed == "It is denied by sorven."


def test_who_closed_it_and_when_can_be_disputed() -> None:
    lake = Lake()
    block(lake, "2031-04-01", says="ketria")
    block(lake, "2031-04-10", by="sorveni-anglers")
    (closed,) = history(lake, ROAD)
    assert (closed.begins_earliest, closed.begins_latest) == ("2031-04-01", "2031-04-10")
    assert closed.disputed is not None
    assert "Sorven (says ketria); Sorveni Anglers (says globe)" in closed.disputed
    assert "2031-04-01 or 2031-04-10" in closed.disputed


def test_reports_of_the_same_days_that_tell_another_state_clash() -> None:
    lake = Lake()
    block(lake, "2031-04-01/2031-04-20", says="ketria")
    lake.say("closure-lifted", "2031-04-10/2031-04-25", by="", at="reed-road", says="sorven")
    closed, open_ = passing(lake)
    assert "sorven: open" in str(closed.disputed)
    assert "ketria: closed" in str(open_.disputed)


def test_a_report_of_no_certain_day_begins_nothing_where_another_tells_of_the_state() -> None:
    lake = Lake()
    block(lake, "2031-04-01")
    vague = block(lake, None, says="mail", known="2031-07-01")
    lake.say("closure-lifted", "2031-05-01", by="", at="reed-road")
    assert [(one.state, one.repeated_by) for one in passing(lake)] == [("closed", (vague,)), ("open", ())]


def test_a_contingent_that_begins_to_leave_has_not_left() -> None:
    lake = Lake()
    lake.say("deployment", "2031-03-10", by="dove-observers", at="mirefield", figure=400)
    lake.say("withdrawal", "2031-05-10", by="dove-observers", at="mirefield", quote="withdrew some of its men")
    lake.say("withdrawal", "2031-05-12", by="doveland", at="mirefield", quote="withdrawal of its observers")
    deployed, leaving = history(lake, OBSERVERS)
    assert (deployed.state, deployed.value, deployed.ends_latest) == ("deployed", "400 men", "2031-05-10")
    assert leaving.state == "withdrawing"
    assert leaving.disputed is not None and leaving.disputed.startswith("Some speak of a part, others set no limit.")


def test_a_contingent_that_has_left_altogether() -> None:
    lake = Lake()
    lake.say("deployment", "2031-03-10", by="dove-observers", at="mirefield")
    lake.say("withdrawal", "2031-05-10", by="dove-observers", quote="completed its withdrawal")
    assert [one.state for one in history(lake, OBSERVERS)] == ["deployed", "withdrawn"]


def test_a_state_lasts_as_long_as_it_is_told_to_go_on() -> None:
    lake = Lake()
    lake.say("deployment", "2031-03-10", by="dove-observers", at="mirefield")
    lake.say("deployment", "2031-03-01/..", by="dove-observers", at="mirefield", status="ongoing", known="2031-05-20")
    lake.say("withdrawal", None, by="dove-observers", at="mirefield", known="2031-07-01", quote="most left")
    deployed, _ = history(lake, OBSERVERS)
    assert (deployed.ends_earliest, deployed.ends_latest) == ("2031-05-20", "2031-07-01")


def test_who_holds_a_town() -> None:
    lake = Lake()
    lake.say("capture", "2031-04-01", by="sorveni-army", at="mirefield")
    lake.say("handover", "2031-05-01", by="sorven", to="ketria", at="mirefield")
    lake.say("withdrawal", "2031-06-01", by="ketrian-army", at="mirefield", known="2031-06-02")
    assert [one.state for one in history(lake, TOWN)] == ["ketria", "sorven", "ketria", "left"]
    assert history(lake, TOWN)[0].basis == "the agreement file: the state before any report"


def test_a_town_that_is_handed_over_to_nobody_named_is_left_by_its_holder() -> None:
    lake = Lake()
    lake.say("handover", "2031-04-01", by="ketrian-army", at="mirefield")
    nobody = replace(TOWN, actors=())
    assert [one.state for one in history(lake, nobody)] == ["ketria", "left"]


def test_each_round_of_talks_is_a_stretch_of_its_own() -> None:
    lake = Lake()
    lake.say("talks", "2031-04-01", by=SIDES)
    lake.say("talks", "2031-05-01/2031-05-03", by=SIDES)
    assert told(history(lake, TALKS)) == [
        ("under_way", "2031-04-01", "2031-04-02"), ("under_way", "2031-05-03", "2031-05-04"),
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_later_reports_change_no_earlier_history(claims: list[dict[str, Any]]) -> None:
    knowing = day(60)
    early = [claim for claim in claims if claim["known"] is not None and claim["known"] <= knowing]
    for fluent in FLUENTS:
        whole = history(lake_of(claims), fluent, on(knowing))
        part = history(lake_of(early), fluent, on(knowing))
        assert [(*one, len(two.claimants)) for one, two in zip(told(whole), whole, strict=True)] == [
            (*one, len(two.claimants)) for one, two in zip(told(part), part, strict=True)
        ]


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_stretches_of_a_track_follow_each_other(claims: list[dict[str, Any]]) -> None:
    for fluent in FLUENTS:
        kind = fluent_kinds()[fluent.kind]
        passing = {rule.begins for rule in kind.rules if rule.passing}
        for one in history(lake_of(claims), fluent):
            assert one.basis or one.opened_by
            assert (one.begins_earliest or "") <= (one.begins_latest or "9")
            assert one.ends_latest is None or (one.begins_latest or "")[:10] <= one.ends_latest
            assert one.state not in passing or one.ends_latest


def test_order_does_not_matter() -> None:
    chance = random.Random(3)
    claims: list[dict[str, Any]] = [
        {"act": act, "date": date, "says": says, "by": "sorveni-army", "at": "reed-road", "known": "2031-06-01"}
        for act in ("blockade", "closure-lifted", "checkpoint")
        for date in ("2031-04-01", "2031-04", "2031-05-02", None)
        for says in ("globe", "ketria")
    ]
    first = told(history(lake_of(claims), ROAD))
    for _ in range(5):
        chance.shuffle(claims)
        assert told(history(lake_of(claims), ROAD)) == first


def test_the_table_has_all_kinds_and_says_which_states_there_are() -> None:
    assert set(fluent_kinds()) == set(FLUENT_KINDS)
    assert states_of("corridor")[:3] == ("open", "restricted", "closed")


def test_protesters_who_block_a_road_close_it() -> None:
    lake = Lake()
    lake.say("protest", "2031-04-10", by="sorveni-anglers", at="reed-road", quote="marched along the road")
    assert passing(lake) == []
    claim = lake.say("protest", "2031-04-12", by="sorveni-anglers", at="reed-road", quote="blocked the road")
    (closed,) = passing(lake)
    assert (closed.state, closed.opened_by) == ("closed", (claim,))


def test_a_signing_of_no_day_of_its_own_confirms_nothing() -> None:
    lake = Lake()
    lake.say("ceasefire", None, by=SIDES, quote="ended an older war", known="2031-03-04")
    (only,) = history(lake, LEGAL)
    assert only.opened_by == ()
