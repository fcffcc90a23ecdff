"""Measuring drafts: each measure told apart on proposals made by hand, and keys that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from trucewatch.agreements.drafting.model import Amount, Cited, Proposal, Proposed, Span, Who
from trucewatch.cli import app
from trucewatch.errors import UsageError
from trucewatch.evaluate.draftkeys import Key, read_keys
from trucewatch.evaluate.drafts import measure_draft, sum_scores

TEXT = "The army shall leave Orn by 5 May 2031 with 40 lorries. A day of rest was held."


def cited(quote: str, value: str | None = None) -> Cited:
    start = TEXT.index(quote)
    return Cited(value=value or quote, start=start, end=start + len(quote), quote=quote)


def accord() -> Proposed:
    duty, rest = TEXT[:55], TEXT[56:]
    leaving = Proposal(
        id="a", article="1", start=0, end=55, quote=duty, kind=cited("shall", "duty"),
        bearers=(Who(name="army", actor_id=None, cited=cited("army")),),
        window=Span(form="by", end="2031-05-05", cited=cited("by 5 May 2031")),
        amounts=(Amount(number=40, unit="vehicles", bound="exact", cited=cited("40 lorries")),),
    )  # fmt: skip
    resting = Proposal(id="b", article="1", start=56, end=len(TEXT), quote=rest, kind=cited("was", "declaration"))
    return Proposed(
        text=TEXT, title=None, signed=None, in_force=None, parties=(), guarantors=(), provisions=(leaving, resting)
    )


def key_of(folder: Path, **fields: Any) -> Key:
    entry = {"orn": {"parties": ["army"], "provisions": [{"has": "leave Orn"} | fields]}}
    (folder / "orn.txt").write_text(TEXT, encoding="utf-8")
    (folder / "keys.json").write_text(json.dumps(entry), encoding="utf-8")
    return read_keys(folder)["orn"][1]


RIGHT: dict[str, Any] = {
    "article": "1", "bearers": ["army|troops"], "kind": "duty", "windows": [["by|until", "2031-05-05"]],
    "quantities": [[40, "vehicles"]],
}  # fmt: skip


def test_what_is_right_scores_in_full_and_the_rest_is_extra(tmp_path: Path) -> None:
    scores = measure_draft(accord(), key_of(tmp_path, **RIGHT))
    assert scores.right == scores.wanted and scores.wanted["times"] == 1
    assert (scores.extra, scores.merged) == (1, 0)


@pytest.mark.parametrize(
    ("wrong", "measure"),
    [
        ({"has": "leave Keln"}, "found"),
        ({"bearers": ["navy"]}, "bearers"),
        ({"bearers": ["army", "navy"]}, "bearers"),
        ({"to": ["Serrat"]}, "beneficiaries"),
        ({"kind": "ban"}, "kinds"),
        ({"article": "2"}, "articles"),
        ({"windows": [["before", "2031-05-05"]]}, "times"),
        ({"windows": []}, "times"),
        ({"term": "2 years", "windows_open": True}, "times"),
        ({"quantities": [[41, "vehicles"]]}, "quantities"),
    ],
)
def test_each_error_costs_its_measure(tmp_path: Path, wrong: dict[str, Any], measure: str) -> None:
    scores = measure_draft(accord(), key_of(tmp_path, **(RIGHT | wrong)))
    assert scores.right[measure] < scores.wanted[measure]
    assert any(measure in error for error in scores.errors)


def test_one_of_several_right_lists_of_bearers_is_enough(tmp_path: Path) -> None:
    key = key_of(tmp_path, bearers=["navy"], **{"or": [["army"]]})
    assert measure_draft(accord(), key).share("bearers") == 1.0


def test_what_is_optional_is_neither_missed_nor_extra(tmp_path: Path) -> None:
    scores = measure_draft(accord(), key_of(tmp_path, has="day of rest", optional=True))
    assert not scores.wanted and scores.extra == 1
    assert sum_scores([scores, scores]).extra == 2


@pytest.mark.parametrize("content", ["{", '{"orn": {}}', '{"orn": {"parties": [], "provisions": [{"hass": "x"}]}}'])
def test_a_key_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "orn.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "keys.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"keys\.json"):
        read_keys(tmp_path)


def test_the_command_prints_a_row_for_each_text_and_the_errors(tmp_path: Path) -> None:
    key_of(tmp_path, bearers=["navy"])
    result = CliRunner().invoke(app, ["evaluate", "drafts", str(tmp_path), "--misread"])
    assert result.exit_code == 0
    assert "orn" in result.stdout and "bearers read as" in result.stdout
