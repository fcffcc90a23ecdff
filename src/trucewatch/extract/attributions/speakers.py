"""Name a source: by the actor its words name, by what a pronoun or a description points back to, or by its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, replace

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.sources import SourceWords
from trucewatch.extract.attributions.spans import strip_marks
from trucewatch.records import ActorMention

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_SINGULAR = frozenset({"he", "she", "him", "her"})
_PRONOUNS = _SINGULAR | {"it", "they", "them"}
_PARTS_OF_TITLES = frozenset(
    {"prime", "vice", "foreign", "former", "acting", "interim", "defence", "defense", "interior"}
)
_OWNERS = frozenset({"for", "of", "to", "by", "with", "'s", "’s", "against", "under"})
_ORGANS = frozenset({"ministry", "force", "body", "court"})
_REMEMBERED = 60
"""Speakers that a word can point back to."""
_LONGEST_MENTION = 80
_LONGEST_NAME = 6
_NEAR = 450
"""Code points within which a pronoun rather points to who spoke last than to who was named last."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named source: offsets of the document, its words, and what they were resolved to."""

    start: int
    end: int
    quote: str
    name: str
    actor_id: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class _Seen:
    head: str
    length: int
    person: bool
    many: bool
    speaker: Speaker


def is_pronoun(name: str) -> bool:
    """Tell whether a name is only a pronoun."""
    return name.casefold() in _PRONOUNS


