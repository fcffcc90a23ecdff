"""Numbers, times and places that were changed in words taken over."""

from __future__ import annotations

import pytest

from tests.linking.counted import CASEBOOK, Shelf
from trucewatch.linking.contradictions import contradict_documents

WORDS = "The tug Marigold towed {what} to the breakwater at {where} on {when}, the harbour master told the council."
SOURCE = {"what": "41 barges", "where": "Pellor Quay", "when": "Monday"}
DAYS = {"Monday": "2033-05-09", "Tuesday": "2033-05-10"}


def kinds(changed: dict[str, str], unit: str = "vehicles", day: str = "2033-05-11") -> list[tuple[str, str, str]]:
    shelf = Shelf()
    words = (SOURCE, SOURCE | changed)
    for key, said, published in zip("ab", words, ("2033-05-10", day), strict=True):
        shelf.document(key, WORDS.format(**said), published)
        number = float(said["what"].split()[0])
        shelf.figure(key, said["what"], unit, (number, number))
        row = shelf.tables["times"]
        shelf.time(key, said["when"], DAYS[said["when"]])
        row[-1].update({"earliest": DAYS[said["when"]], "latest": DAYS[said["when"]]})
    found = contradict_documents(shelf.tables, {("a", "b"): False}, CASEBOOK)["a", "b"]
    texts = {row["document_id"]: row["text"] for row in shelf.tables["documents"]}
    copied = [clash for clash in found if clash.why.startswith("the same words")]
    return [
        (clash.kind, texts["a"][clash.left.start : clash.left.end], texts["b"][clash.right.start : clash.right.end])
        for clash in copied
    ]


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"what": "47 barges"}, [("figure", "41", "47")]),
        ({"when": "Tuesday"}, [("time", "Monday", "Tuesday")]),
        ({"where": "Vennograd Gate"}, [("place", "Pellor Quay", "Vennograd Gate")]),
        ({"where": "Pellora Quay"}, []),
        ({}, []),
    ],
)
def test_what_was_changed(changed: dict[str, str], wanted: list[tuple[str, str, str]]) -> None:
    assert kinds(changed) == wanted


@pytest.mark.parametrize(
    ("number", "day", "wanted"),
    [
        ("44 men", "2033-05-11", []),
        ("14 men", "2033-05-11", [("figure", "41 barges", "14 men")]),
        ("39 men", "2033-05-11", [("figure", "41 barges", "39 men")]),
    ],
)
def test_a_toll_may_rise_but_neither_fall_nor_turn_round(number: str, day: str, wanted: list[tuple[str, ...]]) -> None:
    assert kinds({"what": number}, "killed", day) == wanted
