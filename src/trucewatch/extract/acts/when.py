"""When an act was: its own time among those that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.extract.acts.course import APART, NOUN_DEPS, is_aside, top_token
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.model import Trigger
from trucewatch.extract.acts.roles import Cast
from trucewatch.records import Attribution, TimeMention

_CITED = re.compile(r"\([^()]{0,60}[,;]\s*$")
_DEADLINE = re.compile(r"\b(?:by|before|until|till|no later than|not later than)\s+(?:the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"(?:by|before|no later than)\b", re.IGNORECASE)
_LASTED = re.compile(r"\b(?:until|till|up to)\s+(?:the\s+)?$", re.IGNORECASE)
_NOT_UNTIL = re.compile(r"(?:\bnot|n[’']t|\bnever|\bonly)\b[^.;:]*$", re.IGNORECASE)
_EFFECT = re.compile(r"\b(?:from|effective|as of|starting|beginning|with effect from)\s+(?:the\s+)?$", re.IGNORECASE)
_SIDE_CLAUSES = ("relcl", "acl", "advcl", "parataxis")
_MEANWHILE = frozenset({"when", "as", "while", "once"})
_OF_OTHERS = frozenset({"by", "with", "between", "among"})
_OPENING = 5
_AT_ONCE, _ANYWHERE = 2, 9


def find_time(
    cast: Cast, trigger: Trigger, times: Sequence[TimeMention], said: Attribution | None
) -> TimeMention | None:
    """Return the time of a trigger: the one that hangs on its words or on the clause above, nearest first.

    A caption's only date is that of all it shows. When somebody said something is not when it was done, nor is the
    day from which an accord holds the day on which it was made.
    """
    dated = [time for time in times if time.value and not _is_cited(cast, time)]
    if _only_ends(cast, trigger):
        dated = [time for time in dated if trigger.head in _above(cast, top_token(cast.words, time) or 0)]
    if trigger.type.code == "signing":
        dated = [time for time in dated if not _EFFECT.search(_before(cast, time))]
    if len(dated) == 1 and cast.words.passage.segment.role == "caption":
        return dated[0]
    ranked = []
    for time in dated:
        token = top_token(cast.words, time)
        if token is None or not _same_sentence(cast, trigger, token) or _is_of_saying(cast, time, token, said):
            continue
        rank = _rank(cast, trigger, token)
        if rank is not None:
            ranked.append((rank, abs(time.start - cast.words.starts[trigger.head]), time))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def value_of(cast: Cast, time: TimeMention, modality: str) -> str | None:
    """Return the date of an act with this time: open at its start where the time is its last day."""
    value = time.value
    if value is None or "/" in value:
        return value
    if modality in ("actual", "ongoing"):
        return f"../{value}" if _lasted(cast, time) else value
    last_day = _DEADLINE.search(_before(cast, time)) or _BY.match(time.quote)
    return f"../{value}" if last_day else value


def is_taken(cast: Cast, trigger: Trigger, times: Sequence[TimeMention]) -> bool:
    """Return whether the sentence of a trigger names a time of other things, so that the act's own stays open."""
    for time in times:
        token = top_token(cast.words, time)
        if token is None or not time.value or not _same_sentence(cast, trigger, token):
            continue
        open_ended = time.value.endswith("/..") or (
            trigger.type.code == "signing" and _EFFECT.search(_before(cast, time))
        )
        if not open_ended and not is_aside(cast.words, token):
            return True
    return False


def find_said_time(cast: Cast, trigger: Trigger, times: Sequence[TimeMention], said: Attribution) -> TimeMention | None:
    """Return the day on which something was told, where no other time stands in the sentence."""
    cue = next(iter(cast.tokens(said.cue_start, said.cue_start + 1)), None) if said.cue_start is not None else None
    own = [
        (time, token)
        for time in times
        if (token := top_token(cast.words, time)) is not None and _same_sentence(cast, trigger, token)
    ]
    if cue is None or len(own) != 1 or not own[0][0].value:
        return None
    time, token = own[0]
    return time if not said.start <= time.start < said.end and cue in _above(cast, token)[:4] else None


def _lasted(cast: Cast, time: TimeMention) -> bool:
    """Return whether what is told went on up to a time: "until May the road was closed", not "not until May"."""
    before = cast.words.source[max(0, time.start - 90) : time.start]
    last = _LASTED.search(before)
    return last is not None and not _NOT_UNTIL.search(before[: last.start()])