class Speakers:
    """Names the sources of one document; asked in text order, it remembers who spoke before."""

    def __init__(self, actors: list[ActorMention]) -> None:
        self._actors = sorted(actors, key=lambda actor: (actor.start, -actor.end))
        self._by_id = {actor.mention_id: actor for actor in actors}
        self._starts = [actor.start for actor in self._actors]
        self._seen: deque[_Seen] = deque(maxlen=_REMEMBERED)
        self._told: deque[tuple[int, int]] = deque(maxlen=_REMEMBERED)

    def name(self, source: SourceWords, text: str, content: tuple[int, int]) -> Speaker:
        """Return the speaker whom the words name; ``content`` are the offsets of what is said."""
        scene, word = source.scene, source.scene.words[source.head]
        base = scene.passage.start
        start, end = base + scene.starts[source.start], base + scene.end_of(source.end - 1)
        plain = Speaker(start, end, text[start:end], _name_of(source), None, None)
        actor = self._actor(source, start, end)
        if actor is not None and (_mismatch(word, actor) or self._is_told_of(source, actor, content)):
            actor = None
        self._told.append(content)
        if actor is None or _is_vague(actor) or self._spoke_since(actor):
            speaker = self._described(source, replace(plain, name=actor.name) if actor else plain, content)
        else:
            speaker = replace(plain, name=actor.name, actor_id=actor.actor_id, side=actor.side)
        known = actor is not None and not _is_vague(actor)
        person = actor.kind == "person" if actor and known else self._may_be_person(source)
        self._seen.append(_Seen(word, source.end - source.start, person, _is_many(source), speaker))
        return speaker

    def _is_told_of(self, source: SourceWords, actor: ActorMention, content: tuple[int, int]) -> bool:
        """Tell whether a pronoun was resolved to one of whom a speaker tells: "the rebels burned two barns, they said".

        Who acts in the very words that the pronoun says, or in the words of whoever spoke last, is not who speaks; nor,
        where somebody spoke before, who acts in the sentence that the pronoun closes.
        """
        back = self._by_id.get(actor.antecedent_id or "") if actor.form == "pronoun" else None
        if back is None:
            return False
        if content[0] <= back.start < content[1]:
            return True
        last = self._seen[-1] if self._seen else None
        if last is None or not _agrees(actor.quote.casefold(), last) or actor.start - last.speaker.end > _NEAR:
            return False
        sentence = source.scene.passage.start + source.scene.starts[source.scene.sentence_at(source.head)[0]]
        closes = content[1] <= actor.start and sentence <= back.start
        return closes or self._told[-1][0] <= back.start < self._told[-1][1]

    def _spoke_since(self, actor: ActorMention) -> bool:
        """Tell whether a person spoke after the one whom "he" or "she" was resolved to, and not long ago."""
        if actor.form != "pronoun" or actor.kind != "person" or not self._seen or not self._seen[-1].person:
            return False
        last, back = self._seen[-1].speaker, self._by_id.get(actor.antecedent_id or "")
        return back is not None and last.start > back.start and actor.start - last.end <= _NEAR

    def _may_be_person(self, source: SourceWords) -> bool:
        """Tell whether a source no actor is known for looks like one person: a name in two words, "the envoy"."""
        scene, word = source.scene, source.scene.words[source.head]
        if word in lexicon().bodies:
            return False
        if not scene.doc[source.head].is_title:
            return scene.tags[source.head] in ("NN", "PRP")
        named = any(scene.doc[at].is_title for at in range(source.start, source.head))
        return named or any(seen.head == word and seen.person for seen in self._seen)

    def _actor(self, source: SourceWords, start: int, end: int) -> ActorMention | None:
        """Return the actor mentioned by the head of the phrase, or by the name of the person whom it describes."""
        head = source.scene.passage.start + source.scene.starts[source.head]
        found: ActorMention | None = None
        for at in range(bisect_left(self._starts, start - _LONGEST_MENTION), len(self._actors)):
            actor = self._actors[at]
            if actor.start >= end:
                break
            if actor.start <= head < actor.end and (found is None or actor.form == "name"):
                found = actor
            elif actor.end == end and actor.kind == "person" and (found is None or found.form != "name"):
                found = actor if _describes(source, actor.start) else found
        return found

    def _described(self, source: SourceWords, plain: Speaker, content: tuple[int, int]) -> Speaker:
        """Return the earlier speaker that a pronoun or a bare description points back to, else the plain words."""
        words = source.scene.words
        word, bare = words[source.head], source.end - source.start == 2 and words[source.start] in _DEFINITE
        earlier = None
        if word in _SINGULAR:
            earlier = self._person_before(plain.start, content)
        elif word in _PRONOUNS:
            earlier = self._body_before(word, plain.start, content)
        elif bare and word in lexicon().letters:
            earlier = self._fuller(word) or (self._seen[-1].speaker if self._seen else None)
        elif bare or (source.end - source.start == 1 and plain.quote[:1].isupper()):
            earlier = self._fuller(word)
        if earlier is None:
            return plain
        return replace(plain, name=earlier.name, actor_id=earlier.actor_id, side=earlier.side)

    def _body_before(self, word: str, start: int, content: tuple[int, int]) -> Speaker | None:
        """Return who spoke last not long ago, outside what is said: the last that agrees in number, else the last."""
        near = [seen for seen in reversed(self._seen) if start - seen.speaker.end <= _NEAR]
        outside = [seen for seen in near if not content[0] <= seen.speaker.start < content[1]]
        outside = [seen for seen in outside if not self._is_passed(seen.speaker, content)]
        fitting = (seen for seen in outside if _agrees(word, seen))
        found = next(fitting, outside[0] if outside else None)
        return found.speaker if found else None

    def _is_passed(self, speaker: Speaker, content: tuple[int, int]) -> bool:
        """Tell whether what is said names the last speaker, and others came up since: "they" would be these.

        "The rebels denied it. The union and the league condemned the raid. The rebels burned two barns, they said."
        """
        if speaker.actor_id is None:
            return False
        ends = [end for _, end in self._told if end <= content[0]]
        since = max([speaker.end, *ends])
        near = self._actors[bisect_left(self._starts, since) : bisect_left(self._starts, content[1])]
        named = [actor for actor in near if actor.form == "name" and actor.actor_id]
        told_of = any(actor.actor_id == speaker.actor_id for actor in named if actor.start >= content[0])
        return told_of and any(actor.actor_id != speaker.actor_id for actor in named if actor.start < content[0])

    def _person_before(self, start: int, content: tuple[int, int]) -> Speaker | None:
        """Return the person who spoke last, or who was named last where that was long ago, outside what is said."""
        persons = (seen.speaker for seen in reversed(self._seen) if seen.person)
        spoke = next((seen for seen in persons if not content[0] <= seen.start < content[1]), None)
        if spoke is not None and start - spoke.end <= _NEAR:
            return spoke
        for at in range(bisect_left(self._starts, start) - 1, -1, -1):
            actor = self._actors[at]
            told_of = content[0] <= actor.start < content[1]
            if actor.kind == "person" and actor.form in ("name", "office") and actor.end <= start and not told_of:
                if start - actor.end > _NEAR:
                    break
                return Speaker(actor.start, actor.end, actor.quote, actor.name, actor.actor_id, actor.side)
        return spoke

    def _fuller(self, word: str) -> Speaker | None:
        """Return the last speaker described by the same noun with more words: "a ministry spokesman"."""
        for seen in reversed(self._seen):
            if (seen.head == word or (seen.head[:5] == word[:5] == "spoke")) and seen.length > 1:
                return seen.speaker
        return None


