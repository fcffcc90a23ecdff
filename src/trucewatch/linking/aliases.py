"""Names of one place in two accounts: what a text says of other names, and spellings of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

_LEAST, _SHARE, _ALIKE = 4, 0.6, 0.8
_NAME = r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)?"
_SAID = (
    re.compile(rf"\b(?P<one>{_NAME}),? (?:which|whom|that) [^.,;]{{0,40}}?\bcalls? (?P<other>{_NAME})"),
    re.compile(
        rf"\b(?P<one>{_NAME}),? (?:also |better |otherwise |formerly )?(?:known|called)"
        rf"(?: as| to [^.,;]{{2,30}} as)? (?P<other>{_NAME})"
    ),
    re.compile(rf"\b(?P<one>{_NAME}) \((?:[a-z ]{{0,24}}:? ?)?(?P<other>{_NAME})\)"),
    re.compile(rf"\b(?P<one>{_NAME}), (?P<other>{_NAME}) (?:in|to) (?:the )?{_NAME}"),
)  # fmt: skip


def said_aliases(texts: Iterable[str]) -> frozenset[frozenset[str]]:
    """Return pairs of names, in small letters, that a text says are of one thing."""
    return frozenset[frozenset[str]]().union(*map(_said_in, texts))


@lru_cache(maxsize=512)
def _said_in(text: str) -> frozenset[frozenset[str]]:
    """Return the pairs of one text, which is compared with many others."""
    matches = (match for pattern in _SAID for match in pattern.finditer(text))
    found = {frozenset((match["one"].lower(), match["other"].lower())) for match in matches}
    return frozenset(pair for pair in found if len(pair) == 2)


def one_name(left: str, right: str, said: frozenset[frozenset[str]]) -> bool:
    """Tell whether two names may be of one place: equal, said to be, or spelt alike from the beginning.

    Contested towns mostly keep their beginning in the other language: three fifths of the longer name and four letters
    must be shared, or four fifths of all their letters in order, or all but one letter (“Vorn”, “Worn”).
    """
    left, right = left.lower(), right.lower()
    if left == right or frozenset((left, right)) in said:
        return True
    shared = 0
    while shared < min(len(left), len(right)) and left[shared] == right[shared]:
        shared += 1
    if len(left) == len(right) >= _LEAST and sum(one != other for one, other in zip(left, right, strict=True)) == 1:
        return True
    if SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE:
        return True
    return shared >= _LEAST and shared >= _SHARE * max(len(left), len(right))
