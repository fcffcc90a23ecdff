"""Words for comparing sentences: light stems, without words that tell nothing, and fingerprints of whole texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from trucewatch.linking.columns import STORY, Array, code, mix

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_ENDINGS = (
    ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("ization", "ize"), ("isation", "ize"),
    ("ations", ""), ("ation", ""), ("itions", ""), ("ition", ""), ("ments", ""), ("ment", ""), ("ings", ""),
    ("ing", ""), ("ions", ""), ("ion", ""), ("ness", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("er", ""),
    ("als", ""), ("al", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
LIGHT = 1
"""The code of the family of words that say little by themselves."""

_SHORTEST = 3
_DOUBLED = re.compile(r"([b-df-hj-km-np-rtvwxz])\1$")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of an English word: irregular forms by the list, else one ending off (after Porter 1980).

    It need be no word; it need only be the same for "withdraw", "withdrew" and "withdrawal".
    """
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    word = irregular().get(word, word)
    if word[:1].isdigit():
        return word.replace(",", "")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= max(_SHORTEST, len(ending)):
            word = word[: len(word) - len(ending)] + instead
            break
    return _DOUBLED.sub(r"\1", word.rstrip("e"))


@cache
def _file(name: str) -> dict[str, Any]:
    text = (files("trucewatch.linking") / "data" / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
    return loaded


@cache
def irregular() -> dict[str, str]:
    """Return plain forms by irregular ones."""
    return {form: plain for plain, forms in _file("senses.yml")["irregular"].items() for form in forms}


@cache
def silent() -> frozenset[str]:
    """Return the stems of words that tell nothing of a happening."""
    return frozenset(stem(word) for words in _file("function_words.yml")["words"].values() for word in words)


@cache
def senses() -> dict[str, int]:
    """Return the code of the family of meaning by stem; a word of several families counts for the first."""
    found: dict[str, int] = {}
    for words in _file("senses.yml")["families"]:
        for word in words.split():
            found.setdefault(stem(word), code("sense " + words.split()[0]))
    return found


@cache
def happenings() -> frozenset[str]:
    """Return nouns that tell of a happening, though they belong to no family of meaning."""
    return frozenset(_file("senses.yml")["happenings"])


@cache
def instruments() -> frozenset[str]:
    """Return nouns of persons and things in families of meaning ("gun"): with others they tell an act, but are none."""
    return frozenset(_file("senses.yml")["instruments"])


@cache
def light() -> frozenset[str]:
    """Return the stems of verbs that say little by themselves of what happened ("make", "begin", "say")."""
    return frozenset(map(stem, _file("senses.yml")["light"])) | silent()


def sense_of(one: str) -> int:
    """Return the code of the family of meaning of a stem, `LIGHT` for one that says little, 0 where none is known."""
    return LIGHT if one in light() else senses().get(one, 0)


def stems(text: str) -> list[str]:
    """Return the stems of a text's telling words, in order, doubles kept."""
    return [one for one in map(stem, _WORD.findall(text)) if len(one) > 1 and one not in silent()]


def rarest(found: Iterable[str], most: int) -> list[int]:
    """Return the codes of the stems that tell most: rare in English first, then in the order of their codes."""
    return [code(one) for one in sorted(set(found), key=lambda one: (one in common(), code(one)))][:most]


@cache
def common() -> frozenset[str]:
    """Return the stems of common English words (the gazetteer's list)."""
    text = (files("trucewatch.rulebooks") / "data" / "gazetteer" / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(map(stem, text.split()))


def fingerprint(found: Iterable[str], telling: Mapping[str, float] | None = None) -> Array:
    """Return the SimHash of a text's stems in `STORY` × 64 bits: texts on one story share most bits.

    Charikar 2002. A stem counts with the logarithm of its count. The share of equal bits is 1 − θ/π of the angle
    between the two texts.

    Args:
        found: Stems, doubles kept.
        telling: How much each stem tells; where none is given, a common English word counts a quarter of others.
    """
    counts = Counter(found)
    if not counts:
        return np.zeros(STORY, np.uint64)
    listed = sorted(counts)
    codes = np.array([code(one) for one in listed], np.uint64)
    share = [_telling(one) if telling is None else telling.get(one, 0.0) for one in listed]
    weights = np.array([np.log1p(counts[one]) for one in listed]) * np.array(share)
    bits = np.concatenate([_bits(mix(codes, piece)) for piece in range(STORY)], axis=1)
    signs = weights @ (bits * 2.0 - 1.0) > 0
    return np.packbits(signs, bitorder="little").view(np.uint64)


def _telling(one: str) -> float:
    return 0.25 if one in common() else 1.0


def _bits(codes: Array) -> Array:
    return np.unpackbits(codes.view(np.uint8).reshape(len(codes), 8), axis=1, bitorder="little")
