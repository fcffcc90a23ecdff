"""Coreference on a tiny corpus in the form of ECB+, in our own words: what is read, and that the pieces fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.evaluate.coreference import evaluate
from trucewatch.evaluate.event_corpora import Corpus, Mention, read_ecbplus
from trucewatch.evaluate.mention_features import find_mentions

STORIES = {
    "41_1x": ("Divers raised the ferry at Tarsk on Monday .", 1, "ACT1"),
    "41_2x": ("The ferry was raised by divers at Tarsk .", 3, "ACT1"),
    "42_1x": ("The choir raised its voices in Sella on Sunday .", 2, "ACT2"),
}
"""Sentence, position of the event's word, and its instance, by file."""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    lines = ["Topic,File,Sentence Number"]
    for name, (sentence, event, instance) in STORIES.items():
        topic, _, file = name.partition("_")
        lines.append(f"{topic},{file},0")
        (tmp_path / topic).mkdir(exist_ok=True)
        (tmp_path / topic / f"{name}.xml").write_text(xml(sentence, event, instance), encoding="utf-8")
    (tmp_path / "sentences.csv").write_text("\n".join(lines), encoding="utf-8")
    return read_ecbplus(tmp_path)


def xml(sentence: str, event: int, instance: str) -> str:
    tokens = "".join(
        f'<token t_id="{at + 1}" sentence="0" number="{at}">{word}</token>' for at, word in enumerate(sentence.split())
    )
    return (
        f"<Document>{tokens}<Markables>"
        f'<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="{event + 1}"/></ACTION_OCCURRENCE>'
        f'<ACTION_STATE m_id="2" TAG_DESCRIPTOR="it"/></Markables><Relations>'
        f'<CROSS_DOC_COREF r_id="9" note="{instance}"><source m_id="1"/><target m_id="2"/></CROSS_DOC_COREF>'
        "</Relations></Document>"
    )


def test_mentions_are_read_with_their_chains(corpus: Corpus) -> None:
    found = [(mention.document, mention.tokens, mention.chain) for mention in corpus.mentions]
    assert found == [("41_1x", (1,), "ACT1"), ("41_2x", (3,), "ACT1"), ("42_1x", (2,), "ACT2")]
    assert corpus.words["42_1x"][1] == "choir"


def test_topics_can_be_left_out(corpus: Corpus, tmp_path: Path) -> None:
    assert {mention.topic for mention in read_ecbplus(tmp_path, frozenset({"41"})).mentions} == {"42"}


def test_the_report_has_both_baselines_and_linking(corpus: Corpus) -> None:
    lines = evaluate(corpus)
    linked = [line.split() for line in lines if line.strip().startswith("linked")]
    plain = [line.split() for line in lines if line.strip().startswith("head lemma  ")]
    assert len(linked) == len(plain) == 2
    assert linked[0][-2:] == ["100.0", "100.0"]
    assert float(plain[0][-2]) < 100.0
    assert lines[0] == "3 gold mentions in 2 chains, 3 documents"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Raiders set the ferry shed alight after a vigil .", {"set", "vigil"}),
        ("According to the mayor armed men fired a gun .", {"fired"}),
        ("Two employees of the ferry strike committee resigned .", {"resigned"}),
        ("Two Held After Arson In Tarsk Harbour", {"Held", "Arson"}),
        ("The Raid Harbour Hotel reopened in May .", {"reopened"}),
    ],
)
def test_words_of_happenings_are_mentions_and_persons_and_things_are_none(sentence: str, told: set[str]) -> None:
    words = tuple(sentence.split())
    one = Mention("41", "41_1x", 0, words, (0,), "", (), ())
    found = find_mentions(Corpus((one,), {"41_1x": words}))
    assert {words[mention.tokens[0]] for mention in found} == told
