"""Credits: words by which a document names whom it has its words from.

Names are those of the casebook's outlets and of the outlets of the other documents of the case, with the short forms
that print uses: the last word after “the”, the letters in brackets, the first letters, “Defence Ministry” for
“Ministry of Defence of …”. The patterns are the rulebook ``credits``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from trucewatch.casebook import Casebook
from trucewatch.linking.wording import Row, counted_spans
from trucewatch.rulebooks import load_rulebook

_OPENING, _CLOSING = 200, 120
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w&’'.-]*"
_OUTLET = rf"(?P<outlet>(?:[Tt]he )?{_CAPITAL}(?:(?: |-)(?:(?:of|the|de|for|and) ){{0,2}}{_CAPITAL}){{0,6}})"
_NAMES = r"(?P<names>[^()\n]{2,60})"
_PARTED = re.compile(r"\s*(?:/|,|;|&|\||\band\b)\s*")
_BRACKET = re.compile(r"\s*\(([^()]{2,12})\)")
_MINISTRY = re.compile(r"(?i)^(?P<rank>ministry|department|office) (?:of|for) (?P<field>(?:\w+ ){0,2}?\w+)(?: of .*)?$")
_TRADE = frozenset(("wire", "newswire", "agency", "news", "service", "press", "media", "online", "daily"))
"""Last words of names that are left out in credits."""
_PEOPLED = re.compile(r"(?i)^(?P<whose>.+?) (?P<rank>ministry|department) (?:of|for) (?P<field>.+)$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit at ``[start, end)`` of a text; ``keys`` are the outlets that the name can mean (`outlet_key`).

    ``whole`` is true where the document as a whole is credited, not only what stands beside the words.
    """

    start: int
    end: int
    quote: str
    keys: frozenset[str]
    whole: bool
    rule: str


def outlet_key(document: Row) -> str | None:
    """Return by what a document's outlet is known: the casebook's id, else its name folded; None where it has none."""
    if document["outlet_id"]:
        return str(document["outlet_id"])
    return fold_name(document["outlet"]) if document["outlet"] else None


def fold_name(name: str) -> str:
    """Return a name in lower case without its article, its bracketed letters and marks at its ends."""
    return _BRACKET.sub("", name).strip(" \t\n.,;:'’\"").casefold().removeprefix("the ").removesuffix("'s")


class CreditNames:
    """Every name by which an outlet of a case can be credited."""

    def __init__(self, documents: Iterable[Row], casebook: Casebook) -> None:
        self._keys: dict[str, set[str]] = {}
        for outlet in casebook.outlets.values():
            for name in outlet.names:
                self._add(name.text, outlet.id)
        for name, key in sorted({(doc["outlet"], outlet_key(doc)) for doc in documents if doc["outlet"]}):
            self._add(name, str(key))
            for short in _short_forms(name):
                self._add(short, str(key))

    def listed(self) -> dict[str, frozenset[str]]:
        """Return the outlets that each name can mean, by the name folded."""
        return {name: frozenset(keys) for name, keys in self._keys.items()}

    def exactly(self, name: str) -> frozenset[str]:
        """Return the outlets that a name can mean, as a whole."""
        return frozenset(self._keys.get(fold_name(name), ()))

    def keys(self, name: str) -> frozenset[str]:
        """Return the outlets that a name can mean; for a longer phrase those of its longest beginning."""
        words = fold_name(name).split(" ")
        for end in range(len(words), 0, -1):
            if found := self._keys.get(" ".join(words[:end]).rstrip(".,")):
                return frozenset(found)
        return frozenset()

    def _add(self, name: str, key: str) -> None:
        self._keys.setdefault(fold_name(name), set()).add(key)


