"""The example case shows what it is there to show, and its answer key quotes its reports exactly."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trucewatch.casebook.check import check_casebook
from trucewatch.casebook.load import load_casebooks
from trucewatch.pipeline.run import build
from trucewatch.storage import open_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"
REPORTS = sorted((EXAMPLE / "reports").iterdir())
KEYS = sorted((EXAMPLE / "key").glob("*.json"))
LAYERS = ("times", "places", "figures", "statements", "events", "commitments")
Row = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """The rows of the built case, and its documents by id."""

    tables: dict[str, list[Row]]
    documents: dict[str, Row]

    def of(self, table: str, start: str) -> list[Row]:
        """Return the rows of one table from the reports whose file name starts so."""
        return [row for row in self.tables[table] if self.file(row).startswith(start)]

    def file(self, row: Row) -> str:
        """Return the file name of the report that a row comes from."""
        return Path(self.documents[row["document_id"]]["origin"]).name


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("example") / "arven.case"
    build([EXAMPLE / "reports"], folder, [EXAMPLE / "casebook.yml"], jobs=1)
    opened = open_case(folder)
    names = ("documents", "segments", "times", "places", "actors", "attributions", "figures", "claims", "issues")
    tables = {name: opened.arrow(name).to_pylist() for name in names}
    return Built(tables, {row["document_id"]: row for row in tables["documents"]})


def test_many_reports_in_six_formats(case: Built) -> None:
    assert len(REPORTS) >= 14
    assert {path.suffix for path in REPORTS} == {".txt", ".html", ".pdf", ".docx", ".eml", ".csv"}
    assert {Path(row["origin"]).name for row in case.documents.values()} == {path.name for path in REPORTS}


def test_outlets_of_different_sides(case: Built) -> None:
    outlets = load_casebooks([EXAMPLE / "casebook.yml"]).outlets
    named = {row["outlet_id"] for row in case.documents.values()} - {None}
    assert len(named) >= 6
    assert {outlets[outlet].side for outlet in named} >= {"velunia", "arven", "skaldia", "international"}


def test_the_casebook_is_clean() -> None:
    assert check_casebook(EXAMPLE / "casebook.yml") == []


def test_every_plain_text_report_has_a_key() -> None:
    assert {path.stem for path in KEYS} == {path.stem for path in REPORTS if path.suffix == ".txt"}


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_key_quotes_its_report_exactly(path: Path) -> None:
    key = json.loads(path.read_text(encoding="utf-8"))
    text = (EXAMPLE / "reports" / key["report"]).read_bytes().decode("utf-8")
    assert path.stem == Path(key["report"]).stem
    for layer in LAYERS:
        for item in key[layer]:
            assert item["text"] and text[item["start"] :].startswith(item["text"]), (layer, item["text"])
        spans = [(item["start"], item["text"]) for item in key[layer]]
        assert spans == sorted(spans), f"{layer} is not in the order of the text"
        assert len(set(spans)) == len(spans), f"{layer} has an item twice"


def test_agency_copy_is_reprinted(case: Built) -> None:
    outlets = defaultdict(set)
    for document in case.documents.values():
        for sentence in re.split(r"(?<=[.?!])\s+", document["text"]):
            if len(sentence.split()) >= 20:
                outlets[sentence].add(document["outlet_id"])
    reprinted = [sentence for sentence, of in outlets.items() if {"kestrel", "maresh-courier"} <= of]
    assert len(reprinted) >= 2


def test_one_town_stands_under_both_its_names(case: Built) -> None:
    town = [row for row in case.tables["places"] if row["place_id"] == "casebook:sella"]
    assert {row["quote"] for row in town} == {"Sella", "Tsellin"}
    assert all({"Sella", "Tsellin"} <= set(row["names"]) for row in town)


def test_a_denial_is_kept_as_a_denial(case: Built) -> None:
    denials = [row for row in case.of("claims", "10-") if row["status"] == "denied"]
    assert any("fired a single shot" in row["quote"] for row in denials)
    assert {row["polarity"] for row in denials} == {"denied"}
    assert {row["claimant"] for row in denials} == {"Drosmark's defence ministry"}


def test_reports_differ_on_the_dead_and_a_correction_takes_one_back(case: Built) -> None:
    def dead(start: str) -> set[tuple[float | None, float | None]]:
        return {(row["low"], row["high"]) for row in case.of("figures", start) if row["unit"] == "killed"}

    assert (7.0, 7.0) in dead("08-")
    assert (5.0, None) in dead("10-")
    assert (4.0, 4.0) in dead("12-")
    [correction] = [row for row in case.documents.values() if (row["title"] or "").startswith("CORRECTION")]
    assert correction["outlet_id"] == "kestrel"
    assert correction["published"] == "2031-05-01"


def test_an_opinion_speaks_for_its_author(case: Built) -> None:
    [opinion] = [row for row in case.documents.values() if row["genre"] == "opinion"]
    own = [row for row in case.of("claims", "15-") if row["own_voice"]]
    assert own and {row["claimant"] for row in own} == {opinion["author"]} == {"Dario Fenn"}


def test_official_statements_are_told_from_news(case: Built) -> None:
    genres = {Path(row["origin"]).name[:2]: row["genre"] for row in case.documents.values()}
    assert genres["09"] == genres["14"] == "statement"
    assert genres["10"] == "agency"
    assert genres["17"] == "news"


def test_furniture_is_kept_and_not_read(case: Built) -> None:
    furniture = [row for row in case.tables["segments"] if row["role"] == "furniture"]
    words = " ".join(case.documents[row["document_id"]]["text"][row["start"] : row["end"]] for row in furniture)
    assert "Snow closes the Karsk pass again" in words
    assert "Tolven bakers win the winter prize" in words
    assert not any("999 towns" in row["text"] for row in case.documents.values())
    for table in ("times", "places", "actors", "attributions", "figures", "claims"):
        assert not {row["segment_id"] for row in case.tables[table]} & {row["segment_id"] for row in furniture}, table


def test_what_could_not_be_read_or_dated_is_listed(case: Built) -> None:
    issues = {(Path(row["origin"]).name[:2], row["code"]) for row in case.tables["issues"]}
    assert ("13", "no-text") in issues
    assert ("19", "undated") in issues
