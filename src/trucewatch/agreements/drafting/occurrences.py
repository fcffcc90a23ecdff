"""Where the names that an accord's head and close give stand in its points, whatever the parser made of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.extract.acts.roles import Cast

_JOINT = re.compile(r"\s*(?:,|,?\s*\b(?:and|or|as well as)\b)\s+(?:(?:by|of|on|to)\s+)?(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place at which a name stands: whom it names, at ``[start, end)`` of the text."""

    start: int
    end: int
    who: Who


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All places of some names in a text, in its order; ``groups`` are the runs that "and" joins."""

    found: Sequence[Occurrence]
    groups: Sequence[tuple[Occurrence, ...]]

    @classmethod
    def of(cls, text: str, people: Iterable[Who]) -> Occurrences:
        """Return where people's names stand, the whole ones and what is left of them behind "of"."""
        named: dict[str, Who] = {}
        for who in people:
            named.setdefault(who.name, who)
        for who in list(named.values()):
            if short := _short(who.name):
                named.setdefault(short, who)
        longest = sorted((name for name in named if _is_name(name)), key=len, reverse=True)
        if not longest:
            return cls((), ())
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in longest)})(?![\w-])")
        found = [Occurrence(*match.span(), named[match[0]]) for match in pattern.finditer(text)]
        return cls(found, list(_joined(text, found)))

    def together(self, cast: Cast, at: int) -> tuple[Occurrence, ...]:
        """Return the name that a token is part of, and those that "and" joins to it; nothing for another word."""
        start = cast.words.starts[at]
        number = bisect_right(self.groups, start, key=lambda group: group[0].start) - 1
        if number < 0:
            return ()
        group = self.groups[number]
        return group if any(item.start <= start < item.end for item in group) else ()


def tag_names(casts: Iterable[Cast], people: Iterable[Who]) -> None:
    """Have the words of people's names tagged as names wherever they stand with a capital.

    The parser takes names that it never met for adjectives or verbs; the words of ``casts`` are this draft's own.
    """
    proper = {
        word for who in people for word in who.name.split() if word[:1].isupper() and word.lower() not in _ordinary()
    }
    for cast in casts:
        for at, text in enumerate(cast.words.texts):
            if text in proper and not cast.words.tags[at].startswith("NNP"):
                cast.words.tags[at] = "NNP"


def _joined(text: str, found: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, ...]]:
    run: list[Occurrence] = []
    for item in found:
        if run and not _JOINT.fullmatch(text, run[-1].end, item.start):
            yield from _runs(text, run)
            run = []
        run.append(item)
    yield from _runs(text, run)


def _runs(text: str, run: list[Occurrence]) -> Iterator[tuple[Occurrence, ...]]:
    """Yield names as one run where "and" stands before the last, else one by one."""
    if len(run) > 1 and re.search(r"\b(?:and|or|as well as)\b", text[run[-2].end : run[-1].start]):
        yield tuple(run)
    else:
        yield from ((item,) for item in run)


def _short(name: str) -> str:
    """Return what is left of a name behind "of": "Quell" of "Republic of Quell"; nothing of one without."""
    behind = re.split(r" of (?:the )?", name)
    return behind[-1] if len(behind) > 1 and behind[0].split()[-1].lower() in forms("own-states") else ""


def _is_name(name: str) -> bool:
    return (name[:1].isupper() and name.lower() not in _ordinary()) or " " in name


def _ordinary() -> frozenset[str]:
    return forms("bodies") | forms("forces") | forms("named-bodies") | forms("parties") | forms("things")


def as_written(item: Occurrence, text: str) -> Who:
    """Return a name's owner as the text names it there, with the fuller name that it points back to."""
    quote = text[item.start : item.end]
    cited = replace(item.who.cited, value=quote, start=item.start, end=item.end, quote=quote, sure=True, note=None)
    fuller = item.who.refers_to or item.who.name
    return replace(item.who, name=quote, cited=cited, refers_to=fuller if fuller != quote else None)
