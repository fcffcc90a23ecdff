"""Finding the words: where to look, and that no offset is ever lost."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.resolve import RESOLVERS, clock_of
from trucewatch.extract.times.scan import lower_text, next_match

RULES = yaml.safe_load((files("trucewatch.rulebooks") / "data" / "times.yml").read_text("utf-8"))["rules"]
EXAMPLES = [example["text"] for rule in RULES for example in rule.get("examples", ())]
WORDS = st.sampled_from(
    ["May", "3", "2031", "the", "last", "week", "two", "days", "later", ",", "and", "-", "on", "Monday", "of", "ago",
     "12:30", "early", "in", "since", "troops", "(", ")", "first", "quarter", "autumn", "noon", "today", "half",
     "’90s", "5th"]
)  # fmt: skip


def spans_of_all_patterns(low: str) -> list[tuple[int, int]]:
    return [match.span() for match in load_lexicon().master.finditer(low)]


def spans_near_triggers(low: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    while match := next_match(low, at, load_lexicon()):
        spans.append(match.span())
        at = match.end()
    return spans


@pytest.mark.parametrize("text", EXAMPLES)
def test_looking_near_triggers_misses_nothing_of_an_example(text: str) -> None:
    assert spans_near_triggers(lower_text(text)) == spans_of_all_patterns(lower_text(text)) != []


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_looking_near_triggers_misses_nothing_of_mixed_words(text: str) -> None:
    assert spans_near_triggers(lower_text(text)) == spans_of_all_patterns(lower_text(text))


@given(st.text())
def test_lowering_keeps_every_offset(text: str) -> None:
    assert len(lower_text(text)) == len(text)


def test_every_pattern_has_a_resolver_and_examples() -> None:
    for core in load_lexicon().cores:
        assert core.read in RESOLVERS, core.rule
    for rule in RULES:
        assert not rule.get("read") or rule.get("examples"), rule["id"]


@pytest.mark.parametrize(
    ("words", "clock"),
    [("3:27 pm", "15:27"), ("12 a.m.", "00:00"), ("12:05 p.m.", "12:05"), ("0600", "06:00"), ("noon", "12:00"),
     ("midnight", "00:00"), ("13.45", "13:45"), ("24:00", "00:00"), ("7 am", "07:00")],
)  # fmt: skip
def test_clocks(words: str, clock: str) -> None:
    assert clock_of(words) == clock
