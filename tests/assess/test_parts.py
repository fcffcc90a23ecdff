"""The parts of assessment by themselves: who acts for whom, what lies where, what is lent, where the least is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.material import CASEBOOK, Lake, on, promise, truce
from trucewatch.assess.belonging import Belonging
from trucewatch.assess.clocks import EVER, Knowing
from trucewatch.assess.containment import Containment, casebook_id
from trucewatch.assess.days import ALWAYS, LONG_AGO, NEVER, day_bounds, iso_day
from trucewatch.assess.evidence import list_evidence
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.happenings import _twice
from trucewatch.assess.ranges import least_covering, least_within
from trucewatch.assess.rules import RULES, first_that_holds

WITHIN = Belonging(CASEBOOK, "2031-03-01", "2031-06-30")
RANGES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 20), st.integers(0, 12)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("who", "whom", "acts"),
    [
        ("ketrian-army", "ketria", True), ("ketria", "ketria", True), ("ketrian-army", "sorven", False),
        ("sorveni-minister", "sorven", True), ("sorveni-anglers", "sorven", False), ("unheard-of", "ketria", False),
        ("ketria", "ketrian-army", False), ("dove-observers", "doveland", True), ("doveland", "dove-observers", False),
    ],
)  # fmt: skip
def test_who_acts_for_whom(who: str, whom: str, acts: bool) -> None:
    assert WITHIN.acts_for(who, [whom]) is acts


def test_an_office_that_ended_before_acts_for_nobody() -> None:
    assert not Belonging(CASEBOOK, "2033-01-01").acts_for("sorveni-minister", ["sorven"])


def test_a_state_and_its_troops_stand_for_the_contingent_that_it_sent() -> None:
    assert WITHIN.stands_for("doveland", ["dove-observers"])
    assert WITHIN.stands_for("dovish-troops", ["dove-observers"])
    assert not WITHIN.stands_for("ketrian-army", ["dove-observers"])
    assert WITHIN.exists_from("dove-observers") == "2031-03-01"
    assert WITHIN.exists_from("sorveni-minister") is None


@pytest.mark.parametrize(
    ("place_id", "target", "lies"),
    [
        ("casebook:mirefield", "lake-district", True), ("casebook:lake-district", "lake-district", True),
        ("casebook:lake-district", "mirefield", False), ("casebook:far-town", "lake-district", False),
        ("composed:region:casebook:mirefield", "lake-district", True), ("casebook:reed-road", "lake-district", True),
        ("geonames:1", "lake-district", True), ("geonames:2", "lake-district", False),
        ("geonames:3", "lake-district", False),
    ],
)  # fmt: skip
def test_what_lies_where(place_id: str, target: str, lies: bool) -> None:
    mentions = [
        {"place_id": "geonames:1", "lat": 50.05, "lon": 20.05, "radius_km": 2.0},
        {"place_id": "geonames:2", "lat": 52.0, "lon": 24.0, "radius_km": 2.0},
        {"place_id": "geonames:3", "lat": 50.0, "lon": 20.0, "radius_km": 300.0},
    ]
    assert Containment(CASEBOOK, mentions).within(place_id, [target]) is lies


def test_ids_of_composed_places() -> None:
    assert casebook_id("composed:district:composed:region:casebook:far") == "far"
    assert casebook_id("geonames:9") is None


def test_a_day_that_another_report_lends_counts_once_that_one_is_known() -> None:
    lake = Lake()
    lake.say("shelling", None, at="mirefield", event="x", known="2031-05-01")
    lake.say("shelling", "2031-04-10", at="mirefield", event="x", says="mail", known="2031-06-01")
    case = lake.one(truce())
    assert assess_provision(case, Days(on="2031-06-10", known="2031-05-20")).status == "kept so far"
    late = assess_provision(case, Days(on="2031-06-10", known="2031-06-02"))
    assert (late.status, len(late.contrary), late.grade) == ("breached", 2, "Fair")
    told = {item.claim_id: item.dated_by for item in list_evidence(case.matter(ALWAYS), on("2031-06-10"))
            if item.bearing == "against"}  # fmt: skip
    assert told == {"c-0000": "event", "c-0001": "claim"}


def test_a_place_that_another_report_lends() -> None:
    lake = Lake()
    lake.say("withdrawal", "2031-03-10", event="x")
    lake.say("withdrawal", "2031-03-10", at="mirefield", event="x", says="mail", known="2031-07-01")
    case = lake.one(promise())
    assert assess_provision(case, Days(on="2031-06-10", known="2031-06-10")).status == "no report"
    assert len(assess_provision(case, Days(on="2031-06-10")).supporting) == 2


def test_an_undated_document_counts_only_where_everything_is_known() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-10", at="mirefield", known=None)
    lake.say("talks", "2031-04-10")
    case = lake.one(truce())
    assert assess_provision(case, Days(on="2031-06-10", known="2040-01-01")).status == "kept so far"
    assert assess_provision(case, Days(on="2031-06-10")).status == "alleged breach"


def test_a_denial_of_no_certain_day_holds_of_all_that_it_can_mean() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-10", at="mirefield", event="x")
    lake.say("shelling", None, at="mirefield", event="y", says="sorven")
    lake.say("shelling", None, at="mirefield", event="y", says="ketria", status="denied")
    assert assess_provision(lake.one(truce()), Days(on="2031-06-10")).status == "disputed"


def test_a_denial_of_one_happening_leaves_another_alone() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-10", at="mirefield", event="x")
    lake.say("shelling", "2031-04-10", at="mirefield", event="y", says="sorven")
    lake.say("shelling", "2031-04-10", at="mirefield", event="y", says="ketria", status="denied")
    lake.say("capture", "2031-05-10", at="mirefield", event="z")
    case = lake.one(truce())
    (first, second, third) = case.matter(ALWAYS).breaches.standing.tolist()
    assert (first, second, third) == (1, 2, 1)


def test_what_is_missing_is_said() -> None:
    lake = Lake()
    lake.say("withdrawal", "2031-03-10", at="mirefield", says="ketria")
    lake.say("shelling", None, at="mirefield")
    done = assess_provision(lake.one(promise()), Days(on="2031-08-10"))
    assert done.grade == "Weak"
    assert done.missing == (
        "Anybody’s word but that of those who owe it: they alone say that it was done.",
        "Reports of later days: none that is known by then was published after 2031-06-01.",
    )
    kept = assess_provision(lake.one(truce()), Days(on="2031-05-10"))
    assert kept.missing == ("A day: One claim that could count against it is of no certain day.",)


@given(RANGES)
def test_the_least_over_ranges(ranges: list[tuple[int, int, int]]) -> None:
    values, left, length = (np.array(column, dtype=np.int64) for column in zip(*ranges, strict=True))
    right = np.minimum(left + length, 24)
    covered = least_covering(values, left, right, 24, EVER)
    for at in range(24):
        assert covered[at] == min((v for v, a, b in zip(values, left, right, strict=True) if a <= at < b), default=EVER)
    inside = least_within(covered, left, right, EVER)
    for at, (a, b) in enumerate(zip(left, right, strict=True)):
        assert inside[at] == (covered[a:b].min() if b > a else EVER)


def test_spells_with_a_gap_are_refused() -> None:
    clock = Knowing(np.array([1, 2]))
    spell = clock.since(5) & ~clock.since(9)
    with pytest.raises(ValueError, match="gap"):
        _ = spell | clock.since(20)
    with pytest.raises(ValueError, match="not one spell"):
        _ = ~spell
    assert (~~clock.since(5)).begins.tolist() == [5, 5]


def test_the_first_rule_that_holds_decides_on_any_days() -> None:
    clock = Knowing(np.array([1]))
    turns = first_that_holds(
        [("breach", clock.since(10)), ("suspended", clock.since(4) & ~clock.since(12)), ("kept", clock.always())]
    )
    names = [list(RULES)[code] for code in turns.on(np.arange(1, 15))[:, 0]]
    assert names == ["kept"] * 3 + ["suspended"] * 6 + ["breach"] * 5


def test_days_of_values_that_are_none() -> None:
    assert day_bounds("no day") == (LONG_AGO, NEVER)
    assert day_bounds("2031/..")[1] == NEVER
    assert iso_day(NEVER) is None and iso_day(LONG_AGO) is None


def test_a_state_counts_with_its_ministry_as_one_origin() -> None:
    lake = Lake()
    for says, known in (("ketria", "2031-05-03"), ("ketrian-ministry", "2031-05-04"), ("globe", "2031-05-05")):
        lake.say("shelling", "2031-05-02", says, known, by="sorveni-army", at="mirefield", event="shots")
    found = assess_provision(lake.one(truce()), Days(on="2031-06-01"))
    assert set(found.contrary) == {"ketrian-ministry", "outlet:globe"}


def test_wholes_are_taken_off_where_an_organ_of_theirs_is_heard() -> None:
    lake = Lake()
    lake.say("shelling", "2031-05-02", "ketria", by="sorveni-army", event="shots")
    lake.say("shelling", "2031-05-02", "ketrian-ministry", by="sorveni-army", event="shots")
    columns = lake.board(truce()).material.columns
    origin = columns.voices.origin[columns.claim]
    heads, groups = np.array([True, False]), np.array([0, 0])
    assert _twice(columns.voices, origin, np.array([True, True]), (heads, groups)).tolist() == [0, 1]
    assert _twice(columns.voices, origin, np.array([True, False]), (heads, groups)).tolist() == [0, 0]


@pytest.mark.parametrize("event", ["one", "another"])
@pytest.mark.parametrize(
    ("denier", "status"),
    [(["ketrian-army"], "disputed"), (["ketria"], "disputed"), (["ketria", "sorven"], "disputed"),
     (["nameless troops", "ketria"], "disputed"), (["sorveni-army"], "alleged breach")],
)  # fmt: skip
def test_a_denial_is_about_whom_it_names(event: str, denier: list[str], status: str) -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-10", at="mirefield", by="ketrian-army", to="sorven", event="one", known="2031-04-11")
    lake.say("shelling", "2031-04-10", says="doveland", at="mirefield", by=denier, status="denied", event=event,
             known="2031-04-12")  # fmt: skip
    assert assess_provision(lake.one(truce()), Days(on="2031-04-20")).status == status


def test_whom_a_denial_is_about_is_told_by_what_was_known_then() -> None:
    lake = Lake()
    lake.say("shelling", "2031-04-10", at="mirefield", by="ketrian-army", to="sorven", event="one", known="2031-04-11")
    lake.say("shelling", "2031-04-10", says="sorven", at="mirefield", by="sorveni-army", status="denied", event="two",
             known="2031-04-12")  # fmt: skip
    case = lake.one(truce())
    assert assess_provision(case, Days(on="2031-04-20", known="2031-04-12")).status == "alleged breach"
    lake.say("shelling", "2031-04-10", says="mail", at="mirefield", by=["ketrian-army", "sorveni-army"], event="one",
             known="2031-04-15")  # fmt: skip
    case = lake.one(truce())
    assert assess_provision(case, Days(on="2031-04-20", known="2031-04-12")).status == "alleged breach"
    assert assess_provision(case, Days(on="2031-04-20", known="2031-04-15")).status == "disputed"
