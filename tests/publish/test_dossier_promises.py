"""The dossier of a case with agreements: every status has cards, every mark leads to words, hostile text stays text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from trucewatch.errors import UsageError
from trucewatch.pipeline.run import build
from trucewatch.publish.dossier import render_dossier
from trucewatch.records.finding import FINDINGS
from trucewatch.storage import open_case
from trucewatch.storage.assessed import assess_case
from trucewatch.storage.decide import Reason
from trucewatch.storage.verdicts import decide_finding

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"
ON = "2031-06-22"
SECTIONS = ("agreements", "windows", "states", "conduct", "provisions")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("promises") / "arven.case"
    build([EXAMPLE / "reports"], folder, jobs=1, agreements=[EXAMPLE / "accord.yml", EXAMPLE / "ceasefire.yml"])
    decide_finding(folder, assess_case(folder, ON).finding("guns-out"), "breached", Reason("ada", "Seen by the force."))
    return folder


@pytest.fixture(scope="module")
def page(case: Path) -> str:
    return render_dossier(open_case(case), ON)


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}">')[1].split("</section>\n<section id=")[0]


def provision(page: str, name: str) -> str:
    return section(page, "provisions").split(f'id="provision.{name}"')[1].split('</details>\n  <details class="prov')[0]


def test_every_link_leads_to_one_place(page: str) -> None:
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert not [name for name, count in ids.items() if count > 1]
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids.keys()
    assert not re.findall(r"<(?:script|link|img|iframe|object)\b", page)


def test_agreements_stand_before_events(page: str) -> None:
    order = [page.index(f'<section id="{name}">') for name in (*SECTIONS, "contradictions", "events")]
    assert order == sorted(order)
    assert "On <b>22 Jun 2031</b>" in section(page, "agreements")
    assert re.search(r"s-[0-9a-f]{16} \(snapshot 1, casebook ", section(page, "agreements"))


def test_every_status_has_its_cards_with_a_word_and_a_shape(case: Path, page: str) -> None:
    board = page.split('<div class="board"')[1].split('<section id="windows">')[0]
    counts = Counter(finding.status for finding in assess_case(case, ON).findings)
    assert set(counts) == set(FINDINGS)
    for status, count in counts.items():
        group = board.split(f'aria-label="{status}: {count}"')[1].split("</section>")[0]
        assert group.count('class="card"') == count
        assert 'class="status ' in group.split("</h3>")[0]
    shapes = re.findall(r'<h3><svg [^>]*class="status \w+"[^>]*>(.*?)</svg>', board)
    assert len(set(shapes)) == len(FINDINGS)


def test_a_card_says_who_owes_what_to_whom_until_when_and_how_many_speak_for_and_against_it(
    case: Path, page: str
) -> None:
    card = section(page, "agreements").split('href="#provision.astgard-2031.guns-out"')[-1].split("</li>")[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", card).split())
    assert "Drosmark → Arven Republic and Velunia" in text
    assert "by 20 Mar 2031" in text
    finding = assess_case(case, ON).finding("guns-out")
    supporting = re.search(r"for (\d+) \((.*?)\)", text)
    assert supporting is not None
    assert int(supporting[1]) == len(finding.supporting)
    assert sum(int(count) for count in re.findall(r"\d+", supporting[2])) == len(finding.supporting)
    assert f"against {len(finding.contrary)} (Skaldia, guarantor 1)" in text
    assert "Contested" in text
    assert "ada decided: breached" in text


def test_charts_are_pictures_with_a_text_alternative_and_a_day(page: str) -> None:
    for name, kind in (("windows", "windows"), ("states", "strips")):
        picture = re.search(rf'<svg [^>]*class="{kind}" role="img".*?</svg>', section(page, name), re.S)
        assert picture is not None
        drawn = ElementTree.fromstring(picture[0])
        assert drawn.get("aria-label")
        assert drawn.findtext("desc")
        assert any(text.text == "asked about: 22 Jun 2031" for text in drawn.iter("text"))
        assert all(link.findtext("title") for link in drawn.iter("a"))


def test_a_provision_shows_its_deadline_and_what_is_reported_beside_it(page: str) -> None:
    shown = section(page, "windows")
    assert shown.count('class="flag"') > 5
    for kind in ("happened", "planned", "denied", "omitted", "breach"):
        assert f'class="mark {kind}"' in shown
    assert "20 Mar 2031, denied: “withdraw its last battery from”, says Skaldian monitoring force" in shown


def test_legal_force_is_told_apart_from_observance_and_each_breach_is_listed(page: str) -> None:
    shown = section(page, "states")
    law = shown.split('id="state.astgard-2031.truce-law.0"')[1].split("</li>")[0]
    assert "in force" in law
    breaches = re.findall(r'id="state\.astgard-2031\.truce\.\d+"><b>breached</b>', shown)
    assert f"{len(breaches)} reported breaches" in shown
    assert len(breaches) > 3
    assert "<b>Disputed.</b> It is denied by" in shown
    assert 'class="mark breach open"' in shown.split("<p class")[0]


def test_the_conduct_record_has_what_was_left_undone_with_who_says_so(page: str) -> None:
    shown = section(page, "conduct")
    assert "Skaldian monitoring force" in shown
    undone = [row for row in shown.split("<tr>") if "left undone</span>" in row]
    assert any("Voice of the Uplands" in row and 'href="#c-' in row for row in undone)


def test_a_provision_gives_words_for_and_against_the_rule_and_what_is_missing(case: Path, page: str) -> None:
    shown = provision(page, "astgard-2031.guns-out")
    finding = assess_case(case, ON).finding("guns-out")
    for claim_id in (*finding.claims_for, *finding.claims_against):
        assert f'href="#{claim_id}"' in shown
    assert "rule “done-and-denied”" in shown
    assert "What settles the denial" in shown
    assert "ada decided: breached" in shown
    assert "Seen by the force." in shown
    assert "from 28 Mar 2031" in shown
    assert "Version “drosmarki”" in shown


def test_a_day_of_knowing_leaves_out_what_came_later(case: Path) -> None:
    page = render_dossier(open_case(case, "2031-03-21"), "2031-03-21")
    assert "by what was known on <b>21 Mar 2031</b>" in section(page, "agreements")
    assert "<b>fulfilled</b>" in section(page, "provisions").split('id="provision.astgard-2031.guns-out"')[0][-900:]
    assert "battery from" not in provision(page, "astgard-2031.guns-out")


def test_without_agreements_the_page_has_no_such_part_and_no_day_can_be_asked(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("HARLE, March 2, 2031 - Rain fell on Harle.\n", encoding="utf-8")
    build([tmp_path / "one.txt"], tmp_path / "a.case", jobs=1)
    assert '<section id="agreements">' not in render_dossier(open_case(tmp_path / "a.case"))
    with pytest.raises(UsageError, match="has no agreements"):
        render_dossier(open_case(tmp_path / "a.case"), ON)


HOSTILE = '<script>alert("x")</script><b onload=1>&amp;'
BOOK = """about: Invented.
sides: {east: 'Ketria <i>'}
actors:
  ketria: {kind: state, side: east, names: [Ketria], demonyms: [Ketrian]}
