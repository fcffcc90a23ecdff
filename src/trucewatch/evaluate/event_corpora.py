"""Corpora with events coreferent across documents, as mentions: ECB+ and MEANTIME, read from their own files.

ECB+ (Cybulska and Vossen 2014): actions of the validated sentences, times and places beside them. MEANTIME (Minard et
al. 2016): event mentions of the sentences that were annotated. A mention's chain is its instance in the corpus, in the
document where it has none, or itself.
"""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an event: ``tokens`` are its positions in its ``sentence`` (words), which is at ``number``.

    ``places`` and ``times`` are positions of words of places and times of the sentence, one tuple a mention.
    """

    topic: str
    document: str
    number: int
    sentence: tuple[str, ...]
    tokens: tuple[int, ...]
    chain: str
    places: tuple[tuple[int, ...], ...]
    times: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Mentions in the order of documents, and the words of every document by name."""

    mentions: tuple[Mention, ...]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _File:
    """One annotated file: sentence and position of each token, words of sentences, spans and chains of mentions."""

    topic: str
    name: str
    at: dict[str, tuple[int, int]]
    sentences: dict[int, tuple[str, ...]]
    spans: dict[str, tuple[str, tuple[str, ...]]]
    chains: dict[str, str]

    def mentions(self, kept: set[int], marks: tuple[str, str, str]) -> Iterator[Mention]:
        """Yield the mentions of events in some sentences. ``marks`` begin the tags of events, places and times."""
        beside: dict[tuple[int, str], list[tuple[int, ...]]] = {}
        events = []
        for mention_id, (tag, tokens) in self.spans.items():
            kind = next((mark for mark in marks if tag.removeprefix("NEG_").startswith(mark)), None)
            if kind and tokens:
                number = self.at[tokens[0]][0]
                positions = tuple(self.at[token][1] for token in tokens if self.at[token][0] == number)
                beside.setdefault((number, kind), []).append(positions)
                if kind == marks[0] and number in kept:
                    events.append((number, positions, mention_id))
        for number, positions, mention_id in sorted(events):
            yield Mention(
                self.topic, self.name, number, self.sentences[number], positions,
                self.chains.get(mention_id, f"{self.name}#{mention_id}"),
                tuple(beside.get((number, marks[1]), ())), tuple(beside.get((number, marks[2]), ())),
            )  # fmt: skip


def read_ecbplus(folder: Path, leave_out: frozenset[str] = frozenset()) -> Corpus:
    """Return the corpus ECB+ as it lies in a folder: annotated files, packed or not, and the list of sentences.

    Args:
        folder: Where they are; its CSV file names topic, file and number of the validated sentences.
        leave_out: Numbers of topics not wanted.
    """
    kept: dict[str, set[int]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                kept.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    files = [
        _read_file(content, name.parent.name, name.stem, "note")
        for name, content in _contents(folder)
        if name.parent.name not in leave_out
    ]
    return _corpus(files, kept, ("ACTION", "LOC", "TIME"))


def _contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*.xml")):
        yield path, path.read_bytes()
    for path in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive:
                if member.name.endswith(".xml") and (content := archive.extractfile(member)):
                    yield Path(member.name), content.read()


def read_meantime(folder: Path) -> Corpus:
    """Return the corpus MEANTIME, its English part with annotation across documents, from its folder."""
    files = [
        _read_file(path.read_bytes(), path.parent.name, path.stem, "instance_id")
        for path in sorted((folder / "intra_cross-doc_annotation").rglob("*.xml"))
    ]
    kept = {file.name: set(file.sentences) for file in files}
    return _corpus(files, kept, ("EVENT_MENTION", "LOC", "TIMEX3"))


def _corpus(files: list[_File], kept: dict[str, set[int]], marks: tuple[str, str, str]) -> Corpus:
    files = sorted(files, key=lambda file: file.name)
    mentions = [mention for file in files for mention in file.mentions(kept.get(file.name, set()), marks)]
    words = {file.name: tuple(word for one in file.sentences.values() for word in one) for file in files}
    return Corpus(tuple(mentions), words)


def _read_file(content: bytes, topic: str, name: str, instance: str) -> _File:
    root = etree.fromstring(content)
    at: dict[str, tuple[int, int]] = {}
    sentences: dict[int, list[str]] = {}
    for token in root.iter("token"):
        words = sentences.setdefault(int(token.get("sentence")), [])
        at[token.get("t_id")] = (int(token.get("sentence")), len(words))
        words.append(token.text or "")
    spans, instances = {}, {}
    for mark in root.find("Markables"):
        spans[mark.get("m_id")] = (mark.tag, tuple(anchor.get("t_id") for anchor in mark.iter("token_anchor")))
        instances[mark.get("m_id")] = mark.get(instance)
    chains = dict(_chains(root, name, instance, instances))
    return _File(topic, name, at, {number: tuple(words) for number, words in sentences.items()}, spans, chains)


def _chains(root: Any, name: str, instance: str, instances: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield the chain of each mention: the instance named with the relation, else its target in this file."""
    for relation in root.find("Relations"):
        target = relation.find("target")
        if target is None or relation.tag not in ("CROSS_DOC_COREF", "INTRA_DOC_COREF", "REFERS_TO"):
            continue
        named = relation.get(instance) if relation.tag == "CROSS_DOC_COREF" else instances.get(target.get("m_id"))
        for source in relation.iter("source"):
            yield source.get("m_id"), named or f"{name}#{target.get('m_id')}"
