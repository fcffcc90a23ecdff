"""What was changed in words taken over: a number, a time or a place that stands where another stood in the source.

Two sentences that say much the same are laid word by word side by side. Where one has another number, time or place
between the same words, both cannot be right: a slip of the pen, or a correction that only one of them has. A toll that
only rose is news and no slip, unless its digits are merely turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.linking.account import Account, Line, is_copied
from trucewatch.linking.aliases import one_name, said_aliases
from trucewatch.linking.clash import Bounds, clash
from trucewatch.linking.clash_figures import periods_meet
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import is_later
from trucewatch.linking.model import Row
from trucewatch.linking.quantities import same_nations, unit_of
from trucewatch.linking.tallies import CREW

_WORD = re.compile(r"[^\W_][\w’'.,:-]*[^\W_]|[^\W_]")
_MOST = 6
"""Words on either side that can stand for one another."""
_BEFORE = 24
_FRAME = 2
"""Equal words that must stand before or behind them."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one sentence that stand where other words stand in another: their spans in the two documents."""

    left: Span
    right: Span
    before: str


def clash_copied(meeting: Meeting) -> Iterator[Clash]:
    """Yield the numbers, times and places that differ between sentences that say much the same."""
    said = said_aliases((meeting.left.document["text"], meeting.right.document["text"]))
    for one in meeting.left.lines:
        for other in meeting.right.lines:
            if is_copied(one, other):
                for change in changes(one, other):
                    yield from _judge(change, meeting, said)


def changes(one: Line, other: Line) -> Iterator[Change]:
    """Yield the few words that differ between two sentences, where equal words frame them."""
    left, right = ([(match.group().lower(), match) for match in _WORD.finditer(line.text)] for line in (one, other))
    codes = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right], autojunk=False).get_opcodes()
    for at, (kind, first, last, start, end) in enumerate(codes):
        if kind != "replace" or max(last - first, end - start) > _MOST or not _framed(codes, at):
            continue
        before = left[first - 1][0] if first else ""
        yield Change(
            Span(one.start + left[first][1].start(), one.start + left[last - 1][1].end()),
            Span(other.start + right[start][1].start(), other.start + right[end - 1][1].end()), before,
        )  # fmt: skip


def _framed(codes: Sequence[tuple[str, int, int, int, int]], at: int) -> bool:
    beside = [codes[to] for to in (at - 1, at + 1) if 0 <= to < len(codes)]
    return any(kind == "equal" and last - first >= _FRAME for kind, first, last, _, _ in beside)


def _judge(change: Change, meeting: Meeting, said: frozenset[frozenset[str]]) -> Iterator[Clash]:
    times = [_times(account, span) for account, span in _sides(change, meeting)]
    if times[0] or times[1]:
        if times[0] and times[1] and _disjoint(times[0], times[1]):
            yield Clash("time", change.left, change.right, "the same words with another time")
        return
    numbers = [_numbers(account, span) for account, span in _sides(change, meeting)]
    if len(numbers[0]) == len(numbers[1]) == 1 and _counts_same(change, meeting):
        grows = any(_grows(account, span) for account, span in _sides(change, meeting))
        if _numbers_clash(numbers[0][0], numbers[1][0], meeting, grows=grows):
            yield Clash("figure", change.left, change.right, "the same words with another number")
        return
    if not any(numbers) and not any(times) and _places_clash(change, meeting, said):
        yield Clash("place", change.left, change.right, "the same words with another place")


def _sides(change: Change, meeting: Meeting) -> tuple[tuple[Account, Span], tuple[Account, Span]]:
    return (meeting.left, change.left), (meeting.right, change.right)


def _times(account: Account, span: Span) -> list[tuple[str, str]]:
    """Return first and last day of the times that words name."""
    return [
        (row["earliest"], row["latest"])
        for row in account.times
        if _meets(row, span) and row["earliest"] and row["latest"]
    ]


def _disjoint(left: Iterable[tuple[str, str]], right: list[tuple[str, str]]) -> bool:
    return all(one[1] < other[0] or other[1] < one[0] for one in left for other in right)


def _numbers(account: Account, span: Span) -> list[Bounds]:
    """Return the numbers that words state: figures with their bounds, else plain numerals."""
    counted = [count.bounds for count in account.counts if _meets(count.figure, span) and count.bounds.known]
    words = account.document["text"][span.start : span.end]
    plain = [numeral.value for numeral in find_numerals(words, load_lexicon()) if not numeral.vague and numeral.value]
    return counted or [Bounds(value, value) for value in plain]


def _counts_same(change: Change, meeting: Meeting) -> bool:
    """Tell whether the figures that were changed for one another count the same people or things."""
    left, right = (
        [count for count in account.counts if _meets(count.figure, span)] for account, span in _sides(change, meeting)
    )
    if not left or not right:
        return True
    spans = [count.period if count.stated else None for count in (left[0], right[0])]
    if not periods_meet(spans[0], spans[1]):
        return False
    one, other = left[0].whom, right[0].whom
    nations = not one.nations or not other.nations or same_nations(one.nations, other.nations)
    return one.kind == other.kind and nations


def _numbers_clash(one: Bounds, other: Bounds, meeting: Meeting, *, grows: bool) -> bool:
    if grows and one.closed and other.closed and sorted(f"{one.low:g}") == sorted(f"{other.low:g}"):
        return one != other
    return clash(one, other, grows=grows, left_later=is_later(meeting.left.published, meeting.right.published))


def _grows(account: Account, span: Span) -> bool:
    """Tell whether what words count can only rise in time."""
    if CREW.search(account.document["text"][: span.start][-_BEFORE:]):
        return False
    units = (count.figure["unit"] for count in account.counts if _meets(count.figure, span))
    return any(unit_of(unit).course != "steady" for unit in units)


def _meets(row: Row, span: Span) -> bool:
    return bool(row["start"] < span.end and span.start < row["end"])


def _places_clash(change: Change, meeting: Meeting, said: frozenset[frozenset[str]]) -> bool:
    names = [_names(account, span) for account, span in _sides(change, meeting)]
    if not names[0] or not names[1] or not clash_words().words["at"].fullmatch(change.before):
        return False
    return not any(one_name(one, other, said) for one in names[0] for other in names[1])


def _names(account: Account, span: Span) -> list[str]:
    words = account.document["text"][span.start : span.end]
    return [match.group() for match in _WORD.finditer(words) if match.group() in account.names]
