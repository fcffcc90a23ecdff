"""The hour at which a truce begins: acts of that day on the side on which they are told to have been."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assess.material import Lake, lake_accord, truce
from trucewatch.agreements.model import Fluent, Force
from trucewatch.assess.evidence import list_evidence
from trucewatch.assess.findings import Days, assess_provision
from trucewatch.assess.fluents import fluent_history
from trucewatch.assess.provisions import Board, ProvisionCase

DAY = "2031-03-01"
QUIET = Fluent(id="quiet", kind="ceasefire_observed", title="Quiet", places=("lake-district",))


def before_the_truce(lake: Lake) -> tuple[Board, ProvisionCase]:
    """Return a truce that begins at two in the afternoon of 1 March, an hour ahead of universal time."""
    force = Force(start=f"{DAY}T14:00", zone="+01:00")
    board = lake.board(agreements=[lake_accord(truce(), in_force=force, fluents=(QUIET,))])
    return board, board["lake-accord/truce"]


def clock(quote: str, value: str, **more: Any) -> dict[str, Any]:
    return {"quote": quote, "value": value} | more


AFTER = {
    "an hour": ("At 14:00 shells hit Mirefield.", clock("14:00", f"{DAY}T14:00"), None),
    "an evening": ("Shells hit Mirefield on Saturday evening.", clock("Saturday evening", DAY, part="evening"), None),
    "another clock": ("Shells hit Mirefield at 13:30 GMT.", clock("13:30 GMT", f"{DAY}T13:30", zone="GMT"), None),
    "into the truce": ("Three hours into the truce, shells hit Mirefield.", None, None),
    "despite it": ("Shells hit Mirefield on Saturday despite the new ceasefire.", None, None),
    "in the words of somebody": (
        "The mayor said that shells hit Mirefield at 15:00.", clock("15:00", f"{DAY}T15:00"),
        "shells hit Mirefield at 15:00"),
}  # fmt: skip
BEFORE = {
    "an hour": ("At 13:59 shells hit Mirefield.", clock("13:59", f"{DAY}T13:59"), None),
    "a morning": ("Shells hit Mirefield on Saturday morning.", clock("Saturday morning", DAY, part="morning"), None),
    "another clock": ("Shells hit Mirefield at 12:30 GMT.", clock("12:30 GMT", f"{DAY}T12:30", zone="GMT"), None),
    "hours before the truce": ("Shells hit Mirefield hours before the truce began.", None, None),
    "told in the morning": (
        "In the morning Sorven said that shells hit Mirefield.", clock("the morning", DAY, part="morning"),
        "shells hit Mirefield"),
}  # fmt: skip
OPEN = {
    "no hour": ("Shells hit Mirefield on Saturday.", None, None),
    "a night": ("Shells hit Mirefield on Saturday night.", clock("Saturday night", DAY, part="night"), None),
    "noon": ("Shells hit Mirefield around lunchtime.", clock("lunchtime", DAY, part="noon"), None),
    "before and after": ("Before the truce and after the truce shells hit Mirefield.", None, None),
    "after it was signed": ("After the truce was signed, shells hit Mirefield.", None, None),
    "words against the clock": (
        "At 15:00, before the truce, shells hit Mirefield.", clock("15:00", f"{DAY}T15:00"), None),
    "a clock of nowhere": ("At 15:00 QX shells hit Mirefield.", clock("15:00", f"{DAY}T15:00", zone="QX"), None),
    "an hour of the word": (
        "At 16:00 Sorven said that shells hit Mirefield.", clock("16:00", f"{DAY}T16:00"), "shells hit Mirefield"),
    "an hour of another sentence": ("At 15:00 it rained. Then shells hit Mirefield.",
                                    clock("15:00", f"{DAY}T15:00"), None),
}  # fmt: skip


def told(case: tuple[str, dict[str, Any] | None, str | None]) -> tuple[Board, ProvisionCase]:
    lake = Lake()
    sentence, time, said = case
    quote = "shells hit Mirefield" if "shells hit Mirefield" in sentence else "Shells hit Mirefield"
    lake.tell(sentence, quote, time, said, date=DAY, by="ketrian-army", to="sorven")
    return before_the_truce(lake)


@pytest.mark.parametrize("case", AFTER)
def test_what_was_after_the_hour_counts_on_that_day(case: str) -> None:
    board, provision = told(AFTER[case])
    finding = assess_provision(provision, Days(on=DAY))
    assert finding.status == "alleged breach" and len(finding.claims_against) == 1
    assert [one.state for one in states(board)] == ["observed", "breached"]


@pytest.mark.parametrize("case", BEFORE)
def test_what_was_before_the_hour_is_no_breach(case: str) -> None:
    board, provision = told(BEFORE[case])
    finding = assess_provision(provision, Days(on="2031-04-01"))
    assert finding.status == "kept so far" and not finding.missing[:-1] and not finding.claims_against
    (evidence,) = list_evidence(provision.matter(10**9), 10**6)
    assert not evidence.counts and evidence.why == "it was before 14:00, when the provision began to bind"
    assert [one.state for one in states(board)] == ["observed"]


@pytest.mark.parametrize("case", OPEN)
def test_what_may_have_been_on_either_side_is_told_and_not_counted(case: str) -> None:
    board, provision = told(OPEN[case])
    finding = assess_provision(provision, Days(on="2031-04-01"))
    assert finding.status == "kept so far" and not finding.claims_against
    assert f"An hour: One claim that could count against it is of {DAY}" in finding.missing[0]
    (evidence,) = list_evidence(provision.matter(10**9), 10**6)
    assert not evidence.counts and evidence.why.endswith("nothing tells whether before or after 14:00")
    assert [one.state for one in states(board)] == ["observed"]


def test_the_next_day_needs_no_hour() -> None:
    lake = Lake()
    lake.tell("Shells hit Mirefield on Sunday.", "Shells hit Mirefield", date="2031-03-02", to="sorven")
    _, provision = before_the_truce(lake)
    assert assess_provision(provision, Days(on="2031-03-02")).status == "alleged breach"


def states(board: Board) -> list[Any]:
    (agreement,) = board.agreements
    return fluent_history(board.scope(agreement), agreement, QUIET, board.near, 10**9)
