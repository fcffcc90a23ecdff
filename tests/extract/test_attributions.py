"""Who said what: each way of saying it, on invented text."""

from __future__ import annotations

import pytest

from tests.extract.speech import Listener
from trucewatch.pipeline.document import Tools


@pytest.fixture(scope="module")
def listener(tools: Tools) -> Listener:
    return Listener(tools.parser)


INDIRECT = [
    ("The Ardovian ministry said on Monday that the pass was closed.", "Ardovian ministry", "the pass was closed"),
    ("The Ardovian ministry said the pass was closed.", "Ardovian ministry", "the pass was closed"),
    ("The pass was closed, the Ardovian ministry said on Monday.", "Ardovian ministry", "The pass was closed"),
    ("According to the League, the pass was closed.", "League", "the pass was closed"),
    ("The pass was closed, according to the League.", "League", "The pass was closed"),
    ("The guards have, according to the League, closed the pass.", "League", "closed the pass"),
    ("In Velmar's version, the pass was never closed.", "Velmar", "the pass was never closed"),
    ("The pass was closed, as stated by Oren Talvik.", "Oren Talvik", "The pass was closed"),
    ("The mayor told reporters in Selkova that the pass was closed.", "mayor", "the pass was closed"),
    ("The mayor claimed to have closed the pass.", "mayor", "to have closed the pass"),
    ("Velmar accuses Ardovia of closing the pass.", "Velmar", "Ardovia of closing the pass"),
    ("Velmar blamed Ardovia for the fire at the mill.", "Velmar", "Ardovia for the fire at the mill"),
    ("The League denied closing the pass.", "League", "closing the pass"),
    ("The League denied that it had closed the pass.", "League", "it had closed the pass"),
    ("The League denied responsibility for the fire.", "League", "responsibility for the fire"),
    ("The envoy voiced hope that the pass would open.", "envoy", "the pass would open"),
    ("Velmar's claim that the pass was mined has alarmed drivers.", "Velmar", "the pass was mined"),
    ("The march followed claims by Velmar that the pass was mined.", "Velmar", "the pass was mined"),
    ("Velmar has called the accord a “dead letter”.", "Velmar", "the accord a “dead letter”"),
    ("The bishop described the raid as a crime.", "bishop", "the raid as a crime"),
    ("The raid, described by the bishop as a crime, shocked Pethra.", "bishop", "a crime"),
    ("Sporadic gunfire was reported by residents of Dormak.", "residents of Dormak", "Sporadic gunfire"),
    ("The mayor went on to claim that the pass was closed.", "mayor", "the pass was closed"),
    ("Velmar, which claims the pass is closed, left the talks.", "Velmar", "the pass is closed"),
    ("The cutters left what the mayor claims is illegal logging.", "mayor", "illegal logging"),
    ("Velmar sent guards with the stated aim of opening the pass.", "Velmar", "opening the pass"),
    ("The army issued a statement saying that the pass was open.", "army", "the pass was open"),
    ("Hopes fell, with the opposition calling Haran a “coward”.", "opposition", "Haran a “coward”"),
    ("Velmar rejected the charge that it had mined the pass.", "Velmar", "it had mined the pass"),
    ("Both sides, Mr. Talvik said, had “signed in haste.”", "Mr. Talvik", "had “signed in haste.”"),
    ("Clerks put the death toll at 14.", "Clerks", "the death toll at 14"),
    ("The monitors were told by a guard that the pass was closed.", "guard", "the pass was closed"),
    ("The pass, according to the League, is closed again.", "League", "is closed again"),
    ("According to shepherds, traders and guards, the pass was closed.", "shepherds", "the pass was closed"),
    ("The mayor told reporters they had closed the pass.", "mayor", "they had closed the pass"),
    ("The envoy hinted at a change of course.", "envoy", "at a change of course"),
    ("The League denied reports that it had closed the pass.", "League", "it had closed the pass"),
    ("Police reported shelling on the outskirts of Dormak.", "Police", "shelling on the outskirts of Dormak"),
]


@pytest.mark.parametrize(("text", "source", "words"), INDIRECT, ids=[text for text, _, _ in INDIRECT])
def test_indirect_speech(listener: Listener, text: str, source: str, words: str) -> None:
    assert listener.pairs(text) == [(source, words)]
    assert listener.all(text)[0][0].kind == "indirect"


