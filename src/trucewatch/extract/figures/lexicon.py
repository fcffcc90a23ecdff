"""The rulebook of figures as tables made for looking up: numerals, bounds, nouns, fates, measures, terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.rulebooks import PhraseTable, Rule, load_rulebook

FIELDS = frozenset({
    "part", "kind", "values", "side", "effect", "forms", "not_after", "changed", "unit", "people", "at_place",
    "counted", "least", "of", "past", "active", "undergoes", "state", "head", "nominal", "toll", "neutral",
})  # fmt: skip
_CODES = ("USD", "EUR", "GBP", "RUB", "UAH", "AMD", "AZN", "CHF", "Rs", "KSh", "SDG", "IQD")
FATE_ROLES = ("past", "active", "undergoes", "state", "head", "nominal", "toll", "neutral", "neutral")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that is counted: the unit it stands for, and whether it counts persons."""

    rule: str
    unit: str
    people: bool
    at_place: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What befell those counted: the unit it gives and the role its words play towards the number.

    ``counted`` are the units of nouns it may apply to (empty: all persons); ``least`` the smallest number.
    """

    rule: str
    unit: str
    role: str
    counted: tuple[str, ...]
    least: float


@dataclass(frozen=True, slots=True)
class Bound:
    """A word or phrase beside a number: effect ``low``, ``high``, ``about`` or ``none``."""

    rule: str
    effect: str
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of the rulebook of figures."""

    numerals: dict[str, tuple[str, float, str]]
    atom: re.Pattern[str]
    firsts: frozenset[str]
    shares: frozenset[str]
    before: dict[str, Bound]
    before_pattern: re.Pattern[str]
    before_lasts: frozenset[str]
    after: dict[str, Bound]
    after_pattern: re.Pattern[str]
    changed: frozenset[str]
    nouns: dict[str, Noun]
    cues: PhraseTable[Fate]
    measures: dict[str, tuple[str, str]]
    measure_pattern: re.Pattern[str]
    money: frozenset[str]
    terms: dict[str, dict[str, str]]
    labels: frozenset[str]
    parties: frozenset[str]
    animals: frozenset[str]
    streets: frozenset[str]
    words: dict[str, frozenset[str]]


def _alternatives(forms: Iterable[str]) -> str:
    """Return a pattern part that matches any of the forms, the longest first, across any white space."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)


def _forms(rules: list[Rule]) -> dict[str, Rule]:
    return {form: rule for rule in rules for form in rule.get("forms", ())}


def _numerals(rules: list[Rule]) -> dict[str, tuple[str, float, str]]:
    return {
        word: (rule.get("kind"), float(value), rule.id) for rule in rules for word, value in rule.get("values").items()
    }


def _bounds(rules: list[Rule], side: str) -> dict[str, Bound]:
    chosen = [rule for rule in rules if rule.get("side") == side]
    return {
        form: Bound(rule.id, rule.get("effect"), frozenset(rule.get("not_after", ())))
        for form, rule in _forms(chosen).items()
    }


def _cues(rules: list[Rule]) -> PhraseTable[Fate]:
    table: PhraseTable[Fate] = PhraseTable()
    for rule in rules:
        for role in FATE_ROLES:
            fate = Fate(rule.id, rule.get("unit"), role, tuple(rule.get("counted", ())), float(rule.get("least", 0)))
            for form in rule.get(role, ()):
                table.add(form.split(), fate)
    return table


def _atom_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of one piece of a number: digits with what belongs to them, or a number word."""
    currency = (
        r"(?P<currency>(?:(?:US|U\.S\.|AU|A|CA|C|NZ|HK|R)\s?)?[$€£¥₽₴₺₼₹₪]"
        rf"|\b(?:{'|'.join(_CODES)})\b\.?)\s?"
    )
    digits = (
        r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
        r"|\d{1,3}(?:\.\d{3})+(?![\d.])|\d+(?:[.,]\d{1,2}(?=\s?(?:million|billion|bn|mln)))|\d+(?:\.\d+)?)"
    )
    return re.compile(
        rf"(?:{currency})?(?<![\w.,:/+#@&°]){digits}(?P<suffix>(?:k|m|bn|mn|mln|tn)\b)?"
        rf"|\b(?P<word>{_alternatives(words)})\b",
        re.IGNORECASE,
    )


def _first_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words a number can begin with, codes of currencies included."""
    codes = {code.lower() for code in (*_CODES, "us", "u", "au", "a", "ca", "c", "nz", "hk", "r")}
    return frozenset(re.split(r"[\s-]", word)[0] for word in words) | codes


@cache
def load_lexicon() -> Lexicon:
    """Return the rulebook of figures, compiled once a process."""
    parts: dict[str, list[Rule]] = {}
    for rule in load_rulebook("figures", FIELDS, frozenset({"part"})):
        parts.setdefault(rule.get("part"), []).append(rule)
    numerals = _numerals(parts["numeral"])
    numerals |= {
        form: ("twice", 2.0 if form == "twice" else 3.0, rule.id) for form, rule in _forms(parts["twice"]).items()
    }
    before, after = _bounds(parts["bound"], "before"), _bounds(parts["bound"], "after")
    measures = {form: (rule.get("unit"), rule.id) for form, rule in _forms(parts["measure"]).items()}
    not_figure: dict[str, frozenset[str]] = {
        rule.get("kind"): frozenset(rule.get("forms")) for rule in parts["not_figure"]
    }
    share = next(rule for rule in parts["numeral"] if rule.get("kind") == "fraction")
    return Lexicon(
        numerals=numerals, atom=_atom_pattern(numerals), firsts=_first_words(numerals),
        shares=frozenset(share.get("of")),
        before=before, before_pattern=re.compile(rf"(?<![\w-])({_alternatives(before)})\s*[“\"‘']?$", re.IGNORECASE),
        before_lasts=frozenset(form.split()[-1] for form in before),
        after=after, after_pattern=re.compile(rf"[\s-]*(\+|{_alternatives(after)})(?!\w)", re.IGNORECASE),
        changed=frozenset(word for rule in parts["range"] for word in rule.get("changed")),
        nouns=_nouns(parts["noun"]), cues=_cues(parts["fate"]),
        measures=measures, measure_pattern=_measure_pattern(measures),
        money=frozenset(_forms(parts["money"])), terms=_terms(parts["term"]),
        labels=not_figure["label"], parties=not_figure["counted"], animals=not_figure["animal"],
        streets=not_figure["street"],
        words={rule.get("kind"): frozenset(rule.get("forms")) for rule in parts["words"]},
    )  # fmt: skip


def _measure_pattern(measures: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"[\s-]?({_alternatives(measures)})(?![\w²]|/h|\s+(?:per|an)\s+hour)", re.IGNORECASE)


def _nouns(rules: list[Rule]) -> dict[str, Noun]:
    return {
        form: Noun(rule.id, rule.get("unit"), rule.get("people", False), rule.get("at_place", True))
        for form, rule in _forms(rules).items()
    }


def _terms(rules: list[Rule]) -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, Any]] = {}
    for rule in rules:
        kinds.setdefault(rule.get("kind"), {}).update(dict.fromkeys(rule.get("forms"), rule.id))
    return kinds
