"""Mark the words of a passage that matter for actors, and cut the passage into noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.extract.actors.index import ActorIndex, Alias, fold
from trucewatch.extract.actors.lexicon import Noun, actor_words, noun_table
from trucewatch.extract.names import Name
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words
from trucewatch.rulebooks import Match

_CLASSES = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "D", "CD": "C", "JJ": "J", "JJR": "J", "JJS": "J", "AFX": "J",
    "NN": "N", "NNS": "N", "FW": "N", "XX": "N", "NNP": "P", "NNPS": "P", "HYPH": "H", "POS": "S", "RB": "B",
    "RBR": "B", "RBS": "B", "``": "Q", "''": "Q", "IN": "I", "PRP": "R", "CC": "K", ",": ",",
}  # fmt: skip
"""One letter for the tags that matter to the shape of a noun phrase."""
_NOMINAL = frozenset(("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr"))
_BANDS = frozenset(("force", "armed-group", "party", "separatists"))
_LONG_NAME = 3
_AMOD = frozenset(("amod", "compound", "nmod"))
_CHUNK = re.compile(r"D?(?:[CJNPHS]|(?<=[DJS])Q[CJNPH]{1,4}Q(?=[CJNP])|(?<=[DJS])Q|B(?=J|H[JNP]))*[NP]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A lower-case noun or phrase of actors: what casebook and rulebook know it as."""

    first: int
    last: int
    organs: tuple[str, ...]
    offices: tuple[str, ...]
    noun: Noun | None


@dataclass(frozen=True, slots=True)
class Scan:
    """A passage with its names, casebook names and nouns of actors by where they begin and end, and its chunks."""

    index: int
    words: Words
    names: dict[int, Name]
    names_from: dict[int, Name]
    aliases: dict[int, Match[Alias]]
    aliases_from: dict[int, Match[Alias]]
    phrases: dict[int, Phrase]
    classes: str
    chunks: list[tuple[int, int]]


def scan_passage(index: int, words: Words, names: Iterable[Name], known: ActorIndex) -> Scan:
    """Return a passage marked and cut."""
    own = list(names)
    aliases = _find_aliases(words, known, own)
    phrases = _find_phrases(words, known)
    ends = {phrase.last: phrase for phrase in phrases}
    own = [name for name in own if not _is_organ_of(words, name, ends)]
    classes = _classify(words, own, aliases, phrases)
    return Scan(
        index=index,
        words=words,
        names={name.last: name for name in own},
        names_from={name.first: name for name in own},
        aliases={match.end: match for match in aliases},
        aliases_from={match.start: match for match in aliases},
        phrases=ends,
        classes=classes,
        chunks=[span for match in _CHUNK.finditer(classes) for span in _within_lines(words, *match.span())],
    )


def _is_organ_of(words: Words, name: Name, phrases: Mapping[int, Phrase]) -> bool:
    """Whether a name is an organ and whose it is (``Government of Velmar``), to be read as such and not as a name."""
    if name.kind != "organisation":
        return False
    for at in range(name.first + 1, name.last - 1):
        phrase = phrases.get(at)
        if words.lowers[at] == "of" and phrase and phrase.first >= name.first:
            return bool(phrase.noun and phrase.noun.kind in ("government", "ministry"))
    return False


