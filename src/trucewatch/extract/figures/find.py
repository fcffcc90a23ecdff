"""Find the figures of a document: read numbers, sift, decide units, nest, and tell who gives them."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Annotated, Passage, even_text
from trucewatch.extract.figures.bounds import find_quantities
from trucewatch.extract.figures.context import Surroundings, period
from trucewatch.extract.figures.decide import decide_units
from trucewatch.extract.figures.drafts import FATEFUL, Draft
from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.extract.figures.sieve import is_no_figure
from trucewatch.extract.figures.units import begin_draft
from trucewatch.extract.figures.view import View
from trucewatch.records import Attribution, Figure, TimeMention, make_id

SKIPPED_ROLES = frozenset({"byline", "dateline", "furniture"})


def find_figures(annotated: Annotated, attributions: list[Attribution], times: list[TimeMention]) -> list[Figure]:
    """Return the figures of a document in text order.

    Args:
        annotated: The parsed document.
        attributions: Who says what in it; a figure belongs to the innermost one that holds it.
        times: Its expressions of time; a number within one is no figure.
    """
    around = Surroundings(attributions, times)
    figures: list[Figure] = []
    for passage in annotated.passages:
        if passage.segment.role not in SKIPPED_ROLES:
            figures += _passage_figures(annotated, passage, around)
    return figures


def _passage_figures(annotated: Annotated, passage: Passage, around: Surroundings) -> list[Figure]:
    text, lexicon = _text_of(annotated, passage), load_lexicon()
    quantities = [
        quantity
        for quantity in find_quantities(text, find_numerals(text, lexicon), lexicon)
        if not around.in_time(passage.start + quantity.inner, passage.start + quantity.inner_end)
    ]
    if not quantities:
        return []
    view = View(passage.doc, text, lexicon)
    quantities = [quantity for quantity in quantities if not is_no_figure(view, quantity)]
    drafts = [draft for quantity in quantities if (draft := begin_draft(view, quantity))]
    framer = _Framer(annotated, passage, view, around)
    made: dict[int, Figure] = {}
    for draft in decide_units(view, drafts):
        made[id(draft)] = framer.record(draft, made.get(id(draft.whole)) if draft.whole else None)
    return list(made.values())


def _text_of(annotated: Annotated, passage: Passage) -> str:
    """Return the evened text of a passage, cut from the document's text."""
    if not len(passage.doc):
        return ""
    last = passage.doc[len(passage.doc) - 1]
    return even_text(annotated.text[passage.start : passage.start + last.idx + len(last)])


@dataclass(frozen=True, slots=True)
class _Framer:
    """What is needed to turn a draft of one passage into a record."""

    annotated: Annotated
    passage: Passage
    view: View
    around: Surroundings

    def record(self, draft: Draft, whole: Figure | None) -> Figure:
        """Return the record of a decided draft; ``whole`` is the figure it is a part of."""
        quantity, quote = draft.quantity, self.annotated.quote
        start, end = self.passage.start + quantity.start, self.passage.start + draft.end
        counted = (self.passage.start + draft.words[0], self.passage.start + draft.words[1]) if draft.words else None
        attribution_id, claimant = self._claimant(draft, whole)
        as_of, span = self._dated(draft)
        return Figure(
            figure_id=make_id("f", self.annotated.document_id, start, end, draft.unit, quantity.low, quantity.high),
            document_id=self.annotated.document_id, segment_id=self.passage.segment.segment_id,
            start=start, end=end, quote=quote(start, end), low=quantity.low, high=quantity.high,
            best=quantity.low if quantity.low == quantity.high else None, approximate=quantity.approximate,
            unit=draft.unit or "other", counted_start=counted[0] if counted else None,
            counted_end=counted[1] if counted else None, counted_quote=quote(*counted) if counted else None,
            attribution_id=attribution_id, claimant=claimant, as_of=as_of, period=span,
            part_of=whole.figure_id if whole else None, rules=tuple(dict.fromkeys(draft.rules)),
        )  # fmt: skip

    def _claimant(self, draft: Draft, whole: Figure | None) -> tuple[str | None, str | None]:
        """Return who gives the figure: the innermost attribution, else who gives the whole it is a part of."""
        said = self.around.innermost(self.passage.start + draft.quantity.inner, self.passage.start + draft.end)
        if said is not None:
            return said.attribution_id, said.source_name
        return (whole.attribution_id, whole.claimant) if whole else (None, None)

    def _dated(self, draft: Draft) -> tuple[str | None, str | None]:
        """Return as of when the figure is given, and whether it is a day's count or a total."""
        first, last = self.view.sentence(draft.token)
        start, end = self.view.starts[first], self.view.end_of(last - 1)
        as_of = self.around.as_of(self.annotated.text, (self.passage.start + start, self.passage.start + end))
        if draft.unit not in FATEFUL and draft.unit != "other":
            return as_of, None
        return as_of, "total" if draft.quantity.total else period(self.view.text[start:end])
