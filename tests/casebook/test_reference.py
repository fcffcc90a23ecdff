"""The reference page of casebooks says all there is, and its own example holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trucewatch.casebook import check_casebook
from trucewatch.casebook.merge import RADIUS_KM
from trucewatch.casebook.model import ACTOR_KINDS, HAPPENING_KINDS, PLACE_KINDS
from trucewatch.casebook.read import SECTIONS
from trucewatch.casebook.values import FIELDS
from trucewatch.records.document import GENRES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "casebook.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_is_documented(section: str) -> None:
    undocumented = [name for name in FIELDS[section] if f"`{name}`" not in PAGE and f"`{name}: " not in PAGE]
    assert undocumented == ["name"] if section == "sides" else undocumented == []


def test_every_kind_and_genre_is_documented() -> None:
    assert [kind for kind in (*ACTOR_KINDS, *GENRES, *HAPPENING_KINDS) if f"`{kind}`" not in PAGE] == []
    assert set(RADIUS_KM) == set(PLACE_KINDS)
    assert dict(re.findall(r"\| `(\w+)` \| (\d+) (?=\|)", PAGE)) == {kind: f"{km:g}" for kind, km in RADIUS_KM.items()}


def test_the_example_is_clean(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    path = tmp_path / "example.yml"
    path.write_text(example[1], encoding="utf-8")
    assert check_casebook(path) == []
