"""The reference of decisions names every field, column and code."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.storage import amend, decisions

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "decisions.md").read_text(encoding="utf-8")
SINGULAR = {"actors": "actor", "recipients": "recipient", "places": "place"}


@pytest.mark.parametrize("field", amend.FIELDS)
def test_every_field_is_told(field: str) -> None:
    assert f"`{SINGULAR.get(field, field)}`" in PAGE


@pytest.mark.parametrize("name", [*decisions.COLUMNS, *decisions.ACTIONS, *amend.KINDS])
def test_every_column_action_and_kind_is_told(name: str) -> None:
    assert f"`{name}`" in PAGE
