"""A document as one account of a happening: its sentences with what each names, counts, dates and leaves open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.casebook import Casebook
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.clocks import Moment, published_moment, stated_offset
from trucewatch.linking.counting import Count, read_counts
from trucewatch.linking.model import Row, Tables
from trucewatch.linking.sentences import Sentence, find_sentences
from trucewatch.linking.stems import common, stem, stems

_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:[-’'][^\W\d_]+)*\b")
_CLAUSE = re.compile(r"[;:]\s|,?\s(?:but|while|although|whereas|though)\s", re.IGNORECASE)
_COPIED = 4.0
REMEMBERED = 512
"""Accounts of which the counts, sides, places and denials found are remembered."""
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its telling words without numbers (``stems``), the acts (``families``), things and names in it."""

    sentence: Sentence
    text: str
    stems: frozenset[str]
    families: frozenset[str]
    things: frozenset[str]
    names: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """Where the sentence begins in the document."""
        return self.sentence.start

    def holds(self, offset: int) -> bool:
        """Tell whether an offset of the document lies in the sentence."""
        return self.start <= offset < self.sentence.end

    def clauses(self) -> list[tuple[int, str]]:
        """Return the clauses of the sentence, as marks and contrasting conjunctions part them, with their offsets."""
        found, start = [], 0
        for mark in _CLAUSE.finditer(self.text):
            found.append((self.start + start, self.text[start : mark.start()]))
            start = mark.end()
        return [*found, (self.start + start, self.text[start:])]


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A document read for comparison, one object a document, so that what is found in it can be remembered.

    ``offset`` are the hours by which its local time is ahead of UTC, if it says; ``side`` is that of its outlet.
    """

    document: Row
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]
    times: tuple[Row, ...]
    claims: tuple[Row, ...]
    names: frozenset[str]
    offset: float | None
    published: Moment | None
    side: str | None = None

    @property
    def id(self) -> str:
        """The document's id."""
        return str(self.document["document_id"])

    def narrowed(self, lines: Iterable[Line]) -> Account:
        """Return the account with some of its sentences only, and the figures and times in these."""
        kept = tuple(lines)
        starts = {line.start for line in kept}
        counts = tuple(count for count in self.counts if count.sentence.start in starts)
        times = tuple(row for row in self.times if any(line.holds(row["start"]) for line in kept))
        return replace(self, lines=kept, counts=counts, times=times)

    def line_at(self, offset: int) -> Line | None:
        """Return the line that holds an offset."""
        return next((line for line in self.lines if line.holds(offset)), None)


def read_accounts(tables: Tables, wanted: Iterable[str], casebook: Casebook) -> dict[str, Account]:
    """Return the accounts of the wanted documents by their ids."""
    ids = set(wanted)
    part = {name: [row for row in rows if row.get("document_id") in ids] for name, rows in tables.items()}
    counts: dict[str, list[Count]] = defaultdict(list)
    for count in read_counts(part, (), (), casebook):
        counts[count.document["document_id"]].append(count)
    rows = {name: _grouped(part.get(name, ())) for name in ("segments", "times", "claims")}
    return {
        row["document_id"]: _read(row, rows, counts.get(row["document_id"], []), casebook) for row in part["documents"]
    }  # fmt: skip


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["document_id"]].append(row)
    return groups


def _read(
    document: Row, rows: Mapping[str, dict[str, list[Row]]], counts: Sequence[Count], casebook: Casebook
) -> Account:
    key, text = document["document_id"], document["text"]
    outlet = casebook.outlets.get(document["outlet_id"] or "")
    sentences = find_sentences(text, rows["segments"].get(key, ()))
    return Account(
        document, tuple(_line(sentence, text) for sentence in sentences), tuple(counts),
        tuple(sorted(rows["times"].get(key, ()), key=lambda row: int(row["start"]))),
        tuple(sorted(rows["claims"].get(key, ()), key=lambda row: (row["start"], row["claim_id"]))),
        frozenset(_names(text)), stated_offset(text), published_moment(document),
        outlet.side if outlet else None,
    )  # fmt: skip


def _line(sentence: Sentence, text: str) -> Line:
    words = text[sentence.start : sentence.end]
    telling = frozenset(one for one in stems(words) if not _NUMBER.search(one))
    known = clash_words()
    inside = frozenset(stem(name) for name in _NAME.findall(words)[1:])
    return Line(sentence, words, telling, known.families_of(words), known.things_of(words), inside)


def _names(text: str) -> set[str]:
    """Return the capitalised words of a text that do not stand in it in small letters as well."""
    small = set(re.findall(r"\b[a-z][\w’'-]*", text))
    return {name for name in _NAME.findall(text) if name.lower() not in small and len(name) > 2}


def is_copied(left: Line, right: Line) -> bool:
    """Tell whether two sentences say much the same: four telling words in common, half of those of the shorter."""
    shared = len(left.stems & right.stems)
    return affinity(left, right) >= _COPIED and 2 * shared >= min(len(left.stems), len(right.stems))


def affinity(left: Line, right: Line) -> float:
    """Return how much two sentences say alike: shared words, common ones at half, shared acts and things at half.

    A name is no common word, whatever it looks like.
    """
    names = left.names & right.names
    words = sum(0.5 if word in common() and word not in names else 1.0 for word in left.stems & right.stems)
    return words + 0.5 * (len(left.families & right.families) + len(left.things & right.things))
