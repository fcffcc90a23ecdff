from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import Row, body, document, segment
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.copies import by_document, compare, find_copies, in_order
from trucewatch.linking.credits import CreditNames
from trucewatch.records.link import Copy

CASEBOOK = load_casebooks([])
WIRE = (
    "Heavy rain washed the gravel road from the quarry down to the mill on Monday, and forty lorries with grain stood "
    "there until evening. The miller, Ada Holm, said that two of the axles had broken. Nobody was hurt. The district "
    "has asked the army for a pontoon, which may take until Thursday to arrive. Bread is sold by the half loaf."
)
LOCAL = "Our town has no bread. In the bakery on Weavers' Square the shelves were bare when we came by at seven."
SPOKEN = "“We have not seen water like this since my grandfather built the lower wheel in the year of the long frost.”"


def copies(*rows: Row) -> list[Copy]:
    found = find_copies(rows, [body(row) for row in rows], CASEBOOK)
    texts = {row["document_id"]: row["text"] for row in rows}
    for copy in found:
        assert copy.left_id != copy.right_id
        for passage in copy.passages:
            assert texts[copy.left_id][passage.left_start : passage.left_end].strip()
            assert texts[copy.right_id][passage.right_start : passage.right_end].strip()
        if copy.credit_quote is not None and copy.credit_start is not None:
            assert texts[copy.right_id][copy.credit_start :].startswith(copy.credit_quote)
    return found


def wire(text: str = WIRE, **fields: Any) -> Row:
    return document("d-wire", text, **{"outlet": "Beacon Wire", "day": "2031-05-02"} | fields)


def test_a_credited_reprint_is_a_full_copy() -> None:
    text = f"ORSK. {WIRE.replace('grain stood', 'wheat stood')} (Beacon)"
    (copy,) = copies(document("d-a", text, outlet="Orsk Courier", day="2031-05-02"), wire())
    assert (copy.left_id, copy.right_id, copy.kind, copy.direction) == ("d-wire", "d-a", "full", "credit")
    assert copy.credit_quote == "(Beacon)"
    assert copy.left_share > 0.9


def test_a_paragraph_is_a_partial_copy_by_time() -> None:
    text = f"{LOCAL} {WIRE[:140]} {LOCAL.replace('bread', 'salt').replace('seven', 'noon')}"
    (copy,) = copies(document("d-a", text, outlet="Orsk Courier", day="2031-05-03"), wire())
    assert (copy.left_id, copy.kind, copy.direction) == ("d-wire", "partial", "time")
    assert 0 < copy.right_share < 0.6


def test_two_short_passages_show_a_copy_together_and_one_does_not() -> None:
    first, second = (
        "washed the gravel road from the quarry down to the mill",
        "Bread is sold by the half loaf in the town",
    )
    both = f"{LOCAL} A storm {first} this week. {LOCAL.replace('bread', 'salt')} {second}."
    one = f"{LOCAL} A storm {first} this week. {LOCAL.replace('bread', 'salt')}"
    source = wire(text=WIRE.replace("Bread is sold by the half loaf.", f"{second}."))
    (copy,) = copies(document("d-a", both, outlet="Orsk Courier", day="2031-05-03"), source)
    assert (copy.kind, len(copy.passages)) == ("partial", 2)
    assert not copies(document("d-a", one, outlet="Orsk Courier", day="2031-05-03"), source)


def test_a_credit_outweighs_the_hour() -> None:
    copied = document("d-a", f"{WIRE} (Beacon)", outlet="Orsk Courier", published="2031-05-02T10:00Z")
    (copy,) = copies(copied, wire(published="2031-05-02T12:00Z"))
    assert (copy.left_id, copy.direction) == ("d-wire", "credit")


def test_a_dispatch_of_next_week_is_no_source() -> None:
    copied = document("d-a", f"{WIRE} (Beacon)", outlet="Orsk Courier", day="2031-05-02")
    (copy,) = copies(copied, wire(day="2031-05-20"))
    assert (copy.left_id, copy.direction) == ("d-a", "time")


def test_one_day_leaves_the_direction_open() -> None:
    (copy,) = copies(wire(), document("d-a", WIRE, outlet="Orsk Courier", day="2031-05-02"))
    assert copy.direction == "open"
    (copy,) = copies(wire(genre="agency"), document("d-a", WIRE, outlet="Orsk Courier", day="2031-05-02"))
    assert (copy.left_id, copy.direction) == ("d-wire", "open")


def test_two_reprints_share_a_source() -> None:
    one = document("d-a", f"{WIRE} (Beacon)", outlet="Orsk Courier", day="2031-05-03")
    other = document("d-b", WIRE, outlet="Daily Anchor", day="2031-05-04")
    found = {(copy.left_id, copy.right_id): copy.direction for copy in copies(one, other, wire())}
    assert found == {("d-wire", "d-a"): "credit", ("d-wire", "d-b"): "time", ("d-a", "d-b"): "shared source"}


def test_two_reprints_of_a_dispatch_that_is_not_there() -> None:
    one = document("d-a", f"{WIRE} (AFP)", outlet="Orsk Courier", day="2031-05-03")
    other = document("d-b", f"{WIRE} (AFP)", outlet="Daily Anchor", day="2031-05-04")
    (copy,) = copies(one, other)
    assert copy.direction == "shared source"


