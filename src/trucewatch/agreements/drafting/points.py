"""Cut an accord's text into its head, its points with the words that introduce them, and its close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.agreements.drafting.labels import Mark, find_inline, find_marks

_CLOSE = re.compile(
    r"[ \t]*(?i:(?:done|signed|composed|executed|concluded|drawn up|adopted"
    r"|agreed (?=in|at|on|this)|given|issued|made)\b"
    r"(?![^.\n]*\b(?:shall|will|must)\b)"
    r"|for the (?:government|republic|kingdom|state|side|delegation)\b"
    r"|participants (?:in|of) the \w+:|(?:witness(?:es|ed by)|signatories|guarantors?|facilitators?|mediators?)\s*:"
    r"|in witness whereof\b|on behalf of\b|\[?signatures?\b)"
    r"|For (?:the )?[A-Z][^.;]{2,80}(?::|$)(?!.*\b(?:shall|will|must|may)\b)"
    r"|(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3},? (?:on )?)?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}\.?[ \t]*$",
)
_SENTENCE = re.compile(r"(?<=[.;!?])[”\"’)]*\s+(?=[A-Z“\"(])")
_BINDING = re.compile(
    r"\b(?:shall|will|must|may|undertakes?|agrees?|commits?|pledges?|"
    r"(?:is|are) (?:to|obliged|required|entitled)|guarantees?)\b"
)
_LEADING = re.compile(r"\b(?:shall|will|must|may|should|to|not|by)(?:\s+(?:also|not))?\s*\Z", re.IGNORECASE)
_FOLLOWING = re.compile(r"[,;]?\s*\b(?:as\s+)?(?:the\s+)?(?:following|follows)(?:\s+\w+){0,2}\s*[:–—-]?\s*\Z")
_TITLED = re.compile(r"[A-Z][\w’'-]*(?:[ ,]+[\w’'-]+){0,5}[.:–—]\s+(?=[A-Z“\"(])")
"""A heading before the first sentence of a point: "Convoys. The Authority shall …"."""
_TITLE_WORDS = 10
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its label as cited ("6", "3(a)"), the offsets of its words, the label left out.

    ``lead`` are the offsets of what introduces it and completes its sentence: "The mission shall:". Of a row of a
    table, ``row`` are the offsets of all of it, ``lead`` names who does it, ``tail`` until when.
    """

    label: str
    start: int
    end: int
    lead: tuple[tuple[int, int], ...] = ()
    tail: tuple[tuple[int, int], ...] = ()
    row: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The head before the first point, the points in order, and where the close (signatures) begins."""

    head_end: int
    points: tuple[Point, ...]
    close_start: int


def cut_points(text: str) -> Layout:
    """Return the layout of an accord's text; one without numbers has a point for each paragraph, without a label."""
    marks = list(find_marks(text))
    if len(marks) < 2:
        return _by_paragraph(text)
    close = _close(text, marks[-1].body)
    return Layout(marks[0].start, tuple(_of_marks(text, marks, close)), close)


def _of_marks(text: str, marks: list[Mark], close: int) -> Iterator[Point]:
    titled = sum(bool(_TITLED.match(text, mark.body)) for mark in marks if mark.depth == 0)
    titles = titled > sum(mark.depth == 0 for mark in marks) / 2
    opened: list[tuple[tuple[int, int], ...]] = [_lead_of(text, 0, marks[0].start)[1]]
    labels: list[str] = [""]
    unused: Point | None = None
    for number, mark in enumerate(marks):
        after = marks[number + 1] if number + 1 < len(marks) else None
        end = after.start if after else close
        del opened[mark.depth + 1 :], labels[mark.depth + 1 :]
        alone = after is None and all(item.depth == 0 for item in marks) and text[mark.start] in "(abc"
        last = alone or (mark.depth > 0 and (after is None or after.depth < mark.depth))
        stop = _item_end(text, mark.body, end) if last else end
        introduces = after is not None and after.depth > mark.depth
        body = _without_title(text, mark.body, stop, introduces)
        if titles and mark.depth == 0 and (match := _TITLED.match(text, *body)):
            body = (match.end(), body[1])
        point = Point(mark.label, *_trimmed(text, *body), opened[-1])
        found = list(_unfolded(text, point, introduces))
        if unused and not found[0].lead:
            yield unused  # what introduces sentences of their own is read by itself
        unused = None
        yield from (item for item in found if item.start < item.end)
        opened.append(found[-1].lead if introduces else ())
        if introduces and found[-1].lead and found[-1].lead[-1][0] >= mark.body:
            unused = Point(mark.label, *found[-1].lead[-1])
        labels.append(mark.label)
        rest = _trimmed(text, stop, end)
        if rest[0] < rest[1] and mark.depth:
            yield from _unfolded(text, Point(labels[mark.depth], *rest), False)
        elif rest[0] < rest[1]:
            yield from _paragraphs(text, *rest)


