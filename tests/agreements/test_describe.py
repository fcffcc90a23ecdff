from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements.accords import GUNS, write_accord
from trucewatch.agreements.describe import (
    describe_dates,
    describe_duty,
    describe_quantity,
    describe_term,
    describe_window,
    listed,
)
from trucewatch.agreements.load import load_agreement, shipped_agreements
from trucewatch.agreements.model import Condition, Duration, Provision, Quantity, Term, Window

WINDOWS = {
    "by 2031-03-20": Window(form="by", end="2031-03-20"),
    "before 2031-03-20 from 2031-02-01": Window(form="before", end="2031-03-20", start="2031-02-01"),
    "until 2031-03": Window(form="until", end="2031-03"),
    "from the entry into force": Window(form="from", start="in_force"),
    "from 2031-03-05 to 2031-04-30": Window(form="between", start="2031-03-05", end="2031-04-30"),
    "within 3 years of the signing": Window(form="within", duration=Duration(3, "years"), of="signed"),
    "within 1 day of guns": Window(form="within", duration=Duration(1, "days"), of="guns"),
    "within 2 days after demand by Brenland at marl": Window(
        form="within", duration=Duration(2, "days"),
        condition=Condition(acts=("demand",), by=("brenland",), places=("marl",)),
    ),
    "as long as road is open": Window(form="while", condition=Condition(fluent="road", states=("open",))),
    "to 2032 once the provision guns holds": Window(form="on", condition=Condition(provision="guns"), end="2032"),
    "every 3 months from the signing": Window(form="every", duration=Duration(3, "months"), start="signed"),
    "while the agreement is in force": None,
}  # fmt: skip


@pytest.mark.parametrize("words", WINDOWS)
def test_windows_in_words(words: str) -> None:
    assert describe_window(WINDOWS[words], {"brenland": "Brenland"}) == words


def test_quantities_and_terms_in_words() -> None:
    assert describe_quantity(Quantity(number=1960, unit="troops", bound="most")) == "at most 1,960 troops"
    assert describe_quantity(Quantity(number=2.5, unit="length", of="km of width")) == "2.5 km of width"
    term = Term(length=Duration(5, "years"), start="in_force", renewal=Duration(5, "years"),
                notice_before=Duration(6, "months"), unless=("ostara", "brenland"))  # fmt: skip
    said = "5 years from the entry into force, then 5 years each time unless ostara or brenland gives notice 6 months"
    assert describe_term(term) == f"{said} before its end"


def test_who_owes_what_to_whom() -> None:
    def words(kind: str, bearers: tuple[str, ...], to: tuple[str, ...] = ()) -> str:
        provision = Provision(id="p", article="1", words="w", kind=kind, bearers=bearers, beneficiaries=to)
        return describe_duty(provision, {"ostara": "Ostara"})

    assert words("duty", ("ostara",), ("brenland",)) == "duty of Ostara to brenland"
    assert words("ban", ("ostara", "brenland")) == "ban on Ostara and brenland"
    assert words("duty", ()) == "duty of nobody named"
    assert words("declaration", ()) == "declaration"
    assert listed(["a", "b", "c"], {}) == "a, b and c" and listed([], {}) == ""


def test_dates_that_the_calendar_makes(tmp_path: Path) -> None:
    added = (
        "  plan: {article: '2', words: A plan., kind: duty, bearers: ostara, window: {within: 3 years, of: signed}}\n"
    )
    added += "  stay: {article: '3', words: They stay., kind: duty, bearers: pilot-force, term: {length: 2 years, "
    added += "renewal: 2 years, notice_before: 6 months, unless: ostara}}\n"
    accord = load_agreement(write_accord(tmp_path, GUNS + added))
    told = [describe_dates(provision, accord) for provision in accord.provisions]
    assert told == [
        None, "the last day is 2034-01-30", "the first term runs through 2033-01-31; notice by 2032-07-31",
    ]  # fmt: skip


def test_a_provision_is_called_by_its_title_or_by_its_id() -> None:
    one = Provision(id="guns-out", article="1", words="…", kind="duty")
    assert (one.called, replace(one, title="Guns leave Marl").called) == ("Guns out", "Guns leave Marl")


@pytest.mark.parametrize("name", shipped_agreements())
def test_shipped_provisions_have_names_of_their_own(name: str) -> None:
    called = [provision.called for provision in load_agreement(name).provisions]
    assert len(set(called)) == len(called) and all(len(one) <= 48 for one in called)
