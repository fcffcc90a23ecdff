"""Happenings that the casebook knows, in the words of a text: “the war in Ukraine”, “the 2020 ceasefire”.

Three ways of naming one are read: a name of the casebook, whatever mere adjectives stand in it; a word for its kind
with a date (“the ceasefire of May 2031”); and a bare word for its kind (“the ceasefire deal”), which means what the
text has named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from trucewatch.casebook import Happening
from trucewatch.extract.times.lexicon import load_lexicon

PERIODS = frozenset(
    ("war", "clashes", "offensive", "siege", "blockade", "talks", "vote", "protests", "disaster", "massacre")
)
"""Kinds of which “two days after it” means after its end; the others are counted from when they came about."""

_WORD = re.compile(r"[^\W_]+(?:[-‑’'./]+[^\W_]+)*")
_GAP = re.compile(r"(?:\.(?=\s*\d)|(?<=\.\w)\.|,(?=\s\d{4}\b))?\s+")
_MOST_WORDS, _MOST_BETWEEN = 14, 4
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "that", "this"))
_DESCRIBED = re.compile(r".[- ](?:brokered|mediated|backed|sponsored|imposed|negotiated|facilitated|scale|long|called)")
"""Adjectives that only describe: “Halbrin-brokered”, “large-scale”, “month-long”."""
_NUMBER = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``key`` is its lower form with straight apostrophes and without hyphens."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Naming:
    """Words at ``[start, end)`` that name a happening, or one of several that share the name.

    ``kinds`` are set, and ``found`` empty, where only a word for its kind stands there.
    """

    start: int
    end: int
    found: tuple[Happening, ...]
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happenings:
    """The happenings of a casebook by the keys of their names; ``beginnings`` are the first words of those keys."""

    all: tuple[Happening, ...] = ()
    names: dict[str, tuple[Happening, ...]] = field(default_factory=dict)
    beginnings: frozenset[str] = frozenset()

    def naming_at(self, low: str, at: int) -> Naming | None:
        """Return the longest naming whose words begin at an offset of a text in lower case."""
        words = list(_words_from(low, at)) if self.all else []
        if not words:
            return None
        return self._by_name(words) or self._by_date(words) or _bare(words)

    def named_in(self, low: str) -> Iterator[Naming]:
        """Yield every naming of a text that needs none before it, in text order."""
        at = 0
        while self.all and (match := _WORD.search(low, at)):
            naming = self.naming_at(low, match.start()) if self._may_begin(match[0]) else None
            at = naming.end if naming and naming.found else match.end()
            if naming and naming.found:
                yield naming

    def _may_begin(self, word: str) -> bool:
        key = _key(word)
        lexicon = load_lexicon().words
        return (
            key in self.beginnings or key[0].isdigit() or key in lexicon["event_word"]
            or key in lexicon["month_full"] or key in lexicon["month_short"]
        )  # fmt: skip

    def _by_name(self, words: list[Word]) -> Naming | None:
        said = [word for word in words if word.key not in _DETERMINERS]
        return self._longest(said, words[0].start) or self._longest(filter(_is_plain, said), words[0].start)

    def _longest(self, words: Iterable[Word], start: int) -> Naming | None:
        key, best = "", None
        for word in words:
            key = f"{key} {word.key}".strip()
            if key not in self.beginnings:
                break
            if key in self.names:
                best = Naming(start, word.end, self.names[key])
        return best

    def _by_date(self, words: list[Word]) -> Naming | None:
        """Read “the May 2031 ceasefire” and “the ceasefire of 9 May 2031”."""
        rest = [word for word in words if word.key not in _DETERMINERS]
        said, taken = _date_in(rest)
        if said:
            return self._dated(rest[taken:], said, words[0].start)
        for index, word in enumerate(rest[: _MOST_BETWEEN + 1]):
            if index and word.key in ("of", "in"):
                said, taken = _date_in(rest[index + 1 :])
                named = self._dated(rest[:index], said, words[0].start) if said else None
                whole = named and named.end == rest[index - 1].end
                return Naming(words[0].start, rest[index + taken].end, named.found) if named and whole else None
        return None

    def _dated(self, words: list[Word], said: dict[str, int], start: int) -> Naming | None:
        """Return the naming by the first words for a kind, whatever words of the happening's names come before."""
        for index in range(min(len(words), _MOST_BETWEEN + 1)):
            kinds, last = _kinds_at(words, index)
            if kinds:
                between = {part for word in words[:index] if _is_plain(word) for part in word.key.split()}
                fits = (item for item in self.all if item.kind in kinds and _falls_on(item, said))
                found = tuple(item for item in fits if between <= _vocabulary(item))
                return Naming(start, words[last].end, found) if found else None
        return None


