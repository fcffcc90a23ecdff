"""The page on findings and the program say the same."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest

from tests.assess.material import Lake, promise
from trucewatch.agreements.fluent_table import fluent_kinds
from trucewatch.agreements.model import Window
from trucewatch.assess.checks import ABREAST_DAYS, TABLE
from trucewatch.assess.findings import SCORES
from trucewatch.assess.rules import RULES
from trucewatch.assess.stretches import SAME_DAYS
from trucewatch.records.finding import Evidence, Finding, FluentInterval, Verdict

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line] for line in table]


def test_every_rule_stands_in_the_table_with_its_status() -> None:
    listed = {row[0].strip("`"): row[1] for row in rows("The rules")[1:]}
    assert listed == {rule_id: rule.status for rule_id, rule in RULES.items()}


@pytest.mark.parametrize("check", TABLE)
def test_the_order_of_rules_of_every_check(check: str) -> None:
    (listed,) = (row[1] for row in rows("The checks")[1:] if row[0] == f"`{check}`")
    provision = promise(
        check, window=Window(form="by", end="2031-03-31"), parallel_with=("other",), after=("other",),
        suspended_by=("lake-accord",),
    )  # fmt: skip
    case = Lake().one(provision, promise(id="other"))
    used = [rule_id for rule_id, _ in TABLE[check](case.matter(int(np.int64(1))))]
    assert [name for name in re.findall(r"`([a-z-]+)`", listed) if name != "no-day-set"] == used


def test_the_scores() -> None:
    listed = {status: score for names, score in rows("Grade and score")[1:] for status in names.split(", ")}
    told = {
        status: "none" if span is None else " to ".join(dict.fromkeys(map(str, span)))
        for status, span in SCORES.items()
    }
    assert listed == told


def test_the_states_and_numbers() -> None:
    for name, *cells in rows("Fluents")[1:]:
        states = [state for track in fluent_kinds()[name.strip("`")].tracks.values() for state in track if state != "*"]
        assert re.findall(r"`([a-z_]+)`", cells[0]) == states
    assert f"within {SAME_DAYS} days" in PAGE and f"more than {ABREAST_DAYS} days apart" in PAGE


@pytest.mark.parametrize("record", [Finding, Verdict, Evidence, FluentInterval])
def test_every_field_that_json_prints_is_documented(record: type) -> None:
    section = PAGE.split("\n## In JSON\n")[1]
    for field in dataclasses.fields(record):
        assert f"`{field.name}`" in section, field.name
