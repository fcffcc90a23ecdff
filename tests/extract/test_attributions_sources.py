"""Naming the source: names, titles, pronouns, descriptions, the actors read before."""

from __future__ import annotations

import pytest

from tests.extract.speech import Listener
from trucewatch.pipeline.document import Tools


@pytest.fixture(scope="module")
def listener(tools: Tools) -> Listener:
    return Listener(tools.parser)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deputy governor Oren Talvik said the pass was closed.", "Oren Talvik"),
        ("Mira Soltan, head of the guild, said the pass was closed.", "Mira Soltan"),
        ("One of them, a guard from Pethra, said the pass was closed.", "guard from Pethra"),
        ("A report by the Harbour Council said the pass was closed.", "Harbour Council"),
        ("The pass was closed, a spokesman for the League said.", "spokesman for the League"),
    ],
)
def test_the_name_is_what_helps_a_reader(listener: Listener, text: str, name: str) -> None:
    assert [found for found, _ in listener.pairs(text)] == [name]


def test_a_pronoun_is_the_person_who_spoke_before(listener: Listener) -> None:
    text = "Mira Soltan said the pass was closed. She said that flour was short."
    assert [name for name, _ in listener.pairs(text)] == ["Mira Soltan", "Mira Soltan"]


def test_he_is_not_a_ministry(listener: Listener) -> None:
    text = "Oren Talvik said the pass was closed. The ministry said it was open. He said that nobody had asked him."
    assert [name for name, _ in listener.pairs(text)][-1] == "Oren Talvik"


def test_a_bare_description_is_the_fuller_one_before(listener: Listener) -> None:
    text = "A defence ministry spokesman said the pass was closed. The spokesman said that flour was short."
    assert {name for name, _ in listener.pairs(text)} == {"defence ministry spokesman"}


def test_the_statement_is_by_whoever_spoke(listener: Listener) -> None:
    text = "“The pass is shut,” the League said in a statement.\n\n“It will stay so,” the statement reads."
    assert {name for name, _ in listener.pairs(text)} == {"League"}


def test_an_actor_read_before_gives_name_id_and_side(listener: Listener) -> None:
    text = "The Velmari army said the pass was closed."
    (record,) = listener.naming(text, ("Velmari army", "Armed Forces of Velmar", "force"))
    assert (record.source_name, record.source_actor_id) == ("Armed Forces of Velmar", "test:Armed Forces of Velmar")
    assert record.source_side == "west"
    assert record.source_quote == "The Velmari army"


def test_the_person_whom_a_phrase_describes_is_its_name(listener: Listener) -> None:
    text = "“The pass is shut,” said historian and fellow at Harbour House Oren Talvik to the Gazette."
    (record,) = listener.naming(text, ("Oren Talvik", "Oren Talvik", "person"))
    assert record.source_name == "Oren Talvik"


def test_a_spokesman_for_a_person_is_not_that_person(listener: Listener) -> None:
    text = "The pass was closed, a spokesman for Oren Talvik said."
    (record,) = listener.naming(text, ("Oren Talvik", "Oren Talvik", "person"))
    assert record.source_name == "spokesman for Oren Talvik"


def test_a_remark_belongs_to_who_tells_not_to_whom_it_tells_of(listener: Listener) -> None:
    text = "The sources said that the guards defend themselves when needed, adding that they would show restraint."
    assert {name for name, _ in listener.pairs(text)} == {"sources"}


def test_a_pronoun_that_points_to_nobody_is_an_issue(listener: Listener) -> None:
    _, issues = listener.all("They said that the pass was closed.")
    assert [issue.code for issue in issues] == ["speaker-unresolved"]
    assert issues[0].quote == "They"


def test_they_is_whom_the_actors_say(tools: Tools) -> None:
    records = Listener(tools.parser).pairs("Farmers said the pass was closed. They said that flour was short.")
    assert [name for name, _ in records] == ["Farmers", "Farmers"]
