from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import Row, claim
from trucewatch.casebook import Casebook
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.grades import RULES, grade_events
from trucewatch.records.link import GRADES, Contradiction, Estimate, Event, Grade, Origin

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "grades.md"
BOOK = """
sides:
  north: Nordania
  south: Sudmark
  abroad: Others
actors:
  nordania: {kind: state, side: north, names: [Nordania]}
  nordania-defence: {kind: ministry, side: north, affiliations: nordania, names: [Nordanian Defence Ministry]}
  sudmark: {kind: state, side: south, names: [Sudmark], reliability: C}
  lake-mission: {kind: body, side: abroad, names: [Lake Monitoring Mission], reliability: A}
  ostland: {kind: state, side: abroad, names: [Ostland]}
  jan-holm: {kind: person, side: north, names: [Jan Holm]}
outlets:
  beacon: {names: [Beacon Wire], reliability: B}
  courier: {names: [Orsk Courier], side: north}
"""
SIDES = {"nordania": "north", "nordania-defence": "north", "jan-holm": "north", "sudmark": "south",
         "lake-mission": "abroad", "ostland": "abroad", "outlet:courier": "north"}  # fmt: skip


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    path: Path = tmp_path_factory.mktemp("books") / "north.yml"
    path.write_text(BOOK)
    return load_casebooks([path])


def who(*keys: str) -> list[Row]:
    return [{"actor_id": key, "name": key, "mention_id": None} for key in keys]


def says(key: str, origin: str, **fields: Any) -> tuple[Row, Origin]:
    """Return a claim that Nordania shelled Sudmark, and its origin."""
    withdrawn = fields.pop("withdrawn", None)
    row = claim(key, f"d-{key}", origin, **{"actors": who("nordania"), "recipients": who("sudmark")} | fields)
    kind = "monitor" if "mission" in origin else "outlet" if origin.startswith("outlet") else "actor"
    made = Origin(
        claim_id=key, origin=origin, name=origin, side=SIDES.get(origin), kind=kind, copied_from=None, why="",
        withdrawn_by=withdrawn,
    )  # fmt: skip
    return row, made


def event(rows: Sequence[Row]) -> Event:
    denied = tuple(row["claim_id"] for row in rows if row["polarity"] == "denied")
    return Event(
        event_id="e-1", act="shelling", event_type="ASSAULT", status="alleged", label="shelled", label_id="c-1",
        actors=(), recipients=(), place_ids=(), date=None, first=None, last=None, denied_ids=denied,
        claim_ids=tuple(row["claim_id"] for row in rows), document_ids=(), part_of=None, known_on=None, why="",
    )  # fmt: skip


def graded(
    casebook: Casebook, *said: tuple[Row, Origin], estimates: Sequence[Estimate] = (), clashes: Sequence[Any] = ()
) -> dict[str, Grade]:
    rows, origins = [row for row, _ in said], [origin for _, origin in said]
    grades = grade_events([event(rows)], rows, origins, estimates, clashes, casebook, [])
    assert all(grade.grade in GRADES and grade.why.startswith(f"{grade.grade} (") for grade in grades)
    return {grade.matter: grade for grade in grades}


def act(casebook: Casebook, *said: tuple[Row, Origin], **more: Any) -> tuple[str, str]:
    grade = graded(casebook, *said, **more)["act"]
    return grade.grade, re.findall(r"\((.*?)\):", grade.why)[0]


def denies(key: str, origin: str, **fields: Any) -> tuple[Row, Origin]:
    return says(key, origin, polarity="denied", **fields)


def counts(claim_id: str, origin: str, low: float | None, high: float | None) -> Estimate:
    return Estimate(
        estimate_id=f"n-{claim_id}", topic_id="q-1", topic="killed: soldiers", unit="killed", whom=None, event_id="e-1",
        figure_id="f-1", claim_id=claim_id, document_id="d-1", start=0, quote="", claimant=None, side=None,
        origin=origin, low=low, high=high, best=low, approximate=False, as_of=None, as_of_basis="", scope="total",
        part_of=None, known_on=None, cited=(),
    )  # fmt: skip


def clash(left: str, right: str, kind: str) -> Contradiction:
    return Contradiction(
        contradiction_id="k-1", kind=kind, event_id="e-1", left_claim_id=left, right_claim_id=right,
        left_document_id="", right_document_id="", left_quote="", right_quote="", left_start=0, right_start=0,
        left_claimant=None, right_claimant=None, known_on=None, why="",
    )  # fmt: skip


def test_one_origin_is_weak_however_often_it_is_printed(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "sudmark"), says("c-2", "sudmark")) == ("Weak", "one origin")


