"""Find acts in the passages of a document."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.narrative import Telling, complete_acts
from trucewatch.extract.acts.relevance import Setting, is_relevant
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.setting import find_places, find_time
from trucewatch.extract.acts.triggers import Trigger, find_triggers
from trucewatch.extract.scene import Scene
from trucewatch.extract.status import decide_standing
from trucewatch.extract.words import read_all_words
from trucewatch.records import Attribution, PlaceMention, TimeMention

_SHORT_FORMS = frozenset({"headline", "teaser", "pull-quote"})
"""Roles of segments that tell in few words what the body tells more fully."""


def find_acts(scene: Scene) -> list[Act]:
    """Return the acts of a document in text order; of acts that share their words, the longest."""
    lexicon = act_lexicon()
    passages = read_all_words(scene.annotated)
    setting = Setting.of(scene, passages)
    found: list[Telling] = []
    for words in passages:
        if len(words) and any(low in lexicon.verbs or low in lexicon.nouns for low in words.lowers):
            found += _distinct(list(_tellings(Cast.of(words, scene), scene, setting)))
    return complete_acts(found)


def _tellings(cast: Cast, scene: Scene, setting: Setting) -> Iterator[Telling]:
    words = cast.words
    low, high = words.starts[0], words.ends[-1]
    times = [time for time in scene.times if low <= time.start < high]
    places = [place for place in scene.places if low <= place.start < high]
    order = {first: number for number, first in enumerate(sorted(set(words.sentences)))}
    timed = {words.sentences[token] for time in times for token in cast.tokens(time.start, time.end)}
    short = words.passage.segment.role in _SHORT_FORMS
    for trigger in find_triggers(cast, act_lexicon()):
        if is_relevant(cast, trigger, setting) and (act := _act(cast, trigger, scene, times, places)):
            first = words.sentences[trigger.head]
            yield Telling(act, short or trigger.back, order[first], low, first in timed)


def _act(
    cast: Cast, trigger: Trigger, scene: Scene, times: list[TimeMention], places: list[PlaceMention]
) -> Act | None:
    words = cast.words
    start, end = words.starts[trigger.first], words.ends[trigger.last]
    said = _innermost(scene.attributions, words.starts[trigger.head])
    standing = decide_standing(words.passage, words.starts[trigger.head], words.ends[trigger.head], said, words)
    if trigger.type.only and standing.modality != trigger.type.only:
        return None
    time = find_time(cast, trigger, times, said)
    return Act(
        segment_id=words.passage.segment.segment_id, start=start, end=end, act=trigger.type.code,
        event_type=trigger.type.event_type, actors=trigger.actors, recipients=trigger.recipients,
        place_mention_ids=tuple(place.mention_id for place in find_places(cast, trigger, places, said)),
        time_ids=(time.time_id,) if time else (), date=time.value if time else None,
        figure_ids=tuple(f.figure_id for f in scene.figures if start <= f.start < end),
        attribution_id=said.attribution_id if said else None, polarity=standing.polarity,
        modality=standing.modality, remark=standing.remark, score=_score(trigger), evidence=standing.evidence,
        rules=(trigger.type.id, *standing.rules), voice=standing.voice,
    )  # fmt: skip


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
