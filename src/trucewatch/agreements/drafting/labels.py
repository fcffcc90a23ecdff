"""Find the lines of an accord that begin with a number, letter, ordinal or bullet, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.agreements.drafting.lexicon import listed

_NUMBER = r"\d{1,3}(?:\.\d{1,2})*|[IVXLivxl]{1,6}|[A-Za-z]"
_LABEL = re.compile(
    rf"[ \t]*(?:(?P<word>(?i:article|art\.|paragraph|para\.|point|section|clause|§))[ \t]*(?P<named>{_NUMBER})"
    r"(?:[.):]|[ \t]*[–—-](?=[ \t])|(?=[ \t]*(?:\n|$))|(?=[ \t]+[A-Z][^\n.;]{2,60}\n))"
    rf"|(?P<open>\(?)(?P<number>{_NUMBER})"
    r"(?P<stop>\)|[.:](?=[ \t\n]|$|[A-Z])|[ \t]*[–—-](?=[ \t])|(?<=\d\.\d)(?=[ \t])|(?<=\d\.\d\d)(?=[ \t]))"
    r"|(?P<bullet>[-–—•*·])(?=[ \t])"
    r"|(?P<ordinal>[A-Za-z]+)(?:[.:)]|[ \t]*[–—](?=[ \t])|,(?=[ \t])|(?=[ \t]*\n)))[ \t]*"
)
_INLINE = re.compile(r"(?<=[\s:])\((?P<number>[a-z]{1,5}|\d{1,2})\)(?=\s+[a-z])")
_REFERRING = re.compile(r"(?:\d|article|articles|paragraph|paragraphs|point|points|and|or|to)\s*\Z", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

Value = tuple[int, ...]
Label = tuple[str, Value, str]
"""A label's style, its value, and how it is cited."""
_PARTY_LIST = re.compile(
    r"^[ \t]*(?:the )?(?:parties|signatories|belligerents)(?: to the \w+)?:[ \t]*\n"
    r"(?:[ \t]*(?:\(?\w{1,3}[.):]|[–•*-])[ \t]*[^\n]{3,80}\n)+",
    re.IGNORECASE | re.MULTILINE,
)
"""A numbered list of who the parties are, in a head."""
_INITIALS = re.compile(r"[ \t]*[A-Z]\. ?[A-Z]\.|[ \t]*[A-Z]\. [A-Z][^\n]*\(signed\)")
"""The initials of who signs: "A. V. Name (signed)"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One label: as it is cited ("6", "3(a)"), where its line and its words begin, and its depth from 0."""

    label: str
    start: int
    body: int
    depth: int


def find_marks(text: str) -> Iterator[Mark]:
    """Yield the labels of lines in text order, as far as they count on from one another."""
    stack: list[Label] = []
    latest: dict[str, Value] = {}
    running: set[str] = set()
    found: list[tuple[tuple[Label, ...], int, int]] = []
    listed = [match.span() for match in _PARTY_LIST.finditer(text)]
    for line in re.finditer(r"^.*\S.*$", text, re.MULTILINE):
        match = _LABEL.match(text, line.start(), line.end() + 1)
        if any(start < line.start() < end for start, end in listed):
            continue
        if not match or _INITIALS.match(text, line.start()):
            continue
        labels = list(_candidates(match))
        read = _placed(stack, labels)
        if read is None and (read := _run_on(stack, labels, latest)):
            running.add(read[-1][0])
        if read:
            stack = read
            latest[stack[-1][0]] = stack[-1][1]
            found.append((tuple(stack), line.start(), min(match.end(), line.end())))
    for cited, start, body in found:
        own = next((n for n in reversed(range(len(cited))) if cited[n][0] in running), 0)
        yield Mark(_cited(cited[own:]), start, body, len(cited) - 1)