def test_two_origins_of_one_side_are_weak(casebook: Casebook) -> None:
    said = says("c-1", "outlet:courier"), says("c-2", "jan-holm")
    assert act(casebook, *said) == ("Weak", "one side")


def test_unknown_sides_are_no_two_sides(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "named:a"), says("c-2", "unnamed:b")) == ("Weak", "one side")


def test_two_sides_are_fair(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "outlet:courier"), says("c-2", "sudmark")) == ("Fair", "two sides")


def test_an_outsider_beside_one_side_is_fair(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "outlet:beacon"), says("c-2", "sudmark")) == ("Fair", "outsider")
    assert act(casebook, says("c-1", "outlet:beacon")) == ("Weak", "one origin")


def test_who_did_it_admits_it(casebook: Casebook) -> None:
    said = says("c-1", "nordania-defence"), denies("c-2", "sudmark")
    grade = graded(casebook, *said)["act"]
    assert (grade.grade, grade.against) == ("Confirmed", ("sudmark",))
    assert graded(casebook, *said)["actor"].grade == "Confirmed"


def test_a_person_without_office_or_an_outlet_admits_nothing(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "jan-holm"))[0] == "Weak"
    assert act(casebook, says("c-1", "outlet:courier"))[0] == "Weak"


def test_who_admits_and_denies_admits_nothing(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "nordania"), denies("c-2", "nordania"))[0] == "Weak"


def test_nobody_admits_by_accusing_the_other(casebook: Casebook) -> None:
    ours, theirs = {"actors": who("nordania")}, {"actors": who("sudmark"), "recipients": who("nordania")}
    assert act(casebook, says("c-1", "sudmark", **ours), says("c-2", "nordania", **theirs))[0] == "Fair"
    boasts = says("c-1", "nordania", **ours), says("c-2", "nordania", **theirs)
    assert act(casebook, *boasts)[0] == "Weak"
    assert graded(casebook, *boasts)["actor"].grade == "Weak"
    third = says("c-1", "nordania", **ours), says("c-2", "ostland", **theirs)
    assert graded(casebook, *third)["actor"].grade == "Contested"
    told = says("c-1", "nordania", **ours), says("c-2", "sudmark", actors=[])
    assert act(casebook, *told) == ("Confirmed", "admitted")


def test_a_clash_of_both_is_admitted_by_neither(casebook: Casebook) -> None:
    both = {"actors": who("nordania", "sudmark"), "recipients": []}
    assert act(casebook, says("c-1", "nordania", **both))[0] == "Weak"


def test_a_withdrawal_takes_the_word_of_the_other_side(casebook: Casebook) -> None:
    own = says("c-1", "nordania", event_type="RETREAT")
    assert act(casebook, own)[0] == "Weak"
    assert act(casebook, own, says("c-2", "sudmark", event_type="RETREAT")) == ("Confirmed", "admitted")


def test_a_duty_left_undone_is_admitted_by_who_owed_it(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "nordania", event_type="RETREAT", modality="omitted"))[0] == "Confirmed"


def test_monitors_confirm_unless_they_are_a_party(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "lake-mission"), denies("c-2", "nordania")) == ("Confirmed", "observed")
    hit = says("c-1", "lake-mission", recipients=who("lake-mission"))
    assert act(casebook, hit) == ("Weak", "one origin")


def test_a_denial_by_another_contests(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "outlet:beacon"), denies("c-3", "nordania")
    assert act(casebook, *said) == ("Contested", "opposed")
    assert graded(casebook, *said)["act"].origins == ("outlet:beacon", "sudmark")


def test_a_contradiction_of_status_contests(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "nordania", modality="hypothetical")
    assert act(casebook, *said, clashes=[clash("c-1", "c-2", "status")]) == ("Contested", "opposed")


def test_a_monitors_denial_refutes_one_side(casebook: Casebook) -> None:
    assert act(casebook, says("c-1", "sudmark"), denies("c-2", "lake-mission")) == ("Discounted", "refuted")
    more = says("c-3", "outlet:beacon")
    assert act(casebook, says("c-1", "sudmark"), denies("c-2", "lake-mission"), more)[0] == "Contested"


def test_a_withdrawn_report_does_not_stand(casebook: Casebook) -> None:
    gone = says("c-1", "sudmark", withdrawn="d-9")
    assert act(casebook, gone) == ("Discounted", "withdrawn")
    assert act(casebook, gone, says("c-2", "outlet:beacon")) == ("Weak", "one origin")


def test_what_is_only_denied_has_no_grade(casebook: Casebook) -> None:
    assert graded(casebook, denies("c-1", "nordania")) == {}


