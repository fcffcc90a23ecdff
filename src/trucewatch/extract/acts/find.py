"""Find acts in the passages of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.casebook import Casebook
from trucewatch.extract.acts.course import chart_course
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.model import Act, Trigger
from trucewatch.extract.acts.named import find_named, is_outside, told_by
from trucewatch.extract.acts.narrative import complete_acts
from trucewatch.extract.acts.nominal import points_back, stands_before
from trucewatch.extract.acts.relevance import Setting, is_relevant
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.setting import find_meant, find_places
from trucewatch.extract.acts.telling import Telling
from trucewatch.extract.acts.tense import tense_at
from trucewatch.extract.acts.triggers import find_triggers
from trucewatch.extract.acts.when import find_said_time, find_time, is_taken, value_of
from trucewatch.extract.scene import Scene
from trucewatch.extract.status import decide_standing
from trucewatch.extract.words import read_all_words
from trucewatch.records import Attribution, Participant, PlaceMention, TimeMention

_OWN = frozenset({"its", "our", "their"})
_STRIKING = frozenset({"shelling", "air-strike", "offensive", "explosive", "destruction", "convoy-stopped", "seizure"})
"""Acts that those bear who are where they strike."""
_SHORT_FORMS = frozenset({"headline", "teaser", "pullquote"})
"""Roles of segments that tell in few words what the body tells more fully."""


def find_acts(scene: Scene) -> list[Act]:
    """Return the acts of a document in text order; of acts that share their words, the longest."""
    lexicon = act_lexicon()
    passages = read_all_words(scene.annotated)
    setting = Setting.of(scene, passages)
    found: list[Telling] = []
    for number, words in enumerate(passages):
        if len(words) and any(low in lexicon.verbs or low in lexicon.nouns for low in words.lowers):
            found += _distinct(list(_tellings(Cast.of(words, scene), number, scene, setting)))
    return complete_acts(found, chart_course(scene, passages)) if found else []


def _tellings(cast: Cast, number: int, scene: Scene, setting: Setting) -> Iterator[Telling]:
    words = cast.words
    low, high = words.starts[0], words.ends[-1]
    times = [time for time in scene.times if low <= time.start < high]
    places = [place for place in scene.places if low <= place.start < high]
    for trigger in find_triggers(cast, act_lexicon()):
        if is_relevant(cast, trigger, setting) and (act := _act(cast, trigger, scene, times, places)):
            yield _telling(cast, trigger, act, times, scene, number)


def _telling(cast: Cast, trigger: Trigger, act: Act, times: list[TimeMention], scene: Scene, number: int) -> Telling:
    words, role = cast.words, cast.words.passage.segment.role
    said = _innermost(scene.attributions, words.starts[trigger.head])
    told = find_said_time(cast, trigger, times, said) if said else None
    return Telling(
        act=act, back=role in _SHORT_FORMS or trigger.back, role=role, paragraph=number,
        at=words.starts[words.sentences[trigger.head]], words=words.text(trigger.first, trigger.last + 1),
        tense=tense_at(cast.grammar, trigger.clause), timed=is_taken(cast, trigger, times),
        bare=trigger.clause == trigger.head and words.tags[trigger.head].startswith("NN"),
        about=_about(cast, trigger), of_both=not trigger.actors and not trigger.recipients,
        speech=trigger.type.speech or trigger.type.event_type == "AGREE",
        named=find_named(cast, trigger, scene.knowledge.casebook, scene.published),
        said_on=(told.value, told.time_id) if told and told.value else None,
        struck=_struck(cast, trigger), doubled=_is_doubled(cast, trigger),
    )  # fmt: skip


def _struck(cast: Cast, trigger: Trigger) -> Participant | None:
    """Return the village or bus that an attack met: the object of its verb, or what its noun is "of" or "on"."""
    if trigger.type.code not in _STRIKING:
        return None
    at = trigger.head
    if cast.words.tags[at].startswith("NN"):
        return cast.struck(cast.grammar.prepositional(at, "of", "on", "against"))
    return cast.struck(cast.grammar.object(at)) or cast.struck(cast.grammar.prepositional(at, "on", "at", "to"))


def _is_doubled(cast: Cast, trigger: Trigger) -> bool:
    """Return whether a ceasefire is only what is signed or reached, an act of its own: "the truce reached in May"."""
    if trigger.type.code != "ceasefire" or trigger.clause == trigger.head:
        return False
    entries = act_lexicon().verbs.get(cast.words.lowers[trigger.clause], ())
    return any(entry.type.code in ("signing", "mediation") and entry.object in ("deal", None) for entry in entries)


def _about(cast: Cast, trigger: Trigger) -> str | None:
    """Return the act that a speech act is about: "condemned the attack", "the military action"."""
    noun = cast.grammar.object(trigger.head) if trigger.type.speech else None
    if noun is None or not points_back(cast, noun):
        return None
    entries = act_lexicon().nouns.get(cast.words.lowers[noun], ())
    entry = next((entry for entry in entries if stands_before(cast, noun, entry)), None)
    return entry.type.code if entry else None


def _act(
    cast: Cast, trigger: Trigger, scene: Scene, times: list[TimeMention], places: list[PlaceMention]
) -> Act | None:
    words = cast.words
    start, end = words.starts[trigger.first], words.ends[trigger.last]
    said = _innermost(scene.attributions, words.starts[trigger.head])
    standing = decide_standing(words.passage, words.starts[trigger.head], words.ends[trigger.head], said, words)
    if trigger.type.only and standing.modality != trigger.type.only:
        return None
    if said is not None and _hangs_on_cue(cast, trigger, said):
        trigger = replace(trigger, actors=())
    if said is not None and (owner := _speaker_of(cast, trigger, said, scene.knowledge.casebook)):
        trigger = replace(trigger, actors=(owner,))
    time = find_time(cast, trigger, times, said)
    date = value_of(cast, time, standing.modality) if time else None
    named = find_named(cast, trigger, scene.knowledge.casebook, scene.published)
    if named is not None and named.counted and (date is None or is_outside(date, named.days)):
        time, date, standing = None, named.days, replace(standing, evidence=standing.evidence + told_by(named))
    return Act(
        segment_id=words.passage.segment.segment_id, start=start, end=end, act=trigger.type.code,
        event_type=trigger.type.event_type, actors=trigger.actors, recipients=trigger.recipients,
        place_mention_ids=tuple(place.mention_id for place in _places(cast, trigger, places, said, scene)),
        time_ids=(time.time_id,) if time else (), date=date,
        figure_ids=tuple(f.figure_id for f in scene.figures if start <= f.start < end),
        attribution_id=said.attribution_id if said else None, polarity=standing.polarity,
        modality=standing.modality, remark=standing.remark, score=_score(trigger), evidence=standing.evidence,
        rules=(trigger.type.id, *standing.rules), voice=standing.voice,
    )  # fmt: skip


def _places(
    cast: Cast, trigger: Trigger, places: list[PlaceMention], said: Attribution | None, scene: Scene
) -> list[PlaceMention]:
    """Return the places of an act: those of its sentence, else the town that "the town" in it points back to."""
    found = find_places(cast, trigger, places, said)
    return found or find_meant(cast, trigger, scene.places)


def _hangs_on_cue(cast: Cast, trigger: Trigger, said: Attribution) -> bool:
    """Return whether the parse hung "killing two" on the verb of saying, so that who says it would have done it."""
    words = cast.words
    if words.deps[trigger.clause] != "advcl" or said.cue_start is None:
        return False
    return words.starts[words.heads[trigger.clause]] == said.cue_start


def _speaker_of(cast: Cast, trigger: Trigger, said: Attribution, casebook: Casebook) -> Participant | None:
    """Return whom "its troops" belong to in the words of a ministry: the state it speaks for."""
    agent = cast.grammar.agent(trigger.clause)
    if agent is None or not said.source_actor_id or not said.start <= cast.words.starts[agent] < said.end:
        return None
    owned = any(cast.words.lowers[child] in _OWN for child in cast.grammar.children[agent])
    if not owned or any(who.actor_id and not who.actor_id.startswith("local:") for who in trigger.actors):
        return None
    known = casebook.actors.get(said.source_actor_id)
    of = known.affiliations[0].of if known and known.affiliations else said.source_actor_id
    name = casebook.actors[of].name if of in casebook.actors else said.source_name or ""
    return Participant(actor_id=of, name=name, mention_id=None)


def _innermost(attributions: list[Attribution], at: int) -> Attribution | None:
    """Return the shortest attribution whose content holds an offset."""
    holding = [said for said in attributions if said.start <= at < said.end]
    return min(holding, key=lambda said: said.end - said.start, default=None)


def _score(trigger: Trigger) -> float:
    """Return how sure an act is: more with those who did it and bore it."""
    return 0.5 + 0.25 * bool(trigger.actors) + 0.25 * bool(trigger.recipients)


def _distinct(tellings: list[Telling]) -> list[Telling]:
    """Leave out an act whose words lie within those of another act of the same type."""
    kept: list[Telling] = []
    for telling in sorted(tellings, key=lambda telling: (telling.act.start - telling.act.end, telling.act.start)):
        act = telling.act
        if not any(
            o.act.start <= act.start and act.end <= o.act.end and o.act.event_type == act.event_type for o in kept
        ):
            kept.append(telling)
    return sorted(kept, key=lambda telling: (telling.act.start, telling.act.end))