def _run_on(stack: list[Label], labels: list[Label], latest: dict[str, Value]) -> list[Label] | None:
    """Return the stack with a label that goes on counting under a new heading: "3." under Article II behind "2."."""
    for style, value, number in labels:
        last = latest.get(style)
        if stack and last and len(value) == 1 and value[0] == last[-1] + 1 and style not in {item[0] for item in stack}:
            return [*stack, (style, value, number)]
    return None


def find_inline(text: str, start: int, end: int) -> list[Mark]:
    """Return the labels (a), (b), … that stand within one sentence or more, if there are two that count on."""
    found: list[Mark] = []
    kinds = {"lower letter", "lower Roman", "digits"}
    for match in _INLINE.finditer(text, start, end):
        if _REFERRING.search(text[max(start, match.start() - 12) : match.start()]) and not found:
            continue
        fitting = {kind for kind, value in _numbers(match["number"]) if value == (len(found) + 1,)} & kinds
        if fitting:
            kinds = fitting
            found.append(Mark(match["number"], match.start(), match.end() + 1, 0))
    return found if len(found) > 1 else []


def _placed(stack: list[Label], read: list[Label]) -> list[Label] | None:
    """Return the stack of open lists with a label in its place, None where it counts on from none of them."""
    for style, value, number in read:
        for depth, (open_style, last, _) in enumerate(stack):
            if style == open_style and _counts_on(style, last, value):
                return [*stack[:depth], (style, value, number)]
    for style, value, number in read:
        numeric = next((depth for depth, item in enumerate(stack) if "digits" in style and "digits" in item[0]), None)
        if (
            numeric is not None
            and len(value) == 1 < len(stack[numeric][1])
            and value[0] - stack[numeric][1][0] in (1, 2)
        ):
            return [*stack[:numeric], (style, value, number)]  # "3." behind "2.2"
        if style.startswith("named") and not any(item[0].startswith("named") for item in stack):
            return [(style, value, number)]
        if style not in {item[0] for item in stack} and (value[-1] == 1 or (not stack and value[-1] == 2)):
            return [*stack, (style, value, number)]
    return None


def _counts_on(style: str, last: Value, value: Value) -> bool:
    if style == "bullet" or value == (1,):
        return True
    if style.startswith("named") or len(value) > 1:
        return value > last
    return 0 < value[-1] - last[-1] <= 2


def _candidates(match: re.Match[str]) -> Iterator[Label]:
    """Yield the ways to read a label: its style, its value, and how it is cited."""
    if match["bullet"]:
        yield "bullet", (1,), ""
    elif match["ordinal"]:
        low = match["ordinal"].lower().removesuffix("ly")
        if low in listed("ordinals"):
            yield "ordinal", (listed("ordinals").index(low) + 1,), match["ordinal"]
    elif match["named"]:
        for _, value in sorted(_numbers(match["named"]), key=lambda item: "Roman" not in item[0]):
            yield f"named {match['word'].lower()}", value, match["named"]
    else:
        for kind, value in _numbers(match["number"]):
            yield f"{match['open'] or match['stop'].strip()}{kind}{len(value)}", value, match["number"]


def _numbers(number: str) -> Iterator[tuple[str, Value]]:
    """Yield kind and value of a number: "i" is a Roman one or a letter."""
    if number[0].isdigit():
        yield "digits", tuple(int(part) for part in number.split("."))
        return
    case = "upper" if number.isupper() else "lower"
    if len(number) == 1:
        yield f"{case} letter", (ord(number.lower()) - ord("a") + 1,)
    if set(number.lower()) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number.lower()]
        yield (
            f"{case} Roman",
            (sum(-low if low < max(values[at:]) else low for at, low in enumerate(values)),),
        )


def _cited(stack: Sequence[Label]) -> str:
    """Return how a label is cited: "3(a)"; "2.1" already names what it stands under, a bullet has no name."""
    label = ""
    for _, value, number in stack:
        if number:
            label = number if not label or len(value) > 1 else f"{label}({number})"
    return label
