"""Measure drafts of agreements against keys: which provisions of an accord's text are proposed, and how rightly.

A folder holds texts ``NAME.txt`` and ``keys.json``: for each name the parties and the wanted provisions
(`trucewatch.evaluate.draftkeys`). A wanted provision is found where a proposal of its article holds its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.agreements.drafting.model import Proposal, Proposed, Span
from trucewatch.evaluate.draftkeys import Key, Wanted

MEASURES = ("found", "bearers", "beneficiaries", "kinds", "articles", "times", "quantities")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How much of what was wanted came out, by measure; what was proposed beyond it; and every error in words.

    ``merged`` counts wanted provisions whose proposal had already answered another one.
    """

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    merged: int = 0
    extra: int = 0
    errors: tuple[str, ...] = ()

    def share(self, measure: str) -> float:
        """Share of what was wanted that was right; 1.0 where nothing was wanted."""
        return self.right[measure] / self.wanted[measure] if self.wanted[measure] else 1.0


def measure_draft(proposed: Proposed, key: Key) -> Scores:
    """Compare the proposals of one text with its key."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    errors: list[str] = []
    used: list[str] = []
    for want in key.provisions:
        item = find_proposal(proposed, want)
        if item:
            used.append(item.id)
        if want.optional:
            continue
        for measure, good in judged(item, want):
            wanted[measure] += 1
            right[measure] += good
            if not good:
                errors.append(f"{want.article or ''} “{want.has}”: {measure}{_as_read(item, measure)}")
    extra = [item for item in proposed.provisions if item.id not in used]
    errors += [f"{item.article} not wanted: {' '.join(item.quote.split())}" for item in extra]
    merged = len(used) - len(set(used))
    return Scores(right=right, wanted=wanted, merged=merged, extra=len(extra), errors=tuple(errors))


def sum_scores(scores: Sequence[Scores]) -> Scores:
    """Add the scores of several texts."""
    return Scores(
        right=sum((item.right for item in scores), Counter()),
        wanted=sum((item.wanted for item in scores), Counter()),
        merged=sum(item.merged for item in scores),
        extra=sum(item.extra for item in scores),
    )


def score_row(name: str, scores: Scores) -> Mapping[str, str]:
    """Return a row of the table that the command prints."""
    shown = {measure: f"{scores.right[measure]}/{scores.wanted[measure]}" for measure in MEASURES}
    return {"text": name} | shown | {"merged": str(scores.merged), "extra": str(scores.extra)}


def find_proposal(proposed: Proposed, want: Wanted) -> Proposal | None:
    """Return the shortest proposal that holds the wanted words, of the wanted article before others."""
    fitting = [item for item in proposed.provisions if want.has in " ".join(item.quote.split())]
    return min(fitting, key=lambda item: (not _of_article(item, want), item.end - item.start), default=None)


def judged(item: Proposal | None, want: Wanted) -> Iterator[tuple[str, bool]]:
    """Yield each thing that the key wants of a provision, by measure, and whether the proposal has it."""
    yield "found", item is not None
    if want.bearers:
        yield "bearers", item is not None and any(_same_people(item, names) for names in want.bearers)
    if want.beneficiaries:
        names = [who.name for who in item.beneficiaries] if item else []
        yield "beneficiaries", all(_named(name, names) for name in want.beneficiaries)
    if want.kind:
        yield "kinds", item is not None and item.kind.value == want.kind
    if want.article:
        yield "articles", item is not None and _of_article(item, want)
    yield from _times(item, want)
    for number, units in want.quantities:
        amounts = item.amounts if item else ()
        yield "quantities", any(amount.number == number and amount.unit in units for amount in amounts)


def _times(item: Proposal | None, want: Wanted) -> Iterator[tuple[str, bool]]:
    spans = _spans(item)
    read = {pair for span in spans for pair in _readings(span)}
    for forms, values in want.windows:
        yield "times", any((form, value) in read for form in forms for value in values)
    term = item.term if item else None
    if want.term:
        yield "times", term is not None and term.length.value == want.term
    if want.notice:
        yield "times", term is not None and term.notice is not None and term.notice.value == want.notice
    if item and not want.open and len(spans) > len(want.windows):
        yield "times", False  # A time that nobody wanted is as wrong as one that is missing.


def _spans(item: Proposal | None) -> tuple[Span, ...]:
    return ((item.window,) if item and item.window else ()) + (item.further if item else ())


def _readings(span: Span) -> Iterator[tuple[str, str]]:
    """Yield a span as pairs of form and value; what runs from one day until another holds both."""
    for value in (span.end, span.start, span.duration):
        if value:
            yield span.form, value
    if span.start:
        yield "from", span.start
    if span.start and span.end:
        yield "until", span.end


def _same_people(item: Proposal, wanted: Sequence[str]) -> bool:
    names = [f"{who.name} {who.refers_to or ''}" for who in item.bearers]
    return len(names) == len(wanted) and all(_named(name, names) for name in wanted)


def _named(wanted: str, names: Sequence[str]) -> bool:
    return any(part in name for part in wanted.split("|") for name in names)


def _of_article(item: Proposal, want: Wanted) -> bool:
    return want.article is None or item.article == want.article


def _as_read(item: Proposal | None, measure: str) -> str:
    if item is None:
        return " missing"
    shown = {
        "bearers": [f"{who.name} ({who.refers_to})" if who.refers_to else who.name for who in item.bearers],
        "beneficiaries": [who.name for who in item.beneficiaries],
        "kinds": [item.kind.value],
        "articles": [item.article],
        "times": [f"{span.form} {span.start or ''}–{span.end or span.duration or ''}" for span in _spans(item)],
        "quantities": [f"{amount.number:g} {amount.unit}" for amount in item.amounts],
    }
    if measure == "times" and item.term:
        shown["times"].append(f"term {item.term.length.value}, notice {item.term.notice and item.term.notice.value}")
    return f" read as {'; '.join(shown[measure]) or 'nothing'}"
