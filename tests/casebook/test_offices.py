"""Who held an office on a day, and what becomes of the days of change."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.casebook import Actor, Affiliation, Casebook, Name, Office, load_casebooks
from trucewatch.casebook.merge import merge_books
from trucewatch.casebook.offices import holder_of, holders_of, office_titled, offices_of
from trucewatch.casebook.read import read_book

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@cache
def karabakh() -> Casebook:
    return load_casebooks(["karabakh"])


@pytest.mark.parametrize(
    ("office", "of", "on", "holder"),
    [
        ("prime minister", "armenia", "2018-05-07", None),
        ("prime minister", "armenia", "2018-05-08", "nikol-pashinyan"),
        ("prime minister", "armenia", "2018-04-20", "serzh-sargsyan"),
        ("prime minister", "armenia", "2017-01-01", "karen-karapetyan"),
        ("president", "armenia", "2014-06-01", "serzh-sargsyan"),
        ("president", "armenia", "2018-04-09", "armen-sarkissian"),
        ("president", "azerbaijan", "2003-10-30", "heydar-aliyev"),
        ("president", "azerbaijan", "2003-10-31", "ilham-aliyev"),
        ("foreign minister", "armenia", "2020-11-10", "zohrab-mnatsakanyan"),
        ("foreign minister", "armenia", "2023-09-19", "ararat-mirzoyan"),
        ("president", "nagorno-karabakh", "2023-09-05", None),
        ("president", "nagorno-karabakh", "2023-09-20", "samvel-shahramanyan"),
        ("president", "russia", "2010-01-01", "dmitry-medvedev"),
        ("president", "russia", "2012-05-07", "vladimir-putin"),
        ("ombudsman", "nagorno-karabakh", "2023-09-20", "gegham-stepanyan"),
        ("secretary-general", "united-nations", "2016-12-31", "ban-ki-moon"),
        ("secretary-general", "united-nations", "2017-01-01", "antonio-guterres"),
    ],
)
def test_holder(office: str, of: str, on: str, holder: str | None) -> None:
    found = holder_of(karabakh(), office, of, on)
    assert (found.id if found else None) == holder


def test_in_the_month_of_a_change_of_unknown_day_both_may_be_meant() -> None:
    casebook, office = karabakh(), "head of the peacekeeping contingent"
    on = date(2021, 9, 15)
    assert {actor.id for actor in holders_of(casebook, office, "russian-peacekeepers", on)} == {
        "rustam-muradov",
        "mikhail-kosobokov",
    }
    assert holder_of(casebook, office, "russian-peacekeepers", on) is None


def test_offices_of_a_person_on_a_day() -> None:
    putin = karabakh().actors["vladimir-putin"]
    assert [item.office for item in offices_of(putin, "2009-08-08")] == ["prime minister"]
    assert [item.office for item in offices_of(putin, date(2020, 11, 10))] == ["president"]
    assert [item.office for item in offices_of(karabakh().actors["alen-simonyan"], "2023-01-01")] == [
        "speaker of parliament",
        None,
    ]


def test_office_by_title() -> None:
    assert [office.id for office in office_titled(karabakh(), "Minister of Defense")] == ["defence minister"]
    assert office_titled(karabakh(), "wizard") == ()


def simple(*stays: tuple[str | None, str | None]) -> Casebook:
    actors = {
        f"a{number}": Actor(
            f"a{number}", "person", (Name(f"A{number}"),), affiliations=(Affiliation("velmar", "president", *stay),)
        )
        for number, stay in enumerate(stays)
    }
    return Casebook((), {}, actors, {}, {}, "", {"president": Office("president", ("president",))})


@given(since=DAYS, length=st.integers(0, 5000), shift=st.integers(-5100, 5100))
def test_both_ends_belong_to_the_term(since: date, length: int, shift: int) -> None:
    until, on = since + timedelta(days=length), since + timedelta(days=shift)
    found = holder_of(simple((since.isoformat(), until.isoformat())), "president", "velmar", on)
    assert (found is not None) == (since <= on <= until)


@given(change=DAYS, shift=st.integers(-1000, 1000))
def test_on_the_day_of_change_the_one_who_enters_holds_the_office(change: date, shift: int) -> None:
    casebook = simple((None, change.isoformat()), (change.isoformat(), None))
    on = change + timedelta(days=shift)
    found = holder_of(casebook, "president", "velmar", on)
    assert found is not None
    assert found.id == ("a1" if shift >= 0 else "a0")


@given(year=st.integers(1990, 2040), month=st.integers(1, 12))
def test_a_month_reaches_from_its_first_to_its_last_day(year: int, month: int) -> None:
    name = f"{year}-{month:02d}"
    text = f"""
actors:
  velmar: {{kind: state, names: [Velmar]}}
  osk: {{kind: person, names: [Osk], affiliations: {{of: velmar, since: {name}, until: {name}}}}}
"""
    casebook, missing = merge_books([read_book(text.encode(), "test", "test.yml")], "")
    assert not missing
    osk = casebook.actors["osk"]
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    assert not offices_of(osk, first - timedelta(days=1))
    assert offices_of(osk, first)
    assert offices_of(osk, after - timedelta(days=1))
    assert not offices_of(osk, after)
