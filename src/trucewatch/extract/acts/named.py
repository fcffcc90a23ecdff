"""Wars and truces that the casebook knows by name: “the first Brenka war” has its own days, whatever others had.

A noun that belongs to a name of the casebook is dated by the happening of that name, where its sentence gives no day or
one outside the happening's. What began after the report was printed cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.casebook import Casebook, Happening
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.model import Trigger
from trucewatch.extract.acts.peoples import happenings_of
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.edtf import bounds
from trucewatch.extract.model import Published
from trucewatch.extract.times.happenings import Happenings, Naming
from trucewatch.extract.times.scan import lower_text

_KINDS = {
    "ASSAULT": frozenset({"war", "clashes", "offensive", "invasion", "attack", "massacre", "siege"}),
    "COERCE": frozenset({"blockade", "siege"}),
    "AGREE": frozenset({"ceasefire", "signing"}),
    "MOBILIZE": frozenset({"deployment"}),
    "RETREAT": frozenset({"ceasefire", "withdrawal"}),
}
"""Kinds of happenings that acts of a type may tell of."""
_COUNTED = re.compile(r"\b(?:first|second|third|fourth|fifth|[12]\d{3})\b|-day\b")
"""Words in a name that tell one happening from others of its kind."""
_BEFORE = 8
"""Tokens before a noun at which a name that holds it may begin."""


@dataclass(frozen=True, slots=True)
class Named:
    """When a happening was (EDTF), its name, and whether the words tell it from others by a number or a year."""

    days: str
    name: str
    counted: bool


def find_named(cast: Cast, trigger: Trigger, casebook: Casebook, published: Published | None) -> Named | None:
    """Return the happening that the words around a noun name, None where they name none or several."""
    words, noun = cast.words, trigger.head
    if words.tags[noun] in VERB_TAGS:  # "fought the second Brenka war"
        noun = cast.grammar.child(noun, "dobj") or noun
    if not casebook.happenings or not words.tags[noun].startswith("NN"):
        return None
    low = lower_text(words.source[words.starts[0] : words.ends[-1]])
    at = words.starts[noun] - words.starts[0]
    holding = [one for one in _namings(cast, noun, happenings_of(casebook), low) if one.start <= at < one.end]
    longest = max(holding, key=lambda one: one.end - one.start, default=None)
    if longest is None or len(longest.found) != 1:
        return None
    happening, name = longest.found[0], low[longest.start : longest.end]
    first = bounds(happening.since)[0]
    late = published is not None and first is not None and first > published.last
    fits = happening.kind in _KINDS.get(trigger.type.event_type, frozenset())
    return Named(_days(happening), happening.name, bool(_COUNTED.search(name))) if fits and not late else None


def _namings(cast: Cast, noun: int, named: Happenings, low: str) -> Iterator[Naming]:
    words = cast.words
    for token in range(max(words.sentences[noun], noun - _BEFORE), noun + 1):
        naming = named.naming_at(low, words.starts[token] - words.starts[0])
        if naming is not None:
            yield naming


def _days(happening: Happening) -> str:
    if happening.until == happening.since:
        return happening.since
    return f"{happening.since.partition('/')[0]}/{(happening.until or '..').rpartition('/')[2]}"


def is_outside(value: str, days: str) -> bool:
    """Return whether a date has no day in common with the days of a happening."""
    (first, last), (begun, over) = bounds(value), bounds(days)
    return bool((last and begun and last < begun) or (first and over and first > over))


def told_by(named: Named) -> str:
    """Return in words that an act is dated by a happening of the casebook."""
    return f"; dated as the casebook’s “{named.name}”"
