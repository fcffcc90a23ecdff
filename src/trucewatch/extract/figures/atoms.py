"""Find the pieces of numbers in a passage: digits with what belongs to them, and number words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.extract.figures.lexicon import Lexicon

_ROUGH = re.compile(r"[A-Za-z]+|[$€£¥₽₴₺₼₹₪\d]")
_SPACED = re.compile(r"[\s-]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_SCALE_BEHIND = re.compile(r"\s?(?:million|billion|bn|mln|%|per)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece at ``[start, end)``: its kind in the rulebook (or ``digits``), value, rule and lowered word.

    ``currency`` is true with a sign of money before it; ``suffix`` is a scale hung on ("12k", "5m").
    """

    start: int
    end: int
    kind: str
    value: float
    rule: str
    word: str
    currency: bool = False
    suffix: str = ""


def find_atoms(text: str, lexicon: Lexicon) -> list[Atom]:
    """Return the pieces of numbers; only words that can begin one are looked at closely, for speed."""
    atoms: list[Atom] = []
    firsts, end = lexicon.firsts, 0
    for rough in _ROUGH.finditer(text):
        word = rough.group()
        if word.isalpha() and word.lower() not in firsts:
            continue
        start = rough.start()
        if start < end:
            continue
        match = lexicon.atom.match(text, start)
        if match is not None and (atom := _atom(text, match, lexicon)):
            atoms.append(atom)
            end = match.end()
    return atoms


def _atom(text: str, match: re.Match[str], lexicon: Lexicon) -> Atom | None:
    start, end = match.span()
    if word := match["word"]:
        lowered = _SPACED.sub(" ", word.lower()) if " " in word or "\n" in word else word.lower()
        known = lexicon.numerals.get(lowered)
        if known is None:  # letters that only fold to those of a number word
            return None
        kind, value, rule = known
        if (
            start
            and text[start - 1] in "-‑"
            and (start < 2 or text[start - 2].isalpha())
            and kind not in ("unit", "scale")
        ):
            return None
        return Atom(start, end, kind, value, rule, lowered)
    if not _whole_number(text, match.start("digits"), match.end("digits"), end, lexicon):
        return None
    value = _digits_value(match["digits"], text[end : end + 12])
    return Atom(start, end, "digits", value, "", "", bool(match["currency"]), (match["suffix"] or "").lower())


def _whole_number(text: str, digits: int, digits_end: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether digits stand for a number of their own and not for a part of a name, date, clock or ordinal."""
    if digits and text[digits - 1] in "-‑" and digits > 1 and text[digits - 2].isalpha():
        return False
    following = text[end : end + 2]
    if not following:
        return True
    if following[0].isalnum():
        return end == digits_end and lexicon.measure_pattern.match(text, end) is not None
    return not (following[0] in ":/.,’'" and following[1:].isdigit()) and following[0] not in "_°"


def _digits_value(digits: str, following: str) -> float:
    if _THOUSANDS.fullmatch(digits) and not _SCALE_BEHIND.match(following):
        return float(digits.replace(".", ""))
    if _DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[,\s]", "", digits))
