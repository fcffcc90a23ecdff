"""Attributions of arbitrary text: never a failure, always exact words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.speech import Listener
from trucewatch.pipeline.document import Tools

PIECES = (
    "The ministry", "said", "that", "according to", "he", "“", "”", '"', "‘", "’", "'", ",", ".", ":", "—", "\n\n",
    "the pass was closed", "denied", "Oren Talvik", "was quoted as saying by", "reportedly", "accused Velmar of",
    "what", "called it a", "\u00a0", "(", ")", "claims", "İ", "told reporters", "It", "-", "described as",
    "in a statement",
)  # fmt: skip


@pytest.fixture(scope="module")
def listener(tools: Tools) -> Listener:
    return Listener(tools.parser)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_mixture_of_cues_and_marks_gives_exact_words(listener: Listener, pieces: list[str]) -> None:
    text = " ".join(pieces)
    records, issues = listener.all(text)
    ids = {record.attribution_id for record in records}
    for record in records:
        assert text[record.start : record.end] == record.quote and record.quote.strip()
        assert "\n\n" not in record.quote
        assert record.within_id is None or record.within_id in ids
        if record.source_start is not None:
            assert text[record.source_start : record.source_end] == record.source_quote
        if record.cue_start is not None:
            assert text[record.cue_start : record.cue_end] == record.cue_quote
    for issue in issues:
        assert text[issue.start : issue.end] == issue.quote
    assert records == sorted(records, key=lambda record: (record.start, -record.end))


def test_the_same_text_gives_the_same_records(listener: Listener) -> None:
    text = "“The pass is shut,” said Oren Talvik. He said that flour was short."
    assert listener.all(text) == listener.all(text)
