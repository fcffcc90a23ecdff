"""The standing of acts: one sentence for each class of words, read by the pipeline."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.evaluate.status import read_statuses
from trucewatch.extract.status import decide_standing, derive_status
from trucewatch.pipeline.document import Tools
from trucewatch.records import Segment
from trucewatch.records.claim import MODALITIES, POLARITIES, STATUSES

ACT = "cleared the quay"
SENTENCES = [
    ("happened", "Dockers cleared the quay on Monday.", ACT),
    ("happened", "Dockers managed to clear the quay by noon.", "clear the quay"),
    ("happened", "After clearing the quay, dockers went home.", "clearing the quay"),
    ("happened", "Observers confirmed that dockers cleared the quay.", ACT),
    ("happened", "Both sides say that dockers cleared the quay.", ACT),
    ("ongoing", "Dockers are clearing the quay.", "clearing the quay"),
    ("ongoing", "Dockers continue to clear the quay.", "clear the quay"),
    ("ongoing", "The clearance of the quay is under way.", "clearance of the quay"),
    ("planned", "Dockers will clear the quay on Monday.", "clear the quay"),
    ("planned", "Dockers are due to clear the quay next week.", "clear the quay"),
    ("planned", "The clearance of the quay is scheduled for Monday.", "clearance of the quay"),
    ("planned", "Dockers to clear quay by May", "clear quay"),
    ("denied", "Dockers never cleared the quay.", ACT),
    ("denied", "Reports that dockers cleared the quay are false.", ACT),
    ("denied", "The union denied having cleared the quay.", ACT),
    ("alleged", "Dockers cleared the quay, the harbour office claimed.", ACT),
    ("alleged", "Dockers are said to have cleared the quay.", ACT),
    ("alleged", "Dockers cleared the quay, if the harbour office is to be believed.", ACT),
    ("omitted", "Dockers failed to clear the quay.", "clear the quay"),
    ("omitted", "Dockers have not cleared the quay, as the accord required.", ACT),
    ("omitted", "Guards did nothing to stop the looters.", "stop the looters"),
    ("omitted", "Guards stood by as the quay was looted.", "stood by"),
    ("omitted", "Guards were unable or unwilling to protect the quay.", "protect the quay"),
    ("none", "Dockers would clear the quay if they were paid.", "clear the quay"),
    ("none", "Will dockers clear the quay?", "clear the quay"),
    ("none", "The mayor urged dockers to clear the quay.", "clear the quay"),
    ("none", "The mayor ruled out clearing the quay.", "clearing the quay"),
    ("none", "The mayor fears that dockers might clear the quay.", "clear the quay"),
    ("none", "Anyone clearing the quay would be fined.", "clearing the quay"),
]
WORDS = ["the", "army", "had", "not", ",", ";", "?", "was", "to", "leave", "leaving", "left", "by", "no", "if", "“"]
UNLIKE = [
    # the words of a class where they mean something else
    ("happened", "Guards did not fail to protect the quay.", "protect the quay"),
    ("happened", "Dockers who had been refused their pay cleared the quay.", ACT),
    ("denied", "Rebels failed to capture the quay.", "capture the quay"),
    ("denied", "Gunners did not shell the quay, which the accord protects.", "shell the quay"),
    ("happened", "Nobody denies that dockers cleared the quay.", ACT),
    ("none", "Dockers have no plans to clear the quay.", "clear the quay"),
    ("happened", "Guards did not prevent gunmen from seizing the quay.", "seizing the quay"),
    ("happened", "Guards could not stop gunmen from seizing the quay.", "seizing the quay"),
    ("none", "Guards prevented gunmen from seizing the quay.", "seizing the quay"),
    ("none", "Guards would not prevent gunmen from seizing the quay.", "seizing the quay"),
]


@pytest.mark.parametrize(("status", "text", "trigger"), SENTENCES + UNLIKE)
def test_status(tools: Tools, status: str, text: str, trigger: str) -> None:
    assert read_statuses([{"text": text, "trigger": trigger, "published": "2031-05-07"}], tools) == [status]


def test_whose_word_it_is_does_not_excuse_an_omission() -> None:
    assert derive_status("asserted", "omitted", None, voice="alleged") == "omitted"
    assert derive_status("asserted", "planned", None, voice="alleged") == "planned"
    assert derive_status("asserted", "ongoing", None, voice="alleged") == "alleged"


def test_every_combination_has_a_status() -> None:
    for polarity, modality, remark in itertools.product(POLARITIES, MODALITIES, (True, False)):
        assert derive_status(polarity, modality, None, remark) in STATUSES


@given(
    words=st.lists(st.sampled_from(WORDS),
                   min_size=1, max_size=12),
    span=st.tuples(st.integers(0, 60), st.integers(1, 20)),
)  # fmt: skip
def test_any_span_of_any_text_has_a_standing(tools: Tools, words: list[str], span: tuple[int, int]) -> None:
    text = " ".join(words)
    segment = Segment(segment_id="s", document_id="d", start=0, end=len(text), role="body", repeats=None, rules=())
    for passage in tools.parser.parse([("d", text, (segment,))])[0].passages:
        standing = decide_standing(passage, span[0], span[0] + span[1], None)
        assert standing.modality in MODALITIES
        assert standing.polarity in POLARITIES
