"""What linking made of a case is kept, told apart from what is no longer true, and never in the way of reading."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from trucewatch.casebook.load import load_casebooks
from trucewatch.errors import UsageError
from trucewatch.linking import link
from trucewatch.pipeline.run import Progress, build
from trucewatch.records import LINKED_TABLES, arrow_schema, from_rows, to_rows
from trucewatch.storage import linked, open_case
from trucewatch.storage.cite import cite_record
from trucewatch.storage.decide import Reason, judge_claim, undo_decision
from trucewatch.storage.event_changes import find_event_changes
from trucewatch.storage.events import EventFilter, find_event, find_events
from trucewatch.storage.judge import judge_pair
from trucewatch.storage.linked import open_linked
from trucewatch.storage.linked_files import FOLDER

ADA = Reason("ada", "I read both.")
REPORTS = {
    "one.txt": """Shells on Orlevik

TIRVA, May 7, 2031 - Tirvanian artillery shelled the town of Orlevik on Monday, May 5, and killed at least 12 people,
the mayor, Jolan Brask, said. Velmari troops withdrew from Kestrin on Tuesday.
""",
    "two.txt": """Town under fire

TIRVA, May 8, 2031 - The Northern Guard said that on Monday, May 5, Tirvanian artillery had shelled the town of
Orlevik and that 30 people were killed there.
""",
    "three.txt": """No shells, says Tirva

TIRVA, May 9, 2031 - Tirvania denied that its artillery had shelled the town of Orlevik on Monday, May 5.
""",
    "undated.txt": "Tirvanian artillery shelled the town of Orlevik, people of the valley say.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, casebook: Path) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", [casebook], jobs=1)
    return folder / "a.case"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "a.case"))


@pytest.fixture
def no_linking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make linking fail, so that only what is kept can be read."""

    def fail(*_: Any) -> None:
        raise AssertionError("linked again")

    monkeypatch.setattr(linked, "link_wholly", fail)


def shelling(case: Path) -> Any:
    found = find_events(open_case(case), EventFilter(type="shelling", place="Orlevik"))
    return max(found, key=lambda told: len(told.asserted) + len(told.denied))


def test_a_build_links_and_readers_take_what_is_kept(case: Path, no_linking: None) -> None:
    opened = open_case(case)
    for table, record in LINKED_TABLES.items():
        rows = opened.arrow(table)
        assert rows.column_names == arrow_schema(record).names
        again = pa.Table.from_pylist(to_rows(from_rows(record, rows.to_pylist())), schema=arrow_schema(record))
        assert again.to_pylist() == rows.to_pylist()
    told = shelling(case)
    assert {row["title"] for row in told.asserted} >= {"Shells on Orlevik", "Town under fire"}
    assert [row["title"] for row in told.denied] == ["No shells, says Tirva"]
    assert set(told.grades) >= {"act"}
    assert {row.claim_id for row in open_linked(opened).origins} >= {row["claim_id"] for row in told.asserted}
    assert opened.rows("SELECT count(*) AS n FROM events")[0]["n"] == len(open_linked(opened).events)


def test_the_manifest_names_the_inputs(case: Path) -> None:
    kept = json.loads((case / FOLDER / "manifest.json").read_text())
    assert set(kept["inputs"]) == {"snapshot", "parts", "casebook", "code", "decisions", "log"}
    assert set(kept["tables"]) == {*LINKED_TABLES, "issues", "placed", "found", "stories", "counted", "words"}
    assert {path.name for path in (case / FOLDER).glob("*.parquet")} == named_files(case)


def named_files(case: Path) -> set[str]:
    kept = json.loads((case / FOLDER / "manifest.json").read_text())["tables"]
    return {name for layers in kept.values() for name in layers.values() if name}


def test_a_judgement_changes_what_is_linked_and_its_undo_brings_it_back(case: Path) -> None:
    before = open_linked(open_case(case))
    told = shelling(case)
    left, right = told.asserted[0]["claim_id"], told.denied[0]["claim_id"]
    made = judge_pair(case, "different", (left, right), ADA)
    now = open_linked(open_case(case))
    apart = {event.event_id for event in now.events for claim in (left, right) if claim in event.claim_ids}
    assert len(apart) == 2
    assert [(one.made_by, one.decision_id) for one in now.links if one.relation == "different" and one.decision_id] == [
        ("person", made.decision_id)
    ]
    undo_decision(case, made.decision_id, "ada", "")
    assert open_linked(open_case(case)) == before


def test_events_stand_for_their_claims_in_judgements(case: Path) -> None:
    withdrawal = find_events(open_case(case), EventFilter(type="withdrawal"))[0].event
    told = shelling(case)
    made = judge_pair(case, "contradicts", (told.event["event_id"][:10], withdrawal["event_id"]), ADA)
    assert (made.claim_id, made.other_id) == (told.event["label_id"], withdrawal["label_id"])
    found = [row for row in open_linked(open_case(case)).contradictions if made.decision_id in row.why]
    assert {found[0].left_claim_id, found[0].right_claim_id} == {made.claim_id, made.other_id}


def test_a_persons_word_on_a_copy_is_among_the_copies(case: Path) -> None:
    documents = {row["title"]: row["document_id"] for row in open_case(case).arrow("documents").to_pylist()}
    pair = documents["Shells on Orlevik"], documents["Town under fire"]
    judge_pair(case, "copy", pair, ADA)
    (copy,) = (row for row in open_linked(open_case(case)).copies if {row.left_id, row.right_id} == set(pair))
    assert (copy.left_id, copy.right_id, copy.direction) == (*pair, "person")
    assert "I read both." in copy.why
    assert copy.copy_id in cite_record(open_case(case), copy.copy_id)["fields"]["record"]


def test_rejected_claims_are_linked_to_nothing(case: Path) -> None:
    claim_id = shelling(case).denied[0]["claim_id"]
    judge_claim(case, claim_id, "reject", ADA)
    assert all(claim_id not in event.claim_ids for event in open_linked(open_case(case)).events)


def test_as_known_on_a_day(case: Path) -> None:
    opened = open_case(case)
    days = {row["title"]: row["published_to"] for row in opened.arrow("documents").to_pylist()}
    assert days["Shells on Orlevik"] == "2031-05-07"
    for day, titles in (
        ("2031-05-06", set()),
        ("2031-05-07", {"Shells on Orlevik"}),
        ("2031-05-08", {"Shells on Orlevik", "Town under fire"}),
        ("2033-01-01", {"Shells on Orlevik", "Town under fire", "No shells, says Tirva"}),
    ):
        known = opened.as_known(day)
        assert {row["title"] for row in known.arrow("documents").to_pylist()} == titles
        documents = {row["document_id"] for row in known.arrow("documents").to_pylist()}
        events = open_linked(opened, day).events
        assert {one for event in events for one in event.document_ids} <= documents
        assert all(event.known_on is not None and event.known_on <= day for event in events)
    assert not [one for told in find_events(open_case(case, "2031-05-08"), EventFilter()) for one in told.denied]
    kept = (case / FOLDER / "manifest.json").read_bytes()
    open_linked(open_case(case), "2031-05-07")
    assert (case / FOLDER / "manifest.json").read_bytes() == kept
    with pytest.raises(UsageError, match="takes a day"):
        open_case(case, "May")


def test_results_are_made_again_where_they_are_damaged_or_gone(case: Path) -> None:
    before = open_linked(open_case(case))
    next((case / FOLDER).glob("events-*.parquet")).write_bytes(b"no parquet")
    assert open_linked(open_case(case)) == before
    (case / FOLDER / "manifest.json").write_text("{")
    assert open_linked(open_case(case)) == before
    shutil.rmtree(case / FOLDER)
    assert open_linked(open_case(case)) == before
    assert (case / FOLDER / "manifest.json").exists()


def test_a_reader_goes_on_when_others_replace_the_files(case: Path) -> None:
    opened = open_case(case)
    before = opened.arrow("events").to_pylist()
    for path in (case / FOLDER).glob("*.parquet"):
        path.unlink()
    assert opened.arrow("events").to_pylist() == before
    assert opened.arrow("issues").num_rows == open_case(case).arrow("issues").num_rows


def test_the_last_results_stay_for_those_who_read_them(case: Path) -> None:
    told = shelling(case)
    first = {path.name for path in (case / FOLDER).glob("*.parquet")}
    judge_pair(case, "different", (told.asserted[0]["claim_id"], told.denied[0]["claim_id"]), ADA)
    open_case(case).link()
    second = named_files(case)
    assert {path.name for path in (case / FOLDER).glob("*.parquet")} == first | second
    judge_pair(case, "contradicts", (told.asserted[0]["claim_id"], told.denied[0]["claim_id"]), ADA)
    open_case(case).link()
    third = named_files(case)
    assert {path.name for path in (case / FOLDER).glob("*.parquet")} == second | third


def test_where_nothing_can_be_written_results_are_not_kept(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_linked(open_case(case))
    shutil.rmtree(case / FOLDER)

    def refuse(*_: Any) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr("trucewatch.storage.layers.write_safely", refuse)
    assert open_linked(open_case(case)) == before
    assert not (case / FOLDER / "manifest.json").exists()


def test_ids_of_events_lead_on_when_a_casebook_changes(case: Path) -> None:
    old = {told.event["event_id"]: told for told in find_events(open_case(case), EventFilter())}
    build([], case, [_without_guard(case)], jobs=1)
    opened = open_case(case)
    for event_id, told in old.items():
        found, _ = find_event(opened, event_id)
        words = {(row["document_id"], row["start"]) for row in (*told.asserted, *told.denied)}
        assert words & {(row["document_id"], row["start"]) for row in (*found.asserted, *found.denied)}


def _without_guard(case: Path) -> Path:
    """Return the casebook without the actor by whom claims are made, so that these get other ids."""
    kept = next((case / "casebooks").iterdir()).read_text(encoding="utf-8")
    path = case.with_name("other.yml")
    path.write_text("\n".join(line for line in kept.splitlines() if not line.startswith("  guard:")) + "\n")
    return path


def test_what_linking_could_not_do_is_an_issue(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trucewatch.linking.model import Linking, Stopped

    claims = [row["claim_id"] for row in open_case(case).arrow("claims").to_pylist()][:2]
    stopped = Stopped(
        code="cluster-stopped", reason="Too large.", claim_ids=tuple(claims), pairs=((claims[0], claims[1]),)
    )
    state = link.join_claims({"claims": (), "documents": ()}, load_casebooks([]), ())[1]
    monkeypatch.setattr(link, "join_claims", lambda *_: (Linking(events=(), links=(), stopped=(stopped,)), state))
    shutil.rmtree(case / FOLDER)
    opened = open_case(case)
    opened.link()
    (issue,) = (row for row in opened.arrow("issues").to_pylist() if row["code"] == "cluster-stopped")
    assert issue["stage"] == "link"
    assert f"{claims[0]} – {claims[1]}" in issue["reason"]
    assert issue["quote"]
    assert issue["origin"].endswith(".txt")


def test_every_record_of_linking_is_cited_by_its_words(case: Path) -> None:
    opened = open_case(case)
    for table, column in (("events", "event_id"), ("estimates", "estimate_id"), ("contradictions", "contradiction_id")):
        rows = opened.arrow(table).to_pylist()
        assert rows, table
        for row in rows:
            cited = cite_record(opened, row[column])
            for part in (cited, *([cited["other"]] if "other" in cited else [])):
                ((start, end),) = part["marks"]
                words = part["context"][start:end]
                assert words in {row.get(name) for name in ("quote", "label", "left_quote", "right_quote")}


def test_a_build_tells_the_steps_of_linking(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORTS["one.txt"], encoding="utf-8")
    steps: list[Progress] = []
    build([tmp_path / "one.txt"], tmp_path / "a.case", jobs=1, on_progress=steps.append)
    assert [step.linking for step in steps if step.linking] == list(link.STEPS)


def test_filters_of_events(case: Path) -> None:
    opened = open_case(case)
    every = {told.event["event_id"] for told in find_events(opened, EventFilter())}
    for wanted in (
        EventFilter(actor="tirvania"), EventFilter(place="orlburg"), EventFilter(type="ASSAULT"),
        EventFilter(on="2031-05-05"), EventFilter(on="2031-05"),
    ):  # fmt: skip
        found = {told.event["event_id"] for told in find_events(opened, wanted)}
        assert shelling(case).event["event_id"] in found
        assert found <= every
    assert not find_events(opened, EventFilter(on="2031-07"))
    grade = shelling(case).grades["act"]["grade"]
    assert shelling(case).event["event_id"] in {
        told.event["event_id"] for told in find_events(opened, EventFilter(grade=f"act:{grade.lower()}"))
    }
    for wrong in (EventFilter(on="Monday"), EventFilter(grade="Good"), EventFilter(grade="colour:Weak")):
        with pytest.raises(UsageError):
            find_events(opened, wrong)
    with pytest.raises(UsageError, match="no event"):
        find_event(opened, "e-none")
    with pytest.raises(UsageError, match="more than one"):
        find_event(opened, "e-")


def test_changes_of_events_since_a_snapshot(case: Path, tmp_path: Path) -> None:
    first = open_case(case).manifest
    assert find_event_changes(open_case(case), first) == []
    kept = (case / FOLDER / "manifest.json").read_bytes()
    before = shelling(case)
    report = tmp_path / "late.txt"
    report.write_text(
        "KESTRIN, May 12, 2031 - The Northern Guard said that Tirvanian artillery had shelled the town of Orlevik on"
        " Monday, May 5. Velmar closed the bridge at Kestrin on Sunday, May 11.\n",
        encoding="utf-8",
    )
    build([report], case, jobs=1)
    opened = open_case(case)
    newest = (case / FOLDER / "manifest.json").read_bytes()
    assert newest != kept
    changes = {one.event["event_id"]: one for one in find_event_changes(opened, first)}
    assert (case / FOLDER / "manifest.json").read_bytes() == newest
    grown = changes[shelling(case).event["event_id"]]
    assert grown.change == "changed"
    assert grown.fields["claims for"] == (len(before.asserted), len(shelling(case).asserted))
    assert {"new"} == {
        one.change for one in changes.values() if one.event["act"] == "blockade" or "bridge" in one.event["label"]
    }
    assert {one.change for one in find_event_changes(opened, None)} == {"new"}


def test_many_claims_are_linked_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text(REPORTS["one.txt"], encoding="utf-8")
    monkeypatch.setattr(linked, "AT_ONCE", 1)
    built = build([tmp_path / "one.txt"], tmp_path / "a.case", jobs=1)
    case = open_case(tmp_path / "a.case")
    assert built.unlinked == linked.count_claims(case) > 1
    assert not (tmp_path / "a.case" / FOLDER).exists()
    assert case.arrow("events").num_rows
    assert (tmp_path / "a.case" / FOLDER).exists()


def test_too_many_claims_have_no_events_and_an_issue_that_says_so(
    case: Path, monkeypatch: pytest.MonkeyPatch, no_linking: None
) -> None:
    shutil.rmtree(case / FOLDER)
    monkeypatch.setattr(linked, "MOST", 1)
    opened = open_case(case)
    assert all(opened.arrow(name).num_rows == 0 for name in LINKED_TABLES)
    told = [row for row in opened.arrow("issues").to_pylist() if row["code"] == "too-many-claims"]
    assert len(told) == 1
    assert f"{linked.count_claims(opened):,} claims" in told[0]["reason"]
    assert not (case / FOLDER).exists()
