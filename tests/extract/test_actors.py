"""Who is an actor, and of which kind: every form, in an invented world that only an invented casebook knows."""

from __future__ import annotations

import pytest

from tests.extract.acting import actors_in, one, velmar
from trucewatch.pipeline.document import Tools
from trucewatch.records import ActorMention


def quotes(mentions: list[ActorMention]) -> list[str]:
    return [mention.quote for mention in mentions]


def test_a_person_with_office_is_one_mention(tools: Tools) -> None:
    found = actors_in(tools.parser, "Velmari Prime Minister Ilka Moren left the talks.", velmar())
    person = one(found, "Velmari Prime Minister Ilka Moren")
    assert len(found) == 1
    assert (person.actor_id, person.name, person.kind) == ("moren", "Ilka Moren", "person")
    assert (person.office, person.affiliation, person.form) == ("prime minister", "velmar", "name")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Velmar’s defence ministry denied it.", "Velmar’s defence ministry"),
        ("The Velmari Defence Ministry denied it.", "Velmari Defence Ministry"),
        ("The ministry of defence of Velmar denied it.", "ministry of defence of Velmar"),
        ("The Velmari defense ministry denied it.", "Velmari defense ministry"),
    ],
)
def test_an_organ_is_found_however_it_is_written(tools: Tools, text: str, quote: str) -> None:
    organ = one(actors_in(tools.parser, text, velmar()), quote)
    assert (organ.actor_id, organ.kind, organ.affiliation, organ.side) == (
        "velmar-defence", "ministry", "velmar", "east",
    )  # fmt: skip


@pytest.mark.parametrize("noun", ["army", "troops", "soldiers", "forces"])
def test_forces_of_one_state_are_one_actor(tools: Tools, noun: str) -> None:
    force = one(actors_in(tools.parser, f"Ardovian {noun} crossed the river.", velmar()), f"Ardovian {noun}")
    assert (force.actor_id, force.kind, force.affiliation, force.side) == (
        "local:Ardovian armed forces", "force", "ardovia", "west",
    )  # fmt: skip


def test_other_forces_of_a_people_are_not_those_of_the_state(tools: Tools) -> None:
    text = "Velmari separatist forces and ethnic Velmari separatists attacked."
    found = actors_in(tools.parser, text, velmar())
    assert one(found, "Velmari separatist forces").kind == "separatists"
    ethnic = one(found, "ethnic Velmari separatists")
    assert (ethnic.kind, ethnic.affiliation, ethnic.side) == ("separatists", None, None)


def test_what_is_merely_a_place_or_an_adjective_is_no_actor(tools: Tools) -> None:
    text = "Farmers in Velmar saw smoke near the Velmari villages on the Ardovian border, east of Tarsk."
    assert quotes(actors_in(tools.parser, text, velmar())) == ["Farmers in Velmar"]


def test_a_state_acts_owns_and_is_addressed(tools: Tools) -> None:
    text = "Velmar accused Ardovia of shelling. The talks between Velmar and Ardovia ended."
    assert quotes(actors_in(tools.parser, text, velmar())) == ["Velmar", "Ardovia", "Velmar", "Ardovia"]


def test_a_capital_acts_only_where_it_speaks_or_is_spoken_to(tools: Tools) -> None:
    text = "Tarsk said it was ready. Envoys flew to Tarsk. Observers accused Korval of delay. Rain fell in Korval."
    capitals = [item for item in actors_in(tools.parser, text, velmar()) if item.form == "metonym"]
    assert [(item.quote, item.actor_id, item.kind) for item in capitals] == [
        ("Tarsk", "velmar", "state"), ("Korval", "ardovia", "state"),
    ]  # fmt: skip


def test_a_name_joined_to_a_participle_acts(tools: Tools) -> None:
    found = actors_in(tools.parser, "The Korval-brokered truce holds on the Velmar-Ardovia border.", velmar())
    assert [(item.quote, item.actor_id) for item in found] == [("Korval", "ardovia")]


def test_a_people_is_a_population(tools: Tools) -> None:
    found = actors_in(tools.parser, "Ethnic Velmaris fled while the Ardovians watched.", velmar())
    assert [(item.quote, item.kind, item.form) for item in found] == [
        ("Ethnic Velmaris", "population", "demonym"), ("Ardovians", "population", "demonym"),
    ]  # fmt: skip


def test_two_adjectives_share_a_noun(tools: Tools) -> None:
    found = actors_in(tools.parser, "Velmari and Ardovian officials met on Friday.", velmar())
    assert [(item.quote, item.name, item.affiliation) for item in found] == [
        ("Velmari", "Velmari officials", "velmar"), ("Ardovian officials", "Ardovian officials", "ardovia"),
    ]  # fmt: skip


def test_an_adjective_before_an_act_tells_who_acts(tools: Tools) -> None:
    found = actors_in(tools.parser, "The envoy condemned the Ardovian shelling and visited Velmari schools.", velmar())
    assert [item.actor_id for item in found if item.quote in ("Ardovian", "Velmari")] == ["ardovia"]


def test_for_and_pro_a_state_is_not_of_it(tools: Tools) -> None:
    rebels = one(actors_in(tools.parser, "Pro-Velmari rebels took the town.", velmar()), "Pro-Velmari rebels")
    assert (rebels.kind, rebels.affiliation) == ("armed-group", None)


def test_the_noun_phrase_reaches_to_whose_it_is(tools: Tools) -> None:
    text = "Authorities in the breakaway region of Ilm said so. A spokesman for the Tarsk Front agreed."
    found = actors_in(tools.parser, text)
    assert one(found, "Authorities in the breakaway region of Ilm").kind == "government"
    spokesman = one(found, "spokesman for the Tarsk Front")
    assert (spokesman.form, spokesman.office, spokesman.kind) == ("description", "spokesman", "person")
    assert one(found, "Tarsk Front").actor_id == "local:Tarsk Front"


def test_local_persons_and_organisations_need_no_casebook(tools: Tools) -> None:
    text = "Analyst Petra Vall of the Institute for Border Studies said local residents had fled."
    found = actors_in(tools.parser, text)
    assert [(item.actor_id, item.kind) for item in found] == [
        ("local:Petra Vall", "person"),
        ("local:Institute for Border Studies", "organisation"),
        ("local:local residents", "population"),
    ]


def test_an_unknown_land_is_a_state_by_its_people(tools: Tools) -> None:
    text = "Sarkland rejected the offer. The Sarklandian army and Sarkland's foreign ministry were silent."
    found = actors_in(tools.parser, text)
    assert (one(found[:1], "Sarkland").actor_id, found[0].kind) == ("local:Sarkland", "state")
    assert one(found, "Sarklandian army").affiliation == "local:Sarkland"


def test_a_bracketed_short_form_is_the_same_actor(tools: Tools) -> None:
    text = "The Tarsk Liberation Front (TLF), a rebel group, struck. The TLF denied it."
    ids = {item.actor_id for item in actors_in(tools.parser, text)}
    kinds = {item.kind for item in actors_in(tools.parser, text)}
    assert (ids, kinds) == ({"local:Tarsk Liberation Front"}, {"armed-group"})


def test_things_are_no_actors(tools: Tools) -> None:
    text = "A source of water lay by the side of the road, far from any traditional alliance."
    assert actors_in(tools.parser, text, velmar()) == []
