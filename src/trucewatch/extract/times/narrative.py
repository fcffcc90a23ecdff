"""What the text has said of time so far: the anchors that later expressions point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from trucewatch.casebook import Happening
from trucewatch.extract.times.happenings import Happenings, Naming

_FINER = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "week", "month"),
    "year": ("day", "week", "month", "season", "quarter", "year"),
}
_FARTHEST = 6
"""Passages back to which an expression such as “the same day” may reach."""

_REMEMBERED = 300
"""Dated sentences back to which “the truce” and other events are looked up."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A resolved time of the text.

    ``passage`` and ``sentence`` count from the start of the document and of the passage. ``aside`` is true in
    brackets, ``modifier`` where it only tells which thing is meant (“the 2031 truce”), ``caption`` in captions.
    ``year_from`` tells where its year stands: ``said``, ``running`` or ``published``.
    """

    time_id: str
    quote: str
    value: str
    grain: str
    first: date
    last: date
    passage: int
    sentence: int
    aside: bool
    modifier: bool
    caption: bool
    year_from: str


def _dates_one(anchor: Anchor) -> bool:
    """Return whether a time can be that of one event: what goes on “since 3 May” did not happen then."""
    return anchor.grain in ("day", "month") and not anchor.value.endswith("/..")


@dataclass(slots=True)
class Narrative:
    """Anchors in text order, the sentences they stand in, and days that the text gives with their year.

    ``happenings`` are those of the casebook, ``texts`` the passages in lower case.
    """

    anchors: list[Anchor] = field(default_factory=list)
    sentences: list[tuple[str, Anchor]] = field(default_factory=list)
    given: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    happenings: Happenings = field(default_factory=Happenings)
    texts: Sequence[str] = ()

    def add(self, anchor: Anchor, sentence: str) -> None:
        """Remember an anchor and the words of its sentence."""
        self.anchors.append(anchor)
        if not anchor.aside:
            self.sentences.append((sentence, anchor))

    def last(self, unit: str, passage: int, sentence: int) -> Anchor | None:
        """Return the latest anchor fine enough to count from in ``unit``; plain ones before mere modifiers."""
        near = list(self._near(passage, sentence))
        fine = [anchor for anchor in near if anchor.grain in _FINER[unit]]
        plain = [anchor for anchor in fine if not anchor.modifier]
        return next(iter(plain or fine), None)

    def _near(self, passage: int, sentence: int) -> Iterator[Anchor]:
        for anchor in reversed(self.anchors):
            here = anchor.passage == passage
            if passage - anchor.passage > _FARTHEST:
                return
            if anchor.caption and not here:
                continue
            if anchor.aside and not (here and anchor.sentence == sentence):
                continue
            yield anchor

    def running(self, passage: int, sentence: int, published: date | None) -> Anchor | None:
        """Return the anchor whose year the narrative is in: close by, past, with a year of its own."""
        for anchor in self._near(passage, sentence):
            if anchor.year_from not in ("said", "running") or anchor.modifier:
                continue
            if anchor.value.endswith("/..") or (published and anchor.first > published):
                continue
            if anchor.passage == passage and sentence - anchor.sentence <= 2:
                return anchor
            if passage - anchor.passage == 1 and anchor.grain in ("day", "month"):
                return anchor
            return None
        return None

    def dated_event(self, word: str, passage: int, sentence: int) -> Anchor | None:
        """Return the one time at which an earlier sentence of the text sets an event of this name, or None."""
        stem, here = word.rstrip("s"), (passage, sentence)
        dated = [
            anchor
            for words, anchor in self.sentences[-_REMEMBERED:]
            if _dates_one(anchor) and (anchor.passage, anchor.sentence) != here and stem in words
        ]
        values = {anchor.value for anchor in dated}
        return dated[0] if len(values) == 1 else None

    def told(self, words: set[str], verb: re.Pattern[str], passage: int, sentence: int) -> Anchor | None:
        """Return the one day or month at which an earlier sentence with these words and such a verb stands."""
        dated = [
            anchor
            for text, anchor in self.sentences[-_REMEMBERED:]
            if _dates_one(anchor) and (anchor.passage, anchor.sentence) != (passage, sentence)
            and verb.search(text) and all(word in text for word in words)
        ]  # fmt: skip
        return dated[0] if len({anchor.value for anchor in dated}) == 1 else None

    def named_before(self, passage: int, bare: Naming) -> tuple[Happening, ...]:
        """Return the happenings of these kinds that the text has named before a bare word for them."""
        named: dict[str, Happening] = {}
        for number, text in enumerate(self.texts[: passage + 1]):
            for naming in self.happenings.named_in(text):
                if number == passage and naming.start >= bare.start:
                    break
                if len(naming.found) == 1 and naming.found[0].kind in bare.kinds:
                    named[naming.found[0].id] = naming.found[0]
        return tuple(named.values())
