"""When and where an act was: its own time and place among those that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.triggers import Trigger
from trucewatch.records import Attribution, PlaceMention, TimeMention

WHERE = frozenset(
    {"in", "at", "near", "on", "around", "inside", "outside", "into", "from", "of", "to", "along", "across", "over"}
)
_STANDING = frozenset({"in", "at", "near", "outside"})
_LANDS = ("country", "continent")
_CITED = re.compile(r"\([^()]{0,60}[,;]\s*$")
_NOUN_DEPS = ("compound", "amod", "nummod", "nmod", "poss")
_SIDE_CLAUSES = ("relcl", "acl", "advcl", "parataxis")
_OPENING = 5


def find_time(
    cast: Cast, trigger: Trigger, times: Sequence[TimeMention], said: Attribution | None
) -> TimeMention | None:
    """Return the time of a trigger: the one that hangs on its words or on the clause above, nearest first.

    A caption's only date is that of all it shows. When somebody said something is not when it was done.
    """
    dated = [time for time in times if time.value and not _is_cited(cast, time)]
    if len(dated) == 1 and cast.words.passage.segment.role == "caption":
        return dated[0]
    ranked = []
    for time in dated:
        token = _top(cast, time)
        if token is None or not _same_sentence(cast, trigger, token) or _is_of_saying(cast, time, token, said):
            continue
        rank = _rank(cast, trigger, token)
        if rank is not None:
            ranked.append((rank, abs(time.start - cast.words.starts[trigger.head]), time))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _is_of_saying(cast: Cast, time: TimeMention, token: int, said: Attribution | None) -> bool:
    """Return whether a time is that of what was said, not of what was done; one that opens the sentence may be both."""
    if said is None or said.start <= time.start < said.end:
        return False
    return said.stance != "accuse" and not _opens(cast, token)


def _opens(cast: Cast, token: int) -> bool:
    return token - cast.words.sentences[token] < _OPENING


def _is_cited(cast: Cast, time: TimeMention) -> bool:
    """Return whether a date only tells when a source was printed: "(Norrland Post, November 12)"."""
    source = cast.words.source
    return bool(_CITED.search(source[max(0, time.start - 64) : time.start])) and source[time.end : time.end + 1] in ")]"


def _rank(cast: Cast, trigger: Trigger, token: int) -> int | None:
    """Return how far a time is from a trigger: 0 on its own words, more above it, None where it is another's."""
    words = cast.words
    above = _above(cast, trigger.clause)
    own = {trigger.head, trigger.clause, *range(trigger.first, trigger.last + 1)}
    opens = _opens(cast, token)
    seen: set[int] = set()
    while token not in seen:
        seen.add(token)
        if token in own:
            return 0
        if token in above:
            return 1 + sum(words.tags[step] in VERB_TAGS for step in above[: above.index(token)])
        head = words.heads[token]
        if head != token and _is_of_another(cast, token, head, own):
            return None
        if words.deps[token] in _SIDE_CLAUSES and words.tags[token] in VERB_TAGS and not opens:
            return None
        token = head
    return 9 if opens else None


def _is_of_another(cast: Cast, token: int, head: int, own: set[int]) -> bool:
    """Return whether a time belongs to another noun: "the 2029 accord", "the ceasefire of May"."""
    words = cast.words
    if head in own or not words.tags[head].startswith("NN"):
        return False
    if words.deps[token] in _NOUN_DEPS and not words.tags[token].startswith("NNP"):
        return words.lowers[words.heads[head]] not in ("in", "during", "throughout")
    return words.lowers[head] in act_lexicon().nouns and words.deps[head] not in ("nsubj", "nsubjpass")


def _above(cast: Cast, at: int) -> list[int]:
    """Return a token and the heads above it, nearest first."""
    chain = [at]
    while cast.words.heads[chain[-1]] not in chain:
        chain.append(cast.words.heads[chain[-1]])
    return chain


def find_places(
    cast: Cast, trigger: Trigger, places: Sequence[PlaceMention], said: Attribution | None
) -> list[PlaceMention]:
    """Return the places of a trigger: those within or right behind its words, else the nearest of its sentence."""
    words = cast.words
    low, high = words.starts[trigger.first], words.ends[trigger.last]
    near = [place for place in places if place.place_id and _is_setting(place) and not _is_source(place, said)]
    if trigger.type.speech:  # what is said in one place is mostly about another
        near = [place for place in near if (place.cue or "").lower() in _STANDING]
    near = [p for p in near if (t := _token(cast, p.start)) is not None and _same_sentence(cast, trigger, t)]
    own = [place for place in near if low <= place.start < high]
    if own:
        return own
    hanging = [place for place in near if _steps(cast, trigger, place.start) <= 3]
    return sorted(hanging, key=lambda place: abs(place.start - high))[:1]


def _is_source(place: PlaceMention, said: Attribution | None) -> bool:
    """Return whether a place only tells where those are who say so."""
    if said is None or said.source_start is None or said.source_end is None:
        return False
    return said.source_start <= place.start < said.source_end


def _is_setting(place: PlaceMention) -> bool:
    """Return whether a place may be where something happened: not a government, not who did it."""
    if place.metonym:
        return False
    return (place.cue or "").lower() in WHERE or place.kind not in _LANDS


def _top(cast: Cast, time: TimeMention) -> int | None:
    """Return the token of a time that the others of it hang on."""
    own = list(cast.tokens(time.start, time.end))
    return next((token for token in own if cast.words.heads[token] not in own), own[0] if own else None)


def _token(cast: Cast, start: int) -> int | None:
    return next(iter(cast.tokens(start, start + 1)), None)


def _same_sentence(cast: Cast, trigger: Trigger, token: int) -> bool:
    return cast.words.sentences[token] == cast.words.sentences[trigger.head]


def _steps(cast: Cast, trigger: Trigger, start: int) -> int:
    """Return how many verbs lie between a mention and the trigger's clause: 0 where it hangs on it."""
    words = cast.words
    token = _token(cast, start)
    if token is None:
        return 99
    mine, steps, seen = _above(cast, trigger.clause), 0, set()
    while token not in mine and token not in seen:
        seen.add(token)
        steps += words.tags[token].startswith("VB")
        if words.heads[token] == token:
            return 50
        token = words.heads[token]
    return steps + mine.index(token) if token in mine else 99
