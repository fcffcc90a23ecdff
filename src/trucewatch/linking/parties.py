"""The sides that a text names: a proper adjective before a noun of forces, arms or held ground (“Velunian gunners”)."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.linking.account import Line
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.stems import common, silent, stem

_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_NATION = r"\b(?P<nation>[^\W\d_a-z][a-z]{2,}(?:-[A-Z][a-z]+)?)(?:['’]s)?(?P<between>(?: [a-z0-9-]+){0,2}?) "

_PROPER = r"[^\W\d_a-z][a-z]{2,}(?:-[A-Z][a-z]+)?"
_JOINED = re.compile(rf"\b(?P<one>{_PROPER}) (?=(?P<other>{_PROPER})\b)")


@cache
def _party_pattern() -> re.Pattern[str]:
    words = clash_words()
    return re.compile(
        rf"{_NATION}(?P<force>(?i:{words.force.pattern}|{words.ground.pattern})|[a-z]+(?:eers|ers|men)\b)"
    )


def find_parties(clause: str, names: Container[str]) -> list[re.Match[str]]:
    """Return where a clause names a side, with the groups ``nation`` and ``force``.

    Args:
        clause: Words of one sentence.
        names: Capitalised words of the document that stand in it with a capital only.
    """
    words = clash_words()
    return [
        match
        for match in _party_pattern().finditer(clause)
        if match["nation"] in names and _is_adjective(match["nation"])
        and not words.families_of(match["between"])
        and not any(stem(word) in silent() for word in match["between"].split())
        and not _is_no_side(match["nation"])
    ]  # fmt: skip


@cache
def _owned_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = clash_words()
    force = rf"\b(?P<force>(?i:{words.force.pattern}|{words.ground.pattern})) (?:of|from) (?:the )?"
    name = rf"(?P<nation>{_PROPER})\b"
    return re.compile(force + name), re.compile(rf"{force}{_PROPER} {name}")


def find_owned(clause: str, names: Container[str]) -> list[re.Match[str]]:
    """Return where a clause names the forces of a side after them, “gunners of the Velunian League”, with the groups
    ``force`` and ``nation``; arguments as for `find_parties`. Where the first word is a common one the second names the
    side: “fighters of the Hill League”."""
    found: dict[int, re.Match[str]] = {}
    for pattern in _owned_patterns():
        for match in pattern.finditer(clause):
            named = match["nation"] in names and _is_adjective(match["nation"]) and not _is_no_side(match["nation"])
            if named:
                found.setdefault(match.start(), match)
    return list(found.values())


def _is_no_side(name: str) -> bool:
    words = clash_words()
    return any(item.fullmatch(name) for item in (words.words["neutral"], words.force, words.ground))


def bonds_of(text: str) -> frozenset[frozenset[str]]:
    """Return the pairs of capitalised words that stand together, in small letters: two names of one side, mostly."""
    return frozenset(frozenset((match["one"].lower(), match["other"].lower())) for match in _JOINED.finditer(text))


def _is_adjective(nation: str) -> bool:
    """Tell that a capitalised word is no common word and no number at the head of a sentence."""
    known = stem(nation) in common() | silent() or nation.lower() in _ORDINALS
    return not known and not find_numerals(nation, load_lexicon())


def parties_in(line: Line, names: Container[str]) -> frozenset[str]:
    """Return the sides that a sentence names, by their adjectives in small letters."""
    return frozenset(match["nation"].lower() for match in find_parties(line.text, names))
