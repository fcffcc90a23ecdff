"""The rulebook of times: its words with their meanings, and its patterns as one compiled expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trucewatch.rulebooks import load_rulebook

_FIELDS = frozenset({"macro", "words", "pattern", "read", "side", "refuse", "before", "applies", "capital", "form"})
_MACRO = re.compile(r"\{([a-z_]+)\}")
_NAMED = re.compile(r"\(\?P<[a-z_0-9]+>")
_BEFORE = r"(?<![\w$€£¥#§])(?<![./@]\b)(?<!\d[.,:/])"
"""No expression begins inside a word, behind a currency sign, or behind a digit's own separator."""


@dataclass(frozen=True, slots=True)
class Core:
    """A pattern that finds an expression, and how its groups are to be read."""

    rule: str
    read: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Side:
    """A pattern for words that belong to an expression and stand right before or right behind it."""

    rule: str
    pattern: re.Pattern[str]
    applies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Guard:
    """A pattern that, right before or right behind a time-like expression, shows that it is none."""

    pattern: re.Pattern[str]
    left: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything read from ``times.yml``.

    ``trigger`` finds where it is worth while to look, ``master`` finds, ``cores`` tell what was found. ``before``
    are the words that must stand before a bare month, season or year. ``forms`` are patterns used by their names.
    """

    words: dict[str, dict[str, str]]
    trigger: re.Pattern[str]
    master: re.Pattern[str]
    cores: tuple[Core, ...]
    left: tuple[Side, ...]
    right: tuple[Side, ...]
    guards: dict[str, tuple[Guard, ...]]
    before: dict[str, re.Pattern[str]]
    forms: dict[str, re.Pattern[str]]

    def meaning(self, macro: str, word: str) -> str:
        """Return what a word of a word list means."""
        return self.words[macro][word]


@cache
def load_lexicon() -> Lexicon:
    """Return the compiled rulebook of times; loaded once a process."""
    macros: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    cores: list[Core] = []
    sides: dict[str, list[Side]] = {"left": [], "right": []}
    guards: dict[str, list[Guard]] = {}
    before: dict[str, re.Pattern[str]] = {}
    forms: dict[str, re.Pattern[str]] = {}
    for rule in load_rulebook("times", _FIELDS):
        if listed := rule.get("words"):
            words[rule.get("macro")] = {str(word): str(meaning) for word, meaning in listed.items()}
            macros[rule.get("macro")] = _any_of(words[rule.get("macro")])
            continue
        pattern = _MACRO.sub(lambda match: macros[match[1]], rule.get("pattern", ""))
        applies = rule.get("applies", "").split()
        if rule.get("macro"):
            macros[rule.get("macro")] = pattern
        elif side := rule.get("side"):
            sides[side].append(Side(rule.id, _beside(pattern, side), frozenset(applies)))
        elif side := rule.get("refuse"):
            guard = Guard(_beside(pattern, side), side == "left", rule.get("capital", False))
            for read in applies:
                guards.setdefault(read, []).append(guard)
        elif what := rule.get("before"):
            before[what] = _beside(pattern, "left")
        elif form := rule.get("form"):
            forms[form] = re.compile(pattern)
        elif rule.get("read"):
            cores.append(Core(rule.id, rule.get("read"), re.compile(pattern)))
    finders = "|".join(f"({_NAMED.sub('(?:', core.pattern.pattern)})" for core in cores)
    return Lexicon(
        words=words,
        trigger=re.compile(macros["trigger"]),
        master=re.compile(f"{_BEFORE}(?:{finders})"),
        cores=tuple(cores),
        left=tuple(sides["left"]),
        right=tuple(sides["right"]),
        guards={read: tuple(listed) for read, listed in guards.items()},
        before=before,
        forms=forms,
    )


def _beside(pattern: str, side: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$" if side == "left" else pattern)


def _any_of(listed: dict[str, str]) -> str:
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) + ")"