def find_credits(document: Row, segments: Iterable[Row] | None, names: CreditNames) -> list[Credit]:
    """Return the credits of a document to outlets other than its own, in text order.

    Args:
        document: The document, whose own outlet is no credit.
        segments: Its segments; date lines, notes and bylines may hold credits too. The whole text where None.
        names: The names to look for.
    """
    text, own = document["text"], outlet_key(document)
    found: dict[int, Credit] = {}
    for start, end in _searched(text, segments):
        for rule in _rules():
            for match in rule.find(text, start, end):
                if keys := _keys_of(match, names, own):
                    quote = match.group().strip()
                    at = match.start() + match.group().index(quote[0])
                    found.setdefault(at, Credit(at, at + len(quote), quote, keys, rule.whole, rule.id))
    return [found[at] for at in sorted(found)]


def find_signature(document: Row, names: CreditNames) -> Credit | None:
    """Return the credit for a document as a whole that opens or closes its text ("(AFP)"), or None."""
    text = document["text"]
    ends = {(0, min(len(text), _OPENING)), (max(0, len(text.rstrip()) - _CLOSING), len(text))}
    own = outlet_key(document)
    for start, end in sorted(ends):
        for rule in _rules():
            for match in rule.find(text, start, end) if rule.whole and rule.where else ():
                if keys := _keys_of(match, names, own):
                    return Credit(match.start(), match.end(), match.group(), keys, True, rule.id)
    return None


def _keys_of(match: re.Match[str], names: CreditNames, own: str | None) -> frozenset[str]:
    """Return the outlets that a credit names; a name that may be the document's own (“the Courier”) credits nobody."""
    groups = match.groupdict()
    named = [groups["outlet"]] if groups.get("outlet") else _PARTED.split(groups["names"])
    meant = (names.keys(name) for name in named if name)
    return frozenset(key for keys in meant if own not in keys for key in keys)


def _searched(text: str, segments: Iterable[Row] | None) -> list[tuple[int, int]]:
    if segments is None:
        return [(0, len(text))]
    rows = list(segments)
    others = [(int(row["start"]), int(row["end"])) for row in rows if row["role"] in ("note", "byline", "dateline")]
    return sorted({*counted_spans(rows), *others})


def _short_forms(name: str) -> Iterator[str]:
    """Yield the forms in which print shortens the name of an outlet or of a body that issues statements."""
    bare = _BRACKET.sub("", name).strip()
    if bracket := _BRACKET.search(name):
        yield bracket[1]
    words = [word for word in bare.split() if word[0].isupper() and word != "The"]
    if 1 < len(words) < 6:
        yield "".join(word[0] for word in words)
    if 1 < len(words) < 4 and words[-1].casefold() in _TRADE:
        yield " ".join(words[:-1])  # “Compass” for Compass Wire
    elif 1 < len(words) < 4 and len(words[-1]) > 4:
        yield words[-1]  # “the Courier”
    ministry = _MINISTRY.match(bare) or _PEOPLED.match(bare)
    if ministry:
        yield f"{ministry['field']} {ministry['rank']}"
        yield f"{ministry['rank']} of {ministry['field']}"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of the rulebook."""

    id: str
    expression: re.Pattern[str]
    whole: bool
    where: str | None

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the places of a stretch of text where the rule's words stand."""
        if self.where == "opening":
            if start < _OPENING:
                yield from self.expression.finditer(text, start, min(end, _OPENING))
        else:
            yield from self.expression.finditer(text, start, end)


@cache
def _rules() -> tuple[_Rule, ...]:
    allowed = frozenset({"pattern", "whole", "where", "credited", "ignored"})
    return tuple(
        _Rule(rule.id, _compiled(rule.get("pattern"), rule.get("where")), rule.get("whole"), rule.get("where"))
        for rule in load_rulebook("credits", allowed, frozenset({"pattern", "whole"}))
    )


def _compiled(pattern: str, where: str | None) -> re.Pattern[str]:
    filled = pattern.replace("{outlet}", _OUTLET).replace("{names}", _NAMES)
    return re.compile(filled + r"(?=\.?\s*(?:\n|\Z))" if where == "end" else filled)
