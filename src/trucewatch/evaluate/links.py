"""Measure linking on labelled pairs of texts: copies, same or other happening, contradictions, independent origins.

What is measured sees the texts only; the key is read for the comparison alone (`evaluate.linkdata`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.evaluate.linkdata import COPIES, RELATIONS, Pair
from trucewatch.evaluate.measures import Score


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says of two texts; the fields are those of `linkdata.Pair`."""

    copy: str
    event: str
    contradictions: frozenset[str]
    origins: int


Answered = Sequence[tuple[Pair, Answer]]
Table = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures over pairs. ``copies`` and ``events`` count answers by (wanted, read).

    ``contradictions`` is over (pair, kind); ``alarms`` of ``tempting`` pairs without a contradiction were given one.
    ``tempting`` pairs are those that the key calls the same happening, or one a part of the other.
    """

    pairs: int
    copies: Table
    events: Table
    contradictions: Score
    alarms: int
    tempting: int
    alarms_elsewhere: int
    elsewhere: int
    origins_right: int

    @property
    def copied(self) -> Score:
        """Copies found at all, whole or in part."""
        both = sum(count for (wanted, read), count in self.copies.items() if "none" not in (wanted, read))
        found = sum(count for (_, read), count in self.copies.items() if read != "none")
        wanted = sum(count for (label, _), count in self.copies.items() if label != "none")
        return Score(both, found, wanted)

    @property
    def event_accuracy(self) -> float:
        """Share of pairs told right as same, sub or different."""
        return _diagonal(self.events) / self.pairs

    @property
    def copy_accuracy(self) -> float:
        """Share of pairs told right as full, partial or none."""
        return _diagonal(self.copies) / self.pairs

    @property
    def false_alarms(self) -> float:
        """Share of the pairs on one happening without contradictions that were given one."""
        return self.alarms / self.tempting if self.tempting else 0.0

    @property
    def origins_exact(self) -> float:
        """Share of pairs whose number of independent origins was told exactly."""
        return self.origins_right / self.pairs


def _diagonal(table: Table) -> int:
    return sum(count for (wanted, read), count in table.items() if wanted == read)


def measure(answered: Answered) -> Measured:
    """Return the measures over answered pairs, of which there is at least one."""
    wanted = sum(len(pair.contradictions) for pair, _ in answered)
    found = sum(len(answer.contradictions) for _, answer in answered)
    both = sum(len(pair.contradictions & answer.contradictions) for pair, answer in answered)
    calm = [(pair, answer) for pair, answer in answered if not pair.contradictions]
    tempting = [answer for pair, answer in calm if pair.event != "different"]
    elsewhere = [answer for pair, answer in calm if pair.event == "different"]
    return Measured(
        pairs=len(answered),
        copies=Counter((pair.copy, answer.copy) for pair, answer in answered),
        events=Counter((pair.event, answer.event) for pair, answer in answered),
        contradictions=Score(both, found, wanted),
        alarms=sum(bool(answer.contradictions) for answer in tempting), tempting=len(tempting),
        alarms_elsewhere=sum(bool(answer.contradictions) for answer in elsewhere), elsewhere=len(elsewhere),
        origins_right=sum(pair.origins == answer.origins for pair, answer in answered),
    )  # fmt: skip


def tables(measured: Measured) -> Mapping[str, list[dict[str, str]]]:
    """Return the tables of confusion, rows by what was wanted."""
    return {
        "copy": _table(measured.copies, COPIES, "copy"),
        "event": _table(measured.events, RELATIONS, "event"),
    }


def _table(counts: Table, labels: Iterable[str], name: str) -> list[dict[str, str]]:
    labels = tuple(labels)
    return [
        {name: wanted} | {read: str(counts[wanted, read] or "·") for read in labels}
        for wanted in labels
        if any(counts[wanted, read] for read in labels)
    ]


def summary(measured: Measured) -> list[str]:
    """Return the measures as lines of text."""
    copied, clashes = measured.copied, measured.contradictions
    return [
        f"{measured.pairs} pairs.",
        f"Copies: precision {copied.precision:.3f}, recall {copied.recall:.3f}, F1 {copied.f1:.3f}; "
        f"full, partial or none right in {measured.copy_accuracy:.3f}.",
        f"Same, sub or different: accuracy {measured.event_accuracy:.3f}.",
        f"Contradictions: precision {clashes.precision:.3f}, recall {clashes.recall:.3f}, F1 {clashes.f1:.3f}.",
        f"False alarms: {measured.alarms} of {measured.tempting} pairs on one happening without a contradiction "
        f"({measured.false_alarms:.3f}), {measured.alarms_elsewhere} of {measured.elsewhere} on different ones.",
        f"Independent origins: exact in {measured.origins_exact:.3f}.",
    ]


_WANTED: tuple[tuple[str, Callable[[Pair], str], Callable[[Answer], str]], ...] = (
    ("copy", lambda pair: pair.copy, lambda answer: answer.copy),
    ("event", lambda pair: pair.event, lambda answer: answer.event),
    ("contradiction", lambda pair: _listed(pair.contradictions), lambda answer: _listed(answer.contradictions)),
    ("origins", lambda pair: str(pair.origins), lambda answer: str(answer.origins)),
)


def misread(answered: Answered) -> list[str]:
    """Return a line for each matter of a pair that was told wrongly."""
    return [
        f"{pair.left} {pair.right}: {name} {wanted(pair)}, read as {read(answer)}"
        for name, wanted, read in _WANTED
        for pair, answer in answered
        if wanted(pair) != read(answer)
    ]


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds)) or "none"
