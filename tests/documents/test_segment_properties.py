"""What holds of the segments of any text whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.documents.model import Block, Reading
from trucewatch.documents.segment import find_segments
from trucewatch.records.document import ROLES

_LINES = st.sampled_from(
    [
        "",
        "  ",
        "Skip to content",
        "By Ada Norr",
        "May 3, 2031",
        "Velmar leaves Orsk as the truce begins",
        "Related",
        "Comments (2)",
        "The army of Velmar left the town of Orsk on Tuesday, officials said.",
        "the army of Velmar left the town of Orsk",
        "No warning",
        "References",
        "[1] Orsk Courier, 2 May 2031.",
        "“Nobody told us anything,” said the mayor of the town, who had stayed.",
        "A soldier near Orsk (Photo by Jon Marr)",
        "ORSK, May 3 (AP) —",
        "USD 101.20",
        "Войска ушли из города.",
        "\u00a0• 12",
        "\ufeff",
        "said the minister:",
        "?",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=400), st.lists(_LINES, max_size=30).map("\n".join), st.lists(_LINES).map("\n\n".join)
)
_HINTS = st.sampled_from(
    ["text", "heading1", "heading2", "nav", "aside", "caption", "quote", "link", "time", "byline", "table"]
)


def read(text: str, cuts: list[int], hints: list[str]) -> Reading:
    """Return a reading whose blocks are cut at some places and leave every fourth stretch to none."""
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    blocks = [
        Block(start, end, hints[number % len(hints)])
        for number, (start, end) in enumerate(pairwise(edges))
        if number % 4 != 3
    ]
    return Reading(text=text, blocks=tuple(blocks))


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.lists(st.integers(0, 10_000), max_size=6), st.lists(_HINTS, min_size=1, max_size=6))
def test_segments_hold_all_words_in_order_without_overlap(text: str, cuts: list[int], hints: list[str]) -> None:
    segments = find_segments("d", read(text, cuts, hints))
    at = 0
    for segment in segments:
        assert at <= segment.start < segment.end
        assert not text[at : segment.start].strip()
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        assert segment.role in ROLES
        assert segment.rules
        at = segment.end
    assert not text[at:].strip()
    ids = [segment.segment_id for segment in segments]
    assert len(set(ids)) == len(ids)
    assert all(segment.repeats is None or segment.repeats in ids for segment in segments)
    assert all(segment.repeats != segment.segment_id for segment in segments)


@settings(max_examples=50, deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_segments(text: str) -> None:
    reading = Reading(text=text, blocks=(Block(0, len(text), "text"),))
    assert find_segments("d", reading) == find_segments("d", reading)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40))
def test_nothing_is_lost_of_a_text_of_paragraphs_alone(count: int) -> None:
    """Where every paragraph is a full sentence of its own, none is furniture."""
    sentences = [
        f"{number}. The army of Velmar left place {number} on the river, an officer said." for number in range(count)
    ]
    text = "\n\n".join(sentences)
    assert {segment.role for segment in find_segments("d", Reading(text=text, blocks=()))} <= {"body"}
