"""Commitments: who owes what by when, on accords that nobody signed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Reader

OPENING = "Velmar and the Tirvan Front signed a truce in Halden on 3 May 2031."
"""Names the parties that "the parties" and "both sides" stand for."""


def owed(read: Reader, text: str) -> list[Any]:
    return [claim for claim in read(text, "2031-05-04")["claims"] if claim.kind == "commitment"]


def bearers(claim: Any) -> set[str]:
    return {who.name for who in claim.actors}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "The parties shall withdraw their troops from the port.",
            "The parties shall withdraw their troops from the port",
        ),
        ("The parties undertake to let relief convoys through.", "let relief convoys through"),
        ("Both sides agreed to refrain from attacks on clinics.", "refrain from attacks on clinics"),
    ],
)
def test_duties_of_the_parties_bind_both(read: Reader, sentence: str, words: str) -> None:
    found = [claim for claim in owed(read, f"{OPENING} {sentence}") if claim.quote == words]
    assert found
    assert bearers(found[0]) == {"Velmar", "Tirvan Front"}


def test_one_party_alone_is_bound(read: Reader) -> None:
    found = owed(read, f"{OPENING} The Tirvan Front shall disarm its fighters no later than 30 June 2031.")
    assert [(bearers(claim), claim.due) for claim in found] == [({"Tirvan Front"}, "2031-06-30")]


def test_timetable_gives_each_place_its_own_deadline(read: Reader) -> None:
    text = (
        "Under the accord, Tirvania must leave the Norvik district by May 15; "
        "by May 20, the parts of the Halden district; and by June 1, the Sarn district."
    )
    assert [claim.due for claim in owed(read, text)] == ["2031-05-15", "2031-05-20", "2031-06-01"]


def test_purposes_are_duties_of_their_own(read: Reader) -> None:
    text = (
        "Some 300 peacekeepers from Norrland will deploy to the valley "
        "to guard the truce and supervise the return of families."
    )
    quotes = [claim.quote for claim in owed(read, text)]
    assert "Some 300 peacekeepers from Norrland will deploy to the valley" in quotes
    assert "guard the truce" in quotes
    assert "supervise the return of families" in quotes


@pytest.mark.parametrize(
    "text",
    [
        "The truce will not hold, a trader said.",
        "The deal would have ended the war between Velmar and Tirvania.",
        "Will Velmar respect the truce?",
        "Observers hope that Norrland will watch over the truce.",
        "Velmar will need years to build its army, and the truce is young.",
    ],
)
def test_opinions_and_questions_bind_nobody(read: Reader, text: str) -> None:
    assert owed(read, text) == []


def test_words_stand_at_their_offsets(read: Reader) -> None:
    text = f"{OPENING} Prisoners will be exchanged by 10 May under the truce."
    for claim in owed(read, text):
        assert text[claim.start : claim.end] == claim.quote
