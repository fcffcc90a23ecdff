"""The act table of linking covers every act, and says how two stand to each other."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from trucewatch.errors import RulebookError
from trucewatch.linking.acts import FAR, NEAR, OPEN, PART, SAME, act_table, make_table

TABLE = act_table()


def test_every_act_of_the_rulebook_is_in_a_group() -> None:
    text = (files("trucewatch.rulebooks") / "data" / "acts.yml").read_text(encoding="utf-8")
    acts = {rule["id"].removeprefix("acts.") for rule in yaml.safe_load(text)["rules"]}
    assert acts == set(TABLE.codes) - {""}


@pytest.mark.parametrize(
    ("left", "right", "stands"),
    [("shelling", "shelling", SAME), ("shelling", "offensive", NEAR), ("capture", "offensive", PART),
     ("talks", "shelling", FAR), ("", "shelling", OPEN), ("", "", OPEN)],
)  # fmt: skip
def test_how_acts_stand(left: str, right: str, stands: int) -> None:
    one, other = TABLE.codes.index(left), TABLE.codes.index(right)
    assert TABLE.stands[one, other] == TABLE.stands[other, one] == stands


@pytest.mark.parametrize(
    "data",
    [
        {"groups": {"a": ["x"], "b": ["y"]}, "near": {"x": ["y"]}, "parts": {}},
        {"groups": {"a": ["x"]}, "near": {"x": ["z"]}, "parts": {}},
        {"groups": {"a": ["x"]}, "near": {}, "parts": {}, "more": {}},
    ],
)
def test_a_table_that_contradicts_itself_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RulebookError):
        make_table(data)
