"""What two documents both claim, and how many independent origins assert it.

The sentences of both are aligned by their rare words, names and numbers. Who first said the best aligned sentences
(`linking.origins`) are the origins; where both documents have an origin in common, or copied words, it is one. A
denial is no origin of what it denies. Documents on different happenings share a claim only where one recalls the day
that the other is about.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.casebook.model import Casebook
from trucewatch.linking.happening import NEAR
from trucewatch.linking.independence import counted_as, independent
from trucewatch.linking.model import Row, Tables
from trucewatch.linking.profile import Profile, find_profiles, rows_by_document
from trucewatch.linking.rarity import Weights, likeness
from trucewatch.linking.sayings import find_sayings
from trucewatch.linking.stories import StoryLink
from trucewatch.records.link import Copy, Origin, Passage

BEST = 3
"""Aligned sentences whose origins count."""
CLOSE = 0.6
"""Of the best alignment's likeness, the share that a further one must have."""
RECALLED = 0.2
"""Likeness by which a sentence recalls what another document is about."""
_MOST, _FULL = 4.0, 5


@dataclass(frozen=True, slots=True)
class Shared:
    """``origins`` are those that assert what both documents claim, by their names; empty: no shared claim.

    ``left`` and ``right`` are the spans of the best aligned sentences in their documents, None where there are none.
    """

    origins: tuple[str, ...]
    left: tuple[int, int] | None
    right: tuple[int, int] | None
    why: str


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A document with all that tells who says what in it, and its sentences' terms with their numbers."""

    document: Row
    profile: Profile
    sentences: tuple[Weights, ...]
    sayings: tuple[tuple[Origin, ...], ...]
    days: tuple[frozenset[date], ...]

    @property
    def opening(self) -> int:
        """The first sentence that tells something; the title where none does."""
        numbers = range(1, len(self.sentences))
        return next((number for number in numbers if len(self.sentences[number]) >= _FULL), 0)


def find_shared(
    tables: Tables,
    casebook: Casebook,
    links: Iterable[StoryLink],
    copies: Iterable[Copy],
    denied: frozenset[frozenset[str]] = frozenset(),
) -> dict[frozenset[str], Shared]:
    """Return what the documents of each link both claim, by the two documents.

    Args:
        tables: Rows of ``documents``, ``segments``, ``times``, ``places``, ``figures``, ``attributions``, ``claims``.
        casebook: The case's.
        links: Pairs of documents with their relation.
        copies: Copies among the documents.
        denied: Pairs of documents of which one does no more than deny what the other asserts.
    """
    links, copies = list(links), list(copies)
    voices = _voices(tables, casebook, copies, {key for link in links for key in (link.left_id, link.right_id)})
    copied = {frozenset((copy.left_id, copy.right_id)): copy for copy in copies}
    found = {}
    for link in links:
        key = frozenset((link.left_id, link.right_id))
        left, right = voices[link.left_id], voices[link.right_id]
        copy = copied.get(key)
        if link.relation == "different":
            found[key] = _recalled(left, right, copy, casebook)
        else:
            found[key] = _asserted(left, right, copy, key in denied, casebook)
    return found


def _voices(tables: Tables, casebook: Casebook, copies: list[Copy], wanted: set[str]) -> dict[str, _Voiced]:
    profiles = find_profiles(tables, casebook)
    times, figures = (rows_by_document(tables[name]) for name in ("times", "figures"))
    sayings = find_sayings(tables, casebook, copies, {key: profiles[key].spans for key in wanted})
    return {
        row["document_id"]: _voice(
            row, profiles[row["document_id"]], times[row["document_id"]], figures[row["document_id"]],
            sayings[row["document_id"]],
        )
        for row in tables["documents"]
        if row["document_id"] in wanted
    }  # fmt: skip


def _voice(
    document: Row, profile: Profile, times: list[Row], figures: list[Row], sayings: tuple[tuple[Origin, ...], ...]
) -> _Voiced:
    sentences, days = [], []
    for number, (start, end) in enumerate(profile.spans):
        sentences.append(profile.sentence(number) | _numbers(row for row in figures if start <= row["start"] < end))
        days.append(
            frozenset(
                date.fromisoformat(row["earliest"])
                for row in times
                if start <= row["start"] < end and row["earliest"] and row["earliest"] == row["latest"]
            )
        )
    return _Voiced(document, profile, tuple(sentences), sayings, tuple(days))


