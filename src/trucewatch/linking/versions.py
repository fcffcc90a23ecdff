"""Versions: what one address, or one outlet under one title, printed at different times, and what was changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from trucewatch.linking.credits import fold_name, outlet_key
from trucewatch.linking.passages import find_passages
from trucewatch.linking.wording import Row, Wording, counted_spans, list_words, read_wording
from trucewatch.rulebooks import load_rulebook

ALIKE = 0.3
"""Documents of one outlet under one title are versions where they share so much of their words; else a series."""
_TRACKING = re.compile(r"(?i)utm_\w+|fbclid|gclid|ref|referrer|cmpid|ncid|share|amp|output")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of an earlier version and those that stand in their place later; one of the spans may be empty.

    ``left_start`` to ``left_end`` are offsets into the earlier text, ``right_start`` to ``right_end`` into the later.
    """

    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Words by which a document says that it, or what it said before, was ``withdrawn`` or ``corrected``."""

    kind: str
    start: int
    end: int
    quote: str
    rule: str


def version_pairs(documents: Sequence[Row]) -> dict[tuple[int, int], str]:
    """Return pairs of positions that may be versions of each other, with what they have in common.

    Args:
        documents: In order of publication. Of many versions each is paired with the one before it only.

    Returns:
        ``address`` or ``title`` by pair; a shared title alone needs shared words too (`ALIKE`).
    """
    last: dict[tuple[str, str], int] = {}
    found: dict[tuple[int, int], str] = {}
    for at, document in enumerate(documents):
        for kind, key in identities(document):
            if (kind, key) in last:
                found.setdefault((last[kind, key], at), kind)
            last[kind, key] = at
    return found


def plain_address(address: str | None) -> str | None:
    """Return an address without scheme, ``www``, fragment and what only counts visitors; None for a front page."""
    if not address:
        return None
    parts = urlsplit(address if "//" in address else f"//{address}")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    path = parts.path.rstrip("/").removesuffix("/amp")
    if not path and not kept:
        return None
    host = (parts.netloc.rpartition("@")[2]).casefold().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return f"{host}{path}" + (f"?{urlencode(sorted(kept))}" if kept else "")


def find_changes(left: Wording, right: Wording) -> list[Change]:
    """Return what was changed between two versions, in the order of the later one; words moved count as changed."""
    pairs = _in_order(sorted((a, b) for shared in find_passages(left, right) for a, b in shared.pairs))
    changes = []
    before = (-1, -1)
    for pair in [*pairs, (len(left), len(right))]:
        if pair != (before[0] + 1, before[1] + 1):
            changes.append(Change(*_gap(left, before[0], pair[0]), *_gap(right, before[1], pair[1])))
        before = pair
    return changes


def version_changes(left: Row, right: Row, segments: Iterable[Row]) -> list[Change]:
    """Return what was changed between two versions of a document.

    Args:
        left: The earlier document.
        right: The later one.
        segments: The segments of both.
    """
    of: dict[str, list[Row]] = defaultdict(list)
    for segment in segments:
        of[segment["document_id"]].append(segment)
    wordings = [read_wording(document["text"], of[document["document_id"]]) for document in (left, right)]
    return find_changes(*wordings)


def find_notice(document: Row, segments: Iterable[Row]) -> Notice | None:
    """Return the words by which a document is withdrawn or corrected, those of a withdrawal before others."""
    rows = list(segments)
    notes = [(int(row["start"]), int(row["end"])) for row in rows if row["role"] == "note"]
    found = [
        Notice(kind, match.start(), match.end(), match.group(), rule)
        for start, end in sorted({*counted_spans(rows), *notes})
        for rule, kind, expression in _notices()
        for match in expression.finditer(document["text"], start, end)
    ]
    return min(found, key=lambda notice: (notice.kind != "withdrawn", notice.start), default=None)


def identities(document: Row) -> Iterator[tuple[str, str]]:
    """Yield by what a document may be known as a version of another: its address, then its outlet with its title."""
    if address := plain_address(document["address"]):
        yield "address", address
    outlet, title = outlet_key(document), document["title"]
    if outlet and title and len(list_words(title)) > 2:
        yield "title", f"{outlet}\x1f{fold_name(title)}"


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs that rise in both texts (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for at, (_, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        before.append(piles[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(right)
            piles.append(at)
        else:
            tops[pile], piles[pile] = right, at
    series: list[tuple[int, int]] = []
    following: int | None = piles[-1] if piles else None
    while following is not None:
        series.append(pairs[following])
        following = before[following]
    return series[::-1]


def _gap(wording: Wording, before: int, after: int) -> tuple[int, int]:
    """Return the offsets of the words between two positions; an empty span where there are none."""
    if after - before > 1:
        return int(wording.starts[before + 1]), int(wording.ends[after - 1])
    at = int(wording.ends[before]) if before >= 0 else 0
    return at, at


@cache
def _notices() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    fields = frozenset({"pattern", "kind"})
    rules = load_rulebook("notices", fields | {"found", "ignored"}, fields)
    return tuple((rule.id, rule.get("kind"), re.compile(rule.get("pattern"))) for rule in rules)
