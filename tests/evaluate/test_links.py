"""The measure of linking: what it counts, what it refuses, and what is reached on our own labelled pairs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from trucewatch.casebook.load import load_casebooks
from trucewatch.errors import UsageError
from trucewatch.evaluate.linkanswers import answer_pairs, copy_kinds
from trucewatch.evaluate.linkcase import outlet_casebook
from trucewatch.evaluate.linkdata import Pair, Text, read_labelled
from trucewatch.evaluate.links import Answer, measure, misread, summary, tables
from trucewatch.records.link import Copy

DATA = Path(__file__).parent.parent / "data"
TEXT = {
    "id": "a", "outlet": "Daily Oar", "side": "bay", "published": "2033-05-08T10:00Z", "title": "Fire",
    "text": "It burned.",
}  # fmt: skip
PAIR: dict[str, Any] = {
    "left": "a", "right": "b", "copy": "none", "event": "same", "contradiction": [], "independent_origins": 1
}  # fmt: skip


def folder(path: Path, texts: list[Any], pairs: list[Any]) -> Path:
    for name, rows in (("texts.jsonl", texts), ("pairs.jsonl", pairs)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (path / name).write_text("\n".join(lines), encoding="utf-8")
    return path


def without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def test_a_folder_is_read(tmp_path: Path) -> None:
    found = read_labelled(folder(tmp_path, [TEXT, TEXT | {"id": "b"}], [PAIR | {"contradiction": ["figure"], "x": 1}]))
    assert list(found.texts) == ["a", "b"]
    assert found.pairs == (Pair("a", "b", "none", "same", frozenset({"figure"}), 1),)


@pytest.mark.parametrize(
    ("texts", "pairs", "words"),
    [
        (["{"], [PAIR], "texts.jsonl:1: not JSON"),
        (["[]"], [PAIR], "texts.jsonl:1: not a JSON object"),
        ([without(TEXT, "side")], [PAIR], "texts.jsonl:1: the field “side” is missing"),
        ([TEXT | {"text": 7}], [PAIR], "“text” must be words"),
        ([TEXT | {"published": "some day"}], [PAIR], "“some day” in “published” is no date"),
        ([TEXT, TEXT], [PAIR], "texts.jsonl:2: the id “a” stands on an earlier line too"),
        ([TEXT], [PAIR], "pairs.jsonl:1: no text has the id “b”"),
        ([TEXT], [], "there are no pairs in it"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR, PAIR | {"left": "b", "right": "a"}], "are paired on an earlier line too"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"right": "a"}], "“a” is paired with itself"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"copy": "half"}], "“half” in “copy” is none of full, partial, none"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"event": "near"}], "“near” in “event” is none of same, sub, different"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"contradiction": "time"}], "“contradiction” must be a list"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"contradiction": ["tone"]}], "“tone” in “contradiction” is none of"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"independent_origins": True}], "must be a whole number"),
        ([TEXT, TEXT | {"id": "b"}], [PAIR | {"independent_origins": -1}], "must be a whole number"),
        ([TEXT, TEXT | {"id": "b"}], [without(PAIR, "contradiction")], "the field “contradiction” is missing"),
    ],
)
def test_an_unusable_line_is_named(tmp_path: Path, texts: list[Any], pairs: list[Any], words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        read_labelled(folder(tmp_path, texts, pairs))


def test_a_missing_folder_and_undecodable_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        read_labelled(tmp_path / "nowhere")
    (tmp_path / "texts.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "pairs.jsonl").touch()
    with pytest.raises(UsageError, match="not UTF-8"):
        read_labelled(tmp_path)


def test_the_casebook_of_outlets_can_be_loaded(tmp_path: Path) -> None:
    texts = [
        Text("a", "Bay News Service (BNS)", "party A", "2033-05-08", "t", "x"),
        Text("b", "Bay News Service (BNS)", "party A", "2033-05-09", "t", "y"),
        Text("c", "Газета", "third", "2033-05-09", "t", "z"),
        Text("d", "Вестник", "third", "2033-05-09", "t", "z"),
    ]
    (tmp_path / "outlets.yml").write_text(outlet_casebook(texts), encoding="utf-8")
    casebook = load_casebooks([tmp_path / "outlets.yml"])
    assert casebook.outlets["bay-news-service-bns"].side == "party-a"
    assert [name.text for name in casebook.outlets["bay-news-service-bns"].names][-1] == "BNS"
    assert casebook.sides["third"] == "third"
    assert [casebook.outlets[key].name for key in ("unnamed", "unnamed-2")] == ["Газета", "Вестник"]


def answered() -> list[tuple[Pair, Answer]]:
    return [
        (Pair("a", "b", "full", "same", frozenset({"time"}), 1), Answer("partial", "same", frozenset({"time"}), 1)),
        (Pair("a", "c", "none", "same", frozenset(), 2), Answer("none", "sub", frozenset({"figure"}), 1)),
        (Pair("b", "c", "none", "different", frozenset(), 0), Answer("full", "different", frozenset(), 0)),
        (Pair("c", "d", "none", "sub", frozenset({"actor", "place"}), 1), Answer("none", "sub", frozenset(), 1)),
    ]


def test_what_is_counted() -> None:
    found = measure(answered())
    assert (found.copied.precision, found.copied.recall) == (0.5, 1.0)
    assert found.copy_accuracy == 0.5
    assert found.event_accuracy == 0.75
    assert (found.contradictions.matched, found.contradictions.predicted, found.contradictions.keyed) == (1, 2, 3)
    assert (found.alarms, found.tempting, found.alarms_elsewhere, found.elsewhere) == (1, 1, 0, 1)
    assert found.origins_exact == 0.75
    assert "accuracy 0.750" in " ".join(summary(found))
    assert tables(found)["copy"][0] == {"copy": "full", "full": "·", "partial": "1", "none": "·"}


def test_what_was_told_wrongly_is_listed() -> None:
    assert misread(answered()) == [
        "a b: copy full, read as partial",
        "b c: copy none, read as full",
        "a c: event same, read as sub",
        "a c: contradiction none, read as figure",
        "c d: contradiction actor, place, read as none",
        "a c: origins 2, read as 1",
    ]


def test_a_version_is_a_full_copy() -> None:
    copy = Copy(
        copy_id="x", left_id="a", right_id="b", kind="version", left_share=0.9, right_share=0.9, passages=(),
        direction="time", credit_start=None, credit_quote=None, why="",
    )  # fmt: skip
    assert copy_kinds([copy]) == {frozenset(("a", "b")): "full"}


@pytest.mark.parametrize(
    ("name", "copies", "events", "origins", "contradictions"),
    [
        ("link-own", 0.95, 0.9, 0.8, 0.9),
        ("link-more", 0.95, 0.95, 0.8, 0.8),
        ("link-third", 0.95, 0.9, 0.7, 0.85),
        ("link-fourth", 0.0, 0.9, 0.7, 0.85),
        ("link-fifth", 0.95, 0.8, 0.65, 0.6),
        ("link-sixth", 0.6, 0.95, 0.85, 0.8),
        ("link-seventh", 0.95, 0.85, 0.75, 0.75),
        ("link-eighth", 0.95, 0.95, 0.85, 0.7),
        ("link-ninth", 0.6, 0.85, 0.6, 0.7),
        ("link-tenth", 0.95, 0.95, 0.85, 0.9),
        ("link-eleventh", 0.95, 0.9, 0.8, 0.55),
    ],
)
def test_what_is_reached_on_our_own_pairs(
    name: str, copies: float, events: float, origins: float, contradictions: float
) -> None:
    found = measure(answer_pairs(read_labelled(DATA / name)))
    assert found.copied.f1 >= copies
    assert found.event_accuracy >= events
    assert found.origins_exact >= origins
    assert found.contradictions.f1 >= contradictions
    assert found.false_alarms <= 0.1
    assert found.alarms_elsewhere == 0


def test_what_is_reached_at_first_contact() -> None:
    """Nothing was mended after these texts: what is reached on them is what others may expect of theirs."""
    found = measure(answer_pairs(read_labelled(DATA / "link-twelfth")))
    assert found.copied.f1 >= 0.95
    assert found.event_accuracy >= 0.95
    assert found.origins_exact >= 0.8
    assert found.contradictions.f1 >= 0.35
    assert found.alarms <= 1
    assert found.alarms_elsewhere == 0
