"""What an expression was resolved to, and what a resolver may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.annotate import Passage
from trucewatch.extract.model import Published
from trucewatch.extract.times.arithmetic import value_at
from trucewatch.extract.times.narrative import Narrative
from trucewatch.extract.times.scan import Found
from trucewatch.extract.times.tense import is_deadline, tense_at

_MODIFYING = frozenset(("nummod", "compound", "amod", "nmod", "poss"))
_NARROW = {"day": 7, "week": 7, "weekend": 7}
_NARROW_COARSE = 31


@dataclass(frozen=True, slots=True)
class Sense:
    """A resolved expression; ``value`` is None, and ``problem`` says why, where it stays open.

    ``first`` and ``last`` narrow the bounds of the value (“late September”). ``year_from`` tells where the year
    comes from: ``said``, ``running`` or ``published``.
    """

    value: str | None
    kind: str
    basis: str
    first: date | None = None
    last: date | None = None
    anchor_id: str | None = None
    year_from: str = "published"
    rules: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(slots=True)
class View:
    """One expression in its surroundings."""

    found: Found
    text: str
    low: str
    passage: Passage
    passage_number: int
    sentence_number: int
    narrative: Narrative
    published: Published | None
    following: Found | None
    _tense: str | None = None
    _asked: bool = False

    @property
    def said(self) -> dict[str, str]:
        """The parts of the expression by name."""
        return self.found.said

    @property
    def tense(self) -> str | None:
        """How the clause tells, as `tense_at` says; asked of the parse once.

        A date that only tells which thing is meant (“the 9 May accord will hold”) need not share the tense of its
        clause: None, or ``leaning`` where that is the future.
        """
        if not self._asked:
            self._asked = True
            told = "past" if self.cited else tense_at(self.passage.doc, self.found.start, self.found.end)
            if self.found.read in ("days", "month") and modifies(self.passage, self.found):
                told = "leaning" if told == "future" else None
            self._tense = told
        return self._tense

    @property
    def cited(self) -> bool:
        """Whether the expression stands in brackets, as the date of a cited source does."""
        return in_brackets(self.low, self.found.start)

    @property
    def deadline(self) -> bool:
        """Whether “by”, “until” or the like stands before the expression."""
        return is_deadline(self.low, self.found.start)

    @property
    def day_published(self) -> date | None:
        """The first day on which the document can have been published."""
        return self.published.first if self.published else None

    def beside(self, found: Found) -> View:
        """Return the view of another expression in the same surroundings."""
        return View(
            found, self.text, self.low, self.passage, self.passage_number, self.sentence_number, self.narrative,
            self.published, None,
        )  # fmt: skip

    def reference(self, unit: str) -> date | None:
        """Return the day from which “last week” and the like count, or None where that is not known well enough.

        Where the publication is an interval, its first day serves: an implied interval begins with the last
        day that the text reports, and most reports appear on it or the day after. A wide interval serves only
        units that it does not leave.
        """
        if self.published is None:
            return None
        first, last = self.published.first, self.published.last
        if (last - first).days <= _NARROW.get(unit, _NARROW_COARSE) or value_at(first, unit) == value_at(last, unit):
            return first
        return None


def in_brackets(low: str, start: int) -> bool:
    """Return whether the character stands in round brackets, as the date of a cited source does."""
    opened = low.rfind("(", 0, start)
    return opened >= 0 and low.find(")", opened, start) < 0


def modifies(passage: Passage, found: Found) -> bool:
    """Return whether the words only tell which thing is meant: “the 2031 truce”."""
    if found.read not in ("year", "days", "month", "season", "years"):
        return False
    span = passage.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return False
    if found.read == "days" and span.start and passage.doc[span.start - 1].lower_ == "on":
        return False  # “on 9 May farmers left”: only with an article would the day belong to the farmers
    root = span.root
    return root.dep_ in _MODIFYING and root.head.i >= span.end


def open_sense(kind: str, problem: str, basis: str) -> Sense:
    """Return a sense without a value, with the code and the sentence of its reason."""
    return Sense(None, kind, basis, problem=problem)
