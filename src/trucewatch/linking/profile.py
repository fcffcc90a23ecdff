"""What a document is compared by: when, its words, the words of its lead and sentences, its names, its manner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.casebook.model import Casebook
from trucewatch.linking.happening import Happening, find_happening
from trucewatch.linking.model import Row, Tables
from trucewatch.linking.rarity import Rarity, Weights
from trucewatch.linking.sentences import find_sentences
from trucewatch.linking.stems import stem
from trucewatch.linking.storywords import story_words

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W\d_]|\d+(?:st|nd|rd|th)\b")
_AGE = re.compile(
    r"\b(\d{1,3})(?:-|\s)years?(?:-|\s)old\b|\b(?:aged?|ages)\s(\d{1,3})\b|(?<=[^\W\d_]), ([1-9]\d?)(?=[,.)]|$)"
)
"""“A 34-year-old”, “aged 34”, and the age behind a name: “Emil Horn, 34, was …”."""
_OLDEST = 110
_READ = ("headline", "body")
_FULL, _SENTENCES, _WORDS = 5, 2, 35
"""A lead has at least two sentences of five words, and 35 words."""
_PORTRAIT = 0.06
"""A portrait speaks of one person: at least this share of its words are pronouns of the third person."""


@dataclass(frozen=True, slots=True)
class Profile:
    """``sentences`` are the terms of each sentence, the title first; ``spans`` says where each stands.

    The title has the span (0, 0). ``leading`` is how many of them, the title among them, are the lead. ``terms`` are
    those of all, each once. ``portrait``: the document tells of one person; ``ages``: those of persons that it gives.
    Weights are looked up when asked for, since a large case has many profiles.
    """

    document_id: str
    happening: Happening
    terms: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    leading: int
    names: frozenset[str]
    portrait: bool
    ages: frozenset[int]
    rarity: Rarity

    @property
    def words(self) -> Weights:
        """The weights of all its terms."""
        return self.rarity.weigh(self.terms)

    @property
    def lead(self) -> Weights:
        """The weights of the terms of its lead."""
        return self.rarity.weigh(term for one in self.sentences[: self.leading] for term in one)

    def sentence(self, number: int) -> Weights:
        """The weights of the terms of a sentence."""
        return self.rarity.weigh(self.sentences[number])


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A stretch of text with its terms, and which of them stand capitalised within a sentence."""

    terms: tuple[str, ...]
    names: frozenset[str]
    words: int
    start: int
    end: int


def find_profiles(tables: Tables, casebook: Casebook, rarity: Rarity | None = None) -> dict[str, Profile]:
    """Return the profile of each document of a case, by its id; words weigh as in these documents or as is given."""
    rows = {name: rows_by_document(tables[name]) for name in ("segments", "times", "places", "attributions")}
    spoken = {
        row["document_id"]: _read(row, rows["segments"][row["document_id"]], _placed(rows["places"], row, casebook))
        for row in tables["documents"]
    }
    documents = {row["document_id"]: row for row in tables["documents"]}
    when = {
        key: find_happening(row, _within(rows["times"][key], spoken[key]), spoken[key][_leading(spoken[key]) - 1].end)
        for key, row in documents.items()
    }
    rarity = rarity or Rarity.of(
        (_day(key, when[key]), (term for one in said for term in one.terms)) for key, said in spoken.items()
    )
    return {
        key: _profile(documents[key], when[key], spoken[key], rarity, rows["attributions"][key])
        for key in sorted(documents)
    }


def _within(times: Iterable[Row], said: Sequence[_Spoken]) -> list[Row]:
    """Return the times that stand in read sentences: a caption's may be those of an old picture."""
    return [row for row in times if any(one.start <= row["start"] < one.end for one in said)]


def _day(document_id: str, happening: Happening) -> Hashable:
    """Return the day for which a document counts in how widely words are used; an undated one counts for itself."""
    return min(happening.days or happening.told, default=document_id)


def rows_by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """Return rows by their document; a document without any has an empty list."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append(row)
    return found


def _placed(places: Mapping[str, list[Row]], document: Row, casebook: Casebook) -> dict[int, tuple[int, str]]:
    """Return the casebook's places by where they are named: contested names of one place count as one."""
    return {
        row["start"]: (row["end"], f"@{row['place_id']}")
        for row in places[document["document_id"]]
        if (row["place_id"] or "").removeprefix("casebook:") in casebook.places
    }


def _read(document: Row, segments: Sequence[Row], placed: Mapping[int, tuple[int, str]]) -> list[_Spoken]:
    """Return the title and the sentences of a document."""
    text, title = document["text"], document["title"] or ""
    read = [row for row in segments if row["role"] in _READ and row["repeats"] is None]
    sentences = [one for one in find_sentences(text, read) if text[one.start : one.end].strip() != title.strip()]
    return [_spoken(title, 0, {}, -1)] + [
        _spoken(text[one.start : one.end], one.start, placed, one.end) for one in sentences
    ]


def _spoken(words: str, offset: int, placed: Mapping[int, tuple[int, str]], end: int) -> _Spoken:
    terms, names, past, count = [], set(), 0, 0
    for match in _WORD.finditer(words):
        count += 1
        start = offset + match.start()
        if start in placed:
            past, place = placed[start]
            terms.append(place)
        if start < past:
            continue
        if match.group().lower() in story_words().calendar:
            continue
        term = stem(match.group())
        terms.append(term)
        if match.start() > 0 and match.group()[0].isupper() and end >= 0:
            names.add(term)
    return _Spoken(tuple(terms), frozenset(names), count, offset, end)


def _profile(row: Row, when: Happening, said: Sequence[_Spoken], rarity: Rarity, speeches: list[Row]) -> Profile:
    return Profile(
        row["document_id"], when, tuple(dict.fromkeys(term for one in said for term in one.terms)),
        tuple(one.terms for one in said), tuple((one.start, max(one.end, 0)) for one in said), _leading(said),
        frozenset(name for one in said for name in one.names), _is_portrait(said, row["text"], speeches),
        _ages(row, said), rarity,
    )  # fmt: skip


def _ages(row: Row, said: Sequence[_Spoken]) -> frozenset[int]:
    """Return the ages of persons in the title and the sentences of a document."""
    stretches = [row["title"] or "", *(row["text"][one.start : one.end] for one in said[1:])]
    found = (int(next(filter(None, match.groups()))) for words in stretches for match in _AGE.finditer(words))
    return frozenset(age for age in found if age <= _OLDEST)


def same_ages(left: frozenset[int], right: frozenset[int]) -> float:
    """Return 1 where two documents tell of persons of one age, -1 where only of other ages, 0 where one tells none."""
    return 0.0 if not left or not right else 1.0 if left & right else -1.0


def _leading(said: Sequence[_Spoken]) -> int:
    """Return how many of the title and the sentences are the lead."""
    full = words = 0
    for number, one in enumerate(said[1:], 2):
        full += one.words >= _FULL
        words += one.words
        if full >= _SENTENCES and words >= _WORDS:
            return number
    return len(said)


def _is_portrait(said: Sequence[_Spoken], text: str, speeches: Iterable[Row]) -> bool:
    """Return whether a text tells of one person; the “he” of “he said” is a source, not the one it tells of."""
    pronouns, words = story_words().pronouns, 0
    spoken = {row["source_start"] for row in speeches if (row["source_quote"] or "").lower() in pronouns}
    told = 0
    for one in said[1:]:
        words += one.words
        for match in _WORD.finditer(text, one.start, one.end):
            told += match.group().lower() in pronouns and match.start() not in spoken
    return words > 0 and told / words >= _PORTRAIT
