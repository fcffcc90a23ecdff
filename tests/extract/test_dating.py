"""The publication date that a text implies, and when it implies none."""

from __future__ import annotations

import pytest

from tests.extract.timed import annotate
from trucewatch.extract.dating import imply_published

WEEKLY = """The war that began on March 3, 2031 ended this week. The accord was signed on April 9 in Halbrin.
By April 15, all guards must be out of Orlevik (Courier, April 10).

The minister had to give up the pass, he says (, April 12). In spring 2031 nobody had foreseen it."""

COMMENT = """On November 17, a court ordered Ardovia to let the exiles return. In late September they had fled.
The mandate of the guards should last until 2034.

In May 2031 the president had called Tirvania a friend; in early 2031 few believed him.
On September 19 the guns spoke."""

NEWS = """Both sides agreed on a truce from 13:00 on April 20, 2031, a statement says. On April 19, Ardovia had struck.

On April 21, officials plan to meet in Halbrin. After a clash on April 1, 2031, Tirvania had asked for help."""


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        (WEEKLY, "2031-04-12/2031-04-15", "April 12"),
        (COMMENT, "2031-11-17/2031-12-17", "November 17"),
        (NEWS, "2031-04-20/2031-04-21", "13:00 on April 20, 2031"),
    ],
)
def test_the_latest_past_and_the_first_coming_day_bound_it(text: str, value: str, words: str) -> None:
    implied = imply_published(annotate(text))
    assert implied is not None
    assert implied.published.value == value
    assert text[implied.start : implied.end] == words
    assert value.startswith(implied.published.first.isoformat())
    assert value.endswith(implied.published.last.isoformat())


def test_the_year_may_turn_between_the_dated_year_and_the_news() -> None:
    text = """The truce of December 20, 2030 was broken on January 4. On January 5 and January 7 shells fell in Orlevik.
In December 2030 all had hoped; 2031 began badly, and by the end of 2031 it may be worse."""
    implied = imply_published(annotate(text))
    assert implied is not None
    assert implied.published.first.isoformat() == "2031-01-07"


@pytest.mark.parametrize(
    "text",
    [
        "The guards left the bridge, and the army took it.",
        "The guards left on Tuesday and will be back next week.",
        "The guards left on May 3, and the army came on May 4.",
        "In 2014 the first accord was signed; it lapsed in 2019.",
        "The poet, born on February 24, 1955, resigned on August 24 after years of service.",
        "",
    ],
)
def test_thin_evidence_implies_nothing(text: str) -> None:
    assert imply_published(annotate(text)) is None
