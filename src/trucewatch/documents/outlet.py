"""Who published a document: by metadata, address, imprint, agency date line, or sentences that name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trucewatch.documents.model import Metadata
from trucewatch.documents.segments.datelines import dateline_agency
from trucewatch.documents.segments.unit import bare_words
from trucewatch.records import Segment
from trucewatch.rulebooks import load_rulebook

if TYPE_CHECKING:
    from trucewatch.casebook import Casebook, Outlet

WEAK_LINES = 2
"""Sentences such as "told X" that it takes to take X for the outlet."""
_SEARCHED = 60_000
_AROUND = 90
"""Code points on either side of a sign within which an outlet's name stands."""
_NAME = r"(?P<outlet>(?:[Tt]he )?[A-Z][\w&’'.-]*(?:[ -](?:of|the|[A-Z0-9][\w&’'.-]*)){0,5})"
_IMPRINT = re.compile(
    r"\b(?:(?i:publication|publisher|outlet|newspaper|source|journal|magazine)\s*:\s*|(?i:published in)\s+(?=[A-Z]))"
    r"(?P<name>[^\n:|,]{2,60})"
)
_NEXT_LABEL = re.compile(
    r"\s+(?:volume|vol|issue|issn|date|edition|page|pages|posted|published|author|language)\b.*$"
    r"|\s+and (?:news )?agencies$",
    re.IGNORECASE,
)
_LONGEST_MASTHEAD = 6
_SIGNED_OFF = re.compile(r"\((?P<names>[^()]{2,40})\)\s*$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)\s*)?"
    r"(?:\d{4}(?:\s*[–-]\s*\d{2,4})?\s*,?\s*(?:by\s+)?(?P<name>[A-ZÀ-Ž][^.|\n©]{2,50})"
    r"|(?P<early>[A-ZÀ-Ž][^.|\n©\d]{2,50}?),?\s+\d{4}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The outlet as named, and the casebook's entry for it, if it has one."""

    name: str
    known: Outlet | None


class OutletNames:
    """The outlets of a casebook, by name and by domain."""

    def __init__(self, casebook: Casebook) -> None:
        self._names: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        for outlet in casebook.outlets.values():
            for name in outlet.names:
                self._names.setdefault(_folded(name.text), outlet)
            for domain in outlet.domains:
                self._domains.setdefault(domain.casefold().removeprefix("www."), outlet)

    def named(self, name: str) -> Outlet | None:
        """Return the outlet of a name, with or without its article."""
        return self._names.get(_folded(name))

    def at_domain(self, host: str) -> Outlet | None:
        """Return the outlet of a host, or of a domain that holds it."""
        parts = host.casefold().split(".")
        for at in range(len(parts) - 1):
            if outlet := self._domains.get(".".join(parts[at:])):
                return outlet
        return None


_LOOKED_UP: dict[str, OutletNames] = {}


def outlet_names(casebook: Casebook) -> OutletNames:
    """Return the outlets of a casebook for looking up; one that is named by its hash is made once in a process."""
    if not casebook.sha256:
        return OutletNames(casebook)
    if casebook.sha256 not in _LOOKED_UP:
        _LOOKED_UP[casebook.sha256] = OutletNames(casebook)
    return _LOOKED_UP[casebook.sha256]


def find_publisher(
    text: str, segments: tuple[Segment, ...], metadata: Metadata, names: OutletNames
) -> Publisher | None:
    """Return who published the document, from the surest sign to the weakest, or None."""
    host = _host(metadata.address)
    at_host = names.at_domain(host) if host else None
    if metadata.outlet:
        known = names.named(metadata.outlet) or names.at_domain(metadata.outlet) or at_host
        return Publisher(metadata.outlet.strip(), known)
    if at_host:
        return Publisher(at_host.name, at_host)
    if named := _printed(text, segments, names):
        return named
    if host and "." in host:
        return Publisher(host, None)
    return _naming_itself(text, segments, names)


def find_agency(text: str, segments: tuple[Segment, ...], names: OutletNames) -> Publisher | None:
    """Return the news agency that a date line names, or that signs the text at its end."""
    for segment in segments:
        if segment.role == "dateline" and (name := dateline_agency(text[segment.start : segment.end])):
            known = names.named(name)
            if known is not None or re.search(r"\b(?:agency|press|news)\b", name, re.IGNORECASE):
                return Publisher(known.name if known else name.strip(), known)
    return _signing_off(text, segments, names)


def _masthead(text: str, segments: tuple[Segment, ...], names: OutletNames) -> Publisher | None:
    """Return the outlet whose name is a line of its own above the running text; agencies stand there for pictures."""
    for segment in takewhile(lambda segment: segment.role != "body", segments):
        for line in text[segment.start : segment.end].splitlines():
            known = names.named(line) if 0 < len(line.split()) <= _LONGEST_MASTHEAD else None
            if known is not None and known.genre != "agency":
                return Publisher(known.name, known)
    return None


def _signing_off(text: str, segments: tuple[Segment, ...], names: OutletNames) -> Publisher | None:
    """Return the known news agency whose name in brackets closes the running text, alone or beside another."""
    last = next((segment for segment in reversed(segments) if segment.role == "body"), None)
    match = _SIGNED_OFF.search(text, max(last.start, last.end - _AROUND), last.end) if last else None
    for name in match["names"].split("/") if match else ():
        known = names.named(name)
        if known is not None and known.genre == "agency":
            return Publisher(known.name, known)
    return None


def _printed(text: str, segments: tuple[Segment, ...], names: OutletNames) -> Publisher | None:
    """Return the outlet that an imprint, an agency's date line or a notice of copyright names."""
    for segment in segments:
        if segment.role in ("furniture", "dateline") and (match := _IMPRINT.search(text, segment.start, segment.end)):
            name = _NEXT_LABEL.sub("", match["name"]).strip(" ,.;")
            return Publisher(name, names.named(name))
    if masthead := _masthead(text, segments, names):
        return masthead
    if agency := find_agency(text, segments, names):
        return agency
    for segment in reversed(segments):
        if segment.role == "furniture" and (match := _COPYRIGHT.search(text, segment.start, segment.end)):
            name = match["name"] or match["early"]
            name = re.sub(r"\W*\ball rights\b.*$", "", name, flags=re.IGNORECASE).strip(" ,.;–—-")
            return Publisher(name, names.named(name))
    return None


def _naming_itself(text: str, segments: tuple[Segment, ...], names: OutletNames) -> Publisher | None:
    """Return the one outlet of the casebook that the text names as its own."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    found: dict[str, Outlet] = {}
    for segment in segments:
        if segment.role not in ("body", "note") or segment.start > _SEARCHED:
            continue
        words = text[segment.start : min(segment.end, segment.start + _SEARCHED)]
        for line in _self_lines():
            for name in line.names(words):
                if outlet := _longest_known(name, names):
                    found[outlet.id] = outlet
                    counts[line.strong][outlet.id] += 1
    sure = list(counts[True])
    likely = [key for key, count in counts[False].items() if count >= WEAK_LINES and found[key].genre != "agency"]
    chosen = sure or likely
    return Publisher(found[chosen[0]].name, found[chosen[0]]) if len(chosen) == 1 else None


def _longest_known(name: str, names: OutletNames) -> Outlet | None:
    words = name.split()
    return next((known for end in range(len(words), 0, -1) if (known := names.named(" ".join(words[:end])))), None)


def _folded(name: str) -> str:
    return bare_words(name).removeprefix("the ")


def _host(address: str | None) -> str:
    host = urlsplit(address if address and "//" in address else f"//{address or ''}").hostname or ""
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class _SelfLine:
    """A sentence in which an outlet names itself: what stands in it, the words around the name, whether it is sure."""

    signs: re.Pattern[str]
    expression: re.Pattern[str]
    strong: bool

    def names(self, words: str) -> Iterator[str]:
        """Yield the names in such sentences."""
        reached = 0
        for sign in self.signs.finditer(words):
            begin, end = max(reached, sign.start() - _AROUND), sign.end() + _AROUND
            for match in self.expression.finditer(words, begin, end + _AROUND):
                if match.start() < end:
                    reached = match.end()
                    yield match["outlet"]


@cache
def _self_lines() -> tuple[_SelfLine, ...]:
    fields = frozenset({"pattern", "strong", "signs"})
    return tuple(
        _SelfLine(
            re.compile("|".join(map(re.escape, rule.get("signs")))),
            re.compile(r"\b" + rule.get("pattern").replace("{outlet}", _NAME)), rule.get("strong"),
        )
        for rule in load_rulebook("outlet_lines", fields, fields)
    )  # fmt: skip
