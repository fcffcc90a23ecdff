"""Paragraphs: what blank lines set apart, however short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.documents.paragraphs import paragraph_bounds


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_bounds(text, 0, len(text))]


def test_blank_lines_part_and_single_breaks_do_not() -> None:
    assert parts("One\nline.\n \n  Two.  \n\n\nx\n\nThree") == ["One\nline.", "Two.", "x", "Three"]


def test_nothing_holds_no_paragraph() -> None:
    assert parts(" \n\n ") == []


@given(st.text(alphabet="ab \n\t”", max_size=60))
def test_paragraphs_hold_all_words_and_no_blank_line(text: str) -> None:
    found = parts(text)
    assert "".join("".join(part.split()) for part in found) == "".join(text.split())
    assert not any("\n\n" in part for part in found)
