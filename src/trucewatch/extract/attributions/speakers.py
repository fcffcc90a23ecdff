"""Name a source: by the actor its words name, by what a pronoun or a description points back to, or by its words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.sources import SourceWords
from trucewatch.extract.attributions.spans import strip_marks
from trucewatch.records import ActorMention

_LONGEST_NAME = 6
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
_SINGULAR = frozenset({"he", "she"})
_PRONOUNS = _SINGULAR | {"it", "they", "him", "her", "them"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named source: offsets of the document, its words, and what they were resolved to."""

    start: int
    end: int
    quote: str
    name: str
    actor_id: str | None
    side: str | None


class Speakers:
    """Names the sources of one document; asked in text order, it remembers who spoke before."""

    def __init__(self, actors: list[ActorMention]) -> None:
        self._actors = sorted(actors, key=lambda actor: (actor.start, -actor.end))
        self._starts = [actor.start for actor in self._actors]
        self._seen: list[tuple[str, Speaker]] = []

    def name(self, source: SourceWords, text: str) -> Speaker:
        """Return the speaker whom the words name."""
        scene = source.scene
        base = scene.passage.start
        start, end = base + scene.starts[source.start], base + scene.end_of(source.end - 1)
        head = base + scene.starts[source.head]
        quote = text[start:end]
        word = scene.words[source.head]
        actor = self._actor(start, end, head)
        if actor is not None and not (word in _PRONOUNS and actor.actor_id is None and actor.form == "pronoun"):
            speaker = Speaker(start, end, quote, actor.name, actor.actor_id, actor.side)
        else:
            speaker = self._described(source, Speaker(start, end, quote, _plain(_first_of(source)), None, None))
        self._seen.append((word, speaker))
        return speaker

    def _actor(self, start: int, end: int, head: int) -> ActorMention | None:
        """Return the actor mentioned by the head of the phrase, or by a person's name that closes it."""
        best: ActorMention | None = None
        for at in range(bisect_left(self._starts, start - 60), len(self._actors)):
            actor = self._actors[at]
            if actor.start >= end:
                break
            if actor.end <= start:
                continue
            if actor.start <= head < actor.end and actor.end >= head + 1:
                return actor
            if actor.end == end and actor.kind == "person" and actor.start > start:
                best = actor
        return best

    def _described(self, source: SourceWords, speaker: Speaker) -> Speaker:
        """Return the fullest earlier speaker that a pronoun or a bare description points back to."""
        words = source.scene.words
        word, earlier = words[source.head], None
        if word in _PRONOUNS or (word in lexicon().papers and source.end - source.start <= 2):
            earlier = self._seen[-1][1] if self._seen else None
        elif words[source.start] in _ARTICLES and source.end - source.start == 2:
            earlier = next((seen for head, seen in reversed(self._seen) if _same_head(head, word)), None)
        if earlier is None:
            return speaker
        return Speaker(speaker.start, speaker.end, speaker.quote, earlier.name, earlier.actor_id, earlier.side)


def _first_of(source: SourceWords) -> str:
    """Return the words of a source, of a long series ("A of B and C of D") only its first member."""
    scene, end = source.scene, source.end
    joint = next((at for at in range(source.head, end) if scene.doc[at].tag_ == "CC"), end)
    if end - source.start > _LONGEST_NAME and joint > source.head:
        end = joint
    return scene.text[scene.starts[source.start] : scene.end_of(end - 1)]


def _same_head(head: str, word: str) -> bool:
    return head == word or (head[:5] == "spoke" and word[:5] == "spoke")


def _plain(quote: str) -> str:
    """Return words as a name: on one line, without article and outer marks."""
    words = strip_marks(" ".join(quote.split())).split(" ")
    while len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    return " ".join(words)
