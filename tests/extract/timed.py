"""Run the reading of times on a plain text, without the rest of the pipeline."""

from __future__ import annotations

from functools import cache

from trucewatch.annotate import Annotated, Parser
from trucewatch.extract.edtf import bounds
from trucewatch.extract.model import Published
from trucewatch.extract.times import find_times
from trucewatch.records import Issue, Segment, TimeMention


@cache
def parser() -> Parser:
    return Parser()


def segment(start: int, end: int, role: str = "body") -> Segment:
    return Segment(
        segment_id=f"s-{start}", document_id="d-1", start=start, end=end, role=role, repeats=None, rules=()
    )  # fmt: skip


def annotate(text: str, captions: tuple[tuple[int, int], ...] = ()) -> Annotated:
    """Parse a text; the stretches named are captions, all else is body."""
    segments, at = [], 0
    for start, end in captions:
        segments += [segment(at, start), segment(start, end, "caption")]
        at = end
    segments.append(segment(at, len(text)))
    laid = tuple(piece for piece in segments if text[piece.start : piece.end].strip())
    return parser().parse([("d-1", text, laid)])[0]


def published_on(value: str | None) -> Published | None:
    if value is None:
        return None
    first, last = bounds(value)
    assert first
    assert last
    return Published(value, first, last)


def read_times(text: str, published: str | None = None) -> tuple[list[TimeMention], list[Issue]]:
    return find_times(annotate(text), published_on(published))


def values(text: str, published: str | None = "2031-05-07") -> list[tuple[str, str | None]]:
    """Return quote and value of every time of a text; 7 May 2031 is a Wednesday."""
    return [(mention.quote, mention.value) for mention in read_times(text, published)[0]]
