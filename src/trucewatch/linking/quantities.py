"""What a figure counts: unit, class of those counted, the nations named with them. Data in ``quantities.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.casebook import Casebook
from trucewatch.rulebooks import load_rulebook

Row = Mapping[str, Any]
_FIELDS = frozenset({"part", "label", "course", "open", "acts", "forms", "within", "household", "kind"})
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
PEOPLE = "people"
_PEOPLE_UNITS = frozenset(
    {"killed", "wounded", "dead-or-wounded", "captured", "missing", "displaced", "evacuated", "population", "people"}
)
_SHARED = 4
_TAIL = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of figures: ``course`` is grows, steady or varies; ``open`` as in the rulebook.

    ``acts`` are those of which such a figure can be, None where any act can have it.
    """

    id: str
    label: str
    course: str
    open: bool
    acts: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class CountedClass:
    """A class of those counted, within a wider one; households hold persons and are none themselves."""

    id: str
    within: str | None
    household: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The rulebook compiled: units, classes, the class of each form, closed lists of words by kind."""

    units: dict[str, Unit]
    classes: dict[str, CountedClass]
    forms: dict[tuple[str, ...], str]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom or what a figure counts. ``nations`` are casebook ids, or lower-case words where no casebook knows them.

    ``owner`` is the possessive with which it counts (“our”, “its”).
    """

    kind: str
    nations: frozenset[str]
    household: bool = False
    owner: str | None = None


@cache
def quantity_book() -> Book:
    """Return the compiled rulebook ``quantities``."""
    book = Book({}, {}, {}, {})
    for rule in load_rulebook("quantities", _FIELDS, frozenset({"part"})):
        name = rule.id.rpartition(".")[2]
        if rule.get("part") == "unit":
            acts = rule.get("acts")
            acts = None if acts is None else frozenset(acts)
            book.units[name] = Unit(name, rule.get("label"), rule.get("course"), rule.get("open"), acts)
        elif rule.get("part") == "class":
            book.classes[name] = CountedClass(name, rule.get("within"), rule.get("household", False))
            book.forms.update({tuple(form.split()): name for form in rule.get("forms")})
        else:
            book.words[rule.get("kind")] = tuple(rule.get("forms"))
    return book


def unit_of(name: str) -> Unit:
    """Return a unit by its name; one that the rulebook does not hold is a steady count of its own."""
    return quantity_book().units.get(name) or Unit(name, name, "steady", False)


def is_within(inner: str, outer: str) -> bool:
    """Tell whether a class lies within another, by any number of steps; no class lies within itself."""
    classes = quantity_book().classes
    step = classes.get(inner)
    while step is not None and step.within is not None:
        if step.within == outer:
            return True
        step = classes.get(step.within)
    return False


def read_whom(figure: Row, casebook: Casebook) -> Whom:
    """Return whom a figure counts, by the words that it counts; everybody where a fate is counted without a noun."""
    quote = figure["counted_quote"] or ""
    words = _WORD.findall(quote)
    lower = [word.lower() for word in words]
    kind = _class_of(lower)
    nations = _nations(words, casebook)
    if kind is None:
        kind = PEOPLE if figure["unit"] in _PEOPLE_UNITS else (lower[-1] if lower else figure["unit"])
    entry = quantity_book().classes.get(kind)
    owner = next((word for word in _all_words(figure) if word in quantity_book().words["owner"]), None)
    return Whom(kind, nations, bool(entry and entry.household), owner)


def _all_words(figure: Row) -> list[str]:
    return [word.lower() for word in _WORD.findall(f"{figure['quote']} {figure['counted_quote'] or ''}")]


def _class_of(words: list[str]) -> str | None:
    """Return the class of the longest form that ends last: the head of "Russian military servicemen" ends it."""
    forms = quantity_book().forms
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - 4), end):
            if found := forms.get(tuple(words[start:end])):
                return found
    return None


def _nations(words: list[str], casebook: Casebook) -> frozenset[str]:
    """Return the nations that words name: by the casebook, else every capitalised word within that is no plain noun."""
    forms, found = quantity_book().forms, set()
    for at, word in enumerate(words):
        if nation := nation_of(word, casebook):
            found.add(nation)
        elif word[0].isupper() and (at + 1 < len(words) or len(words) == 1) and (word.lower(),) not in forms:
            found.add(word.lower())
    return frozenset(found)


def nation_of(word: str, casebook: Casebook) -> str | None:
    """Return the casebook id of the people, state or body whose demonym or one-word name this is (plural too)."""
    return nation_names(casebook).get(word.lower()) if word[:1].isupper() else None


_NAMES: dict[str, dict[str, str]] = {}


def nation_names(casebook: Casebook) -> dict[str, str]:
    """Return lower-case demonyms and one-word names of states, peoples and regions by casebook id."""
    if casebook.sha256 not in _NAMES:
        names: dict[str, str] = {}
        for actor in casebook.actors.values():
            if actor.kind in ("state", "population", "separatists"):
                known = [*actor.demonyms, *(name.text for name in actor.names)]
                single = {name.lower() for name in known if " " not in name}
                for name in single | {f"{name}s" for name in single}:
                    names.setdefault(name, actor.id)
        _NAMES[casebook.sha256] = names
    return _NAMES[casebook.sha256]


def akin(left: str, right: str) -> bool:
    """Tell whether two words are forms of one name ("Velun", "Velunian"): one beginning, endings of a few letters."""
    if left == right:
        return True
    shared = len(_beginning(left, right))
    return shared >= _SHARED and max(len(left), len(right)) - shared <= _TAIL


def _beginning(left: str, right: str) -> str:
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    return left[:at]


def same_nations(left: Iterable[str], right: Iterable[str]) -> bool:
    """Tell whether two sets of nations have one in common, forms of one name counted as one."""
    return any(akin(one, other) for one in left for other in right)
