"""At which event a figure hangs."""

from __future__ import annotations

from typing import Any

from trucewatch.linking.attachment import event_of
from trucewatch.linking.model import Row

TEXT = (
    "Seven dead in Pell.\n\nGunners shelled Pell on Monday. Their guns should have been withdrawn in March. "
    "The mayor put the dead at seven, and nine men are said to have left the army."
    "\n\nA day later the count stood at eight dead.\n\nThe guard still has 40 posts."
)
TITLE, OPENING, TOLL = (0, 19), (21, 52), (101, 180)
BODY, LATE, POSTS = (21, 180), (182, 223), (225, 256)


def claim(quote: str, act: str | None, *figures: str) -> Row:
    start = TEXT.index(quote)
    return {"claim_id": f"c-{quote}", "act": act, "start": start, "end": start + len(quote), "figure_ids": figures}


def figure(quote: str, unit: str) -> Row:
    start = TEXT.rindex(quote)
    return {"figure_id": f"f-{quote}", "unit": unit, "start": start, "end": start + len(quote)}


SHELLED, LEFT = claim("shelled", "shelling"), claim("withdrawn", "withdrawal")
EVENTS = {SHELLED["claim_id"]: "e-shelled", LEFT["claim_id"]: "e-left"}


def hung(row: Row, *spans: tuple[int, int], claims: tuple[Row, ...] = (SHELLED, LEFT), **events: Any) -> str | None:
    wide = (*spans, *spans[-1:] * 3)
    return event_of(row, claims, events or EVENTS, (wide[0], wide[1], wide[2]))


def test_the_dead_hang_at_the_shelling_though_a_withdrawal_is_told_nearer() -> None:
    assert hung(figure("seven", "killed"), TOLL, BODY) == "e-shelled"


def test_troops_that_leave_hang_at_the_withdrawal() -> None:
    assert hung(figure("nine men", "troops"), TOLL, BODY) == "e-left"


def test_what_any_act_can_have_hangs_at_nothing_beyond_its_sentence() -> None:
    assert hung(figure("nine men", "people"), TOLL, BODY) is None


def test_a_share_hangs_at_no_act_but_one_that_says_it() -> None:
    share = figure("nine men", "percent")
    assert hung(share, TOLL, BODY) is None
    told = claim("left the army", "withdrawal", "f-nine men")
    assert hung(share, TOLL, BODY, claims=(SHELLED, told), **{told["claim_id"]: "e-own"}) == "e-own"


def test_the_claim_that_holds_a_figure_comes_before_nearer_ones() -> None:
    bodies = claim("Their guns", "release", "f-seven")
    assert hung(figure("seven", "killed"), TOLL, BODY, claims=(SHELLED, bodies),
                **{bodies["claim_id"]: "e-own", **EVENTS}) == "e-own"  # fmt: skip


def test_a_toll_hangs_at_the_act_of_the_paragraph_before() -> None:
    assert hung(figure("eight dead", "killed"), LATE, LATE, (21, 223)) == "e-shelled"


def test_posts_do_not_reach_beyond_their_paragraph() -> None:
    assert hung(figure("40 posts", "positions"), POSTS, POSTS, (182, 256)) is None


def test_a_toll_of_a_headline_hangs_at_the_only_act_of_the_document_that_kills() -> None:
    toll = {"figure_id": "f", "unit": "killed", "start": 0, "end": 10}
    assert hung(toll, TITLE) == "e-shelled"
    late = claim("A day later", "explosive")
    assert hung(toll, TITLE, claims=(SHELLED, late), **EVENTS, **{late["claim_id"]: "e-other"}) is None


def test_an_act_that_nobody_read_can_have_any_figure() -> None:
    raid = claim("shelled", None)
    assert hung(figure("seven", "killed"), TOLL, BODY, claims=(raid, LEFT)) == "e-shelled"
