"""Events from claims: what is joined, what is kept apart, what people said, and what stays the same."""

from __future__ import annotations

import random

import pytest

from tests.linking.occurrences import Told, casebook, raid, same_event
from trucewatch.linking.columns import key_of
from trucewatch.linking.events import add_documents, link_events, resolve_event
from trucewatch.linking.features import linked_claims, read_features
from trucewatch.linking.grow import start_state
from trucewatch.linking.model import Judgement, Linking
from trucewatch.linking.weights import load_weights


def judged(left: str, right: str, relation: str) -> Judgement:
    return Judgement(left_id=left, right_id=right, relation=relation, by="Ada", decision_id="x-1", why="read both")


def linked(case: Told, *judgements: Judgement) -> Linking:
    return link_events(case.tables(), casebook(), judgements)


def test_one_happening_in_many_words_is_one_event() -> None:
    case = Told()
    told = raid(case)
    (event,) = linked(case).events
    assert set(event.claim_ids) == set(told)
    assert event.denied_ids == (told[3],)
    assert (event.act, event.status, event.date, event.known_on) == ("shelling", "happened", "2031-05-05", "2031-05-06")
    assert event.event_id == "e-" + min(told).removeprefix("c-")


@pytest.mark.parametrize(
    ("change", "value"),
    [("on_day", "2031-05-19"), ("where", "Tarsk"), ("act", "release")],
)
def test_another_day_place_or_act_is_another_event(change: str, value: object) -> None:
    case = Told()
    case.document("north", "2031-05-20")
    case.document("south", "2031-05-20")
    fields = {"act": "shelling", "by": ["tirvania-army"], "where": "Orlevik", "on_day": "2031-05-05"}
    first = case.claim("north", words="shells fell there", **fields)  # type: ignore[arg-type]
    other = case.claim("south", words="shells fell there", **{**fields, change: value})  # type: ignore[arg-type]
    assert not same_event(linked(case).events, first, other)


def test_who_did_it_may_be_disputed_within_one_event() -> None:
    case = Told()
    case.document("north", "2031-05-06")
    case.document("south", "2031-05-06")
    words, where = "shells hit the covered market", {"where": "Orlevik", "on_day": "2031-05-05", "killed": (9, None)}
    first = case.claim("north", "shelling", words, by=["tirvania-army"], **where)
    other = case.claim("south", "shelling", words, by=["ardovia-army"], **where)
    assert same_event(linked(case).events, first, other)


def test_a_plan_and_its_doing_are_one_event_and_remarks_are_none() -> None:
    case = Told()
    case.document("north", "2031-05-02")
    case.document("south", "2031-05-07")
    fields = {"by": ["tirvania-army"], "where": "Orlevik", "on_day": "2031-05-05"}
    planned = case.claim("north", "withdrawal", "will withdraw from Orlevik", status="planned", **fields)
    done = case.claim("south", "withdrawal", "withdrew from Orlevik", **fields)
    remark = case.claim("south", "withdrawal", "if it ever withdrew", status="none", **fields)
    (event,) = linked(case).events
    assert set(event.claim_ids) == {planned, done}
    assert event.status == "happened"
    assert not same_event([event], remark)


def test_the_order_of_rows_does_not_matter() -> None:
    case = Told()
    raid(case)
    before = linked(case)
    random.Random(3).shuffle(case.claims)
    assert linked(case) == before


def test_links_show_their_comparisons() -> None:
    case = Told()
    told = raid(case)
    links = {(link.left_id, link.right_id): link for link in linked(case).links}
    link = links[told[0], told[1]]
    found = {one.name: one.found for one in link.comparisons}
    assert link.relation == "same" and link.score > 0.5 and link.made_by == "rule"
    assert found["doer"] == "an actor and the state or body it is of"
    assert found["time"] == "the same day"
    total = sum(one.weight for one in link.comparisons)
    assert link.score == pytest.approx(1 / (1 + 2.718281828**-total), abs=0.001)


def test_a_person_parts_what_a_rule_joined() -> None:
    case = Told()
    told = raid(case)
    result = linked(case, judged(told[0], told[1], "different"))
    assert not same_event(result.events, told[0], told[1])
    (link,) = [link for link in result.links if link.made_by == "person"]
    assert (link.relation, link.decision_id) == ("different", "x-1")


def test_a_person_joins_what_no_rule_would() -> None:
    case = Told()
    told = raid(case)
    far = case.claim("late", "release", "let two men go", where="Tarsk", on_day="2031-02-01")
    assert not same_event(linked(case).events, far, told[0])
    assert same_event(linked(case, judged(far, told[0], "same")).events, far, told[0])


def test_of_judgements_that_cannot_both_hold_the_later_stands() -> None:
    case = Told()
    told = raid(case)
    through = [
        judged(told[0], told[1], "same"),
        judged(told[1], told[2], "same"),
        judged(told[0], told[2], "different"),
    ]
    result = linked(case, *through)
    assert not same_event(result.events, told[0], told[2])
    assert [one.code for one in result.stopped] == ["judgement-overruled"]
    assert "Ada" in result.stopped[0].reason
    back = linked(case, *through, judged(told[2], told[0], "same"))
    assert same_event(back.events, told[0], told[1], told[2])


