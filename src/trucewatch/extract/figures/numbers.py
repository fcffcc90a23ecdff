"""Put the pieces of numbers together: "two hundred and five", "hundreds of thousands", "half a million"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trucewatch.extract.figures.atoms import Atom, find_atoms
from trucewatch.extract.figures.lexicon import Lexicon

_SCALE_SUFFIX = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12}
_PLURAL_BASE = {"dozens": 12.0, "scores": 20.0, "tens": 10.0}
_JOINED = re.compile(r"[-‑]([A-Za-z]+)")
_SPACED = re.compile(r"[\s-]+")
_OF = re.compile(r"\s+(?:of\s+)?", re.IGNORECASE)
_OF_PLURAL = re.compile(r"\s+of\s+", re.IGNORECASE)
_AND = re.compile(r"[\s-]+(?:and\s+)?", re.IGNORECASE)
_OF_A = re.compile(r"\s+(?:of\s+)?an?\s+", re.IGNORECASE)
_AND_A = re.compile(r"\s+and\s+an?\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![\w-])an?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written at ``[start, end)`` of a passage.

    ``vague`` is an open lower bound ("dozens"). ``kind`` is ``digits``, ``words``, ``vague``, ``fraction``,
    ``none`` or ``twice``. ``currency`` is true with a sign of money before it, ``scaled`` where a scale word or
    suffix multiplied it, ``metres`` where a bare "m" stands behind it. ``joined`` is the word hung on by a hyphen.
    """

    start: int
    end: int
    value: float
    vague: bool
    kind: str
    rules: tuple[str, ...]
    currency: bool = False
    scale: float = 1.0
    metres: bool = False
    joined: str | None = None


def find_numerals(text: str, lexicon: Lexicon) -> list[Numeral]:
    """Return the numerals of a passage in text order."""
    atoms = find_atoms(text, lexicon)
    found: list[Numeral] = []
    at = 0
    while at < len(atoms):
        numeral, at = _read(text, atoms, at)
        if numeral is not None:
            joined = _JOINED.match(text, numeral.end)
            found.append(replace(numeral, joined=joined[1].lower()) if joined else numeral)
    return found


def _read(text: str, atoms: list[Atom], at: int) -> tuple[Numeral | None, int]:
    """Read one numeral that begins at an atom; return it, or None where the words make none, and where to go on."""
    first = atoms[at]
    if first.kind in ("none", "twice"):
        return _numeral(first, first, first.value, first.kind), at + 1
    if first.kind == "loose":
        return _read_loose(text, atoms, at)
    if first.kind == "vague":
        return _read_vague(text, atoms, at)
    if first.kind == "fraction":
        return _read_fraction(text, atoms, at)
    return _read_cardinal(text, atoms, at)


def _numeral(first: Atom, last: Atom, value: float, kind: str, *, vague: bool = False) -> Numeral:
    rules = tuple(dict.fromkeys(rule for rule in (first.rule, last.rule) if rule))
    return Numeral(first.start, last.end, value, vague, kind, rules)


def _scale_of(atom: Atom) -> float | None:
    """Return what an atom multiplies by, None where it is no scale word: hundred, hundreds, dozens."""
    if atom.kind == "scale":
        return atom.value
    if atom.kind == "vague":
        return _PLURAL_BASE.get(atom.word, atom.value / 2)
    return None


def _follows(text: str, atoms: list[Atom], at: int, gap: re.Pattern[str]) -> Atom | None:
    """Return the atom behind ``at`` when nothing but the gap stands between."""
    if at + 1 < len(atoms) and gap.fullmatch(text, atoms[at].end, atoms[at + 1].start):
        return atoms[at + 1]
    return None


def _read_loose(text: str, atoms: list[Atom], at: int) -> tuple[Numeral | None, int]:
    first = atoms[at]
    following = _follows(text, atoms, at, _OF)
    scale = _scale_of(following) if following else None
    article = _ARTICLE.search(text, max(0, first.start - 4), first.start)
    start = replace(first, start=article.start()) if article else first
    if following and scale:
        if first.word == "many":
            return _numeral(first, following, following.value, "vague", vague=True), at + 2
        factor, last = _powers(text, atoms, at + 1, scale)
        return _numeral(start, atoms[last], first.value * factor, "vague", vague=True), last + 1
    if first.word == "couple" and article:
        return _numeral(start, first, first.value, "vague", vague=True), at + 1
    return None, at + 1


def _powers(text: str, atoms: list[Atom], at: int, factor: float) -> tuple[float, int]:
    """Multiply on over scale words ("hundred thousand", "hundreds of thousands"); return factor and last atom."""
    while (following := _follows(text, atoms, at, _OF)) and (scale := _scale_of(following)) and scale > 12:
        factor, at = factor * scale, at + 1
    return factor, at


