"""To whom pronouns, descriptions and bare offices point, and what the day of the report changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.extract.acting import actors_in, annotate, named, one, velmar
from trucewatch.casebook import Actor, Affiliation, Casebook, Name, Outlet
from trucewatch.extract.actors import find_actors
from trucewatch.extract.attributions import find_attributions
from trucewatch.extract.model import Knowledge, Published
from trucewatch.pipeline.document import Tools
from trucewatch.records import ActorMention, Segment


@pytest.mark.parametrize(("on", "holder"), [("2027-06-01", "hark"), ("2031-03-04", "moren")])
def test_an_office_alone_is_its_holder_on_the_day(tools: Tools, on: str, holder: str) -> None:
    office = one(
        actors_in(tools.parser, "The Velmari prime minister resigned.", velmar(), on), "Velmari prime minister"
    )
    assert (office.actor_id, office.form, office.office, office.affiliation) == (
        holder, "office", "prime minister", "velmar",
    )  # fmt: skip


def test_an_office_alone_names_nobody_without_a_day(tools: Tools) -> None:
    (office,) = actors_in(tools.parser, "The Velmari prime minister resigned.", velmar(), None)
    assert (office.actor_id, office.kind) == ("local:Velmari prime minister", "office")


def test_a_former_office_is_not_that_of_the_day(tools: Tools) -> None:
    text = "Former Velmari prime minister Tomas Hark spoke, as did then-Velmari premier Hark."
    found = actors_in(tools.parser, text, velmar())
    assert {item.actor_id for item in found} == {"hark"}
    assert {item.office for item in found} == {"former prime minister"}


def test_a_family_name_alone_needs_something_that_speaks_for_it(tools: Tools) -> None:
    assert one(actors_in(tools.parser, "Moren refused.", velmar()), "Moren").actor_id == "moren"
    other = actors_in(tools.parser, "Journalist Petra Moren refused. Moren left.", velmar())
    assert {item.actor_id for item in other} == {"local:Petra Moren"}


def test_he_and_she_go_by_sex_and_role(tools: Tools) -> None:
    text = "Ilka Moren met Tomas Hark in Oslen. She urged him to wait. He said he would think about it."
    found = actors_in(tools.parser, text, velmar())
    pronouns = {item.quote: item.actor_id for item in found if item.form == "pronoun"}
    assert pronouns == {"She": "moren", "him": "hark", "He": "hark", "he": "hark"}


def test_the_object_of_a_verb_is_not_its_subject(tools: Tools) -> None:
    text = "General Orin Tal met Colonel Bran Oster and urged him to withdraw."
    assert one(actors_in(tools.parser, text), "him").actor_id == "local:Bran Oster"


def test_it_is_an_actor_only_as_one(tools: Tools) -> None:
    text = "Velmar says it will withdraw. It is too early to tell. The accord failed because it was vague."
    found = [item for item in actors_in(tools.parser, text, velmar()) if item.form == "pronoun"]
    assert [(item.quote, item.actor_id) for item in found] == [("it", "velmar")]


def test_descriptions_point_back(tools: Tools) -> None:
    text = (
        "A spokesman for the Velmari defence ministry spoke. The spokesman said the ministry had asked "
        "Ardovian peacekeepers for help. The peacekeepers declined."
    )
    found = actors_in(tools.parser, text, velmar())
    spokesman, ministry, peacekeepers = (one(found, words) for words in ("spokesman", "ministry", "peacekeepers"))
    assert spokesman.antecedent_id == found[0].mention_id
    assert ministry.actor_id == "velmar-defence"
    assert peacekeepers.actor_id == one(found, "Ardovian peacekeepers").actor_id
    assert spokesman.score < found[0].score + 0.1 and peacekeepers.score < 0.85


def test_the_country_and_its_army(tools: Tools) -> None:
    text = "Velmar said the country would defend itself and its army was ready."
    found = actors_in(tools.parser, text, velmar())
    assert one(found, "army").affiliation == "velmar"


def test_both_sides_are_named_side_by_side_and_neither_is_picked(tools: Tools) -> None:
    text = "Velmar and Ardovia signed a truce. Both sides claimed victory. The two countries share a river."
    found = actors_in(tools.parser, text, velmar())
    for words in ("sides", "countries"):
        assert (one(found, words).actor_id, one(found, words).name) == (None, "Velmar and Ardovia")


def test_an_apposition_is_the_same_person(tools: Tools) -> None:
    text = "Brin Oster, head of the Border Observer Mission, arrived. Velmar's envoy, Sella Aurin, was there."
    found = actors_in(tools.parser, text, velmar())
    head, envoy = one(found, "head of the Border Observer Mission"), one(found, "Velmar's envoy")
    assert (head.actor_id, head.affiliation) == ("local:Brin Oster", "observers")
    assert one(found, "Brin Oster").affiliation == "observers"
    assert (envoy.actor_id, envoy.affiliation) == ("local:Sella Aurin", "velmar")


def test_a_wife_is_not_her_husband(tools: Tools) -> None:
    text = "The wife of Velmari premier Tomas Hark came to Oslen, where she met nurses."
    found = actors_in(tools.parser, text, velmar(), "2027-01-01")
    wife = one(found, "wife of Velmari premier Tomas Hark")
    assert wife.actor_id not in (None, "hark")
    assert one(found, "Velmari premier Tomas Hark").actor_id == "hark"
    assert one(found, "she").actor_id == wife.actor_id


def test_what_stays_open_is_an_issue(tools: Tools) -> None:
    annotated = annotate(tools.parser, "She said the troops had gone.")
    mentions, issues = find_actors(annotated, Knowledge(velmar(), None), [], None)  # type: ignore[arg-type]
    opened = [item for item in mentions if item.actor_id is None]
    assert [item.quote for item in opened] == ["She", "troops"]
    assert [(issue.quote, issue.code, issue.stage) for issue in issues] == [
        ("She", "actor-unresolved", "resolve"), ("troops", "actor-unresolved", "resolve"),
    ]  # fmt: skip


SPOKESMAN = "A defence ministry spokesman"
CARRIED = f"Ardovia and Velmar traded fire. {SPOKESMAN} was quoted as saying by the Tarsk Herald that all is calm."


def with_outlets(side: str | None = "east", owner: str | None = None) -> Casebook:
    book = velmar()
    outlets = {
        "herald": Outlet("herald", (Name("Tarsk Herald"),), side=side, owner=owner),
        "wire": Outlet("wire", (Name("Harbour Wire"),), country="VE"),
    }
    return replace(book, outlets=outlets, sha256=f"{side}{owner}")


@pytest.mark.parametrize("book", [with_outlets(), with_outlets(None, "velmar"), with_outlets(None, "velmar-defence")])
def test_a_bare_ministry_is_that_of_the_outlet_that_carries_its_words(tools: Tools, book: Casebook) -> None:
    spokesman = one(actors_in(tools.parser, CARRIED, book), "defence ministry spokesman")
    assert (spokesman.actor_id, spokesman.affiliation, spokesman.side) == ("velmar-defence", "velmar", "east")
    assert spokesman.name == "defence ministry spokesman"


def test_an_agency_of_no_side_tells_nothing(tools: Tools) -> None:
    text = CARRIED.replace("Tarsk Herald", "Harbour Wire")
    assert one(actors_in(tools.parser, text, with_outlets()), "defence ministry spokesman").affiliation is None


def test_an_outlet_that_is_denied_does_not_carry(tools: Tools) -> None:
    text = "Ardovia and Velmar traded fire. The defence ministry denied a report by the Tarsk Herald."
    assert one(actors_in(tools.parser, text, with_outlets()), "defence ministry").actor_id is None


def test_a_bare_ministry_is_that_of_the_documents_own_outlet(tools: Tools) -> None:
    text = "Shells fell in Ardovia and in Velmar. The defence ministry said that all is calm."
    assert ministry_in(tools, text, "herald").actor_id == "velmar-defence"
    assert ministry_in(tools, text, "wire").actor_id is None
    both = f"The Ardovian defence ministry lied. {'Nothing moved. ' * 3}" + "\n\nIt rained.\n\n" * 8 + text
    assert ministry_in(tools, both, "herald").actor_id is None


def ministry_in(tools: Tools, text: str, outlet_id: str) -> ActorMention:
    segments = tuple(
        Segment(
            segment_id=f"s{part.start()}", document_id="d", start=part.start(), end=part.end(), role="body",
            repeats=None, rules=(),
        )
        for part in re.finditer(r"[^\n]+", text)
    )  # fmt: skip
    day = Published("2031-03-04", date(2031, 3, 4), date(2031, 3, 4))
    knowledge = Knowledge(with_outlets(), None)  # type: ignore[arg-type]
    annotated = tools.parser.parse([("d", text, segments)])[0]
    return one(find_actors(annotated, knowledge, [], day, outlet_id)[0], "defence ministry")


def test_a_bare_ministry_is_the_only_one_named_or_that_of_the_only_state(tools: Tools) -> None:
    only = "Velmar is calm. The defence ministry said so."
    assert one(actors_in(tools.parser, only, velmar()), "defence ministry").actor_id == "velmar-defence"
    two = "Velmar and Ardovia are calm. The defence ministry said so."
    assert one(actors_in(tools.parser, two, velmar()), "defence ministry").actor_id is None
    named = "Velmar and Ardovia are calm. A defence ministry spokesman said so. The Velmari defence ministry said more."
    assert one(actors_in(tools.parser, named, velmar()), "defence ministry spokesman").actor_id == "velmar-defence"


def test_an_army_is_no_ones_where_two_states_are_told_of(tools: Tools) -> None:
    text = "Velmar and Ardovia traded fire. Army units moved. The Velmari army left. An army spokesman said so."
    found = actors_in(tools.parser, "Velmar is calm. The army said so.", velmar())
    assert one(found, "army").affiliation == "velmar"
    assert one(actors_in(tools.parser, text, velmar()), "Army units").affiliation is None


def test_a_ministry_in_a_capital_is_that_of_its_state(tools: Tools) -> None:
    text = "Velmar and Ardovia are calm. The defence ministry in Tarsk said so."
    assert one(actors_in(tools.parser, text, velmar()), "defence ministry in Tarsk").actor_id == "velmar-defence"


def test_an_unnamed_spokesperson_speaks_as_the_body(tools: Tools) -> None:
    text = "A spokesman for the Border Observer Mission came. The spokesman left. Velmari spokesman Orin Tal stayed."
    found = actors_in(tools.parser, text, velmar())
    assert one(found, "spokesman for the Border Observer Mission").actor_id == "observers"
    assert one(found, "spokesman").actor_id == "observers"
    assert one(found, "Velmari spokesman Orin Tal").actor_id == "local:Orin Tal"


def test_a_ministry_and_its_unnamed_spokesmen_are_one_claimant(tools: Tools) -> None:
    text = (
        "Velmar is calm, the Velmari defence ministry said. A defence ministry spokesman said that a bridge fell. "
        "The spokesman added that nobody died. A spokesman for the Ardovian health ministry said that it was a lie."
    )
    annotated, knowledge = annotate(tools.parser, text), Knowledge(velmar(), None)  # type: ignore[arg-type]
    day = Published("2031-03-04", date(2031, 3, 4), date(2031, 3, 4))
    actors, _ = find_actors(annotated, knowledge, [], day)
    said, _ = find_attributions(annotated, knowledge, actors)
    assert [(item.source_name, item.source_actor_id, item.source_side) for item in said] == [
        ("Velmari Defence Ministry", "velmar-defence", "east"),
        ("defence ministry spokesman", "velmar-defence", "east"),
        ("defence ministry spokesman", "velmar-defence", "east"),
        ("spokesman for the Ardovian health ministry", "local:Ardovian health ministry", "west"),
    ]


def test_a_body_named_after_the_only_state_tells_whose_the_army_is(tools: Tools) -> None:
    text = "The Velmar Doctors' Syndicate said that nine had died. The army denied it."
    army = one(actors_in(tools.parser, text, velmar()), "army")
    assert army.affiliation == "velmar"


def divided() -> Casebook:
    """Return the casebook with a war within Velmar, which is on no side while its army is on one."""
    book = velmar()
    army = Actor("velmar-army", "force", named("Velmari army"), affiliations=(Affiliation("velmar"),), side="east",
                 organ="armed-forces")  # fmt: skip
    actors = book.actors | {"velmar": replace(book.actors["velmar"], side=None), "velmar-army": army}
    return replace(book, actors=actors, sha256="a" * 64)


def test_an_army_spokesman_is_on_the_side_of_the_army_where_the_state_is_on_none(tools: Tools) -> None:
    text = "Velmar is at war with itself. An army spokesman, Oren Talvik, said that rebels had shelled a ward."
    assert one(actors_in(tools.parser, text, divided()), "Oren Talvik").side == "east"


def test_in_a_war_within_a_state_the_army_is_its_own_and_never_that_of_a_mediator(tools: Tools) -> None:
    text = "The army shelled the mill on Monday, rebels said."
    assert one(actors_in(tools.parser, text, divided()), "army").actor_id == "velmar-army"
    assert one(actors_in(tools.parser, text, velmar()), "army").actor_id is None
    mediated = f"Ardovia said that both sides had broken the truce. {text}"
    assert one(actors_in(tools.parser, mediated, divided()), "army").actor_id is None