def _unfolded(text: str, point: Point, introduces: bool) -> Iterator[Point]:
    """Yield a point, and each (a), (b) within its sentence; last, if it introduces, an empty one with the lead."""
    point = _completed(text, point)
    marks = find_inline(text, point.start, point.end)
    own, lead = _lead_of(text, point.start, marks[0].start if marks else point.end)
    if not marks and not introduces:
        yield point
        return
    yield Point(point.label, point.start, own, point.lead)
    lead = (*point.lead, *lead) if own == point.start else lead
    if not marks:
        yield Point(point.label, point.end, point.end, lead)
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else _sentence_end(text, mark.body, point.end)
        start, end = _trimmed(text, mark.body, end)
        yield Point(f"{point.label}({mark.label})", start, end, lead)
    if marks and (rest := _trimmed(text, _sentence_end(text, marks[-1].body, point.end), point.end))[0] < point.end:
        yield Point(point.label, *rest)


def _completed(text: str, point: Point) -> Point:
    """Return a point with its lead only where the words need it: they are no sentence of their own."""
    first = _SENTENCE.split(text[point.start : point.end], maxsplit=1)[0]
    lead = text[point.lead[-1][0] : point.lead[-1][1]] if point.lead else ""
    needed = first[:1].islower() or (bool(_LEADING.search(lead)) and not _BINDING.search(first))
    return point if needed else Point(point.label, point.start, point.end)


def _lead_of(text: str, start: int, end: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return where the sentence begins that introduces a list, and its offsets, without "the following:"."""
    words = text[start:end].rstrip()
    if not words or words[-1] in ".;!?":
        return end, ()
    begins = [match.end() for match in _SENTENCE.finditer(words)] + [m.end() for m in re.finditer(r"\n\s*\n", words)]
    first = max(begins, default=0)
    said = _FOLLOWING.sub("", words[first:]).rstrip(" \t\n:–—-")
    return start + first, ((start + first, start + first + len(said)),) if said else ()


def _item_end(text: str, start: int, end: int) -> int:
    """Return where the last item of a list ends: what follows on a line of its own belongs to the point above."""
    match = re.compile(r"[.;]\s*\n(?=\s*\n|[ \t]*[A-Z])").search(text, start, end)
    return match.end() if match else end


def _sentence_end(text: str, start: int, end: int) -> int:
    match = _SENTENCE.search(text, start, end)
    return match.start() if match else end


def _without_title(text: str, start: int, end: int, alone: bool) -> tuple[int, int]:
    """Return a point's words without the heading on a line of its own above them; ``alone`` it may be all there is."""
    match = re.match(r"\s*([A-Z][^\n]*?)[ \t]*\n\s*(?=[A-Z“\"(]|$)", text[start:end])
    if not match or match[1][-1] in ".;:,!?" or len(match[1].split()) > _TITLE_WORDS or _BINDING.search(match[1]):
        return start, end
    return (start + match.end(), end) if alone or text[start + match.end() : end].strip() else (start, end)


def _close(text: str, start: int) -> int:
    """Return where the signatures begin, behind the last point's own first line."""
    for line in re.finditer(r"^.*$", text[start:], re.MULTILINE):
        if line.start() and _CLOSE.match(line[0]):
            return start + line.start()
    return len(text)


def _by_paragraph(text: str) -> Layout:
    blocks = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    said = [(start, end) for start, end in blocks if re.search(r"[.;:]\s*$", text[start:end])] or blocks
    close = next((start for start, end in blocks if _CLOSE.match(text[start:end])), len(text))
    first = said[0][0] if said else 0
    return Layout(first, tuple(_paragraphs(text, first, close)), close)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Point]:
    """Yield a point for each paragraph that is a sentence, without the heading above it, and each item in one."""
    blocks = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text, start, end)]
    said = [block for block in blocks if re.search(r"[.;:|]\s*$", text[slice(*block)]) or "|" in text[slice(*block)]]
    for block in said or blocks:
        point = Point("", *_trimmed(text, *_without_title(text, *block, False)))
        yield from (item for item in _unfolded(text, point, False) if item.start < item.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
