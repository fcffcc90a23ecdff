"""Agreements in a case: kept, replaced without reading anew, refused without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agreements.accords import CASEBOOK, GUNS, write_accord
from trucewatch.errors import AgreementError, UsageError
from trucewatch.pipeline.beforehand import casebooks_lacking
from trucewatch.pipeline.run import build
from trucewatch.storage import open_case
from trucewatch.storage.agreements import case_agreements
from trucewatch.storage.manifest import read_manifests

REPORT = """The guns of Marl

MARL, March 21, 2031 - Ostara withdrew its guns from Marl on Thursday, its defence ministry said.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "guns.txt").write_text(REPORT, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_case_keeps_its_agreements_and_can_be_read_without_the_files(tmp_path: Path, reports: Path) -> None:
    accord = write_accord(tmp_path)
    case = tmp_path / "a.case"
    build([reports], case, jobs=1, agreements=[accord])
    accord.unlink()
    (tmp_path / "book.yml").unlink()
    opened = open_case(case)
    assert [item.id for item in case_agreements(opened)] == ["pine-accord"]
    assert opened.manifest.agreements[0].startswith("agreements/")
    assert opened.manifest.casebooks[0].startswith("casebooks/")
    assert build([reports], case, jobs=1).known == 1
    assert [item.id for item in case_agreements(open_case(case))] == ["pine-accord"]


def test_a_changed_agreement_reads_no_report_anew(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    build([reports], case, jobs=1, agreements=[write_accord(tmp_path)])
    before = open_case(case).manifest
    built = build(
        [reports], case, jobs=1, agreements=[write_accord(tmp_path, GUNS.replace("2031-03-20", "2031-04-01"))]
    )
    after = open_case(case).manifest
    assert (built.added, built.known) == (0, 1)
    assert after.parts == before.parts and after.recipe == before.recipe
    assert after.number == before.number + 1 and after.agreements != before.agreements
    window = case_agreements(open_case(case))[0].provision("guns").window
    assert window is not None and window.end == "2031-04-01"


def test_a_wrong_agreement_leaves_the_case_as_it_was(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    build([reports], case, jobs=1, agreements=[write_accord(tmp_path)])
    before = files(case)
    with pytest.raises(AgreementError, match=r"accord\.yml:\d+:\d+: guns: unknown check"):
        build([reports], case, jobs=1, agreements=[write_accord(tmp_path, GUNS.replace("done_by", "done_buy"))])
    assert files(case) == before
    with pytest.raises(AgreementError):
        build([reports], tmp_path / "new.case", jobs=1, agreements=[tmp_path / "accord.yml"])
    assert not (tmp_path / "new.case").exists()


def test_a_case_takes_the_casebooks_of_its_first_agreements(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    build([reports], case, jobs=1, agreements=["karabakh-2020", write_accord(tmp_path)])
    opened = open_case(case)
    assert opened.manifest.casebooks[0] == "karabakh" and len(opened.manifest.casebooks) == 2
    assert [item.id for item in case_agreements(opened)] == ["karabakh-2020", "pine-accord"]


def test_an_agreement_whose_casebook_the_case_would_not_have_is_refused(tmp_path: Path, reports: Path) -> None:
    accord = write_accord(tmp_path)
    with pytest.raises(UsageError, match="relies on the casebook"):
        build([reports], tmp_path / "a.case", ["karabakh"], jobs=1, agreements=[accord])
    (tmp_path / "same.yml").write_text(CASEBOOK, encoding="utf-8")
    build([reports], tmp_path / "a.case", [tmp_path / "same.yml"], jobs=1, agreements=[accord])
    assert [item.id for item in case_agreements(open_case(tmp_path / "a.case"))] == ["pine-accord"]


def test_a_shipped_casebook_that_a_case_lacks_is_named(tmp_path: Path, reports: Path) -> None:
    write_accord(tmp_path)
    case = tmp_path / "a.case"
    lacking = build([reports], case, [tmp_path / "book.yml"], jobs=1, agreements=["karabakh-2020"])
    assert casebooks_lacking(case, lacking.manifest) == ["karabakh"]
    held = build([reports], case, ["karabakh", tmp_path / "book.yml"], jobs=1)
    assert casebooks_lacking(case, held.manifest) == []


def test_a_case_without_agreements_and_one_from_before_there_were_any(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    build([reports], case, jobs=1)
    path = next((case / "snapshots").glob("*.json"))
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert manifest.pop("agreements") == []
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert read_manifests(case)[0].agreements == ()
    assert case_agreements(open_case(case)) == []


def test_without_reports_an_agreement_is_added_to_a_case(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    (reports / "empty.pdf").write_bytes(b"%PDF-1.4 broken")
    build([reports], case, jobs=1, agreements=[write_accord(tmp_path)])
    before = open_case(case).manifest
    issues = open_case(case).rows("SELECT * FROM issues")
    built = build([], case, jobs=1, agreements=["jeddah-2023"])
    after = open_case(case).manifest
    assert (built.added, after.received, after.parts) == (0, before.received, before.parts)
    assert [item.id for item in case_agreements(open_case(case))] == ["pine-accord", "jeddah-2023"]
    assert open_case(case).rows("SELECT * FROM issues") == issues
    build([], case, jobs=1, agreements=[write_accord(tmp_path, GUNS.replace("2031-03-20", "2031-04-01"))])
    last = case_agreements(open_case(case))
    assert [item.id for item in last] == ["jeddah-2023", "pine-accord"]
    window = last[1].provision("guns").window
    assert window is not None and window.end == "2031-04-01"


def test_without_reports_there_has_to_be_a_case(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no case yet"):
        build([], tmp_path / "none.case", agreements=["jeddah-2023"])
    assert not (tmp_path / "none.case").exists()