def _numbers(figures: Iterable[Row]) -> Weights:
    """Return a term for each number: large ones tell more than small ones."""
    values = (row["best"] or row["low"] or row["high"] for row in figures)
    return {f"#{value:g}": min(_MOST, math.log1p(value)) for value in values if value}


def _asserted(left: _Voiced, right: _Voiced, copy: Copy | None, denied: bool, casebook: Casebook) -> Shared:
    """Return what two documents on one happening both claim."""
    aligned = list(_aligned(left, right))
    ours = [origin for one in (*(one for one, _ in aligned), left.opening) for origin in left.sayings[one]]
    theirs = [origin for other in (*(other for _, other in aligned), right.opening) for origin in right.sayings[other]]
    voice = counted_as((origin.origin for origin in (*ours, *theirs)), casebook)
    common = [one for one in ours if voice[one.origin] in {voice[other.origin] for other in theirs}]
    if copy is not None:
        origins, why = ours[:1] or theirs[:1], "One has the words of the other, or both of a third."
    elif denied:
        origins, why = ours[:1], "One only denies what the other asserts."
    elif common:
        origins, why = common[:1], "Both have it from the same source."
    else:
        origins, why = [*ours[:1], *theirs[:1]], "Each has it from a source of its own."
    first, second = aligned[0] if aligned else (None, None)
    return Shared(_names(origins), _span(left, first), _span(right, second), why)


def _span(voiced: _Voiced, number: int | None) -> tuple[int, int] | None:
    return None if number is None else voiced.profile.spans[number]


def _aligned(left: _Voiced, right: _Voiced) -> Iterator[tuple[int, int]]:
    """Yield the best aligned sentences, as numbers in each document; titles are not aligned, nobody says them."""
    names = left.profile.names | right.profile.names
    scored = [
        (likeness(one, other, names), -at, -to)
        for at, one in enumerate(left.sentences)
        for to, other in enumerate(right.sentences)
        if at and to
    ]
    scored = sorted((item for item in scored if item[0] > 0), reverse=True)[:BEST]
    for score, at, to in scored:
        if score >= CLOSE * scored[0][0]:
            yield -at, -to


def _recalled(left: _Voiced, right: _Voiced, copy: Copy | None, casebook: Casebook) -> Shared:
    """Return what two documents on different happenings both claim: what one of them recalls in passing."""
    for whole, other in ((left, right), (right, left)):
        number = _recalling(whole, other, copy)
        if number is None:
            continue
        ours, theirs = other.sayings[1][:1], whole.sayings[number][:1]
        spans = (whole.profile.spans[number], other.profile.spans[1])
        first, second = spans if whole is left else spans[::-1]
        heard = independent((origin.origin for origin in (*ours, *theirs)), casebook)
        one = copy is not None or (len(heard) < 2 and bool(ours) == bool(theirs))
        why = "One recalls in passing what the other is about."
        return Shared(_names(ours if one else [*ours, *theirs]), first, second, why)
    return Shared((), None, None, "They are about different happenings.")


def _recalling(whole: _Voiced, other: _Voiced, copy: Copy | None) -> int | None:
    """Return the sentence of a document that recalls the other's day, behind its own lead."""
    days = other.profile.happening.days
    names = whole.profile.names | other.profile.names
    for number in range(whole.profile.leading, len(whole.sentences)):
        near = any(abs(day - mine) <= NEAR for day in whole.days[number] for mine in days)
        if not near:
            continue
        taken = copy is not None and any(_within(passage, whole, number, copy) for passage in copy.passages)
        alike = max(likeness(whole.sentences[number], sentence, names) for sentence in other.sentences)
        if taken or alike >= RECALLED:
            return number
    return None


def _within(passage: Passage, whole: _Voiced, number: int, copy: Copy) -> bool:
    start, end = whole.profile.spans[number]
    left = copy.left_id == whole.profile.document_id
    first, last = (passage.left_start, passage.left_end) if left else (passage.right_start, passage.right_end)
    return first < end and start < last


def _names(origins: Sequence[Origin]) -> tuple[str, ...]:
    return tuple(origin.name for origin in origins)