def _mismatch(word: str, actor: ActorMention) -> bool:
    """Tell whether "he" or "she" was resolved to what is no person."""
    return word in _SINGULAR and actor.kind != "person"


def _is_many(source: SourceWords) -> bool:
    """Tell whether a phrase names several: "two doctors", "the council and the league"."""
    tags = source.scene.tags
    return tags[source.head] in ("NNS", "NNPS") or "CC" in tags[source.start : source.end]


def _agrees(word: str, seen: _Seen) -> bool:
    """Tell whether "it" or "they" agrees in number with one who spoke."""
    return seen.many if word != "it" else not (seen.many or seen.person)


def _is_vague(actor: ActorMention) -> bool:
    """Tell whether an actor is known by nothing but the description at hand; a state's organ is known by its state."""
    if actor.actor_id is None or (actor.kind in _ORGANS and actor.affiliation is not None):
        return actor.actor_id is None
    return actor.form == "description" and actor.actor_id.startswith("local:")


def _describes(source: SourceWords, name_start: int) -> bool:
    """Tell whether a phrase describes the person whose name closes it: "the envoy Ilse Haran", not "aide to …"."""
    scene, words = source.scene, lexicon()
    if scene.words[source.head] in words.bodies | words.papers:
        return False
    at = scene.token_at(name_start - scene.passage.start) - 1
    while at > source.start and (scene.words[at] in words.titles or scene.words[at] in _PARTS_OF_TITLES):
        at -= 1
    at -= at > source.start and scene.tags[at] == "JJ"
    return at < source.start or scene.words[at] not in _OWNERS


def _first_of(source: SourceWords) -> str:
    """Return the words of a source, of a long series ("A of B and C of D") only its first member."""
    scene, end = source.scene, source.end
    joint = next((at for at in range(source.head, end) if scene.tags[at] == "CC"), end)
    if end - source.start > _LONGEST_NAME and joint > source.head:
        end = joint
    return scene.text[scene.starts[source.start] : scene.end_of(end - 1)]


def _name_of(source: SourceWords) -> str:
    """Return the words of a source as a name: the full name behind a title, else all without article and marks."""
    scene, titles = source.scene, lexicon().titles
    comma = next((at for at in range(source.end - 3, source.start, -1) if scene.words[at] == ","), None)
    if comma is not None and scene.words[source.head] not in titles:
        return scene.text[scene.starts[comma + 1] : scene.end_of(source.end - 1)]
    for at in range(source.end - 3, source.start - 1, -1):
        behind = all(
            scene.doc[after].text[:1].isupper() or scene.words[after] == "-" for after in range(at + 1, source.end)
        )
        if behind and scene.words[at] in titles and (source.head >= at or scene.words[source.head] in titles):
            return scene.text[scene.starts[at + 1] : scene.end_of(source.end - 1)]
    return _plain(_first_of(source))


def _plain(quote: str) -> str:
    """Return words on one line, without article and outer marks."""
    words = strip_marks(" ".join(quote.split())).split(" ")
    while len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    return " ".join(words)
