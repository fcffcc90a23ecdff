"""Whom a person speaks for, where the casebook does not tell: the body named beside the name, or that issued the words.

A person with a title of service (spokesman, brigadier, coordinator) whose body is not named is taken to speak for the
only body that the same document quotes. So two voices of one body are not counted as two origins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from trucewatch.linking.credits import outlet_key
from trucewatch.linking.identity import Bodies, Identity
from trucewatch.linking.voices import is_institution, plain_words, voice_words
from trucewatch.linking.wording import Row
from trucewatch.rulebooks import load_rulebook

_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w&-]*(?:['’](?!s\b)\w+)*"
_BODY = rf"(?:the |The )?(?P<body>(?:\d+(?:st|nd|rd|th) )?{_CAPITAL}(?: (?:of |for |the |and )*{_CAPITAL}){{0,5}})"
_BEHIND = re.compile(
    rf"(?:|,(?P<title>(?: (?:an? |the |its )?[a-z][\w-]*){{0,5}}?)) (?:of|for|from|at|with|in) {_BODY}"
)
_TITLE_BEHIND = re.compile(r",? (?:an? |the |its |their )?(?P<title>(?:[a-z][\w-]* ){0,2}[a-z][\w-]*)")
_CLOSED = re.compile(r"[.;\n] ?")
_REACH = 90


@cache
def saying_verbs() -> frozenset[str]:
    """Return the forms of verbs that lead in words of somebody, as the rulebook ``attributions`` lists them."""
    rules = load_rulebook("attributions", frozenset({"kind", "forms", "stance", "takes", "only"}), frozenset({"kind"}))
    return frozenset(str(form) for rule in rules if rule.get("kind") == "verb" for form in rule.get("forms"))


class Serving:
    """Who speaks for which body in the documents of a case."""

    def __init__(self, documents: Iterable[Row], bodies: Bodies) -> None:
        self._documents = {str(row["document_id"]): row for row in documents}
        self._bodies = bodies

    def bodies_of(self, names: Mapping[str, Iterable[str]]) -> dict[str, Identity]:
        """Return the body of each person for whom some document tells it, and no other document another.

        Args:
            names: The documents (by id) that quote each person, by full name.
        """
        found: dict[str, Identity] = {}
        for name, document_ids in sorted(names.items()):
            told = {}
            for document_id in sorted(document_ids):
                body = self._told(name, self._documents[document_id])
                if body is not None:
                    told[body.key] = body
            if len(told) == 1:
                found[name] = next(iter(told.values()))
        return found

    def only_body(self, name: str, document_id: str, quoted: Iterable[Identity]) -> Identity | None:
        """Return the only body that a document quotes, where a person is shown there with a title of service."""
        document = self._documents[document_id]
        served = {body.key: body for body in quoted if body.kind in ("actor", "monitor")}
        if len(served) != 1 or not any(title in voice_words("serving") for title in self._titles(name, document)):
            return None
        return next(iter(served.values()))

    def titles_of(self, names: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], list[str]]:
        """Return the persons whom a document quotes by the document and a title under which they are shown.

        A title of two words and more ("regional governor") that one document gives holds in all of them.
        """
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, document_ids in sorted(names.items()):
            here = {key: frozenset(self._titles(name, self._documents[key])) for key in document_ids}
            long = frozenset(title for titles in here.values() for title in titles if " " in title)
            for key, titles in here.items():
                for title in titles | long:
                    found[key, title].append(name)
        return found

    def _told(self, name: str, document: Row) -> Identity | None:
        for before, after in _around(name, document["text"]):
            for words in self._named_beside(before, after):
                known = [body for body in self._bodies.named(words) if body.kind != "outlet"]
                if len(known) == 1:
                    return known[0]
                if not known and is_institution(words) and not self._bodies.named(words):
                    return Identity(f"named:{plain_words(words)}", words, None, "actor")
        titled = voice_words("serving") | voice_words("leading")
        if self._bodies.issues(document) and not titled.isdisjoint(self._titles(name, document)):
            return self._bodies.outlet(str(outlet_key(document)))
        return None

    def _named_beside(self, before: str, after: str) -> Iterator[str]:
        if match := _before().search(before):
            yield match["body"] or match["of"]
        match = _BEHIND.match(after)
        if match and saying_verbs().isdisjoint((match["title"] or "").split()):
            yield match["body"]  # not "…, said that troops of Sudmark"

    def _titles(self, name: str, document: Row) -> Iterator[str]:
        """Yield the titles that stand right before a name, or behind it and a comma, in lower case."""
        for before, after in _around(name, document["text"]):
            words = before.split()[-3:]
            behind = _TITLE_BEHIND.match(after)
            beside = [words[at:] for at in range(len(words))]
            if behind:
                parts = behind["title"].split()
                beside += [parts[:end] for end in range(1, len(parts) + 1)] + [parts[-1:]]
            yield from (" ".join(part).casefold().strip(",.") for part in beside)


def _around(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the words before and after a name, or its last part, in one sentence of a text."""
    family = name.split(" ")[-1]
    at = text.find(family)
    while at >= 0:
        end = at + len(family)
        start = at - (len(name) - len(family))
        start = start if start >= 0 and text.startswith(name, start) else at
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            before = text[max(0, start - _REACH) : start]
            yield _CLOSED.split(before)[-1], text[end : end + _REACH]
        at = text.find(family, end)


@cache
def _before() -> re.Pattern[str]:
    """Return the pattern of "the Commission's head " and "head of the Commission, " before a name."""
    titles = sorted(voice_words("serving") | voice_words("leading"), key=len, reverse=True)
    title = rf"(?i:{'|'.join(map(re.escape, titles))})"
    of = _BODY.replace("<body>", "<of>")
    return re.compile(rf"(?:{_BODY}(?:'s|’s)? (?:[a-z][\w-]* ){{0,2}}{title}|\b{title} (?:of|for|at|in) {of},?) $")
