"""Who the parties of an accord are, from heads and closes of many forms; and accords of many forms as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agreements.test_drafting import cited_in
from trucewatch.agreements.drafting.lexicon import roles, signs
from trucewatch.agreements.drafting.model import Proposed
from trucewatch.agreements.drafting.phrases import find_mentions
from trucewatch.agreements.drafting.propose import propose_agreement
from trucewatch.annotate import Parser
from trucewatch.casebook import load_casebooks
from trucewatch.evaluate.draftkeys import read_keys
from trucewatch.evaluate.drafts import measure_draft, sum_scores
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge

DATA = Path(__file__).parent.parent / "data"
POINTS = (
    "\n\n1. Both sides shall cease fire on 4 May 2051.\n2. The Parties shall exchange all prisoners by 9 May 2051.\n"
    "3. A Joint Commission shall monitor the truce.\n"
)
PARSER, KNOWLEDGE = Parser(), Knowledge(load_casebooks([]), open_gazetteer())


def propose(text: str) -> Proposed:
    return propose_agreement(text, PARSER, KNOWLEDGE)


def parties_of(row: dict[str, Any]) -> list[str]:
    points = row.get("points", POINTS)
    points = POINTS.replace("Both sides", "All Parties") if points == "three" else points
    title = "" if row["head"][:4].isupper() else "Truce of Orn\n\n"
    return [who.name for who in propose(title + row["head"] + points).parties]


def test_heads_of_many_forms_tell_who_agrees() -> None:
    rows = json.loads((DATA / "accord-heads.json").read_text(encoding="utf-8"))
    wrong = []
    for row in rows:
        names, wanted = parties_of(row), row["parties"]
        right = all(any(part in name for part in want.split("|") for name in names) for want in wanted)
        if not right or len(names) != len(wanted):
            wrong.append((row["head"], names))
    assert len(wrong) <= 0.05 * len(rows), wrong


@pytest.mark.parametrize("folder", ["accords-forms", "accords-later", "accords-last"])
def test_accords_of_other_forms_hold_their_figures(folder: str) -> None:
    measured = [measure_draft(propose(text), key) for text, key in read_keys(DATA / folder).values()]
    scores = sum_scores(measured)
    assert scores.share("found") >= 0.95 and scores.share("bearers") >= 0.85
    assert scores.share("times") >= 0.9 and scores.share("quantities") >= 0.95


CLOSE = """
Done at Keln on 3 May 2051

For the Amber Council: N. Orr          For the Home Guard of Lune: P. Ede

In the presence of:
H.E. A. Bell, President of the Republic of Sark
For the League of Ports: S. Dar
"""


def test_parties_may_stand_in_the_signatures_alone_and_witnesses_beside_them() -> None:
    found = propose("Truce of Orn" + POINTS + CLOSE)
    assert [who.name for who in found.parties] == ["Amber Council", "Home Guard of Lune"]
    assert [(who.name, who.role) for who in found.guarantors] == [
        ("Republic of Sark", "witness"), ("League of Ports", "witness"),
    ]  # fmt: skip


def test_where_nothing_says_who_agrees_the_bearers_are_marked() -> None:
    found = propose(
        "Truce of Orn\n\n1. Tavaria shall leave Keln.\n2. Morvane shall leave Orn.\n3. Both sides shall meet.\n"
    )
    assert found.doubts
    meeting = next(item for item in found.provisions if "meet" in item.quote)
    assert len(meeting.bearers) == 2 and not any(who.cited.sure for who in meeting.bearers)
    assert found.doubts[0] in meeting.unsure


RESOLUTION = """RESOLUTION 7 (2051)

The Council of the League,

Deeply concerned at the fighting between the Republic of Tavaria and the Kingdom of Morvane,

1. Demands that Tavaria and Morvane withdraw their forces by 9 May 2051;

2. Calls upon Morvane to open the port of Keln, and upon Tavaria to abstain from firing on ships;

3. Authorises the Secretary-General to send up to 300 observers;

4. Calls upon all States not to sell arms to either party.
"""


def test_those_on_whom_a_resolution_calls_bear_what_it_calls_for() -> None:
    found = propose(RESOLUTION)
    assert [who.name for who in found.parties] == ["Republic of Tavaria", "Kingdom of Morvane"]
    read = [(item.kind.value, [who.name for who in item.bearers]) for item in found.provisions]
    assert read == [
        ("duty", ["Tavaria", "Morvane"]), ("duty", ["Morvane"]), ("ban", ["Tavaria"]),
        ("permission", ["Secretary-General"]), ("ban", ["States"]),
    ]  # fmt: skip


TABLE = """Truce of Orn

The Republic of Tavaria and the Kingdom of Morvane agree:

1. The Parties shall cease fire.
2. They withdraw as the annex says.

Done at Orn on 3 May 2051

Annex

Phase\tDeadline\tAction\tResponsible
I\tby 9 May 2051\tremove 12 roadblocks\tTavaria
II\twithin ten days\tpull back 400 soldiers\tBoth Parties
"""


def test_rows_of_a_table_are_provisions_with_the_whole_row_for_their_words() -> None:
    found = propose(TABLE)
    first, second = found.provisions[-2:]
    assert first.quote == "I\tby 9 May 2051\tremove 12 roadblocks\tTavaria" and first.article == "I"
    assert [who.name for who in first.bearers] == ["Tavaria"] and len(second.bearers) == 2
    assert first.window is not None and (first.window.form, first.window.end) == ("by", "2051-05-09")
    assert second.window is not None and second.window.duration == "10 days"
    assert all(span.quote == TABLE[span.start : span.end] for span in cited_in(found))


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("not later than the tenth day after signature", "10 days"),
        ("by day 14", "14 days"),
        ("twelve hours after this Agreement is signed", "12 hours"),
        ("within a fortnight", "2 weeks"),
        ("on D-Day + 15", "15 days"),
        ("in a period not exceeding twenty-one days", "21 days"),
    ],
)
def test_lengths_count_from_what_happens(words: str, length: str) -> None:
    found = propose(
        f"Truce\n\nThe Republic of Tavaria and Morvane agree:\n1. Tavaria shall leave Keln {words}.\n2. Go.\n"
    )
    window = found.provisions[0].window
    assert window is not None and (window.form, window.duration) == ("within", length)


def test_names_are_read_by_their_capitals() -> None:
    text = "the President of the Republic of Orn, A. Bell, the Equality and Dignity Front and the 4th Brigade of Lune"
    assert [(m.office, m.name) for m in find_mentions(text, 0, len(text)) if len(m.name) > 4] == [
        ("President of the", "Republic of Orn"), ("", "Equality and Dignity Front"), ("", "4th Brigade of Lune"),
    ]  # fmt: skip


def test_the_rulebook_weighs_evidence_both_ways() -> None:
    assert any(sign.weight > 0 for sign in signs().values()) and any(sign.weight < 0 for sign in signs().values())
    assert {"mediator", "witness", "guarantor", "host", "depositary"} == set(roles().values())