def test_a_plan_is_no_word_for_the_act(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "outlet:beacon", modality="planned")
    assert act(casebook, *said) == ("Weak", "one origin")


def test_another_side_is_named(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "nordania-defence", actors=who("sudmark"), recipients=[])
    grades = graded(casebook, *said)
    assert grades["act"].grade == "Fair"
    assert grades["actor"].grade == "Contested"


def test_another_name_that_no_casebook_knows_is_not_another_actor(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "outlet:beacon", actors=[{"actor_id": None, "name": "gunners"}])
    assert graded(casebook, *said)["actor"].grade == "Weak"


def test_a_boast_is_no_admission_of_a_number(casebook: Casebook) -> None:
    said = says("c-1", "nordania"), says("c-2", "outlet:beacon")
    grades = graded(casebook, *said, estimates=[counts("c-1", "nordania", 90, None)])
    assert (grades["act"].grade, grades["number"].grade) == ("Confirmed", "Weak")


def test_numbers_of_both_sides_that_agree(casebook: Casebook) -> None:
    said = says("c-1", "nordania"), says("c-2", "sudmark")
    near = [counts("c-1", "nordania", 10, 12), counts("c-2", "sudmark", 11, 11)]
    assert graded(casebook, *said, estimates=near)["number"].grade == "Confirmed"
    far = [counts("c-1", "nordania", 10, 12), counts("c-2", "sudmark", 40, 40)]
    apart = graded(casebook, *said, estimates=far, clashes=[clash("c-1", "c-2", "figure")])["number"]
    assert (apart.grade, apart.against) == ("Contested", ("nordania", "sudmark"))


def test_a_newer_number_of_one_origin_contests_nothing(casebook: Casebook) -> None:
    said = says("c-1", "sudmark"), says("c-2", "sudmark")
    numbers = [counts("c-1", "sudmark", 9, 9), counts("c-2", "sudmark", 14, 14)]
    assert graded(casebook, *said, estimates=numbers, clashes=[clash("c-1", "c-2", "figure")])["number"].grade == "Weak"


def test_the_letter_is_that_of_the_best_source(casebook: Casebook) -> None:
    assert graded(casebook, says("c-1", "sudmark"))["act"].admiralty == "C6"
    assert graded(casebook, says("c-1", "sudmark"), says("c-2", "outlet:beacon"))["act"].admiralty == "B2"
    assert graded(casebook, says("c-1", "unnamed:a"))["act"].admiralty == "F6"


def test_the_published_table_is_the_rule() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| ([A-Z]\w+) \|.*\| (\d) \|$", REFERENCE.read_text("utf-8"), re.MULTILINE)
    assert tuple(rows) == RULES


VOICES = st.lists(
    st.tuples(
        st.sampled_from([*SIDES, "outlet:beacon", "named:a", "unnamed:b"]), st.sampled_from(["asserted", "denied"])
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(VOICES, st.randoms())
def test_the_order_of_claims_does_not_matter(voices: list[tuple[str, str]], random: Any) -> None:
    book = load_casebooks([])
    said = [says(f"c-{at}", origin, polarity=polarity) for at, (origin, polarity) in enumerate(voices)]
    shuffled = random.sample(said, len(said))
    one, other = graded(book, *said), graded(book, *shuffled)
    assert {key: (grade.grade, grade.origins, grade.against) for key, grade in one.items()} == {
        key: (grade.grade, grade.origins, grade.against) for key, grade in other.items()
    }


def test_who_says_that_it_was_left_undone_is_against_those_who_say_that_it_was_done(casebook: Casebook) -> None:
    left = {"event_type": "RETREAT", "act": "withdrawal"}
    done = [says("c-1", "nordania", **left), says("c-2", "outlet:beacon", **left)]
    undone = says("c-3", "sudmark", modality="omitted", **left)
    found = graded(casebook, *done, undone)["act"]
    assert (found.grade, found.origins, found.against) == ("Contested", ("nordania", "outlet:beacon"), ("sudmark",))
    assert graded(casebook, undone)["act"].origins == ("sudmark",)
    planned = says("c-4", "outlet:beacon", modality="planned", **left)
    assert graded(casebook, undone, planned)["act"].origins == ("sudmark",)


def test_the_reasons_name_together_who_counts_as_one(casebook: Casebook) -> None:
    found = graded(casebook, says("c-1", "nordania"), says("c-2", "nordania-defence"), says("c-3", "outlet:beacon"))
    assert found["act"].origins == ("nordania-defence", "outlet:beacon")
    assert "nordania with nordania-defence (north), outlet:beacon" in found["act"].why
