"""Denials that point back to the sentence before, through the whole reading of a text."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

ACCUSED = "Sorvania accused Ketria of shelling the village of Dornach on Monday."


@pytest.mark.parametrize(
    "answer",
    [
        "Ketria denied the accusation.",
        "Ketria, however, rejects all such claims.",
        "Ketria has dismissed these charges.",
    ],
)
def test_a_pointed_denial_denies_the_act_of_which_one_is_accused(read: Reader, answer: str) -> None:
    claims = read(f"{ACCUSED} {answer}", "2031-05-07")["claims"]
    (denied,) = [claim for claim in claims if claim.status == "denied" and claim.act == "shelling"]
    assert (denied.claimant, denied.polarity, denied.own_voice) == ("Ketria", "denied", False)
    assert denied.quote in answer
    (accused,) = [claim for claim in claims if claim.status == "alleged" and claim.act == "shelling"]
    assert denied.claim_id != accused.claim_id and accused.claim_id in denied.why
    assert [actor.name for actor in denied.actors] == [actor.name for actor in accused.actors]


@pytest.mark.parametrize(
    "text",
    [
        f"{ACCUSED} Sorvania rejected the charges.",
        f"{ACCUSED} It rained all day. Ketria denied the accusation.",
        f"{ACCUSED}\n\nKetria denied the accusation.",
        f"{ACCUSED} Ketria denied the claim that it was short of shells.",
        "Ketria denied the accusation. Sorvania accused Ketria of shelling the village of Dornach on Monday.",
    ],
)
def test_what_points_to_nothing_that_the_denier_did_denies_nothing(read: Reader, text: str) -> None:
    claims = read(text, "2031-05-07")["claims"]
    assert not [claim for claim in claims if "pointed.denial" in claim.rules]
