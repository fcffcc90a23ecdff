"""What holds of actors in any text: exact words, nesting, known kinds, the same answer twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.acting import annotate, velmar
from trucewatch.annotate import Parser
from trucewatch.casebook.model import ACTOR_KINDS
from trucewatch.extract.actors import find_actors
from trucewatch.extract.model import Knowledge
from trucewatch.records import ActorMention

PIECES = (
    "Velmar", "Velmari", "Ardovian", "troops", "said", "the", "prime minister", "Ilka Moren", "she", "they", ",",
    "’s", "“", "”", "and", "of", "in", "Tarsk", "two", "countries", "spokesman", "for", "Tarsk Front", "(TF)", ".",
    "\n\n", "\n", "\u00a0", "Mr.", "Hark", "-brokered", "ethnic", "officials", "it", "Ministry of Defence", "1.",
)  # fmt: skip
PARSER = Parser()


def mentions_of(text: str) -> list[ActorMention]:
    return find_actors(annotate(PARSER, text), Knowledge(velmar(), None), [], None)[0]  # type: ignore[arg-type]


texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_words_are_exact_and_kinds_are_known(text: str) -> None:
    for mention in mentions_of(text):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.quote.strip() == mention.quote != ""
        assert mention.kind in ACTOR_KINDS
        assert 0.0 < mention.score <= 1.0
        assert mention.rules


@settings(max_examples=60, deadline=None)
@given(texts)
def test_mentions_nest_or_lie_apart(text: str) -> None:
    mentions = mentions_of(text)
    assert mentions == sorted(mentions, key=lambda item: (item.start, -item.end))
    assert len({item.mention_id for item in mentions}) == len(mentions)
    for one in mentions:
        for other in mentions:
            assert not one.start < other.start < one.end < other.end


@settings(max_examples=30, deadline=None)
@given(texts)
def test_antecedents_exist_and_the_answer_is_the_same_twice(text: str) -> None:
    mentions = mentions_of(text)
    ids = {item.mention_id for item in mentions}
    assert all(item.antecedent_id in ids for item in mentions if item.antecedent_id)
    assert mentions == mentions_of(text)
