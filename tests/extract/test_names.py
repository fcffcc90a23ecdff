"""Proper names and their kinds, in an invented world."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.acting import annotate
from trucewatch.extract.names import Name, find_names
from trucewatch.pipeline.document import Tools

Find = Callable[[str], list[Name]]


@pytest.fixture(scope="session")
def names(tools: Tools) -> Find:
    def find(text: str) -> list[Name]:
        return find_names(annotate(tools.parser, text))

    return find


def kinds(found: list[Name]) -> dict[str, str]:
    return {name.quote: name.kind for name in found}


def test_an_office_before_a_name_makes_a_person(names: Find) -> None:
    found = names("The talks with Ardovian Prime Minister Daven Ruskel and Gen. Orin Tal failed.")
    assert kinds(found) == {"Daven Ruskel": "person", "Orin Tal": "person"}


def test_a_long_office_is_no_part_of_the_name(names: Find) -> None:
    found = names("It was signed by Deputy Minister for Tribal and Border Affairs Sella Aurin.")
    assert kinds(found)["Sella Aurin"] == "person"


def test_roles_and_appositions_make_persons(names: Find) -> None:
    text = (
        "The journalist Petra Vall was there. Brin Oster, a spokesman for the mayor, confirmed it. "
        "They met the group's leader, Mirka Dole, in a hotel."
    )
    found = kinds(names(text))
    assert [found[name] for name in ("Petra Vall", "Brin Oster", "Mirka Dole")] == ["person"] * 3


def test_a_surname_alone_is_linked_to_the_full_name(names: Find) -> None:
    found = names("Journalist Petra Vall saw smoke. Vall counted four trucks, and later Ms. Vall left.")
    assert {name.full for name in found} == {"Petra Vall"}
    assert {name.kind for name in found} == {"person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He works for the Institute for the Study of Borders in town.", "Institute for the Study of Borders"),
        ("A note by the Ministry of Trade and Labour leaked.", "Ministry of Trade and Labour"),
        ("She chairs the National Security and Defence Council now.", "National Security and Defence Council"),
        ("Men of the 15th Rifle Brigade crossed the river.", "15th Rifle Brigade"),
        ("The Tarsk Liberation Front denied it.", "Tarsk Liberation Front"),
    ],
)
def test_head_nouns_make_organisations(names: Find, text: str, name: str) -> None:
    assert kinds(names(text))[name] == "organisation"


def test_outlets_by_noun_and_by_cue(names: Find) -> None:
    found = kinds(names("She told the Norrland Herald and the newspaper Strela that shots were heard."))
    assert found == {"Norrland Herald": "outlet", "Strela": "outlet"}


def test_a_bracket_ties_short_and_long_form(names: Find) -> None:
    found = names("The Joint Border Observation Committee (JBOC) met. The JBOC adjourned.")
    assert {name.full for name in found} == {"Joint Border Observation Committee"}
    assert len(found) == 3


def test_a_headline_in_title_case_is_not_one_name(names: Find) -> None:
    found = names(
        "Tarsk Council Rejects Truce Offer From Daven Ruskel\n\nThe Tarsk Council met envoy Daven Ruskel today."
    )
    assert [name.quote for name in found] == ["Tarsk Council", "Daven Ruskel"] * 2
    assert "names.known" in found[0].rules


def test_months_titles_and_lone_adjectives_are_no_names(names: Find) -> None:
    assert names("On Monday the president met Ardovian farmers in March.") == []


def test_places_are_left_to_others(names: Find) -> None:
    found = names("They crossed the Ilm River near the town of Tarsk.")
    assert kinds(found) == {"Ilm River": "unknown", "Tarsk": "unknown"}
    assert all("names.geographic" in name.rules for name in found)


def test_a_name_inside_a_hyphen_and_a_particle(names: Find) -> None:
    found = kinds(names("President Omar al-Tarsi and Minister Jan van der Holm spoke."))
    assert found == {"Omar al-Tarsi": "person", "Jan van der Holm": "person"}


def test_lines_do_not_run_together(names: Find) -> None:
    found = names("Photo by Anna Dole\nTarsk Council members left early.")
    assert [name.quote for name in found] == ["Anna Dole", "Tarsk Council"]


@pytest.mark.parametrize(
    "name",
    [
        "Orlevik Doctors' Syndicate",
        "Norrland Engineers’ Syndicate",
        "Tarsk Nurses' Union",
        "Velm Dockers' Guild",
        "Orlevik Traders' Association",
    ],
)
def test_a_syndicate_is_named_with_its_members(names: Find, name: str) -> None:
    assert kinds(names(f"The {name} said that nine people had died.")) == {name: "organisation"}


@pytest.mark.parametrize(
    "headline",
    [
        "Truce holds in parts of the valley",
        "Truce holds, army says",
        "Truce collapses as rebels shell the mill",
        "Armistice holds along the river",
        "Siege tightens around the old town",
        "Peace holds for a third day",
        "Calm returns to the valley",
        "Blockade enters its second month",
    ],
)
def test_what_happens_is_nobody_though_it_opens_a_headline(names: Find, headline: str) -> None:
    assert names(headline) == []


def test_a_name_may_begin_with_what_happens(names: Find) -> None:
    assert kinds(names("Truce Monitoring Commission staff left the valley.")) == {
        "Truce Monitoring Commission": "organisation"
    }
