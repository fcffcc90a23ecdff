"""Find commitments in the passages of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.bounds import clause_end
from trucewatch.extract.commitments.clauses import Clause, find_clauses
from trucewatch.extract.commitments.lexicon import accord_words, forms, frames
from trucewatch.extract.commitments.model import Commitment
from trucewatch.extract.commitments.parties import parties_of
from trucewatch.extract.scene import Scene
from trucewatch.extract.words import read_all_words
from trucewatch.records import Attribution, Participant, TimeMention

DUE_WORDS = frozenset(
    {"by", "before", "until", "within", "from", "on", "after", "since", "till", "at", "effective", "than"}
)


def find_commitments(scene: Scene, acts: list[Act]) -> list[Commitment]:
    """Return the commitments of a document in text order."""
    starts, wanted = frames(), forms("truce")
    read = [words for words in read_all_words(scene.annotated) if any(low in starts for low in words.lowers)]
    near = any(not wanted.isdisjoint(words.lowers) for words in read)
    casts = [Cast.of(words, scene) for words in read]
    found: list[Commitment] = []
    parties: tuple[Participant, ...] | None = None
    for cast in casts:
        made: list[Commitment] = []
        for clause in find_clauses(cast, near):
            if parties is None and _needs_parties(cast, clause):
                parties = parties_of(casts, scene)
            bearers = (
                _bearers(cast, clause, parties or (), made) if not clause.assured else _speaker(cast, clause, scene)
            )
            if bearers:
                made += _commitments(cast, clause, bearers, scene, acts)
        found += _distinct(made)
    return found


def _needs_parties(cast: Cast, clause: Clause) -> bool:
    return clause.shared or _means_parties(cast, clause.bearer)


def _means_parties(cast: Cast, bearer: int | None) -> bool:
    """Return whether a bearer is "both sides" or "each party"."""
    if bearer is None:
        return False
    low, first = cast.words.lowers[bearer], cast.words.lowers[cast.grammar.phrase(bearer)[0]]
    return low in forms("sides") or (low in ("party", "side") and first in ("each", "either", "every"))


def _bearers(
    cast: Cast, clause: Clause, parties: tuple[Participant, ...], made: list[Commitment]
) -> tuple[Participant, ...]:
    """Return who owes a clause: whom it names; for a thing that is shared, who was bound before, or the parties."""
    if not clause.shared:
        low = cast.words.lowers[clause.bearer] if clause.bearer is not None else ""
        if _means_parties(cast, clause.bearer) and parties:
            return parties
        if low in forms("equipment"):
            return _unit(cast, clause)
        named = cast.participants(clause.bearer)
        if clause.bearer is not None and clause.first <= clause.bearer <= clause.last:
            named = _within(cast, named, clause)
        return (
            named or _plain_bearer(cast, clause.bearer) or (made[-1].bearers if made and low in ("they", "it") else ())
        )
    begin = cast.words.starts[cast.words.sentences[clause.verb]]
    if made and made[-1].start >= begin and clause.frame.name in ("future", "modal", "option"):
        return made[-1].bearers
    given = {who.name for who in cast.participants(clause.given_to) or _plain_bearer(cast, clause.given_to)}
    if given and len(others := tuple(who for who in parties if who.name not in given)) == 1:
        return others
    return () if given else parties


def _unit(cast: Cast, clause: Clause) -> tuple[Participant, ...]:
    """Return whose equipment it is: the last force or state named before the verb."""
    for token in range(clause.verb - 1, clause.first - 1, -1):
        mention = cast.actors.get(token)
        if mention is not None and mention.form not in ("pronoun", "description") and mention.kind != "person":
            return (Participant(actor_id=mention.actor_id, name=mention.name, mention_id=mention.mention_id),)
    return ()


def _within(cast: Cast, named: tuple[Participant, ...], clause: Clause) -> tuple[Participant, ...]:
    """Leave out whom the parse joins to the bearer from outside the clause (a source in brackets), and equipment."""
    inside = {cast.actors[i].mention_id for i in range(clause.first, clause.last + 1) if i in cast.actors}
    inside |= {cast.places[i].mention_id for i in range(clause.first, clause.last + 1) if i in cast.places}
    return tuple(who for who in named if who.mention_id is None or who.mention_id in inside)


def _speaker(cast: Cast, clause: Clause, scene: Scene) -> tuple[Participant, ...]:
    """Return who gives an assurance: the source of the words."""
    said = _innermost(scene.attributions, cast.words.starts[clause.verb])
    if said is None or said.source_actor_id is None or said.source_name is None:
        return ()
    assured = cast.words.lowers[clause.verb] in forms("assured") and cast.grammar.is_passive(clause.verb)
    own = clause.bearer is not None and cast.words.lowers[clause.bearer] in (
        "country",
        "government",
        "it",
        "we",
        "they",
    )
    kept = own and cast.words.lowers[clause.verb] in forms("owed")
    if not (assured or kept or said.stance == "promise"):
        return ()
    return (Participant(actor_id=said.source_actor_id, name=said.source_name, mention_id=None),)


def _commitments(
    cast: Cast, clause: Clause, bearers: tuple[Participant, ...], scene: Scene, acts: list[Act]
) -> Iterator[Commitment]:
    """Yield the commitment of a clause, of each verb joined to it, and of each further deadline it names."""
    first = _commitment(cast, clause, bearers, scene, acts)
    yield first
    for verb in cast.grammar.conjuncts(clause.verb)[1:]:
        if _is_duty(cast, verb, clause):
            yield _commitment(
                cast, replace(clause, verb=verb, first=verb, last=clause_end(cast, verb)), bearers, scene, acts
            )
    if first.due is not None:
        yield from _further_deadlines(cast, clause, first, scene)


def _is_duty(cast: Cast, verb: int, clause: Clause) -> bool:
    """Return whether a verb joined to the one owed is a further duty of the same subject, not yet in the clause."""
    words = cast.words
    if verb <= clause.last or words.tags[verb] not in VERB_TAGS or words.lowers[verb] in forms("state"):
        return False
    return words.tags[verb] in ("VB", "VBN", "VBG") and cast.grammar.child(verb, "nsubj", "nsubjpass", "expl") is None


def _plain_bearer(cast: Cast, at: int | None) -> tuple[Participant, ...]:
    """Return a bearer that no casebook knows, by its own words: a proper name, or a noun for a force or a side."""
    words = cast.words
    known = act_lexicon().classes
    nouns = known["force"].nouns | known["actor"].nouns
    if (
        at is None
        or words.lowers[at] in known["things"].nouns
        or not (words.tags[at].startswith("NNP") or words.lowers[at] in nouns)
    ):
        return ()
    first, last = cast.grammar.phrase(at)
    first += words.tags[first] == "DT" and first < last
    mention = cast.actors.get(at)
    name = " ".join(words.texts[first : last + 1])
    return (Participant(actor_id=None, name=name, mention_id=mention.mention_id if mention else None),)


def _commitment(
    cast: Cast, clause: Clause, bearers: tuple[Participant, ...], scene: Scene, acts: list[Act]
) -> Commitment:
    words = cast.words
    start, end = words.starts[clause.first], words.ends[clause.last]
    due = _due(cast, scene.times, start, end)
    act = next((act for act in acts if start <= act.start < end), None)
    said = _innermost(scene.attributions, words.starts[clause.verb])
    about = cast.participants(cast.grammar.object(clause.verb)) if clause.verb != clause.bearer else ()
    return Commitment(
        segment_id=words.passage.segment.segment_id, start=start, end=end, act=act.act if act else None,
        event_type=act.event_type if act else None, action=words.lowers[clause.verb], bearers=bearers,
        beneficiaries=tuple(who for who in about if who.name not in {b.name for b in bearers}),
        place_mention_ids=tuple(p.mention_id for p in scene.places if start <= p.start < end and not p.metonym),
        time_ids=(due[0].time_id,) if due else (), due=due[0].value if due else None, due_kind=due[1] if due else None,
        figure_ids=tuple(f.figure_id for f in scene.figures if start <= f.start < end), under=_under(cast, clause),
        attribution_id=said.attribution_id if said else None, score=0.75 if act else 0.5, rules=(clause.frame.rule,),
    )  # fmt: skip


def _due(cast: Cast, times: list[TimeMention], start: int, end: int) -> tuple[TimeMention, str] | None:
    """Return the deadline of a clause: a time that a word such as "by" or "from" leads."""
    for time in times:
        if start <= time.start < end and time.value and ".." not in time.value:
            token = next(iter(cast.tokens(time.start, time.end)), None)
            before = [cast.words.lowers[i] for i in range(max(0, (token or 0) - 2), (token or 0) + 1)]
            lead = next((low for low in reversed(before) if low in DUE_WORDS), None)
            if lead is not None:
                return time, "by" if lead == "than" else lead
    return None


def _further_deadlines(cast: Cast, clause: Clause, first: Commitment, scene: Scene) -> Iterator[Commitment]:
    """Yield the elliptic rest of a timetable: "must leave A by May 1; by May 5, B; and by May 9, C"."""
    words = cast.words
    sentence = words.sentences[clause.verb]
    limit = next(
        (words.starts[i] for i in range(clause.verb, len(words)) if words.sentences[i] != sentence), words.ends[-1]
    )
    later = [t for t in scene.times if first.end <= t.start < limit and t.value and ".." not in t.value]
    for number, time in enumerate(later):
        token = next(iter(cast.tokens(time.start, time.end)), None)
        if token is None or token == 0 or words.lowers[token - 1] not in DUE_WORDS:
            continue
        end = later[number + 1].start if number + 1 < len(later) else limit
        stop = next((i for i in cast.tokens(time.end, end) if words.texts[i] in (";", ".", "—")), None)
        end = words.starts[stop] if stop is not None else end
        text = scene.annotated.text[words.starts[token - 1] : end].rstrip(" ,;.")
        if len(text.split()) < 4:
            continue
        start = words.starts[token - 1]
        yield replace(
            first, start=start, end=start + len(text), due=time.value, due_kind=words.lowers[token - 1],
            time_ids=(time.time_id,), beneficiaries=(), figure_ids=(),
            place_mention_ids=tuple(p.mention_id for p in scene.places if start <= p.start < start + len(text)),
        )  # fmt: skip


def _under(cast: Cast, clause: Clause) -> str | None:
    """Return the words that name the accord or mandate, where the sentence has them."""
    words = cast.words
    for index in range(words.sentences[clause.verb], len(words)):
        if words.sentences[index] != words.sentences[clause.verb]:
            break
        if words.lowers[index] in accord_words() and words.tags[index].startswith("NN"):
            first, last = cast.grammar.phrase(index)
            return " ".join(words.texts[first : last + 1])
    return None


def _innermost(attributions: list[Attribution], at: int) -> Attribution | None:
    holding = [said for said in attributions if said.start <= at < said.end]
    return min(holding, key=lambda said: said.end - said.start, default=None)


def _distinct(commitments: list[Commitment]) -> list[Commitment]:
    """Leave out a commitment whose words lie within those of another with the same bearers and deadline."""
    kept: list[Commitment] = []
    for one in sorted(commitments, key=lambda c: (-(c.end - c.start), c.start)):
        names = {who.name for who in one.bearers}
        if not any(o.start <= one.start and one.end <= o.end and {w.name for w in o.bearers} == names for o in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: (c.start, c.end))
