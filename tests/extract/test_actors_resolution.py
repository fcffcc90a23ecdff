"""To whom pronouns, descriptions and bare offices point, and what the day of the report changes."""

from __future__ import annotations

import pytest

from tests.extract.acting import actors_in, annotate, one, velmar
from trucewatch.extract.actors import find_actors
from trucewatch.extract.model import Knowledge
from trucewatch.pipeline.document import Tools


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
