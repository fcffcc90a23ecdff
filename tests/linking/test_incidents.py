"""Incidents much alike, in invented reports read as a user would: does each happening get one event of its own?

Labels were written before the program first read the texts (``tests/data/incidents``). Of claims that it reads at
labelled words, every two of one happening should share an event (or be part and whole), and no two of different ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.linking.link import Linked
from trucewatch.pipeline.run import build
from trucewatch.storage import open_case
from trucewatch.storage.linked import open_linked

DATA = Path(__file__).parent.parent / "data" / "incidents"
Row = Mapping[str, Any]


def read(name: str, folder: Path) -> tuple[dict[str, Any], dict[str, Row], list[Row], Linked]:
    """Return a set, its documents by their names in it, the claims read, and what linking makes of them."""
    listed = yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))
    reports = folder / "reports"
    reports.mkdir()
    for key, row in listed["documents"].items():
        opened = f"{row['line']} " if row["line"].endswith("-") else f"{row['outlet']}\n{row['line']}\n\n"
        (reports / f"{key}.txt").write_text(f"{row['title']}\n\n{opened}{row['text']}", encoding="utf-8")
    (folder / "book.yml").write_text(yaml.safe_dump({"about": "", **listed["casebook"]}), encoding="utf-8")
    build([reports], folder / "case", [folder / "book.yml"])
    case = open_case(folder / "case")
    documents = {Path(row["origin"]).stem: row for row in case.arrow("documents").to_pylist()}
    return listed, documents, case.arrow("claims").to_pylist(), open_linked(case)


def labels(listed: dict[str, Any], documents: dict[str, Row], claims: list[Row]) -> Iterator[tuple[str, str]]:
    """Yield the claims at labelled words, each with its happening."""
    for happening, told in listed["events"].items():
        for key, phrases in told.items():
            for phrase in phrases:
                start = documents[key]["text"].index(phrase)
                for claim in claims:
                    within = claim["start"] < start + len(phrase) and start < claim["end"]
                    if claim["document_id"] == documents[key]["document_id"] and within and claim["kind"] == "act":
                        yield claim["claim_id"], happening


@pytest.mark.parametrize(
    ("name", "least", "precision", "recall"), [("incidents", 14, 0.97, 0.85), ("harbours", 12, 0.97, 0.7)]
)
def test_each_incident_has_an_event_of_its_own(
    name: str, least: int, precision: float, recall: float, tmp_path: Path
) -> None:
    listed, documents, claims, linked = read(name, tmp_path)
    event = {claim_id: one for one in linked.events for claim_id in one.claim_ids}
    labelled = {claim: happening for claim, happening in labels(listed, documents, claims) if claim in event}
    assert len(labelled) >= least
    right = wrong = missed = 0
    for left, other in combinations(labelled, 2):
        one, two = event[left], event[other]
        joined = one is two or one.event_id == two.part_of or two.event_id == one.part_of
        same = labelled[left] == labelled[other]
        right, wrong, missed = right + (joined and same), wrong + (joined > same), missed + (same > joined)
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall
