"""Drafts from the texts of invented accords: what is proposed, by which words, and how versions differ."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucewatch.agreements.check import check_agreement
from trucewatch.agreements.drafting.model import Cited, Proposed
from trucewatch.agreements.drafting.points import cut_points
from trucewatch.agreements.drafting.propose import propose_agreement
from trucewatch.agreements.drafting.run import draft_agreement
from trucewatch.agreements.read import read_agreement
from trucewatch.annotate import Parser
from trucewatch.casebook import load_casebooks
from trucewatch.cli import app
from trucewatch.errors import UsageError
from trucewatch.evaluate.draftkeys import read_keys
from trucewatch.evaluate.drafts import Scores, measure_draft, sum_scores
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge

ACCORDS = Path(__file__).parent.parent / "data" / "accords"
MORE = ACCORDS.parent / "accords-more"
TEXTS = read_keys(ACCORDS)
KEYS = {name: key for name, (_, key) in TEXTS.items()}


@pytest.fixture(scope="module")
def knowing() -> tuple[Parser, Knowledge]:
    return Parser(), Knowledge(load_casebooks([]), open_gazetteer())


@pytest.fixture(scope="module")
def proposed(knowing: tuple[Parser, Knowledge]) -> dict[str, Proposed]:
    return {name: propose_agreement(text, *knowing) for name, (text, _) in TEXTS.items()}


@pytest.fixture(scope="module")
def scores(proposed: dict[str, Proposed]) -> Scores:
    return sum_scores([measure_draft(proposed[name], key) for name, key in KEYS.items()])


def cited_in(value: object) -> Iterator[Cited]:
    if isinstance(value, Cited):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from cited_in(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from cited_in(getattr(value, field.name))


def test_provisions_are_found_with_their_bearers(scores: Scores) -> None:
    assert scores.share("found") >= 0.95
    assert scores.share("bearers") >= 0.95
    assert scores.share("beneficiaries") >= 0.95
    assert scores.share("articles") >= 0.95


def test_deadlines_terms_and_quantities_are_found(scores: Scores) -> None:
    assert scores.share("times") >= 0.95
    assert scores.share("quantities") >= 0.95


def test_hardly_anything_else_is_proposed(scores: Scores) -> None:
    assert scores.extra <= 2


def test_further_accords_hold_their_figures(knowing: tuple[Parser, Knowledge]) -> None:
    measured = [measure_draft(propose_agreement(text, *knowing), key) for text, key in read_keys(MORE).values()]
    scores = sum_scores(measured)
    assert scores.share("bearers") >= 0.9
    assert scores.share("times") >= 0.9 and scores.share("quantities") >= 0.9
    assert scores.extra <= 2


def test_bans_and_permissions_are_told_from_duties(scores: Scores) -> None:
    assert scores.share("kinds") >= 0.95


@pytest.mark.parametrize("name", KEYS)
def test_the_parties_are_those_of_the_head(proposed: dict[str, Proposed], name: str) -> None:
    names = [who.name for who in proposed[name].parties]
    assert len(names) == 2
    assert all(any(part in shown for shown in names) for part in KEYS[name].parties)


def test_every_value_cites_its_words(proposed: dict[str, Proposed]) -> None:
    for accord in proposed.values():
        spans = list(cited_in(accord))
        assert len(spans) > 50
        assert all(span.quote == accord.text[span.start : span.end] and span.quote for span in spans)


def test_who_is_not_named_is_only_proposed(proposed: dict[str, Proposed]) -> None:
    item = next(item for item in proposed["sarelle"].provisions if "Dorvel" in item.quote)
    assert [who.name for who in item.bearers] == ["Republic of Tavaria"]
    assert not item.bearers[0].cited.sure
    assert "Nobody is named" in item.unsure[0]


def test_the_draft_is_an_agreement_file(tmp_path: Path) -> None:
    for name in KEYS:
        text = draft_agreement([ACCORDS / f"{name}.txt"], []).text
        draft = read_agreement(text.encode(), f"{name}.yml")
        assert not draft.findings
        assert draft.agreement is not None and len(draft.agreement.provisions) >= 10


def test_versions_of_one_text_are_laid_over_each_other(tmp_path: Path) -> None:
    head = "Truce of Orn\n\nThe Republic of Tavaria and the Kingdom of Morvane agree:\n\n"
    body = "1. The army of Tavaria shall leave the town of Keln {} 14 April 2034.\n2. Both sides shall release all.\n"
    for name, word in (("first", "by"), ("second", "before"), ("third", "until")):
        (tmp_path / f"{name}.txt").write_text(head + body.format(word), encoding="utf-8")
    made = draft_agreement([tmp_path / f"{name}.txt" for name in ("first", "second", "third")], [])
    assert [(name, item.field) for name, item in made.differences] == [("second", "window"), ("third", "window")]
    agreement = read_agreement(made.text.encode(), "draft.yml").agreement
    assert agreement is not None
    (moved,) = [provision for provision in agreement.provisions if provision.versions]
    assert [(reading.id, reading.window and reading.window.form) for reading in moved.versions] == [
        ("second", "before"), ("third", "until"),
    ]  # fmt: skip


def test_two_translations_differ_in_words_that_bind(tmp_path: Path) -> None:
    first = (ACCORDS / "varune.txt").read_text(encoding="utf-8")
    second = (
        first.replace("till 20 May inclusive", "by 20 May")
        .replace("up to 1 June of the current year", "before 1 June 2043")
        .replace("not less than 30 km", "not less than 25 km")
        .replace("8) The Government of the Republic of Tessaly provides", "8) The Republic of Ombria provides")
        .replace("The Republic of Ombria acts as guarantor of fulfilment of the present Agreement.", "")
    )
    for name, text in (("first", first), ("second", second)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    made = draft_agreement([tmp_path / "first.txt", tmp_path / "second.txt"], [])
    found = {(item.left_id or item.right_id, item.field) for _, item in made.differences}
    assert {field for _, field in found} == {"window", "quantities", "bearers", "provision"}
    agreement = read_agreement(made.text.encode(), "draft.yml").agreement
    assert agreement is not None
    alone = [item for item in agreement.provisions if item.only_in]
    assert [("guarantor" in item.words, item.only_in) for item in alone] == [(True, ("first",))]
    forms = [reading.window.form for item in agreement.provisions for reading in item.versions if reading.window]
    assert forms == ["by", "before"]


def test_a_casebook_gives_ids_and_the_draft_passes_its_checks(tmp_path: Path) -> None:
    text = (
        "Understanding on the road\nbetween the Republic of Armenia and the Republic of Azerbaijan, "
        "with the Russian Federation as mediator\n\nSigned on 4 March 2021.\n\n"
        "1. Azerbaijan shall keep the Lachin corridor open.\n"
        "2. Armenia shall hand over to Azerbaijan maps of the mines it laid in Agdam, not later than 20 March 2021.\n"
    )
    (tmp_path / "road.txt").write_text(text, encoding="utf-8")
    made = draft_agreement([tmp_path / "road.txt"], ["karabakh"])
    (tmp_path / "road.yml").write_text(made.text, encoding="utf-8")
    agreement = read_agreement(made.text.encode(), "road.yml").agreement
    assert agreement is not None
    assert (agreement.parties, agreement.guarantors) == (("armenia", "azerbaijan"), ())  # who mediates is no surety
    assert "# beside the parties: “Russian Federation” " in made.text and "(mediator)" in made.text
    assert agreement.provisions[1].beneficiaries == ("azerbaijan",)
    assert agreement.provisions[1].conduct.places == ("agdam",)
    assert not [found for found in check_agreement(str(tmp_path / "road.yml"), (), ()) if found.severity == "error"]


def test_the_words_of_a_list_are_led_by_its_introduction(knowing: tuple[Parser, Knowledge]) -> None:
    text = (
        "Truce\n\n1. By 4 May 2051 the army of Tavaria shall:\n(a) leave Keln;\n(b) not lay mines.\n"
        "2. The mission shall (a) watch the road; and (b) report on it within three (3) days.\n"
    )
    found = propose_agreement(text, *knowing).provisions
    assert [item.article for item in found] == ["1(a)", "1(b)", "2(a)", "2(b)"]
    assert [item.quote for item in found[:2]] == ["leave Keln", "not lay mines"]
    assert {who.cited.quote for item in found[:2] for who in item.bearers} == {"army of Tavaria"}
    assert [item.window and item.window.cited.quote for item in found[:2]] == ["By 4 May 2051"] * 2
    assert [item.kind.value for item in found] == ["duty", "ban", "duty", "duty"]
    assert found[3].window is not None and found[3].window.cited.quote == "within three (3) days"


def test_days_count_from_a_day_that_the_text_names(knowing: tuple[Parser, Knowledge]) -> None:
    text = (
        "Truce\n\n1. “Day D” means 27 February 2052.\n2. The army of Tavaria shall leave Keln by D+3.\n"
        "3. It shall return the mill not later than 5 days after Day D.\n"
    )
    windows = [item.window for item in propose_agreement(text, *knowing).provisions if item.window]
    assert [(window.form, window.end) for window in windows] == [("by", "2052-03-01"), ("by", "2052-03-03")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1.1 One.\n1.2 Two.\n2.1 Three.\n3. Four.\n(i) five;\n(ii) six.\n4. Seven.", "1.1 1.2 2.1 3 3(i) 3(ii) 4"),
        ("Article 1\n1. One.\n2. Two:\n(a) three;\n(b) four.\nArticle 2\n1. Five.", "1(1) 1(2)(a) 1(2)(b) 2(1)"),
        ("First. One thing.\nSecond. Another.\nThird. More.", "First Second Third"),
        ("I. One.\nII. Two.\nIII. Three.\nIV. Four.", "I II III IV"),
        ("Point 1: One.\nPoint 2: Two.", "1 2"),
        ("1. One.\n- two;\n- three.\n2. Four.", "1 1 1 2"),
    ],
)
def test_labels_count_on_from_one_another(text: str, labels: str) -> None:
    assert [point.label for point in cut_points(text).points] == labels.split()


def test_points_are_cut_at_their_numbers() -> None:
    text = (
        "Head\n\nArticle 1\nOne thing shall be done.\n2019 was a hard year.\n\n"
        "Article 2\n(a) This.\n(b) That.\nDone at Orn."
    )
    layout = cut_points(text)
    assert [(point.label, text[point.start : point.end]) for point in layout.points] == [
        ("1", "One thing shall be done.\n2019 was a hard year."), ("2(a)", "This."), ("2(b)", "That."),
    ]  # fmt: skip


def test_a_text_without_numbers_has_a_point_a_paragraph() -> None:
    layout = cut_points("Title\n\nThe parties shall stop.\n\nThey shall talk.")
    assert len(layout.points) == 2


@pytest.mark.parametrize("content", [b"", b"   \n"])
def test_what_holds_no_words_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accord.txt").write_bytes(content)
    with pytest.raises(UsageError):
        draft_agreement([tmp_path / "accord.txt"], [])


def test_the_command_prints_proposals_with_their_spans(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["agreement", "draft", str(ACCORDS / "quell.txt"), "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    text = (ACCORDS / "quell.txt").read_text(encoding="utf-8")
    assert len(rows) > 10
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows[1:])
    assert any(window["form"] == "until" for row in rows[1:] for window in row["windows"])


@pytest.mark.parametrize(
    ("head", "parties"),
    [
        (
            "The Government of Tavaria and the Keln Hill Forces, with the good offices of the Isles Union, agree:",
            ["Government of Tavaria", "Keln Hill Forces"],
        ),
        ("Signed by the Keln Salvation Army (“KSA”) and the Tavarian Defence Council (“TDC”).",
         ["Keln Salvation Army", "Tavarian Defence Council"]),
        ("In talks chaired by the Assembly of Isles, the Emirate of Keln and the Tavarian Council have come to terms:",
         ["Emirate of Keln", "Tavarian Council"]),
        ("The parties agreed on the following:", ["parties"]),
    ],
)  # fmt: skip
def test_the_head_tells_who_agrees(knowing: tuple[Parser, Knowledge], head: str, parties: list[str]) -> None:
    text = (
        f"Truce\n\n{head}\n\n1. Both sides shall cease fire on 4 May 2051.\n2. They shall leave Keln by 9 May 2051.\n"
    )
    found = propose_agreement(text, *knowing)
    assert [who.name for who in found.parties] == parties
    assert [who.name for item in found.provisions for who in item.bearers] == parties * 2


def test_a_verb_is_shared_with_a_second_name(knowing: tuple[Parser, Knowledge]) -> None:
    text = (
        "Truce between the Keln Front (“KF”) and the Tavarian Council (“TC”)\n\n"
        "1. The KF shall leave the mill within 36 hours, and the TC the central bridge within two days.\n"
        "2. Under no circumstances shall food be used as a weapon. The KF is not permitted to tax it.\n"
    )
    found = propose_agreement(text, *knowing).provisions
    assert [[who.name for who in item.bearers] for item in found[:2]] == [["Keln Front"], ["Tavarian Council"]]
    assert [item.kind.value for item in found] == ["duty", "duty", "ban", "ban"]


def test_numbers_may_leave_out_what_they_count(knowing: tuple[Parser, Knowledge]) -> None:
    text = (
        "Truce between the Keln Front and the Tavarian Council\n\n"
        "1. The Keln Front shall pay 40 million crowns by 4 May 2051, and a further 15 million by 9 May 2051.\n"
        "2. It shall open the road every day from 07:00 to 19:00.\n"
    )
    found = propose_agreement(text, *knowing).provisions
    assert [amount.number for item in found for amount in item.amounts] == [40e6, 15e6]
    assert [(item.window.form, item.window.duration) for item in found[2:] if item.window] == [("every", "1 day")]
