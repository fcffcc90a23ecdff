"""Documents join a linked case: the outcome is that of linking all at once, whatever came when."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.storage.conftest import REPORTS
from tests.storage.scattered import Scattered, kept_tables, scatter, whole_tables
from trucewatch.cli import app
from trucewatch.pipeline.run import build
from trucewatch.storage import linked, open_case
from trucewatch.storage.decide import Reason
from trucewatch.storage.judge import judge_pair
from trucewatch.storage.linked_files import FOLDER

ROOT = Path(__file__).parents[2]
LABELLED = ("link-own", "link-fourth", "link-tenth")


@pytest.fixture(scope="module")
def arven(tmp_path_factory: pytest.TempPathFactory) -> Scattered:
    """The example's reports."""
    folder = tmp_path_factory.mktemp("arven")
    build([ROOT / "examples/arven/reports"], folder / "a.case", [ROOT / "examples/arven/casebook.yml"], jobs=1)
    return scatter(folder / "a.case", folder / "b.case")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Scattered:
    """Texts of several outlets on the same happenings, with copies, versions and contradictions."""
    folder = tmp_path_factory.mktemp("labelled")
    rows: dict[str, dict[str, Any]] = {}
    for name in LABELLED:
        for line in (ROOT / "tests/data" / name / "texts.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["text"]] = {key: row[key] for key in ("title", "outlet", "published", "text")}
    (folder / "texts.jsonl").write_text("\n".join(map(json.dumps, rows.values())), encoding="utf-8")
    build([folder / "texts.jsonl"], folder / "a.case", jobs=1)
    return scatter(folder / "a.case", folder / "b.case")


@pytest.fixture(autouse=True)
def small_cases_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents be added to cases of any size."""
    monkeypatch.setattr(linked, "ALWAYS_WHOLE", 0)
    monkeypatch.setattr(linked, "GROWTH", 0.01)


def no_whole(*_: Any) -> None:
    raise AssertionError("linked as a whole")


def grow(case: Scattered, folder: Path, cuts: list[list[int]]) -> None:
    """Link the first documents as a whole, and add the others in turn."""
    chosen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        for number, more in enumerate(cuts, 1):
            chosen += more
            assert case.some(folder, chosen, number).link() is (number > 1)
            patch.setattr(linked, "_keep_whole", no_whole)


def split(size: int, seed: int, first: int, steps: int) -> list[list[int]]:
    """Return documents in a random order: some at first, then one or two at a time."""
    draw = random.Random(seed)
    order = draw.sample(range(size), size)
    cuts, at = [order[:first]], first
    for _ in range(steps):
        step = draw.choice([1, 1, 2])
        cuts.append(order[at : at + step])
        at += step
    return [cut for cut in cuts if cut]


@pytest.mark.parametrize("seed", range(3))
def test_adding_documents_is_the_same_as_linking_the_whole_case(
    seed: int, arven: Scattered, labelled: Scattered, tmp_path: Path
) -> None:
    for name, case in (("arven", arven), ("labelled", labelled)):
        size = len(case.parts)
        folder = tmp_path / name
        grow(case, folder, split(size, seed, size // 2 + seed, 5))
        opened = open_case(folder)
        made, wanted = kept_tables(opened), whole_tables(opened)
        for table, rows in wanted.items():
            assert made[table] == rows, (name, table)


def test_the_order_of_arrival_does_not_matter(labelled: Scattered, tmp_path: Path) -> None:
    size = len(labelled.parts)
    first, rest = list(range(0, size, 2)), list(range(1, size, 2))
    grow(labelled, tmp_path / "one", [first, rest[:3], rest[3:6]])
    grow(labelled, tmp_path / "other", [first, rest[3:6], rest[2:3], rest[:2]])
    assert kept_tables(open_case(tmp_path / "one")) == kept_tables(open_case(tmp_path / "other"))


def test_what_new_documents_do_not_touch_is_not_written_again(arven: Scattered, tmp_path: Path) -> None:
    size = len(arven.parts)
    grow(arven, tmp_path / "a", [list(range(size - 2))])
    before = named(tmp_path / "a")
    assert joins(arven, tmp_path / "a", list(range(size)), 2)
    now = named(tmp_path / "a")
    assert all(now[name]["whole"] == before[name]["whole"] for name in before)
    assert now["origins"]["added"]
    assert open_case(tmp_path / "a").rows("SELECT count(*) AS n FROM origins") == arven.some(
        tmp_path / "b", list(range(size)), 1
    ).rows("SELECT count(*) AS n FROM origins")


def named(case: Path) -> dict[str, dict[str, str | None]]:
    """Return the files that the manifest of the linking of a case names."""
    tables: dict[str, dict[str, str | None]] = json.loads((case / FOLDER / "manifest.json").read_text())["tables"]
    return tables


def joins(case: Scattered, folder: Path, chosen: list[int], number: int) -> bool:
    """Return whether the case with the chosen documents was linked by adding them."""
    return case.some(folder, chosen, number).link()


def test_ids_of_events_lead_on(arven: Scattered, tmp_path: Path) -> None:
    size, moved = len(arven.parts), 0
    for seed in range(4):
        order = random.Random(seed).sample(range(size), size)
        folder = tmp_path / str(seed)
        first = arven.some(folder, order[: size // 2], 1)
        old = {row["event_id"] for row in first.rows("SELECT event_id FROM events")}
        joins(arven, folder, order, 2)
        opened = open_case(folder)
        there = {row["event_id"] for row in opened.rows("SELECT event_id FROM events")}
        led = {row["event_id"]: row["to_id"] for row in opened.rows("SELECT * FROM redirects")}
        assert led.keys() == old - there
        assert set(led.values()) <= there
        moved += len(led)
    assert moved


def test_judgements_changes_and_growth_by_a_tenth_link_the_whole_case(
    labelled: Scattered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = labelled.some(tmp_path / "a", list(range(20)), 1)
    assert not case.link()
    ids = [row["claim_id"] for row in case.rows("SELECT claim_id FROM claims WHERE kind = 'act' ORDER BY claim_id")]
    judge_pair(tmp_path / "a", "different", (ids[0], ids[1]), Reason("ada", "I read both."))
    assert not joins(labelled, tmp_path / "a", list(range(21)), 2)
    assert joins(labelled, tmp_path / "a", list(range(22)), 3)
    assert not joins(labelled, tmp_path / "a", list(range(1, 22)), 4)
    monkeypatch.setattr(linked, "GROWTH", 10)
    assert not joins(labelled, tmp_path / "a", list(range(1, 30)), 5)
    monkeypatch.setattr(linked, "ALWAYS_WHOLE", 5_000)
    assert not joins(labelled, tmp_path / "a", list(range(1, 31)), 6)


@pytest.mark.parametrize("damage", ["stamp", "catalogue.npz", "prints-keys.npy"])
def test_what_is_damaged_is_linked_as_a_whole(damage: str, labelled: Scattered, tmp_path: Path) -> None:
    labelled.some(tmp_path / "a", list(range(8)), 1).link()
    (tmp_path / "a" / FOLDER / "index" / damage).write_bytes(b"none")
    assert not joins(labelled, tmp_path / "a", list(range(9)), 2)
    assert joins(labelled, tmp_path / "a", list(range(10)), 3)


def test_a_build_adds_documents_by_itself_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first, second = (tmp_path / name for name in REPORTS)
    assert not build([first], tmp_path / "a.case", jobs=1).joined
    told = CliRunner().invoke(app, ["build", str(second), "--case", str(tmp_path / "a.case"), "--jobs", "1"])
    assert told.exit_code == 0, told.output
    assert "It joined the events of the case" in told.output
    monkeypatch.setattr(linked, "ALWAYS_WHOLE", 5_000)
    build([second, first], tmp_path / "b.case", jobs=1)
    for table in ("copies", "origins", "events", "links", "estimates", "contradictions", "grades"):
        rows = [open_case(tmp_path / name).arrow(table).to_pylist() for name in ("a.case", "b.case")]
        assert rows[0] == rows[1], table