SILENT = [
    "Kravik did not say when the pass would open.",
    "Velmar refused to say that the pass was closed.",
    "The ministry did not officially comment on the fire.",
    "If the League says that the pass is closed, drivers turn back.",
    "The mayor would not confirm the loss of the ship.",
    "The deal calls for the withdrawal of all guns.",
    "The shelling of Orlevik claimed 12 lives.",
    "According to the terms of the accord, the army leaves on Monday.",
    "Three men were charged with arson in Pethra.",
    "The League denies the allegation.",
    "The “republic” is not recognised by any state.",
    "The town, called Orsk by Velmar, lies on a river.",
    "The army held the road that Velmar calls the Orlevik Way.",
    "Her novel “The Long Winter of Orlevik” won a prize.",
    "We said that the pass was closed.",
    "That said, the pass was closed.",
    "The monthly report of the mission is public.",
    "Soldiers told the villagers to leave their homes.",
    "The crowd demanded his resignation.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_statement(listener: Listener, text: str) -> None:
    assert listener.pairs(text) == []


DIRECT = [
    ("“The pass is shut,” said Oren Talvik, the mayor.", [("Oren Talvik", "The pass is shut,")]),
    ("“The pass is shut,” Oren Talvik said.", [("Oren Talvik", "The pass is shut,")]),
    ("Oren Talvik said: “The pass is shut.”", [("Oren Talvik", "The pass is shut.")]),
    ("Oren Talvik told the Gazette, “The pass is shut.”", [("Oren Talvik", "The pass is shut.")]),
    ("‘The pass is shut,’ Oren Talvik said.", [("Oren Talvik", "The pass is shut,")]),
    ('"Who shut the pass?" Oren Talvik asked.', [("Oren Talvik", "Who shut the pass?")]),
    (
        "“The pass is shut,” said Oren Talvik. “It will stay so.”",
        [("Oren Talvik", "The pass is shut,"), ("Oren Talvik", "It will stay so.")],
    ),
    (
        "“The pass,” said Oren Talvik, “will stay shut all winter.”",
        [("Oren Talvik", "will stay shut all winter.")],
    ),
    (
        "“Our wells are dry,” Mira Soltan said, “and our flour is gone.”",
        [("Mira Soltan", "Our wells are dry,"), ("Mira Soltan", "and our flour is gone.")],
    ),
    (
        "Oren Talvik said the pass was shut. “Nobody will come to help us.”",
        [("Oren Talvik", "the pass was shut"), ("Oren Talvik", "Nobody will come to help us.")],
    ),
    (
        "“The pass is shut.\n\n“It will stay so,” said Oren Talvik.",
        [("Oren Talvik", "It will stay so,")],
    ),
    (
        "“The pass is shut,” said Oren Talvik.\n\n“It will stay so.”\n\n“Nobody asked us.”",
        [
            ("Oren Talvik", "The pass is shut,"),
            ("Oren Talvik", "It will stay so."),
            ("Oren Talvik", "Nobody asked us."),
        ],
    ),
    (
        "“The pass is shut, said Oren Talvik. He left at noon.",
        [("Oren Talvik", "The pass is shut")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DIRECT, ids=[text[:40] for text, _ in DIRECT])
def test_direct_speech(listener: Listener, text: str, expected: list[tuple[str, str]]) -> None:
    assert listener.pairs(text) == expected
    records = listener.all(text)[0]
    assert records[0].kind == "direct" or records[0].cue_quote == "said"


def test_a_clause_partly_in_marks_keeps_them(listener: Listener) -> None:
    (record,) = listener.all("Norrland “is no friend of the valley,” Talvik said.")[0]
    assert record.quote == "Norrland “is no friend of the valley,”"


def test_a_quotation_after_an_unattributed_paragraph_is_an_issue(listener: Listener) -> None:
    records, issues = listener.all("The pass was shut.\n\n“Nobody will come to help us.”")
    assert records == []
    assert [issue.code for issue in issues] == ["quote-unattributed"]
    assert issues[0].quote == "“Nobody will come to help us.”"


def test_an_unclosed_quotation_is_an_issue(listener: Listener) -> None:
    _, issues = listener.all("“The pass is shut, said Oren Talvik. He left at noon.")
    assert [issue.code for issue in issues] == ["quote-unclosed"]


def test_a_caption_between_does_not_take_the_word(listener: Listener) -> None:
    text = "“The pass is shut,” said Oren Talvik.\n\n“It will stay so.”"
    assert [name for name, _ in listener.pairs(text, "caption")] == ["Oren Talvik"]


def test_nested_sources_are_two_records(listener: Listener) -> None:
    text = "The Gazette reported that the ministry said the pass was closed."
    outer, inner = listener.all(text)[0]
    assert (outer.source_name, inner.source_name) == ("Gazette", "ministry")
    assert inner.within_id == outer.attribution_id
    assert outer.within_id is None
    assert inner.quote == "the pass was closed"


def test_a_relay_behind_the_words_is_the_outer_source(listener: Listener) -> None:
    text = "The ministry said that the pass was closed, the Norrland Gazette reported on Friday."
    records = {record.source_name: record for record in listener.all(text)[0]}
    assert records["ministry"].quote == "the pass was closed"
    assert records["ministry"].within_id == records["Norrland Gazette"].attribution_id


def test_the_outlet_that_quotes_is_the_outer_source(listener: Listener) -> None:
    text = "A guard was quoted by the Norrland Gazette as saying that the pass was closed."
    records = {record.source_name: record for record in listener.all(text)[0]}
    assert records["guard"].quote == "the pass was closed"
    assert records["guard"].within_id == records["Norrland Gazette"].attribution_id


def test_the_outlet_that_quotes_somebody_holds_those_words(listener: Listener) -> None:
    text = "State media quoted the premier as saying the pass was closed."
    records = {record.source_name: record for record in listener.all(text)[0]}
    assert records["premier"].quote == "the pass was closed"
    assert records["premier"].within_id == records["State media"].attribution_id


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Velmar said the pass was closed.", "assert"),
        ("Velmar denied that the pass was closed.", "deny"),
        ("Velmar accused Ardovia of closing the pass.", "accuse"),
        ("Velmar demanded that Ardovia open the pass.", "demand"),
        ("Velmar vowed to open the pass.", "promise"),
        ("Velmar confirmed that the pass was closed.", "confirm"),
        ("Velmar doubted that the pass was closed.", "doubt"),
    ],
)
def test_stance_comes_from_the_cue(listener: Listener, text: str, stance: str) -> None:
    assert [record.stance for record in listener.all(text)[0]] == [stance]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Two mines reportedly exploded near Pethra.", "reportedly"),
        ("The guards are said to have left the bridge.", "are said to"),
        ("Unconfirmed reports that the bridge had fallen spread at noon.", "unconfirmed reports"),
    ],
)
def test_a_hedge_without_a_source_is_a_record_without_one(listener: Listener, text: str, hedge: str) -> None:
    (record,) = listener.all(text)[0]
    assert record.source_name is None and record.source_quote is None
    assert record.hedges == (hedge,)


