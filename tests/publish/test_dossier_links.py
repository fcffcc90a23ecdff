"""The dossier of linked reports: every link leads somewhere, contradictions come first, nothing loads or runs."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.test_linking import CASEBOOK, REPORTS
from trucewatch.pipeline.run import build
from trucewatch.publish.dossier import render_dossier
from trucewatch.storage import open_case
from trucewatch.storage.decide import Reason
from trucewatch.storage.judge import judge_pair


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    (folder / "book.yml").write_text(CASEBOOK, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", [folder / "book.yml"], jobs=1)
    return folder / "a.case"


@pytest.fixture(scope="module")
def page(case: Path) -> str:
    return render_dossier(open_case(case))


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}">')[1].split("</section>")[0]


def test_every_link_leads_to_one_place(page: str) -> None:
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert not [name for name, count in ids.items() if count > 1]
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= ids.keys()


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    assert not re.findall(r"<(?:script|link|img|iframe|object)\b", page)
    assert not re.findall(r'(?:src|href)="(?!#)', page)


def test_contradictions_come_before_events_with_both_wordings(case: Path, page: str) -> None:
    assert page.index('<section id="contradictions">') < page.index('<section id="events">')
    shown = section(page, "contradictions")
    rows = open_case(case).arrow("contradictions").to_pylist()
    assert rows
    assert shown.count('class="pair"') <= len(rows)
    for row in rows:
        for side in ("left", "right"):
            assert f'href="#{row[f"{side}_claim_id"]}"' in shown or 'href="#f-' in shown


def test_events_say_who_asserts_and_who_denies_and_how_well_they_stand(case: Path, page: str) -> None:
    shown = section(page, "events")
    for row in open_case(case).arrow("events").to_pylist():
        if row["status"] != "none":
            assert f'id="{row["event_id"]}"' in shown
            for claim_id in row["claim_ids"]:
                assert f'href="#{claim_id}"' in shown
    assert "Asserted by" in shown
    assert "Denied by" in shown
    assert 'class="badge Contested"' in shown
    assert 'class="matrix" role="img"' in shown
    assert "copied from Shells on Dunvale" in shown


def test_figures_of_several_origins_are_a_plot_with_a_text_alternative(page: str) -> None:
    shown = section(page, "figures")
    assert shown.count('class="ranges"') == 1
    assert "12 to 15 or more, given by 2 independent origins" in shown
    assert "<desc>" in shown


def test_copies_lead_to_the_passage_in_both_documents(case: Path, page: str) -> None:
    (copy,) = open_case(case).arrow("copies").to_pylist()
    shown = section(page, "copies")
    for side in ("l", "r"):
        assert f'href="#{copy["copy_id"]}-{side}0"' in shown
        assert f'<mark class="copied" id="{copy["copy_id"]}-{side}0"' in page


def test_sides_are_counted_by_what_they_assert_and_deny(page: str) -> None:
    row = re.search(r"<tr><td>Ostavia</td>(.*?)</tr>", section(page, "summary"), re.S)
    assert row is not None
    assert re.findall(r"<td[^>]*>([^<]+)</td>", row[1])[-1] == "1"


def test_what_a_person_judged_a_copy_is_shown_without_passages(case: Path, tmp_path: Path) -> None:
    import shutil

    copied = Path(shutil.copytree(case, tmp_path / "b.case"))
    documents = {row["title"]: row["document_id"] for row in open_case(copied).arrow("documents").to_pylist()}
    names = ("Statement of the government of Ostavia", "Shells on Dunvale")
    judge_pair(copied, "copy", (documents[names[0]], documents[names[1]]), Reason("ada", "The same hand."))
    assert "The same hand." in section(render_dossier(open_case(copied)), "copies")