def test_a_judgement_on_unknown_claims_is_reported_and_nothing_else_changes() -> None:
    case = Told()
    told = raid(case)
    result = linked(case, judged(told[0], "c-ffffffffffffffff", "same"))
    assert [one.code for one in result.stopped] == ["judgement-unknown"]
    assert "c-ffffffffffffffff" in result.stopped[0].reason
    assert result.events == linked(case).events


def test_old_event_ids_lead_to_the_event_that_holds_their_anchor() -> None:
    case = Told()
    told = raid(case)
    parted = linked(case, *(judged(told[3], one, "different") for one in told[:3])).events
    alone = next(event for event in parted if told[3] in event.claim_ids)
    merged = linked(case).events
    assert resolve_event(alone.event_id, merged) == merged[0]
    assert resolve_event(merged[0].event_id, parted) is not None
    assert resolve_event("e-ffffffffffffffff", merged) is None


def test_a_village_taken_is_a_part_of_the_offensive() -> None:
    case = Told()
    case.document("north", "2031-05-09")
    case.document("south", "2031-05-09")
    whole = case.claim(
        "north", "offensive", "an offensive across Ardovia", by=["tirvania-army"], where="Ardovia",
        on_day="2031-05-03/2031-05-08",
    )  # fmt: skip
    part = case.claim(
        "south", "capture", "took the village of Sella", by=["tirvania"], where="Sella", on_day="2031-05-05"
    )
    later = case.claim("south", "capture", "took Sella again", by=["tirvania"], where="Sella", on_day="2031-08-05")
    events = {event.claim_ids[0]: event for event in linked(case).events}
    assert events[part].part_of == events[whole].event_id
    assert events[later].part_of is None and events[whole].part_of is None


def test_a_town_named_in_an_offensive_does_not_keep_it_from_its_villages() -> None:
    case = Told()
    for outlet in ("north", "south"):
        case.document(outlet, "2031-05-09")
    days = {"on_day": "2031-05-03/2031-05-08", "by": ["tirvania-army"]}
    whole = case.claim("north", "offensive", "an offensive across Ardovia", where="Ardovia", **days)  # type: ignore[arg-type]
    case.claim("south", "offensive", "the offensive reached Orlevik", where="Orlevik", **days)  # type: ignore[arg-type]
    part = case.claim("south", "capture", "took Sella", by=["tirvania"], where="Sella", on_day="2031-05-05")
    events = {claim: event for event in linked(case).events for claim in event.claim_ids}
    assert events[part].part_of == events[whole].event_id


def test_acts_of_one_word_on_other_things_two_days_apart_are_two() -> None:
    case = Told()
    case.document("north", "2031-05-09")
    case.document("south", "2031-05-09")
    both = {"by": ["tirvania", "ardovia"], "where": "Orlevik"}
    one = case.claim("north", "exchange", "exchanged 30 captives", on_day="2031-05-05", **both)  # type: ignore[arg-type]
    other = case.claim("south", "exchange", "exchanged the fallen", on_day="2031-05-07", **both)  # type: ignore[arg-type]
    again = case.claim("south", "exchange", "exchanged the captives", on_day="2031-05-05", **both)  # type: ignore[arg-type]
    events = linked(case).events
    assert same_event(events, one, again) and not same_event(events, one, other)


def test_a_cluster_that_would_swallow_the_case_is_stopped_and_reported() -> None:
    case = Told()
    for number in range(70):
        case.document(f"d{number}", "2031-05-07")
        case.claim(
            f"d{number}", "shelling", "guns shelled Orlevik", by=["tirvania-army"], where="Orlevik", on_day="2031-05-05"
        )
    result = linked(case)
    assert max(len(event.claim_ids) for event in result.events) <= 50
    (stopped,) = [one for one in result.stopped if one.code == "cluster-stopped"]
    assert stopped.pairs and set(stopped.claim_ids) <= {str(row["claim_id"]) for row in case.claims}
    assert sum(len(event.claim_ids) for event in result.events) == 70


def test_claims_without_any_date_join_by_their_words_and_figures() -> None:
    case = Told()
    case.document("north", None)
    case.document("south", None)
    words = "shells struck the covered bridge of Orlevik at noon"
    first = case.claim("north", "shelling", words, where="Orlevik", by=["tirvania"], killed=(7, 7))
    other = case.claim("south", "shelling", words, where="Orlevik", by=["tirvania"], killed=(7, 7))
    assert same_event(linked(case).events, first, other)


def test_new_documents_join_without_linking_the_rest_anew() -> None:
    case, late = Told(), Told()
    told = raid(case)
    case.document("far", "2031-02-02")
    case.claim("far", "release", "let two men go", where="Tarsk", on_day="2031-02-01")
    late.claims, late.places = case.claims[:], case.places[:]
    late.document("next", "2031-05-09")
    fresh = late.claim(
        "next", "shelling", "shells fell on Orlevik", where="Orlevik", on_day="2031-05-05", by=["tirvania"]
    )
    late.claims = late.claims[-1:]
    claims = linked_claims(case.tables())
    state = start_state(read_features(claims, case.tables(), casebook()), load_weights())
    grown = add_documents(state, late.tables(), casebook())
    keys = [key_of(str(row["claim_id"])) for row in claims] + [key_of(fresh)]
    home = dict(zip(keys, grown.state.label.tolist(), strict=True))
    assert home[key_of(fresh)] == home[key_of(told[0])]
    assert len(grown.touched) == len(told) + 1


def test_an_empty_case_has_no_events() -> None:
    assert linked(Told()) == Linking(events=(), links=(), stopped=())