@cache
def index_happenings(happenings: tuple[Happening, ...]) -> Happenings:
    """Return the happenings by every name that they have; built once for each casebook."""
    names: dict[str, tuple[Happening, ...]] = {}
    for happening in happenings:
        for name in happening.names:
            for key in _keys(name.text):
                names[key] = tuple(dict.fromkeys((*names.get(key, ()), happening)))
    begun = {key[: match.start()] for key in names for match in re.finditer(r" |$", key)}
    return Happenings(happenings, names, frozenset(begun))


def _words_from(low: str, at: int) -> Iterator[Word]:
    for _ in range(_MOST_WORDS):
        match = _WORD.match(low, at)
        if match is None:
            return
        yield Word(_key(match[0]), match.start(), match.end())
        gap = _GAP.match(low, match.end())
        if gap is None:
            return
        at = gap.end()


def _key(word: str) -> str:
    return word.replace("’", "'").replace("-", " ").replace("‑", " ")


def _keys(name: str) -> list[str]:
    """Return the keys of a name: all its words, and those alone that tell more than of which kind it is."""
    said = [word for word in _words_from(name.lower(), 0) if word.key not in _DETERMINERS]
    plain = [word.key for word in said if _is_plain(word)]
    whole = " ".join(word.key for word in said)
    tells = any(key not in load_lexicon().words["event_word"] for key in plain)
    return [whole, " ".join(plain)] if tells else [whole]


def _is_plain(word: Word) -> bool:
    """Return whether a word tells which happening is meant, and does not only describe it."""
    if word.key in _DETERMINERS or word.key in load_lexicon().words["happening_adjective"]:
        return False
    return not _DESCRIBED.search(word.key)


def _kinds_at(words: list[Word], index: int) -> tuple[frozenset[str], int]:
    """Return the kinds that the words from here on can mean together (“ceasefire deal”), and the last such word."""
    known = load_lexicon().words["event_word"]
    kinds: frozenset[str] = frozenset()
    last = index
    while last < len(words) and words[last].key in known:
        more = frozenset(known[words[last].key].split())
        kinds = kinds & more or more
        last += 1
    return kinds, last - 1


def _bare(words: list[Word]) -> Naming | None:
    """Return a definite word for a kind, with nothing but adjectives before it."""
    if words[0].key not in _DETERMINERS - {"a", "an"}:
        return None
    rest = [word for word in words if _is_plain(word)]
    kinds, last = _kinds_at(rest, 0)
    return Naming(words[0].start, rest[last].end, (), kinds) if kinds else None


def _date_in(words: list[Word]) -> tuple[dict[str, int], int]:
    """Return year, month and day as far as the first words say them, and how many words that takes."""
    lexicon = load_lexicon().words
    said: dict[str, int] = {}
    for word in words[:3]:
        month = lexicon["month_full"].get(word.key) or lexicon["month_short"].get(word.key)
        number = _NUMBER.fullmatch(word.key)
        name = "month" if month else number.lastgroup if number else None
        if name is None or name in said or "year" in said:
            break
        said[name] = int(month or (number[name] if number else 0))
    return (said, len(said)) if {"month", "year"} & said.keys() else ({}, 0)


def _falls_on(happening: Happening, said: dict[str, int]) -> bool:
    """Return whether a happening began on the date said; a period may be named by its last day or year too."""
    values = {happening.since}
    if happening.until and (happening.kind in PERIODS or happening.until[:7] == happening.since[:7]):
        values.add(happening.until)
    return any(_agrees(value, said) for value in values)


def _agrees(value: str, said: dict[str, int]) -> bool:
    parts = dict(zip(("year", "month", "day"), map(int, value.split("-")), strict=False))
    return all(parts.get(name) == number for name, number in said.items())


@cache
def _vocabulary(happening: Happening) -> frozenset[str]:
    """Return the single words that may stand in a naming of it: those of its names."""
    parts = {part for name in happening.names for part in _keys(name.text)[0].split()}
    return frozenset(parts | {part.removesuffix("'s") for part in parts})
