"""Finding quotations: mark styles, apostrophes, unclosed quotations, quotations over several paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.attributions.quotes import find_quotations


def inner(*paragraphs: str) -> list[list[str]]:
    return [
        [text[quotation.inner_start : quotation.inner_end] for quotation in found]
        for text, found in zip(paragraphs, find_quotations(paragraphs), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we are tired” again.", ["we are tired"]),
        ('He said "we are tired" again.', ["we are tired"]),
        ("He said ‘we are tired’ again.", ["we are tired"]),
        ("He said 'we are tired' again.", ["we are tired"]),
        ("He said «we are tired» again.", ["we are tired"]),
        ("He said „we are tired“ again.", ["we are tired"]),
        ("The “republic” and the “league” met.", ["republic", "league"]),
        ("“They called it ‘a joke’ and left,” she said.", ["They called it ‘a joke’ and left,"]),
        ("“They read “the decree” aloud and left,” she said.", ["They read “the decree” aloud and left,"]),
    ],
)
def test_every_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    assert inner(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' boots and the officers' maps were lost.",
        "It's Velmar's army, and they don't deny it.",
        "In the ’90s the Dormak line was quiet, rock ’n’ roll aside.",
        "The pass is 5'10\" wide at its narrowest.",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert inner(text) == [[]]


def test_a_possessive_within_single_marks_does_not_close_them() -> None:
    assert inner("‘The rebels’ guns are silent,’ he said. ‘It is over.’") == [
        ["The rebels’ guns are silent,", "It is over."]
    ]


def test_mixed_marks_close_each_other() -> None:
    assert inner('“The line will hold." He left.') == [["The line will hold."]]


def test_an_unclosed_quotation_is_cut_where_its_speaker_is_named() -> None:
    found = find_quotations(["“The line will hold, said Oren Talvik. He then left for Pethra."])[0]
    assert not found[0].closed
    assert found[0].end == len("“The line will hold")


def test_an_unclosed_quotation_never_leaves_its_paragraph() -> None:
    paragraphs = ["“The line will hold and so will we.", "Nobody answered.", "“We will see,” she said."]
    assert inner(*paragraphs) == [["The line will hold and so will we."], [], ["We will see,"]]


def test_an_unclosed_quotation_ends_where_another_opens() -> None:
    assert inner("He called it “a farce. “We will not sign it,” he said.") == [["a farce.", "We will not sign it,"]]


def test_a_quotation_of_several_paragraphs_runs_on() -> None:
    first, second, third = find_quotations(["“One line.", "“Another line.", "“The last line,” she said."])
    assert first[0].runs_on and not first[0].continues
    assert second[0].runs_on and second[0].continues
    assert third[0].closed and third[0].continues


@given(st.lists(st.text(alphabet="ab c.,S’'\"“”‘„«»\n-9", max_size=60), max_size=6))
def test_quotations_lie_within_their_paragraph_in_order(paragraphs: list[str]) -> None:
    for text, found in zip(paragraphs, find_quotations(paragraphs), strict=True):
        last = 0
        for quotation in found:
            assert last <= quotation.start < quotation.end <= len(text)
            assert quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end
            last = quotation.end
