"""What two reports of one happening say that cannot both hold, on own reports of an invented war."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.linking.counted import CASEBOOK
from trucewatch.documents.model import Metadata, Received
from trucewatch.linking.account import Account, read_accounts
from trucewatch.linking.claimed import has_denial, one_act
from trucewatch.linking.clashing import Meeting
from trucewatch.linking.contradictions import (
    clocked,
    contradict_accounts,
    contradict_documents,
    find_contradictions,
    one_a_matter,
)
from trucewatch.linking.model import Judgement
from trucewatch.pipeline.document import Tools, process_documents
from trucewatch.records import TABLES, to_rows
from trucewatch.records.link import CONTRADICTIONS, Event

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "contradictions-own.jsonl").read_text("utf-8").splitlines()
]
OUTLETS = {"left": "Aster Wire", "right": "Kallan Times"}
NAMES = [row["name"] for row in ROWS]


@pytest.fixture(scope="module")
def tables(tools: Tools) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """All pairs read as a case would hold them: documents ``NAME left`` and ``NAME right``."""
    received = [
        Received(
            document_id=f"{row['name']} {side}", source_sha256="0" * 64, origin=row["name"], locator="",
            media_type="text/plain", payload=row[side].encode(),
            metadata=Metadata(published=row[f"{side}_published"], outlet=OUTLETS[side]),
        )
        for row in ROWS
        for side in ("left", "right")
    ]  # fmt: skip
    read: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
    for made in process_documents(received, tools):
        for name, records in made.items():
            read[name] += to_rows(records)
    return read


@pytest.fixture(scope="module")
def accounts(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Account]:
    return read_accounts(tables, (row["document_id"] for row in tables["documents"]), CASEBOOK)


def sides(accounts: Mapping[str, Account], name: str) -> tuple[Account, Account]:
    return accounts[f"{name} left"], accounts[f"{name} right"]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_kinds_of_contradiction(row: dict[str, Any], accounts: dict[str, Account]) -> None:
    found = contradict_accounts(Meeting(*sides(accounts, row["name"])))
    assert {clash.kind for clash in found} == set(row["wanted"]), found


def test_every_kind_and_many_temptations_are_among_the_pairs() -> None:
    assert {kind for row in ROWS for kind in row["wanted"]} == set(CONTRADICTIONS)
    assert sum(not row["wanted"] for row in ROWS) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_sides_can_be_swapped(name: str, accounts: dict[str, Account]) -> None:
    left, right = sides(accounts, name)
    kinds = [{clash.kind for clash in contradict_accounts(Meeting(*pair))} for pair in ((left, right), (right, left))]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("name", NAMES)
def test_an_account_agrees_with_itself_in_figures_times_and_places(name: str, accounts: dict[str, Account]) -> None:
    for account in sides(accounts, name):
        kinds = {clash.kind for clash in contradict_accounts(Meeting(account, account))}
        assert not kinds & {"figure", "time", "place", "actor"}


def test_the_words_of_both_sides_are_those_of_the_documents(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    texts = {row["document_id"]: row["text"] for row in tables["documents"]}
    pairs = {(f"{name} left", f"{name} right"): False for name in NAMES}
    for (left, right), clashes in contradict_documents(tables, pairs, CASEBOOK).items():
        for clash in clashes:
            assert texts[left][clash.left.start : clash.left.end].strip()
            assert texts[right][clash.right.start : clash.right.end].strip()


def small(tables: Mapping[str, Sequence[Mapping[str, Any]]], *names: str) -> dict[str, list[Mapping[str, Any]]]:
    wanted = {f"{name} {side}" for name in names for side in ("left", "right")}
    return {key: [row for row in rows if row.get("document_id") in wanted] for key, rows in tables.items()}


def shared_event(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Event:
    claims = tuple(row["claim_id"] for row in tables["claims"])
    documents = tuple(sorted({row["document_id"] for row in tables["documents"]}))
    return Event(
        event_id="e-1", act=None, event_type=None, status="happened", label="", label_id=claims[0], actors=(),
        recipients=(), place_ids=(), date=None, first=None, last=None, claim_ids=claims, denied_ids=(),
        document_ids=documents, part_of=None, known_on=None, why="",
    )  # fmt: skip


def test_a_case_gives_rows_with_both_wordings(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    case = small(tables, "toll alone")
    rows = find_contradictions(case, [shared_event(case)], [], CASEBOOK)
    assert {row.kind for row in rows} == {"figure"}
    texts = {row["document_id"]: row["text"] for row in case["documents"]}
    for row in rows:
        assert texts[row.left_document_id][row.left_start :].startswith(row.left_quote)
        assert texts[row.right_document_id][row.right_start :].startswith(row.right_quote)
        assert row.known_on == "2034-04-10"


def test_two_happenings_never_contradict(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    case = small(tables, "toll alone", "power")
    rows = find_contradictions(case, [], [], CASEBOOK)
    for row in rows:
        assert row.left_document_id.rsplit(" ", 1)[0] == row.right_document_id.rsplit(" ", 1)[0]


def test_the_order_of_rows_changes_nothing(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    case = small(tables, "toll alone", "school sides", "aid trucks")
    wanted = find_contradictions(case, [shared_event(case)], [], CASEBOOK)
    for seed in range(3):
        turned = {name: random.Random(seed).sample(list(rows), len(rows)) for name, rows in case.items()}
        assert find_contradictions(turned, [shared_event(case)], [], CASEBOOK) == wanted


def judged(relation: str, left: str, right: str) -> Judgement:
    return Judgement(left_id=left, right_id=right, relation=relation, by="Ada", why="two raids", decision_id="j-1")


def test_a_person_adds_a_contradiction_and_takes_one_away(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    case = small(tables, "toll alone")
    (row, *_) = find_contradictions(case, [shared_event(case)], [], CASEBOOK)
    parted = judged("different", row.right_claim_id, row.left_claim_id)
    left = find_contradictions(case, [shared_event(case)], [], CASEBOOK, [parted])
    assert row.contradiction_id not in {item.contradiction_id for item in left}
    ids = [claim["claim_id"] for claim in case["claims"]]
    added = find_contradictions(case, [], [], CASEBOOK, [judged("contradicts", ids[0], ids[-1])])
    assert any("Ada (j-1): two raids" in item.why for item in added)


def test_a_denial_that_two_sentences_meet_is_one_row(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    case = small(tables, "dam deny")
    rows = [row for row in find_contradictions(case, [shared_event(case)], [], CASEBOOK) if row.kind == "status"]
    assert len(rows) == 1
    again = replace(rows[0], contradiction_id="k-2", left_start=rows[0].left_start + 1000)
    apart = replace(again, contradiction_id="k-3", right_start=rows[0].right_start + 1000)
    figure = replace(again, contradiction_id="k-4", kind="figure")
    elsewhere = replace(again, contradiction_id="k-5", right_document_id="another")
    assert one_a_matter([rows[0], again, apart, figure, elsewhere]) == [rows[0], apart, figure, elsewhere]


def test_a_clock_stated_by_one_report_serves_the_others_of_its_story(accounts: dict[str, Account]) -> None:
    left, right = sides(accounts, "dam deny")
    third = sides(accounts, "toll alone")[0]
    read = {"a": replace(left, offset=2.0), "b": replace(right, offset=None), "c": replace(third, offset=None)}
    set_by = {key: account.offset for key, account in clocked(read, [("a", "b")]).items()}
    assert set_by == {"a": 2.0, "b": 2.0, "c": None}
    unsure = clocked({**read, "c": replace(third, offset=3.0)}, [("a", "b"), ("b", "c")])
    assert unsure["b"].offset is None


@pytest.mark.parametrize(
    ("quote", "text", "wanted"),
    [
        ("to lay down arms", "The council had no choice but to lay down arms on Monday.", False),
        ("shelled the well", "The army never shelled the well.", True),
        ("returned fire", "Our men never returned fire.", False),
    ],
)
def test_a_claim_read_as_denied_needs_a_word_of_denial(quote: str, text: str, wanted: bool) -> None:
    start = text.index(quote)
    assert has_denial({"quote": quote, "start": start, "end": start + len(quote)}, text) is wanted


def test_a_denial_without_a_day_denies_the_act_of_its_event() -> None:
    act = "shelling"
    dated, other = {"act": act, "date": "2034-04-10"}, {"act": act, "date": "2034-05-01"}
    assert one_act({"act": act, "date": None}, dated)
    assert not one_act(dated, other)
