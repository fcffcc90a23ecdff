"""From numerals to quantities: the words that open or close a bound, ranges, and signs of money and share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trucewatch.extract.figures.lexicon import Bound, Lexicon
from trucewatch.extract.figures.numbers import Numeral

RANGE_RULE = "figures.bound.range"
_WINDOW = 48
_SPACE = re.compile(r"\s+")
_MEASURE_GAP = r"(?:\s?(?:%|percent|per cent|km|kilomet(?:re|er)s|miles|years?|months?|weeks?|days?|hours?))?"
_DASHED = re.compile(rf"{_MEASURE_GAP}\s?[-–‑]\s?|{_MEASURE_GAP}\s+(?:to|or|and\s+up\s+to|or\s+even)\s+", re.IGNORECASE)
_TO_BOUND = re.compile(
    r",?\s+(?:(?:to|and|or)\s+)?(?:possibly\s+|perhaps\s+|maybe\s+)?(?:up\s+to|as\s+many\s+as|at\s+most|no\s+more\s+than)\s+",
    re.IGNORECASE,
)
_BETWEEN_GAP = re.compile(rf"{_MEASURE_GAP}\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:about\s+|around\s+|some\s+|nearly\s+)?$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\w+)\W*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds at ``[start, end)`` of a passage; the numerals proper at ``[inner, inner_end)``."""

    start: int
    end: int
    inner: int
    inner_end: int
    low: float | None
    high: float | None
    approximate: bool
    numeral: Numeral
    bounded: bool
    total: bool
    rules: tuple[str, ...]

    @property
    def size(self) -> float:
        """The stated number, whichever bound it is."""
        return self.low if self.low is not None else self.high or 0.0


def find_quantities(text: str, numerals: list[Numeral], lexicon: Lexicon) -> list[Quantity]:
    """Return the quantities of a passage in text order: each numeral, or two that make a range."""
    found: list[Quantity] = []
    at = 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) else None
        if second and (start := _range_start(text, first, second, lexicon)) is not None:
            low = _scaled_alike(first, second)
            found.append(_bounded(text, start, replace(second, value=low), second, lexicon))
            at += 2
        else:
            found.append(_bounded(text, first.start, first, first, lexicon))
            at += 1
    return [quantity for quantity in found if quantity.low is not None or quantity.high is not None]


def _scaled_alike(first: Numeral, second: Numeral) -> float:
    """Return the lower number in the scale of the upper one ("5 to 10 million", "two or three hundred")."""
    shares_scale = first.scale == 1.0 and second.scale > 1.0 and first.value < second.value / second.scale
    return first.value * second.scale if shares_scale else first.value


def _range_start(text: str, first: Numeral, second: Numeral, lexicon: Lexicon) -> int | None:
    """Return where the range of two numerals starts, None where they are two quantities."""
    if (
        first.vague
        or second.vague
        or first.kind in ("none", "twice", "fraction")
        or second.kind in ("none", "twice", "fraction")
    ):
        return None
    if _scaled_alike(first, second) >= second.value:
        return None
    gap = text[first.end : second.start]
    if len(gap) > 40:
        return None
    left = text[max(0, first.start - _WINDOW) : first.start]
    if between := _BETWEEN.search(left):
        return first.start - len(left) + between.start() if _BETWEEN_GAP.fullmatch(gap) else None
    came_from = _FROM.search(left)
    if came_from and _changed(text, first.start, lexicon):
        return None
    if _TO_BOUND.fullmatch(gap):
        return first.start
    if not _DASHED.fullmatch(gap) or (first.kind != second.kind and not gap.strip()):
        return None
    return first.start - len(left) + came_from.start() if came_from else first.start


def _changed(text: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether something rose or fell shortly before: then "from A to B" are two numbers."""
    left = text[max(0, at - 90) : at].lower()
    return not lexicon.changed.isdisjoint(re.findall(r"[a-z]+", left[max(left.rfind(". "), 0) :]))


def _bounded(text: str, start: int, low: Numeral, high: Numeral, lexicon: Lexicon) -> Quantity:
    """Return the quantity of a numeral or a range with the bound words around it."""
    inner, end = start, high.end
    rules = list(high.rules)
    effects: list[str] = []
    if low is not high:
        rules.append(RANGE_RULE)
    total = False
    for _ in range(3):
        match = _bound_before(text, start, lexicon)
        bound = _allowed(text, match, lexicon) if match else None
        if match is None or bound is None:
            break
        start = match.start()
        effects.append(bound.effect)
        rules.append(bound.rule)
        total = total or match[1].lower().endswith("total of")
    match = lexicon.after_pattern.match(text, end) if high.joined in (None, "odd", "plus") else None
    if match and (bound := lexicon.after.get("or more" if match[1] == "+" else _evened(match[1]))):
        effects.append(bound.effect)
        rules.append(bound.rule)
        end = match.end()
    return _quantity(low, high, effects, (start, end, inner, high.end), total, tuple(dict.fromkeys(rules)))


def _bound_before(text: str, start: int, lexicon: Lexicon) -> re.Match[str] | None:
    """Return the bound words that end before an offset; the last word is looked up first, for speed."""
    last = text[max(0, start - 24) : start].rstrip(" \n“\"‘'").rsplit(None, 1)[-1:]
    if not last or last[0].lower().lstrip("(“\"‘'—–") not in lexicon.before_lasts:
        return None
    return lexicon.before_pattern.search(text, max(0, start - _WINDOW), start)


def _evened(words: str) -> str:
    return _SPACE.sub(" ", words.lower())


def _allowed(text: str, match: re.Match[str], lexicon: Lexicon) -> Bound | None:
    bound = lexicon.before.get(_evened(match[1]))
    if bound and bound.not_after and " " not in match[1]:
        last = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        if last and last[1].lower() in bound.not_after:
            return None
    return bound


def _quantity(
    low: Numeral,
    high: Numeral,
    effects: list[str],
    spans: tuple[int, int, int, int],
    total: bool,
    rules: tuple[str, ...],
) -> Quantity:
    start, end, inner, inner_end = spans
    bottom: float | None = low.value
    top: float | None = high.value
    if high.vague:
        top = None
        if "high" in effects:
            bottom = None
    elif low is high and "low" in effects:
        top = None
    elif low is high and "high" in effects:
        bottom = None
    approximate = high.vague or "about" in effects
    return Quantity(start, end, inner, inner_end, bottom, top, approximate, high, bool(effects), total, rules)