def test_a_quotation_that_two_reporters_heard_is_no_copy() -> None:
    one = document("d-a", f"{SPOKEN} said Ada Holm at the lower mill.", outlet="Orsk Courier", day="2031-05-03")
    other = document("d-b", f"{LOCAL} {SPOKEN} the miller told us.", outlet="Daily Anchor", day="2031-05-04")
    assert copies(one, other) == []


def test_newsroom_formulas_are_no_copy() -> None:
    formula = (
        "spoke on condition of anonymity because he was not authorised to discuss the flooded quarry with reporters"
    )
    one = document("d-a", f"An engineer {formula}. The dam held.", outlet="Orsk Courier", day="2031-05-03")
    other = document("d-b", f"{LOCAL} A banker {formula}.", outlet="Daily Anchor", day="2031-05-04")
    assert copies(one, other) == []


def test_an_outlet_takes_over_its_own_background() -> None:
    background = "The quarry road was washed out by heavy rain twice last year"
    one = document("d-a", f"Lorries wait. {background}. Grain is short.", outlet="Orsk Courier", day="2031-05-03")
    other = document("d-b", f"{LOCAL} {background}.", outlet="Orsk Courier", day="2031-06-04")
    (copy,) = copies(one, other)
    assert (copy.kind, copy.direction) == ("partial", "time")


def test_furniture_is_no_copy() -> None:
    rows = [document(key, f"{head}\n{WIRE}") for key, head in (("d-a", "Lorries wait."), ("d-b", LOCAL))]
    cuts = [row["text"].index("\n") for row in rows]
    laid = [segment(row, 0, cut) for row, cut in zip(rows, cuts, strict=True)]
    laid += [segment(row, cut, len(row["text"]), "furniture") for row, cut in zip(rows, cuts, strict=True)]
    assert find_copies(rows, laid, CASEBOOK) == []


def test_one_address_at_two_times_is_a_version() -> None:
    first = document("d-b", WIRE, address="https://courier.example/7", day="2031-05-02", outlet="Orsk Courier")
    later = document("d-a", WIRE.replace("forty", "thirty"), address="courier.example/7", day="2031-05-03")
    (copy,) = copies(first, later)
    assert (copy.kind, copy.left_id, copy.direction) == ("version", "d-b", "time")
    gone = document("d-c", "This article has been withdrawn.", address="courier.example/7", day="2031-05-04")
    found = {(copy.left_id, copy.right_id): copy for copy in copies(first, later, gone)}
    assert found["d-a", "d-c"].kind == "version"
    assert found["d-a", "d-c"].passages == ()


def test_a_series_under_one_title_is_no_version() -> None:
    standing = "This bulletin holds only what our own gaugers have read from the marks."
    one = document("d-a", f"{WIRE} {standing}", title="Weekly water bulletin", outlet="River Board", day="2031-05-02")
    two = document("d-b", f"{LOCAL} {standing}", title="Weekly water bulletin", outlet="River Board", day="2031-05-09")
    assert [copy.kind for copy in copies(one, two)] == ["partial"]


def test_pairs_of_one_new_document() -> None:
    rows = in_order([wire(), document("d-a", f"{WIRE} (Beacon)", outlet="Orsk Courier", day="2031-05-03")])
    laid = by_document([body(row) for row in rows])
    assert compare(rows, laid, [(0, 1)], {}, CreditNames(rows, CASEBOOK)) == copies(*rows)


@given(st.permutations(range(5)), st.sets(st.integers(0, 4), min_size=2))
def test_the_order_of_arrival_does_not_matter(order: list[int], chosen: set[int]) -> None:
    rows = [
        wire(),
        document("d-a", f"{WIRE} (Beacon)", outlet="Orsk Courier", day="2031-05-02"),
        document("d-b", f"{LOCAL} {WIRE[:150]}", outlet="Daily Anchor", day="2031-05-04"),
        document("d-c", f"{WIRE[150:]} {LOCAL}", outlet="Daily Anchor"),
        document("d-d", LOCAL, outlet="Daily Anchor", day="2031-05-01"),
    ]
    shuffled = [rows[at] for at in order if at in chosen]
    assert copies(*shuffled) == copies(*(rows[at] for at in sorted(chosen)))


def formulas(field: str) -> Iterator[Any]:
    text = (files("trucewatch.rulebooks") / "data" / "formulas.yml").read_text("utf-8")
    for rule in yaml.load(text, Loader=yaml.CSafeLoader)["rules"]:
        for number, words in enumerate(rule.get(field) or ()):
            yield pytest.param(rule["pattern"], words, id=f"{rule['id']}-{field}-{number + 1}")


@pytest.mark.parametrize(("pattern", "words"), list(formulas("found")))
def test_a_formula_is_found(pattern: str, words: str) -> None:
    assert re.search(pattern, words)


@pytest.mark.parametrize(("pattern", "words"), list(formulas("ignored")))
def test_other_words_are_no_formula(pattern: str, words: str) -> None:
    assert not re.search(pattern, words)
