"""Which of two documents that share their words is the source: by credits, then by a third, then by time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from trucewatch.linking.credits import Credit, outlet_key
from trucewatch.linking.published import Moment
from trucewatch.linking.verdict import Verdict
from trucewatch.linking.wording import Row
from trucewatch.records import make_id
from trucewatch.records.link import Copy, Passage

COVERED = 0.5
"""Two copies have a common source where it accounts for at least this share of the words that they share."""
DATED_ANEW = timedelta(days=1)
_FIRST_HAND = ("statement", "agency")


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair, when it was published, and whom it credits."""

    document: Row
    moment: Moment
    credits: tuple[Credit, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return str(self.document["document_id"])

    def credit_to(self, other: Side) -> Credit | None:
        """Return the credit that this document gives to the outlet of another, one for the whole before others."""
        key = outlet_key(other.document)
        given = [credit for credit in self.credits if key in credit.keys]
        return min(given, key=lambda credit: (not credit.whole, credit.start), default=None)

    def agencies(self) -> frozenset[str]:
        """Return the outlets that the document as a whole is credited to."""
        return frozenset(key for credit in self.credits if credit.whole for key in credit.keys)


def direct(earlier: Side, later: Side, verdict: Verdict) -> Copy:
    """Return the copy that two documents make, its source on the left.

    Args:
        earlier: The document published earlier, as far as is known.
        later: The other.
        verdict: How they share their words; its right text is the later document's.
    """
    given, taken = later.credit_to(earlier), earlier.credit_to(later)
    impossible = taken is not None and earlier.moment.before(later.moment) and not _may_precede(later, earlier, taken)
    if verdict.kind != "version" and taken and not given and not impossible:
        return _copy(later, earlier, _turned(verdict), "credit", taken)
    if given and not (taken and not impossible):
        return _copy(earlier, later, verdict, "credit", given)
    if earlier.agencies() & later.agencies() and verdict.kind != "version":
        return _copy(earlier, later, verdict, "shared source", None)
    if earlier.moment.before(later.moment):
        return _copy(earlier, later, verdict, "time", None)
    first_hand = [side.document["genre"] in _FIRST_HAND for side in (earlier, later)]
    if verdict.kind != "version" and first_hand == [False, True]:
        return _copy(later, earlier, _turned(verdict), "open", None)
    return _copy(earlier, later, verdict, "open", None)


def _may_precede(later: Side, earlier: Side, credit: Credit) -> bool:
    """A dispatch is often dated anew, so that its reprint may bear an earlier hour; but not by more than a day."""
    return credit.whole and later.moment.earliest - earlier.moment.latest <= DATED_ANEW


def mark_shared_sources(copies: Iterable[Copy]) -> list[Copy]:
    """Return the copies, those marked that both took the words they share from a third document of the case."""
    found = list(copies)
    sources: dict[str, dict[str, Copy]] = defaultdict(dict)
    for copy in found:
        if copy.direction in ("credit", "time"):
            sources[copy.right_id][copy.left_id] = copy
    return [_marked(copy, sources) for copy in found]


def _marked(copy: Copy, sources: dict[str, dict[str, Copy]]) -> Copy:
    if copy.kind == "version" or copy.direction == "credit":
        return copy
    ours, theirs = sources.get(copy.left_id, {}), sources.get(copy.right_id, {})
    for third in sorted(ours.keys() & theirs.keys(), key=lambda third: (len(sources.get(third, ())), third)):
        left = [(passage.left_start, passage.left_end) for passage in copy.passages]
        right = [(passage.right_start, passage.right_end) for passage in copy.passages]
        if _covered(left, ours[third].passages) >= COVERED and _covered(right, theirs[third].passages) >= COVERED:
            why = f"{copy.why} Both have these words from {third}."
            return replace(copy, direction="shared source", why=why)
    return copy


def _covered(spans: Sequence[tuple[int, int]], passages: Sequence[Passage]) -> float:
    """Return which share of spans of a text stands in the passages that it took over."""
    whole = sum(end - start for start, end in spans)
    parts = [
        min(end, passage.right_end) - max(start, passage.right_start) for start, end in spans for passage in passages
    ]
    return sum(part for part in parts if part > 0) / max(whole, 1)


def _turned(verdict: Verdict) -> Verdict:
    """Return a verdict with its sides changed over, the passages again in the order of the right text."""
    turned = [Passage(left_start=passage.right_start, left_end=passage.right_end, right_start=passage.left_start,
                      right_end=passage.left_end, words=passage.words) for passage in verdict.passages]  # fmt: skip
    ordered = tuple(sorted(turned, key=lambda passage: passage.right_start))
    return replace(verdict, passages=ordered, left_share=verdict.right_share, right_share=verdict.left_share)


def _copy(left: Side, right: Side, verdict: Verdict, direction: str, credit: Credit | None) -> Copy:
    return Copy(
        copy_id=make_id("x", *sorted((left.id, right.id))), left_id=left.id, right_id=right.id, kind=verdict.kind,
        left_share=verdict.left_share, right_share=verdict.right_share, passages=verdict.passages,
        direction=direction, credit_start=credit.start if credit else None,
        credit_quote=credit.quote if credit else None, why=_why(left, right, verdict, direction, credit),
    )  # fmt: skip


def _why(left: Side, right: Side, verdict: Verdict, direction: str, credit: Credit | None) -> str:
    longest = max((passage.words for passage in verdict.passages), default=0)
    count = len(verdict.passages)
    told = [
        f"{verdict.left_share:.0%} and {verdict.right_share:.0%} of their words are the same, in {count} "
        f"{'passage' if count == 1 else 'passages'}, the longest of {longest} words."
        if count
        else "They have no passage in common."
    ]
    if verdict.common:
        told.append("Both have one address." if verdict.common == "address" else "Both have one outlet and one title.")
    elif outlet_key(left.document) is not None and outlet_key(left.document) == outlet_key(right.document):
        told.append("Both are of one outlet.")
    told.append({
        "credit": f"The copy names its source: “{credit.quote if credit else ''}”.",
        "time": "The source was published first.",
        "shared source": "Both credit the same source." if left.agencies() & right.agencies() else "",
        "open": "Which was first is not known.",
    }[direction])  # fmt: skip
    return " ".join(part for part in told if part)