def test_what_could_not_be_verified_is_noted_on_what_was_said(listener: Listener) -> None:
    text = "Velmar said 90 posts had fallen.\n\nThe Gazette could not independently verify the claim."
    (record,) = listener.all(text)[0]
    assert record.hedges == ("independently verify",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge at Lomrik open again: mayor", [("mayor", "Bridge at Lomrik open again")]),
        ("Media: Crowds block the bridge at Lomrik", [("Media", "Crowds block the bridge at Lomrik")]),
        ("Ardovia's premier says bridge at Lomrik open again", [("Ardovia's premier", "bridge at Lomrik open again")]),
    ],
)
def test_headlines(listener: Listener, text: str, expected: list[tuple[str, str]]) -> None:
    assert listener.pairs(text, "headline") == expected


def test_a_topic_before_a_colon_is_no_source(listener: Listener) -> None:
    assert listener.pairs("Tirvania crisis: crowds block the bridge", "headline") == []


def test_words_are_exact_and_cues_too(listener: Listener) -> None:
    text = "The mayor, Oren\u00a0Talvik, said\nthat the pass\u00a0was closed."
    for record in listener.all(text)[0]:
        assert text[record.start : record.end] == record.quote
        assert record.cue_start is not None and record.source_start is not None
        assert text[record.cue_start : record.cue_end] == record.cue_quote
        assert text[record.source_start : record.source_end] == record.source_quote


def test_a_colon_announces_speech_without_marks(listener: Listener) -> None:
    text = (
        "Speaking after the fall of Dormak, Oren Talvik said:\n\nThe town will be free again.\n\n"
        "We stand by its people.\n\nThe town has 4,000 inhabitants."
    )
    assert listener.pairs(text) == [
        ("Oren Talvik", "The town will be free again."),
        ("Oren Talvik", "We stand by its people."),
    ]


def test_a_colon_announces_the_rest_of_its_paragraph(listener: Listener) -> None:
    text = "The premier spoke on Monday. Oren Talvik said: The town will be free. Its people will return."
    assert listener.pairs(text) == [("Oren Talvik", "The town will be free. Its people will return.")]
