"""Which acts can tell of one happening: groups, near acts, and parts of a whole, from ``data/acts.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from trucewatch.errors import RulebookError

SAME, NEAR, PART, FAR, OPEN = range(5)
"""How two acts stand to each other; ``PART`` where one can be a part of the other,
``OPEN`` where one of them is not known."""

_FIELDS = {"about", "groups", "near", "parts"}


@dataclass(frozen=True, slots=True)
class ActTable:
    """Codes of acts as small numbers (0 is none); ``stands[a, b]`` is `SAME`, `NEAR`, `PART`, `FAR` or `OPEN`.

    ``groups[a]`` holds one bit for each group of the act, ``parts[part, whole]`` whether the one can be a part of the
    other.
    """

    codes: tuple[str, ...]
    stands: np.ndarray[Any, np.dtype[np.int8]]
    groups: np.ndarray[Any, np.dtype[np.uint32]]
    parts: np.ndarray[Any, np.dtype[np.bool_]]

    def number(self, act: str | None) -> int:
        """Return the number of an act, 0 where it is none of the table."""
        return self.codes.index(act) if act in self.codes else 0


@cache
def act_table() -> ActTable:
    """Return the table.

    Raises:
        RulebookError: where the file has unknown fields, or near acts that no group holds together.
    """
    text = (files("trucewatch.linking") / "data" / "acts.yml").read_text(encoding="utf-8")
    return make_table(yaml.load(text, yaml.CSafeLoader))


def make_table(data: dict[str, Any]) -> ActTable:
    """Return the table of a file's content, checked."""
    if unknown := set(data) - _FIELDS:
        raise RulebookError("acts.yml", None, f"unknown field {sorted(unknown)[0]}")
    codes = ("", *sorted({act for acts in data["groups"].values() for act in acts}))
    number = {code: index for index, code in enumerate(codes)}
    groups = np.zeros(len(codes), np.uint32)
    for bit, acts in enumerate(data["groups"].values()):
        for act in acts:
            groups[number[act]] |= np.uint32(1 << bit)
    stands = np.full((len(codes), len(codes)), FAR, np.int8)
    np.fill_diagonal(stands, SAME)
    stands[0, :] = stands[:, 0] = OPEN
    parts = np.zeros(stands.shape, np.bool_)
    for whole, part in _pairs(data["parts"], number):
        parts[part, whole] = True
    stands[(parts | parts.T) & (stands == FAR)] = PART
    for left, right in _pairs(data["near"], number):
        if not groups[left] & groups[right]:
            raise RulebookError("acts.yml", None, f"no group holds {codes[left]} and {codes[right]} together")
        stands[left, right] = stands[right, left] = NEAR
    return ActTable(codes, stands, groups, parts)


def _pairs(listed: dict[str, list[str]], number: dict[str, int]) -> list[tuple[int, int]]:
    for act in [*listed, *(other for others in listed.values() for other in others)]:
        if act not in number:
            raise RulebookError("acts.yml", None, f"{act} is in no group")
    return [(number[act], number[other]) for act, others in listed.items() for other in others]