places:
  mirefield: {kind: town, at: [-30.0, -20.0], names: [Mirefield]}
"""
ACCORD = """id: wend
title: 'The truce HOSTILE'
kind: preliminary
signed: 2031-03-01
in_force: {from: 2031-03-02T00:00, zone: "+00:00"}
territory: [mirefield]
parties: [ketria]
guarantors: [ketria]
casebooks: [book.yml]
sources: ['HOSTILE']
note: 'HOSTILE'
fluents:
  truce: {kind: ceasefire_observed, title: 'HOSTILE', places: [mirefield], actors: [ketria], note: 'HOSTILE'}
provisions:
  truce:
    article: 'HOSTILE'
    words: 'HOSTILE'
    kind: ban
    bearers: [ketria]
    conduct: {acts: [shelling], places: [mirefield]}
    window: {from: in_force}
    check: never_done
    note: 'HOSTILE'
"""


def test_hostile_text_of_agreements_and_reports_stays_text(tmp_path: Path) -> None:
    told = f"Ketrian artillery shelled Mirefield {HOSTILE} on April 7."
    report = f"Shells on Mirefield\n\nMIREFIELD, April 8, 2031 - {told}\n"
    for name, text in (("r.txt", report), ("book.yml", BOOK), ("wend.yml", ACCORD.replace("HOSTILE", HOSTILE))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    build(
        [tmp_path / "r.txt"], tmp_path / "a.case", [tmp_path / "book.yml"], jobs=1, agreements=[tmp_path / "wend.yml"]
    )
    case = open_case(tmp_path / "a.case")
    decide_finding(tmp_path / "a.case", assess_case(tmp_path / "a.case").finding("truce"), "lapsed",
                   Reason(HOSTILE, HOSTILE))  # fmt: skip
    page = render_dossier(open_case(case.path))
    assert '<section id="provisions">' in page
    assert page.count("&lt;script&gt;") > 10
    assert not re.findall(r"<(?:script|b onload|i>)", page)
