"""Every example of every rulebook, run through the whole pipeline; each is a test named by its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml

from tests.conftest import Reader


def cases(field: str) -> Iterator[Any]:
    for entry in sorted((files("trucewatch.rulebooks") / "data").iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yml"):
            rules = yaml.load(entry.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("rules") or ()
            for rule in rules:
                for index, example in enumerate(rule.get(field) or ()):
                    yield pytest.param(rule["id"], example, id=f"{rule['id']}-{index + 1}")


def records_of(read: Reader, example: dict[str, Any], rule_id: str) -> list[Any]:
    tables = read(example["text"], example.get("published"))
    return [
        record
        for records in tables.values()
        for record in records
        if rule_id in (getattr(record, "rules", None) or (getattr(record, "genre_basis", None),))
    ]


def plain(value: Any) -> Any:
    """YAML reads an unquoted day as a date; records hold its text."""
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("rule_id", "example"), list(cases("examples")))
def test_example_is_found(read: Reader, rule_id: str, example: dict[str, Any]) -> None:
    made = records_of(read, example, rule_id)
    wanted = {name: plain(value) for name, value in (example.get("expect") or {}).items()}
    words = example.get("quote")
    fitting = [
        record
        for record in made
        if (words is None or getattr(record, "quote", example["text"][record.start : record.end]) == words)
        and all(getattr(record, name, None) == value for name, value in wanted.items())
    ]
    assert fitting, [(getattr(record, "quote", None), record) for record in made]


@pytest.mark.parametrize(("rule_id", "example"), list(cases("counterexamples")))
def test_counterexample_is_left_alone(read: Reader, rule_id: str, example: dict[str, Any]) -> None:
    assert not records_of(read, example, rule_id)
