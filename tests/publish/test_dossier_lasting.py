"""What lasts, in the section of a provision: the promised state, what it depends on, its periods, each with words."""

from __future__ import annotations

import html
import re

import pytest

from trucewatch.pipeline.run import build
from trucewatch.publish.dossier import render_dossier
from trucewatch.publish.dossier.lasting import LAST, last_ones
from trucewatch.storage import open_case

BOOK = """about: Invented.
sides: {east: Ketria, west: Ombria}
actors:
  ketria: {kind: state, side: east, names: [Ketria], demonyms: [Ketrian]}
  ombria: {kind: state, side: west, names: [Ombria], demonyms: [Ombrian]}
places:
  mirefield: {kind: town, at: [-30.0, -20.0], names: [Mirefield]}
  tallow-road: {kind: road, at: [-30.1, -20.1], names: [Tallow road]}
"""
ACCORD = """id: wend
title: The truce of Wend
kind: preliminary
signed: 2031-03-01
in_force: {from: 2031-03-02T00:00, zone: "+00:00"}
territory: [mirefield]
parties: [ketria, ombria]
casebooks: [book.yml]
sources: [Nobody]
fluents:
  road: {kind: corridor, title: 'The Tallow <i>road</i>', places: [tallow-road], initial: open}
provisions:
  open: {article: '1', words: Ketria keeps the road open., kind: duty, bearers: [ketria],
    conduct: {acts: convoy-through, places: tallow-road}, window: {from: in_force}, check: kept_up,
    fluent: {id: road, states: open}}
  shells: {article: '2', words: Ombria shells nobody while the road is open., kind: ban, bearers: [ombria],
    conduct: {acts: shelling, places: mirefield}, window: {while: {fluent: road, states: open}}, check: never_done}
  guard: {article: '3', words: No guns as long as nobody is shelled., kind: ban, bearers: [ketria],
    conduct: {acts: build-up, places: mirefield}, window: {while: {provision: shells}}, check: never_done}
  talks: {article: '4', words: They meet at Mirefield every week., kind: duty, bearers: [ketria, ombria],
    conduct: {acts: talks, places: mirefield}, window: {every: 1 week, from: 2031-03-03}, check: kept_up}
  maps: {article: '5', words: Maps change hands within 30 days., kind: duty, bearers: [ketria],
    conduct: {acts: exchange, objects: maps}, window: {within: 30 days, of: signed}, check: done_by}
"""
REPORTS = (
    "HARLE, April 8, 2031 - Ketria closed the Tallow road on April 7, the Ombrian foreign ministry said.\n",
    "HARLE, April 16, 2031 - Ketria and Ombria held talks in Mirefield on April 15.\n",
    "HARLE, May 20, 2031 - Rain fell on Harle on May 19.\n",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lasting")
    for name, text in (("book.yml", BOOK), ("accord.yml", ACCORD)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "reports").mkdir()
    for number, text in enumerate(REPORTS):
        (folder / "reports" / f"{number}.txt").write_text(text, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", [folder / "book.yml"], 1, agreements=[folder / "accord.yml"])
    return render_dossier(open_case(folder / "a.case"), "2031-05-15")


def lasting(page: str, provision: str) -> list[str]:
    own = page.split(f'id="provision.wend.{provision}"')[1].split('<details class="provision"')[0]
    return re.findall(r'<div class="lasting">(.*?)</div>', own, re.DOTALL)


def read(markup: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", markup).split()))


def test_the_promised_state_is_told_with_its_words_and_leads_to_all_of_them(page: str) -> None:
    (found,) = lasting(page, "open")
    told = read(found)
    assert told.startswith(
        "The state that it promises: The Tallow <i>road</i>, open open from 2 Mar 2031 to 7 Apr 2031"
    )
    assert "closed from 7 Apr 2031: closed the Tallow road Ombrian foreign ministry" in told.replace(" :", ":")
    assert 'href="#state.wend.road.1"' in found and re.search(r'class="words" href="#c-', found)
    assert 'id="state.wend.road.1"' in page


def test_a_condition_is_a_state_over_time_or_another_provision(page: str) -> None:
    (state,), (other,) = lasting(page, "shells"), lasting(page, "guard")
    assert read(state).startswith("What it depends on: The Tallow <i>road</i> open from 2 Mar 2031 to 7 Apr 2031")
    assert 'href="#provision.wend.shells"' in other
    assert read(other).endswith("Shells ; it binds from 2 Mar 2031")


def test_periods_of_which_nothing_is_reported_are_one_line_and_a_report_is_cited(page: str) -> None:
    (found,) = lasting(page, "talks")
    told = read(found).replace(" :", ":")
    assert told == (
        "Period by period 3 Mar 2031 to 13 Apr 2031: not reported in any of 6 periods 14 Apr 2031 to 20 Apr 2031: "
        "reported done: held talks in Mirefield the report 21 Apr 2031 to 11 May 2031: not reported in any of 3 "
        "periods 12 May 2031 to 18 May 2031: not over"
    )


def test_what_is_owed_once_has_none_of_it(page: str) -> None:
    assert lasting(page, "maps") == []


def test_only_the_last_are_shown_at_once() -> None:
    rows = [{"word": str(number)} for number in range(LAST + 2)]
    assert last_ones(rows) == {"before": rows[:2], "shown": rows[2:]}