def _within_lines(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a chunk's parts between line breaks that mean something."""
    for at in sorted(at for at in words.breaks if first < at < last):
        yield first, at
        first = at
    yield first, last


def _find_aliases(words: Words, known: ActorIndex, names: Sequence[Name]) -> list[Match[Alias]]:
    firsts, table = known.firsts, known.aliases
    keys = [text if text.isalpha() and text.isascii() else fold(text) for text in words.texts]
    found, end = [], 0
    for at, key in enumerate(keys):
        if at < end:
            continue
        if key not in firsts:
            if len(key) < 5 or not key.isupper() or key.title() not in firsts:
                continue
            keys[at] = key.title()
        match = table.find_at(keys, at)
        if match is not None:
            found.append(match)
            end = match.end
    inside, ends = _inside_persons(names), {match.end: match for match in found}
    return [
        match
        for match in found
        if inside.get(match.start, 0) <= match.end - match.start and not _ends_other(words, known, match, ends)
    ]


def _ends_other(words: Words, known: ActorIndex, match: Match[Alias], ends: Mapping[int, Match[Alias]]) -> bool:
    """Whether a force's name ends the longer name of another: ``Tirvan People's Liberation Army``."""
    at = match.start - 1
    if at < 0 or match.end - match.start < _LONG_NAME or words.sentences[at] == at or words.broken(match.start):
        return False
    entries = [known.actor(alias.actor_id) for alias in match.values]
    owners = {stay.of for entry in entries if entry and entry.kind in _BANDS for stay in entry.affiliations}
    if not all(entry and entry.kind in _BANDS for entry in entries):
        return False
    before = ends.get(match.start)
    if before is not None:
        return owners.isdisjoint(alias.actor_id for alias in before.values)
    return words.tags[at] in ("NNP", "NNPS") and words.texts[at][0].isupper()


def _inside_persons(names: Iterable[Name]) -> dict[int, int]:
    """Return the length of the person's name that each token stands in: ``Jordan`` is no state in ``Jordan Tarn``."""
    persons = (name for name in names if name.kind == "person")
    return {at: name.last - name.first for name in persons for at in range(name.first, name.last)}


def _find_phrases(words: Words, known: ActorIndex) -> list[Phrase]:
    nouns = noun_table()
    tables = (known.organs, known.offices, nouns)
    lowers, found, end = words.lowers, [], 0
    firsts = known.noun_firsts
    for at, lower in enumerate(lowers):
        if at < end or lower not in firsts:
            continue
        matches = [table.find_at(lowers, at) for table in tables]
        end = max(match.end for match in matches if match) if any(matches) else at
        if end == at or not _is_noun(words, end - 1):
            end = at + 1
            continue
        organs, offices, noun = (match.values if match and match.end == end else () for match in matches)
        if not noun and (last := nouns.find_at(lowers[end - 1 : end], 0)):
            noun = last.values  # "border commission" is a commission
        found.append(Phrase(at, end, tuple(organs), tuple(offices), noun[0] if noun else None))  # type: ignore[arg-type]
    return found


def _is_noun(words: Words, at: int) -> bool:
    if words.lowers[at] == "pm" and at and words.texts[at - 1][0].isdigit():
        return False
    return words.tags[at][:2] in ("NN", "JJ", "FW", "XX") or words.texts[at][0].isupper()


def _classify(words: Words, names: Sequence[Name], aliases: Sequence[Match[Alias]], phrases: Sequence[Phrase]) -> str:
    """Return one letter a token; words inside names count as proper nouns, whatever the tagger says."""
    classes = [_CLASSES.get(tag, ".") for tag in words.tags]
    times = actor_words("time-noun") | name_words("calendar")
    for at, (tag, lower) in enumerate(zip(words.tags, words.lowers, strict=True)):
        if lower in times and classes[at] in "NP":
            classes[at] = "T"
            if at + 1 < len(classes) and classes[at + 1] == "C":
                classes[at + 1] = "T"
        elif tag == "VBG" and at and classes[at - 1] == "P":
            classes[at] = "."  # "Velmar freeing prisoners"
        elif tag in ("VBN", "VBG") and words.deps[at] in _AMOD:
            classes[at] = "J"
        elif tag == "VBG" and words.deps[at] in _NOMINAL and at and classes[at - 1] in "DJ":
            classes[at] = "N"
        elif tag == "HYPH" and not words.joined(at):
            classes[at] = "."
        elif tag == "CD" and len(lower) == 4 and lower.isdigit() and words.deps[at] == "pobj":
            classes[at] = "T"
    for phrase in phrases:
        if phrase.last - phrase.first > 2:  # with "of" inside
            classes[phrase.first : phrase.last] = "N" * (phrase.last - phrase.first)
    for name in names:
        first = name.office[0] if name.office else name.first
        classes[first : name.last] = "P" * (name.last - first)
    for match in aliases:
        if match.end - match.start > 1 or match.values[0].form in ("name", "metonym"):
            classes[match.start : match.end] = "P" * (match.end - match.start)
    return "".join(classes)