def _read_vague(text: str, atoms: list[Atom], at: int) -> tuple[Numeral | None, int]:
    first = atoms[at]
    following = _follows(text, atoms, at, _OF_PLURAL)
    if following and following.kind == "vague" and (scale := _scale_of(following)):
        return _numeral(first, following, first.value * scale, "vague", vague=True), at + 2
    if first.word == "tens":
        return (
            _numeral(first, first, first.value, "vague", vague=True)
            if text[first.end : first.end + 3].lower() == " of"
            else None
        ), at + 1
    return _numeral(first, first, first.value, "vague", vague=True), at + 1


def _read_fraction(text: str, atoms: list[Atom], at: int) -> tuple[Numeral | None, int]:
    first = atoms[at]
    following = _follows(text, atoms, at, _OF_A)
    if following and following.kind == "scale" and first.value in (25, 50, 75):
        factor, last = _powers(text, atoms, at + 1, following.value)
        return _numeral(first, atoms[last], first.value / 100 * factor, "words"), last + 1
    return _numeral(first, first, first.value, "fraction"), at + 1


@dataclass(slots=True)
class _Sum:
    """A cardinal while it is being read: finished thousands, the part in hand, and the last kind added."""

    total: float = 0.0
    current: float | None = None
    last: str = ""
    scale: float = 1.0

    def add(self, atom: Atom, gap: str) -> bool:
        """Take the atom in, or return False where it does not continue the number."""
        plain = _SPACED.fullmatch(gap) is not None or gap == ""
        scale = _scale_of(atom)
        if scale is not None:
            return plain and self._multiply(scale)
        if atom.kind not in ("unit", "tens"):
            return False
        if self.last == "":
            self.current = atom.value
        elif self._goes_on(atom, gap, plain=plain):
            self.current = (self.current or 0) + atom.value
        else:
            return False
        self.last = atom.kind
        return True

    def _goes_on(self, atom: Atom, gap: str, *, plain: bool) -> bool:
        """Tell whether a word adds to the number: "forty-two", "two hundred and five"."""
        if self.last == "tens":
            return atom.kind == "unit" and 0 < atom.value < 10 and plain
        return self.last in ("hundred", "large") and _AND.fullmatch(gap) is not None and atom.value > 0

    def _multiply(self, scale: float) -> bool:
        if self.last == "large" and self.current is None:
            return False
        if scale >= 1000:
            self.total += (1.0 if self.current is None else self.current) * scale
            self.current, self.last, self.scale = None, "large", scale
            return True
        if self.last in ("hundred", "dozen"):
            return False
        self.current = (1.0 if self.current is None else self.current) * scale
        self.last, self.scale = ("hundred" if scale == 100 else "dozen"), scale
        return True

    @property
    def value(self) -> float:
        return self.total + (self.current or 0)


def _read_cardinal(text: str, atoms: list[Atom], at: int) -> tuple[Numeral | None, int]:
    first = atoms[at]
    summed = _Sum()
    start = first.start
    if first.kind == "digits":
        summed.current, summed.last = first.value, "digits"
    else:
        summed.add(first, "")
    if first.kind == "scale":
        article = _ARTICLE.search(text, max(0, start - 4), start)
        if not article:
            return None, at + 1
        start = article.start()
    metres = first.suffix == "m" and not first.currency
    if first.suffix and not metres:
        summed.current = (summed.current or 0) * _SCALE_SUFFIX[first.suffix]
        summed.scale = _SCALE_SUFFIX[first.suffix]
    while not first.suffix and at + 1 < len(atoms):
        gap = text[atoms[at].end : atoms[at + 1].start]
        if _half_more(atoms[at + 1], gap, summed) or summed.add(atoms[at + 1], gap):
            at += 1
        else:
            break
    end = atoms[at].end
    kind = "digits" if first.kind == "digits" else "words"
    rules = tuple(dict.fromkeys(atom.rule for atom in (first, atoms[at]) if atom.rule))
    numeral = Numeral(start, end, summed.value, False, kind, rules, first.currency, summed.scale, metres)
    return numeral, at + 1


def _half_more(atom: Atom, gap: str, summed: _Sum) -> bool:
    """Read "and a half" behind a number: half of the scale last named, or half of one."""
    if atom.word != "half" or not _AND_A.fullmatch(gap):
        return False
    if summed.last == "large":
        summed.total += summed.scale / 2
    else:
        summed.current = (summed.current or 0) + (summed.scale if summed.last == "hundred" else 1.0) / 2
        summed.last = "digits"
    return True