def _only_ends(cast: Cast, trigger: Trigger) -> bool:
    """Return whether the verb of a noun tells of its end: "the siege was lifted in May" says not when it began."""
    words, verb = cast.words, cast.words.heads[trigger.head]
    if trigger.type.event_type not in ("ASSAULT", "COERCE") or not words.tags[trigger.head].startswith("NN"):
        return False
    ends = words.lowers[verb] in act_lexicon().classes["ending"].verbs and words.tags[verb] in VERB_TAGS
    return ends and words.deps[trigger.head] in ("dobj", "nsubj", "nsubjpass")


def _before(cast: Cast, time: TimeMention) -> str:
    return cast.words.source[max(0, time.start - 24) : time.start]


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
    own = {trigger.head, trigger.clause, *range(trigger.first, trigger.last + 1)}
    above, whole = _reach(cast, trigger, own)
    opens, late = _opens(cast, token), 0
    seen: set[int] = set()
    while token not in seen:
        seen.add(token)
        if token in own:
            return late
        if token in above:
            return 1 + late + sum(words.tags[step] in VERB_TAGS for step in above[: above.index(token)])
        if words.deps[token] == "advcl" and _marked(cast, token, APART) and token not in own:
            return None
        head = words.heads[token]
        if head != token and _is_of_another(cast, token, head, own):
            return None
        if (
            words.deps[token] in _SIDE_CLAUSES
            and words.tags[token] in VERB_TAGS
            and not opens
            and not _tells_of(cast, head, trigger.head)
        ):
            if not late and (words.deps[token] != "advcl" or not _marked(cast, token, _MEANWHILE)):
                return None
            late = _AT_ONCE
        token = head
    return _ANYWHERE if opens and whole else None


def _reach(cast: Cast, trigger: Trigger, own: set[int]) -> tuple[list[int], bool]:
    """Return the words from which a time reaches a trigger, and whether the whole sentence is among them.

    What stands "after" or "before" something else has another time than the clause around it, and a relative clause
    tells what its noun does whenever.
    """
    words, chain = cast.words, _above(cast, trigger.clause)
    for index, step in enumerate(chain):
        if words.heads[step] == step:
            break
        if words.deps[step] == "relcl":
            return chain[: index + 1 + _marked(cast, step, _MEANWHILE)], True
        if words.deps[step] == "advcl" and _marked(cast, step, APART):
            return chain[: index + 1], False
        if words.deps[step] in ("pobj", "pcomp") and words.lowers[words.heads[step]] in APART:
            return chain[: index + 1], False
    return chain, True


def _tells_of(cast: Cast, at: int, noun: int) -> bool:
    """Return whether a clause on a token is about a noun: on it, or on what is joined to it by a preposition."""
    words = cast.words
    while at != noun and words.tags[noun].startswith("NN") and words.deps[at] in ("pobj", "prep"):
        at = words.heads[at]
        if words.lowers[at] in _OF_OTHERS:  # "mediation by the force deployed in May"
            return False
    return at == noun


def _marked(cast: Cast, verb: int, marks: frozenset[str]) -> bool:
    words = cast.words
    return any(words.lowers[child] in marks for child in cast.grammar.children[verb] if child < verb)


def _is_of_another(cast: Cast, token: int, head: int, own: set[int]) -> bool:
    """Return whether a time belongs to another noun: "the 2029 accord", "the truce of May", "a report of Monday"."""
    words = cast.words
    if head in own or not words.tags[head].startswith("NN"):
        return False
    if words.deps[token] in NOUN_DEPS and not words.tags[token].startswith("NNP"):
        return words.lowers[words.heads[head]] not in ("in", "during", "throughout")
    if words.deps[token] == "prep" and words.lowers[token] == "of":
        return True
    return words.lowers[head] in act_lexicon().nouns and words.deps[head] not in ("nsubj", "nsubjpass")


def _above(cast: Cast, at: int) -> list[int]:
    """Return a token and the heads above it, nearest first."""
    chain = [at]
    while cast.words.heads[chain[-1]] not in chain:
        chain.append(cast.words.heads[chain[-1]])
    return chain


def _same_sentence(cast: Cast, trigger: Trigger, token: int) -> bool:
    return cast.words.sentences[token] == cast.words.sentences[trigger.head]
