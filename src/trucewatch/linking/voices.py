"""The words by which it is told what kind of source a name is: a body, a person, a paper of a body, or nobody named."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_CUT = re.compile(r"\s(?:in|from|close|for|with|of|at|on|to|who|that|near|inside|within|by)\s.*$")
_WORD = re.compile(r"[\w'’-]+")
_LEADING = re.compile(
    r"^(?:an?|the|some|many|several|two|three|other|multiple|one|its|their|his|her)\s+", re.IGNORECASE
)


@cache
def voice_words(group: str) -> frozenset[str]:
    """Return the words of a group of ``voices.yml``."""
    data = yaml.load((files("trucewatch.linking") / "data" / "voices.yml").read_text("utf-8"), yaml.CSafeLoader)
    return frozenset(str(word) for word in data[group]["words"])


@lru_cache(maxsize=65536)
def head_of(name: str) -> str:
    """Return the head noun of a source, in the singular and in lower case ("sources" of "Two sources in Orsk")."""
    words = _WORD.findall(_CUT.sub("", name))
    return singular(words[-1]) if words else ""


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return a noun in lower case without the -s of its plural."""
    word = word.casefold()
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word.removesuffix("es") if word.endswith(("sses", "ches", "shes")) else word[:-1]
    return word


@lru_cache(maxsize=65536)
def plain_words(name: str) -> str:
    """Return a description without its article or number, in lower case, so that equal wordings are equal."""
    return " ".join(_LEADING.sub("", name.strip()).casefold().split())


def is_pronoun(name: str | None) -> bool:
    """Return whether a source is not even described."""
    return not name or name.strip().casefold() in voice_words("pronouns")


def is_nameless(name: str) -> bool:
    """Return whether a source is described, but not named."""
    first = _WORD.search(name)
    many = first is not None and first.group().casefold() in ("some", "few", "many", "others")
    return many or head_of(name) in voice_words("nameless")


def is_witness(name: str) -> bool:
    """Return whether a nameless source saw for itself."""
    return head_of(name) in voice_words("witnesses")


@lru_cache(maxsize=65536)
def is_institution(name: str) -> bool:
    """Return whether words of a name are those of a body, not of a person."""
    words = [word.casefold() for word in _WORD.findall(name)]
    return not voice_words("institutions").isdisjoint({*words, *map(singular, words)}) or (
        len(words) == 1 and name.isupper() and len(name) > 1
    )


@lru_cache(maxsize=65536)
def is_monitor(name: str) -> bool:
    """Return whether a body's name says that it watches a truce."""
    words = " ".join(singular(word) for word in _WORD.findall(name))
    return any(re.search(rf"\b{re.escape(word)}\b", words) for word in voice_words("monitors"))


@lru_cache(maxsize=65536)
def is_person(name: str) -> bool:
    """Return whether a name looks like that of a person: capitals throughout, and no word of an institution."""
    words = _WORD.findall(name)
    return bool(words) and all(word[0].isupper() or len(word) < 4 for word in words) and not is_institution(name)
