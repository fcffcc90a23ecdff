"""Quantities of a clause, from the figures that its words give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lengths import NUMBERS
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Amount, Cited
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.extract.scene import Scene

_LEFT_OUT = frozenset({"duration-limit", "votes"})
_IN_NUMBER = re.compile(r"(?P<who>\w+)\W{1,3}(?:(?:up to|at most|at least|some)\s+)?(?P<number>\d[\d,]*) in number\b")
_BARE = re.compile(
    r"\b(?:a further|another|an additional|of|estimated at|put at|numbering|totalling"
    r"|from\s+\d[\d,]*\s+to)\s+(?P<number>\d[\d,.]*\d|\d)(?:\s+(?P<scale>thousand|million|billion))?"
    r"(?=\s*[,;.)]|\s+(?:every|each|per|by|on|in|within|before|and)\b|\s*\Z)"
)
"""Numbers that leave out what they count: "a further 15 million", "the first, of 200"."""
_BODY_OF = re.compile(
    rf"\b(?P<body>[A-Za-z]+) of (?P<number>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b"
    r"(?=,| members| persons|\.| shall| will| is| are)"
)
"""A body by the number of its members: "a committee of twelve, six from each side"."""
_COUNTED = re.compile(r"\s+([a-z]\w+s)\b")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_AT_MOST = re.compile(
    r"\b(?:up to|no more than|not more than|at most|not exceeding|a maximum of|maximum)\s*$", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no fewer than|no less than|not fewer than|a minimum of|more than|over)\s*$", re.IGNORECASE
)


def find_amounts(cast: Cast, clause: Clause, scene: Scene) -> Iterator[Amount]:
    """Yield the quantities of a clause in text order: figures as in any report, and what only accords count."""
    text = scene.annotated.text
    start, end = cast.words.starts[clause.first], cast.words.ends[clause.last]
    found = []
    for figure in scene.figures:
        number = figure.low if figure.low is not None else figure.high
        last = figure.quote.split()[-1].lower()
        if not start <= figure.start < end or figure.unit in _LEFT_OUT or number is None or last in forms("uncounted"):
            continue
        most = figure.low is None or _AT_MOST.search(text[max(start, figure.start - 24) : figure.start])
        bound = "most" if most else "least" if figure.high is None else None
        found.append(_amount(text, number, figure.unit, (figure.start, figure.end), bound, not figure.approximate))
    taken = [(amount.cited.start, amount.cited.end) for amount in found]
    found += [item for item in _further(cast, clause, text) if not _overlaps(item, taken, scene)]
    taken = [(amount.cited.start, amount.cited.end) for amount in found]
    found += [item for item in _bare(text, start, end, found) if not _overlaps(item, taken, scene)]
    yield from sorted(found, key=lambda amount: amount.cited.start)


def _further(cast: Cast, clause: Clause, text: str) -> Iterator[Amount]:
    """Yield numbers of things that are no figure of a report: "15 crates", "ten a week", "300 in number"."""
    words = cast.words
    for match in _IN_NUMBER.finditer(text, words.starts[clause.first], words.ends[clause.last]):
        unit = "people" if match["who"].lower() in forms("people") | forms("forces") else "other"
        yield _amount(text, float(match["number"].replace(",", "")), unit, match.span("number"))
    for match in _BODY_OF.finditer(text, words.starts[clause.first], words.ends[clause.last]):
        if match["body"].lower() in forms("bodies") | forms("forces"):
            yield _amount(text, float(NUMBERS[match["number"].lower()]), "people", match.span("number"))
    yield from _spelled(text, words.starts[clause.first], words.ends[clause.last])
    for at in range(clause.first, clause.last + 1):
        number = _number(words.lowers[at]) if words.tags[at] == "CD" else None
        head = words.heads[at]
        counted = words.deps[at] == "nummod" and head > at and words.tags[head] in ("NNS", "NN")
        behind = words.lowers[at + 1 : at + 3]
        often = behind[:1] in (["a"], ["per"]) and behind[1:] in (["day"], ["week"], ["month"])
        of_them = behind[:1] == ["of"] and behind[1:] in (["them"], ["these"], ["those"], ["whom"], ["which"], ["each"])
        often |= of_them
        if number is None or not (counted or often) or (counted and words.lowers[head] in forms("uncounted")):
            continue
        yield _amount(text, number, "other", (words.starts[at], words.ends[head if counted else at + 2]))


def _spelled(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield numbers of several words with what they count: "two thousand five hundred landmines"."""
    for numeral in find_numerals(text[start:end], load_lexicon()):
        behind = _COUNTED.match(text, start + numeral.end, end)
        if numeral.kind == "words" and numeral.value >= 100 and behind and behind[1].lower() not in forms("uncounted"):
            yield _amount(text, numeral.value, "other", (start + numeral.start, behind.end()))


def _bare(text: str, start: int, end: int, found: Sequence[Amount]) -> Iterator[Amount]:
    """Yield numbers that leave out what they count; they count what the number before them does."""
    for match in _BARE.finditer(text, start, end):
        if not _YEAR.fullmatch(match["number"]):
            before = [amount.unit for amount in found if amount.cited.end <= match.start()]
            number = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
            yield _amount(text, number, before[-1] if before else "other", (match.start("number"), match.end()))


def _number(low: str) -> float | None:
    if low.replace(",", "").replace(".", "", 1).isdecimal():
        return float(low.replace(",", ""))
    return float(NUMBERS[low]) if low in NUMBERS else None


def _overlaps(item: Amount, taken: list[tuple[int, int]], scene: Scene) -> bool:
    spans = taken + [(time.start, time.end) for time in scene.times]
    return any(start < item.cited.end and item.cited.start < end for start, end in spans)


def _amount(
    text: str, number: float, unit: str, span: tuple[int, int], bound: str | None = None, sure: bool = True
) -> Amount:
    start, end = span
    before = text[max(0, start - 24) : start]
    if bound is None:
        bound = "most" if _AT_MOST.search(before) else "least" if _AT_LEAST.search(before) else "exact"
    return Amount(
        number=number,
        unit=unit,
        bound=bound,
        cited=Cited(value=f"{number:g}", start=start, end=end, quote=text[start:end], sure=sure),
    )
