"""Cut an accord's text into its head, its numbered points and its close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = re.compile(
    r"[ \t]*(?:(?P<word>article|art\.|paragraph|para\.|point|section|clause|§)[ \t]*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})*|[IVXLivxl]{1,6}|\(?[a-zA-Z]\)|\(?\d{1,2}\)|\([ivx]{1,5}\))"
    r"(?P<stop>[.):]|[ \t]*[–—-](?=[ \t])|(?=[ \t]*\n)|(?<=\))(?=[ \t]))[ \t]*",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"[ \t]*(?:done (?:at|in|on)\b|signed (?:at|in|by|for)\b"
    r"|for the (?:government|republic|kingdom|state|side|delegation)\b"
    r"|in witness whereof\b|on behalf of\b|\[?signatures?\b)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXL]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point: its label as written ("6", "3(a)") and the offsets of its words, the label left out."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The head before the first point, the points in order, and where the close (signatures) begins."""

    head_end: int
    points: tuple[Point, ...]
    close_start: int


@dataclass(frozen=True, slots=True)
class _Mark:
    label: str
    start: int
    body: int
    depth: int


def cut_points(text: str) -> Layout:
    """Return the layout of an accord's text; one without numbers has a point for each paragraph, without a label."""
    marks = list(_numbered(text))
    if len(marks) < 2:
        return _by_paragraph(text)
    close = _close(text, marks[-1].body)
    points: list[Point] = []
    above = ""
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else close
        label = mark.label if mark.depth == 0 else f"{above}({mark.label})"
        above = mark.label if mark.depth == 0 else above
        start, end = _trimmed(text, mark.body, end)
        if start < end:
            points.append(Point(label, start, end))
    return Layout(marks[0].start, tuple(points), close)


def _numbered(text: str) -> Iterator[_Mark]:
    """Yield the lines that begin with a number or letter of a list, in the order in which a list counts."""
    last: dict[int, str] = {}
    for line in re.finditer(r"^.*$", text, re.MULTILINE):
        match = _LABEL.match(text, line.start(), line.end() + 1)
        if not match or not line[0].strip() or (not match["word"] and not match["stop"] and match["number"][-1] != ")"):
            continue
        number = match["number"].strip("()")
        depth = 1 if number.isalpha() and len(number) == 1 and not (_ROMAN.fullmatch(number) and 1 not in last) else 0
        depth = 1 if match["number"].startswith("(") and 0 in last else depth
        if _follows(number, last.get(depth), depth, bool(match["word"])):
            last[depth] = number
            if depth == 0:
                last.pop(1, None)
            yield _Mark(number, line.start(), min(match.end(), line.end()), depth)


def _follows(number: str, before: str | None, depth: int, named: bool) -> bool:
    """Return whether a number can stand in a list after the last of it: a year that begins a line does not."""
    value = _value(number, depth)
    if value is None:
        return False
    earlier = _value(before, depth) if before else 0
    return named or (earlier is not None and 0 < value - earlier <= 2)


def _value(number: str, depth: int) -> int | None:
    if number.replace(".", "").isdigit():
        return int(number.split(".")[0]) * (1 if "." not in number else 100) + (
            int(number.split(".")[1]) if "." in number else 0
        )
    if depth == 1 and len(number) == 1:
        return ord(number.lower()) - ord("a") + 1
    return _roman(number) if _ROMAN.fullmatch(number) else None


def _roman(number: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in number.lower()]
    return sum(-low if low < max(values[at:]) else low for at, low in enumerate(values))


def _close(text: str, start: int) -> int:
    """Return where the signatures begin, behind the last point's own first line."""
    for line in re.finditer(r"^.*$", text[start:], re.MULTILINE):
        if line.start() and _CLOSE.match(line[0]):
            return start + line.start()
    return len(text)


def _by_paragraph(text: str) -> Layout:
    blocks = [(match.start(), match.end()) for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]
    said = [(start, end) for start, end in blocks if re.search(r"[.;:]\s*$", text[start:end])] or blocks
    close = next((start for start, _ in said if _CLOSE.match(text, start)), len(text))
    points = tuple(Point("", *_trimmed(text, start, end)) for start, end in said if start < close)
    return Layout(points[0].start if points else 0, points, close)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
