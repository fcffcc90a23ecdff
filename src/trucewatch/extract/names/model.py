"""A proper name where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Annotated
from trucewatch.extract.words import Words

KINDS = ("person", "organisation", "outlet", "unknown")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name where it stands: words, kind, and its longest form in the document.

    ``passage`` is the index of its passage, ``first`` and ``last`` the tokens ``[first, last)`` in it; ``office``
    the tokens of the office or form of address straight before it. ``rules`` tell what the kind rests on; kind
    ``unknown`` with rule ``names.geographic`` ends in the noun of a place, with ``names.thing`` in that of a thing.
    """

    start: int
    end: int
    quote: str
    kind: str
    full: str
    rules: tuple[str, ...]
    passage: int
    first: int
    last: int
    office: tuple[int, int] | None = None


def make_name(annotated: Annotated, words: Words, index: int, span: tuple[int, int], kind: str, *rules: str) -> Name:
    """Return the name at a token span of a passage, by the rules that tell its kind."""
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    quote = annotated.quote(start, end)
    full = " ".join(quote.split())
    return Name(start, end, quote, kind, full, tuple(f"names.{rule}" for rule in rules), index, *span)
